//! What charts draw.

use crate::error::AppError;
use crate::{App, Caller};
use projections::report::{self, FlowReport, StatesReport, TimelineReport};

impl App {
    /// How the items of every edition stand.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn states(&self, caller: &Caller, plan: &str) -> Result<StatesReport, AppError> {
        Ok(report::states(&self.reading(caller, plan).await?.plan)?)
    }

    /// From which state to which the items went between two looks, which are named as for [`App::compare`].
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn flow(
        &self,
        caller: &Caller,
        plan: &str,
        from: &str,
        to: &str,
    ) -> Result<FlowReport, AppError> {
        let desk = self.reading(caller, plan).await?;
        let (from, to) = (self.side(&desk, "from", from).await?, self.side(&desk, "to", to).await?);
        Ok(report::flow_tables(&desk.plan, &from, &to))
    }

    /// How an item stood from when to when, by the editions and decisions that the caller may see.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn timeline(
        &self,
        caller: &Caller,
        plan: &str,
        item: &str,
        edition: Option<&str>,
    ) -> Result<TimelineReport, AppError> {
        let desk = self.reading(caller, plan).await?;
        Ok(report::timeline(&desk.plan, desk.item(item, edition)?)?)
    }
}
