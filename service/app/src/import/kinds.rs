//! A heading that became an item, or the other way, is another thing: people are told which row it is, and what makes it so.

use super::known::Known;
use super::matching::{Matched, at_cell};
use crate::error::AppError;
use ::import::{IdFinding, Problem, Problems, Row, Table};
use domain::event::NodeKind;

/// Refuses a file in which rows are of another kind than in the table.
///
/// # Errors
/// [`AppError::File`] with each of them.
pub(super) fn refuse_other_kinds(table: &Table, known: &[Known], matched: &Matched) -> Result<(), AppError> {
    // Where people have left out those columns, nothing is said of the kind.
    if table.item_columns().next().is_none() {
        return Ok(());
    }
    let rows = table.rows.iter().zip(matched);
    let rows = rows.filter_map(|(row, found)| found.map(|(place, _)| (row, &known[place])));
    let rows = rows.filter(|(row, known)| row.kind != known.kind);
    let problems: Vec<Problem> = rows.map(|(row, known)| other_kind(table, row, known)).collect();
    if problems.is_empty() { Ok(()) } else { Err(AppError::File(Problems(problems))) }
}

fn other_kind(table: &Table, row: &Row, known: &Known) -> Problem {
    let name = known.name();
    let heading = |at: usize| table.columns[at].heading.clone();
    let filled = |at: &usize| !row.cells[*at].trim().is_empty();
    let (columns, finding): (Vec<String>, fn(String, Vec<String>) -> IdFinding) = match row.kind {
        NodeKind::Item => (table.item_columns().filter(filled).map(heading).collect(), |name, columns| {
            IdFinding::BecameItem { name, columns }
        }),
        NodeKind::Heading | NodeKind::Term => {
            (table.item_columns().map(heading).collect(), |name, columns| IdFinding::BecameHeading {
                name,
                columns,
            })
        }
    };
    let column = columns.first().cloned().unwrap_or_default();
    at_cell(table, row.line, &column, finding(name, columns))
}
