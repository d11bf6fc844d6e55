//! Headings and items: what they say, whether they ran, how they progress, how their reasons are classified.

use super::history_of;
use crate::extract::{At, Json, Known, Seen, Who};
use crate::respond::{self, Answer, recorded};
use crate::router::Site;
use app::request::{
    AddNode, Classify, Edit, EndNode, MoveNode, ReportProgress, RewriteReferences, StateExecution,
};
use axum::extract::State;

pub(crate) async fn execution(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<StateExecution>,
) -> Answer {
    let done = site.app.state_execution(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &history_of(&request.item))
}

pub(crate) async fn classify(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<Classify>,
) -> Answer {
    let done = site.app.classify_reason(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &history_of(&request.item))
}

pub(crate) async fn edit(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    seen: Seen,
    Json(mut request): Json<Edit>,
) -> Answer {
    request.seen = seen.or(request.seen)?;
    let done = site.app.edit_node(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &history_of(&request.item))
}

pub(crate) async fn add(site: State<Site>, Who(caller): Who, at: At, Json(request): Json<AddNode>) -> Answer {
    let done = site.app.add_node(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &history_of(&done.id.to_string()))
}

pub(crate) async fn progress(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<ReportProgress>,
) -> Answer {
    let done = site.app.report_progress(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &history_of(&request.item))
}

pub(crate) async fn relocate(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    seen: Seen,
    Json(mut request): Json<MoveNode>,
) -> Answer {
    request.seen = seen.or(request.seen)?;
    let done = site.app.move_node(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &history_of(&request.item))
}

pub(crate) async fn end(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    seen: Seen,
    Json(mut request): Json<EndNode>,
) -> Answer {
    request.seen = seen.or(request.seen)?;
    let done = site.app.end_node(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &history_of(&request.item))
}

pub(crate) async fn rewrites(site: State<Site>, Who(caller): Who, at: At, known: Known) -> Answer {
    let rewrites = site.app.rewrites(&caller, at.plan()).await?;
    respond::report(&known, &rewrites)
}

pub(crate) async fn rewrite(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<RewriteReferences>,
) -> Answer {
    let done = site.app.rewrite_references(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, "/rewrites")
}
