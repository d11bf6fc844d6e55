//! Findings in English, lower case, for logs and terminals.

use super::{Finding, Oversize};
use domain::value::Meaning;
use domain::value::date::DateHint;

/// The headings that are accepted for the title, as a message names them.
const TITLES: &str = "実施事業, 事業名, 施策名, 取組項目 or 名称";

impl Finding {
    /// What was found.
    pub fn found(&self) -> String {
        match self {
            Self::Empty => "nothing in the file".to_owned(),
            Self::TooLarge { what, found, .. } => format!("{found} {}", what.name()),
            Self::OtherForm { form } => format!("a file in the form {form}"),
            Self::Utf16 => "text in UTF-16".to_owned(),
            Self::Encoding { byte, encoding } => format!("byte 0x{byte:02X}, which is not {encoding}"),
            Self::OpenQuote => "a quotation mark that is never closed".to_owned(),
            Self::ControlCharacter { code, at } => {
                format!("control character U+{code:04X} at character {at}")
            }
            Self::BrokenWorkbook { detail } => format!("a workbook that cannot be read ({detail})"),
            Self::CellError { text } => format!("the failed formula {text}"),
            Self::NoHeader => "no header row".to_owned(),
            Self::MissingColumn { meaning, headings } => {
                format!("no column for {} among the headings {}", name(*meaning), headings.join(", "))
            }
            Self::NoRows => "no row under the header".to_owned(),
            Self::BeyondColumns { text, .. } => format!("{text:?} where the header has no column"),
            Self::NoTitle => "a row without a title".to_owned(),
            Self::NotAStatus { error, .. } => split(&error.to_string()).0,
            Self::TwoStatuses { wording, words } => {
                format!("{wording:?}, which says {} at once", words.join(" and "))
            }
            Self::NotADate { error, .. } => split(&error.to_string()).0,
            Self::NumberBecameDate { text } => {
                format!("{text:?}, an item number that became a date; it cannot be recovered")
            }
            Self::NotANumber { text } => format!("{text:?}, which is no number"),
            Self::TextTooLong { length, .. } => format!("{length} characters"),
            Self::BadProfile { detail } => detail.clone(),
            Self::DateHint { text, hint } => match hint {
                DateHint::EraEnded { also, .. } => {
                    format!("{text:?}, after the end of its era; read as {also}")
                }
                DateHint::EraNotBegun { also, .. } => {
                    format!("{text:?}, before the beginning of its era; read as {also}")
                }
            },
            Self::DateCell { text } => {
                format!("a date cell, read as {text:?}; how it was printed is not in the file")
            }
            Self::DuplicateNumber { label, first } => format!("number {label} again, first in row {first}"),
            Self::MissingParent { label, parent } => {
                format!("number {label} without a row {parent} above it")
            }
            Self::Unnumbered { title } => format!("no number before {title:?}"),
            Self::EndingWithoutRemark { wording } => format!("{wording:?} without a remark that says why"),
            Self::NoStatus => "an item without a status".to_owned(),
            Self::UnknownHeading { heading } => {
                format!("unknown heading {heading:?}; its column is kept as it is")
            }
            Self::UnnamedColumn => "a column without a heading; it is kept as it is".to_owned(),
            Self::FormerColumnMissing { heading } => {
                format!("no column {heading:?}, which the profile names for the edition before")
            }
            Self::FormerDate { text } => {
                format!("{text:?}, which the profile gives as the date of the edition before")
            }
            Self::UnknownChange { word, .. } => format!("unknown change {word:?}"),
            Self::MergedIntoUnknown { text } => {
                format!("an item that was merged into one that is not in the table: {text:?}")
            }
            Self::RepeatedMeaning { heading, first } => {
                format!("heading {heading:?} means the same as {first:?}; its column is kept as it is")
            }
            Self::DepartmentUnclear { text } => {
                format!("{text:?}, which may be one department or several; kept as one")
            }
            Self::CategoryUnclear { text } => format!("{text:?}, in which not exactly one is ticked"),
            Self::YearUnknown => {
                "plan and result of a fiscal year that is not named; they are not read".to_owned()
            }
            Self::YearOfDate { text, year } => {
                format!("no fiscal year; {text} lies in {year}, which is taken")
            }
            Self::BlankCells { count } => format!("{count} blank cells, which say nothing here"),
            Self::NothingAbove { text } => format!("{text:?} with nothing above it"),
            Self::TotalRow { text } => format!("{text:?}, a row of totals; kept as printed, no item"),
            Self::Relisted { title, first } => format!("{title:?} is listed in row {first} already"),
            Self::RelistedUnclear { title, candidates } if candidates.is_empty() => {
                format!("{title:?} says that it is listed already, but no row has that name")
            }
            Self::RelistedUnclear { title, candidates } => format!(
                "{title:?} says that it is listed already; which of the rows {} is not clear",
                candidates.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
            ),
            Self::NoReason => "a declared change without a reason".to_owned(),
            Self::SheetSkipped => "a sheet without a header row; it is left out".to_owned(),
            Self::Id(finding) => finding.found(),
            Self::Trace(finding) => finding.found(),
            Self::Opinion(finding) => finding.found(),
            Self::More { count, .. } => format!("{count} more problems"),
        }
    }

