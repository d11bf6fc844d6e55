//! What somebody wishes to do with a plan, said in small numbers that every state can interpret.

use crate::invariants::{cells, number_is_its_own};
use crate::story::{Story, column, date, day, status, text};
use crate::table::{OLDER, SMALL};
use domain::command::*;
use domain::event::{
    CellReading, CorrectionKind, ExecutionExtent, NodeKind, Outcome, ProgressReported, Reviewed, TextChange,
    TextField, Verdict, WithdrawalKind,
};
use domain::id::{CycleId, EditionId, NodeId};
use domain::plan::{CycleState, Lens};
use domain::value::{Basis, Label, Meaning, Reason, ReasonCode};
use domain::{Action, Fact, Plan};
use proptest::prelude::*;

/// One wish of one of three persons.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    who: u32,
    what: What,
    /// Chooses among what there is.
    pick: usize,
    /// Chooses how.
    how: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Open,
    Decide,
    DecideRest,
    GoOn,
    Withdraw,
    Submit,
    Review,
    Adopt,
    Abandon,
    Correct,
    Transcribe,
    Void,
    Publish,
    Add,
    Move,
    End,
    Text,
    Schedule,
    Classify,
    Progress,
    Execution,
    Again,
}

pub(crate) fn wishes(most: usize) -> impl Strategy<Value = Vec<Wish>> {
    prop::collection::vec(wish(), 1..most)
}

pub(crate) fn wish() -> impl Strategy<Value = Wish> {
    let what = prop_oneof![
        3 => Just(What::Open),
        6 => Just(What::Decide),
        3 => Just(What::DecideRest),
        9 => Just(What::GoOn),
        2 => Just(What::Withdraw),
        5 => Just(What::Submit),
        5 => Just(What::Review),
        4 => Just(What::Adopt),
        1 => Just(What::Abandon),
        2 => Just(What::Correct),
        3 => Just(What::Transcribe),
        1 => Just(What::Void),
        1 => Just(What::Publish),
        3 => Just(What::Add),
        3 => Just(What::Move),
        2 => Just(What::End),
        2 => Just(What::Text),
        1 => Just(What::Schedule),
        2 => Just(What::Classify),
        1 => Just(What::Progress),
        1 => Just(What::Execution),
        1 => Just(What::Again),
    ];
    (1..4_u32, what, 0..97_usize, 0..97_usize).prop_map(|(who, what, pick, how)| Wish {
        who,
        what,
        pick,
        how,
    })
}

const WORDS: [&str; 6] = ["継続中", "中止", "実施済み", "未着手", "廃止", "一部実施 継続中"];
const DAYS: [&str; 4] = ["2018-04-01", "2020-04-01", "2022-04-01", "2026-04-01"];
const LABELS: [&str; 6] =
    ["平成28年3月", "平成30年11月", "令和元年9月", "令和2年3月", "令和3年3月", "令和5年3月"];
const CYCLES: [&str; 5] = ["令和2年12月", "令和4年3月", "令和6年3月", "令和7年3月", "令和8年3月"];

impl Wish {
    /// Who does what, as far as the plan has something of the kind.
    pub(crate) fn action(&self, story: &mut Story) -> Option<(u32, Action)> {
        let action = self.what(story)?;
        // Most reviews are given by somebody who does nothing else.
        let apart = matches!(action, Action::ReviewCycle(_)) && !self.how.is_multiple_of(4);
        Some((if apart { 7 } else { self.who }, action))
    }

