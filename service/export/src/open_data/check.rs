//! What a machine would stumble over in a table, before it is published.
//!
//! The rules are those of the Japanese statistics offices for tables that machines read: one header row of unique names, one
//! value a cell, numbers and dates as such, no line ends or spaces for looks, no characters that only some programs know.
//! Nothing is repaired: who publishes looks, and corrects the source where it is wrong.

mod cell;
mod wording;

use super::codes::Code;
use super::column::Column;
use super::separated::Encoding;
use super::table::Table;
use super::value::Value;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A place at which a machine would stumble.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "OpenDataFinding")]
pub struct Finding {
    /// In which file.
    pub file: String,
    /// In which row, the header being the first; none where it is the whole column.
    pub row: Option<u32>,
    /// In which column, by its name or, where it has none, its place.
    pub column: Option<String>,
    /// How much it matters.
    pub level: Level,
    /// What.
    pub what: What,
}

/// What a machine would stumble over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(rename = "OpenDataWhat")]
pub enum What {
    /// A column without a name.
    Nameless,
    /// A name that is not in small letters, digits and `_`.
    NameNotPlain {
        /// The name.
        name: String,
    },
    /// A name that another column has.
    NameTaken {
        /// The name.
        name: String,
    },
    /// A row with more or fewer cells than the header.
    Width {
        /// How many cells it has.
        cells: usize,
        /// How many columns the header has.
        columns: usize,
    },
    /// A row with nothing in it.
    EmptyRow,
    /// Nothing, where every row has something.
    Missing,
    /// A row that another one cannot be told from.
    NotUnique {
        /// The first row of the same key.
        first: u32,
    },
    /// A line end in a cell.
    LineEnd,
    /// A TAB in a cell.
    Tab,
    /// White space around what a cell says.
    SpaceAround,
    /// Spaces that only push words apart.
    SpaceInside,
    /// Several values in one cell.
    Several {
        /// What stands between them.
        separator: char,
    },
    /// A number with something beside its digits.
    NotANumber {
        /// What stands there.
        text: String,
        /// Its digits alone, where they are one number.
        digits: Option<String>,
    },
    /// A date that is not in the form of ISO 8601.
    NotADate {
        /// What stands there.
        text: String,
        /// The day that it means, where it means one.
        day: Option<jiff::civil::Date>,
    },
    /// Neither yes nor no.
    NotAFlag {
        /// What stands there.
        text: String,
    },
    /// An id that is none.
    NotAnId {
        /// What stands there.
        text: String,
    },
    /// A code that its list does not have.
    NotACode {
        /// What stands there.
        text: String,
        /// Which list.
        list: &'static str,
    },
    /// A cell that a spreadsheet program may take for a formula.
    Formula {
        /// With what it begins.
        sign: char,
    },
    /// A character that only some vendors' programs know in the encoding that was asked for.
    Vendors {
        /// Which.
        character: char,
    },
    /// A character of one's own (外字), which nobody else can read, or none at all.
    Private {
        /// Which.
        character: char,
    },
    /// A character that nobody sees.
    Invisible {
        /// Which.
        character: char,
    },
    /// More characters than a cell of a spreadsheet program holds.
    TooLong {
        /// How many.
        characters: usize,
    },
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "OpenDataLevel")]
pub enum Level {
    /// A program can read it all the same; people should look.
    Notice,
    /// A program reads something else, or nothing.
    Fault,
}

/// What a machine would stumble over in these tables, in order.
pub fn check(tables: &[Table], codes: &[Code], encoding: Encoding) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in tables {
        let mut at = Checked { table, file: table.file("csv"), findings: &mut findings };
        at.header();
        at.rows();
        for (row, cells) in (2..).zip(&table.rows) {
            for (column, cell) in table.columns.iter().zip(cells) {
                let found = cell::check(column, cell, codes, encoding);
                found.into_iter().for_each(|what| at.find(Some(row), Some(&column.name), what));
            }
        }
    }
    findings
}

