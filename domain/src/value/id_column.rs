//! The column by which a table that went out is known when it comes back.

/// What the column of the rows' ids is called, in every language. It is the last one of a file that people go on with; a
/// workbook hides it.
pub const ID_HEADING: &str = "管理番号";
