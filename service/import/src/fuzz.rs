//! Entry points for fuzzers: one function for each parser, any bytes, no panic.
//!
//! Each also asserts what its parser promises, so that a fuzzer finds broken promises and not only crashes.

use crate::{Hints, profile_file, propose, read};
use domain::value::{FiscalYear, Label, LocalGovernmentCode, PrintedDate, Vocabulary};

/// Bytes of any form, up to sheets.
pub fn fuzz_read(data: &[u8]) {
    let _ = read("fuzz", data);
}

/// Bytes of any form, up to tables.
pub fn fuzz_propose(data: &[u8], hints: &Hints) {
    let _ = propose("fuzz", data, hints);
}

/// A profile file.
pub fn fuzz_profile_file(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = profile_file::ProfileFile::parse("fuzz", text);
    }
}

/// The values of one cell: a date, a status and a number print back what was read.
///
/// # Panics
/// If one of them does not.
pub fn fuzz_values(data: &[u8], vocabulary: &Vocabulary) {
    let text = String::from_utf8_lossy(data);
    if let Ok(date) = PrintedDate::parse(&text) {
        assert_eq!(date.to_string(), text, "a date prints back");
        assert!(
            date.start.is_none_or(|start| date.end.is_none_or(|end| start <= end)),
            "{text:?} ends early"
        );
        let _ = date.hints();
    }
    if let Ok(status) = vocabulary.read(&text) {
        assert_eq!(status.to_string(), text, "a status prints back");
    }
    let (label, title) = Label::split(&text);
    let printed = label.as_ref().map(Label::to_string).unwrap_or_default();
    assert_eq!(printed + title, text, "number and title are the cell");
    if let Some(parent) = label.as_ref().and_then(Label::parent_path) {
        assert!(parent.len() < text.len(), "a parent is shorter");
    }
    let _ = Label::of_cell(&text);
    let _ = FiscalYear::parse(&text);
    let _ = LocalGovernmentCode::parse(&text);
}
