//! The real tables in `tests/fixtures`, as paths, bytes or text.

use std::path::{Path, PathBuf};

/// The path of a file in `tests/fixtures`.
///
/// # Panics
/// If there is no such file.
#[track_caller]
#[must_use]
pub fn fixture(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    assert!(path.is_file(), "there is no fixture {}", path.display());
    path
}

/// The bytes of a file in `tests/fixtures`.
///
/// # Panics
/// If it cannot be read.
#[track_caller]
#[must_use]
pub fn bytes(name: &str) -> Vec<u8> {
    let path = fixture(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()))
}

/// The text of a file in `tests/fixtures`.
///
/// # Panics
/// If it cannot be read or is not UTF-8.
#[track_caller]
#[must_use]
pub fn text(name: &str) -> String {
    String::from_utf8(bytes(name)).unwrap_or_else(|error| panic!("{name} is not UTF-8: {error}"))
}

#[cfg(test)]
mod tests {
    #[test]
    #[should_panic(expected = "there is no fixture")]
    fn a_fixture_that_does_not_exist_is_said_to_be_missing() {
        let _ = super::fixture("no-such-table.tsv");
    }
}
