//! An item step by step: what each review and each edition made of it. It is made of the plan alone and names no
//! person, so that everyone who may see the plan can be told.

use super::before::{self, Parts};
use super::{Occasion, cycle_of};
use crate::report::named::{Change, CycleRef, DecisionRef, EditionRef, FieldName, counted, is_pending};
use domain::id::{CycleId, EditionId};
use domain::plan::node::Decided;
use domain::plan::{Edition, Node, Plan};
use domain::value::Status;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// What one review, or one edition without a review, made of an item.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Step {
    /// On which occasion.
    pub occasion: Occasion,
    /// Whether the review has not resolved (yet), so that this does not hold.
    pub pending: bool,
    /// The review's decision about the item; none where it decided nothing that is known.
    pub decision: Option<DecisionRef>,
    /// 状況 before; none where nothing is known of it.
    pub before: Option<Status>,
    /// 状況 after.
    pub after: Option<Status>,
    /// What changed; empty where nothing is known of before.
    pub changes: Vec<Change>,
    /// Whether an older edition printed the row, so that it is known what the table said before.
    pub printed_before: bool,
    /// The edition of this occasion that prints the row.
    pub edition: Option<EditionId>,
}

/// What was said of a node on one occasion.
struct Said<'p> {
    occasion: Occasion,
    /// The day from which it holds.
    day: Date,
    decided: Option<&'p Decided>,
    edition: Option<&'p Edition>,
}

/// The steps of a node, the oldest first.
pub(super) fn steps(plan: &Plan, node: &Node) -> Vec<Step> {
    let reported = node.listed.keys().filter_map(|edition| cycle_of(plan, *edition));
    let cycles: BTreeSet<CycleId> = node.decisions.keys().copied().chain(reported).collect();
    let of_cycles = cycles.into_iter().filter_map(|cycle| of_cycle(plan, node, cycle));
    let alone = node.listed.keys().filter_map(|edition| plan.head.editions.get(edition));
    let alone = alone.filter(|edition| edition.cycle.is_none() && !edition.is_void());
    let of_editions = alone.map(|edition| {
        let occasion = Occasion::Edition(EditionRef::of(edition));
        let said = Said { occasion, day: edition.day(), decided: None, edition: Some(edition) };
        (edition.day(), Step::of(plan, node, said))
    });
    let mut steps: Vec<(Date, Step)> = of_cycles.chain(of_editions).collect();
    steps.sort_by_key(|(day, _)| *day);
    steps.into_iter().map(|(_, step)| step).collect()
}

fn of_cycle(plan: &Plan, node: &Node, cycle: CycleId) -> Option<(Date, Step)> {
    let decided = counted(&plan.head, node, cycle);
    let edition = edition_of(plan, node, cycle);
    if decided.is_none() && edition.is_none() {
        return None;
    }
    let kept = plan.head.cycles.get(&cycle)?;
    let day = before::cycle_day(plan, cycle).unwrap_or(Date::MAX);
    let occasion = Occasion::Cycle(CycleRef::of(kept));
    Some((day, Step::of(plan, node, Said { occasion, day, decided, edition })))
}

/// The newest edition of the cycle that lists the node.
fn edition_of<'p>(plan: &'p Plan, node: &Node, cycle: CycleId) -> Option<&'p Edition> {
    let editions = node.listed.keys().filter_map(|edition| plan.head.editions.get(edition));
    let of_cycle = editions.filter(|edition| edition.cycle == Some(cycle) && !edition.is_void());
    of_cycle.max_by_key(|edition| (edition.day(), edition.sequence))
}

impl Step {
    /// What a decision did, whether it counts or not.
    pub(in crate::report) fn of_decision(plan: &Plan, node: &Node, decided: &Decided) -> Option<Self> {
        let cycle = plan.head.cycles.get(&decided.decision.cycle)?;
        let day = before::cycle_day(plan, cycle.id).unwrap_or(Date::MAX);
        let printed_by = match decided.decision.edition {
            Some(edition) => {
                plan.head.editions.get(&edition).filter(|edition| edition.cycle == Some(cycle.id))
            }
            None => edition_of(plan, node, cycle.id),
        };
        let occasion = Occasion::Cycle(CycleRef::of(cycle));
        Some(Self::of(plan, node, Said { occasion, day, decided: Some(decided), edition: printed_by }))
    }

    fn of(plan: &Plan, node: &Node, said: Said<'_>) -> Self {
        let Said { occasion, day, decided, edition } = said;
        let earlier = |edition: &EditionId| {
            let edition = plan.head.editions.get(edition);
            edition.is_some_and(|edition| !edition.is_void() && edition.day() < day)
        };
        let printed_before = node.listed.keys().any(earlier);
        let row = edition.and_then(|edition| node.listed.get(&edition.id));
        let before = before::before(plan, node, day);
        let listed = edition
            .zip(row)
            .map(|(edition, row)| before::shared(plan, node, edition.id, &before, before::listed(plan, row)));
        let mut after: Parts = listed.unwrap_or_default();
        if let Some(decided) = decided {
            after.extend(before::decision(&decided.decision));
        }
        if !printed_before {
            // Of what only a decision speaks of, the rest was never printed rather than empty.
            after.retain(|field, _| *field == FieldName::Status);
        }
        let changes = before::changes(&before, &after);
        let pending = match &occasion {
            Occasion::Cycle(cycle) => plan.head.cycles.get(&cycle.id).is_some_and(is_pending),
            Occasion::Edition(_) | Occasion::Between => false,
        };
        let stated = decided.and_then(|decided| decided.decision.status.clone());
        Self {
            before: before.get(&FieldName::Status).and_then(|wording| worded(node, wording)),
            after: stated.or_else(|| row.and_then(|row| row.status.clone())),
            decision: decided.and_then(|d| DecisionRef::of(&plan.head, &d.decision, d.sequence)),
            edition: edition.map(|edition| edition.id),
            occasion,
            pending,
            changes,
            printed_before,
        }
    }
}

/// The status that the node once had in these words.
fn worded(node: &Node, wording: &str) -> Option<Status> {
    let printed = node.listed.values().filter_map(|row| row.status.as_ref());
    let decided = node.decisions.values().map(|decisions| &decisions.last().decision);
    let mut all = printed.chain(decided.filter_map(|decision| decision.status.as_ref()));
    all.find(|status| status.wording == wording).cloned()
}
