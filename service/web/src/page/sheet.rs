//! A table as a page shows it: sections with their rows, badges, long remarks folded, errata beside the text.

use super::badge::Badge;
use super::marked::{Piece, linked, pieces};
use super::narrow::Narrowing;
use domain::event::NodeKind;
use domain::id::NodeId;
use domain::value::Meaning;
use projections::report::{Known, TableColumn, TableReport, TableRow, references};
use projections::wording::{self, Language};
use std::collections::BTreeSet;

/// A table as a page shows it.
pub(super) struct Sheet {
    /// The lines above the table, filled ones alone.
    pub(super) lines: Vec<String>,
    pub(super) columns: Vec<Column>,
    /// There are so many columns that the table scrolls in a region of its own.
    pub(super) wide: bool,
    pub(super) sections: Vec<Section>,
    /// How many items the table has, each once.
    pub(super) items: usize,
    /// How many of them are shown.
    pub(super) found: usize,
}

/// A column as a page shows it.
pub(super) struct Column {
    pub(super) heading: String,
    /// The class of its width.
    pub(super) class: &'static str,
}

/// What stands under a heading of the first level; what stands under none has no name.
#[derive(Default)]
pub(super) struct Section {
    /// Its address on the page.
    pub(super) anchor: String,
    pub(super) name: Vec<Piece>,
    pub(super) rows: Vec<Row>,
    /// How many items are shown.
    pub(super) items: usize,
}

/// A row as a page shows it.
pub(super) struct Row {
    /// Its address on the page: the node's id, of a further place that of the place; none where its section has it.
    pub(super) anchor: Option<String>,
    /// The item's id, for its page; headings have none.
    pub(super) item: Option<String>,
    /// How deep it stands, 0 to 4.
    pub(super) depth: u32,
    pub(super) heading: bool,
    /// It was not asked for and stands above a row that was.
    pub(super) context: bool,
    /// The only filled cell is the first, which then stands for the whole row.
    pub(super) alone: bool,
    pub(super) cells: Vec<Cell>,
}

/// A cell as a page shows it.
pub(super) struct Cell {
    pub(super) heading: String,
    pub(super) text: Vec<Piece>,
    /// The beginning of a text that is too long to stand open.
    pub(super) short: Option<String>,
    /// Something that was searched for stands behind that beginning.
    pub(super) open: bool,
    /// It names its row.
    pub(super) names: bool,
    /// It says when, which stands on one line.
    pub(super) day: bool,
    /// What its status means, for its badge.
    pub(super) state: Option<Badge>,
    /// What is to be known of the status on the day that was asked for.
    pub(super) doubt: Option<Doubt>,
    pub(super) errata: Vec<Correction>,
}

/// What is not certain of a status on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It began in that month or year, perhaps after the day.
    About,
    /// Nothing is known of the item on that day.
    Unknown,
}

/// A correction of a cell: the cell shows what was printed, this says what it should be.
pub(super) struct Correction {
    pub(super) kind: &'static str,
    pub(super) corrected: Vec<Piece>,
    pub(super) reason: String,
}

/// Which table is shown, and how.
#[derive(Clone, Copy)]
struct Shown<'t> {
    table: &'t TableReport,
    narrowing: &'t Narrowing,
    language: Language,
    /// The numbers that prose may name, as the table prints them.
    known: &'t Known,
    /// The rows that are shown.
    rows: &'t BTreeSet<NodeId>,
}

/// So many columns stand beside each other on a page.
const NARROW: usize = 7;
/// Deeper rows are not set in any further.
pub(super) const DEEPEST: u32 = 4;
/// A text of more characters is folded.
const LONG: usize = 200;
/// So many of them stay open.
const SHORT: usize = 90;

impl Sheet {
    pub(super) fn of(table: &TableReport, narrowing: &Narrowing, language: Language) -> Self {
        let numbers = table.rows.iter().filter(|row| !row.relisted);
        let known = Known::new(numbers.filter_map(|row| Some((row.full_label.clone()?, row.node))));
        let shown_rows = narrowing.rows(table);
        let rows = shown_rows.iter().map(|row| row.node).collect();
        let view = Shown { table, narrowing, language, known: &known, rows: &rows };
        let firsts = table.firsts();
        let counts = |row: &&TableRow| row.kind == NodeKind::Item && firsts.contains(&row.row);
        let mut sections: Vec<Section> = Vec::new();
        let mut found = 0;
        for row in shown_rows {
            let top = row.depth == 0 && row.kind == NodeKind::Heading;
            let leaves = row.depth == 0 && sections.last().is_some_and(|section| !section.name.is_empty());
            if top || leaves || sections.is_empty() {
                sections.push(Section::default());
            }
            let section = sections.last_mut().expect("the first row has made a section");
            let counted = counts(&row) && narrowing.wants(table, row);
            section.items += usize::from(counted);
            found += usize::from(counted);
            let mut shown = Row::of(view, row);
            if top {
                section.anchor = shown.anchor.take().unwrap_or_default();
                section.name = shown.name().to_vec();
                if shown.alone {
                    continue;
                }
            }
            section.rows.push(shown);
        }
        let lines = table.title_lines.iter().map(ToString::to_string);
        Self {
            lines: lines.filter(|line| !line.trim().is_empty()).collect(),
            columns: table.columns.iter().map(Column::of).collect(),
            wide: table.columns.len() > NARROW,
            sections,
            items: table.rows.iter().filter(counts).count(),
            found,
        }
    }
}

