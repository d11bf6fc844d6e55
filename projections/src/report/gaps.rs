//! What the record does not say: endings without reason, body, evidence or date, items never reviewed (A4).

use super::assigned::{Department, any_is_called, departments_of};
use super::cancelled::CancelledRow;
use super::named::{CycleRef, ItemRef, PlanRef};
use super::numbers::Numbers;
use domain::event::NodeKind;
use domain::id::DecisionId;
use domain::plan::{Lens, Plan};
use domain::value::{Certainty, Reason};
use schemars::JsonSchema;
use serde::Serialize;

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GapKind {
    /// An ended item of which no decision is known.
    EndingWithoutDecision,
    /// An ending of which the document gives no reason.
    EndingWithoutReason,
    /// An ending of which no body is recorded.
    EndingWithoutBody,
    /// An ending without evidence.
    EndingWithoutEvidence,
    /// An ending of which neither an effective date nor the day of the decision is recorded.
    EndingWithoutDate,
    /// An ending whose reason is not classified.
    EndingUnclassified,
    /// 推定: an ending that is only worked out from a later edition.
    EndingInferred,
    /// An ended item of which nobody stated whether it ever ran.
    ExecutionUnstated,
    /// An item that no cycle has decided upon and no edition shows as reviewed.
    NeverReviewed,
    /// An item that is no longer listed although it did not end.
    UnlistedWithoutEnding,
    /// A listed item of which the table does not say how it stands.
    WithoutStatus,
}

impl GapKind {
    /// Every kind, in the order in which the report lists them.
    pub const ALL: [Self; 11] = [
        Self::EndingWithoutDecision,
        Self::EndingWithoutReason,
        Self::EndingWithoutBody,
        Self::EndingWithoutEvidence,
        Self::EndingWithoutDate,
        Self::EndingUnclassified,
        Self::EndingInferred,
        Self::ExecutionUnstated,
        Self::NeverReviewed,
        Self::UnlistedWithoutEnding,
        Self::WithoutStatus,
    ];
}

/// An item of which something is missing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GapItem {
    /// The item.
    pub item: ItemRef,
    /// The cycle that decided it, where one did.
    pub cycle: Option<CycleRef>,
    /// The decision, where there is one.
    pub decision: Option<DecisionId>,
    /// 「原資料に理由記載なし」: a person stated it, or the row that was taken over has no remark.
    pub not_in_source: bool,
    /// 担当部署.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Department>,
}

/// One kind of gap.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Gap {
    /// What is missing.
    pub kind: GapKind,
    /// In which items, in the order of the table.
    pub items: Vec<GapItem>,
}

/// What the record does not say.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GapsReport {
    /// The plan.
    pub plan: PlanRef,
    /// Every kind, those without items too, so that the report also says what was looked for.
    pub gaps: Vec<Gap>,
}

impl GapsReport {
    /// Leaves the items for which that department answers, a part of its name is enough, and all kinds.
    pub fn narrow(&mut self, department: &str) {
        for gap in &mut self.gaps {
            gap.items.retain(|item| any_is_called(&item.departments, department));
        }
    }

    /// The items of one kind.
    pub fn items(&self, kind: GapKind) -> &[GapItem] {
        self.gaps.iter().find(|gap| gap.kind == kind).map_or(&[], |gap| &gap.items)
    }
}

/// What the record of a plan does not say.
pub fn gaps(plan: &Plan) -> GapsReport {
    let numbers = Numbers::of(plan);
    let mut gaps: Vec<Gap> = GapKind::ALL.map(|kind| Gap { kind, items: Vec::new() }).into();
    for id in numbers.in_order() {
        let Some(node) = plan.nodes.get(&id).filter(|node| node.kind == NodeKind::Item) else { continue };
        let Some(item) = numbers.item(plan, id) else { continue };
        let ended = CancelledRow::of(plan, &numbers, node);
        let view = Lens::Current.view(&plan.head, node);
        let listed = numbers.is_listed(id);
        for gap in &mut gaps {
            let missing = match (gap.kind, &ended) {
                (GapKind::NeverReviewed, _) => listed && !is_reviewed(plan, node),
                (GapKind::WithoutStatus, _) => listed && view.status.is_none(),
                (GapKind::UnlistedWithoutEnding, ended) => {
                    !listed && ended.is_none() && was_listed(plan, node)
                }
                (kind, Some(ended)) => lacks(ended, kind),
                (_, None) => false,
            };
            if missing {
                gap.items.push(GapItem {
                    item: item.clone(),
                    cycle: ended.as_ref().and_then(|row| row.cycle.clone()),
                    decision: ended.as_ref().and_then(|row| row.decision.as_ref()).map(|d| d.decision),
                    not_in_source: ended.as_ref().is_some_and(|row| row.reason == Some(Reason::NotInSource)),
                    departments: departments_of(plan, Lens::Current, node),
                });
            }
        }
    }
    GapsReport { plan: PlanRef::of(plan), gaps }
}

/// Whether an ending lacks what the kind names; kinds that do not speak of endings are never lacked.
fn lacks(row: &CancelledRow, kind: GapKind) -> bool {
    let decided = row.decision.is_some();
    match kind {
        GapKind::EndingWithoutDecision => !decided,
        GapKind::EndingWithoutReason => !matches!(row.reason, Some(Reason::Stated(_))),
        GapKind::EndingWithoutBody => row.body.is_none(),
        GapKind::EndingWithoutEvidence => row.evidence.is_empty(),
        GapKind::EndingWithoutDate => row.decided_on.is_none() && row.effective.is_none(),
        GapKind::EndingUnclassified => row.codes.is_empty(),
        GapKind::EndingInferred => row.certainty == Some(Certainty::Inferred),
        GapKind::ExecutionUnstated => row.execution.as_ref().is_none_or(super::Execution::is_proposal),
        GapKind::NeverReviewed | GapKind::UnlistedWithoutEnding | GapKind::WithoutStatus => false,
    }
}

fn is_reviewed(plan: &Plan, node: &domain::plan::Node) -> bool {
    let decided =
        node.counted(&plan.head).filter_map(|decided| plan.head.cycles.get(&decided.decision.cycle));
    decided.into_iter().any(|cycle| !super::named::is_pending(cycle))
        || node.listed.values().any(|row| row.review.as_ref().is_some_and(|review| review.start.is_some()))
}

/// Whether an edition that counts lists the node.
fn was_listed(plan: &Plan, node: &domain::plan::Node) -> bool {
    node.listed.keys().filter_map(|id| plan.head.editions.get(id)).any(|edition| !edition.is_void())
}
