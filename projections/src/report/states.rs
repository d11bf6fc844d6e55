//! How many items stood how in each edition, from the oldest to the newest (P9).

use super::counts::{Count, StateCount, counts};
use super::named::{EditionRef, PlanRef};
use super::table::TableOf;
use domain::plan::Plan;
use domain::refusal::Refusal;
use domain::value::CanonicalState;
use schemars::JsonSchema;
use serde::Serialize;

/// How the items of one edition stand.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EditionStates {
    /// The edition.
    pub edition: EditionRef,
    /// All items.
    pub items: Count,
    /// By canonical state, in canonical order, those without items left out; without a status last.
    pub by_state: Vec<StateCount>,
}

/// How the items of every edition stand.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StatesReport {
    /// The plan.
    pub plan: PlanRef,
    /// The states that occur in any edition, in canonical order; none, for items without a status, last.
    pub states: Vec<Option<CanonicalState>>,
    /// The editions by date, the oldest first; without voided ones and those that are withdrawn from the reader.
    pub editions: Vec<EditionStates>,
}

/// Counts the items of every edition by state; each edition as [`counts`] counts it.
///
/// # Errors
/// Those of [`counts`].
pub fn states(plan: &Plan) -> Result<StatesReport, Refusal> {
    let mut editions = Vec::new();
    for edition in plan.editions_at_hand() {
        let counts = counts(plan, TableOf::Edition(edition.id))?;
        let edition = EditionRef::of(edition);
        editions.push(EditionStates { edition, items: counts.items, by_state: counts.by_state });
    }
    let occurs =
        |state: &Option<CanonicalState>| editions.iter().any(|edition| edition.count(*state).listed > 0);
    let states = CanonicalState::ALL.into_iter().map(Some).chain([None]).filter(occurs).collect();
    Ok(StatesReport { plan: PlanRef::of(plan), states, editions })
}

impl EditionStates {
    /// How many items are in that state.
    pub fn count(&self, state: Option<CanonicalState>) -> Count {
        let found = self.by_state.iter().find(|counted| counted.state == state);
        found.map(|counted| counted.count).unwrap_or_default()
    }
}
