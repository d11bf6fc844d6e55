//! What can be found in a file of a table that the plan has: one that went out and comes back.

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
    /// Rows in another order than the table's: under other headings than their own, or most of them.
    Sorted,
    /// Rows in another order under their heading, whose numbers say where they stand.
    OrderOfNumbers {
        /// Which, by number and title.
        rows: Vec<String>,
    },
    /// Rows in another order than an edition prints them in.
    OrderOfPrint {
        /// Which, by number and title.
        rows: Vec<String>,
    },
    /// A heading that has what makes a row an item.
    BecameItem {
        /// Which, by number and title.
        name: String,
        /// The columns in which something stands.
        columns: Vec<String>,
    },
    /// An item without anything of what makes a row one.
    BecameHeading {
        /// Which, by number and title.
        name: String,
        /// The columns in which something would make it one.
        columns: Vec<String>,
    },
    /// Two listings (再掲) of an item of which both were changed, and not to the same.
    ListedDifferently {
        /// The row of the other listing.
        first: u32,
        /// What the other says.
        there: String,
        /// What this one says.
        here: String,
        /// What the plan says.
        before: String,
    },
    /// A listing (再掲) of an item that says what held before, where another one says what holds or shall hold.
    ListedAsBefore {
        /// The row of the other listing.
        first: u32,
        /// What the other says.
        there: String,
        /// What this one says.
        here: String,
    },
    /// Another cell in an edition that was adopted here.
    Adopted {
        /// What was adopted.
        before: String,
        /// What the file says.
        after: String,
    },
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
            | Self::NotInEdition { .. }
            | Self::BecameItem { .. }
            | Self::BecameHeading { .. }
            | Self::ListedDifferently { .. }
            | Self::Adopted { .. } => Severity::Error,
            Self::ColumnLeftOut { .. }
            | Self::ColumnMissing { .. }
            | Self::SheetBeside
            | Self::Sorted
            | Self::OrderOfNumbers { .. }
            | Self::OrderOfPrint { .. }
            | Self::ListedAsBefore { .. } => Severity::Warning,
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
            Self::OrderOfNumbers { .. } => "order-of-numbers",
            Self::OrderOfPrint { .. } => "order-of-print",
            Self::BecameItem { .. } => "heading-became-item",
            Self::BecameHeading { .. } => "item-became-heading",
            Self::ListedDifferently { .. } => "listed-differently",
            Self::ListedAsBefore { .. } => "listed-as-before",
            Self::Adopted { .. } => "adopted-otherwise",
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
            Self::OrderOfNumbers { rows } => format!(
                "rows in another order under their heading ({}): {}; they stay in the order of their numbers",
                rows.len(),
                first_named(rows, ", ")
            ),
            Self::OrderOfPrint { rows } => format!(
                "rows in another order ({}): {}; they stay where they were printed",
                rows.len(),
                first_named(rows, ", ")
            ),
            Self::BecameItem { name, columns } => {
                format!(
                    "something under {}, which would make an item of the heading {name}",
                    columns.join(", ")
                )
            }
            Self::BecameHeading { name, columns } => {
                format!("nothing under {}, which would make a heading of the item {name}", columns.join(", "))
            }
            Self::ListedDifferently { first, there, here, before } => format!(
                "{here:?}, while row {first} says {there:?} of the same item, which is listed in both; the plan says {before:?}"
            ),
            Self::ListedAsBefore { first, there, here } => format!(
                "still {here:?}, while row {first} says {there:?} of the same item, which is listed in both; it is not taken"
            ),
            Self::Adopted { before, after } => {
                format!("{after:?}, where {before:?} was adopted here")
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
            Self::OrderOfNumbers { .. } => "other numbers, where rows are to be moved".to_owned(),
            Self::OrderOfPrint { .. } => "the order that was printed".to_owned(),
            Self::BecameItem { .. } => {
                "a heading with these cells empty; a new item in a row of its own, without an id".to_owned()
            }
            Self::BecameHeading { .. } => {
                "an item with something in one of these cells; for one that ends, the status that says so and the reason"
                    .to_owned()
            }
            Self::ListedDifferently { .. } | Self::ListedAsBefore { .. } => {
                "the same in both rows, or a change in one of them".to_owned()
            }
            Self::Adopted { .. } => {
                "what was adopted; a cell is corrected by itself, with the reason (edition correct)"
                    .to_owned()
            }
        }
    }
}

/// How many rows a message names.
const NAMED: usize = 12;

/// The first of the rows, and that there are more.
pub fn first_named(rows: &[String], between: &str) -> String {
    let more = if rows.len() > NAMED { "…" } else { "" };
    format!("{}{more}", rows[..rows.len().min(NAMED)].join(between))
}
