//! A date as it was printed, and what it means.
//!
//! The text is kept for ever; start, end, precision and note are read from it. What is odd about a date that can be
//! read all the same (平成31年5月, 平成32年度) is a [`DateHint`], not an error. There is no clock here: whoever asks
//! whether a date has passed says on which day.

mod era;
mod error;
mod find;
mod read;
mod scan;
mod suffix;
mod year;

pub use era::Era;
pub(in crate::value) use era::year_of;
pub use error::{DateError, DateHint};
pub(in crate::value) use find::find;

use super::FiscalYear;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How exactly a printed date names its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// One day, or several days.
    Day,
    /// One month, or several months.
    Month,
    /// April to March (年度), or several such years.
    FiscalYear,
    /// January to December (年), or several such years.
    Year,
    /// 未定: it never matches a day.
    Undecided,
}

/// A date as printed: the text is kept verbatim, the rest is what it means.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct PrintedDate {
    /// As printed, for ever.
    pub text: String,
    /// The first day; none for 未定.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// The last day; none for 未定 and where the text names no end (「令和4年度以降」).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// How exact it is.
    pub precision: Precision,
    /// What stands beside the date, such as 「現機種導入」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl PrintedDate {
    /// Reads a date and keeps its text as it is.
    ///
    /// Understood are eras from 明治6年 by name, sign (㍻) or letter (H), western years, both at once where they
    /// agree, 年度, ranges, what stands behind (末, 頃, 以降, a note in brackets), and 未定, 随時, 毎年度 as undecided.
    /// White space and the width of characters do not matter for the meaning.
    ///
    /// # Errors
    /// [`DateError`], which names what would be accepted.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let reading = read::read(text)?;
        Ok(Self {
            text: text.to_owned(),
            start: reading.start,
            end: reading.end,
            precision: reading.precision,
            note: reading.note,
        })
    }

    /// 未定.
    pub fn undecided() -> Self {
        Self { text: "未定".into(), start: None, end: None, precision: Precision::Undecided, note: None }
    }

    /// One day, printed as 令和3年3月15日; before 明治6年 with its western year.
    pub fn on(day: Date) -> Self {
        let text = format!("{}{}月{}日", era::year_of(day), day.month(), day.day());
        Self { text, start: Some(day), end: Some(day), precision: Precision::Day, note: None }
    }

    /// One month, printed as 令和3年3月; a month in which the era changed is printed in the new one.
    ///
    /// # Errors
    /// [`DateError`] for a year before 1873 or after 2999, and for a month that is none.
    pub fn month(year: i16, month: i8) -> Result<Self, DateError> {
        let text = format!("{year}年{month}月");
        let western = Self::parse(&text)?;
        let text = western.end.map_or(text, |last| format!("{}{month}月", era::year_of(last)));
        Ok(Self { text, ..western })
    }

    /// One fiscal year, printed as 令和3年度.
    pub fn of_fiscal_year(year: FiscalYear) -> Self {
        let (start, end) = (Some(year.start()), Some(year.end()));
        Self { text: year.printed(), start, end, precision: Precision::FiscalYear, note: None }
    }

    /// What is odd about the text although it can be read.
    pub fn hints(&self) -> Vec<DateHint> {
        read::read(&self.text).map(|reading| reading.hints).unwrap_or_default()
    }

    /// Whether the day lies in it; 未定 contains none.
    pub fn contains(&self, day: Date) -> bool {
        self.start.is_some_and(|start| start <= day) && self.end.is_none_or(|end| day <= end)
    }

    /// Whether its last day lies before `on`; never for 未定 and for a date without an end.
    pub fn is_past(&self, on: Date) -> bool {
        self.end.is_some_and(|end| end < on)
    }

    /// Whether it is 未定 or another word that names no day.
    pub fn is_undecided(&self) -> bool {
        self.start.is_none()
    }

    /// Whether it shares a day with the fiscal year, so that 平成31年度 and 令和元年5月 are found by the same year.
    pub fn touches(&self, year: FiscalYear) -> bool {
        self.start.is_some_and(|start| start <= year.end()) && self.end.is_none_or(|end| year.start() <= end)
    }

    /// The fiscal year that it names, when it names exactly one: 2019 for 平成31年度 and for 令和元年度.
    pub fn fiscal_year(&self) -> Option<FiscalYear> {
        let year = FiscalYear::of(self.start?);
        (self.precision == Precision::FiscalYear
            && self.end == Some(year.end())
            && self.start == Some(year.start()))
        .then_some(year)
    }

    /// A key to sort by: the first day, then the last one; 未定 comes last.
    pub fn rank(&self) -> (Date, Date) {
        (self.start.unwrap_or(Date::MAX), self.end.unwrap_or(Date::MAX))
    }

    /// Whether both mean the same time, however they are written.
    pub fn is_same_time(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}

/// Prints what was read.
impl fmt::Display for PrintedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::str::FromStr for PrintedDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
}
