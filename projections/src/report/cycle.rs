//! One cycle's work list: every item, what it says now, what was decided about it, what is still to be decided.

use super::assigned::{Department, any_is_called, departments_of};
use super::named::{Change, Code, CycleRef, DecisionRef, FieldName, ItemRef, PlanRef, counted};
use super::numbers::Numbers;
use super::overview::{CycleSummary, count};
use domain::Refusal;
use domain::digest::Digest;
use domain::event::{CycleOrigin, NodeKind, Outcome, Reviewed, Verdict};
use domain::id::{ActorId, CycleId, DecisionId, NodeId, ReviewId};
use domain::plan::outline::Line;
use domain::plan::{Cycle, Lens, Plan, View};
use domain::value::{CanonicalState, PrintedDate, Status, Text};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Who recorded decisions of a cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Recorder {
    /// Who.
    pub actor: ActorId,
    /// The name, where it is known: see [`CycleReport::name_actors`].
    pub name: Option<String>,
    /// How many, those that were replaced since too; none for who only stated texts or places.
    pub decisions: u32,
}

/// A review of a cycle.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReviewRef {
    /// The review.
    pub review: ReviewId,
    /// Who gave it.
    pub actor: ActorId,
    /// The name, where it is known: see [`CycleReport::name_actors`].
    pub name: Option<String>,
    /// In which round.
    pub round: u32,
    /// Approved or returned.
    pub verdict: Verdict,
    /// In words.
    pub comment: Option<Text>,
    /// The decisions that it named; empty where it spoke of the whole cycle.
    pub decisions: Vec<DecisionId>,
    /// The items of these that still have that decision.
    pub items: Vec<ItemRef>,
    /// Its sequence.
    pub sequence: u64,
}

/// A line of the work list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CycleRow {
    /// The heading or item as the cycle lists it.
    pub item: ItemRef,
    /// How many nodes stand above it.
    pub depth: u32,
    /// Whether the cycle has to decide upon it; headings are listed for orientation only.
    pub to_decide: bool,
    /// Whether it is decided.
    pub decided: bool,
    /// Whether a decision may be recorded now.
    pub open: bool,
    /// Whether the last return named it.
    pub returned: bool,
    /// 実施時期 as it is now.
    pub schedule: Option<PrintedDate>,
    /// 状況 as it is now.
    pub status: Option<Status>,
    /// What it means.
    pub state: Option<CanonicalState>,
    /// 見直し時期 as it is now.
    pub review: Option<PrintedDate>,
    /// 備考 as it is now.
    pub remark: Option<Text>,
    /// The decision of this cycle.
    pub decision: Option<DecisionRef>,
    /// What the cycle would change, before and after in words.
    pub changes: Vec<Change>,
    /// 担当部署 as the cycle has it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Department>,
    /// The node's revision, for a command to carry.
    pub revision: u64,
}

/// A cycle's work list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CycleReport {
    /// The plan.
    pub plan: PlanRef,
    /// The cycle in figures.
    pub summary: CycleSummary,
    /// How many items are still to be decided.
    pub undecided: u32,
    /// The digest of what stands there now, for a submission to be approved; none for a cycle not run here.
    pub digest: Option<Digest>,
    /// Whether decisions may be recorded now.
    pub open: bool,
    /// Its reviews, in order.
    pub reviews: Vec<ReviewRef>,
    /// Who recorded its decisions.
    pub recorders: Vec<Recorder>,
    /// The classes of all its reasons, each once.
    pub codes: Vec<Code>,
    /// The lines in the order of the table; of a cycle not run here, only the items that it decided.
    pub rows: Vec<CycleRow>,
}

impl CycleReport {
    /// The cycle.
    pub fn cycle(&self) -> &CycleRef {
        &self.summary.cycle
    }

    /// Names those who recorded and reviewed. Names stand in the metadata of events only, so that they can be masked.
    pub fn name_actors(&mut self, names: &BTreeMap<ActorId, String>) {
        for recorder in &mut self.recorders {
            recorder.name = names.get(&recorder.actor).cloned();
        }
        for review in &mut self.reviews {
            review.name = names.get(&review.actor).cloned();
        }
    }

    /// Leaves the rows for which that department answers, a part of its name is enough, and what stands above them. What
    /// is said of the whole cycle stays.
    pub fn narrow(&mut self, department: &str) {
        let mut depth = 0;
        let mut rows = std::mem::take(&mut self.rows);
        rows.reverse();
        rows.retain(|row| {
            let wanted = any_is_called(&row.departments, department);
            let stands_above = row.depth < depth;
            if wanted || stands_above {
                depth = row.depth;
            }
            wanted || stands_above
        });
        rows.reverse();
        self.rows = rows;
    }

    /// The items that are still to be decided, in the order of the table.
    pub fn undecided_rows(&self) -> impl Iterator<Item = &CycleRow> {
        self.rows.iter().filter(|row| row.to_decide && !row.decided)
    }
}

