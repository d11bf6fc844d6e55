//! The plans at a glance: what each is, and how its items stand in its current edition.

use crate::AppError;
use domain::Plan;
use projections::report::{self, CountsReport, PlanOverview, TableOf};

/// A plan at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Glance {
    /// Its editions, cycles and sources.
    pub overview: PlanOverview,
    /// How the items of the current edition stand; none where no edition is at hand.
    pub counts: Option<CountsReport>,
}

impl Glance {
    /// Of a plan as the caller may see it.
    pub(crate) fn of(plan: &Plan) -> Result<Self, AppError> {
        let overview = report::overview(plan);
        let current = overview.current.as_ref().map(|edition| TableOf::Edition(edition.id));
        let counts = current.map(|of| report::counts(plan, of)).transpose()?;
        Ok(Self { overview, counts })
    }
}
