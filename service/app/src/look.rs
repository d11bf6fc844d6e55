//! From where a plan is looked at: an edition, a day, a cycle, a moment of recording.

use crate::desk::Desk;
use crate::error::{AppError, Thing};
use crate::parse::last_day;
use crate::request::Look;
use crate::{App, Caller};
use domain::{Plan, Refusal};
use jiff::civil::{DateTime, Time};
use jiff::tz::{TimeZone, offset};
use jiff::{SignedDuration, Timestamp};
use projections::report::{self, TableOf, TableReport};
use tokio::sync::Semaphore;

/// Looking back folds a whole stream again, which must not keep others from reading.
static LOOKING_BACK: Semaphore = Semaphore::const_new(2);

impl App {
    /// The plan as it is now, or as it was recorded at a moment.
    pub(crate) async fn looking(
        &self,
        caller: &Caller,
        plan: &str,
        look: &Look,
    ) -> Result<Desk<'static>, AppError> {
        let desk = self.reading(caller, plan).await?;
        self.looked(desk, plan, look).await
    }

    /// What is on a desk, at the moment of recording that a look is about.
    pub(crate) async fn looked(
        &self,
        mut desk: Desk<'static>,
        plan: &str,
        look: &Look,
    ) -> Result<Desk<'static>, AppError> {
        if let Some(text) = &look.recorded_at {
            let plan = self.recorded_by(&desk, moment("recorded_at", text)?, plan).await?;
            desk.put(plan);
        }
        Ok(desk)
    }

    /// One side of a comparison.
    pub(crate) async fn side(
        &self,
        desk: &Desk<'_>,
        field: &'static str,
        name: &str,
    ) -> Result<TableReport, AppError> {
        if let Ok(moment) = name.parse::<Timestamp>() {
            return Ok(report::table(&self.recorded_by(desk, moment, name).await?, TableOf::Current)?);
        }
        Ok(report::table(&desk.plan, desk.at_hand(desk.side(field, name)?)?)?)
    }

    /// The plan as it was recorded at a moment, as the caller may see it; before anything was, and for everyone before
    /// anything was published, there is no such plan.
    async fn recorded_by(&self, desk: &Desk<'_>, moment: Timestamp, name: &str) -> Result<Plan, AppError> {
        let _turn = LOOKING_BACK.acquire().await;
        let plan = self.state_at(desk.id, |recorded| recorded.metadata.recorded_at <= moment).await?;
        if plan.head.id.is_none() || !(desk.inside || plan.was_published()) {
            return Err(AppError::not_found(Thing::Plan, name));
        }
        Ok(if desk.inside { plan } else { plan.published_then(&desk.plan) })
    }
}

/// A moment on the axis of recording. What names no zone is meant in Japan: a time, as forms send it, which means the end
/// of its minute where it has no seconds; a day, a month or a year, which means its end.
pub(crate) fn moment(field: &'static str, text: &str) -> Result<Timestamp, AppError> {
    let accepted = "a moment such as 2026-11-20T12:00:00Z, a time in Japan such as 2026-11-20T21:00, or a day such as 2026-11-20 or 令和8年11月20日";
    let unread = || AppError::invalid(field, text, accepted);
    if let Ok(moment) = text.parse() {
        return Ok(moment);
    }
    let next = match text.contains(':').then(|| text.parse::<DateTime>()) {
        Some(time) => {
            let time = time.map_err(|_| unread())?;
            let minute = text.matches(':').count() == 1;
            time.checked_add(SignedDuration::from_secs(if minute { 60 } else { 0 }))
                .map(|next| (next, minute))
        }
        None => {
            let day = last_day(field, text).map_err(|_| unread())?;
            day.tomorrow().map(|next| (next.to_datetime(Time::midnight()), true))
        }
    };
    let (next, is_end) = next.map_err(|_| unread())?;
    let moment = next.to_zoned(TimeZone::fixed(offset(9))).map_err(|_| unread())?.timestamp();
    moment.checked_sub(SignedDuration::from_nanos(i64::from(is_end))).map_err(|_| unread())
}

