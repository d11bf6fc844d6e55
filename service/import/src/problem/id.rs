//! What can be found in a file that went out with the rows' ids and comes back.

use super::Severity;
use domain::value::ID_HEADING;
use schemars::JsonSchema;
use serde::Serialize;

/// What was found, with its data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdFinding {
    /// What stands in the column of ids and is none.
    NotAnId {
        /// What it is.
        text: String,
    },
    /// An id that no row of the table has.
    Unknown {
        /// The id.
        id: String,
    },
    /// No row of the table has any of the ids.
    Foreign {
        /// How many ids there are.
        count: usize,
    },
    /// The same id in more rows than the table lists it in.
    Twice {
        /// The row that has it first.
        first: u32,
    },
    /// A number that another row under the same heading has and keeps.
    NumberTaken {
        /// The number.
        number: String,
        /// The other row, by number and title.
        by: String,
    },
    /// A row that the printed edition does not have.
    NotInEdition {
        /// Which edition.
        edition: String,
    },
    /// A column that the table does not have, which is left out.
    ColumnLeftOut {
        /// Its heading; empty where it has none.
        heading: String,
    },
    /// A column of the table that the file does not have, of which nothing changes.
    ColumnMissing {
        /// Its heading.
        heading: String,
    },
    /// A sheet with another table than the plan's, which is left out.
    SheetBeside,
    /// Rows in another order than the table's, under other headings than their own.
    Sorted,
}

impl IdFinding {
    /// Whether it stops the import.
    pub(super) const fn severity(&self) -> Severity {
        match self {
            Self::NotAnId { .. }
            | Self::Unknown { .. }
            | Self::Foreign { .. }
            | Self::Twice { .. }
            | Self::NumberTaken { .. }
            | Self::NotInEdition { .. } => Severity::Error,
            Self::ColumnLeftOut { .. } | Self::ColumnMissing { .. } | Self::SheetBeside | Self::Sorted => {
                Severity::Warning
            }
        }
    }

    /// The stable name, for machines.
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::NotAnId { .. } => "id-unreadable",
            Self::Unknown { .. } => "id-unknown",
            Self::Foreign { .. } => "ids-of-another-plan",
            Self::Twice { .. } => "id-twice",
            Self::NumberTaken { .. } => "number-taken",
            Self::NotInEdition { .. } => "row-not-in-edition",
            Self::ColumnLeftOut { .. } => "column-left-out",
            Self::ColumnMissing { .. } => "column-missing",
            Self::SheetBeside => "sheet-beside",
            Self::Sorted => "rows-sorted",
        }
    }

    /// What was found, in English.
    pub(super) fn found(&self) -> String {
        match self {
            Self::NotAnId { text } => format!("{text:?}, which is no id"),
            Self::Unknown { id } => format!("the id {id}, which no row of this table has"),
            Self::Foreign { count } => format!("{count} ids, none of which a row of this table has"),
            Self::Twice { first } => format!("the id of row {first} again"),
            Self::NumberTaken { number, by } => format!("the number {number}, which {by} has and keeps"),
            Self::NotInEdition { edition } => {
                format!("a row that the printed edition {edition} does not have")
            }
            Self::ColumnLeftOut { heading } if heading.trim().is_empty() => {
                "a column without a heading, which the table does not have; it is left out".to_owned()
            }
            Self::ColumnLeftOut { heading } => {
                format!("the column {heading:?}, which the table does not have; it is left out")
            }
            Self::ColumnMissing { heading } => format!("no column {heading:?}; nothing of it changes"),
            Self::SheetBeside => "a sheet with another table; it is left out".to_owned(),
            Self::Sorted => {
                "rows in another order than the table's; where they stand is not taken from the file"
                    .to_owned()
            }
        }
    }

    /// What would be accepted, in English.
    pub(super) fn accepted(&self) -> String {
        match self {
            Self::NotAnId { .. } | Self::Unknown { .. } => format!(
                "the id as it was exported (the column {ID_HEADING}, which may be hidden), or nothing for a new row"
            ),
            Self::Foreign { .. } => {
                format!("a file that was exported from this table, or one without the column {ID_HEADING}")
            }
            Self::Twice { .. } => format!(
                "each id once; in a row that was copied to make a new one, clear the cell under {ID_HEADING} (the column may be hidden)"
            ),
            Self::NumberTaken { .. } => "a number of its own; another one for the other row, too".to_owned(),
            Self::NotInEdition { .. } => {
                "the rows that were printed; to add one, withdraw the edition as void and import it again"
                    .to_owned()
            }
            Self::ColumnLeftOut { .. } => {
                "the columns of the table, or a profile file that names this one".to_owned()
            }
            Self::ColumnMissing { .. } => "the column as it was exported".to_owned(),
            Self::SheetBeside => "the sheet of the table alone".to_owned(),
            Self::Sorted => "the table's order, where rows are to be moved".to_owned(),
        }
    }
}
