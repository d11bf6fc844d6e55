//! The live cycle: open, decide, submit, review, adopt, abandon.

use super::{history_of, table_of};
use crate::extract::{At, Json, Seen, Who};
use crate::header::encoded;
use crate::respond::{Answer, recorded};
use crate::router::Site;
use app::request::{Abandon, Adopt, Decide, DecideRest, OpenCycle, Review, WithdrawDecision};
use axum::extract::State;

/// Where the live cycle's work list is, below its plan.
const LIVE: &str = "/cycle";

pub(crate) async fn open(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<OpenCycle>,
) -> Answer {
    let done = site.app.open_cycle(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &format!("/cycle?cycle={}", encoded(&done.id.to_string())))
}

pub(crate) async fn decide(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    seen: Seen,
    Json(mut request): Json<Decide>,
) -> Answer {
    request.seen = seen.or(request.seen)?;
    let done = site.app.decide(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &history_of(&request.item))
}

pub(crate) async fn decide_rest(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<DecideRest>,
) -> Answer {
    let done = site.app.decide_rest(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, LIVE)
}

pub(crate) async fn withdraw(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(mut request): Json<WithdrawDecision>,
) -> Answer {
    request.decision = Some(at.name("decision").to_owned());
    let done = site.app.withdraw_decision(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &history_of(&request.item))
}

pub(crate) async fn submit(site: State<Site>, Who(caller): Who, at: At) -> Answer {
    let done = site.app.submit_cycle(&caller, at.plan(), at.id()?).await?;
    recorded(&done, LIVE)
}

pub(crate) async fn review(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<Review>,
) -> Answer {
    let done = site.app.review_cycle(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, LIVE)
}

pub(crate) async fn adopt(site: State<Site>, Who(caller): Who, at: At, Json(request): Json<Adopt>) -> Answer {
    let done = site.app.adopt_cycle(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &table_of(&done.id.to_string()))
}

pub(crate) async fn abandon(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<Abandon>,
) -> Answer {
    let done = site.app.abandon_cycle(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, "")
}