/// A cycle's work list.
///
/// # Errors
/// [`Refusal::UnknownCycle`].
pub fn cycle(plan: &Plan, id: CycleId) -> Result<CycleReport, Refusal> {
    let cycle = plan.cycle(id)?;
    let numbers = Numbers::of(plan);
    let rows = match cycle.origin {
        CycleOrigin::Live => live_rows(plan, cycle),
        CycleOrigin::Transcribed | CycleOrigin::Inferred => reported_rows(plan, cycle, &numbers),
    };
    let mut codes: Vec<Code> =
        rows.iter().flat_map(|row| &row.decision).flat_map(|d| d.codes.clone()).collect();
    codes.sort();
    codes.dedup();
    Ok(CycleReport {
        plan: PlanRef::of(plan),
        summary: CycleSummary::of(plan, cycle),
        undecided: count(rows.iter().filter(|row| row.to_decide && !row.decided).count()),
        digest: (cycle.origin == CycleOrigin::Live).then(|| plan.cycle_digest(id)),
        open: cycle.is_open(),
        reviews: reviews(plan, cycle, &numbers),
        recorders: cycle
            .recorders
            .iter()
            .map(|(actor, decisions)| Recorder { actor: *actor, name: None, decisions: *decisions })
            .collect(),
        codes,
        rows,
    })
}

fn live_rows(plan: &Plan, cycle: &Cycle) -> Vec<CycleRow> {
    let lines = plan.outline(Lens::Cycle(cycle.id)).into_iter();
    lines
        .filter(|line| line.view.kind != NodeKind::Term && !line.relisted)
        .map(|line| {
            let item = ItemRef {
                node: line.view.node,
                kind: line.view.kind,
                full_label: line.full_label.clone(),
                title: line.view.title.clone(),
            };
            let mut row = row(plan, cycle, item, line.depth);
            row.to_decide = line.view.kind == NodeKind::Item;
            row.changes = proposed(plan, &line, row.decision.as_ref());
            row
        })
        .collect()
}

fn reported_rows(plan: &Plan, cycle: &Cycle, numbers: &Numbers) -> Vec<CycleRow> {
    let nodes = numbers.in_order().into_iter();
    nodes
        .filter(|node| plan.nodes.get(node).is_some_and(|node| counted(&plan.head, node, cycle.id).is_some()))
        .filter_map(|node| Some(row(plan, cycle, numbers.item(plan, node)?, 0)))
        .map(|row| CycleRow { to_decide: true, ..row })
        .collect()
}

fn row(plan: &Plan, cycle: &Cycle, item: ItemRef, depth: u32) -> CycleRow {
    let node = &plan.nodes[&item.node];
    let now = Lens::Current.view(&plan.head, node);
    let decision = counted(&plan.head, node, cycle.id)
        .and_then(|decided| DecisionRef::of(&plan.head, &decided.decision, decided.sequence));
    CycleRow {
        depth,
        to_decide: false,
        decided: decision.is_some(),
        open: node.kind == NodeKind::Item && cycle.is_open_for(item.node),
        returned: cycle.reopened.contains(&item.node),
        schedule: now.schedule,
        state: now.status.as_ref().map(|status| status.state),
        status: now.status,
        review: now.review,
        remark: now.remark,
        decision,
        changes: Vec::new(),
        departments: departments_of(plan, Lens::Cycle(cycle.id), node),
        revision: node.revision,
        item,
    }
}

/// What the cycle would change in a line.
fn proposed(plan: &Plan, line: &Line, decision: Option<&DecisionRef>) -> Vec<Change> {
    let now = Lens::Current.view(&plan.head, &plan.nodes[&line.view.node]);
    let view = &line.view;
    let date = |date: &Option<PrintedDate>| date.as_ref().map(|date| date.text.clone()).unwrap_or_default();
    let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string).unwrap_or_default();
    let status = |view: &View| view.status.as_ref().map(|s| s.wording.clone()).unwrap_or_default();
    let node = &plan.nodes[&view.node];
    let number = |label: Option<domain::value::Label>| label.map(|label| label.text).unwrap_or_default();
    // 変更なし says nothing of when the status that it repeats began.
    let effective = decision
        .filter(|decision| decision.outcome != Outcome::Unchanged)
        .and_then(|_| Change::between(FieldName::Effective, &date(&now.effective), &date(&view.effective)));
    let number_now = number(Lens::Current.label(&plan.head, node));
    [
        Change::between(FieldName::Number, &number_now, &number(line.label.clone())),
        Change::between(FieldName::Title, now.title.as_str(), view.title.as_str()),
        Change::between(FieldName::Schedule, &date(&now.schedule), &date(&view.schedule)),
        Change::between(FieldName::Status, &status(&now), &status(view)),
        effective,
        Change::between(FieldName::Review, &date(&now.review), &date(&view.review)),
        Change::between(FieldName::Remark, &text(&now.remark), &text(&view.remark)),
        Change::between(FieldName::Body, &text(&now.body), &text(&view.body)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn reviews(plan: &Plan, cycle: &Cycle, numbers: &Numbers) -> Vec<ReviewRef> {
    let reviews = cycle.reviews.iter();
    reviews
        .map(|review| {
            let decisions = match &review.reviewed {
                Reviewed::All => Vec::new(),
                Reviewed::Decisions(decisions) => decisions.clone(),
            };
            let named = |node: &&NodeId| {
                plan.nodes[*node].decision(cycle.id).is_some_and(|d| {
                    decisions.contains(&d.decision)
                        || d.supersedes.is_some_and(|before| decisions.contains(&before))
                })
            };
            let items =
                plan.nodes.keys().filter(named).filter_map(|node| numbers.item(plan, *node)).collect();
            ReviewRef {
                review: review.id,
                actor: review.actor,
                name: None,
                round: review.round,
                verdict: review.verdict,
                comment: review.comment.clone(),
                items,
                decisions,
                sequence: review.sequence,
            }
        })
        .collect()
}
