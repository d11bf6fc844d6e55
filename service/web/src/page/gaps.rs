//! 記録の欠け: what the record does not say, kind by kind, why that matters, and what the staff do about it.

use super::departmental::Departmental;
use super::place::{Place, Tab, named};
use super::{Frame, reader};
use crate::extract::{At, Known, Query};
use crate::respond::Answer;
use crate::router::Site;
use askama::Template;
use axum::extract::State;
use projections::report::{Gap, GapsReport, department_names};
use projections::wording::{self, Language};

#[derive(Template)]
#[template(path = "gaps.html")]
struct Gaps<'p> {
    frame: &'p Frame,
    place: &'p Place,
    department: Departmental,
    /// Kinds with items.
    found: Vec<Kind>,
    /// What was looked for and not found.
    none: Vec<String>,
}

struct Kind {
    /// For the address of its section.
    anchor: usize,
    name: String,
    about: &'static str,
    remedy: &'static str,
    items: Vec<Item>,
}

struct Item {
    name: String,
    path: String,
    cycle: Option<String>,
    decision: Option<String>,
    not_in_source: bool,
}

pub(crate) async fn gaps(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let mut report = site.app.gaps(&reader(), at.plan()).await?;
    let items = report.gaps.iter().flat_map(|gap| &gap.items);
    let names = department_names(items.flat_map(|item| &item.departments));
    let department = Departmental::of(&query, names);
    department.wanted().into_iter().for_each(|department| report.narrow(department));
    let place = Place::of(&report.plan, Tab::Gaps);
    frame.show(&known, &Gaps::of(&frame, &place, department, &report))
}

impl<'p> Gaps<'p> {
    fn of(frame: &'p Frame, place: &'p Place, department: Departmental, report: &GapsReport) -> Self {
        let (found, none): (Vec<_>, Vec<_>) =
            report.gaps.iter().enumerate().partition(|(_, gap)| !gap.items.is_empty());
        Self {
            frame,
            place,
            department,
            found: found.into_iter().map(|(at, gap)| Kind::of(at, gap, place, frame.language)).collect(),
            none: none
                .into_iter()
                .map(|(_, gap)| wording::capital(wording::gap(gap.kind, frame.language)))
                .collect(),
        }
    }
}

impl Kind {
    fn of(anchor: usize, gap: &Gap, place: &Place, language: Language) -> Self {
        let items = gap.items.iter().map(|item| Item {
            name: named(&item.item),
            path: place.item(&item.item),
            cycle: item.cycle.as_ref().map(|cycle| cycle.label.to_string()),
            decision: item.decision.map(|decision| place.at(&format!("d/{decision}"))),
            not_in_source: item.not_in_source,
        });
        Self {
            anchor,
            name: wording::capital(wording::gap(gap.kind, language)),
            about: wording::gap_about(gap.kind, language),
            remedy: wording::gap_remedy(gap.kind, language),
            items: items.collect(),
        }
    }
}