    fn what(&self, story: &mut Story) -> Option<Action> {
        Some(match self.what {
            What::Open => {
                let label = CYCLES[self.how % CYCLES.len()];
                Action::OpenCycle(OpenCycle { cycle: story.fresh(), label: text(label), date: date(label) })
            }
            What::Decide => {
                let (cycle, node) = (self.cycle(story)?, self.node(story)?);
                Action::Decide(Box::new(self.decide(story, cycle, node)))
            }
            What::DecideRest => self.decide_rest(story)?,
            What::GoOn => self.go_on(story)?,
            What::Withdraw => {
                let node = self.node(story)?;
                let decisions: Vec<_> = story.plan.nodes[&node].decisions.values().collect();
                let decision = pick(&decisions, self.how)?.last().decision.decision;
                Action::WithdrawDecision(WithdrawDecision {
                    decision, node, reason: text("取り違えたため")
                })
            }
            What::Submit => Action::SubmitCycle(SubmitCycle { cycle: self.cycle(story)? }),
            What::Review => self.review(story)?,
            What::Adopt => {
                let cycle = self.cycle(story)?;
                Action::AdoptCycle(story.adoption(cycle))
            }
            What::Abandon => Action::AbandonCycle(AbandonCycle {
                cycle: self.cycle(story)?,
                reason: text("解散のため"),
            }),
            What::Correct => self.correct(story)?,
            What::Transcribe => {
                let label = LABELS[self.pick % LABELS.len()];
                let tables = [SMALL.to_owned(), OLDER.to_owned(), SMALL.replace("2-1. ", "2-3. ")];
                let table = tables[self.how % 3].replace("令和3年3月", LABELS[self.how % LABELS.len()]);
                Action::TranscribeEdition(Box::new(story.transcribe(label, &table)))
            }
            What::Void => Action::WithdrawEdition(WithdrawEdition {
                edition: self.edition(story)?,
                kind: if self.how.is_multiple_of(2) {
                    WithdrawalKind::Void
                } else {
                    WithdrawalKind::Unpublish
                },
                reason: text("誤りのため"),
                authority: text("議会事務局長"),
            }),
            What::Publish => Action::PublishEdition(PublishEdition {
                edition: self.edition(story)?,
                address: text("/p/a/e/b/"),
            }),
            What::Add => {
                let number = format!("2-{}", 3 + self.how % 6);
                Action::AddNode(AddNode {
                    node: story.fresh(),
                    placement: story.fresh(),
                    kind: if self.how.is_multiple_of(5) { NodeKind::Heading } else { NodeKind::Item },
                    parent: if self.pick.is_multiple_of(4) { None } else { self.node(story) },
                    rank: 1 + u32::try_from(self.pick % 4).unwrap(),
                    label: Some(Label::parse(&number, &format!("{number}. ")).unwrap()),
                    title: text("新しい取組"),
                    basis: self.basis(story),
                })
            }
            What::Move => {
                let node = self.node(story)?;
                let basis = self.basis(story);
                let known: Vec<NodeId> = story.plan.nodes.keys().copied().collect();
                let label = Lens::Current.label(&story.plan.head, &story.plan.nodes[&node]);
                let parent = if self.how.is_multiple_of(5) { None } else { pick(&known, self.how).copied() };
                let seen = story.plan.nodes[&node].revision;
                Action::MoveNode(MoveNode { node, placement: None, parent, rank: 2, label, basis, seen })
            }
            What::End => {
                let node = self.node(story)?;
                let (basis, seen) = (self.basis(story), story.plan.nodes[&node].revision);
                Action::EndNode(EndNode { node, basis, reason: text("統合したため"), seen })
            }
            What::Text => {
                let node = self.node(story)?;
                let fields = [TextField::Title, TextField::Body, TextField::Remark];
                Action::StateText(StateText {
                    node,
                    field: fields[self.how % 3].clone(),
                    text: text(&format!("書き足し{}", self.how)),
                    change: TextChange::Substance,
                    basis: self.basis(story),
                    seen: story.plan.nodes[&node].revision,
                })
            }
            What::Schedule => {
                let node = self.node(story)?;
                let (basis, seen) = (self.basis(story), story.plan.nodes[&node].revision);
                Action::StateSchedule(StateSchedule { node, date: Some(date("令和9年度")), basis, seen })
            }
            What::Classify => {
                let node = self.node(story)?;
                let decisions: Vec<_> = story.plan.nodes[&node].decisions.values().collect();
                let decision = pick(&decisions, self.how)?.last().decision.decision;
                let codes = ReasonCode::DEFAULT[..self.how % 3].to_vec();
                Action::ClassifyReason(ClassifyReason { decision, node, codes })
            }
            What::Progress => Action::ReportProgress(ProgressReported {
                report: story.fresh(),
                node: self.node(story)?,
                period: None,
                bullets: vec![text("協議を始めました。")],
                reported_on: day("2023-10-16"),
                unit: None,
            }),
            What::Execution => Action::StateExecution(StateExecution {
                node: self.node(story)?,
                extent: ExecutionExtent::Never,
                grounds: text("記録がない"),
                evidence: Vec::new(),
            }),
            What::Again => {
                let reports = self.node(story)?;
                Action::Together(vec![
                    Action::OpenCycle(OpenCycle {
                        cycle: story.fresh(),
                        label: text("令和8年3月"),
                        date: date("令和8年3月"),
                    }),
                    Action::EndNode(EndNode {
                        node: reports,
                        basis: Basis::Progress(day(DAYS[self.how % 4])),
                        reason: text("統合したため"),
                        seen: u64::try_from(self.how).unwrap(),
                    }),
                ])
            }
        })
    }