/// The first finding of each kind in a column, with how many more there are: a column of printed numbers has the same to
/// say of each row.
pub fn grouped(findings: &[Finding]) -> Vec<(&Finding, usize)> {
    let mut groups: Vec<(&Finding, usize)> = Vec::new();
    for finding in findings {
        let same = |known: &Finding| {
            let kind = std::mem::discriminant(&known.what) == std::mem::discriminant(&finding.what);
            kind && (&known.file, &known.column) == (&finding.file, &finding.column)
        };
        match groups.iter_mut().find(|(known, _)| same(known)) {
            Some((_, further)) => *further += 1,
            None => groups.push((finding, 0)),
        }
    }
    groups
}

/// A table that is checked.
struct Checked<'c> {
    table: &'c Table,
    file: String,
    findings: &'c mut Vec<Finding>,
}

impl Checked<'_> {
    fn find(&mut self, row: Option<u32>, column: Option<&str>, what: What) {
        let column = column.map(str::to_owned);
        let (file, level) = (self.file.clone(), what.level());
        self.findings.push(Finding { file, row, column, level, what });
    }

    fn header(&mut self) {
        let mut seen: Vec<&str> = Vec::new();
        for (place, column) in (1..).zip(&self.table.columns) {
            let name = column.name.as_str();
            let given = || name.to_owned();
            if name.trim().is_empty() {
                self.find(Some(1), Some(&format!("{place}")), What::Nameless);
            } else if seen.contains(&name) {
                self.find(Some(1), Some(name), What::NameTaken { name: given() });
            } else if !is_plain(name) {
                self.find(Some(1), Some(name), What::NameNotPlain { name: given() });
            }
            seen.push(name);
        }
    }

    fn rows(&mut self) {
        let columns = self.table.columns.len();
        let mut keys: BTreeMap<Vec<&Value>, u32> = BTreeMap::new();
        for (row, cells) in (2..).zip(&self.table.rows) {
            if cells.len() != columns {
                self.find(Some(row), None, What::Width { cells: cells.len(), columns });
            }
            if cells.iter().all(|cell| *cell == Value::Nothing) {
                self.find(Some(row), None, What::EmptyRow);
                continue;
            }
            let key = self.table.columns.iter().zip(cells).filter(|(column, _)| column.key);
            let (names, key): (Vec<&Column>, Vec<&Value>) = key.unzip();
            if key.is_empty() {
                continue;
            }
            if let Some(first) = keys.insert(key.clone(), row) {
                keys.insert(key, first);
                let name = names.first().map(|column| column.name.clone());
                self.find(Some(row), name.as_deref(), What::NotUnique { first });
            }
        }
    }
}

/// Small letters, digits and `_`, beginning with a letter.
fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

impl What {
    /// How much it matters.
    pub const fn level(&self) -> Level {
        match self {
            Self::Nameless
            | Self::NameNotPlain { .. }
            | Self::NameTaken { .. }
            | Self::Width { .. }
            | Self::EmptyRow
            | Self::Missing
            | Self::NotUnique { .. }
            | Self::NotANumber { .. }
            | Self::NotADate { .. }
            | Self::NotAFlag { .. }
            | Self::NotAnId { .. }
            | Self::NotACode { .. }
            | Self::Private { .. } => Level::Fault,
            Self::LineEnd
            | Self::Tab
            | Self::SpaceAround
            | Self::SpaceInside
            | Self::Several { .. }
            | Self::Formula { .. }
            | Self::Vendors { .. }
            | Self::Invisible { .. }
            | Self::TooLong { .. } => Level::Notice,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_column_has_to_say_of_many_rows_is_said_once() {
        let found = |row, column: &str, character| {
            let what = What::Vendors { character };
            Finding {
                file: "items.csv".into(),
                row: Some(row),
                column: Some(column.into()),
                level: what.level(),
                what,
            }
        };
        let findings =
            [found(2, "number_printed", '①'), found(3, "number_printed", '②'), found(3, "title", '①')];
        let groups: Vec<_> = grouped(&findings).into_iter().map(|(first, more)| (first.row, more)).collect();
        assert_eq!(groups, [(Some(2), 1), (Some(3), 0)]);
    }
}
