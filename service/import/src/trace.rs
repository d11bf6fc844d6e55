//! The tables of a trace (S8): rows that reason from a concept over an issue to a countermeasure, and rows of policies.
//!
//! Which column is which level is the profile's to say; a column that it does not name is kept as it is. Every cell is
//! kept as printed beside what it means: a blank cell before the issue is read as the one above it, and said so.

use crate::problem::{Collector, Finding, Place, Problem, Problems, TraceFinding};
use crate::read::{Sheet, SheetRow, read};
use crate::understand::squeezed;
use domain::value::TraceLevel;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Headings and the levels that they are.
pub type Levels = BTreeMap<String, TraceLevel>;

/// A table of a trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TraceTableRead")]
pub struct TraceTable {
    /// The file's name as given.
    pub file: String,
    /// The sheet's name, in a workbook.
    pub sheet: Option<String>,
    /// The lines above the header as printed.
    pub title_lines: Vec<String>,
    /// The level of which each row is one: an issue, or a policy.
    pub anchor: TraceLevel,
    /// The columns from the left.
    pub columns: Vec<TraceColumn>,
    /// The rows in the order of the file.
    pub rows: Vec<TraceRow>,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TraceColumnRead")]
pub struct TraceColumn {
    /// As printed.
    pub heading: String,
    /// The level that it holds; none is kept and printed.
    pub level: Option<TraceLevel>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TraceRowRead")]
pub struct TraceRow {
    /// Its row in the file, from 1.
    pub line: u32,
    /// As printed, one cell for each column.
    pub cells: Vec<String>,
    /// As understood: a blank cell that means the one above it says that.
    pub read: Vec<String>,
}

impl TraceTable {
    /// The column whose texts make the rows: the last of its level.
    pub fn anchor_column(&self) -> usize {
        let is_anchor = |column: &TraceColumn| column.level == Some(self.anchor);
        self.columns.iter().rposition(is_anchor).expect("a table is one because it has the column")
    }
}

/// The tables of a file whose rows are of that level: one for each sheet that has the column.
///
/// # Errors
/// [`Problems`]: all that were found, warnings too, when one of them is an error.
pub fn tables(
    name: &str,
    bytes: &[u8],
    levels: &Levels,
    anchor: TraceLevel,
) -> Result<Vec<TraceTable>, Problems> {
    let mut problems = Collector::default();
    let place = || Place { file: name.to_owned(), ..Place::default() };
    if levels.is_empty() {
        problems.add(place(), Finding::Trace(TraceFinding::NoLevels));
        return Err(problems.into_problems());
    }
    let sheets = read(name, bytes)?;
    let mut tables = Vec::new();
    for sheet in &sheets {
        if let Some(header) = sheet.rows.iter().position(|row| has(row, levels, anchor)) {
            tables.push(table(sheet, header, levels, anchor, &mut problems));
        }
    }
    if tables.is_empty() {
        let of_level = levels.iter().filter(|(_, level)| **level == anchor);
        let headings = of_level.map(|(heading, _)| heading.clone()).collect();
        problems.add(place(), Finding::Trace(TraceFinding::NoColumn { level: anchor, headings }));
    }
    problems.finish(tables).map(|(mut tables, warnings)| {
        if let Some(first) = tables.first_mut() {
            first.warnings = warnings;
        }
        tables
    })
}

/// Whether two headings are the same; white space, width and letter case do not matter.
pub fn same_heading(one: &str, other: &str) -> bool {
    squeezed(one) == squeezed(other)
}

fn level_of(heading: &str, levels: &Levels) -> Option<TraceLevel> {
    let wanted = squeezed(heading);
    levels.iter().find(|(known, _)| squeezed(known) == wanted).map(|(_, level)| *level)
}

/// Whether a row is a header with a column of that level.
fn has(row: &SheetRow, levels: &Levels, anchor: TraceLevel) -> bool {
    row.cells.iter().any(|cell| level_of(cell, levels) == Some(anchor))
}

fn table(
    sheet: &Sheet,
    header: usize,
    levels: &Levels,
    anchor: TraceLevel,
    problems: &mut Collector,
) -> TraceTable {
    let at = |line: u32, column: &str| Place {
        file: sheet.file.clone(),
        sheet: sheet.name.clone(),
        row: Some(line),
        column: (!column.is_empty()).then(|| column.to_owned()),
    };
    let printed = &sheet.rows[header];
    let body = &sheet.rows[header + 1..];
    let filled = |row: &SheetRow| row.cells.iter().rposition(|cell| !cell.trim().is_empty());
    let width = std::iter::once(printed).chain(body).filter_map(filled).max().map_or(0, |last| last + 1);
    let columns: Vec<TraceColumn> = (0..width)
        .map(|column| {
            let heading = printed.cell(column);
            TraceColumn { heading: heading.to_owned(), level: level_of(heading, levels) }
        })
        .collect();
    for (index, column) in columns.iter().enumerate() {
        if column.level.is_some() && columns[..index].iter().any(|other| other.heading == column.heading) {
            let finding = TraceFinding::HeadingTwice { heading: column.heading.clone() };
            problems.add(at(printed.line, &column.heading), Finding::Trace(finding));
        }
    }
    let title_lines = sheet.rows[..header].iter().map(|row| row.cells.join("\t").trim_end().to_owned());
    let mut table = TraceTable {
        file: sheet.file.clone(),
        sheet: sheet.name.clone(),
        title_lines: title_lines.collect(),
        anchor,
        columns,
        rows: Vec::new(),
        warnings: Vec::new(),
    };
    let is_header =
        |row: &SheetRow| table.columns.iter().enumerate().all(|(c, column)| row.cell(c) == column.heading);
    let rows: Vec<&SheetRow> = body.iter().filter(|row| !row.is_blank() && !is_header(row)).collect();
    for row in rows {
        let cells: Vec<String> = (0..width).map(|column| row.cell(column).to_owned()).collect();
        let read = understood(&table, &cells, |column, finding| {
            problems.add(at(row.line, &table.columns[column].heading), Finding::Trace(finding));
        });
        table.rows.push(TraceRow { line: row.line, cells, read });
    }
    look_at_rows(&table, |line, column, finding| {
        problems.add(at(line, &table.columns[column].heading), Finding::Trace(finding));
    });
    if table.rows.is_empty() {
        problems.add(at(printed.line, ""), Finding::NoRows);
    }
    table
}

/// The cells of a row as they are meant: a blank one before the anchor says what the row above says, as long as the row
/// has said nothing of its own to its left.
fn understood(
    table: &TraceTable,
    cells: &[String],
    mut warn: impl FnMut(usize, TraceFinding),
) -> Vec<String> {
    let above = table.rows.last();
    let mut own = false;
    let meant = cells.iter().enumerate().map(|(column, cell)| {
        let text = cell.trim();
        let may = table.columns[column].level.is_some() && column < table.anchor_column();
        match above.map(|row| row.read[column].as_str()).filter(|text| !text.is_empty()) {
            Some(as_above) if may && text.is_empty() && !own => {
                warn(column, TraceFinding::AsAbove { text: as_above.to_owned() });
                as_above.to_owned()
            }
            as_above => {
                own |= may && !text.is_empty() && as_above != Some(text);
                text.to_owned()
            }
        }
    });
    meant.collect()
}

/// Levels without a text, and the same text twice where each row is one thing.
fn look_at_rows(table: &TraceTable, mut warn: impl FnMut(u32, usize, TraceFinding)) {
    let anchor = table.anchor_column();
    let mut first: BTreeMap<&str, u32> = BTreeMap::new();
    for row in &table.rows {
        let text = row.read[anchor].as_str();
        if !text.is_empty() {
            match first.get(text) {
                Some(line) => warn(row.line, anchor, TraceFinding::Repeated { first: *line }),
                None => _ = first.insert(text, row.line),
            }
        }
        for (column, of) in table.columns.iter().enumerate() {
            let Some(level) = of.level else { continue };
            let last = table.columns.iter().rposition(|other| other.level == Some(level));
            if last == Some(column) && row.read[column].is_empty() {
                warn(row.line, column, TraceFinding::Without { level });
            }
        }
    }
}
