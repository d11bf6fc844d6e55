//! Files, and all of them as one archive whose bytes follow from the data alone.

use domain::value::PrintedDate;
use std::io::{Cursor, Write};
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
