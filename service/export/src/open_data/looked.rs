//! What a publisher looks at before: how many rows there are, what was found, what an encoding would lose.

use super::check::{Finding, check};
use super::codes;
use super::separated::{Encoding, Loss, losses};
use super::tables::tables;
use projections::report::{OpenData, PlanRef};
use schemars::JsonSchema;
use serde::Serialize;

/// What a publisher looks at.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "OpenDataCheckReport")]
pub struct Looked {
    /// The plan.
    pub plan: PlanRef,
    /// In which encoding CSV would be written.
    pub encoding: String,
    /// The tables with their rows.
    pub tables: Vec<Rows>,
    /// What a machine would stumble over.
    pub findings: Vec<Finding>,
    /// What the encoding could not hold.
    pub losses: Vec<Loss>,
}

/// How many rows a table has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "OpenDataRows")]
pub struct Rows {
    /// What its files are called, without an ending.
    pub table: String,
    /// What it is called in Japanese.
    pub title_ja: String,
    /// What it is called in English.
    pub title_en: String,
    /// What a row of it is, in Japanese.
    pub about_ja: String,
    /// What a row of it is, in English.
    pub about_en: String,
    /// Its rows, the header not counted.
    pub rows: u64,
}

/// Looks at what would be published.
pub fn look(data: &OpenData, encoding: Encoding) -> Looked {
    let tables = tables(data);
    let losses = match encoding {
        Encoding::Cp932 => tables.iter().flat_map(losses).collect(),
        Encoding::Utf8WithMark | Encoding::Utf8 => Vec::new(),
    };
    let rows = tables.iter().map(|table| Rows {
        table: table.name.clone(),
        title_ja: table.title.japanese.clone(),
        title_en: table.title.english.clone(),
        about_ja: table.about.japanese.clone(),
        about_en: table.about.english.clone(),
        rows: table.rows.len() as u64,
    });
    Looked {
        plan: data.plan.clone(),
        encoding: encoding.name().to_owned(),
        tables: rows.collect(),
        findings: check(&tables, &codes::codes(data), encoding),
        losses,
    }
}
