//! 新旧対照: what differs between any two tables of a plan, as a list of before, after and why, or in place.

use super::badge::Badge;
use super::choice::Choice;
use super::departmental::Departmental;
use super::marked::Piece;
use super::place::{Place, Tab};
use super::sheet::Column;
use super::step::{Stood, Telling};
use super::tie::Tie;
use super::{Frame, reader};
use crate::extract::{At, Known, Query};
use crate::header::encoded;
use crate::respond::Answer;
use crate::router::Site;
use app::{Compared, request};
use askama::Template;
use axum::extract::State;
use domain::event::NodeKind;
use domain::value::{CanonicalState, Meaning};
use export::changed::{Changed, Fate};
use projections::report::{
    CompareRow, DecisionRef, Difference, FieldName, LineageRef, TableColumn, TableReport, TableRow,
};
use projections::wording::{self, Language};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Template)]
#[template(path = "compare.html")]
struct Page<'p> {
    frame: &'p Frame,
    place: &'p Place,
    choice: &'p Choice,
    department: Departmental,
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
    /// How many links of each kind there are, where they are stated.
    ties: Vec<(&'static str, u32)>,
    rows: Vec<Row>,
    columns: Vec<Column>,
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
    /// How it belongs to what was before, where it is not the same.
    ties: Vec<Tie>,
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
    reason: Option<Vec<Piece>>,
}

/// A row of the whole table with what differs in it.
struct Line {
    depth: u32,
    heading: bool,
    /// Only its name is filled, which then stands for the whole row.
    alone: bool,
    node: String,
    /// How it differs; none where it is the same.
    name: Option<&'static str>,
    removed: bool,
    cells: Vec<Cell>,
}

struct Cell {
    heading: String,
    names: bool,
    /// It says when.
    day: bool,
    words: Changed,
    /// How the item stands, where the cell says that.
    stood: Option<Stand>,
}

/// How an item stands in the later table, and in the earlier one where that differs.
struct Stand {
    before: Option<Stood>,
    after: Option<Stood>,
    /// Nothing stood there before.
    new: bool,
}

/// Both tables, and what is said of the later one's rows.
#[derive(Clone, Copy)]
struct Sides<'t> {
    /// The table that has the row.
    table: &'t TableReport,
    /// The earlier table with the same row; none where it does not list it.
    earlier: Option<(&'t TableReport, &'t TableRow)>,
    language: Language,
}

pub(crate) async fn compare(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let plan = site.app.plan(&reader(), at.plan()).await?;
    let choice = Choice::of(&plan, &query, &frame);
    let compared = match choice.pair() {
        Some((from, to)) => {
            let sides = request::Sides { from, to, department: query.get("department") };
            Some(site.app.compared(&reader(), at.plan(), sides).await?)
        }
        None => None,
    };
    let names = compared.iter().flat_map(|compared| compared.departments.iter().cloned());
    let department = Departmental::of(&query, names.collect());
    let place = Place::of(&plan.plan, Tab::Compare);
    let shown = compared.map(|compared| Shown::of(&compared, &frame, &place));
    let in_place = query.get("view") == Some("table");
    frame.show(&known, &Page { frame: &frame, place: &place, choice: &choice, department, shown, in_place })
}

impl Page<'_> {
    /// This comparison in one of its views.
    fn address(&self, in_place: bool) -> String {
        let view = if in_place { "&view=table" } else { "" };
        self.place.at(&format!("compare?{}{}{view}", self.choice.query(), self.narrowed()))
    }

    /// The same for a file of it, as a further part of an address.
    fn file_query(&self) -> String {
        format!("&{}{}", self.choice.query(), self.narrowed())
    }

    /// The same for papers, which are of the whole plan.
    fn papers_query(&self) -> String {
        format!("&{}", self.choice.query())
    }

    /// The department that is asked for, as a further part of an address.
    fn narrowed(&self) -> String {
        self.department.wanted().map(|name| format!("&department={}", encoded(name))).unwrap_or_default()
    }
}

impl Shown {
    fn of(compared: &Compared, frame: &Frame, place: &Place) -> Self {
        let (report, language) = (&compared.report, frame.language);
        let sources = BTreeSet::new();
        let telling = Telling { frame, place, sources: &sources, named: &report.reason_references };
        let ties = report.lineage.iter();
        Self {
            from: wording::called(&report.from, language),
            to: wording::called(&report.to, language),
            changed: report.changed,
            added: report.added,
            removed: report.removed,
            unchanged: report.unchanged,
            ties: ties.map(|count| (wording::lineage(count.kind, language), count.links)).collect(),
            rows: report.rows.iter().map(|row| Row::of(row, &telling)).collect(),
            columns: compared.to.columns.iter().map(Column::of).collect(),
            whole: Line::all(compared, language),
        }
    }
}

