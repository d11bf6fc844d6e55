//! 年度: April to March.

use super::date::{DateError, PrintedDate};
use jiff::civil::{Date, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A fiscal year, named by the western year in which it begins: 2019 is 平成31年度 and 令和元年度.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(transparent)]
pub struct FiscalYear(i16);

impl FiscalYear {
    /// The fiscal year that begins in April of the western year.
    pub const fn new(year: i16) -> Self {
        Self(year)
    }

    /// Reads one fiscal year as printed: 平成31年度, 令和元年度, 2019年度, H31年度.
    ///
    /// # Errors
    /// [`DateError`] when the text is no date or names something other than one fiscal year.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let year = PrintedDate::parse(text)?.fiscal_year();
        year.ok_or_else(|| DateError::NotAFiscalYear { text: text.to_owned() })
    }

    /// The fiscal year of a day.
    pub fn of(day: Date) -> Self {
        Self(if day.month() < 4 { day.year() - 1 } else { day.year() })
    }

    /// The western year in which it begins.
    pub const fn year(self) -> i16 {
        self.0
    }

    /// April 1st. Years that the calendar does not have count as the nearest that it has.
    pub fn start(self) -> Date {
        date(self.clamped(), 4, 1)
    }

    /// March 31st.
    pub fn end(self) -> Date {
        date(self.clamped() + 1, 3, 31)
    }

    /// Whether the day lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.start() <= day && day <= self.end()
    }

    /// The year as printed, in the era of April 1st: 平成31年度, 令和2年度. Not `Display`, because 2019 has two names.
    pub fn printed(self) -> String {
        format!("{}度", super::date::year_of(self.start()))
    }

    fn clamped(self) -> i16 {
        self.0.clamp(-9999, 9998)
    }
}
