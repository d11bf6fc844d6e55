//! What became of it: histories, comparisons, what ended, what is overdue, what is missing, search, events.

use crate::extract::{At, Known, Query, Who};
use crate::problem::Problem;
use crate::respond::{self, Answer};
use crate::router::Site;
use crate::schema::shortened;
use app::request::Sides;
use axum::extract::State;
use domain::id::TermId;
use domain::value::ReasonCode;
use projections::fold::Entry;
use projections::report::{CancelledFilter, SearchText, Started};
use schemars::JsonSchema;
use serde::Serialize;

/// The events of one page where the caller does not say, and at most.
const PAGE: (u64, u64) = (100, 500);

pub(crate) async fn history(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    query: Query,
    known: Known,
) -> Answer {
    let history = site.app.history(&caller, at.plan(), at.name("item"), query.get("edition")).await?;
    respond::revision(&known, history.revision, &history)
}

pub(crate) async fn comparison(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    query: Query,
    known: Known,
) -> Answer {
    let (from, to) = (query.get("from").unwrap_or_default(), query.get("to").unwrap_or_default());
    let sides = Sides { from, to, department: query.get("department") };
    let compared = site.app.compared(&caller, at.plan(), sides).await?;
    respond::report(&known, &compared.report)
}

pub(crate) async fn cancelled(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    query: Query,
    known: Known,
) -> Answer {
    let reports = site.app.cancelled(&caller, Some(at.plan()), &filter(&query)?).await?;
    let report = reports.into_iter().next().ok_or_else(Problem::not_found)?;
    respond::report(&known, &report)
}

pub(crate) async fn cancelled_everywhere(
    site: State<Site>,
    Who(caller): Who,
    query: Query,
    known: Known,
) -> Answer {
    let reports = site.app.cancelled(&caller, None, &filter(&query)?).await?;
    respond::report(&known, &reports)
}

pub(crate) async fn overdue(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    query: Query,
    known: Known,
) -> Answer {
    let mut overdue = site.app.overdue(&caller, at.plan(), query.get("on")).await?;
    query.get("department").into_iter().for_each(|department| overdue.narrow(department));
    respond::report(&known, &overdue)
}

pub(crate) async fn gaps(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let mut gaps = site.app.gaps(&caller, at.plan()).await?;
    query.get("department").into_iter().for_each(|department| gaps.narrow(department));
    respond::report(&known, &gaps)
}

pub(crate) async fn lint(site: State<Site>, Who(caller): Who, at: At, known: Known) -> Answer {
    let lint = site.app.lint(&caller, at.plan()).await?;
    respond::report(&known, &lint)
}

pub(crate) async fn search(site: State<Site>, Who(caller): Who, query: Query, known: Known) -> Answer {
    let text = query.get("q").unwrap_or_default();
    let mut reports = site.app.search(&caller, text, query.get("plan")).await?;
    if let Some(department) = query.get("department") {
        reports.iter_mut().for_each(|report| report.narrow(department));
        reports.retain(|report| query.get("plan").is_some() || !report.hits.is_empty());
    }
    respond::report(&known, &reports)
}

/// One page of events; `next` begins the one after it, where there is more.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EventsPage")]
pub(crate) struct Page {
    /// The events of this page, in the order of the plan's stream.
    events: Vec<Entry>,
    /// What `after` says for the next page; none where there is no more.
    next: Option<u64>,
}

pub(crate) async fn events(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    query: Query,
    known: Known,
) -> Answer {
    let (usual, most) = PAGE;
    let limit = query.number("limit").unwrap_or(usual);
    if !(1..=most).contains(&limit) {
        return Err(Problem::unread("limit", limit.to_string(), format!("1 to {most}")));
    }
    let after = query.number("after").unwrap_or(0);
    // One more than asked for tells whether there is another page.
    let mut events = site.app.events(&caller, at.plan(), after, limit + 1).await?;
    let more = events.len() as u64 > limit;
    events.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = events.last().filter(|_| more).map(|event| event.sequence);
    respond::report(&known, &Page { events, next })
}

/// A class of reasons by its name, or one of a plan's own by its id.
pub(crate) fn reason_code(text: &str) -> Option<ReasonCode> {
    ReasonCode::of_name(text).or_else(|| TermId::parse(text).ok().map(ReasonCode::Own))
}

pub(super) fn filter(query: &Query) -> Result<CancelledFilter, Problem> {
    let code = |text: &str| {
        let names: Vec<_> = ReasonCode::DEFAULT.iter().filter_map(|code| code.name()).collect();
        let accepted = || format!("{}, or the id of a term", names.join(", "));
        reason_code(text).ok_or_else(|| Problem::unread("reason", shortened(text), accepted()))
    };
    let text = |text: &str| {
        SearchText::parse(text).map_err(|error| Problem::unread("text", shortened(text), error.to_string()))
    };
    let started = || if query.flag("started") { Started::Yes } else { Started::No };
    Ok(CancelledFilter {
        code: query.get("reason").map(code).transpose()?,
        unclassified: query.flag("unclassified"),
        cycle: query.text("cycle"),
        body: query.text("body"),
        department: query.text("department"),
        text: query.get("text").map(text).transpose()?,
        started: query.get("started").map(|_| started()),
    })
}
