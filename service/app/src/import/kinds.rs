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
    let is_item = row.kind == NodeKind::Item;
    let says = |at: &usize| !is_item || !row.cells[*at].trim().is_empty();
    let columns = table.item_columns().filter(says).map(|at| table.columns[at].heading.clone());
    let (name, columns): (String, Vec<String>) = (known.name(), columns.collect());
    let column = columns.first().cloned().unwrap_or_default();
    let finding = match is_item {
        true => IdFinding::BecameItem { name, columns },
        false => IdFinding::BecameHeading { name, columns },
    };
    at_cell(table, row.line, &column, finding)
}
