//! What became public and when, for who follows a plan.

use crate::desk::Desk;
use crate::{App, AppError, Caller};
use domain::event::Channel;
use domain::id::NodeId;
use projections::fold::{Entry, Key, Kind};
use projections::report::{self, ChangesReport};
use std::collections::BTreeSet;

impl App {
    /// What became public of one plan, or of every plan: the same for every caller.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn changes(&self, plan: Option<&str>) -> Result<Vec<ChangesReport>, AppError> {
        let anyone = Caller::public(Channel::Page);
        let desks = match plan {
            Some(plan) => vec![self.reading(&anyone, plan).await?],
            None => self.visible(&anyone).await?,
        };
        let mut reports = Vec::new();
        for desk in &desks {
            reports.push(self.changes_of(desk).await?);
        }
        Ok(reports)
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
