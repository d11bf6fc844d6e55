//! Files, and all of them as one archive whose bytes follow from the data alone.

use super::json::write_json;
use super::separated::{Encoding, write_csv};
use super::table::Table;
use domain::value::PrintedDate;
use std::borrow::Cow;
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it is called.
    pub name: String,
    /// What it holds.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file that has yet to be written; it is the same each time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritten<'t> {
    /// What it is called.
    pub name: String,
    /// What it holds.
    pub media_type: &'static str,
    content: Content<'t>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Content<'t> {
    /// Of a table, as CSV.
    Rows(Cow<'t, Table>, Encoding),
    /// Of a table, as JSON.
    Objects(Cow<'t, Table>),
    /// What is there as a whole: schemas, and what is made of the other files.
    Made(Vec<u8>),
}

impl<'t> Unwritten<'t> {
    pub(super) fn rows(table: Cow<'t, Table>, encoding: Encoding) -> Self {
        let (name, media_type) = (table.file("csv"), encoding.media_type());
        Self { name, media_type, content: Content::Rows(table, encoding) }
    }

    pub(super) fn objects(table: Cow<'t, Table>) -> Self {
        let name = table.file("json");
        Self { name, media_type: "application/json", content: Content::Objects(table) }
    }

    /// Writes it, piece by piece.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        match &self.content {
            Content::Rows(table, encoding) => write_csv(table, *encoding, out),
            Content::Objects(table) => write_json(table, out),
            Content::Made(bytes) => out.write_all(bytes),
        }
    }

    /// As a whole.
    ///
    /// # Errors
    /// None that data cause.
    pub fn made(&self) -> io::Result<File> {
        let mut bytes = Vec::new();
        self.write(&mut bytes)?;
        Ok(File { name: self.name.clone(), media_type: self.media_type, bytes })
    }
}

impl From<File> for Unwritten<'_> {
    fn from(File { name, media_type, bytes }: File) -> Self {
        Self { name, media_type, content: Content::Made(bytes) }
    }
}

/// These files as a zip. Each bears the first moment of that date, so that the same data give the same bytes.
///
/// # Errors
/// [`zip::result::ZipError`] for more than an archive can hold.
pub(super) fn zip(files: &[File], date: Option<&PrintedDate>) -> Result<Vec<u8>, zip::result::ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(moment(date).unwrap_or_default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        archive.start_file(file.name.as_str(), options)?;
        archive.write_all(&file.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// An archive knows the years from 1980.
fn moment(date: Option<&PrintedDate>) -> Option<DateTime> {
    let day = date?.start?;
    let part = |part: i8| u8::try_from(part).ok();
    DateTime::from_date_and_time(
        u16::try_from(day.year()).ok()?,
        part(day.month())?,
        part(day.day())?,
        0,
        0,
        0,
    )
    .ok()
}
