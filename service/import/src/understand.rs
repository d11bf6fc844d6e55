//! A sheet of plain cells to a table: which columns mean what, which rows are headings and items, what stands under
//! what, when, and how it stands.
//!
//! Everything is kept as printed beside what it means. All problems of a sheet are collected, not only the first.

mod categories;
mod changes;
mod departments;
mod details;
mod edition;
mod former;
mod header;
mod heading;
mod hints;
mod ids;
mod indicators;
mod outline;
mod pieces;
mod relisted;
mod rows;
mod statuses;
mod totals;
mod year;

pub use changes::ChangeColumns;
pub use departments::Department;
pub use details::{Category, Details, Indicator, YearStatus};
pub use former::{Former, FormerColumns, FormerEdition};
pub(crate) use heading::squeezed;
pub use hints::{EditionName, HeadingMeaning, Hints, WordsOf};
pub use relisted::Relisting;
pub use totals::Total;

use crate::problem::{Collector, Finding, Place, Problem, Problems};
use crate::read::{Sheet, SheetRow};
use domain::event::outline::NodeKind;
use domain::id::NodeId;
use domain::value::{Field, FiscalYear, Label, Meaning, PrintedDate, Status, Text, TextError};
use schemars::JsonSchema;
use serde::Serialize;

/// A table that a file proposes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TableRead")]
pub struct Table {
    /// The file's name as given.
    pub file: String,
    /// The sheet's name, in a workbook.
    pub sheet: Option<String>,
    /// The lines above the header as printed, their cells joined by TAB; blank ones but the first are kept.
    pub title_lines: Vec<String>,
    /// The columns from the left.
    pub columns: Vec<Column>,
    /// Whether it has a column with the rows' ids, which is none of its columns.
    #[serde(skip_serializing_if = "is_false")]
    pub has_ids: bool,
    /// What the title lines call this edition (「見直し：令和3年3月」), or the sheet's name where that is a date.
    pub edition_label: Option<String>,
    /// The label as a date, where it is one.
    pub edition_date: Option<PrintedDate>,
    /// The fiscal year of which it reports plan and result, where the table or the caller says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fiscal_year: Option<FiscalYear>,
    /// Totals that the document itself prints.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub totals: Vec<Total>,
    /// Whether it is a list of declared changes of items that stand in another table.
    #[serde(skip_serializing_if = "is_false")]
    pub lists_changes: bool,
    /// The edition before, where the table prints it side by side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub former: Option<FormerEdition>,
    /// The row of the header in the file; the last one of a header of two rows.
    pub header_line: u32,
    /// The rows in the order of the file.
    pub rows: Vec<Row>,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ColumnRead")]
pub struct Column {
    /// As printed.
    pub heading: String,
    /// What it says.
    pub meaning: Meaning,
}

/// One row and what was understood of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Row {
    /// Its row in the file, from 1.
    pub line: u32,
    /// The id that it went out with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<NodeId>,
    /// As printed, one cell for each column.
    pub cells: Vec<String>,
    /// A heading has neither schedule nor status.
    pub kind: NodeKind,
    /// The number.
    pub label: Option<Label>,
    /// The number by which people name the row: 1-1-1① for ① under 1-1-1.
    pub full_label: Option<String>,
    /// The title without the number.
    pub title: String,
    /// What it stands under, as an index into the rows; always a row above.
    pub parent: Option<usize>,
    /// 実施時期.
    pub schedule: Option<PrintedDate>,
    /// 状況 as printed.
    pub status_wording: Option<String>,
    /// 状況 and what it means.
    pub status: Option<Status>,
    /// 見直し時期.
    pub review: Option<PrintedDate>,
    /// What it was in the edition before, where the table says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub former: Option<Former>,
    /// What its other columns say.
    #[serde(skip_serializing_if = "Details::is_empty")]
    pub details: Details,
    /// 再掲: it says that it is listed once more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relisted: Option<Relisting>,
    /// In a list of changes: the reason as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
    /// 合計, 小計: it adds up other rows and is no item.
    #[serde(skip_serializing_if = "is_false")]
    pub is_total: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Table {
    /// The place of the first column of that meaning.
    pub fn column(&self, meaning: Meaning) -> Option<usize> {
        self.columns.iter().position(|column| column.meaning == meaning)
    }

    /// The row's cell in the first column of that meaning; none where there is no such column or nothing in the cell.
    pub fn cell<'a>(&self, row: &'a Row, meaning: Meaning) -> Option<&'a str> {
        let cell = row.cells.get(self.column(meaning)?)?;
        (!cell.trim().is_empty()).then_some(cell.as_str())
    }

    /// The places of the columns in which something makes an item of a row.
    pub fn item_columns(&self) -> impl Iterator<Item = usize> {
        header::makes_item(self.columns.iter().map(|column| column.meaning))
    }
}

