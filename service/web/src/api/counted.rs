//! What is counted: the report of a table, its grid of years, its cards.

use super::view::look;
use crate::extract::{At, Known, Query, Who};
use crate::respond::{self, Answer};
use crate::router::Site;
use axum::extract::State;

pub(crate) async fn report(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    query: Query,
    known: Known,
) -> Answer {
    let report = site.app.report(&caller, at.plan(), &look(&query), query.get("year")).await?;
    respond::report(&known, &report)
}

pub(crate) async fn grid(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let grid = site.app.grid(&caller, at.plan(), &look(&query), query.get("department")).await?;
    respond::report(&known, &grid)
}

pub(crate) async fn cards(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let cards = site.app.cards(&caller, at.plan(), &look(&query), query.get("department")).await?;
    respond::report(&known, &cards)
}
