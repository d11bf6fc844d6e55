//! Report models to files: TSV, CSV, JSON, and documents that every other format is printed from.
//!
//! Architecture invariant: export knows report models only, never a plan, a database or the clock. Cells go out as
//! they are printed.

mod address;
pub mod badge;
pub mod changed;
pub mod chart;
pub mod document;
pub mod document_of;
pub mod docx;
pub mod format;
pub mod handed_out;
pub mod html;
pub mod json;
mod measure;
pub mod open_data;
pub mod part;
pub mod pdf;
mod progress;
pub mod separated;
pub mod side;
pub mod xlsx;

pub use document::Document;
pub use document_of::About;
pub use docx::{DocxError, docx};
pub use format::{Format, Manner, Print, PrintError, TextFormat, print};
pub use handed_out::{HandedOut, Unreadable};
pub use html::html;
pub use json::{json, write_json};
pub use part::{Part, Written, part_of_cards, part_of_grid, part_of_report};
pub use pdf::{Fonts, Pdf, PdfError, pdf};
pub use progress::{Progress, Stretch};
pub use separated::{Csv, Encoding, csv, trace_tsv, tsv, write_csv, write_trace_tsv, write_tsv};
pub use side::Side;
pub use xlsx::{Layout, XlsxError, xlsx};
