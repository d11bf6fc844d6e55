//! 新旧対照: what differs between any two tables of a plan, as a list of before, after and why, or in place.

use super::badge::Badge;
use super::changed::{Changed, Fate};
use super::choice::Choice;
use super::place::{Place, Tab};
use super::{Frame, reader};
use crate::extract::{At, Known, Query};
use crate::respond::Answer;
use crate::router::Site;
use app::Compared;
use askama::Template;
use axum::extract::State;
use domain::event::NodeKind;
use domain::value::{CanonicalState, Meaning};
use projections::report::{CompareRow, DecisionRef, Difference, FieldName, TableReport, TableRow};
use projections::wording::{self, Language};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Template)]
#[template(path = "compare.html")]
struct Page<'p> {
    frame: &'p Frame,
    place: &'p Place,
    choice: &'p Choice,
    shown: Option<Shown>,
    in_place: bool,
}

/// Two tables that are compared.
struct Shown {
    from: String,
    to: String,
    changed: u32,
    added: u32,
    removed: u32,
    unchanged: u32,
    rows: Vec<Row>,
    columns: Vec<String>,
    whole: Vec<Line>,
}

/// A row that differs.
struct Row {
    number: String,
    title: String,
    node: String,
    difference: Difference,
    name: &'static str,
    parts: Vec<Part>,
    why: Vec<Why>,
}

/// A part of a row that differs.
struct Part {
    name: String,
    words: Changed,
    before: Option<Badge>,
    after: Option<Badge>,
}

/// A decision that changed a row.
struct Why {
    decision: String,
    cycle: String,
    codes: String,
    reason: Option<String>,
}

/// A row of the whole table with what differs in it.
struct Line {
    depth: u32,
    heading: bool,
    node: String,
    /// How it differs; none where it is the same.
    name: Option<&'static str>,
    removed: bool,
    cells: Vec<Cell>,
}

struct Cell {
    heading: String,
    names: bool,
    words: Changed,
}

pub(crate) async fn compare(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let plan = site.app.plan(&reader(), at.plan()).await?;
    let choice = Choice::of(&plan, &query, &frame);
    let compared = match choice.pair() {
        Some((from, to)) => Some(site.app.compared(&reader(), at.plan(), from, to).await?),
        None => None,
    };
    let place = Place::of(&plan.plan, Tab::Compare);
    let shown = compared.map(|compared| Shown::of(&compared, frame.language));
    let in_place = query.get("view") == Some("table");
    frame.show(&known, &Page { frame: &frame, place: &place, choice: &choice, shown, in_place })
}

impl Page<'_> {
    /// This comparison in one of its views.
    fn address(&self, in_place: bool) -> String {
        let view = if in_place { "&view=table" } else { "" };
        self.place.at(&format!("compare?{}{view}", self.choice.query()))
    }
}

impl Shown {
    fn of(compared: &Compared, language: Language) -> Self {
        let report = &compared.report;
        Self {
            from: wording::side(&report.from, language),
            to: wording::side(&report.to, language),
            changed: report.changed,
            added: report.added,
            removed: report.removed,
            unchanged: report.unchanged,
            rows: report.rows.iter().map(|row| Row::of(row, language)).collect(),
            columns: compared.to.columns.iter().map(|column| column.heading.clone()).collect(),
            whole: Line::all(compared, language),
        }
    }
}

impl Row {
    fn of(row: &CompareRow, language: Language) -> Self {
        let part = |change: &projections::report::Change| {
            let badge = |state: Option<CanonicalState>| {
                state.filter(|_| change.field == FieldName::Status).map(|state| Badge::of(state, language))
            };
            let (before, after) = (change.before.as_deref(), change.after.as_deref());
            Part {
                name: wording::field(&change.field, language),
                words: Changed::of(before.unwrap_or_default(), after.unwrap_or_default()),
                before: badge(row.state_before).filter(|_| before.is_some()),
                after: badge(row.state_after).filter(|_| after.is_some()),
            }
        };
        Self {
            number: row.item.full_label.clone().unwrap_or_default(),
            title: row.item.title.to_string(),
            node: row.item.node.to_string(),
            difference: row.difference,
            name: wording::difference(row.difference, language),
            parts: row.changes.iter().map(part).collect(),
            why: row.decisions.iter().map(|decision| Why::of(decision, language)).collect(),
        }
    }
}

impl Why {
    fn of(decision: &DecisionRef, language: Language) -> Self {
        Self {
            decision: decision.decision.to_string(),
            cycle: decision.cycle.label.to_string(),
            codes: wording::codes(&decision.codes, language),
            reason: decision.reason.as_ref().map(|reason| wording::reason(Some(reason), language)),
        }
    }
}

impl Line {
    /// Every row of the later table, and below it those that only the earlier one lists.
    fn all(compared: &Compared, language: Language) -> Vec<Self> {
        let before: BTreeMap<_, _> =
            compared.from.rows.iter().filter(|row| !row.relisted).map(|row| (row.node, row)).collect();
        let listed: BTreeSet<_> = compared.to.rows.iter().map(|row| row.node).collect();
        let lines = compared.to.rows.iter().map(|row| {
            let earlier = before.get(&row.node).copied();
            Self::of(row, &compared.to, &|heading| match earlier {
                Some(earlier) => cell(&compared.from, earlier, heading),
                None => "",
            })
            .named(if earlier.is_none() { Some(Difference::Added) } else { None }, language)
        });
        let gone = compared.from.rows.iter().filter(|row| !row.relisted && !listed.contains(&row.node));
        let gone = gone.map(|row| {
            let mut line = Self::of(row, &compared.from, &|heading| cell(&compared.from, row, heading));
            for cell in &mut line.cells {
                cell.words.runs.iter_mut().for_each(|run| run.fate = Fate::Struck);
            }
            line.removed = true;
            line.named(Some(Difference::Removed), language)
        });
        lines.chain(gone).collect()
    }

    fn of<'t>(row: &TableRow, table: &TableReport, before: &dyn Fn(&str) -> &'t str) -> Self {
        let name = table.column(Meaning::Title);
        let cells = table.columns.iter().zip(&row.cells).enumerate().map(|(place, (column, text))| Cell {
            heading: column.heading.clone(),
            names: name == Some(place),
            words: Changed::of(before(&column.heading), text),
        });
        Self {
            depth: row.depth.min(super::sheet::DEEPEST),
            heading: row.kind == NodeKind::Heading,
            node: row.node.to_string(),
            name: None,
            removed: false,
            cells: cells.collect(),
        }
    }

    fn named(mut self, difference: Option<Difference>, language: Language) -> Self {
        let differs = self.cells.iter().any(|cell| cell.words.runs.iter().any(|run| run.fate != Fate::Kept));
        let difference = difference.or(differs.then_some(Difference::Changed));
        self.name = difference.map(|difference| wording::difference(difference, language));
        self
    }
}

/// What a row says in the column of that heading.
fn cell<'t>(table: &'t TableReport, row: &'t TableRow, heading: &str) -> &'t str {
    let place = table.columns.iter().position(|column| column.heading == heading);
    place.and_then(|place| row.cells.get(place)).map_or("", String::as_str)
}
