//! Open data (P7): tables in long form, their files, what describes them, and what a machine would stumble over.
//!
//! A column is defined once (`column.rs`, `tables/`): header, cells, dictionary and schema come from there. [`package`]
//! makes all files; [`check()`] says what a publisher should look at before.

pub mod check;
mod codes;
mod column;
mod cp932;
mod dcat;
mod dictionary;
mod file;
mod json;
mod looked;
mod ordered;
mod schema;
mod separated;
mod table;
mod tables;
mod value;

pub use check::{Finding, Level, What, check, grouped};
pub use codes::{Code, CodeList};
pub use column::{Column, Holds, Words};
pub use dictionary::{contents, dictionary};
pub use file::{File, Unwritten};
pub use looked::{Looked, Rows, look};
pub use schema::schema;
pub use separated::{Encoding, Loss, losses, write_csv};
pub use table::Table;
pub use tables::tables;
pub use value::Value;

use column::Field;
use domain::value::PrintedDate;
use projections::report::OpenData;
use projections::wording::Language;
use std::borrow::Cow;
use std::io;

/// How the files are made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// In which bytes CSV is written. JSON is always UTF-8.
    pub encoding: Encoding,
    /// Where the files are read, one below the other; none where that is not known.
    pub address: Option<String>,
    /// The licence: its address, or its name; none where nobody has said so.
    pub licence: Option<String>,
    /// In which language schemas are described.
    pub language: Language,
}

/// All files of a plan's open data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The files, in order.
    pub files: Vec<File>,
    /// What the encoding could not hold.
    pub losses: Vec<Loss>,
    /// What a machine would stumble over.
    pub findings: Vec<Finding>,
    date: Option<PrintedDate>,
}

/// Why files could not be made; no data cause it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be written.
    #[error("file: {0}")]
    Io(#[from] io::Error),
    /// JSON.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    /// More than an archive can hold.
    #[error("zip: {0}")]
    Zip(#[from] zip::result::ZipError),
}

/// All files of a plan's open data, with what was lost and what was found.
///
/// Each table is a CSV, a JSON and a JSON Schema, so are the dictionary and the list of tables; `dcat.jsonld` describes
/// them; `losses.csv` says what the encoding could not hold, where it could not hold everything.
///
/// # Errors
/// [`Error`], which no data cause.
pub fn package(data: &OpenData, options: &Options) -> Result<Package, Error> {
    let codes = codes::codes(data);
    let tables = every_table(data);
    let mut files = Vec::new();
    for table in &tables {
        files.push(Unwritten::rows(Cow::Borrowed(table), options.encoding).made()?);
        files.push(Unwritten::objects(Cow::Borrowed(table)).made()?);
        files.push(described(table, &codes, options)?);
    }
    let losses = match options.encoding {
        Encoding::Cp932 => tables.iter().flat_map(losses).collect(),
        Encoding::Utf8WithMark | Encoding::Utf8 => Vec::new(),
    };
    if !losses.is_empty() {
        files.push(Unwritten::rows(Cow::Owned(lost(&losses)), Encoding::Utf8WithMark).made()?);
    }
    files.push(dcat::dcat(data, &files, options)?);
    let findings = check(&tables, &codes, options.encoding);
    Ok(Package { files, losses, findings, date: data.modified.clone() })
}

/// One of these files, by its name, ready to be written; none where there is no such file.
///
/// # Errors
/// [`Error`], which no data cause.
pub fn file(data: &OpenData, name: &str, options: &Options) -> Result<Option<Unwritten<'static>>, Error> {
    let of = |table: &Table| name.strip_prefix(&table.name)?.strip_prefix('.').map(str::to_owned);
    let found = every_table(data).into_iter().find_map(|table| of(&table).map(|ending| (table, ending)));
    Ok(match found {
        Some((table, ending)) => match ending.as_str() {
            "csv" => Some(Unwritten::rows(Cow::Owned(table), options.encoding)),
            "json" => Some(Unwritten::objects(Cow::Owned(table))),
            "schema.json" => Some(described(&table, &codes::codes(data), options)?.into()),
            _ => None,
        },
        None => {
            let files = package(data, options)?.files;
            files.into_iter().find(|file| file.name == name).map(Unwritten::from)
        }
    })
}

fn every_table(data: &OpenData) -> Vec<Table> {
    let mut tables = tables(data);
    tables.extend([dictionary(&tables), contents(&tables)]);
    tables
}

fn described(table: &Table, codes: &[Code], options: &Options) -> Result<File, Error> {
    let name = table.file("schema.json");
    let address = options.address.as_deref().map(|address| dcat::address_of(address, &name));
    let bytes = schema(table, codes, address.as_deref(), options.language)?;
    Ok(File { name, media_type: "application/schema+json", bytes })
}

impl Package {
    /// The file of that name.
    pub fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|file| file.name == name)
    }

    /// All files as one archive; the same data give the same bytes.
    ///
    /// # Errors
    /// [`Error::Zip`] for more than an archive can hold.
    pub fn zip(&self) -> Result<Vec<u8>, Error> {
        Ok(file::zip(&self.files, self.date.as_ref())?)
    }
}

/// What was lost, as a table.
fn lost(losses: &[Loss]) -> Table {
    let fields = vec![
        Field::text("file", ["ファイル", "file"], |loss: &Loss| (&loss.file).into()).key(),
        Field::number("row", ["行", "row"], |loss: &Loss| loss.row.into()).key(),
        Field::text("column", ["列名", "column"], |loss: &Loss| (&loss.column).into()).key(),
        Field::text("character", ["失われた文字", "character"], |loss: &Loss| {
            Value::printed(loss.character)
        })
        .key(),
        Field::text("code_point", ["符号位置", "code point"], |loss: &Loss| {
            Value::printed(format_args!("U+{:04X}", u32::from(loss.character)))
        })
        .required(),
        Field::text("replacement", ["代わりの文字", "replacement"], |loss: &Loss| {
            (&loss.replacement).into()
        }),
        Field::number("times", ["回数", "times"], |loss: &Loss| loss.times.into()).required(),
    ];
    let title = ["文字コード変換で失われた文字", "characters that were lost"];
    Table::of("losses", title, title, fields, losses)
}
