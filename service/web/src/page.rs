//! Pages: what is published, for everyone, in Japanese. They work without scripts and load nothing from elsewhere.

mod sheet;

use crate::extract::At;
use crate::problem::{self, Problem};
use crate::respond::Answer;
use crate::router::Site;
use app::Caller;
use app::request::Look;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::event::Channel;
use projections::report::PlanOverview;
use projections::wording::Language;
use sheet::Sheet;

/// The list of plans.
#[derive(Template)]
#[template(path = "home.html")]
struct Home<'p> {
    notice: Option<&'p str>,
    plans: &'p [PlanOverview],
}

/// The table of an edition.
#[derive(Template)]
#[template(path = "edition.html")]
struct Edition<'p> {
    notice: Option<&'p str>,
    plan: &'p PlanOverview,
    /// The plan's id, for addresses.
    id: String,
    sheet: &'p Sheet,
}

/// Why there is no page.
#[derive(Template)]
#[template(path = "problem.html")]
struct Trouble<'p> {
    status: u16,
    title: &'p str,
}

pub(crate) async fn home(site: State<Site>) -> Answer {
    let plans = site.app.plans(&reader()).await?;
    page(StatusCode::OK, &Home { notice: site.options.notice.as_deref(), plans: &plans })
}

pub(crate) async fn current(site: State<Site>, at: At) -> Answer {
    show(&site, at.plan(), Look::default()).await
}

pub(crate) async fn edition(site: State<Site>, at: At) -> Answer {
    let edition = Some(at.name("edition").to_owned());
    show(&site, at.plan(), Look { edition, ..Look::default() }).await
}

/// Addresses of pages end with a slash.
pub(crate) async fn slash(request: Request) -> Redirect {
    Redirect::permanent(&format!("{}/", request.uri().path()))
}

async fn show(site: &Site, name: &str, look: Look) -> Answer {
    let reader = reader();
    let plan = site.app.plan(&reader, name).await?;
    let table = site.app.table(&reader, name, &look).await?;
    let id = plan.plan.id.map(|id| id.to_string()).unwrap_or_default();
    let sheet = Sheet::of(&table);
    page(StatusCode::OK, &Edition { notice: site.options.notice.as_deref(), plan: &plan, id, sheet: &sheet })
}

/// Pages show what everyone may see.
fn reader() -> Caller {
    Caller::public(Channel::Page)
}

fn page(status: StatusCode, page: &impl Template) -> Answer {
    let html = page.render().map_err(|error| Problem::internal(&error))?;
    Ok((status, [(header::CONTENT_LANGUAGE, "ja")], Html(html)).into_response())
}

/// Writes the problem of an answer that has one as a page.
pub(crate) async fn write_problem(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let Some(problem) = problem::of(&mut response) else { return response };
    let status = problem.status();
    let trouble = Trouble { status: status.as_u16(), title: problem.title(Language::Japanese) };
    page(status, &trouble).unwrap_or_else(|_| status.into_response())
}
