//! What a command prints on its standard output. A reader that has seen enough closes the pipe, which is no error.

use serde::Serialize;
use std::io::{self, ErrorKind, Write as _};

/// Prints text as it is.
///
/// # Errors
/// The output cannot be written.
pub(crate) fn text(text: &str) -> io::Result<()> {
    bytes(text.as_bytes())
}

/// Prints bytes as they are.
///
/// # Errors
/// The output cannot be written.
pub(crate) fn bytes(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Prints a report model as JSON.
///
/// # Errors
/// The output cannot be written.
pub(crate) fn json<T: Serialize>(report: &T) -> io::Result<()> {
    let mut line = serde_json::to_string_pretty(report).map_err(io::Error::other)?;
    line.push('\n');
    text(&line)
}
