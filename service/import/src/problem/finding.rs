//! What can be found in a file that cannot be taken as it stands.

use super::{IdFinding, OpinionFinding, TraceFinding};
use domain::value::Meaning;
use domain::value::date::{DateError, DateHint};
use domain::value::status::StatusError;
use schemars::JsonSchema;
use serde::Serialize;

/// Whether a finding stops the import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing is imported.
    Error,
    /// It is imported; a person should look.
    Warning,
}

/// What there is too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Oversize {
    /// Bytes of the file.
    FileBytes,
    /// Bytes of a workbook's parts, unpacked.
    UnpackedBytes,
    /// How many times smaller a part is packed.
    Ratio,
    /// Parts of a workbook.
    Parts,
    /// XML tags of a workbook.
    Tags,
    /// Sheets of a workbook.
    Sheets,
    /// Rows of a sheet.
    Rows,
    /// Columns of a sheet.
    Columns,
    /// Cells of a file.
    Cells,
}

/// What was found, with its data. Wording for people is made elsewhere; [`super::Problem::found`] and
/// [`super::Problem::accepted`] are for logs and terminals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// There is nothing in the file.
    Empty,
    /// More than is read.
    TooLarge {
        /// Of what.
        what: Oversize,
        /// How many there are, or how many were counted before reading stopped.
        found: u64,
        /// How many are accepted.
        limit: u64,
    },
    /// A file of another kind.
    OtherForm {
        /// Which, such as PDF.
        form: &'static str,
    },
    /// Text in UTF-16.
    Utf16,
    /// A byte that belongs to no accepted encoding.
    Encoding {
        /// The byte.
        byte: u8,
        /// What the text before it is written in.
        encoding: &'static str,
    },
    /// A quotation mark that is opened and never closed.
    OpenQuote,
    /// A control character.
    ControlCharacter {
        /// Its code point.
        code: u32,
        /// Its place in the cell, counted in characters from 1.
        at: usize,
    },
    /// A workbook that cannot be read.
    BrokenWorkbook {
        /// What its reader says.
        detail: String,
    },
    /// A cell of a workbook whose formula failed.
    CellError {
        /// As shown, such as #REF!.
        text: String,
    },
    /// No row looks like the header of a table.
    NoHeader,
    /// A header row without a column that is needed.
    MissingColumn {
        /// Which.
        meaning: Meaning,
        /// The headings that are there.
        headings: Vec<String>,
    },
    /// A header with no row under it.
    NoRows,
    /// A cell with text where the header has no column.
    BeyondColumns {
        /// The text.
        text: String,
        /// How many columns the header has.
        columns: usize,
    },
    /// A row without a title.
    NoTitle,
    /// A status that the vocabulary does not know.
    NotAStatus {
        /// As printed.
        wording: String,
        /// Why; names the words that are known.
        error: StatusError,
    },
    /// Two words in a cell that has one status.
    TwoStatuses {
        /// As printed.
        wording: String,
        /// The words.
        words: Vec<String>,
    },
    /// A date that is none.
    NotADate {
        /// As printed.
        text: String,
        /// Why.
        error: DateError,
    },
    /// A number that a spreadsheet program has turned into a date, so that it is lost.
    NumberBecameDate {
        /// What is there now.
        text: String,
    },
    /// A number that cannot be one.
    NotANumber {
        /// As printed.
        text: String,
    },
    /// More characters than a field holds.
    TextTooLong {
        /// How many there are.
        length: usize,
        /// How many are accepted.
        limit: usize,
    },
    /// The profile file cannot be read.
    BadProfile {
        /// What is wrong with it.
        detail: String,
    },
    /// A date that can be read although it is odd.
    DateHint {
        /// As printed.
        text: String,
        /// What is odd.
        hint: DateHint,
    },
    /// A date cell of a workbook: how it looked is not in the file.
    DateCell {
        /// What it was read as.
        text: String,
    },
    /// The same full number twice.
    DuplicateNumber {
        /// The full number.
        label: String,
        /// The row that has it already.
        first: u32,
    },
    /// A number whose parent has no row above it.
    MissingParent {
        /// The number.
        label: String,
        /// Its parent's.
        parent: String,
    },
    /// A row without a number in a table that has numbers.
    Unnumbered {
        /// Its title.
        title: String,
    },
    /// An item that ended, and no remark says why.
    EndingWithoutRemark {
        /// The status as printed.
        wording: String,
    },
    /// An item without a status in a table that has a column for it.
    NoStatus,
    /// A heading that is not known; its column is kept and printed, but says nothing.
    UnknownHeading {
        /// As printed.
        heading: String,
    },
    /// A column with text and no heading.
    UnnamedColumn,
    /// A profile names a column of the edition before that the table does not have.
    FormerColumnMissing {
        /// As the profile names it.
        heading: String,
    },
    /// A profile gives the edition before a date that is none.
    FormerDate {
        /// As given.
        text: String,
    },
    /// A word for a change that the profile does not have.
    UnknownChange {
        /// As printed.
        word: String,
        /// Those that it has.
        known: Vec<String>,
    },
    /// A merged item that does not say into which it was merged, or names one that is not there.
    MergedIntoUnknown {
        /// What it says.
        text: String,
    },
    /// A heading whose meaning another column has already.
    RepeatedMeaning {
        /// As printed.
        heading: String,
        /// The other one.
        first: String,
    },
    /// A cell that may name one department or several.
    DepartmentUnclear {
        /// As printed.
        text: String,
    },
    /// A cell in which several categories are ticked, or none.
    CategoryUnclear {
        /// As printed.
        text: String,
    },
    /// Plan, result or indicators of a fiscal year that neither the table nor the profile names.
    YearUnknown,
    /// The same, where only a day is named.
    YearOfDate {
        /// What names the day.
        text: String,
        /// The year in which it lies.
        year: String,
    },
    /// Blank cells of items in a column that others fill; they may mean the one above, or nothing.
    BlankCells {
        /// How many.
        count: usize,
    },
    /// 〃 with nothing above it.
    NothingAbove {
        /// As printed.
        text: String,
    },
    /// A row that adds up others.
    TotalRow {
        /// What it is called.
        text: String,
    },
    /// A re-listed row whose item is found; a person confirms it.
    Relisted {
        /// Its title.
        title: String,
        /// The row that lists it first.
        first: u32,
    },
    /// A re-listed row whose item is not found, or not the only one of its name and department.
    RelistedUnclear {
        /// Its title.
        title: String,
        /// The rows of that name.
        candidates: Vec<u32>,
    },
    /// A declared change without a reason.
    NoReason,
    /// A sheet without a header row, which is left out.
    SheetSkipped,
    /// In a file that went out with the rows' ids.
    Id(IdFinding),
    /// In the tables of a trace.
    Trace(TraceFinding),
    /// In a table of opinions.
    Opinion(OpinionFinding),
    /// More problems than are listed.
    More {
        /// How many more.
        count: u64,
        /// Whether one of all is an error.
        fatal: bool,
    },
}

