//! Report models to files: TSV, CSV, JSON.
//!
//! Architecture invariant: export knows report models only, never a plan, a database or the clock. Cells go out as
//! they are printed.

pub mod json;
pub mod separated;

pub use json::json;
pub use separated::{Csv, Encoding, csv, tsv};
