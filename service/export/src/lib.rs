//! Report models to files: TSV, CSV, JSON, and documents that every other format is printed from.
//!
//! Architecture invariant: export knows report models only, never a plan, a database or the clock. Cells go out as
//! they are printed.

pub mod document;
pub mod json;
pub mod open_data;
pub mod part;
pub mod separated;
pub mod sheet;

pub use document::Document;
pub use json::json;
pub use part::{Part, Written, part_of_cards, part_of_grid, part_of_report};
pub use separated::{Csv, Encoding, csv, trace_tsv, tsv};
pub use sheet::{Sheet, Side};
