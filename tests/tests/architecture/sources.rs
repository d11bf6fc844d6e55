//! What a source file may hold: its size, its opening, and the words that have no place in it.
//!
//! The searches are plain: line by line, comments left out. They catch what is written by habit, not by malice.

use std::path::Path;

use crate::{assert_caught, assert_none, root};

/// The hard limit; a file of half that size deserves a second look.
const LINES: usize = 600;

/// A source file: its path in the workspace, with `/`, and its text.
struct Source {
    path: String,
    text: String,
}

/// A word, where it may stand, and why it may not stand elsewhere.
struct Banned {
    word: &'static str,
    allowed: &'static [&'static str],
    why: &'static str,
}

const BANNED: &[Banned] = &[
    Banned { word: concat!("sle", "ep("), allowed: SLEEPERS, why: "wait for what happens, not for time" },
    Banned { word: concat!("#[ign", "ore"), allowed: &[], why: "a test that does not run proves nothing" },
    Banned { word: concat!("to", "do!("), allowed: &[], why: "finish it, or refuse with a reason" },
    Banned { word: concat!("unimple", "mented!("), allowed: &[], why: "finish it, or refuse with a reason" },
    Banned { word: concat!("db", "g!("), allowed: &[], why: "log it with fields, or leave it out" },
    Banned {
        word: concat!("cqrs", "_es"),
        allowed: &["domain/src/plan/aggregate.rs", "service/storage/"],
        why: "the library is named in one file per aggregate and in storage",
    },
    Banned { word: concat!("un", "safe {"), allowed: &[], why: "the workspace forbids it" },
];

/// Files of the service that wait for time because time is their subject. No test does.
const SLEEPERS: &[&str] = &[
    // Gives way, longer each time, to the process that won a conflict on a stream.
    "service/storage/src/execute.rs",
    // Lets commits gather, looks for what other processes wrote, and recovers from a database that was away.
    "service/storage/src/projector.rs",
    // Comes again while the last writer of the file closes it.
    "service/storage/src/sqlite.rs",
    // Says «not ready» for as long as a load balancer needs to notice.
    "service/src/command/serve.rs",
    // Gives up a client that takes no byte of its answer.
    "service/web/src/line.rs",
];

/// Words that only SQL uses. Tests may look into the database behind the program's back.
const SQL: &[&str] = &[
    "SELECT ",
    "INSERT INTO ",
    "UPDATE SET ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "DROP TABLE ",
    "ALTER TABLE ",
];
const SQL_SPEAKERS: &[&str] = &["service/storage/", "tests/"];

#[test]
fn every_source_keeps_to_the_rules() {
    let sources = sources();

    assert!(sources.iter().any(|source| source.path == "domain/src/lib.rs"), "the sources were not found");
    assert_none("the sources", &sources.iter().flat_map(check).collect::<Vec<_>>());
}

#[test]
fn the_allowances_are_for_files_that_exist() {
    let sources = sources();
    let gone: Vec<_> = SLEEPERS
        .iter()
        .filter(|path| !sources.iter().any(|source| source.path.starts_with(**path)))
        .map(|path| (*path).to_owned())
        .collect();
    assert_none("allowances for nobody", &gone);
}

#[test]
fn a_file_that_is_too_long_is_caught() {
    let long = "//! Long.\n".repeat(LINES + 1);
    assert_caught(&checked("app/src/long.rs", &long), &["app/src/long.rs: 601 lines; 600 is the limit"]);
    assert_none("the size", &checked("app/src/long.rs", &"//! Long.\n".repeat(LINES)));
}

#[test]
fn a_module_that_does_not_say_what_it_is_for_is_caught() {
    let expected = ["a/src/lib.rs: does not open with //!"];
    assert_caught(&checked("a/src/lib.rs", "use std::fmt;\n"), &expected);
    assert_caught(&checked("a/src/lib.rs", "// A comment.\n//! Late.\n"), &expected);
    assert_caught(&checked("a/src/lib.rs", ""), &expected);
    assert_caught(&checked("a/src/lib.rs", "//!\nfn f() {}\n"), &expected);
}

#[test]
fn each_banned_word_is_caught_where_it_is_not_allowed() {
    for banned in BANNED {
        let text = format!("//! A module.\n// {0} in a comment\nfn f() {{ {0} }}\n", banned.word);
        let expected = format!("web/src/a.rs:3: {} — {}", banned.word, banned.why);
        assert_caught(&checked("web/src/a.rs", &text), &[&expected]);
        for allowed in banned.allowed {
            assert_none("an allowance", &checked(allowed, &text));
        }
    }
}

#[test]
fn sql_outside_storage_is_caught() {
    let text = "//! A module.\nconst Q: &str = \"SELECT id FROM plan\";\n";
    assert_caught(&checked("app/src/a.rs", text), &["app/src/a.rs:2: SELECT  — SQL lives in storage only"]);
    assert_none("SQL", &checked("service/storage/src/a.rs", text));
}

fn checked(path: &str, text: &str) -> Vec<String> {
    check(&Source { path: path.into(), text: text.into() })
}

fn check(source: &Source) -> Vec<String> {
    let Source { path, text } = source;
    let mut findings = Vec::new();
    let lines = text.lines().count();
    if lines > LINES {
        findings.push(format!("{path}: {lines} lines; {LINES} is the limit"));
    }
    if text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("//! "))
        .is_none_or(|words| words.trim().is_empty())
    {
        findings.push(format!("{path}: does not open with //!"));
    }
    for (number, line) in code(text) {
        for Banned { word, allowed, why } in BANNED {
            if line.contains(word) && !within(path, allowed) {
                findings.push(format!("{path}:{number}: {word} — {why}"));
            }
        }
        for word in SQL {
            if line.contains(word) && !within(path, SQL_SPEAKERS) {
                findings.push(format!("{path}:{number}: {word} — SQL lives in storage only"));
            }
        }
    }
    findings
}

/// The lines that are not comments, with their numbers.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn within(path: &str, places: &[&str]) -> bool {
    places.iter().any(|place| path == *place || (place.ends_with('/') && path.starts_with(place)))
}

/// Every Rust file of the workspace, build products apart.
fn sources() -> Vec<Source> {
    let root = root();
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    found
}

fn collect(root: &Path, directory: &Path, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(directory).expect("a directory of the workspace can be read") {
        let path = entry.expect("a directory of the workspace can be read").path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        // A build directory bears cargo's mark, whatever its name.
        if path.is_dir() && !name.starts_with('.') && name != "target" && !path.join("CACHEDIR.TAG").exists()
        {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source file is UTF-8");
            let path = path.strip_prefix(root).expect("found below the root");
            found.push(Source { path: path.to_string_lossy().replace('\\', "/"), text });
        }
    }
}
