//! One decision, for its permanent address: what it made of which item, why, and whether it still counts (P8).

use super::history::Step;
use super::named::{DecisionRef, EditionRef, ItemRef, PlanRef, is_pending};
use super::numbers::Numbers;
use super::reasons::{ReasonReferences, in_reasons};
use domain::id::{DecisionId, SourceId};
use domain::plan::node::{Decided, Decisions};
use domain::plan::{Edition, Node, Plan};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "fate", rename_all = "snake_case")]
pub enum Fate {
    /// It counts.
    Counts,
    /// Its review has not resolved (yet).
    Pending,
    /// Another decision of the same review counts in its place; none where the edition that reports it is voided and
    /// no other is left.
    Replaced {
        /// Which.
        by: Option<Box<DecisionRef>>,
    },
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionReport {
    /// The plan.
    pub plan: PlanRef,
    /// The item as it is named now.
    pub item: ItemRef,
    /// The decision.
    pub decision: DecisionRef,
    /// What it changed.
    pub step: Step,
    /// What became of it.
    pub fate: Fate,
    /// The decision that it replaces, where the caller may see that one.
    pub replaces: Option<DecisionId>,
    /// The edition that says so: whose row reports it, or that its review became.
    pub edition: Option<EditionRef>,
    /// The kept files that the caller may have, of those that it rests on.
    pub sources: BTreeSet<SourceId>,
    /// The items that reasons name by number, by decision, with their places in the reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reason_references: ReasonReferences,
}

/// A decision as a caller may see it; none where there is none.
///
/// `plan` is what the caller may see. `whole` is the same plan with everything: what a published edition reported
/// keeps its answer when another edition reports it anew, and there it is found.
pub fn decision(plan: &Plan, whole: &Plan, id: DecisionId) -> Option<DecisionReport> {
    let (node, decisions, decided) = find(plan, whole, id)?;
    let cycle = plan.head.cycles.get(&decided.decision.cycle)?;
    // What was found in the whole plan may name what the caller may not see.
    let mut decided = decided.clone();
    let replaces = decided.decision.supersedes.filter(|older| find(plan, whole, *older).is_some());
    decided.decision.supersedes = replaces;
    let reference = DecisionRef::of(&plan.head, &decided.decision, decided.sequence)?;
    let counted = decisions.counted(&plan.head);
    let fate = match counted {
        Some(counted) if counted.decision.decision == id && is_pending(cycle) => Fate::Pending,
        Some(counted) if counted.decision.decision == id => Fate::Counts,
        Some(counted) => {
            let by = DecisionRef::of(&plan.head, &counted.decision, counted.sequence);
            Fate::Replaced { by: by.map(Box::new) }
        }
        None => Fate::Replaced { by: None },
    };
    let edition = decided.decision.edition.or(cycle.adopted_as);
    let numbers = Numbers::of(plan);
    Some(DecisionReport {
        plan: PlanRef::of(plan),
        item: numbers.item(plan, node.id)?,
        step: Step::of_decision(plan, node, &decided)?,
        replaces,
        edition: edition.and_then(|edition| plan.head.editions.get(&edition)).map(EditionRef::of),
        sources: BTreeSet::new(),
        reason_references: in_reasons(plan, &numbers, [&reference]),
        decision: reference,
        fate,
    })
}

/// The node as the caller may see it, its decisions of that cycle, and among all of them the one of that id.
fn find<'p>(
    plan: &'p Plan,
    whole: &'p Plan,
    id: DecisionId,
) -> Option<(&'p Node, &'p Decisions, &'p Decided)> {
    let is_it = |decided: &&Decided| decided.decision.decision == id;
    let of = |decisions: &'p Decisions| decisions.every().find(is_it);
    for node in plan.nodes.values() {
        for (cycle, decisions) in &node.decisions {
            if let Some(decided) = of(decisions) {
                return Some((node, decisions, decided));
            }
            let elsewhere = whole.nodes.get(&node.id).and_then(|node| node.decisions.get(cycle));
            let reported = |decided: &&Decided| {
                let edition = decided.decision.edition.and_then(|edition| plan.head.editions.get(&edition));
                edition.is_some_and(Edition::is_public)
            };
            if let Some(decided) = elsewhere.and_then(of).filter(reported) {
                return Some((node, decisions, decided));
            }
        }
    }
    None
}
