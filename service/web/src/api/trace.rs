//! From concepts over issues to policies, and how far the policies answer.

use crate::extract::{At, Json, Known, Query, Who};
use crate::respond::{self, Answer, download, recorded};
use crate::router::Site;
use app::request::LinkTrace;
use axum::extract::State;
use domain::value::TraceLevel;

pub(crate) async fn coverage(site: State<Site>, Who(caller): Who, at: At, known: Known) -> Answer {
    let coverage = site.app.coverage(&caller, at.plan()).await?;
    respond::report(&known, &coverage)
}

pub(crate) async fn trace(site: State<Site>, Who(caller): Who, at: At, known: Known) -> Answer {
    let trace = site.app.trace(&caller, at.plan()).await?;
    respond::report(&known, &trace)
}

pub(crate) async fn file(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let trace = site.app.trace(&caller, at.plan()).await?;
    let (anchor, name) = match query.get("table") {
        Some("policies") => (TraceLevel::Policy, "policies.tsv"),
        Some(_) | None => (TraceLevel::Issue, "issues.tsv"),
    };
    let bytes = trace.table(anchor).map(export::trace_tsv).unwrap_or_default().into_bytes();
    Ok(download(&known, name, "text/tab-separated-values; charset=utf-8", bytes))
}

pub(crate) async fn link(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<LinkTrace>,
) -> Answer {
    let done = site.app.link_trace(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, "/trace")
}
