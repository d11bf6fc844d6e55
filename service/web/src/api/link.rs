//! How items of editions and of plans belong together.

use crate::extract::{At, Json, Known, Query, Who};
use crate::respond::{self, Answer, recorded};
use crate::router::Site;
use app::request::{ConfirmLineage, InferLineage, RetractLink, StateLineage};
use axum::extract::State;

/// Where the lineage is, below its plan.
const LINEAGE: &str = "/lineage";

pub(crate) async fn lineage(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    query: Query,
    known: Known,
) -> Answer {
    let lineage = match query.get("before") {
        Some(before) => site.app.suggested_lineage(&caller, at.plan(), before).await?,
        None => site.app.lineage(&caller, at.plan()).await?,
    };
    respond::report(&known, &lineage)
}

pub(crate) async fn state(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<StateLineage>,
) -> Answer {
    let done = site.app.state_lineage(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, LINEAGE)
}

pub(crate) async fn confirm(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<ConfirmLineage>,
) -> Answer {
    let done = site.app.confirm_lineage(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, LINEAGE)
}

pub(crate) async fn infer(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<InferLineage>,
) -> Answer {
    let done = site.app.infer_lineage(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, LINEAGE)
}

pub(crate) async fn retract(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<RetractLink>,
) -> Answer {
    let done = site.app.retract_link(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, LINEAGE)
}
