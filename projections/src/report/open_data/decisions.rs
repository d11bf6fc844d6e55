//! The decisions that hold, with what the body resolved.

use crate::report::named::{DecisionRef, ItemRef, is_pending};
use crate::report::numbers::Numbers;
use domain::event::NodeKind;
use domain::plan::Plan;
use jiff::civil::Date;
use serde::Serialize;

/// A decision about an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenDecision {
    /// The item as it is named now.
    pub item: ItemRef,
    /// The decision with its cycle.
    pub decision: DecisionRef,
}

/// The decisions of a plan that hold: by the day of their review, then in the order of the table.
pub(super) fn of(plan: &Plan, numbers: &Numbers) -> Vec<OpenDecision> {
    let nodes = numbers.in_order().into_iter().filter_map(|id| plan.nodes.get(&id));
    let items = nodes.filter(|node| node.kind == NodeKind::Item);
    let decided = items.flat_map(|node| node.counted(&plan.head).map(move |decided| (node.id, decided)));
    let resolved = decided.filter(|(_, decided)| {
        plan.head.cycles.get(&decided.decision.cycle).is_some_and(|cycle| !is_pending(cycle))
    });
    let mut decisions: Vec<OpenDecision> = resolved
        .filter_map(|(node, decided)| {
            let decision = DecisionRef::of(&plan.head, &decided.decision, decided.sequence)?;
            Some(OpenDecision { item: numbers.item(plan, node)?, decision })
        })
        .collect();
    decisions.sort_by_key(|decided| decided.decision.cycle.date.rank());
    decisions
}

impl OpenDecision {
    /// The days on which it was decided and on which the body resolved.
    pub(super) fn days(&self) -> impl Iterator<Item = Date> {
        let adoption = self.decision.cycle.adoption.as_ref();
        self.decision.decided_on.into_iter().chain(adoption.map(|adoption| adoption.resolved_on))
    }
}
