//! A register with three items and one review after another, and steps in it by chance.

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
use domain::plan::{CycleState, Lens};
use domain::value::{Basis, Label, Meaning, PrintedDate, Reason, ReasonCode};
use domain::{Action, Refusal};
use proptest::prelude::*;

pub(super) const ITEMS: usize = 3;

/// A register with three items and one review after another, the last of them open.
pub(super) struct Long {
    pub(super) register: Register,
    pub(super) items: Vec<NodeId>,
    reviews: i16,
    cycle: CycleId,
}

impl Long {
    pub(super) fn new() -> Self {
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
    pub(super) fn reviewed(times: usize) -> Self {
        let mut long = Self::new();
        (0..times).for_each(|_| long.review());
        long
    }

    /// A review in which a file is registered and every item is decided.
    pub(super) fn review(&mut self) {
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

    pub(super) fn decide(&mut self, item: usize, status: &str, remark: bool) -> Result<(), Refusal> {
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
    pub(super) fn take(&mut self, step: &Step) -> Result<(), Refusal> {
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
                placement: None,
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
}

fn open(register: &mut Register, number: i16) -> CycleId {
    let cycle = register.fresh();
    let date = PrintedDate::month(2001 + number / 4, [3, 6, 9, 12][number as usize % 4]).unwrap();
    register.give(Action::OpenCycle(OpenCycle { cycle, label: text(&date.text), date }));
    cycle
}

#[derive(Debug, Clone)]
pub(super) enum Step {
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

pub(super) fn step() -> impl Strategy<Value = Step> {
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
