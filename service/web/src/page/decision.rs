//! One decision at its permanent address: what it made of which item, why, on what evidence, and whether it counts.

use super::grounds::Grounds;
use super::place::{Place, named};
use super::step::{StepView, Telling};
use super::{Frame, gone, reader};
use crate::extract::{At, Known};
use crate::respond::Answer;
use crate::router::Site;
use app::{AppError, Thing};
use askama::Template;
use axum::extract::State;
use projections::report::{DecisionReport, Fate};
use projections::wording;

#[derive(Template)]
#[template(path = "decision.html")]
struct Decision<'p> {
    frame: &'p Frame,
    place: &'p Place,
    report: &'p DecisionReport,
    item: String,
    step: StepView,
    grounds: Grounds,
    outcome: &'static str,
    /// How the edition that says so came about.
    edition_kind: &'static str,
}

pub(crate) async fn decision(site: State<Site>, frame: Frame, at: At, known: Known) -> Answer {
    let (plan, id) = (at.plan(), at.name("decision"));
    let report = match site.app.decision(&reader(), plan, id).await {
        Err(AppError::NotFound { thing: Thing::Decision, .. }) => {
            let missing = gone::Missing { plan, thing: Thing::Decision, id };
            return gone::show(&site, &frame, &known, missing).await;
        }
        report => report?,
    };
    let place = Place::of(&report.plan, None);
    frame.show(&known, &Decision::of(&frame, &place, &report))
}

impl<'p> Decision<'p> {
    fn of(frame: &'p Frame, place: &'p Place, report: &'p DecisionReport) -> Self {
        let telling = Telling { frame, place, sources: &report.sources, named: &report.reason_references };
        let edition = report.edition.as_ref();
        Self {
            item: named(&report.item),
            step: telling.step(&report.step, &[]),
            grounds: Grounds::of(&report.decision, &telling),
            outcome: wording::outcome(report.decision.outcome, frame.language),
            edition_kind: edition.map_or("", |edition| wording::edition_kind(edition.kind, frame.language)),
            frame,
            place,
            report,
        }
    }
}
