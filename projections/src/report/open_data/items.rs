//! The headings and the items of a plan as they are now.

use crate::report::named::{ItemRef, origin};
use crate::report::numbers::Numbers;
use domain::event::{ExecutionExtent, NodeKind};
use domain::id::{DecisionId, NodeId};
use domain::plan::{Lens, Node, Plan};
use domain::value::{PrintedDate, Status, Text};
use jiff::civil::Date;
use serde::Serialize;

/// A heading or an item as it is now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenItem {
    /// Its name; of one that is not listed any more, as it was called last.
    pub item: ItemRef,
    /// Its place in the table, from 1; one that is not listed any more comes behind.
    pub place: u32,
    /// Whether the table lists it.
    pub listed: bool,
    /// What it stands under, or stood when it was listed last, from the top.
    pub under: Vec<ItemRef>,
    /// 実施時期.
    pub schedule: Option<PrintedDate>,
    /// 状況.
    pub status: Option<Status>,
    /// From when the status holds, where that is known.
    pub since: Option<PrintedDate>,
    /// 見直し時期.
    pub review: Option<PrintedDate>,
    /// 備考.
    pub remark: Option<Text>,
    /// 本文.
    pub body: Option<Text>,
    /// Whether it ever ran, where a person stated it.
    pub execution: Option<ExecutionExtent>,
    /// The decision that gave the status; that a later review left it so is another one.
    pub decision: Option<DecisionId>,
}

/// The headings and the items of a plan, in the order of the table.
pub(super) fn of(plan: &Plan, numbers: &Numbers) -> Vec<OpenItem> {
    let nodes = numbers.in_order().into_iter().filter_map(|id| plan.nodes.get(&id));
    let listed = nodes.filter(|node| match node.kind {
        NodeKind::Heading | NodeKind::Item => true,
        NodeKind::Term => false,
    });
    listed.zip(1..).filter_map(|(node, place)| OpenItem::of(plan, numbers, node, place)).collect()
}

impl OpenItem {
    fn of(plan: &Plan, numbers: &Numbers, node: &Node, place: u32) -> Option<Self> {
        let view = Lens::Current.view(&plan.head, node);
        let decided = origin(&plan.head, node, view.decision, view.status.as_ref(), Date::MAX);
        let decided = decided.map(|decided| &decided.decision);
        let cycle = decided.and_then(|decision| plan.head.cycles.get(&decision.cycle));
        let effective = view.effective.or_else(|| decided.and_then(|decision| decision.effective.clone()));
        Some(Self {
            item: numbers.item(plan, node.id)?,
            place,
            listed: numbers.is_listed(node.id),
            under: under(plan, numbers, node.id),
            schedule: view.schedule,
            since: effective.or_else(|| cycle.map(|cycle| cycle.date.clone())),
            decision: decided.map(|decision| decision.decision),
            status: view.status,
            review: view.review,
            remark: view.remark,
            body: view.body,
            execution: node.execution.as_ref().map(|stated| stated.extent),
        })
    }
}

/// What a node stands under, from the top.
fn under(plan: &Plan, numbers: &Numbers, node: NodeId) -> Vec<ItemRef> {
    let mut under: Vec<ItemRef> = Vec::new();
    let mut above = parent(plan, numbers, node);
    while let Some(parent_of) = above.filter(|above| under.iter().all(|seen| seen.node != *above)) {
        under.extend(numbers.item(plan, parent_of));
        above = parent(plan, numbers, parent_of).filter(|next| *next != parent_of);
    }
    under.reverse();
    under
}

/// What a node stands under in the table, else in the edition that listed it last.
fn parent(plan: &Plan, numbers: &Numbers, node: NodeId) -> Option<NodeId> {
    if numbers.is_listed(node) {
        return numbers.parent(node);
    }
    let known = plan.nodes.get(&node)?;
    let listing = plan.editions_at_hand().into_iter().rev();
    let (edition, listed) =
        listing.filter_map(|edition| Some((edition.id, known.listed.get(&edition.id)?))).next()?;
    plan.rows.get(&edition)?.get(&listed.row)?.parent
}
