//! Public comments: consultations, opinions, answers.

use super::import::answered;
use crate::extract::{At, Form, Json, Known, Who};
use crate::problem::Problem;
use crate::respond::{self, Answer, Recorded, recorded};
use crate::router::Site;
use app::import::{OpinionsImport, OpinionsPreview};
use app::request::{AnswerOpinion, CloseConsultation, RecordConsultation, RecordOpinion};
use axum::extract::State;
use schemars::JsonSchema;
use serde::Serialize;

/// Where the comments are, below their plan.
const COMMENTS: &str = "/comments";

/// What an import of opinions did.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OpinionsImportDone")]
pub(crate) struct OpinionsImported {
    /// What was recorded; none when nothing had to be.
    done: Option<Recorded>,
    /// What was understood; none of a request that was recorded before.
    preview: Option<OpinionsPreview>,
}

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

pub(crate) async fn preview(site: State<Site>, Who(caller): Who, at: At, known: Known, form: Form) -> Answer {
    let preview = site.app.preview_opinions(&caller, &request(&at, form)?).await?;
    respond::report(&known, &preview)
}

pub(crate) async fn import(site: State<Site>, Who(caller): Who, at: At, form: Form) -> Answer {
    let imported = site.app.import_opinions(&caller, at.id()?, &request(&at, form)?).await?;
    let (done, preview) = (imported.done, imported.preview);
    let plan = done.map(|done| done.plan).or(preview.as_ref().map(|preview| preview.plan));
    let plan = plan.expect("what is not recorded was looked at");
    let told = OpinionsImported { done: done.as_ref().map(Recorded::of), preview };
    answered(done.as_ref(), plan, COMMENTS, &told)
}

fn request(at: &At, mut form: Form) -> Result<OpinionsImport, Problem> {
    Ok(OpinionsImport {
        plan: at.plan().to_owned(),
        file: form.file("file")?,
        about: form.file("about")?.unwrap_or_default(),
        consultation: form.text("consultation")?,
    })
}
