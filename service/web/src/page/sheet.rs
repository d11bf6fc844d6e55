//! A table as a page shows it: rows with their cells, badges and errata.

use super::badge::Badge;
use domain::event::NodeKind;
use domain::value::Meaning;
use projections::report::{TableReport, TableRow};
use projections::wording::{self, Language};

/// A table as a page shows it.
pub(super) struct Sheet {
    /// What the table is called: 令和3年3月.
    pub(super) label: String,
    /// The edition's id, for addresses.
    pub(super) edition: Option<String>,
    /// How the edition came about.
    pub(super) origin: &'static str,
    /// Set when the edition is withdrawn.
    pub(super) withdrawn: Option<Withdrawn>,
    /// The lines above the table, filled ones alone.
    pub(super) lines: Vec<String>,
    /// The headings of the columns.
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// How many of the rows are items.
    pub(super) items: usize,
}

/// That an edition is withdrawn.
pub(super) struct Withdrawn {
    pub(super) kind: &'static str,
    pub(super) authority: String,
    pub(super) reason: String,
}

/// A row as a page shows it.
pub(super) struct Row {
    /// How deep it stands, 0 to 4.
    pub(super) depth: u32,
    pub(super) heading: bool,
    /// The only filled cell is the first, which then stands for the whole row.
    pub(super) alone: bool,
    pub(super) cells: Vec<Cell>,
}

/// A cell as a page shows it.
pub(super) struct Cell {
    pub(super) heading: String,
    pub(super) text: String,
    /// It names its row.
    pub(super) names: bool,
    /// What its status means, for its badge.
    pub(super) state: Option<Badge>,
    pub(super) errata: Vec<Correction>,
}

/// A correction of a cell: the cell shows what was printed, this says what it should be.
pub(super) struct Correction {
    pub(super) kind: &'static str,
    pub(super) corrected: String,
    pub(super) reason: String,
}

/// Deeper rows are not set in any further.
pub(super) const DEEPEST: u32 = 4;

impl Sheet {
    pub(super) fn of(table: &TableReport, language: Language) -> Self {
        let edition = table.edition.as_ref().or(table.in_force.as_ref());
        let withdrawn = edition.and_then(|edition| edition.withdrawn.as_ref()).map(|withdrawn| Withdrawn {
            kind: wording::withdrawal(withdrawn.kind, language),
            authority: withdrawn.authority.to_string(),
            reason: withdrawn.reason.to_string(),
        });
        Self {
            label: edition.map(|edition| edition.label.to_string()).unwrap_or_default(),
            edition: table.edition.as_ref().map(|edition| edition.id.to_string()),
            origin: edition.map_or("", |edition| wording::edition_kind(edition.kind, language)),
            withdrawn,
            lines: table
                .title_lines
                .iter()
                .map(ToString::to_string)
                .filter(|line| !line.trim().is_empty())
                .collect(),
            columns: table.columns.iter().map(|column| column.heading.clone()).collect(),
            rows: table.rows.iter().map(|row| Row::of(table, row, language)).collect(),
            items: table.rows.iter().filter(|row| row.kind == NodeKind::Item && !row.relisted).count(),
        }
    }
}

impl Row {
    fn of(table: &TableReport, row: &TableRow, language: Language) -> Self {
        let name = table.column(Meaning::Title);
        let cells: Vec<Cell> = table
            .columns
            .iter()
            .zip(&row.cells)
            .enumerate()
            .map(|(place, (column, text))| Cell {
                heading: column.heading.clone(),
                text: text.clone(),
                names: name == Some(place),
                state: row
                    .state
                    .filter(|_| column.meaning == Meaning::Status)
                    .map(|state| Badge::of(state, language)),
                errata: Correction::all(row, column.id, language),
            })
            .collect();
        let filled = |cell: &&Cell| !cell.text.is_empty() || !cell.errata.is_empty();
        Self {
            depth: row.depth.min(DEEPEST),
            heading: row.kind == NodeKind::Heading,
            alone: cells.iter().all(|cell| cell.names || !filled(&cell)),
            cells,
        }
    }

    /// The cell that names the row.
    pub(super) fn name(&self) -> &str {
        self.cells.iter().find(|cell| cell.names).map_or("", |cell| cell.text.as_str())
    }
}

impl Correction {
    fn all(row: &TableRow, column: domain::id::ColumnId, language: Language) -> Vec<Self> {
        let errata = row.errata.iter().filter(|erratum| erratum.column == column);
        errata
            .map(|erratum| Self {
                kind: wording::correction(erratum.kind, language),
                corrected: erratum.corrected.to_string(),
                reason: erratum.reason.to_string(),
            })
            .collect()
    }
}
