//! The header row: where it is and what its columns mean.

use super::heading::{meaning, squeezed};
use super::{Column, Desk, Hints};
use crate::problem::Finding;
use crate::read::SheetRow;
use domain::value::{Field, Meaning};

/// The header of a sheet.
pub(super) struct Header {
    /// Its place among the sheet's rows.
    pub(super) index: usize,
    /// Each column and its place in the sheet, from 0.
    pub(super) columns: Vec<(usize, Column)>,
}

impl Header {
    /// Whether the row prints the same headings again.
    pub(super) fn is_repeated_by(&self, row: &SheetRow) -> bool {
        self.columns.iter().all(|(at, column)| squeezed(row.cell(*at)) == squeezed(&column.heading))
    }

    /// Whether a row with text in those cells is an item. A date or a status makes one, also a planned one or a year's;
    /// in a table that has neither 実施時期 nor 状況 a department, a category or an indicator does so too.
    pub(super) fn is_item(&self, filled: impl Fn(usize) -> bool) -> bool {
        let dated = self.columns.iter().any(|(_, column)| is_of_table(column.meaning));
        self.columns.iter().any(|(at, column)| {
            let says = is_of_time(column.meaning) || (!dated && is_of_item(column.meaning));
            says && filled(*at)
        })
    }

    /// Whether a column has that meaning.
    pub(super) fn has(&self, meaning: Meaning) -> bool {
        self.columns.iter().any(|(_, column)| column.meaning == meaning)
    }

    /// The heading of a column, for messages; its number from 1 where it has none.
    pub(super) fn name(&self, index: usize) -> String {
        let (at, column) = &self.columns[index];
        if column.heading.trim().is_empty() { (at + 1).to_string() } else { column.heading.clone() }
    }
}

/// The first row with a title column and one more known heading; without one, says what is missing.
pub(super) fn find(desk: &mut Desk<'_>, hints: &Hints) -> Option<Header> {
    let mut nearly: Option<&SheetRow> = None;
    for (index, row) in desk.sheet.rows.iter().enumerate() {
        let mut known: Vec<Meaning> = row.cells.iter().filter_map(|cell| meaning(cell, hints)).collect();
        known.sort_unstable();
        known.dedup();
        if known.len() < 2 {
            continue;
        }
        if known.contains(&Meaning::Title) {
            return Some(Header { index, columns: columns(desk, index, hints) });
        }
        nearly = nearly.or(Some(row));
    }
    match nearly {
        Some(row) => {
            let headings = row.cells.iter().filter(|cell| !cell.trim().is_empty()).cloned().collect();
            let finding = Finding::MissingColumn { meaning: Meaning::Title, headings };
            desk.report(Some(row.line), None, finding);
        }
        None => desk.report(None, None, Finding::NoHeader),
    }
    None
}

fn columns(desk: &mut Desk<'_>, index: usize, hints: &Hints) -> Vec<(usize, Column)> {
    let sheet = desk.sheet;
    let row = &sheet.rows[index];
    let filled = |cell: &String| !cell.trim().is_empty();
    let first = row.cells.iter().position(filled).unwrap_or(0);
    let last = row.cells.iter().rposition(filled).unwrap_or(0);
    let mut columns: Vec<(usize, Column)> = Vec::new();
    for at in first..=last {
        let heading = row.cell(at).to_owned();
        if heading.trim().is_empty()
            && sheet.rows[index + 1..].iter().all(|row| row.cell(at).trim().is_empty())
        {
            continue;
        }
        let name = if heading.trim().is_empty() { (at + 1).to_string() } else { heading.clone() };
        desk.check_text(row.line, &name, Field::Title, &heading);
        let known = meaning(&heading, hints);
        let taken = known.and_then(|known| {
            columns.iter().find(|(_, column)| column.meaning == known && !may_repeat(known))
        });
        let (meaning, warning) = match (known, taken) {
            (Some(_), Some((_, first))) => {
                let first = first.heading.clone();
                (Meaning::Other, Some(Finding::RepeatedMeaning { heading: heading.clone(), first }))
            }
            (Some(known), None) => (known, None),
            (None, _) if heading.trim().is_empty() => (Meaning::Other, Some(Finding::UnnamedColumn)),
            (None, _) => (Meaning::Other, Some(Finding::UnknownHeading { heading: heading.clone() })),
        };
        if let Some(warning) = warning {
            desk.report(Some(row.line), Some(&name), warning);
        }
        columns.push((at, Column { heading, meaning }));
    }
    columns
}

/// Whether a table may have several columns of that meaning.
fn may_repeat(meaning: Meaning) -> bool {
    match meaning {
        Meaning::Department | Meaning::Category | Meaning::Indicator | Meaning::Body | Meaning::Other => true,
        Meaning::Number
        | Meaning::Title
        | Meaning::Schedule
        | Meaning::Status
        | Meaning::PlannedStatus
        | Meaning::Review
        | Meaning::Remark
        | Meaning::YearPlanned(_)
        | Meaning::YearActual(_) => false,
    }
}

/// When an item is, or how it stands; what a table with such a column says of each of its items.
pub(super) fn is_of_table(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Schedule | Meaning::Status)
}

fn is_of_time(meaning: Meaning) -> bool {
    is_of_table(meaning)
        || matches!(meaning, Meaning::PlannedStatus | Meaning::YearPlanned(_) | Meaning::YearActual(_))
}

fn is_of_item(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Department | Meaning::Category | Meaning::Indicator)
}
