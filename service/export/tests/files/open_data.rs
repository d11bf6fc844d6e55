//! Open data of the published table: every table, every format, what was lost on the way, what is pointed out.

mod checks;
mod details;
mod formats;
mod tables;

use crate::sample::Register;
use export::open_data::{Encoding, Options, Package, Table, Value, package, tables};
use projections::report::{OpenData, open_data};

/// What anyone may see of a register whose editions are all published.
fn data(register: &Register) -> OpenData {
    open_data(&register.plan).unwrap()
}

/// The register after the review of 令和6年3月.
fn reviewed() -> Register {
    let mut register = Register::nagareyama();
    register.run_march_2024();
    register
}

#[track_caller]
fn packed(data: &OpenData, encoding: Encoding) -> Package {
    package(data, &Options { encoding, ..Options::default() }).unwrap()
}

#[track_caller]
fn table(data: &OpenData, name: &str) -> Table {
    tables(data).into_iter().find(|table| table.name == name).expect(name)
}

/// The value of a row in a column, as a cell has it.
#[track_caller]
fn cell(table: &Table, row: usize, column: &str) -> String {
    table.rows[row][table.column(column).expect(column)].to_string()
}

/// The row of that number as printed.
#[track_caller]
fn row(table: &Table, number: &str) -> usize {
    let found = table.values("number_printed").position(|value| *value == Value::Text(number.to_owned()));
    found.expect(number)
}

/// The cells of a CSV, the header first.
#[track_caller]
fn read_back(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}
