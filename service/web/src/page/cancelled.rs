//! 中止一覧: what has ended, of one plan or of all, and why; narrowed down by what the address says.

use super::asked::Asked;
use super::badge::Badge;
use super::ended::Ran;
use super::marked::{Piece, linked, pieces};
use super::place::{Place, Tab, named};
use super::{Frame, more, reader};
use crate::extract::{At, Known, Query};
use crate::problem::Problem;
use crate::respond::Answer;
use crate::router::Site;
use askama::Template;
use axum::extract::State;
use domain::value::{Certainty, Reason, Text};
use projections::report::{
    CancelledFilter, CancelledReport, CancelledRow, Execution, count_codes, department_names,
};
use projections::wording;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "cancelled.html")]
struct Cancelled<'p> {
    frame: &'p Frame,
    place: &'p Place,
    list: List,
}

#[derive(Template)]
#[template(path = "cancelled_everywhere.html")]
struct Everywhere<'p> {
    frame: &'p Frame,
    list: List,
}

/// What has ended, with what narrows it down.
struct List {
    asked: Asked,
    /// The page's own address.
    path: String,
    /// How many have ended, whatever is asked for.
    total: usize,
    rows: Vec<Row>,
    /// By class of reason, among those asked for but for the class.
    codes: Vec<Count>,
    cycles: Vec<String>,
    bodies: Vec<String>,
    departments: Vec<String>,
    /// Rows of several plans.
    several: bool,
    /// Where the list goes on.
    more: Option<String>,
}

/// After so many items that have ended no further plan is begun on a page.
const ROWS: usize = 100;
/// The same where only some of them are asked for.
const NARROWED: usize = 1_000;

/// How many ended for a class of reasons.
struct Count {
    /// As the address names it.
    value: String,
    name: String,
    items: u32,
}

/// An item that has ended.
struct Row {
    plan: String,
    plan_path: String,
    name: String,
    /// The name with what is searched for marked; so are the others.
    shown: Vec<Piece>,
    path: String,
    badge: Badge,
    status: Vec<Piece>,
    schedule: Option<String>,
    cycle: Option<String>,
    inferred: bool,
    body: Option<String>,
    department: Option<String>,
    reason: Vec<Piece>,
    stated: bool,
    /// The remark, where what is searched for stands in it and nowhere else.
    remark: Option<Vec<Piece>>,
    codes: Vec<String>,
    ran: Option<Ran>,
    decision: Option<String>,
}

pub(crate) async fn cancelled(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let reports = site.app.cancelled(&reader(), Some(at.plan()), &CancelledFilter::default()).await?;
    let plan = &reports.first().ok_or_else(Problem::not_found)?.plan;
    let place = Place::of(plan, Tab::Cancelled);
    let list = List::of(&reports, Asked::of(&query), place.at("cancelled"), &frame);
    let wrong = list.asked.is_wrong();
    let page = Cancelled { frame: &frame, place: &place, list };
    if wrong { frame.refuse(&page) } else { frame.show(&known, &page) }
}

pub(crate) async fn cancelled_everywhere(
    site: State<Site>,
    frame: Frame,
    query: Query,
    known: Known,
) -> Answer {
    let all = CancelledFilter::default();
    let asked = Asked::of(&query);
    let rows = if asked.is_any() { NARROWED } else { ROWS };
    let part = site.app.cancelled_from(&reader(), &all, more::from(&query, rows)).await?;
    let list = List::of(&part.reports, asked, "/cancelled".to_owned(), &frame);
    let list = List { several: true, more: more::address("/cancelled", &query, part.next), ..list };
    let wrong = list.asked.is_wrong();
    let page = Everywhere { frame: &frame, list };
    if wrong { frame.refuse(&page) } else { frame.show(&known, &page) }
}

