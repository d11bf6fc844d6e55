//! The table of a plan: of the current edition, of any other, of a day, by what was recorded until a moment.

use super::narrow::{Choice, Narrowing, StateLink};
use super::place::{Place, Tab, owner};
use super::sheet::{Doubt, Sheet};
use super::standing::Standing;
use super::{Frame, reader};
use crate::extract::{At, Known, Query};
use crate::problem::Problem;
use crate::respond::Answer;
use crate::router::Site;
use app::request::Look;
use app::{AppError, Shown};
use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use projections::report::PlanOverview;
use projections::wording;

#[derive(Template)]
#[template(path = "table.html")]
struct Table<'p> {
    frame: &'p Frame,
    place: &'p Place,
    plan: &'p PlanOverview,
    /// Whose the plan is, where its title does not say so.
    owner: Option<String>,
    standing: &'p Standing,
    sheet: &'p Sheet,
    narrowing: &'p Narrowing,
    choices: &'p [Choice],
    states: &'p [StateLink],
}

impl Table<'_> {
    /// The address of the table: of the edition, where it is one, else of the plan.
    fn address(&self) -> String {
        match &self.standing.edition {
            Some(edition) => self.place.at(&format!("e/{edition}/")),
            None => self.place.at(""),
        }
    }
}

pub(crate) async fn current(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let look = Look { as_of: query.text("as_of"), recorded_at: query.text("recorded_at"), ..Look::default() };
    show(&site, &frame, Asked { plan: at.plan(), look, query }, &known).await
}

pub(crate) async fn edition(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let look = Look {
        edition: Some(at.name("edition").to_owned()),
        recorded_at: query.text("recorded_at"),
        ..Look::default()
    };
    show(&site, &frame, Asked { plan: at.plan(), look, query }, &known).await
}

/// There is no table to show: of a day that cannot be read, or by records of a moment when none was public.
#[derive(Template)]
#[template(path = "no_table.html")]
struct NoTable<'p> {
    frame: &'p Frame,
    place: &'p Place,
    plan: &'p PlanOverview,
    look: &'p Look,
    unread: bool,
}

fn no_table(frame: &Frame, plan: &PlanOverview, look: &Look, unread: bool) -> Result<Response, Problem> {
    let place = Place::of(&plan.plan, Tab::Table);
    let page = NoTable { frame, place: &place, plan, look, unread };
    let html = page.render().map_err(|error| Problem::internal(&error))?;
    Ok(Html(html).into_response())
}

/// What was asked for.
struct Asked<'a> {
    plan: &'a str,
    look: Look,
    query: Query,
}

async fn show(site: &Site, frame: &Frame, asked: Asked<'_>, known: &Known) -> Answer {
    let Asked { plan: name, look, query } = asked;
    let Shown { plan, table } = site.app.shown(&reader(), name, &look).await?;
    let table = match table {
        Err(AppError::Invalid { field: "as_of" | "recorded_at", .. }) => {
            return no_table(frame, &plan, &look, true);
        }
        Err(AppError::NotFound { .. }) if look.recorded_at.is_some() => {
            return no_table(frame, &plan, &look, false);
        }
        table => table?,
    };
    let place = Place::of(&plan.plan, Tab::Table);
    let standing = Standing::of(&plan, &table, &look, frame);
    // A label may come to mean another edition; the address by id is the one that stays.
    if let (Some(asked), Some(edition)) = (&look.edition, &standing.edition)
        && asked != edition
    {
        let address = frame.with_query(&place.at(&format!("e/{edition}/")));
        return Ok(Redirect::temporary(&address).into_response());
    }
    let narrowing = Narrowing::of(&query);
    let sheet = Sheet::of(&table, &narrowing, frame.language);
    let page = Table {
        frame,
        place: &place,
        plan: &plan,
        owner: owner(&plan.plan),
        standing: &standing,
        sheet: &sheet,
        narrowing: &narrowing,
        choices: &narrowing.choices(&table, frame),
        states: &narrowing.states(&table, frame),
    };
    frame.show(known, &page)
}
