//! A table as CSV: one header row, CR LF at every end, a cell quoted where it must be.
//!
//! A cell that a spreadsheet program would take for a formula goes out as it is: whoever reads data would read an added
//! sign as a part of it. The check names such cells.

use super::column::Column;
use super::cp932;
use super::table::Table;
use super::value::Value;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// In which bytes a CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Encoding {
    /// UTF-8 with a byte order mark, by which Excel recognises it.
    #[default]
    Utf8WithMark,
    /// UTF-8.
    Utf8,
    /// CP932 (Windows-31J), for programs that know nothing else.
    Cp932,
}

/// A character that the encoding does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "OpenDataLoss")]
pub struct Loss {
    /// In which file.
    pub file: String,
    /// In which row, the header being the first.
    pub row: u32,
    /// In which column.
    pub column: String,
    /// The character.
    pub character: char,
    /// What stands there instead; nothing for a mark that nobody sees.
    pub replacement: String,
    /// How often it stands in the cell.
    pub times: u32,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Utf8WithMark, Self::Utf8, Self::Cp932];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8WithMark => "utf8-bom",
            Self::Utf8 => "utf8",
            Self::Cp932 => "cp932",
        }
    }

    /// The encoding of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.name() == name)
    }

    /// The media type of a CSV in it.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Utf8WithMark | Self::Utf8 => "text/csv; charset=utf-8; header=present",
            Self::Cp932 => "text/csv; charset=windows-31j; header=present",
        }
    }
}

/// Writes the table; what the encoding cannot hold is replaced, and [`losses`] says by what.
///
/// # Errors
/// Those of `out`.
pub fn write_csv(table: &Table, encoding: Encoding, out: &mut dyn Write) -> io::Result<()> {
    if encoding == Encoding::Utf8WithMark {
        out.write_all(b"\xef\xbb\xbf")?;
    }
    let mut writer =
        csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(out);
    // What has to be quoted is ASCII, and no second byte of a character is one of those.
    let encoded = |text: String| match encoding {
        Encoding::Utf8WithMark | Encoding::Utf8 => text.into_bytes(),
        Encoding::Cp932 => cp932::bytes(&cp932::fitted(&text).0),
    };
    writer.write_record(table.columns.iter().map(|column| encoded(column.name.clone())))?;
    for cells in &table.rows {
        writer.write_record(cells.iter().map(|cell| encoded(cell.to_string())))?;
    }
    writer.flush()
}

/// What CP932 cannot hold of a table.
pub fn losses(table: &Table) -> Vec<Loss> {
    let cells = (2..)
        .zip(&table.rows)
        .flat_map(|(row, cells)| table.columns.iter().zip(cells).map(move |at| (row, at)));
    cells.flat_map(|(row, (column, cell))| lost(table, row, column, cell)).collect()
}

fn lost(table: &Table, row: u32, column: &Column, cell: &Value) -> Vec<Loss> {
    let text = cell.to_string();
    let mut times: BTreeMap<(char, String), u32> = BTreeMap::new();
    for one in cp932::fitted(&text).1 {
        *times.entry((one.character, one.replacement)).or_default() += 1;
    }
    let losses = times.into_iter().map(|((character, replacement), times)| Loss {
        file: table.file("csv"),
        row,
        column: column.name.clone(),
        character,
        replacement,
        times,
    });
    losses.collect()
}
