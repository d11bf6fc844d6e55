//! The table of a plan: of the current edition, of any other, of a day, by what was recorded until a moment.

use super::narrow::{Choice, Narrowing, StateLink};
use super::place::{Place, Tab};
use super::sheet::{Doubt, Sheet};
use super::standing::Standing;
use super::{Frame, reader};
use crate::extract::{At, Known, Query};
use crate::respond::Answer;
use crate::router::Site;
use app::request::Look;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use projections::report::PlanOverview;

#[derive(Template)]
#[template(path = "table.html")]
struct Table<'p> {
    frame: &'p Frame,
    place: &'p Place,
    plan: &'p PlanOverview,
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

/// What was asked for.
struct Asked<'a> {
    plan: &'a str,
    look: Look,
    query: Query,
}

async fn show(site: &Site, frame: &Frame, asked: Asked<'_>, known: &Known) -> Answer {
    let Asked { plan: name, look, query } = asked;
    let plan = site.app.plan(&reader(), name).await?;
    let table = site.app.table(&reader(), name, &look).await?;
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
        standing: &standing,
        sheet: &sheet,
        narrowing: &narrowing,
        choices: &narrowing.choices(&table, frame),
        states: &narrowing.states(&table, frame),
    };
    frame.show(known, &page)
}
