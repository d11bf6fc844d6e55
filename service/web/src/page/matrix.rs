//! A table of counts or years as a page shows it.

use super::badge::Badge;
use super::place::{Place, named};
use domain::value::Status;
use projections::report::{Count, CrossHead, CrossTable, ItemRef};
use projections::wording::{self, Language};

/// A table whose first column names its rows.
pub(super) struct Matrix {
    /// What it is called, for those who hear it and for its region.
    pub(super) caption: String,
    /// What the columns are called, the first one too.
    pub(super) headings: Vec<Heading>,
    pub(super) rows: Vec<Line>,
    /// Numbers stand in its cells.
    pub(super) numbers: bool,
    /// Its last column is a sum.
    pub(super) sums: bool,
    /// It keeps its form on a narrow screen and scrolls; else its rows become cards.
    pub(super) scrolls: bool,
}

/// What a column is called.
pub(super) struct Heading {
    pub(super) text: String,
    /// The words of the plan, and so Japanese on every page.
    pub(super) printed: bool,
}

/// A row.
pub(super) struct Line {
    pub(super) head: Heading,
    /// The sign of the state that its head names.
    pub(super) badge: Option<Badge>,
    /// Where its head leads.
    pub(super) path: Option<String>,
    pub(super) cells: Vec<Cell>,
    /// It is a sum.
    pub(super) total: bool,
}

/// A cell.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) badge: Option<Badge>,
    /// The words of the plan.
    pub(super) printed: bool,
    /// A zero, which is there and steps back.
    pub(super) nought: bool,
}

impl Heading {
    pub(super) fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), printed: false }
    }

    pub(super) fn printed(text: impl Into<String>) -> Self {
        Self { text: text.into(), printed: true }
    }

    fn of_head(head: &CrossHead, language: Language) -> Self {
        let printed = head.name.is_some() || head.heading.is_some();
        Self { text: wording::cross_head(head, language), printed }
    }
}

impl Cell {
    pub(super) fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub(super) fn printed(text: impl Into<String>) -> Self {
        Self { text: text.into(), printed: true, ..Self::default() }
    }

    pub(super) fn count(count: Count, language: Language) -> Self {
        let nought = count.listed == 0;
        Self { text: wording::both_ways(count, language), nought, ..Self::default() }
    }

    pub(super) fn status(status: Option<&Status>, language: Language) -> Self {
        let badge = status.map(|status| Badge::of(status.state, language));
        let text = status.map(|status| status.wording.clone()).unwrap_or_default();
        Self { text, badge, printed: true, nought: false }
    }

    /// A status; where there is none, what the council printed in its place.
    pub(super) fn status_or(status: Option<&Status>, printed: Option<&str>, language: Language) -> Self {
        match (status, printed) {
            (None, Some(printed)) => Self::printed(printed),
            (status, _) => Self::status(status, language),
        }
    }

    /// Nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl Line {
    /// The row of an item, which its head leads to.
    pub(super) fn of_item(item: &ItemRef, place: &Place, cells: Vec<Cell>) -> Self {
        let head = Heading::printed(named(item));
        Self { head, badge: None, path: Some(place.item(item)), cells, total: false }
    }

    pub(super) fn total(name: &str, cells: Vec<Cell>) -> Self {
        Self { head: Heading::of(name), badge: None, path: None, cells, total: true }
    }
}

impl Matrix {
    /// A cross-table with its sums.
    pub(super) fn of_cross(caption: String, corner: &str, table: &CrossTable, language: Language) -> Self {
        let divides = table.columns.iter().any(|head| !head.is_rest());
        let columns: &[CrossHead] = if divides { &table.columns } else { &[] };
        let sum = language.of("計", "Total");
        let headings = columns.iter().map(|head| Heading::of_head(head, language));
        let cells = |cells: &[Count], sum: Count| -> Vec<Cell> {
            let shown = cells.iter().copied().filter(|_| divides).chain([sum]);
            shown.map(|count| Cell::count(count, language)).collect()
        };
        let lines = table.rows.iter().zip(&table.cells).map(|(head, counts)| Line {
            head: Heading::of_head(head, language),
            badge: None,
            path: None,
            cells: cells(counts, head.count),
            total: false,
        });
        let sums: Vec<Count> = table.columns.iter().map(|head| head.count).collect();
        let last = Line::total(sum, cells(&sums, table.total));
        Self {
            caption,
            headings: [Heading::of(corner)].into_iter().chain(headings).chain([Heading::of(sum)]).collect(),
            rows: lines.chain([last]).collect(),
            numbers: true,
            sums: true,
            scrolls: true,
        }
    }
}
