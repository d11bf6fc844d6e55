//! Bytes to sheets of plain cells. What a cell means is not decided here.
//!
//! The form is found by content: a workbook by the magic of its zip, text by what stands between its cells.

mod encoding;
mod guard;
mod references;
mod separated;
mod workbook;

use crate::limits;
use crate::problem::{Collector, Finding, Oversize, Place, Problems};
use schemars::JsonSchema;
use serde::Serialize;

/// A sheet of a workbook, or a text file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Sheet {
    /// The file's name as given; problems name it.
    pub file: String,
    /// The sheet's name, in a workbook.
    pub name: Option<String>,
    /// The rows, blank ones included.
    pub rows: Vec<SheetRow>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct SheetRow {
    /// Its number, from 1, as a spreadsheet counts: blank rows count, a row with line breaks in its cells counts once.
    pub line: u32,
    /// The cells from the left; rows may differ in length. Line ends inside a cell are LF.
    pub cells: Vec<String>,
    /// What is odd about a cell.
    pub notes: Vec<Note>,
}

impl SheetRow {
    /// Whether there is nothing but white space in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// The cell of that column, empty where the row ends before it.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// What is odd about a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Note {
    /// The column, from 0.
    pub column: usize,
    /// What.
    pub kind: NoteKind,
}

/// What a workbook says of a cell besides its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// It held a serial date; the text is its ISO form.
    Date,
    /// Its formula failed; the text is the error as shown.
    Error,
    /// It is blank because it is one cell with the one above it.
    MergedAbove,
}

/// Reads a file of any accepted form: the published document's text, TSV, CSV, xlsx.
///
/// Text is UTF-8 with or without a byte order mark, or CP932. Nothing of a workbook but its cells is looked at.
///
/// # Errors
/// [`Problems`] with every control character and every limit that was passed, or with what stopped the reading.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Problems> {
    let mut problems = Collector::default();
    let file = Place { file: name.to_owned(), ..Place::default() };
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > limits::FILE_BYTES {
        let finding =
            Finding::TooLarge { what: Oversize::FileBytes, found: length, limit: limits::FILE_BYTES };
        return stop(problems, file, finding);
    }
    if let Some(form) = other_form(bytes) {
        return stop(problems, file, Finding::OtherForm { form });
    }
    let mut sheets = if bytes.starts_with(b"PK\x03\x04") {
        match workbook::read(bytes, &file, &mut problems) {
            Ok(sheets) => sheets,
            Err(finding) => return stop(problems, file, finding),
        }
    } else {
        match encoding::decode(bytes) {
            Ok(text) => vec![separated::read(&text, &file, &mut problems)],
            Err(failure) => {
                let place =
                    Place { row: failure.line, column: failure.column.map(|at| at.to_string()), ..file };
                return stop(problems, place, failure.finding);
            }
        }
    };
    sheets.retain(|sheet| sheet.rows.iter().any(|row| !row.is_blank()));
    refuse_control_characters(&sheets, &mut problems);
    if sheets.is_empty() && !problems.is_fatal() {
        return stop(problems, file, Finding::Empty);
    }
    problems.finish(sheets).map(|(sheets, _)| sheets)
}

fn stop<T>(mut problems: Collector, place: Place, finding: Finding) -> Result<T, Problems> {
    problems.add(place, finding);
    Err(problems.into_problems())
}

/// Forms that people try, by their first bytes.
fn other_form(bytes: &[u8]) -> Option<&'static str> {
    const FORMS: [(&[u8], &str); 7] = [
        (b"%PDF-", "PDF"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old or encrypted Excel (.xls)"),
        (b"{\\rtf", "RTF"),
        (b"\x1F\x8B", "gzip"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"PK\x05\x06", "an empty zip"),
    ];
    FORMS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, form)| *form)
}

fn refuse_control_characters(sheets: &[Sheet], problems: &mut Collector) {
    for sheet in sheets {
        for row in &sheet.rows {
            for (column, cell) in row.cells.iter().enumerate() {
                let control = |c: char| c.is_control() && c != '\t' && c != '\n';
                if let Some((at, c)) = cell.chars().enumerate().find(|(_, c)| control(*c)) {
                    let place = Place {
                        file: sheet.file.clone(),
                        sheet: sheet.name.clone(),
                        row: Some(row.line),
                        column: Some((column + 1).to_string()),
                    };
                    problems.add(place, Finding::ControlCharacter { code: c.into(), at: at + 1 });
                }
            }
        }
    }
}

/// Counts rows and cells while a file is read, so that none of its forms can fill the memory.
#[derive(Debug, Default)]
struct Meter {
    cells: usize,
}

impl Meter {
    /// What stops the reading when so many cells more are kept, the last one in that row and column, from 1.
    fn keep(&mut self, cells: usize, line: u32, column: usize) -> Option<Finding> {
        self.cells = self.cells.saturating_add(cells);
        let over = |what, found: usize, limit: usize| {
            (found > limit).then(|| Finding::TooLarge { what, found: wide(found), limit: wide(limit) })
        };
        over(Oversize::Rows, line as usize, limits::ROWS as usize)
            .or_else(|| over(Oversize::Columns, column, limits::COLUMNS))
            .or_else(|| over(Oversize::Cells, self.cells, limits::CELLS))
    }
}

fn wide(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
