//! A table of opinions (意見の趣旨, 考え方, 区分), and a file that says what their consultation was.
//!
//! The file is TOML:
//!
//! ```toml
//! [consultation]
//! period = "令和5年12月18日（月）から令和6年1月17日（水）まで"   # as printed; its days are read from it
//! from = "2023-12-18"                                            # only where they cannot be
//! to = "2024-01-17"
//! state = "closed"                                               # or "open"
//!
//! [[consultation.channels]]
//! name = "電子メール"
//! letters = 5                                                    # 通
//! opinions = 9                                                   # 件
//!
//! [[consultation.dispositions]]
//! code = "A"
//! definition = "意見を踏まえ、案を修正するもの"
//!
//! # Headings of the table, where they are none of the common ones.
//! [columns]
//! "いただいた声" = "gist"
//!
//! # What the opinions are about: the number of an opinion, the numbers of items.
//! [links]
//! "3" = ["5-1", "5-2"]
//! ```
//!
//! A column is one of `number`, `gist`, `view`, `disposition`, `items`, `other`.

use crate::problem::{Collector, Finding, OpinionFinding, Place, Problem, Problems};
use crate::profile_file::toml_problems;
use crate::read::{Sheet, SheetRow, read};
use crate::understand::squeezed;
use domain::event::ConsultationState;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a column of the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpinionColumn {
    /// No.
    Number,
    /// 意見の趣旨.
    Gist,
    /// 考え方.
    View,
    /// 区分.
    Disposition,
    /// The numbers of the items that it is about.
    Items,
    /// Kept in the file only.
    Other,
}

/// What the consultation was, as its file says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsultationFile {
    /// The consultation.
    pub consultation: ConsultationSaid,
    /// Headings and what they mean.
    #[serde(default)]
    pub columns: BTreeMap<String, OpinionColumn>,
    /// The items that an opinion is about, by its number.
    #[serde(default)]
    pub links: BTreeMap<String, Vec<String>>,
}

/// A consultation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsultationSaid {
    /// As printed, with its weekdays.
    pub period: String,
    /// The first day, where the period does not say.
    #[serde(default)]
    pub from: Option<String>,
    /// The last day, where the period does not say.
    #[serde(default)]
    pub to: Option<String>,
    /// Whether opinions are still taken.
    pub state: ConsultationState,
    /// How many came by which way.
    #[serde(default)]
    pub channels: Vec<ChannelSaid>,
    /// The codes of the answers.
    #[serde(default)]
    pub dispositions: Vec<DispositionSaid>,
}

/// How opinions came in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelSaid {
    /// Such as 郵送.
    pub name: String,
    /// 通.
    #[serde(default)]
    pub letters: Option<u32>,
    /// 件.
    #[serde(default)]
    pub opinions: Option<u32>,
}

/// A code and its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DispositionSaid {
    /// Such as A.
    pub code: String,
    /// What it means.
    #[serde(default)]
    pub definition: Option<String>,
}

/// A table of opinions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OpinionTable {
    /// The file's name as given.
    pub file: String,
    /// The sheet's name, in a workbook.
    pub sheet: Option<String>,
    /// The rows in the order of the file.
    pub rows: Vec<OpinionRead>,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
}

/// One opinion as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OpinionRead {
    /// Its row in the file, from 1.
    pub line: u32,
    /// Its number as printed.
    pub number: String,
    /// 意見の趣旨.
    pub gist: String,
    /// 考え方.
    pub view: Option<String>,
    /// 区分.
    pub disposition: Option<String>,
    /// The numbers of the items that it is about.
    pub items: Vec<String>,
}

/// What councils call these columns, without what stands before it (市の考え方).
const KNOWN: [(OpinionColumn, &[&str]); 5] = [
    (OpinionColumn::Number, &["no", "no.", "№", "番号", "項番", "通し番号", "通番"]),
    (OpinionColumn::Gist, &["意見の趣旨", "意見の概要", "意見の要旨", "意見の内容", "意見"]),
    (OpinionColumn::View, &["考え方", "回答", "対応"]),
    (OpinionColumn::Disposition, &["区分", "対応区分", "反映区分", "反映状況"]),
    (OpinionColumn::Items, &["該当箇所", "該当番号", "関連事業", "対象事業", "項目番号"]),
];

impl ConsultationFile {
    /// Reads a consultation file.
    ///
    /// # Errors
    /// [`Problems`] with the row and the character at which the file goes wrong.
    pub fn parse(name: &str, text: &str) -> Result<Self, Problems> {
        toml::from_str(text).map_err(|error| toml_problems(name, text, &error))
    }
}

