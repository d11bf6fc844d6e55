//! Any report as JSON, keys in the order of the model, indented for people.

use serde::Serialize;

/// A report as JSON, with a line end behind it.
///
/// # Errors
/// [`serde_json::Error`] for a model whose keys are no strings; none of the report models is one.
pub fn json<T: Serialize>(report: &T) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    Ok(text)
}
