//! Public comments: what a consultation was, how many opinions came in, and what was answered to each.

use super::place::{Place, named};
use super::{Frame, reader};
use crate::extract::{At, Known};
use crate::respond::Answer;
use crate::router::Site;
use askama::Template;
use axum::extract::State;
use domain::event::ConsultationState;
use projections::report::{CommentsReport, ConsultationReport, OpinionRow, Results};
use projections::wording;

#[derive(Template)]
#[template(path = "comments.html")]
struct Page<'p> {
    frame: &'p Frame,
    place: &'p Place,
    consultations: Vec<Consultation<'p>>,
}

struct Consultation<'p> {
    /// For the addresses of its parts.
    at: usize,
    of: &'p ConsultationReport,
    period: String,
    state: &'static str,
    is_open: bool,
    results: Option<Shown<'p>>,
}

struct Shown<'p> {
    results: &'p Results,
    /// How many more the channels count, where they differ.
    difference: Option<i64>,
    rows: Vec<Row<'p>>,
}

struct Row<'p> {
    row: &'p OpinionRow,
    /// What it is about, with its address.
    items: Vec<(String, String)>,
    /// What the code means.
    meaning: Option<String>,
}

pub(crate) async fn comments(site: State<Site>, frame: Frame, at: At, known: Known) -> Answer {
    let report = site.app.comments(&reader(), at.plan()).await?;
    let place = Place::of(&report.plan, None);
    frame.show(&known, &Page::of(&frame, &place, &report))
}

impl<'p> Page<'p> {
    fn of(frame: &'p Frame, place: &'p Place, report: &'p CommentsReport) -> Self {
        let consultations = report.consultations.iter().enumerate().map(|(at, of)| Consultation {
            at,
            of,
            period: of.printed_period.as_ref().map(ToString::to_string).unwrap_or_default(),
            state: wording::consultation_state(of.state, frame.language),
            is_open: of.state == ConsultationState::Open,
            results: of.results.as_ref().map(|results| Shown::of(place, of, results)),
        });
        Self { frame, place, consultations: consultations.collect() }
    }
}

impl<'p> Shown<'p> {
    fn of(place: &Place, of: &ConsultationReport, results: &'p Results) -> Self {
        let row = |row: &'p OpinionRow| Row {
            row,
            items: row.items.iter().map(|item| (named(item), place.item(item))).collect(),
            meaning: row.disposition.as_ref().and_then(|code| {
                let known = of.dispositions.iter().find(|known| known.code == code.as_str());
                known.and_then(|known| known.definition.clone())
            }),
        };
        Self {
            results,
            difference: results.difference.filter(|difference| *difference != 0),
            rows: results.rows.iter().map(row).collect(),
        }
    }
}
