//! Plans: create, describe, link, close.

use crate::extract::{At, Json, Who};
use crate::respond::{Answer, recorded};
use crate::router::Site;
use app::request::{ClosePlan, CreatePlan, DescribePlan, LayOut, LinkPlan};
use axum::extract::State;

pub(crate) async fn create(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<CreatePlan>,
) -> Answer {
    let done = site.app.create_plan(&caller, at.id()?, &request).await?;
    recorded(&done, "")
}

pub(crate) async fn close(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<ClosePlan>,
) -> Answer {
    let done = site.app.close_plan(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, "")
}

pub(crate) async fn describe(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<DescribePlan>,
) -> Answer {
    let done = site.app.describe_plan(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, "")
}

pub(crate) async fn lay_out(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<LayOut>,
) -> Answer {
    let done = site.app.lay_out(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, "")
}

pub(crate) async fn link(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<LinkPlan>,
) -> Answer {
    let done = site.app.link_plan(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, "")
}