impl Row {
    fn of(row: &CompareRow, telling: &Telling<'_>) -> Self {
        let language = telling.language();
        let part = |change: &projections::report::Change| {
            let badge = |state: Option<CanonicalState>| {
                state.filter(|_| change.field == FieldName::Status).map(|state| Badge::of(state, language))
            };
            let (before, after) = (change.before.as_deref(), change.after.as_deref());
            Part {
                name: wording::capital(&wording::field(&change.field, language)),
                words: Changed::of(before.unwrap_or_default(), after.unwrap_or_default()),
                before: badge(row.state_before).filter(|_| before.is_some()),
                after: badge(row.state_after).filter(|_| after.is_some()),
            }
        };
        // What joins the row with itself in the other edition is said by the two columns.
        let joins_others =
            |link: &&LineageRef| link.from.iter().chain(&link.to).any(|end| end.node != row.item.node);
        let (others, own): (Vec<_>, Vec<_>) = row.lineage.iter().partition(joins_others);
        let own = own.first();
        Self {
            number: row.item.full_label.clone().unwrap_or_default(),
            title: row.item.title.to_string(),
            node: row.item.node.to_string(),
            difference: row.difference,
            name: own.map_or_else(
                || wording::difference(row.difference, language),
                |link| wording::lineage(link.kind, language),
            ),
            parts: row.changes.iter().map(part).collect(),
            why: row.decisions.iter().map(|decision| Why::of(decision, telling)).collect(),
            ties: others.into_iter().map(|link| Tie::of(link, language)).collect(),
        }
    }
}

impl Why {
    fn of(decision: &DecisionRef, telling: &Telling<'_>) -> Self {
        Self {
            decision: decision.decision.to_string(),
            cycle: decision.cycle.label.to_string(),
            codes: wording::codes(&decision.codes, telling.language()),
            reason: decision.reason.as_ref().map(|_| telling.reason(decision)),
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
            let earlier = before.get(&row.node).map(|earlier| (&compared.from, *earlier));
            let added = earlier.is_none().then_some(Difference::Added);
            Self::of(row, Sides { table: &compared.to, earlier, language }).named(added, language)
        });
        let gone = compared.from.rows.iter().filter(|row| !row.relisted && !listed.contains(&row.node));
        let gone = gone.map(|row| {
            let same = Sides { table: &compared.from, earlier: Some((&compared.from, row)), language };
            let mut line = Self::of(row, same);
            for cell in &mut line.cells {
                cell.words.runs.iter_mut().for_each(|run| run.fate = Fate::Struck);
                cell.stood =
                    cell.stood.take().map(|stood| Stand { before: stood.after, after: None, new: false });
            }
            line.removed = true;
            line.named(Some(Difference::Removed), language)
        });
        lines.chain(gone).collect()
    }

    fn of(row: &TableRow, sides: Sides<'_>) -> Self {
        let name = sides.table.column(Meaning::Title);
        let columns = sides.table.columns.iter().zip(&row.cells).enumerate();
        let cells = columns.map(|(place, (column, text))| Cell {
            names: name == Some(place),
            ..Cell::of(row, column, text, sides)
        });
        let cells: Vec<Cell> = cells.collect();
        Self {
            depth: row.depth.min(super::sheet::DEEPEST),
            heading: row.kind == NodeKind::Heading,
            alone: row.kind == NodeKind::Heading && cells.iter().all(|cell| cell.names || cell.is_empty()),
            node: row.node.to_string(),
            name: None,
            removed: false,
            cells,
        }
    }

    fn named(mut self, difference: Option<Difference>, language: Language) -> Self {
        let differs = self.cells.iter().any(|cell| cell.words.runs.iter().any(|run| run.fate != Fate::Kept));
        let difference = difference.or(differs.then_some(Difference::Changed));
        self.name = difference.map(|difference| wording::difference(difference, language));
        self
    }
}

impl Cell {
    fn of(row: &TableRow, column: &TableColumn, text: &str, sides: Sides<'_>) -> Self {
        let before = sides.earlier.map_or("", |(table, row)| cell(table, row, &column.heading));
        let stood = |state: Option<CanonicalState>, words: &str| {
            state.map(|state| Stood { badge: Badge::of(state, sides.language), words: words.to_owned() })
        };
        let is_status = column.meaning == Meaning::Status && row.kind == NodeKind::Item;
        let earlier = sides.earlier.filter(|_| before != text && !before.is_empty());
        let earlier = earlier.and_then(|(_, earlier)| earlier.state);
        let known = !text.is_empty() && (before == text || before.is_empty() || earlier.is_some());
        Self {
            heading: column.heading.clone(),
            names: false,
            day: matches!(column.meaning, Meaning::Schedule | Meaning::Review),
            words: Changed::of(before, text),
            // A status whose meaning is not known on both sides is shown by its words.
            stood: row.state.filter(|_| is_status && known).map(|state| Stand {
                before: stood(earlier, before),
                after: stood(Some(state), text),
                new: before.is_empty(),
            }),
        }
    }

    /// Nothing stands in it, and nothing did.
    fn is_empty(&self) -> bool {
        self.words.runs.is_empty()
    }
}

/// What a row says in the column of that heading.
fn cell<'t>(table: &'t TableReport, row: &'t TableRow, heading: &str) -> &'t str {
    let place = table.columns.iter().position(|column| column.heading == heading);
    place.and_then(|place| row.cells.get(place)).map_or("", String::as_str)
}
