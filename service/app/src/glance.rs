//! The plans at a glance: what each is, and how its items stand in its current edition.

use crate::{App, AppError, Caller};
use projections::report::{self, CountsReport, PlanOverview, TableOf};

/// A plan at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Glance {
    /// Its editions, cycles and sources.
    pub overview: PlanOverview,
    /// How the items of the current edition stand; none where no edition is at hand.
    pub counts: Option<CountsReport>,
}

impl App {
    /// Every plan that the caller may see, at a glance.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn glances(&self, caller: &Caller) -> Result<Vec<Glance>, AppError> {
        let desks = self.visible(caller).await?;
        let glance = |plan: &domain::Plan| -> Result<Glance, AppError> {
            let overview = report::overview(plan);
            let current = overview.current.as_ref().map(|edition| TableOf::Edition(edition.id));
            let counts = current.map(|of| report::counts(plan, of)).transpose()?;
            Ok(Glance { overview, counts })
        };
        desks.iter().map(|desk| glance(&desk.plan)).collect()
    }
}
