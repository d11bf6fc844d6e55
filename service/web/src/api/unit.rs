//! Departments, and what they become.

use crate::extract::{At, Json, Known, Query, Who};
use crate::respond::{self, Answer};
use crate::router::Site;
use app::request::Reorganise;
use axum::extract::State;
use uuid::Uuid;

pub(crate) async fn departments(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    query: Query,
    known: Known,
) -> Answer {
    let departments = site.app.departments(&caller, at.plan(), query.get("on")).await?;
    respond::report(&known, &departments)
}

pub(crate) async fn preview(
    site: State<Site>,
    Who(caller): Who,
    known: Known,
    Json(request): Json<Reorganise>,
) -> Answer {
    let reorganised = site.app.reorganise(&caller, Uuid::now_v7(), &request, true).await?;
    respond::report(&known, &reorganised)
}

pub(crate) async fn reorganise(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    known: Known,
    Json(request): Json<Reorganise>,
) -> Answer {
    let reorganised = site.app.reorganise(&caller, at.id()?, &request, false).await?;
    respond::report(&known, &reorganised)
}
