//! The plan in pictures: how the items of each edition stand, and where they went between two of them.

use super::choice::Choice;
use super::place::{Place, Tab};
use super::{Frame, reader};
use crate::chart::{self, Figure};
use crate::extract::{At, Known, Query};
use crate::respond::Answer;
use crate::router::Site;
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "charts.html")]
struct Page<'p> {
    frame: &'p Frame,
    place: &'p Place,
    choice: &'p Choice,
    states: Figure,
    /// None where both sides are the same.
    flow: Option<Figure>,
}

impl Page<'_> {
    /// The comparison of the same two tables.
    fn address(&self) -> String {
        self.place.at(&format!("compare?{}", self.choice.query()))
    }
}

pub(crate) async fn charts(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let plan = site.app.plan(&reader(), at.plan()).await?;
    let choice = Choice::of(&plan, &query, &frame);
    let states = site.app.states(&reader(), at.plan()).await?;
    let flow = match choice.pair() {
        Some((from, to)) => Some(site.app.flow(&reader(), at.plan(), from, to).await?),
        None => None,
    };
    let place = Place::of(&plan.plan, Tab::Charts);
    let states = chart::states(&states, frame.language, "states");
    let flow = flow.map(|flow| chart::flow(&flow, frame.language, "flow"));
    frame.show(&known, &Page { frame: &frame, place: &place, choice: &choice, states, flow })
}
