//! Tables as text: TSV as councils paste it, CSV as RFC 4180 has it.
//!
//! Title lines stand above the header, one a line. Of several tables each follows the one before it behind an empty line.
//! A TSV has its cells as they are printed. A CSV is opened by spreadsheet programs, so that an apostrophe stands before
//! what they would take for a formula; the import takes it away again.

use crate::document::{Cell, Document, Table};
use domain::value::formula::guarded;
use domain::value::{ID_HEADING, Text};
use projections::report::{TableColumn, TableReport, TableRow, TraceTable};
use std::borrow::Cow;

/// In which bytes a CSV begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-8 with a byte order mark, by which Excel recognises it.
    Utf8WithMark,
}

/// How a CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Csv {
    /// In which bytes it begins.
    pub encoding: Encoding,
    /// Whether the title lines stand above the header.
    pub without_title_lines: bool,
    /// Whether what looks like a formula stays as it is, for programs that only read.
    pub unguarded: bool,
    /// Whether the rows' ids stand in a last column, so that the file is known again when people have changed it.
    pub ids: bool,
}

/// The table as TSV: title lines, header and rows, a line each, LF at every end. A row has a cell for every column,
/// empty ones too; a title line has no TAB but its own. A cell is quoted only where it would be read as something else.
pub fn tsv(table: &TableReport) -> String {
    let titles = table.title_lines.iter().map(Text::as_str);
    tsv_of(titles, &headings(&table.columns), table.rows.iter().map(|row| &row.cells))
}

/// A table of a trace as TSV: header and rows, as they were printed.
pub fn trace_tsv(table: &TraceTable) -> String {
    tsv_of([].into_iter(), &headings(&table.columns), table.rows.iter().map(|row| &row.cells))
}

/// The table as CSV: CR LF at every end, a cell quoted where it must be, every line as wide as the header.
///
/// # Errors
/// [`csv::Error`], which no table causes.
pub fn csv(table: &TableReport, how: Csv) -> Result<Vec<u8>, csv::Error> {
    let titles = table.title_lines.iter().map(Text::as_str);
    let headings = headings(&table.columns);
    if how.ids {
        let with_id = |row: &TableRow| row.cells.iter().cloned().chain([row.node.to_string()]).collect();
        let rows: Vec<Vec<String>> = table.rows.iter().map(with_id).collect();
        return csv_of(how, titles, &with_ids(headings), rows.iter());
    }
    csv_of(how, titles, &headings, table.rows.iter().map(|row| &row.cells))
}

fn with_ids(mut headings: Vec<&str>) -> Vec<&str> {
    headings.push(ID_HEADING);
    headings
}

impl Table {
    /// As TSV, like [`tsv`].
    pub fn tsv(&self) -> String {
        let rows: Vec<Vec<String>> = self.texts().collect();
        tsv_of(self.title_lines.iter().map(String::as_str), &self.headings(), rows.iter())
    }

    /// As CSV, like [`csv()`].
    ///
    /// # Errors
    /// [`csv::Error`], which no table causes.
    pub fn csv(&self, how: Csv) -> Result<Vec<u8>, csv::Error> {
        let mut rows: Vec<Vec<String>> = self.texts().collect();
        let mut headings = self.headings();
        if how.ids && self.rows.iter().any(|row| row.id.is_some()) {
            headings = with_ids(headings);
            for (cells, row) in rows.iter_mut().zip(&self.rows) {
                cells.resize(self.columns.len(), String::new());
                cells.push(row.id.clone().unwrap_or_default());
            }
        }
        csv_of(how, self.title_lines.iter().map(String::as_str), &headings, rows.iter())
    }

    fn headings(&self) -> Vec<&str> {
        self.columns.iter().map(|column| column.heading.as_str()).collect()
    }

    fn texts(&self) -> impl Iterator<Item = Vec<String>> {
        self.rows.iter().map(|row| row.cells.iter().map(Cell::text).collect())
    }
}

impl Document {
    /// Its tables as TSV, an empty line between them; nothing where it has none.
    pub fn tsv(&self) -> String {
        tables_tsv(self.tables())
    }

    /// Its tables as CSV, an empty line between them.
    ///
    /// # Errors
    /// [`csv::Error`], which no table causes.
    pub fn csv(&self, how: Csv) -> Result<Vec<u8>, csv::Error> {
        tables_csv(self.tables(), how)
    }
}

/// Tables as TSV, an empty line between them.
pub(crate) fn tables_tsv<'t>(tables: impl Iterator<Item = &'t Table>) -> String {
    tables.map(Table::tsv).collect::<Vec<_>>().join("\n")
}

/// Tables as CSV, an empty line between them.
pub(crate) fn tables_csv<'t>(
    tables: impl Iterator<Item = &'t Table>,
    how: Csv,
) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = mark(how).to_vec();
    for (at, table) in tables.enumerate() {
        if at > 0 {
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend(table.csv(Csv { encoding: Encoding::Utf8, ..how })?);
    }
    Ok(bytes)
}

fn headings(columns: &[TableColumn]) -> Vec<&str> {
    columns.iter().map(|column| column.heading.as_str()).collect()
}

fn tsv_of<'t>(
    titles: impl Iterator<Item = &'t str>,
    headings: &[&str],
    rows: impl Iterator<Item = &'t Vec<String>>,
) -> String {
    let mut text = String::new();
    for line in titles {
        text.push_str(&line.replace('\n', " "));
        text.push('\n');
    }
    push_line(&mut text, headings);
    rows.for_each(|row| push_line(&mut text, row));
    text
}

fn push_line<S: AsRef<str>>(text: &mut String, cells: &[S]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push('\t');
        }
        let cell = cell.as_ref();
        if needs_quotes(cell) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    text.push('\n');
}

/// Whether a reader of TSV would take the bare cell for two cells or for a quoted one. 「"ICT"」 is as printed.
fn needs_quotes(cell: &str) -> bool {
    let Some(quoted) = cell.strip_prefix('"') else { return cell.contains(['\t', '\n']) };
    let (mut rest, mut doubled) = (quoted, false);
    let closed_at_end = loop {
        let Some((_, behind)) = rest.split_once('"') else { return true };
        match behind.strip_prefix('"') {
            Some(further) => (rest, doubled) = (further, true),
            None => break behind.is_empty(),
        }
    };
    cell.contains(['\t', '\n']) || (closed_at_end && doubled)
}

fn csv_of<'t>(
    how: Csv,
    titles: impl Iterator<Item = &'t str>,
    headings: &[&str],
    rows: impl Iterator<Item = &'t Vec<String>>,
) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = mark(how).to_vec();
    let mut writer =
        csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    for line in titles.filter(|_| !how.without_title_lines) {
        let mut cells: Vec<&str> = line.split('\t').collect();
        cells.resize(cells.len().max(headings.len()), "");
        writer.write_record(cells.into_iter().map(|cell| written(cell, how).into_owned()))?;
    }
    writer.write_record(headings.iter().map(|cell| written(cell, how).into_owned()))?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| written(cell, how).into_owned()))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// The bytes that come first.
const fn mark(how: Csv) -> &'static [u8] {
    match how.encoding {
        Encoding::Utf8 => b"",
        Encoding::Utf8WithMark => b"\xef\xbb\xbf",
    }
}

/// A cell as it stands in a CSV.
fn written(cell: &str, how: Csv) -> Cow<'_, str> {
    if how.unguarded { Cow::Borrowed(cell) } else { guarded(cell) }
}
