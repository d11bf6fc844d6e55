//! Pure folds from events to read models, the report models made of them, and their wording.
//!
//! Architecture invariant: no I/O. Storage keeps the documents that [`fold`] makes and never looks into them.

pub mod fold;
pub mod report;
pub mod wording;
