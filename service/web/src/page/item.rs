//! An item: how it stands and since when, why it ended and what the table said before, what changed last, and its whole
//! course by review, with the row as each edition printed it.

use super::ended::{Ended, Ran};
use super::marked::{Piece, linked};
use super::place::{Place, named};
use super::step::{PrintedView, StepView, Stood, Telling};
use super::tie::Tie;
use super::{Frame, gone, reader};
use crate::chart::{self, Figure};
use crate::extract::{At, Known};
use crate::respond::Answer;
use crate::router::Site;
use app::{AppError, Thing};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use domain::value::{Precision, Text};
use projections::report::{HistoryReport, ItemRef, Predecessor, TimelineReport};

#[derive(Template)]
#[template(path = "item.html")]
struct Item<'p> {
    frame: &'p Frame,
    place: &'p Place,
    history: &'p HistoryReport,
    name: String,
    stood: Option<Stood>,
    /// 実施時期 was never decided.
    undecided: bool,
    /// 備考, where the reason of the ending does not say the same.
    remark: Option<Vec<Piece>>,
    ended: Option<Ended>,
    /// Whether it ran, of an item that has not ended.
    ran: Option<Ran>,
    /// What the newest edition changed; none where there is no older one.
    last: Option<Last>,
    chart: Figure,
    /// How it belongs to items of other editions and plans.
    ties: Vec<Tie>,
    /// The items that it continues, each with its course.
    before: Vec<Before>,
    /// The newest first.
    steps: Vec<StepView>,
    /// Editions that were voided, whose rows belong to no step.
    voided: Vec<PrintedView>,
}

/// An item that this one continues.
struct Before {
    /// The plan, where it is another one.
    plan: Option<String>,
    name: String,
    path: String,
    /// The newest first.
    steps: Vec<StepView>,
}

/// What the newest edition changed.
struct Last {
    from: String,
    to: String,
    step: StepView,
}

pub(crate) async fn item(site: State<Site>, frame: Frame, at: At, known: Known) -> Answer {
    let (plan, name) = (at.plan(), at.name("item"));
    let app::Item { history, timeline } = match site.app.item(&reader(), plan, name).await {
        Err(AppError::NotFound { thing: Thing::Item, .. }) => {
            let missing = gone::Missing { plan, thing: Thing::Item, id: name };
            return gone::show(&site, &frame, &known, missing).await;
        }
        item => item?,
    };
    let place = Place::of(&history.plan, None);
    if history.item.node.to_string() != name {
        // A number is that of an edition; the address that lasts has the item's id.
        return Ok(Redirect::temporary(&frame.to(&place.item(&history.item))).into_response());
    }
    frame.show(&known, &Item::of(&frame, &place, &history, &timeline))
}

impl<'p> Item<'p> {
    fn of(frame: &'p Frame, place: &'p Place, history: &'p HistoryReport, timeline: &TimelineReport) -> Self {
        let telling = Telling { frame, place, sources: &history.sources, named: &history.reason_references };
        let steps = history.steps.iter().rev().map(|step| telling.step(step, &history.editions));
        let steps: Vec<StepView> = steps.collect();
        let in_steps =
            |row: &PrintedView| steps.iter().any(|step| step.rows.iter().any(|shown| shown.path == row.path));
        let rows = history.editions.iter().map(|row| telling.printed(row));
        let ended = history.ended.as_ref().map(|row| Ended::of(history, row, &telling));
        let ran = history.execution.as_ref().filter(|_| ended.is_none());
        let said = ended.as_ref().and_then(|ended| ended.grounds.as_ref());
        let is_new = |remark: &&Text| said.is_none_or(|grounds| !grounds.is_reason(remark.as_str()));
        Self {
            remark: history.remark.as_ref().filter(is_new).map(|remark| {
                let leads = |node| {
                    Some(frame.to(&place.at(&format!("i/{node}")))).filter(|_| node != history.item.node)
                };
                linked(remark.as_str(), None, &history.remark_references, leads)
            }),
            name: named(&history.item),
            stood: history.status.as_ref().map(|status| telling.stood(status)),
            undecided: history.schedule.as_ref().is_some_and(|date| date.precision == Precision::Undecided),
            ran: ran.map(|execution| Ran::of(execution, None, frame.language)),
            last: Last::of(history, &telling),
            chart: chart::timeline(timeline, frame.language, "course"),
            ties: history.lineage.iter().map(|link| Tie::of(link, frame.language)).collect(),
            before: history.predecessors.iter().map(|before| Before::of(before, &telling)).collect(),
            voided: rows.filter(|row| !in_steps(row)).collect(),
            ended,
            steps,
            frame,
            place,
            history,
        }
    }

    /// What a file of the history asks for, as a further part of an address.
    fn file_query(&self) -> String {
        format!("&item={}", self.history.item.node)
    }

    fn path(&self, item: &ItemRef) -> String {
        self.frame.to(&self.place.item(item))
    }
}

impl Before {
    fn of(before: &Predecessor, telling: &Telling<'_>) -> Self {
        let elsewhere = before.plan.as_ref().map(|plan| Place::of(plan, None));
        let place = elsewhere.as_ref().unwrap_or(telling.place);
        let telling = &Telling { place, ..*telling };
        Self {
            plan: before.plan.as_ref().map(|plan| plan.title.to_string()),
            name: named(&before.item),
            path: place.item(&before.item),
            steps: before.steps.iter().rev().map(|step| telling.step(step, &[])).collect(),
        }
    }
}

impl Last {
    /// What the newest edition that prints the item changed, and since which one.
    fn of(history: &HistoryReport, telling: &Telling<'_>) -> Option<Self> {
        let mut printing = history.steps.iter().rev().filter(|step| step.edition.is_some() && !step.pending);
        let (newest, older) = (printing.next()?, printing.next()?);
        let label = |step| telling.step(step, &[]).label;
        Some(Self { from: label(older), to: label(newest), step: telling.step(newest, &[]) })
    }
}
