//! Plans with many editions and cycles: their documents in parts, and what one command writes of them.

use crate::incremental::{from_memory, in_batches, rebuilt};
use crate::sample::{Register, date, text};
use domain::command::{
    AddNode, ClassifyReason, CorrectEdition, Decide, EndNode, MoveNode, OpenCycle, StateSchedule, StateText,
    SubmitCycle, WithdrawDecision, WithdrawEdition,
};
use domain::digest::Digest;
use domain::event::{
    CellReading, CorrectionKind, NodeKind, Outcome, ProgressReported, Reviewed, SourceRegistered, TextChange,
    TextField, Verdict, WithdrawalKind,
};
use domain::id::{CycleId, EditionId, NodeId};
use domain::plan::{CycleState, Lens, Plan};
use domain::value::{Basis, Label, Meaning, PrintedDate, Reason, ReasonCode};
use domain::{Action, Refusal};
use projections::fold::{Document, Kind, assemble, fold_in_memory};
use proptest::prelude::*;

const ITEMS: usize = 3;
/// So many editions and cycles stand together in one part.
const TOGETHER: usize = 8;

/// A register with three items and one review after another, the last of them open.
struct Long {
    register: Register,
    items: Vec<NodeId>,
    reviews: i16,
    cycle: CycleId,
}

impl Long {
    fn new() -> Self {
        let mut register = Register::opened();
        let items: Vec<NodeId> = (0..ITEMS).map(|_| register.fresh()).collect();
        let cycle = open(&mut register, 0);
        for (rank, node) in (1..).zip(&items) {
            let placement = register.fresh();
            register.give(Action::AddNode(AddNode {
                node: *node,
                placement,
                kind: NodeKind::Item,
                parent: None,
                rank,
                label: Some(Label::parse(&rank.to_string(), &format!("{rank}.")).unwrap()),
                title: text("会議資料の共有"),
                basis: Basis::Cycle(cycle),
            }));
        }
        Self { register, items, reviews: 0, cycle }
    }

    /// One with that many reviews behind it.
    fn reviewed(times: usize) -> Self {
        let mut long = Self::new();
        (0..times).for_each(|_| long.review());
        long
    }

    /// A review in which a file is registered and every item is decided.
    fn review(&mut self) {
        let source = self.register.fresh();
        self.register.give(Action::RegisterSource(SourceRegistered {
            source,
            sha256: Digest::of_bytes(b"table"),
            bytes: 5,
            media_type: text("text/csv"),
            name: text("実施計画.csv"),
            origin: None,
        }));
        for item in 0..ITEMS {
            self.decide(item, "継続中", true).unwrap();
        }
        self.adopt().unwrap();
    }

    fn give(&mut self, action: Action) -> Result<(), Refusal> {
        let hanako = self.register.hanako.clone();
        self.register.give_by(&hanako, action)
    }

    fn decide(&mut self, item: usize, status: &str, remark: bool) -> Result<(), Refusal> {
        let reason = (status == "中止").then(|| Reason::Stated(text("費用に見合わないため")));
        let decide = Decide {
            decision: self.register.fresh(),
            cycle: self.cycle,
            node: self.items[item],
            outcome: Outcome::Changed,
            status: Some(self.register.status(status)),
            effective: None,
            codes: vec![],
            reason,
            body: None,
            decided_on: None,
            evidence: vec![],
            remark: remark.then(|| text(&format!("第{:04}回の見直しで確認した。", self.reviews))),
            schedule: None,
            seen: None,
        };
        self.give(Action::Decide(Box::new(decide)))
    }

    /// Leaves the rest unchanged, adopts, and opens the next review.
    fn adopt(&mut self) -> Result<(), Refusal> {
        for item in self.register.plan.undecided(self.cycle) {
            let place = self.items.iter().position(|node| *node == item).unwrap();
            self.decide(place, "継続中", false)?;
        }
        // Where every edition was voided, nothing is listed and nothing can be adopted.
        if self.register.plan.outline(Lens::Cycle(self.cycle)).is_empty() {
            return Ok(());
        }
        if self.register.plan.head.cycles[&self.cycle].state == CycleState::Open {
            self.give(Action::SubmitCycle(SubmitCycle { cycle: self.cycle }))?;
        }
        self.register.review(self.cycle, Reviewed::All, Verdict::Approved);
        self.register.adopt(self.cycle);
        self.reviews += 1;
        self.cycle = open(&mut self.register, self.reviews);
        Ok(())
    }

    fn edition(&self, number: usize) -> Option<EditionId> {
        let editions: Vec<_> = self.register.plan.head.editions.keys().copied().collect();
        (!editions.is_empty()).then(|| editions[number % editions.len()])
    }

