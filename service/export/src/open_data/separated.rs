//! A table as CSV: one header row, CR LF at every end, a cell quoted where it must be.
//!
//! A cell that a spreadsheet program would take for a formula goes out as it is: whoever reads data would read an added
//! sign as a part of it. The check names such cells.

use super::cp932;
use super::table::Table;
use super::value::Value;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

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

/// The table with what the encoding could not hold.
///
/// # Errors
/// [`csv::Error`], which no table causes.
pub fn csv(table: &Table, encoding: Encoding) -> Result<(Vec<u8>, Vec<Loss>), csv::Error> {
    let mut losses = Vec::new();
    let mut bytes = match encoding {
        Encoding::Utf8WithMark => b"\xef\xbb\xbf".to_vec(),
        Encoding::Utf8 | Encoding::Cp932 => Vec::new(),
    };
    let mut writer =
        csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    writer.write_record(table.columns.iter().map(|column| &column.name))?;
    for (row, cells) in (2..).zip(&table.rows) {
        let mut place = Place { table, row, losses: &mut losses };
        let cells: Vec<String> = match encoding {
            Encoding::Utf8WithMark | Encoding::Utf8 => cells.iter().map(ToString::to_string).collect(),
            Encoding::Cp932 => cells.iter().enumerate().map(|(at, cell)| place.fitted(at, cell)).collect(),
        };
        writer.write_record(&cells)?;
    }
    writer.flush()?;
    drop(writer);
    let bytes = match encoding {
        Encoding::Utf8WithMark | Encoding::Utf8 => bytes,
        Encoding::Cp932 => cp932::bytes(&String::from_utf8_lossy(&bytes)),
    };
    Ok((bytes, losses))
}

/// A row that is written, and what was lost until now.
struct Place<'t> {
    table: &'t Table,
    row: u32,
    losses: &'t mut Vec<Loss>,
}

impl Place<'_> {
    /// The cell as CP932 can hold it.
    fn fitted(&mut self, at: usize, cell: &Value) -> String {
        let text = cell.to_string();
        let (fitted, replaced) = cp932::fitted(&text);
        let mut times: BTreeMap<(char, String), u32> = BTreeMap::new();
        for one in replaced {
            *times.entry((one.character, one.replacement)).or_default() += 1;
        }
        let column = self.table.columns.get(at).map(|column| column.name.clone()).unwrap_or_default();
        let losses = times.into_iter().map(|((character, replacement), times)| Loss {
            file: self.table.file("csv"),
            row: self.row,
            column: column.clone(),
            character,
            replacement,
            times,
        });
        self.losses.extend(losses);
        fitted.into_owned()
    }
}