    fn decide(&self, story: &mut Story, cycle: CycleId, node: NodeId) -> Decide {
        let outcomes = [Outcome::Changed, Outcome::Changed, Outcome::Unchanged, Outcome::Revived];
        let outcome = outcomes[self.how % 4];
        let revision = story.plan.nodes[&node].revision;
        Decide {
            decision: story.fresh(),
            cycle,
            node,
            outcome,
            status: (outcome != Outcome::Unchanged).then(|| status(WORDS[self.pick % WORDS.len()])),
            effective: self.how.is_multiple_of(3).then(|| date("令和5年4月")),
            codes: Vec::new(),
            reason: (!self.how.is_multiple_of(5)).then(|| Reason::Stated(text("費用のため"))),
            body: None,
            decided_on: None,
            evidence: Vec::new(),
            remark: self.how.is_multiple_of(2).then(|| text("書き換えました。")),
            schedule: None,
            seen: match self.how % 7 {
                0 => Some(revision + 1),
                1 => None,
                _ => Some(revision),
            },
        }
    }

    fn decide_rest(&self, story: &mut Story) -> Option<Action> {
        let cycle = self.cycle(story)?;
        let rest = story.plan.undecided(cycle);
        let decisions = rest.into_iter().map(|node| {
            let wanted = self.decide(story, cycle, node);
            let unchanged =
                Decide { outcome: Outcome::Unchanged, status: None, remark: None, seen: None, ..wanted };
            Action::Decide(Box::new(unchanged))
        });
        Some(Action::Together(decisions.collect()))
    }

    /// The next step of the live cycle, whatever it is.
    fn go_on(&self, story: &mut Story) -> Option<Action> {
        let cycle = story.plan.head.live_cycle()?.clone();
        Some(match cycle.state {
            CycleState::Open | CycleState::Returned if story.plan.undecided(cycle.id).is_empty() => {
                Action::SubmitCycle(SubmitCycle { cycle: cycle.id })
            }
            CycleState::Open | CycleState::Returned => self.decide_rest(story)?,
            CycleState::Submitted => Action::ReviewCycle(story.approval(cycle.id)),
            CycleState::Approved => Action::AdoptCycle(story.adoption(cycle.id)),
            CycleState::Adopted | CycleState::Abandoned => return None,
        })
    }

    fn review(&self, story: &mut Story) -> Option<Action> {
        let cycle = self.cycle(story)?;
        let decisions: Vec<_> =
            story.plan.nodes.values().filter_map(|node| Some(node.decision(cycle)?.decision)).collect();
        let (reviewed, verdict) = match self.how % 6 {
            0 => (Reviewed::All, Verdict::Returned),
            1 => (Reviewed::Decisions(vec![*pick(&decisions, self.pick)?]), Verdict::Returned),
            2 => (Reviewed::Decisions(vec![*pick(&decisions, self.pick)?]), Verdict::Approved),
            _ => (Reviewed::All, Verdict::Approved),
        };
        let comment = Some(text("確認しました。"));
        Some(Action::ReviewCycle(ReviewCycle { reviewed, verdict, comment, ..story.approval(cycle) }))
    }

