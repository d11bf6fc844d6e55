//! The table as text: TSV as councils paste it, CSV as RFC 4180 has it.
//!
//! Title lines stand above the header, one a line. Cells are as printed, formulas too: what a spreadsheet program may
//! do with a cell that begins with `=` is not prevented here yet.

use domain::value::Text;
use projections::report::{TableReport, TraceTable};

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
}

/// The table as TSV: title lines, header and rows, a line each, LF at every end. A row has a cell for every column,
/// empty ones too; a title line has no TAB but its own. A cell is quoted only where it would be read as something else.
pub fn tsv(table: &TableReport) -> String {
    let mut text = String::new();
    for line in &table.title_lines {
        text.push_str(&line.as_str().replace('\n', " "));
        text.push('\n');
    }
    let headings: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
    push_line(&mut text, &headings);
    for row in &table.rows {
        push_line(&mut text, &row.cells);
    }
    text
}

/// A table of a trace as TSV: header and rows, as they were printed.
pub fn trace_tsv(table: &TraceTable) -> String {
    let mut text = String::new();
    let headings: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
    push_line(&mut text, &headings);
    for row in &table.rows {
        push_line(&mut text, &row.cells);
    }
    text
}

pub(crate) fn push_line<S: AsRef<str>>(text: &mut String, cells: &[S]) {
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

/// The table as CSV: CR LF at every end, a cell quoted where it must be, every line as wide as the header.
///
/// # Errors
/// [`csv::Error`], which no table causes.
pub fn csv(table: &TableReport, how: Csv) -> Result<Vec<u8>, csv::Error> {
    let titles: Vec<&str> = table.title_lines.iter().map(Text::as_str).collect();
    let titles = if how.without_title_lines { &[] } else { titles.as_slice() };
    let headings: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
    csv_of(how, titles, &headings, table.rows.iter().map(|row| &row.cells))
}

/// Lines above a header, the header, rows.
pub(crate) fn csv_of<'r>(
    how: Csv,
    titles: &[&str],
    headings: &[impl AsRef<[u8]>],
    rows: impl Iterator<Item = &'r Vec<String>>,
) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = match how.encoding {
        Encoding::Utf8 => Vec::new(),
        Encoding::Utf8WithMark => b"\xef\xbb\xbf".to_vec(),
    };
    let mut writer =
        csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    for line in titles {
        let mut cells: Vec<&str> = line.split('\t').collect();
        cells.resize(cells.len().max(headings.len()), "");
        writer.write_record(cells)?;
    }
    writer.write_record(headings)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}
