//! Where a text is found: items by plan, with the words marked.

use super::badge::Badge;
use super::departmental::Departmental;
use super::marked::{self, Piece};
use super::place::full;
use super::{Frame, more, reader};
use crate::extract::{Known, Query};
use crate::header::encoded;
use crate::respond::Answer;
use crate::router::Site;
use app::Part;
use askama::Template;
use axum::extract::State;
use domain::id::EditionId;
use projections::report::{Found, SearchHit, SearchReport, SearchText, department_names};
use projections::wording::{self, Language};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "search.html")]
struct Search<'p> {
    frame: &'p Frame,
    typed: &'p str,
    /// The id of the only plan that is searched.
    only: Option<&'p str>,
    department: Departmental,
    /// What was typed cannot be searched for.
    too_short: bool,
    plans: &'p [InPlan],
    /// How many items were found, and how many of them are shown.
    found: usize,
    shown: usize,
    /// Where the list goes on.
    more: Option<String>,
    /// This is not where it begins.
    continued: bool,
}

/// What was found in a plan.
struct InPlan {
    id: String,
    /// Whose the plan is and what it is called.
    name: String,
    found: usize,
    hits: Vec<Hit>,
}

/// An item in which something was found.
struct Hit {
    address: String,
    name: String,
    listed: bool,
    badge: Option<Badge>,
    status: String,
    places: Vec<Place>,
}

/// A text of an item in which something was found.
struct Place {
    field: String,
    text: Vec<Piece>,
    /// The edition or the cycle that says so.
    said: Option<String>,
}

/// After so many items no further plan is begun on a page.
const ROWS: usize = 50;
/// More items than these help nobody; a longer text finds fewer.
const MOST: usize = 200;
/// More places in one item than these are not shown.
const PLACES: usize = 6;

pub(crate) async fn search(site: State<Site>, frame: Frame, query: Query, known: Known) -> Answer {
    let (typed, only) = (query.get("q").unwrap_or_default(), query.get("plan"));
    let text = SearchText::parse(typed).ok();
    let part = match (&text, only) {
        (None, _) => Part { reports: Vec::new(), next: None },
        (Some(_), Some(_)) => Part { reports: site.app.search(&reader(), typed, only).await?, next: None },
        (Some(text), None) => {
            let department = query.get("department");
            site.app.search_from(&reader(), text, department, more::from(&query, ROWS)).await?
        }
    };
    let mut reports = part.reports;
    let hits = reports.iter().flat_map(|report| &report.hits);
    let department = Departmental::of(&query, department_names(hits.flat_map(|hit| &hit.departments)));
    if let Some(department) = department.wanted() {
        reports.iter_mut().for_each(|report| report.narrow(department));
    }
    let mut plans = Vec::new();
    let mut left = MOST;
    for report in &reports {
        plans.push(in_plan(&site, &frame, report, &mut left).await?);
    }
    let page = Search {
        frame: &frame,
        typed,
        only,
        department,
        more: more::address("/search", &query, part.next),
        continued: query.get("after").is_some(),
        too_short: text.is_none() && !typed.is_empty(),
        found: reports.iter().map(|report| report.hits.len()).sum(),
        shown: MOST - left,
        plans: &plans,
    };
    frame.show(&known, &page)
}

async fn in_plan(
    site: &Site,
    frame: &Frame,
    report: &SearchReport,
    left: &mut usize,
) -> Result<InPlan, crate::problem::Problem> {
    let id = report.plan.id.map(|id| id.to_string()).unwrap_or_default();
    let overview = site.app.plan(&reader(), &id).await?;
    let editions = overview.editions.iter().map(|edition| (edition.id, edition.label.to_string())).collect();
    let shown = report.hits.iter().take(*left);
    let hits: Vec<Hit> = shown.map(|hit| Hit::of(&id, hit, &editions, frame.language)).collect();
    *left -= hits.len();
    Ok(InPlan { name: full(&report.plan), found: report.hits.len(), id, hits })
}

impl Hit {
    fn of(plan: &str, hit: &SearchHit, editions: &BTreeMap<EditionId, String>, language: Language) -> Self {
        let label = hit.item.full_label.as_deref().map(|label| format!("{label} ")).unwrap_or_default();
        let places = hit.found.iter().take(PLACES);
        Self {
            address: format!("/p/{plan}/i/{}", hit.item.node),
            name: format!("{label}{}", hit.item.title),
            listed: hit.listed,
            badge: hit.state.map(|state| Badge::of(state, language)),
            status: hit.status.clone().unwrap_or_default(),
            places: places.map(|found| Place::of(found, editions, language)).collect(),
        }
    }
}

impl Place {
    fn of(found: &Found, editions: &BTreeMap<EditionId, String>, language: Language) -> Self {
        Self {
            field: wording::capital(&wording::field(&found.field, language)),
            text: marked::at(&found.snippet, found.start, found.length),
            said: found.edition.and_then(|edition| editions.get(&edition).cloned()),
        }
    }
}

impl Search<'_> {
    /// The same search in every plan.
    fn everywhere(&self) -> String {
        let department = self.department.wanted().map(|name| format!("&department={}", encoded(name)));
        format!("/search?q={}{}", encoded(self.typed), department.unwrap_or_default())
    }
}