/// Makes a table of a sheet.
///
/// The header is the first row that has a title column and one more known heading. Above it are the title lines; where
/// they or the header come again below, as at the top of a printed page, they are dropped, and so are blank rows.
///
/// # Errors
/// [`Problems`]: all that were found in the sheet, warnings too, when one of them is an error.
pub fn understand(sheet: &Sheet, hints: &Hints) -> Result<Table, Problems> {
    let mut desk = Desk { sheet, problems: Collector::default() };
    let Some(header) = header::find(&mut desk, hints) else {
        return Err(desk.problems.into_problems());
    };
    let title_lines = title_lines(&mut desk, &sheet.rows[..header.index]);
    let mut rows = rows::read(&mut desk, &header, &title_lines, hints);
    if rows.is_empty() {
        desk.report(Some(sheet.rows[header.index].line), None, Finding::NoRows);
    }
    let former = hints.former.as_ref().and_then(|former| former::read(&mut desk, &header, former, &mut rows));
    let columns: Vec<Column> = header.columns.iter().map(|(_, column)| column.clone()).collect();
    let lists_changes = changes::read(&mut desk, &header, hints, &mut rows);
    outline::arrange(&mut desk, &columns, &mut rows);
    let named = hints.edition.as_ref();
    let edition_label = named
        .and_then(|named| named.label.clone())
        .or_else(|| edition::label(&title_lines, sheet.name.as_deref()));
    let date = named.and_then(|named| named.date.as_deref()).or(edition_label.as_deref());
    let label = hints.edition_label.as_deref().or(edition_label.as_deref());
    let fiscal_year = year::of(&mut desk, &header, &title_lines, label, hints);
    if !lists_changes {
        details::read(&mut desk, &header, hints, fiscal_year, &mut rows);
        relisted::find(&mut desk, &header, &mut rows);
    }
    let table = Table {
        file: sheet.file.clone(),
        sheet: sheet.name.clone(),
        edition_date: date.and_then(|date| PrintedDate::parse(date).ok()),
        edition_label,
        fiscal_year,
        totals: totals::of(&title_lines, &columns, &rows),
        lists_changes,
        title_lines,
        columns,
        has_ids: header.ids.is_some(),
        former,
        header_line: sheet.rows[header.last].line,
        rows,
        warnings: Vec::new(),
    };
    let (table, warnings) = desk.problems.finish(table)?;
    Ok(Table { warnings, ..table })
}

/// The headings of a sheet, and whether it has the rows' ids; none where there is no header.
pub(crate) fn headings(sheet: &Sheet, hints: &Hints) -> Option<(Vec<String>, bool)> {
    let mut desk = Desk { sheet, problems: Collector::default() };
    let header = header::find(&mut desk, hints)?;
    Some((header.headings().map(str::to_owned).collect(), header.ids.is_some()))
}

/// The sheet at hand and what was found in it.
struct Desk<'a> {
    sheet: &'a Sheet,
    problems: Collector,
}

impl Desk<'_> {
    fn report(&mut self, row: Option<u32>, column: Option<&str>, finding: Finding) {
        let place = Place {
            file: self.sheet.file.clone(),
            sheet: self.sheet.name.clone(),
            row,
            column: column.map(str::to_owned),
        };
        self.problems.add(place, finding);
    }

    /// Reports a text that no field of the domain takes.
    fn check_text(&mut self, row: u32, column: &str, field: Field, text: &str) {
        match Text::parse(field, text) {
            Ok(_) | Err(TextError::Empty) => {}
            Err(TextError::Control { code, at }) => {
                self.report(Some(row), Some(column), Finding::ControlCharacter { code, at });
            }
            Err(TextError::TooLong { length, limit }) => {
                self.report(Some(row), Some(column), Finding::TextTooLong { length, limit });
            }
        }
    }
}

/// The rows above the header as lines.
fn title_lines(desk: &mut Desk<'_>, rows: &[SheetRow]) -> Vec<String> {
    let lines: Vec<String> = rows.iter().skip_while(|row| row.is_blank()).map(joined).collect();
    for (row, line) in rows.iter().skip_while(|row| row.is_blank()).zip(&lines) {
        desk.check_text(row.line, "1", Field::Title, line);
    }
    lines
}

/// A row as a line: its cells joined by TAB, without empty ones at the end.
fn joined(row: &SheetRow) -> String {
    let filled = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    row.cells[..filled].join("\t")
}
