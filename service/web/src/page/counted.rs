//! 集計: everything that is counted of a table, each count with a table of its own and as a file.

mod parts;

use super::matrix::Matrix;
use super::place::{Place, Tab};
use super::{Frame, reader};
use crate::extract::{At, Known, Query};
use crate::header::encoded;
use crate::respond::Answer;
use crate::router::Site;
use app::request::Look;
use askama::Template;
use axum::extract::State;
use projections::report::{EditionRef, PlanOverview};
use projections::wording;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'p> {
    frame: &'p Frame,
    place: &'p Place,
    asked: &'p Asked,
    /// Each part in its order; parts of which nothing is stated are left out.
    parts: Vec<Part>,
    /// The years that may be chosen, the newest first, and whether each is chosen.
    years: Vec<(String, String, bool)>,
    /// Parts of which nothing is stated, by name.
    without: Vec<&'static str>,
}

/// One part of the report.
struct Part {
    /// Its address on the page, and its name as a file.
    anchor: &'static str,
    /// The name of the file that has it; none of what the report itself is.
    file: Option<&'static str>,
    title: String,
    /// What is to be known to read it.
    about: Vec<String>,
    tables: Vec<Matrix>,
}

/// Which table of the plan is asked for, and what else may be.
pub(super) struct Asked {
    /// What the table is called.
    pub(super) label: String,
    /// The editions that may be chosen, the newest first: id, label, whether it is chosen.
    pub(super) editions: Vec<(String, String, bool)>,
    /// What the address asks for, for addresses of files.
    pub(super) query: String,
    /// The department as it was asked for.
    pub(super) department: String,
    /// The departments that may be asked for.
    pub(super) departments: Vec<String>,
}

impl Asked {
    pub(super) fn of(plan: &PlanOverview, edition: Option<&EditionRef>, query: &Query) -> Self {
        let editions = plan.editions.iter().rev().filter(|known| known.withdrawn.is_none());
        let chosen = |known: &EditionRef| edition.is_some_and(|edition| edition.id == known.id);
        let pairs = query.pairs().map(|(name, value)| format!("&{name}={}", encoded(value)));
        Self {
            label: edition.map(|edition| edition.label.to_string()).unwrap_or_default(),
            editions: editions
                .map(|known| (known.id.to_string(), known.label.to_string(), chosen(known)))
                .collect(),
            query: pairs.collect(),
            department: query.text("department").unwrap_or_default(),
            departments: Vec::new(),
        }
    }

    /// The departments that may be asked for, each once.
    pub(super) fn offer<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        for name in names {
            if !self.departments.iter().any(|known| known == name) {
                self.departments.push(name.to_owned());
            }
        }
    }
}

/// The look that the query of such a page asks for.
pub(super) fn look(query: &Query) -> Look {
    Look { edition: query.text("edition"), ..Look::default() }
}

pub(crate) async fn report(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let plan = site.app.plan(&reader(), at.plan()).await?;
    let report = site.app.report(&reader(), at.plan(), &look(&query), query.get("year")).await?;
    let place = Place::of(&report.counts.plan, Tab::Report);
    let counts = &report.counts;
    let asked = Asked::of(&plan, counts.edition.as_ref().or(counts.in_force.as_ref()), &query);
    let sides = &report.planned_actual;
    let years = sides.years.iter().rev().map(|year| {
        let chosen = sides.year == Some(*year);
        (year.year().to_string(), wording::fiscal_year(*year, frame.language), chosen)
    });
    let (parts, without) = parts::parts(&report, &place, &frame);
    let page = Page { frame: &frame, place: &place, asked: &asked, parts, years: years.collect(), without };
    frame.show(&known, &page)
}
