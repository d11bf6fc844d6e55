//! Trace and coverage, and public comments.

use crate::error::AppError;
use crate::permission::{Answer, Operation};
use crate::{App, Caller};
use projections::report::{self, CommentsReport, CoverageReport, TraceReport};
use std::collections::BTreeMap;

impl App {
    /// What reasons lead from the concepts of a plan to its policies, row by row.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn trace(&self, caller: &Caller, plan: &str) -> Result<TraceReport, AppError> {
        Ok(report::trace(&self.reading(caller, plan).await?.plan))
    }

    /// How far the policies of a plan answer to its issues, and what stands alone.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn coverage(&self, caller: &Caller, plan: &str) -> Result<CoverageReport, AppError> {
        Ok(report::coverage(&self.reading(caller, plan).await?.plan))
    }

    /// The consultations of a plan with their opinions and answers; who answered and when for those who may read the
    /// full history. Anyone else reads opinions once they are published together.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn comments(&self, caller: &Caller, plan: &str) -> Result<CommentsReport, AppError> {
        let desk = self.reading(caller, plan).await?;
        let mut report = report::comments(&desk.plan, desk.inside);
        if caller.may(Operation::ReadHistory, Some(desk.id)) == Answer::Yes
            && let Some(first) = report.first_answer()
        {
            let events = self.store.events(desk.id, first.saturating_sub(1)).await?.into_iter();
            let told = events.map(|recorded| {
                let metadata = recorded.metadata;
                (recorded.sequence, (metadata.actor.name.to_string(), metadata.recorded_at))
            });
            report.tell(&told.collect::<BTreeMap<_, _>>());
        }
        Ok(report)
    }
}