    /// Takes a step where the rules allow it.
    fn take(&mut self, step: &Step) -> Result<(), Refusal> {
        let cycle = self.cycle;
        let node = |item: &usize| self.items[*item];
        let seen = |item: &usize| self.register.plan.nodes[&self.items[*item]].revision;
        let action = match step {
            Step::Adopt => return self.adopt(),
            Step::Decide { item, status, remark } => return self.decide(*item, status, *remark),
            Step::Withdraw { item } => {
                let decision = self.register.plan.nodes[&node(item)].decision(cycle);
                let Some(decision) = decision.map(|decision| decision.decision) else { return Ok(()) };
                let reason = text("取り下げ");
                Action::WithdrawDecision(WithdrawDecision { decision, node: node(item), reason })
            }
            Step::State { item, words, on } => Action::StateText(StateText {
                node: node(item),
                field: TextField::Remark,
                text: text(words),
                change: TextChange::Substance,
                basis: on.map_or(Basis::Cycle(cycle), |day| Basis::Progress(jiff::civil::date(2024, 3, day))),
                seen: seen(item),
            }),
            Step::Schedule { item } => Action::StateSchedule(StateSchedule {
                node: node(item),
                date: Some(date("令和7年度")),
                basis: Basis::Cycle(cycle),
                seen: seen(item),
            }),
            Step::Move { item, rank } => Action::MoveNode(MoveNode {
                node: node(item),
                parent: None,
                rank: *rank,
                label: None,
                basis: Basis::Cycle(cycle),
                seen: seen(item),
            }),
            Step::End { item } => Action::EndNode(EndNode {
                node: node(item),
                basis: Basis::Cycle(cycle),
                reason: text("統合した"),
                seen: seen(item),
            }),
            Step::Correct { edition, row, words } => {
                let Some(edition) = self.edition(*edition) else { return Ok(()) };
                let column = self.register.column(Meaning::Remark);
                let rows = self.register.plan.rows.get(&edition);
                let Some(found) = rows.and_then(|rows| rows.get(row)) else { return Ok(()) };
                let seen = text(found.corrected(column));
                Action::CorrectEdition(CorrectEdition {
                    correction: self.register.fresh(),
                    edition,
                    row: *row,
                    column,
                    kind: CorrectionKind::Erratum,
                    seen,
                    corrected: text(words),
                    reading: CellReading::Text,
                    reason: text("誤植"),
                    evidence: vec![],
                })
            }
            Step::Classify { item, cycle } => {
                let decisions = self.register.plan.nodes[&node(item)].decisions.values();
                let decisions: Vec<_> = decisions.map(|all| all.last().decision.decision).collect();
                let Some(decision) = decisions.get(cycle % decisions.len().max(1)) else { return Ok(()) };
                let codes = vec![ReasonCode::Cost];
                Action::ClassifyReason(ClassifyReason { decision: *decision, node: node(item), codes })
            }
            Step::Void { edition } => {
                let Some(edition) = self.edition(*edition) else { return Ok(()) };
                Action::WithdrawEdition(WithdrawEdition {
                    edition,
                    kind: WithdrawalKind::Void,
                    reason: text("誤り"),
                    authority: text("議長"),
                })
            }
            Step::Report { item } => {
                let node = node(item);
                Action::ReportProgress(ProgressReported {
                    report: self.register.fresh(),
                    node,
                    period: None,
                    bullets: vec![text("進めた")],
                    reported_on: jiff::civil::date(2024, 5, 1),
                    unit: None,
                })
            }
        };
        self.give(action)
    }

    /// What the next command writes, as the fold of the plan in memory says: a decision with a remark.
    fn write_a_decision(&mut self) -> Vec<Document> {
        let before = self.register.events.len();
        self.decide(0, "実施済み", true).unwrap();
        fold_in_memory(&self.register.plan, &self.register.events[before..]).unwrap()
    }
}

fn open(register: &mut Register, number: i16) -> CycleId {
    let cycle = register.fresh();
    let date = PrintedDate::month(2001 + number / 4, [3, 6, 9, 12][number as usize % 4]).unwrap();
    register.give(Action::OpenCycle(OpenCycle { cycle, label: text(&date.text), date }));
    cycle
}

