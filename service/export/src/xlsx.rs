//! A document as a workbook: a sheet for each table, with real cells, and one for what stands beside them.
//!
//! What is a word stays a word. A row of a sheet is at most 409 points high, about 30 lines: in print a higher one is
//! made of several, in the data layout the cell has all its words and shows those that fit. Pictures are left out, what
//! they show is said in words. The same document gives the same bytes.

mod error;
mod looks;
mod names;
mod overview;
mod page;
mod table;
mod words;

/// The hidden last column of a table holds the rows' ids, so that a workbook that people have changed can be read again.
pub use domain::value::ID_HEADING;
pub use error::XlsxError;

use crate::document::Document;
use looks::Formats;
use names::Names;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use words::Page;

/// For whom a workbook is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// For those who go on working with it: no merged cell, rows can be narrowed and sorted.
    #[default]
    Data,
    /// For paper: title lines and headings stand across all columns.
    Print,
}

/// The workbook.
///
/// # Errors
/// [`XlsxError`], where a workbook has no room for something.
pub fn xlsx(document: &Document, layout: Layout) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(document)?);
    let mut formats = Formats::default();
    let mut names = Names::default();
    let has_overview = overview::has_any(document) || document.tables().next().is_none();
    let first = has_overview.then(|| names.give(document.language.of("概要", "Overview"), "概要"));
    let otherwise = document.language.of("表", "Table");
    let sheets: Vec<String> = document.tables().map(|table| names.give(&table.name, otherwise)).collect();
    if let Some(name) = first {
        let sheet = book.add_worksheet().set_name(name)?;
        page::lay(sheet, document);
        overview::write(&mut Page::new(sheet, &mut formats), document, &sheets, layout)?;
    }
    for (table, name) in document.tables().zip(&sheets) {
        let sheet = book.add_worksheet().set_name(name)?;
        page::lay(sheet, document);
        table::write(&mut Page::new(sheet, &mut formats), document, table, layout)?;
    }
    Ok(book.save_to_buffer()?)
}

/// What the file says of itself, its date from the data.
fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    let date = document.date;
    let (year, month, day) = (date.year().unsigned_abs().clamp(1900, 9999), date.month(), date.day());
    let made = ExcelDateTime::from_ymd(year, month.unsigned_abs(), day.unsigned_abs())?;
    let properties = DocProperties::new().set_title(&document.title).set_author(&document.organisation);
    let properties = properties.set_subject(&document.foot.name).set_comment(page::origin(&document.foot));
    Ok(properties.set_creation_datetime(&made))
}
