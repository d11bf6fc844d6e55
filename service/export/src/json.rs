//! Any report as JSON, keys in the order of the model, indented for people.

use serde::Serialize;
use std::io::{self, Write};

/// A report as JSON, with a line end behind it.
///
/// # Errors
/// [`serde_json::Error`] for a model whose keys are no strings; none of the report models is one.
pub fn json<T: Serialize>(report: &T) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    Ok(text)
}

/// Writes the same into `out`.
///
/// # Errors
/// Those of `out`, and what [`json`] says.
pub fn write_json<T: Serialize>(report: &T, mut out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, report)?;
    out.write_all(b"\n")
}
