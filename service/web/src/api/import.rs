//! Imports: shown before anything is written, then written in one commit.

use crate::extract::{At, Form, Known, Who};
use crate::problem::Problem;
use crate::respond::{self, Answer, Recorded, located};
use crate::router::Site;
use crate::schema::shortened;
use app::Done;
use app::import::{Import, Preview, Relisted};
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::PlanId;
use domain::value::CanonicalState;
use schemars::JsonSchema;
use serde::Serialize;

/// What an import did.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ImportDone")]
pub(crate) struct Imported {
    /// What was recorded; none when nothing had to be.
    done: Option<Recorded>,
    /// What was understood.
    preview: Preview,
}

pub(crate) async fn preview(site: State<Site>, Who(caller): Who, known: Known, form: Form) -> Answer {
    let preview = site.app.preview_import(&caller, &request(form)?).await?;
    respond::report(&known, &preview)
}

pub(crate) async fn import(site: State<Site>, Who(caller): Who, at: At, form: Form) -> Answer {
    let imported = site.app.import(&caller, at.id()?, &request(form)?).await?;
    let (done, preview) = (imported.done, imported.preview);
    let told = Imported { done: done.as_ref().map(Recorded::of), preview };
    answered(done.as_ref(), told.preview.plan, "", &told)
}

/// What an import did, with the address of what it speaks about: 201 where something was recorded just now.
pub(super) fn answered<T: Serialize>(done: Option<&Done>, plan: PlanId, place: &str, told: &T) -> Answer {
    let fresh = done.is_some_and(|done| !done.already);
    located(if fresh { StatusCode::CREATED } else { StatusCode::OK }, plan, place, told)
}

fn request(mut form: Form) -> Result<Import, Problem> {
    Ok(Import {
        plan: form.text("plan")?.unwrap_or_default(),
        organisation: form.text("organisation")?,
        title: form.text("title")?,
        code: form.text("code")?,
        edition: form.text("edition")?,
        date: form.text("date")?,
        status_words: words(&form, "status_word")?,
        planned_words: words(&form, "planned_word")?,
        actual_words: words(&form, "actual_word")?,
        relisted: relisted(form.text("confirm_relisted")?.as_deref())?,
        profile: form.file("profile")?,
        files: form.files("file"),
    })
}

/// Words and what they mean: `完了=done`.
fn words(form: &Form, field: &'static str) -> Result<Vec<(String, CanonicalState)>, Problem> {
    form.texts(field)?.iter().map(|text| word(field, text)).collect()
}

fn word(field: &'static str, text: &str) -> Result<(String, CanonicalState), Problem> {
    let read = || {
        let (word, state) = text.rsplit_once('=')?;
        Some((word.trim().to_owned(), CanonicalState::of_name(state.trim())?))
    };
    read().ok_or_else(|| {
        let states: Vec<_> = CanonicalState::ALL.iter().map(|state| state.name()).collect();
        let accepted = format!("a word, = and one of {}", states.join(", "));
        Problem::unread(field, shortened(text), accepted)
    })
}

/// Which re-listed rows are confirmed: `all`, or their rows with commas between.
fn relisted(text: Option<&str>) -> Result<Relisted, Problem> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(Relisted::None) };
    if text == "all" {
        return Ok(Relisted::All);
    }
    let rows = text.split(',').map(|row| row.trim().parse());
    rows.collect::<Result<_, _>>().map(Relisted::Rows).map_err(|_| {
        let accepted = "all, or the rows of the file with commas between, such as 12,30".to_owned();
        Problem::unread("confirm_relisted", shortened(text), accepted)
    })
}
