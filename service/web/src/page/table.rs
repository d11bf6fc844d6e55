//! The table of a plan: of the current edition, or of any other.

use super::place::{Place, Tab};
use super::sheet::Sheet;
use super::{Frame, reader};
use crate::extract::{At, Known, Query};
use crate::respond::Answer;
use crate::router::Site;
use app::request::Look;
use askama::Template;
use axum::extract::State;
use projections::report::PlanOverview;

#[derive(Template)]
#[template(path = "table.html")]
struct Table<'p> {
    frame: &'p Frame,
    place: &'p Place,
    plan: &'p PlanOverview,
    sheet: &'p Sheet,
    /// The day that the reader asked for.
    as_of: Option<&'p str>,
}

pub(crate) async fn current(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let look = Look { as_of: query.text("as_of"), ..Look::default() };
    show(&site, &frame, at.plan(), look, &known).await
}

pub(crate) async fn edition(site: State<Site>, frame: Frame, at: At, known: Known) -> Answer {
    let edition = Some(at.name("edition").to_owned());
    show(&site, &frame, at.plan(), Look { edition, ..Look::default() }, &known).await
}

async fn show(site: &Site, frame: &Frame, name: &str, look: Look, known: &Known) -> Answer {
    let plan = site.app.plan(&reader(), name).await?;
    let table = site.app.table(&reader(), name, &look).await?;
    let place = Place::of(&plan.plan, Tab::Table);
    let sheet = Sheet::of(&table, frame.language);
    let as_of = look.as_of.as_deref();
    frame.show(known, &Table { frame, place: &place, plan: &plan, sheet: &sheet, as_of })
}