    /// What would be accepted.
    pub fn accepted(&self) -> String {
        match self {
            Self::Id(finding) => finding.accepted(),
            Self::Trace(finding) => finding.accepted(),
            Self::Opinion(finding) => finding.accepted(),
            Self::Empty | Self::NoHeader => {
                format!("a table whose header has {TITLES} and one more known heading, such as 状況")
            }
            Self::TooLarge { what, limit, .. } => format!("at most {limit} {}", what.name()),
            Self::OtherForm { .. } => "xlsx, CSV, or text with TAB between the cells".to_owned(),
            Self::Utf16 | Self::Encoding { .. } => "UTF-8 or CP932 (Shift_JIS)".to_owned(),
            Self::OpenQuote => "a second quotation mark at the end of the cell".to_owned(),
            Self::ControlCharacter { .. } => "printable characters, TAB and line ends".to_owned(),
            Self::BrokenWorkbook { .. } => {
                "an xlsx workbook as spreadsheet programs save it, without a password".to_owned()
            }
            Self::CellError { .. } => "text or a number".to_owned(),
            Self::MissingColumn { meaning: Meaning::Title, .. } => {
                format!("{TITLES} in the header row, or a profile file that names the heading")
            }
            Self::MissingColumn { meaning, .. } => {
                format!("a heading for {} in the header row", name(*meaning))
            }
            Self::NoRows => "at least one row with a title".to_owned(),
            Self::BeyondColumns { columns, .. } => format!("at most {columns} cells, one for each heading"),
            Self::NoTitle => "a title, or an entirely blank row".to_owned(),
            Self::NotAStatus { error, .. } => {
                format!("{}, or a word that an option or a profile file defines", split(&error.to_string()).1)
            }
            Self::TwoStatuses { .. } => {
                "one status, or the whole wording with its state by an option or a profile file".to_owned()
            }
            Self::NotADate { error, .. } => split(&error.to_string()).1,
            Self::NumberBecameDate { .. } => {
                "the number as text; format the column as text and enter it again".to_owned()
            }
            Self::NotANumber { .. } => "a number such as 1-1-1, ①, (1), 第1, ア or 施策1-1".to_owned(),
            Self::TextTooLong { limit, .. } => format!("at most {limit} characters"),
            Self::BadProfile { .. } => {
                "a profile file with the tables [headings], [statuses], [edition], [changes] and [former], as its documentation shows"
                    .to_owned()
            }
            Self::DateHint { hint, .. } => match hint {
                DateHint::EraEnded { also, .. } | DateHint::EraNotBegun { also, .. } => {
                    format!("it as printed; the same time is called {also}")
                }
            },
            Self::DateCell { .. } => "a date entered as text, such as 令和3年3月".to_owned(),
            Self::DuplicateNumber { .. } => "each number once; it is kept as printed".to_owned(),
            Self::MissingParent { .. } => {
                "the parent's row above it; it is placed as high as needed".to_owned()
            }
            Self::Unnumbered { .. } => "a row without a number; it is kept as printed".to_owned(),
            Self::EndingWithoutRemark { .. } => "a remark, or 「原資料に理由記載なし」 later".to_owned(),
            Self::NoStatus => "a status; without one it is kept as printed".to_owned(),
            Self::UnknownHeading { .. } | Self::UnnamedColumn | Self::RepeatedMeaning { .. } => {
                "a known heading, or a profile file that gives it a meaning".to_owned()
            }
            Self::FormerColumnMissing { .. } => {
                "a heading of the table, or a profile without it".to_owned()
            }
            Self::FormerDate { .. } => "a date such as 平成29年3月".to_owned(),
            Self::UnknownChange { known, .. } => {
                format!("one of {}, or a word that [former.words] of the profile defines", known.join(", "))
            }
            Self::MergedIntoUnknown { .. } => {
                "the title of the item that continues it in 「」, or its number before".to_owned()
            }
            Self::DepartmentUnclear { .. } => "names with 、 between them".to_owned(),
            Self::CategoryUnclear { .. } => "one ticked word; without it there is no category".to_owned(),
            Self::YearUnknown => "平成24年度 in a title line, or fiscal_year under [edition] of a profile file".to_owned(),
            Self::YearOfDate { .. } => "another year by fiscal_year under [edition] of a profile file".to_owned(),
            Self::BlankCells { .. } => {
                "the heading in fill_down of a profile file, where blank means the cell above".to_owned()
            }
            Self::NothingAbove { .. } => "a cell above it, in the same section".to_owned(),
            Self::TotalRow { .. } => "it; its totals are kept and compared with what is counted".to_owned(),
            Self::Relisted { .. } => "a person's word that it is the same item; without it, it is one of its own".to_owned(),
            Self::RelistedUnclear { .. } => "one row above of that name and department; it is kept as an item of its own".to_owned(),
            Self::NoReason => "a reason; without one nothing is declared".to_owned(),
            Self::SheetSkipped => format!("a header with {TITLES} and one more known heading"),
            Self::More { .. } => "a file in which those above are corrected".to_owned(),
        }
    }
}