impl Desk<'_> {
    /// The table that a look means.
    pub(crate) fn table_of(&self, look: &Look) -> Result<TableOf, AppError> {
        match (&look.edition, &look.as_of, &look.cycle) {
            (None, None, None) => {
                // Where everything was withdrawn from the public, what was withdrawn last says so.
                let head = &self.plan.head;
                let current = self.plan.editions_at_hand().pop().or_else(|| head.current_edition());
                let current = current.or_else(|| {
                    let withdrawn = head.editions.values().filter(|edition| edition.withdrawn.is_some());
                    withdrawn.filter(|_| !self.inside).max_by_key(|edition| {
                        edition.withdrawn.as_ref().map(|withdrawal| withdrawal.sequence)
                    })
                });
                Ok(current.map_or(TableOf::Current, |edition| TableOf::Edition(edition.id)))
            }
            (Some(edition), None, None) => Ok(TableOf::Edition(self.edition(edition)?.id)),
            (None, Some(day), None) => Ok(TableOf::AsOf(last_day("as_of", day)?)),
            (None, None, Some(cycle)) => Ok(TableOf::Cycle(self.cycle(Some(cycle))?.id)),
            (Some(_), Some(_), _) | (Some(_), None, Some(_)) | (None, Some(_), Some(_)) => {
                let given = [("edition", &look.edition), ("as_of", &look.as_of), ("cycle", &look.cycle)];
                let given = given.iter().filter(|(_, text)| text.is_some()).map(|(name, _)| *name);
                let given: Vec<&str> = given.collect();
                Err(AppError::invalid(
                    given[0],
                    given.join(" and "),
                    "one of edition, as_of and cycle; recorded_at goes with each",
                ))
            }
        }
    }

    /// Refuses to count or to compare what was withdrawn from the public, as if it had no rows.
    pub(crate) fn at_hand(&self, of: TableOf) -> Result<TableOf, AppError> {
        match of {
            TableOf::Edition(edition) if !self.plan.rows.contains_key(&edition) => {
                Err(Refusal::Withdrawn { edition }.into())
            }
            TableOf::Edition(_) | TableOf::Current | TableOf::Cycle(_) | TableOf::AsOf(_) => Ok(of),
        }
    }

    /// One of two tables that are held against each other.
    pub(crate) fn side(&self, field: &'static str, name: &str) -> Result<TableOf, AppError> {
        if matches!(name, "current" | "現在") {
            return Ok(TableOf::Current);
        }
        if let Ok(edition) = self.edition(name) {
            return Ok(TableOf::Edition(edition.id));
        }
        if let Ok(cycle) = self.cycle(Some(name)) {
            return Ok(TableOf::Cycle(cycle.id));
        }
        last_day(field, name)
            .map(TableOf::AsOf)
            .map_err(|_| AppError::invalid(field, name, "an edition, a cycle, a day, a moment, or current"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn a_moment_without_a_zone_is_one_in_japan_and_what_is_not_exact_means_its_end() {
        for (text, means) in [
            ("2026-11-20T12:00:00Z", "2026-11-20T12:00:00Z"),
            ("2026-11-20T21:00:00", "2026-11-20T12:00:00Z"),
            ("2026-11-20T21:00", "2026-11-20T12:00:59.999999999Z"),
            ("2026-11-20", "2026-11-20T14:59:59.999999999Z"),
            ("令和8年11月20日", "2026-11-20T14:59:59.999999999Z"),
        ] {
            assert_eq!(moment("recorded_at", text).unwrap(), means.parse().unwrap(), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_refused_with_what_is_one() {
        for text in ["", "きのう", "21:00", "2026-11-20T25:00", "2026-11-20T21:00:00+99", "9999-12-31T23:59"]
        {
            let refused = moment("handed_out", text);
            let Err(AppError::Invalid { field: "handed_out", accepted, .. }) = &refused else {
                panic!("{text}: {refused:?}")
            };
            assert!(accepted.contains("a time in Japan"));
        }
    }
}
