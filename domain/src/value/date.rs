//! A date as it was printed, and what it means.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How exactly a printed date names its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// One day.
    Day,
    /// One month.
    Month,
    /// April to March (年度), or several such years.
    FiscalYear,
    /// January to December (年), or several such years.
    Year,
    /// 未定: it never matches a day.
    Undecided,
}

/// A date as printed: the text is kept verbatim, the rest is what it means.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PrintedDate {
    /// As printed, for ever.
    pub text: String,
    /// The first day; none for 未定.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// The last day; none for 未定.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// How exact it is.
    pub precision: Precision,
    /// What stands beside the date, such as 「現機種導入」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
