//! What became public and when, for who follows a plan.

use crate::desk::Desk;
use crate::everywhere::From;
use crate::{App, AppError, Caller};
use domain::event::Channel;
use domain::id::{NodeId, PlanId};
use projections::fold::{Entry, Key, Kind, NEWS};
use projections::report::{self, ChangesReport};
use std::collections::BTreeSet;

impl App {
    /// What became public of a plan: the same for every caller.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn changes(&self, plan: &str) -> Result<ChangesReport, AppError> {
        self.changes_of(&self.reading(&anyone(), plan).await?).await
    }

    /// What became public last, of the plans that have anything among so many changes, and perhaps more of these.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn news(&self, wanted: usize) -> Result<Vec<ChangesReport>, AppError> {
        let mut limit = 2 * wanted;
        loop {
            let plans = self.store.plans_by_facet(Kind::Entry, NEWS, limit as u64).await?;
            let ends = plans.len() < limit;
            let mut reports = Vec::new();
            for plan in plans.into_iter().collect::<BTreeSet<PlanId>>() {
                match self.reading(&anyone(), &plan.to_string()).await {
                    Ok(desk) => reports.push(self.changes_of(&desk).await?),
                    // What was corrected in a draft is no news to anyone.
                    Err(AppError::NotFound { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
            if ends || reports.iter().map(|report| report.changes.len()).sum::<usize>() >= wanted {
                return Ok(reports);
            }
            limit *= 4;
        }
    }

    /// The oldest plan of which anything was ever public.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn oldest(&self) -> Result<Option<PlanId>, AppError> {
        let first = self.glances_from(&anyone(), From { after: None, rows: 1 }).await?;
        Ok(first.reports.first().and_then(|glance| glance.overview.plan.id))
    }

    async fn changes_of(&self, desk: &Desk<'_>) -> Result<ChangesReport, AppError> {
        let rows = desk.plan.rows.values().flat_map(|rows| rows.values());
        let corrected: BTreeSet<NodeId> =
            rows.filter(|row| !row.corrections.is_empty()).map(|row| row.node).collect();
        let mut entries: Vec<Entry> = Vec::new();
        for of in corrected.into_iter().map(Some).chain([None]) {
            let prefix = Key::entries_of(of);
            for document in self.store.documents_prefix(desk.id, Kind::Entry, &prefix).await? {
                entries.push(document.read()?);
            }
        }
        Ok(report::changes(&desk.plan, &entries))
    }
}

fn anyone() -> Caller {
    Caller::public(Channel::Page)
}
