//! Where the program under test lies.
//!
//! Cargo tells a test the path of a binary of its own package only. Ours belongs to the package `service`, so it is
//! found beside the tests: `target/PROFILE/minaoshi` for a test in `target/PROFILE/deps`.

use std::path::{Path, PathBuf};

/// The path of the program `minaoshi` that was built with these tests.
///
/// # Panics
/// If it was not built: cargo builds no binaries of other packages for a test.
#[track_caller]
#[must_use]
pub fn path() -> PathBuf {
    let test = std::env::current_exe().expect("the system knows the path of the program that runs");
    let binary = beside(&test);
    assert!(
        binary.is_file(),
        "{} is missing: run the tests by `tests/run`, or `cargo build --workspace --bins --tests` first",
        binary.display()
    );
    binary
}

/// The program's path, given a test's.
fn beside(test: &Path) -> PathBuf {
    let directory = test.parent().expect("a program lies in a directory");
    let profile =
        if directory.ends_with("deps") { directory.parent().unwrap_or(directory) } else { directory };
    profile.join(format!("minaoshi{}", std::env::consts::EXE_SUFFIX))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    #[cfg(unix)]
    fn the_program_lies_in_the_directory_of_the_profile() {
        let expected = Path::new("/t/debug/minaoshi");
        assert_eq!(super::beside(Path::new("/t/debug/deps/journey-0123")), expected);
        assert_eq!(super::beside(Path::new("/t/debug/some-example")), expected);
    }
}