impl List {
    fn of(reports: &[CancelledReport], asked: Asked, path: String, frame: &Frame) -> Self {
        let language = frame.language;
        let all = || reports.iter().flat_map(|report| report.rows.iter().map(move |row| (report, row)));
        let fits = |row: &CancelledRow| row.matches(&asked.filter);
        let some_code = CancelledFilter { code: None, unclassified: false, ..asked.filter.clone() };
        let counted = count_codes(all().map(|(_, row)| row).filter(|row| row.matches(&some_code)));
        let codes = counted.into_iter().map(|count| Count {
            value: count.code.as_ref().map_or_else(|| Asked::UNCLASSIFIED.to_owned(), Asked::code),
            name: count.code.as_ref().map_or_else(
                || language.of("未分類", "not classified").to_owned(),
                |code| wording::code(code, language),
            ),
            items: count.items,
        });
        let words = |of: fn(&CancelledRow) -> Option<String>| {
            let words: BTreeSet<String> = all().filter_map(|(_, row)| of(row)).collect();
            words.into_iter().collect::<Vec<_>>()
        };
        let mut cycles: Vec<_> = all().filter_map(|(_, row)| row.cycle.as_ref()).collect();
        cycles.sort_by_key(|cycle| std::cmp::Reverse(cycle.date.rank()));
        let mut cycles: Vec<String> = cycles.into_iter().map(|cycle| cycle.label.to_string()).collect();
        cycles.dedup();
        Self {
            total: all().count(),
            codes: codes.collect(),
            bodies: words(|row| row.body.as_ref().map(ToString::to_string)),
            departments: department_names(all().flat_map(|(_, row)| &row.departments)),
            rows: all()
                .filter(|(_, row)| fits(row))
                .map(|(of, row)| Row::of(of, row, &asked, frame))
                .collect(),
            several: reports.len() > 1,
            cycles,
            asked,
            path,
            more: None,
        }
    }
}

impl List {
    /// The address of the same list for another class of reasons.
    fn with_reason(&self, reason: &str) -> String {
        format!("{}{}", self.path, self.asked.with_reason(reason))
    }

    /// How many fit, of how many.
    fn found(&self, frame: &Frame) -> String {
        let (found, total) = (self.rows.len(), self.total);
        if self.asked.is_any() {
            wording::items_of(found, total, frame.language)
        } else {
            wording::items(total, frame.language)
        }
    }
}

impl Row {
    fn of(report: &CancelledReport, row: &CancelledRow, asked: &Asked, frame: &Frame) -> Self {
        let language = frame.language;
        let place = Place::of(&report.plan, None);
        let wanted = asked.filter.text.as_ref();
        let (name, reason) = (named(&row.item), wording::reason(row.reason.as_ref(), language));
        let said = [name.as_str(), row.status.wording.as_str(), reason.as_str()];
        let only_there = |remark: &&Text| {
            wanted.is_some_and(|wanted| {
                wanted.is_in(remark.as_str()) && !said.iter().any(|said| wanted.is_in(said))
            })
        };
        let references =
            row.decision.as_ref().and_then(|known| report.reason_references.get(&known.decision));
        let references = references.map_or(&[][..], Vec::as_slice);
        let ran = |execution: &Execution| Ran::of(execution, Some(row.state), language);
        Self {
            plan: place.title.clone(),
            plan_path: place.at(""),
            shown: pieces(&name, wanted),
            status: pieces(&row.status.wording, wanted),
            reason: linked(&reason, wanted, references, |node| {
                Some(frame.to(&place.at(&format!("i/{node}"))))
            }),
            remark: row.remark.as_ref().filter(only_there).map(|remark| pieces(remark.as_str(), wanted)),
            path: place.item(&row.item),
            badge: Badge::of(row.state, language),
            schedule: row.schedule.as_ref().map(|date| date.text.clone()),
            cycle: row.cycle.as_ref().map(|cycle| cycle.label.to_string()),
            inferred: row.certainty == Some(Certainty::Inferred),
            body: row.body.as_ref().map(ToString::to_string),
            department: row.department.as_ref().map(ToString::to_string),
            name,
            stated: matches!(row.reason, Some(Reason::Stated(_))),
            codes: row.codes.iter().map(|code| wording::code(code, language)).collect(),
            ran: row.execution.as_ref().map(ran),
            decision: row.decision.as_ref().map(|decision| place.at(&format!("d/{}", decision.decision))),
        }
    }
}
