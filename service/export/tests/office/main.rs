//! Workbooks and texts for office programs say what the document says: they are read back, cell for cell.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(unreachable_pub, reason = "the modules of a test are its own")]

#[path = "../../../../projections/tests/reports/sample.rs"]
#[expect(dead_code, reason = "the register of the reports' own tests can do more")]
mod sample;

mod package;
mod published;
mod text;
mod workbook;
