//! The row of a node as each edition printed it, with both readings of what was corrected.

use crate::report::named::EditionRef;
use crate::report::numbers;
use crate::report::table::Erratum;
use domain::id::ColumnId;
use domain::plan::{Edition, Node, Plan, Row};
use domain::value::Meaning;
use schemars::JsonSchema;
use serde::Serialize;

/// A cell as printed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PrintedCell {
    /// Its column.
    pub column: ColumnId,
    /// As printed in the header row.
    pub heading: String,
    /// What the column says.
    pub meaning: Meaning,
    /// As printed.
    pub printed: String,
    /// What it should say, where it was corrected.
    pub corrected: Option<String>,
}

/// A row as an edition printed it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PrintedRow {
    /// The edition.
    pub edition: EditionRef,
    /// Its place, from 1.
    pub row: u32,
    /// The whole number there.
    pub full_label: Option<String>,
    /// Whether it is a further place (再掲).
    pub relisted: bool,
    /// The cells from left to right.
    pub cells: Vec<PrintedCell>,
    /// What was corrected, in order.
    pub errata: Vec<Erratum>,
}

/// The rows of a node, the oldest edition first.
pub(super) fn rows(plan: &Plan, node: &Node) -> Vec<PrintedRow> {
    let mut editions: Vec<&Edition> = plan.head.editions.values().collect();
    editions.sort_by_key(|edition| (edition.day(), edition.sequence));
    editions
        .into_iter()
        .flat_map(|edition| {
            let rows = plan.rows.get(&edition.id).into_iter().flat_map(|rows| rows.values());
            let rows: Vec<&Row> = rows.filter(|row| row.node == node.id).collect();
            let full =
                if rows.is_empty() { Default::default() } else { numbers::of_edition(plan, edition.id) };
            rows.into_iter().map(move |row| {
                let parent = row.parent.and_then(|parent| full.get(&parent)).map(String::as_str);
                PrintedRow {
                    edition: EditionRef::of(edition),
                    row: row.row,
                    full_label: row.reading.label.as_ref().map(|label| label.full_under(parent)),
                    relisted: row.placement != node.primary,
                    cells: cells(plan, edition, row),
                    errata: row.corrections.iter().map(Erratum::of).collect(),
                }
            })
        })
        .collect()
}

fn cells(plan: &Plan, edition: &Edition, row: &Row) -> Vec<PrintedCell> {
    let columns = plan.head.profile(edition.profile).into_iter().flat_map(|profile| profile.in_order());
    columns
        .map(|column| {
            let (printed, corrected) = (row.printed(column.id), row.corrected(column.id));
            PrintedCell {
                column: column.id,
                heading: column.heading.clone(),
                meaning: column.meaning,
                printed: printed.to_owned(),
                corrected: (printed != corrected).then(|| corrected.to_owned()),
            }
        })
        .collect()
}