    fn correct(&self, story: &mut Story) -> Option<Action> {
        let edition = self.edition(story)?;
        let rows: Vec<_> = story.plan.rows[&edition].values().collect();
        let row = *pick(&rows, self.how)?;
        let remark = column(Meaning::Remark);
        let kinds = [CorrectionKind::Erratum, CorrectionKind::Transcription, CorrectionKind::Typo];
        let (seen, row) = (text(row.corrected(remark)), row.row);
        Some(Action::CorrectEdition(CorrectEdition {
            correction: story.fresh(),
            edition,
            row,
            column: remark,
            kind: kinds[self.how % 3],
            seen,
            corrected: text(&format!("訂正{}", self.pick)),
            reading: CellReading::Text,
            reason: text("誤りのため"),
            evidence: Vec::new(),
        }))
    }

    fn cycle(&self, story: &Story) -> Option<CycleId> {
        let live = story.plan.head.live_cycle().map(|cycle| cycle.id);
        let all: Vec<CycleId> = story.plan.head.cycles.keys().copied().collect();
        live.filter(|_| !self.pick.is_multiple_of(11)).or_else(|| pick(&all, self.pick).copied())
    }

    fn node(&self, story: &Story) -> Option<NodeId> {
        let all: Vec<NodeId> = story.plan.nodes.keys().copied().collect();
        pick(&all, self.pick).copied()
    }

    fn edition(&self, story: &Story) -> Option<EditionId> {
        let all: Vec<EditionId> = story.plan.head.editions.keys().copied().collect();
        pick(&all, self.pick).copied()
    }

    fn basis(&self, story: &Story) -> Basis {
        match self.cycle(story) {
            Some(cycle) if !self.how.is_multiple_of(3) => Basis::Cycle(cycle),
            _ => match self.edition(story) {
                Some(edition) if self.how.is_multiple_of(4) => Basis::Edition(edition),
                _ => Basis::Progress(day(DAYS[self.how % 4])),
            },
        }
    }

    /// What an accepted command may not have changed.
    pub(crate) fn check(&self, before: &Plan, after: &Plan, action: &Action, facts: &[Fact]) {
        // 8: no command changes a cell of an edition that is there.
        let now = cells(after);
        for (edition, digest) in cells(before) {
            assert_eq!(now[&edition], digest, "{:?} changed the cells of {edition}", self.what);
        }
        // 1: nothing is ever taken away.
        assert!(before.nodes.keys().all(|node| after.nodes.contains_key(node)));
        if let Action::TranscribeEdition(transcribe) = action {
            older_changes_nothing_newer(before, after, transcribe);
        }
        if let Action::AddNode(AddNode { node, basis, .. }) | Action::MoveNode(MoveNode { node, basis, .. }) =
            action
        {
            number_is_its_own(after, *node, *basis);
        }
        // 12: what is decided again is nothing new.
        assert!(!facts.is_empty() || matches!(action, Action::Together(actions) if actions.is_empty()));
    }
}

/// 9: an edition that is older than the newest changes nothing of the table as it is now.
fn older_changes_nothing_newer(before: &Plan, after: &Plan, transcribe: &TranscribeEdition) {
    let Some(newest) = before.head.current_edition() else { return };
    if newest.date.start <= transcribe.date.start {
        return;
    }
    let listed = |plan: &Plan| {
        let newest = &plan.rows[&newest.id];
        let rows = newest.values().map(|row| {
            let node = plan.node(row.node).unwrap();
            let view = Lens::Current.view(&plan.head, node);
            (node.id, view.title, view.schedule, view.status, view.review, view.remark, view.body)
        });
        rows.collect::<Vec<_>>()
    };
    assert_eq!(listed(before), listed(after));
    let order = |plan: &Plan| {
        let newest: std::collections::BTreeSet<NodeId> =
            plan.rows[&newest.id].values().map(|row| row.node).collect();
        let lines = plan.outline(Lens::Current).into_iter().map(|line| (line.view.node, line.label));
        lines.filter(|(node, _)| newest.contains(node)).collect::<Vec<_>>()
    };
    assert_eq!(order(before), order(after));
}

fn pick<T>(all: &[T], at: usize) -> Option<&T> {
    (!all.is_empty()).then(|| &all[at % all.len()])
}