impl Column {
    pub(super) fn of(column: &TableColumn) -> Self {
        Self { heading: column.heading.clone(), class: width(column.meaning) }
    }
}

/// How wide the columns of a meaning are, the same in every section.
const fn width(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Number => "w-number",
        Meaning::Title => "w-title",
        Meaning::Schedule | Meaning::Review => "w-date",
        Meaning::Status | Meaning::PlannedStatus => "w-status",
        Meaning::Remark | Meaning::Body => "w-text",
        Meaning::Department
        | Meaning::Category
        | Meaning::YearPlanned(_)
        | Meaning::YearActual(_)
        | Meaning::Indicator
        | Meaning::Trace(_)
        | Meaning::Other => "w-other",
    }
}

/// Whether cells of that meaning may name other items by number.
const fn is_prose(meaning: Meaning) -> bool {
    match meaning {
        Meaning::Remark | Meaning::Body | Meaning::Trace(_) | Meaning::Other => true,
        Meaning::Number
        | Meaning::Title
        | Meaning::Schedule
        | Meaning::Review
        | Meaning::Status
        | Meaning::PlannedStatus
        | Meaning::Department
        | Meaning::Category
        | Meaning::YearPlanned(_)
        | Meaning::YearActual(_)
        | Meaning::Indicator => false,
    }
}

impl Row {
    fn of(view: Shown<'_>, row: &TableRow) -> Self {
        let Shown { table, narrowing, .. } = view;
        let columns = table.columns.iter().zip(&row.cells);
        let cells: Vec<Cell> = columns.map(|(column, text)| Cell::of(view, row, column, text)).collect();
        let anchor = if row.relisted { format!("p-{}", row.placement) } else { format!("n-{}", row.node) };
        let bare = |cell: &Cell| (cell.names || cell.text.is_empty()) && cell.errata.is_empty();
        Self {
            anchor: Some(anchor),
            item: (row.kind == NodeKind::Item).then(|| row.node.to_string()),
            depth: row.depth.min(DEEPEST),
            heading: row.kind == NodeKind::Heading,
            context: row.kind == NodeKind::Item && !narrowing.wants(table, row),
            alone: cells.iter().all(bare),
            cells,
        }
    }

    /// What names the row.
    pub(super) fn name(&self) -> &[Piece] {
        self.cells.iter().find(|cell| cell.names).map_or(&[], |cell| cell.text.as_slice())
    }
}

impl Cell {
    fn of(view: Shown<'_>, row: &TableRow, column: &TableColumn, text: &str) -> Self {
        let Shown { table, narrowing, language, known, rows } = view;
        let is_status = column.meaning == Meaning::Status && row.kind == NodeKind::Item;
        let doubt = match (row.unknown, row.approximate) {
            (true, _) => Some(Doubt::Unknown),
            (false, true) => Some(Doubt::About),
            (false, false) => None,
        };
        let names = table.column(Meaning::Title).is_some_and(|title| table.columns[title].id == column.id);
        let long = !names && !is_status && text.chars().count() > LONG;
        let short = long.then(|| text.chars().take(SHORT).collect::<String>());
        let wanted = narrowing.text.as_ref();
        let errata = row.errata.iter().filter(|erratum| erratum.column == column.id);
        Self {
            heading: column.heading.clone(),
            text: match is_prose(column.meaning) && !names {
                true => linked(text, wanted, &references(text, known), |node| {
                    rows.contains(&node).then(|| format!("#n-{node}"))
                }),
                false => pieces(text, wanted),
            },
            open: long && wanted.is_some_and(|wanted| wanted.is_in(text)),
            short,
            names,
            day: matches!(column.meaning, Meaning::Schedule | Meaning::Review),
            state: row.state.filter(|_| is_status).map(|state| Badge::of(state, language)),
            doubt: doubt.filter(|_| is_status),
            errata: errata
                .map(|erratum| Correction {
                    kind: wording::correction(erratum.kind, language),
                    corrected: pieces(erratum.corrected.as_str(), wanted),
                    reason: erratum.reason.to_string(),
                })
                .collect(),
        }
    }

    /// Nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.errata.is_empty() && self.doubt.is_none()
    }
}