#[derive(Debug, Clone)]
enum Step {
    Adopt,
    Decide { item: usize, status: &'static str, remark: bool },
    Withdraw { item: usize },
    State { item: usize, words: String, on: Option<i8> },
    Schedule { item: usize },
    Move { item: usize, rank: u32 },
    End { item: usize },
    Correct { edition: usize, row: u32, words: String },
    Classify { item: usize, cycle: usize },
    Void { edition: usize },
    Report { item: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let item = || 0..ITEMS;
    let words = || "[あ-ん]{0,4}";
    let status = prop::sample::select(vec!["継続中", "実施済み", "中止", "未実施"]);
    prop_oneof![
        4 => Just(Step::Adopt),
        4 => (item(), status, any::<bool>())
            .prop_map(|(item, status, remark)| Step::Decide { item, status, remark }),
        2 => item().prop_map(|item| Step::Withdraw { item }),
        2 => (item(), words(), prop::option::of(1..5_i8))
            .prop_map(|(item, words, on)| Step::State { item, words, on }),
        1 => item().prop_map(|item| Step::Schedule { item }),
        1 => (item(), 1..9_u32).prop_map(|(item, rank)| Step::Move { item, rank }),
        1 => item().prop_map(|item| Step::End { item }),
        2 => (any::<usize>(), 1..4_u32, words())
            .prop_map(|(edition, row, words)| Step::Correct { edition, row, words }),
        2 => (item(), any::<usize>()).prop_map(|(item, cycle)| Step::Classify { item, cycle }),
        1 => any::<usize>().prop_map(|edition| Step::Void { edition }),
        1 => item().prop_map(|item| Step::Report { item }),
    ]
}

/// The state without what only the write side asks for.
fn read_side(plan: &Plan) -> Plan {
    Plan::of_parts(plan.head.clone(), plan.nodes.clone(), plan.rows.clone())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_long_plan_is_the_same_from_memory_in_batches_rebuilt_and_put_together_again(
        reviews in 0..7_usize,
        steps in prop::collection::vec(step(), 0..24),
        cuts in prop::collection::vec(any::<usize>(), 0..6),
        from in any::<u64>(),
    ) {
        let mut long = Long::reviewed(reviews);
        // What the rules refuse changes nothing.
        steps.iter().for_each(|step| drop(long.take(step)));
        let Register { plan, events, .. } = &long.register;
        let clean = rebuilt(events);
        prop_assert!(in_batches(events, &cuts) == clean, "in batches");
        let (live, times) = from_memory(events);
        prop_assert!(live == clean, "from memory");
        let commands = events.iter().filter(|event| event.metadata.part == 1).count();
        prop_assert_eq!(times, commands, "nothing was loaded");

        let mut documents: Vec<Document> = clean.into_values().collect();
        let turn = from as usize % documents.len();
        documents.rotate_left(turn);
        prop_assert_eq!(assemble(&documents).unwrap().unwrap(), read_side(plan), "in whatever order");
    }
}

#[test]
fn a_command_writes_as_much_on_a_plan_with_a_hundred_editions_as_on_one_with_two() {
    let size = |documents: &[Document]| -> usize {
        documents.iter().map(|document| document.body.len() + document.key.name.len()).sum()
    };
    let mut long = Long::new();
    let mut written = Vec::new();
    for _ in 0..=100 {
        let documents = long.write_a_decision();
        written.push((documents.len(), size(&documents)));
        long.review();
    }
    // The plan's own document, the live cycle, the item with at most one further part, an entry for each of two events.
    let most = 6;
    for (editions, (documents, _)) in written.iter().enumerate() {
        assert!(*documents <= most, "{documents} documents with {editions} editions");
    }
    // Every four reviews a part is full, so that the sizes repeat; numbers have a few more digits.
    let repeats = TOGETHER / 2;
    for editions in repeats..written.len() - repeats {
        let (earlier, later) = (written[editions].1, written[editions + repeats].1);
        assert!(later <= earlier + 40, "{earlier} bytes with {editions} editions, then {later}");
    }
    let (with_two, with_a_hundred) = (written[2].1, written[100].1);
    assert!(with_a_hundred <= with_two + 6_000, "{with_two} bytes, then {with_a_hundred}");
}

#[test]
fn what_closed_reviews_said_is_written_once() {
    let mut long = Long::reviewed(12);
    let before = rebuilt(&long.register.events);
    let from = long.register.events.len();
    long.decide(0, "実施済み", true).unwrap();
    let written = fold_in_memory(&long.register.plan, &long.register.events[from..]).unwrap();

    let same = written.iter().filter(|document| before.get(&document.key) == Some(document));
    assert_eq!(same.count(), 0, "each document that was written has changed");
    let of_item = |document: &&Document| {
        document.key.kind == Kind::Node && document.key.name.starts_with(&long.items[0].to_string())
    };
    assert_eq!(before.values().filter(of_item).count(), 3, "eight of the 24 editions and cycles in each");
    assert_eq!(
        written.iter().filter(of_item).count(),
        2,
        "the item, and a part that begins with the open cycle"
    );
}

#[test]
fn search_keys_cover_every_part() {
    let long = Long::reviewed(12);
    let keys = |documents: &mut dyn Iterator<Item = &Document>| -> Vec<String> {
        documents.flat_map(|document| document.search.clone()).collect()
    };
    let store = rebuilt(&long.register.events);
    let all = keys(&mut store.values());
    for review in 0..12 {
        let remark = format!("第{review:04}回");
        assert!(all.iter().any(|key| key.contains(&remark)), "{remark} in {all:?}");
    }
    let node = &long.register.plan.nodes[&long.items[0]];
    assert!(Lens::Current.status_of(&long.register.plan.head, node).is_some());
}

#[test]
fn a_plan_without_one_of_its_parts_is_another() {
    let long = Long::reviewed(6);
    let whole = read_side(&long.register.plan);
    let documents: Vec<Document> = rebuilt(&long.register.events).into_values().collect();
    for lost in 0..documents.len() {
        let mut rest = documents.clone();
        let lost = rest.remove(lost);
        if lost.key.kind != Kind::Entry {
            assert_ne!(assemble(&rest).unwrap().as_ref(), Some(&whole), "{:?} says nothing", lost.key);
        }
    }
}