impl Oversize {
    fn name(self) -> &'static str {
        match self {
            Self::FileBytes => "bytes",
            Self::UnpackedBytes => "bytes when unpacked",
            Self::Ratio => "times smaller when packed",
            Self::Parts => "parts in the workbook",
            Self::Tags => "XML tags in the workbook",
            Self::Sheets => "sheets",
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Cells => "cells",
        }
    }
}

/// The domain's messages name both halves; here they are apart.
fn split(message: &str) -> (String, String) {
    match message.split_once("; accepted ") {
        Some((found, accepted)) => {
            let accepted =
                accepted.strip_prefix("is ").or_else(|| accepted.strip_prefix("are ")).unwrap_or(accepted);
            (found.to_owned(), accepted.to_owned())
        }
        None => (message.to_owned(), "printable text".to_owned()),
    }
}

fn name(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Number => "番号",
        Meaning::Title => "実施事業",
        Meaning::Schedule => "実施時期",
        Meaning::Status => "状況",
        Meaning::PlannedStatus => "計画事項",
        Meaning::Review => "見直し時期",
        Meaning::Remark => "備考",
        Meaning::Body => "事業内容",
        Meaning::Department => "担当部署",
        Meaning::Category => "区分",
        Meaning::YearPlanned(_) => "年度の計画",
        Meaning::YearActual(_) => "年度の実績",
        Meaning::Indicator => "指標",
        Meaning::Trace(level) => level.name(),
        Meaning::Other => "その他",
    }
}
