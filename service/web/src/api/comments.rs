//! Public comments: consultations, opinions, answers.

use crate::extract::{At, Json, Known, Who};
use crate::respond::{self, Answer, recorded};
use crate::router::Site;
use app::request::{AnswerOpinion, CloseConsultation, RecordConsultation, RecordOpinion};
use axum::extract::State;

/// Where the comments are, below their plan.
const COMMENTS: &str = "/comments";

pub(crate) async fn comments(site: State<Site>, Who(caller): Who, at: At, known: Known) -> Answer {
    let comments = site.app.comments(&caller, at.plan()).await?;
    respond::report(&known, &comments)
}

pub(crate) async fn consultation(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<RecordConsultation>,
) -> Answer {
    let done = site.app.record_consultation(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, COMMENTS)
}

pub(crate) async fn close(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<CloseConsultation>,
) -> Answer {
    let done = site.app.close_consultation(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, COMMENTS)
}

pub(crate) async fn opinion(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<RecordOpinion>,
) -> Answer {
    let done = site.app.record_opinion(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, COMMENTS)
}

pub(crate) async fn answer(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<AnswerOpinion>,
) -> Answer {
    let done = site.app.answer_opinion(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, COMMENTS)
}
