//! What a workbook unpacks to, before anything is made of it.
//!
//! A zip says how great its parts are, and may lie; so every part is unpacked once into nothing and counted.

use super::references::References;
use super::wide;
use crate::limits;
use crate::problem::{Finding, Oversize};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// What stops the reading, if anything does.
pub(super) fn check(bytes: &[u8]) -> Result<(), Finding> {
    let listed = bytes.windows(4).filter(|window| *window == b"PK\x01\x02").count();
    at_most(Oversize::Parts, wide(listed), wide(limits::PARTS))?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    at_most(Oversize::Parts, wide(archive.len()), wide(limits::PARTS))?;
    let names = archive.file_names().map(|name| name.map(|name| name.into_owned()).map_err(broken));
    let names: Vec<String> = names.collect::<Result<_, _>>()?;
    if let Some(form) = other_form(&names) {
        return Err(Finding::OtherForm { form });
    }
    let sheets = names.iter().filter(|name| name.to_ascii_lowercase().contains("worksheets/sheet")).count();
    at_most(Oversize::Sheets, wide(sheets), wide(limits::SHEETS))?;
    check_declared(&mut archive)?;
    check_unpacked(&mut archive)
}

/// Refuses by what the zip says, which costs nothing.
fn check_declared(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Finding> {
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(broken)?;
        total = total.saturating_add(part.size());
        at_most(Oversize::UnpackedBytes, total, limits::UNPACKED_BYTES)?;
        if part.size() > limits::RATIO_FROM {
            at_most(Oversize::Ratio, part.size() / part.compressed_size().max(1), limits::RATIO)?;
        }
    }
    Ok(())
}

/// Refuses by what is really in it.
fn check_unpacked(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Finding> {
    let mut buffer = vec![0_u8; 64 * 1024];
    let (mut total, mut tags) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(broken)?;
        let mut references = References::default();
        loop {
            let length = part.read(&mut buffer).map_err(broken)?;
            if length == 0 {
                break;
            }
            let chunk = &buffer[..length];
            total += wide(length);
            references.take(chunk).map_err(broken)?;
            tags += wide(chunk.iter().filter(|byte| **byte == b'<').count());
            at_most(Oversize::UnpackedBytes, total, limits::UNPACKED_BYTES)?;
            at_most(Oversize::Tags, tags, limits::TAGS)?;
        }
    }
    Ok(())
}

/// Other programs' files are zips too.
fn other_form(names: &[String]) -> Option<&'static str> {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if has("word/document.xml") {
        Some("Word (.docx)")
    } else if has("ppt/presentation.xml") {
        Some("PowerPoint (.pptx)")
    } else if has("xl/workbook.bin") {
        Some("binary Excel (.xlsb)")
    } else if has("mimetype") {
        Some("OpenDocument")
    } else if has("[Content_Types].xml") {
        None
    } else {
        Some("zip")
    }
}

fn at_most(what: Oversize, found: u64, limit: u64) -> Result<(), Finding> {
    if found > limit { Err(Finding::TooLarge { what, found, limit }) } else { Ok(()) }
}

fn broken(error: impl std::fmt::Display) -> Finding {
    Finding::BrokenWorkbook { detail: error.to_string() }
}
