//! Tables as text: TSV as councils paste it, CSV as RFC 4180 has it.
//!
//! Title lines stand above the header, one a line. Of several tables each follows the one before it behind an empty line,
//! and one without title lines has its name for a title line, unless that is the name of the document. A table without rows
//! has its header.
//! A TSV has its cells as they are printed. A CSV is opened by spreadsheet programs, so that an apostrophe stands before
//! what they would take for a formula; the import takes it away again.

use crate::document::{Cell, Document, Row, Table};
use domain::value::formula::guarded;
use domain::value::{ID_HEADING, Text};
use projections::report::{TableColumn, TableReport, TableRow, TraceTable};
use std::borrow::Cow;
use std::io::{self, Write};

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
    text(|out| write_tsv(table, out))
}

/// Writes the same into `out`.
///
/// # Errors
/// Those of `out`.
pub fn write_tsv(table: &TableReport, out: &mut dyn Write) -> io::Result<()> {
    let titles = table.title_lines.iter().map(Text::as_str);
    tsv_of(out, titles, &headings(&table.columns), table.rows.iter().map(|row| row.cells.iter()))
}

/// A table of a trace as TSV: header and rows, as they were printed.
pub fn trace_tsv(table: &TraceTable) -> String {
    text(|out| write_trace_tsv(table, out))
}

/// Writes the same into `out`.
///
/// # Errors
/// Those of `out`.
pub fn write_trace_tsv(table: &TraceTable, out: &mut dyn Write) -> io::Result<()> {
    let rows = table.rows.iter().map(|row| row.cells.iter());
    tsv_of(out, [].into_iter(), &headings(&table.columns), rows)
}

/// The table as CSV: CR LF at every end, a cell quoted where it must be, every line as wide as the header.
pub fn csv(table: &TableReport, how: Csv) -> Vec<u8> {
    whole(|out| write_csv(table, how, out))
}

/// Writes the same into `out`.
///
/// # Errors
/// Those of `out`.
pub fn write_csv(table: &TableReport, how: Csv, out: &mut dyn Write) -> io::Result<()> {
    let titles = table.title_lines.iter().map(Text::as_str);
    let headings = headings(&table.columns);
    out.write_all(mark(how))?;
    if how.ids {
        let with_id =
            |row: &TableRow| row.cells.iter().cloned().chain([row.node.to_string()]).collect::<Vec<_>>();
        return csv_of(out, how, titles, &with_ids(headings), table.rows.iter().map(with_id));
    }
    csv_of(out, how, titles, &headings, table.rows.iter().map(|row| &row.cells))
}

fn with_ids(mut headings: Vec<&str>) -> Vec<&str> {
    headings.push(ID_HEADING);
    headings
}

impl Table {
    /// As TSV, like [`tsv`].
    pub fn tsv(&self) -> String {
        text(|out| self.write_tsv(Among::Alone, out))
    }

    fn write_tsv(&self, among: Among, out: &mut dyn Write) -> io::Result<()> {
        let rows = self.rows.iter().map(|row| row.cells.iter().map(Cell::text));
        tsv_of(out, self.titles(among), &self.headings(), rows)
    }

    /// As CSV, like [`csv()`].
    pub fn csv(&self, how: Csv) -> Vec<u8> {
        whole(|out| {
            out.write_all(mark(how))?;
            self.write_csv(how, Among::Alone, out)
        })
    }

    /// As CSV, without what comes first in a file.
    fn write_csv(&self, how: Csv, among: Among, out: &mut dyn Write) -> io::Result<()> {
        let titles = self.titles(among);
        let headings = self.headings();
        let texts = |row: &Row| -> Vec<String> { row.cells.iter().map(Cell::text).collect() };
        if how.ids && self.rows.iter().any(|row| row.id.is_some()) {
            let with_id = |row: &Row| {
                let mut cells = texts(row);
                cells.resize(self.columns.len(), String::new());
                cells.push(row.id.clone().unwrap_or_default());
                cells
            };
            return csv_of(out, how, titles, &with_ids(headings), self.rows.iter().map(with_id));
        }
        csv_of(out, how, titles, &headings, self.rows.iter().map(texts))
    }

    /// Its title lines. Among others its name tells it apart, where no line of its own does.
    fn titles(&self, among: Among) -> impl Iterator<Item = &str> {
        let titled = self.title_lines.iter().any(|line| !line.trim().is_empty());
        let name = match among {
            Among::Alone => None,
            Among::Others => Some(self.name.as_str()).filter(|name| !titled && !name.trim().is_empty()),
        };
        name.into_iter().chain(self.title_lines.iter().map(String::as_str))
    }

