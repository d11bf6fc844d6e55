//! What values read, refuse and print back, on the published table of 流山市議会 and on arbitrary text.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod code;
mod date;
mod fiscal_year;
mod label;
mod search_key;
mod status;

/// The table with its numbers in a column of their own.
const TABLE: &str = include_str!("../../../tests/fixtures/nagareyama-2021-03.tsv");
/// The table as published.
const SOURCE: &str = include_str!("../../../tests/fixtures/nagareyama-2021-03.source.tsv");
/// Full numbers and canonical states, worked out by hand.
const DERIVED: &str = include_str!("../../../tests/fixtures/nagareyama-2021-03.derived.tsv");

/// The cells of a column by its heading; the rows below the heading row.
#[track_caller]
fn column<'a>(table: &'a str, heading: &str) -> Vec<&'a str> {
    let mut lines = table.lines().skip_while(|line| !line.split('\t').any(|cell| cell == heading));
    let at = lines.next().unwrap().split('\t').position(|cell| cell == heading).unwrap();
    lines.map(|line| line.split('\t').nth(at).unwrap()).collect()
}