/// The opinions of a file: of the first sheet that has a number and a gist.
///
/// # Errors
/// [`Problems`]: all that were found, warnings too, when one of them is an error.
pub fn opinions(
    name: &str,
    bytes: &[u8],
    columns: &BTreeMap<String, OpinionColumn>,
) -> Result<OpinionTable, Problems> {
    let sheets = read(name, bytes)?;
    let mut problems = Collector::default();
    let header = sheets.iter().find_map(|sheet| Some((sheet, header(sheet, columns)?)));
    let Some((sheet, (at, columns))) = header else {
        let place = Place { file: name.to_owned(), ..Place::default() };
        for name in ["No", "意見の趣旨"] {
            problems.add(place.clone(), Finding::Opinion(OpinionFinding::NoColumn { name }));
        }
        return Err(problems.into_problems());
    };
    let mut table =
        OpinionTable { file: name.to_owned(), sheet: sheet.name.clone(), rows: Vec::new(), warnings: vec![] };
    let is_header = |row: &SheetRow| row.cells == sheet.rows[at].cells;
    for row in sheet.rows[at + 1..].iter().filter(|row| !row.is_blank() && !is_header(row)) {
        let mut report = |finding| {
            let place =
                Place { file: name.to_owned(), sheet: sheet.name.clone(), row: Some(row.line), column: None };
            problems.add(place, Finding::Opinion(finding));
        };
        let opinion = opinion(row, &columns, &mut report);
        if let Some(first) = table.rows.iter().find(|first| first.number == opinion.number) {
            let number = opinion.number.clone();
            report(OpinionFinding::NumberTwice { number, first: first.line });
        }
        table.rows.push(opinion);
    }
    if table.rows.is_empty() {
        let line = Some(sheet.rows[at].line);
        let place = Place { file: name.to_owned(), sheet: sheet.name.clone(), row: line, column: None };
        problems.add(place, Finding::NoRows);
    }
    problems.finish(table).map(|(table, warnings)| OpinionTable { warnings, ..table })
}

/// The header row, and what its columns say.
fn header(sheet: &Sheet, own: &BTreeMap<String, OpinionColumn>) -> Option<(usize, Vec<OpinionColumn>)> {
    sheet.rows.iter().enumerate().find_map(|(at, row)| {
        let columns: Vec<OpinionColumn> = row.cells.iter().map(|cell| column(cell, own)).collect();
        let has = |wanted| columns.iter().filter(|column| **column == wanted).count() == 1;
        (has(OpinionColumn::Number) && has(OpinionColumn::Gist)).then_some((at, columns))
    })
}

/// What a heading says: ご意見の趣旨 and 市の考え方 by their ends.
fn column(heading: &str, own: &BTreeMap<String, OpinionColumn>) -> OpinionColumn {
    let heading = squeezed(heading);
    let bare = heading.split(['(', '（']).next().unwrap_or_default();
    if let Some((_, column)) = own.iter().find(|(known, _)| squeezed(known) == heading) {
        return *column;
    }
    let exact = KNOWN.iter().find(|(_, names)| names.contains(&bare));
    let ends = |(column, names): &&(OpinionColumn, &[&str])| {
        matches!(column, OpinionColumn::Gist | OpinionColumn::View | OpinionColumn::Disposition)
            && names.iter().any(|name| bare.ends_with(name))
    };
    exact.or_else(|| KNOWN.iter().find(ends)).map_or(OpinionColumn::Other, |(column, _)| *column)
}

fn opinion(
    row: &SheetRow,
    columns: &[OpinionColumn],
    report: &mut impl FnMut(OpinionFinding),
) -> OpinionRead {
    let cell = |wanted| {
        let at = columns.iter().position(|column| *column == wanted);
        at.map_or("", |at| row.cell(at)).trim()
    };
    let optional = |wanted| Some(cell(wanted)).filter(|text| !text.is_empty()).map(str::to_owned);
    let items = cell(OpinionColumn::Items).split(['、', '，', ',', '・', '\n', '／']);
    let read = OpinionRead {
        line: row.line,
        number: cell(OpinionColumn::Number).to_owned(),
        gist: cell(OpinionColumn::Gist).to_owned(),
        view: optional(OpinionColumn::View),
        disposition: optional(OpinionColumn::Disposition),
        items: items.map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect(),
    };
    if read.number.is_empty() {
        report(OpinionFinding::NoNumber);
    }
    if read.gist.is_empty() {
        report(OpinionFinding::NoGist);
    }
    match (&read.view, &read.disposition) {
        (None, Some(_)) => report(OpinionFinding::CodeAlone { number: read.number.clone() }),
        (None, None) => report(OpinionFinding::Unanswered { number: read.number.clone() }),
        (Some(_), _) => {}
    }
    read
}