    fn headings(&self) -> Vec<&str> {
        self.columns.iter().map(|column| column.heading.as_str()).collect()
    }
}

/// With what a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Among {
    /// With nothing else.
    Alone,
    /// Among other tables.
    Others,
}

impl Among {
    /// Tables with how each is written. One that is called as its document is needs no name among others.
    fn each<'t>(
        tables: impl Iterator<Item = &'t Table>,
        document: Option<&str>,
    ) -> impl Iterator<Item = (Self, &'t Table)> {
        let tables: Vec<&Table> = tables.collect();
        let alone = tables.len() == 1;
        let among = move |table: &Table| match alone || Some(table.name.as_str()) == document {
            true => Self::Alone,
            false => Self::Others,
        };
        tables.into_iter().map(move |table| (among(table), table))
    }
}

impl Document {
    /// Its tables as TSV, an empty line between them; nothing where it has none.
    pub fn tsv(&self) -> String {
        text(|out| self.write_tsv(out))
    }

    /// Writes the same into `out`.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_tsv(&self, out: &mut dyn Write) -> io::Result<()> {
        write_tables_tsv(Among::each(self.every_table(), self.heading()), out)
    }

    /// Its tables as CSV, an empty line between them.
    pub fn csv(&self, how: Csv) -> Vec<u8> {
        whole(|out| self.write_csv(how, out))
    }

    /// Writes the same into `out`.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_csv(&self, how: Csv, out: &mut dyn Write) -> io::Result<()> {
        write_tables_csv(Among::each(self.every_table(), self.heading()), how, out)
    }
}

/// Tables as TSV, an empty line between them.
pub(crate) fn tables_tsv<'t>(tables: impl Iterator<Item = &'t Table>) -> String {
    text(|out| write_tables_tsv(Among::each(tables, None), out))
}

/// Tables as CSV, an empty line between them.
pub(crate) fn tables_csv<'t>(tables: impl Iterator<Item = &'t Table>, how: Csv) -> Vec<u8> {
    whole(|out| write_tables_csv(Among::each(tables, None), how, out))
}

fn write_tables_tsv<'t>(
    tables: impl Iterator<Item = (Among, &'t Table)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (at, (among, table)) in tables.enumerate() {
        if at > 0 {
            out.write_all(b"\n")?;
        }
        table.write_tsv(among, out)?;
    }
    Ok(())
}

fn write_tables_csv<'t>(
    tables: impl Iterator<Item = (Among, &'t Table)>,
    how: Csv,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(mark(how))?;
    for (at, (among, table)) in tables.enumerate() {
        if at > 0 {
            out.write_all(b"\r\n")?;
        }
        table.write_csv(how, among, out)?;
    }
    Ok(())
}

fn headings(columns: &[TableColumn]) -> Vec<&str> {
    columns.iter().map(|column| column.heading.as_str()).collect()
}

/// All that is written.
fn whole(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("a vector takes everything, and no table is refused");
    bytes
}

fn text(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    String::from_utf8(whole(write)).expect("of texts comes a text")
}

fn tsv_of<'t, S: AsRef<str>>(
    out: &mut dyn Write,
    titles: impl Iterator<Item = &'t str>,
    headings: &[&str],
    rows: impl Iterator<Item = impl Iterator<Item = S>>,
) -> io::Result<()> {
    for line in titles {
        writeln!(out, "{}", line.replace('\n', " "))?;
    }
    write_line(out, headings.iter())?;
    for row in rows {
        write_line(out, row)?;
    }
    Ok(())
}

fn write_line<S: AsRef<str>>(out: &mut dyn Write, cells: impl Iterator<Item = S>) -> io::Result<()> {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.write_all(b"\t")?;
        }
        let cell = cell.as_ref();
        if needs_quotes(cell) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\n")
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
    out: &mut dyn Write,
    how: Csv,
    titles: impl Iterator<Item = &'t str>,
    headings: &[&str],
    rows: impl Iterator<Item = impl AsRef<[String]>>,
) -> io::Result<()> {
    let mut writer =
        csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(out);
    for line in titles.filter(|_| !how.without_title_lines) {
        let mut cells: Vec<&str> = line.split('\t').collect();
        cells.resize(cells.len().max(headings.len()), "");
        writer.write_record(cells.into_iter().map(|cell| written(cell, how).into_owned()))?;
    }
    writer.write_record(headings.iter().map(|cell| written(cell, how).into_owned()))?;
    for row in rows {
        writer.write_record(row.as_ref().iter().map(|cell| written(cell, how).into_owned()))?;
    }
    writer.flush()
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