impl Finding {
    /// Whether it stops the import.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Id(finding) => finding.severity(),
            Self::Trace(finding) => finding.severity(),
            Self::Opinion(finding) => finding.severity(),
            Self::Empty
            | Self::TooLarge { .. }
            | Self::OtherForm { .. }
            | Self::Utf16
            | Self::Encoding { .. }
            | Self::OpenQuote
            | Self::ControlCharacter { .. }
            | Self::BrokenWorkbook { .. }
            | Self::CellError { .. }
            | Self::NoHeader
            | Self::MissingColumn { .. }
            | Self::NoRows
            | Self::BeyondColumns { .. }
            | Self::NoTitle
            | Self::NotAStatus { .. }
            | Self::TwoStatuses { .. }
            | Self::NotADate { .. }
            | Self::NumberBecameDate { .. }
            | Self::NotANumber { .. }
            | Self::TextTooLong { .. }
            | Self::BadProfile { .. }
            | Self::FormerColumnMissing { .. }
            | Self::FormerDate { .. }
            | Self::UnknownChange { .. }
            | Self::MergedIntoUnknown { .. }
            | Self::More { fatal: true, .. } => Severity::Error,
            Self::DateHint { .. }
            | Self::DateCell { .. }
            | Self::DuplicateNumber { .. }
            | Self::MissingParent { .. }
            | Self::Unnumbered { .. }
            | Self::EndingWithoutRemark { .. }
            | Self::NoStatus
            | Self::UnknownHeading { .. }
            | Self::UnnamedColumn
            | Self::RepeatedMeaning { .. }
            | Self::DepartmentUnclear { .. }
            | Self::CategoryUnclear { .. }
            | Self::YearUnknown
            | Self::YearOfDate { .. }
            | Self::BlankCells { .. }
            | Self::NothingAbove { .. }
            | Self::TotalRow { .. }
            | Self::Relisted { .. }
            | Self::RelistedUnclear { .. }
            | Self::NoReason
            | Self::SheetSkipped
            | Self::More { fatal: false, .. } => Severity::Warning,
        }
    }

    /// The stable name, for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::TooLarge { .. } => "too-large",
            Self::OtherForm { .. } => "other-form",
            Self::Utf16 => "utf-16",
            Self::Encoding { .. } => "wrong-encoding",
            Self::OpenQuote => "open-quote",
            Self::ControlCharacter { .. } => "control-character",
            Self::BrokenWorkbook { .. } => "broken-workbook",
            Self::CellError { .. } => "cell-error",
            Self::NoHeader => "no-header",
            Self::MissingColumn { .. } => "missing-column",
            Self::NoRows => "no-rows",
            Self::BeyondColumns { .. } => "beyond-columns",
            Self::NoTitle => "no-title",
            Self::NotAStatus { .. } => "unknown-status",
            Self::TwoStatuses { .. } => "two-statuses",
            Self::NotADate { .. } => "not-a-date",
            Self::NumberBecameDate { .. } => "number-became-date",
            Self::NotANumber { .. } => "not-a-number",
            Self::TextTooLong { .. } => "text-too-long",
            Self::BadProfile { .. } => "bad-profile",
            Self::DateHint { .. } => "date-hint",
            Self::DateCell { .. } => "date-cell",
            Self::DuplicateNumber { .. } => "duplicate-number",
            Self::MissingParent { .. } => "missing-parent",
            Self::Unnumbered { .. } => "unnumbered",
            Self::EndingWithoutRemark { .. } => "ending-without-remark",
            Self::NoStatus => "no-status",
            Self::UnknownHeading { .. } => "unknown-heading",
            Self::UnnamedColumn => "unnamed-column",
            Self::FormerColumnMissing { .. } => "former-column-missing",
            Self::FormerDate { .. } => "former-date",
            Self::UnknownChange { .. } => "unknown-change",
            Self::MergedIntoUnknown { .. } => "merged-into-unknown",
            Self::RepeatedMeaning { .. } => "repeated-meaning",
            Self::DepartmentUnclear { .. } => "department-unclear",
            Self::CategoryUnclear { .. } => "category-unclear",
            Self::YearUnknown => "year-unknown",
            Self::YearOfDate { .. } => "year-of-date",
            Self::BlankCells { .. } => "blank-cells",
            Self::NothingAbove { .. } => "nothing-above",
            Self::TotalRow { .. } => "total-row",
            Self::Relisted { .. } => "relisted",
            Self::RelistedUnclear { .. } => "relisted-unclear",
            Self::NoReason => "no-reason",
            Self::SheetSkipped => "sheet-skipped",
            Self::Id(finding) => finding.code(),
            Self::Trace(finding) => finding.code(),
            Self::Opinion(finding) => finding.code(),
            Self::More { .. } => "more-problems",
        }
    }
}
