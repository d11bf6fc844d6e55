//! Answers about all plans, in parts: each part is of whole plans, and the next one begins behind the last of them.
//!
//! A part looks at so many plans at most, so that what it costs does not grow with the register. It may hold less than
//! was asked for, or nothing, and yet be followed by another one.

use crate::desk::Desk;
use crate::{App, AppError, Caller, Glance};
use domain::id::PlanId;
use projections::report::{self, CancelledFilter, CancelledReport, SearchReport, SearchText};
use storage::Stamp;

/// How many plans a part looks at, at most.
const MOST: usize = 256;
/// How many plans are asked for at once.
const STEP: u64 = 32;

/// Where a part begins and how much is wanted of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct From {
    /// The last plan of the part before; none for the first part.
    pub after: Option<PlanId>,
    /// After so many rows no further plan is begun.
    pub rows: usize,
}

/// A part of an answer about all plans.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<T> {
    /// One report for each plan of which there is something to say, by the time of their making.
    pub reports: Vec<T>,
    /// Behind which plan the next part begins; none where this is the last.
    pub next: Option<PlanId>,
}

impl From {
    /// Everything, as long as that takes.
    pub const EVERYTHING: Self = Self { after: None, rows: usize::MAX };
}

/// How plans are found that come next.
enum Next<'q> {
    /// Every plan.
    All,
    /// Those in which this is found.
    With(&'q SearchText),
}

impl App {
    /// 中止一覧 of the plans that the caller may see; those without a row that fits are left out.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn cancelled_from(
        &self,
        caller: &Caller,
        filter: &CancelledFilter,
        from: From,
    ) -> Result<Part<CancelledReport>, AppError> {
        let report = |desk: &Desk<'_>| {
            let report = desk.cancelled().narrowed(filter);
            Ok(Some((report.rows.len(), report)).filter(|(rows, _)| *rows > 0))
        };
        self.walk(caller, &Next::All, from, report).await
    }

    /// Where a text is found in the plans that the caller may see, of one department where that is asked for.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn search_from(
        &self,
        caller: &Caller,
        text: &SearchText,
        department: Option<&str>,
        from: From,
    ) -> Result<Part<SearchReport>, AppError> {
        let report = |desk: &Desk<'_>| {
            let mut report = report::search(&desk.plan, text);
            department.into_iter().for_each(|department| report.narrow(department));
            Ok(Some((report.hits.len(), report)).filter(|(hits, _)| *hits > 0))
        };
        self.walk(caller, &Next::With(text), from, report).await
    }

    /// The plans that the caller may see, at a glance.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn glances_from(&self, caller: &Caller, from: From) -> Result<Part<Glance>, AppError> {
        self.walk(caller, &Next::All, from, |desk| Ok(Some((1, desk.glance()?)))).await
    }

    /// Every plan of which the caller may see something.
    pub(crate) async fn visible(&self, caller: &Caller) -> Result<Vec<Desk<'static>>, AppError> {
        let (mut desks, mut after) = (Vec::new(), None);
        loop {
            let plans = self.store.stamps(after, STEP).await?;
            let Some((last, _)) = plans.last().copied() else { return Ok(desks) };
            for plan in plans {
                desks.extend(self.desk_at(caller, plan).await?);
            }
            after = Some(last);
        }
    }

    async fn walk<T>(
        &self,
        caller: &Caller,
        next: &Next<'_>,
        from: From,
        report: impl Fn(&Desk<'_>) -> Result<Option<(usize, T)>, AppError>,
    ) -> Result<Part<T>, AppError> {
        let (mut reports, mut rows, mut looked_at, mut after) = (Vec::new(), 0, 0, from.after);
        let most = if from.rows == usize::MAX { usize::MAX } else { MOST };
        loop {
            let plans: Vec<(PlanId, Stamp)> = match next {
                Next::All => self.store.stamps(after, STEP).await?,
                Next::With(text) => self.store.search_plans(&text.key, after, STEP).await?,
            };
            let ends = (plans.len() as u64) < STEP;
            let mut left = plans.len();
            for (id, stamp) in plans {
                if let Some(desk) = self.desk_at(caller, (id, stamp)).await?
                    && let Some((found, report)) = report(&desk)?
                {
                    rows += found;
                    reports.push(report);
                }
                (after, left, looked_at) = (Some(id), left - 1, looked_at + 1);
                if rows >= from.rows || looked_at >= most {
                    let next = after.filter(|_| left > 0 || !ends);
                    return Ok(Part { reports, next });
                }
            }
            if ends {
                return Ok(Part { reports, next: None });
            }
        }
    }
}
