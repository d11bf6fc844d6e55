//! From concepts over issues to policies, and how far the policies answer.

use super::import::answered;
use crate::extract::{At, Form, Json, Known, Query, Who};
use crate::problem::Problem;
use crate::respond::{self, Answer, Recorded, download, recorded};
use crate::router::Site;
use app::import::{TraceImport, TracePreview};
use app::request::LinkTrace;
use axum::extract::State;
use domain::value::TraceLevel;
use schemars::JsonSchema;
use serde::Serialize;

/// Where the trace is, below its plan.
const TRACE: &str = "/trace";

/// What an import of a trace did.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TraceImportDone")]
pub(crate) struct TraceImported {
    /// What was recorded; none when nothing had to be.
    done: Option<Recorded>,
    /// What was understood; none of a request that was recorded before.
    preview: Option<TracePreview>,
}

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
    let content = site.app.send_text(move |out| match trace.table(anchor) {
        Some(table) => export::write_trace_tsv(table, out),
        None => Ok(()),
    });
    Ok(download(&known, name, "text/tab-separated-values; charset=utf-8", content.await?))
}

pub(crate) async fn link(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(request): Json<LinkTrace>,
) -> Answer {
    let done = site.app.link_trace(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, TRACE)
}

pub(crate) async fn preview(site: State<Site>, Who(caller): Who, at: At, known: Known, form: Form) -> Answer {
    let preview = site.app.preview_trace(&caller, &request(&at, form)?).await?;
    respond::report(&known, &preview)
}

pub(crate) async fn import(site: State<Site>, Who(caller): Who, at: At, form: Form) -> Answer {
    let imported = site.app.import_trace(&caller, at.id()?, &request(&at, form)?).await?;
    let (done, preview) = (imported.done, imported.preview);
    let plan = done.map(|done| done.plan).or(preview.as_ref().map(|preview| preview.plan));
    let plan = plan.expect("what is not recorded was looked at");
    let told = TraceImported { done: done.as_ref().map(Recorded::of), preview };
    answered(done.as_ref(), plan, TRACE, &told)
}

fn request(at: &At, mut form: Form) -> Result<TraceImport, Problem> {
    Ok(TraceImport {
        plan: at.plan().to_owned(),
        edition: form.text("edition")?,
        date: form.text("date")?,
        files: form.files("file"),
        policies: form.file("policies")?,
        profile: form.file("profile")?,
    })
}
