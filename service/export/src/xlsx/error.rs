//! Why a document cannot be a workbook.

use thiserror::Error;

/// What a workbook has no room for. Nothing is cut in silence.
#[derive(Debug, Error)]
pub enum XlsxError {
    /// A cell holds 32,767 characters, counted as UTF-16 does.
    #[error(
        "sheet {sheet}, row {row}, column {column}: {length} characters; a cell of a workbook holds {limit}"
    )]
    CellTooLong {
        /// The sheet's name.
        sheet: String,
        /// The row, from 1.
        row: u32,
        /// The column, from 1.
        column: u16,
        /// How long it is.
        length: usize,
        /// How long it may be.
        limit: usize,
    },
    /// Of words that are marked in parts, the marks count too.
    #[error("sheet {sheet}, row {row}, column {column}: too many marked words for a cell of a workbook")]
    TooManyMarks {
        /// The sheet's name.
        sheet: String,
        /// The row, from 1.
        row: u32,
        /// The column, from 1.
        column: u16,
    },
    /// A sheet holds 1,048,576 rows.
    #[error("sheet {sheet}: {rows} rows; a sheet of a workbook holds {limit}")]
    TooManyRows {
        /// The sheet's name.
        sheet: String,
        /// How many there are.
        rows: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A sheet holds 16,384 columns.
    #[error("sheet {sheet}: {columns} columns; a sheet of a workbook holds {limit}")]
    TooManyColumns {
        /// The sheet's name.
        sheet: String,
        /// How many there are.
        columns: usize,
        /// How many there may be.
        limit: usize,
    },
    /// The writer of workbooks has refused something that no document causes.
    #[error("the workbook could not be written")]
    Writer(#[from] rust_xlsxwriter::XlsxError),
}
