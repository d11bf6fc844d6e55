//! What lies in a package of an office program.

use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The names of its parts.
pub(crate) fn names(bytes: &[u8]) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

/// A part of it, which is well-formed XML.
#[track_caller]
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    roxmltree::Document::parse(&text).unwrap();
    text
}
