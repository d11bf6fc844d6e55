//! Entry points for fuzzers: one function for each parser, any bytes, no panic.

use crate::{Hints, profile_file, propose, read};

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
