//! What charts draw: states by edition, the flow between two tables, an item's time line.

use crate::extract::{At, Known, Query, Who};
use crate::respond::{self, Answer};
use crate::router::Site;
use axum::extract::State;

pub(crate) async fn states(site: State<Site>, Who(caller): Who, at: At, known: Known) -> Answer {
    let states = site.app.states(&caller, at.plan()).await?;
    respond::report(&known, &states)
}

pub(crate) async fn flow(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let (from, to) = (query.get("from").unwrap_or_default(), query.get("to").unwrap_or_default());
    let flow = site.app.flow(&caller, at.plan(), from, to).await?;
    respond::report(&known, &flow)
}

pub(crate) async fn timeline(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    query: Query,
    known: Known,
) -> Answer {
    let timeline = site.app.timeline(&caller, at.plan(), at.name("item"), query.get("edition")).await?;
    respond::report(&known, &timeline)
}
