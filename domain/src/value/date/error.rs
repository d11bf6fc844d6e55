//! Why a text is no date, and what is odd about one that is.

use crate::value::TextError;
use schemars::JsonSchema;
use serde::Serialize;

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, JsonSchema)]
pub enum DateError {
    /// A control character or too long.
    #[error("date: {0}")]
    Text(#[from] TextError),
    /// Nothing in it.
    #[error("empty date; accepted is a date such as 平成30年11月, or 未定")]
    Empty,
    /// It does not begin with a year.
    #[error(
        "not a date: {text:?}; accepted are 平成30年11月1日, 平成30年11月, 平成23年度, 平成29～31年度, 令和元年度末, \
         H30.11.1, 2021-03-15, 2018（平成30）年度, each with a note in brackets, and 未定"
    )]
    NotADate {
        /// The text as given.
        text: String,
    },
    /// A date, and something behind it that is not understood.
    #[error(
        "{rest:?} behind the date in {text:?}; accepted are 末, 頃, 以降 and the like, or a note in brackets"
    )]
    Trailing {
        /// The text as given.
        text: String,
        /// What is not understood.
        rest: String,
    },
    /// A year 0, or one outside 1873 to 2999.
    #[error(
        "no year {year} in {text:?}; accepted are 元年 and years from 1, and western years from 1873 to 2999"
    )]
    NoSuchYear {
        /// The text as given.
        text: String,
        /// The year as printed.
        year: u32,
    },
    /// A month that is none.
    #[error("no month {month} in {text:?}; accepted are 1 to 12")]
    NoSuchMonth {
        /// The text as given.
        text: String,
        /// The month as printed.
        month: u32,
    },
    /// A day that its month does not have.
    #[error("no day {day} in {text:?}; accepted are 1 to {last}")]
    NoSuchDay {
        /// The text as given.
        text: String,
        /// The day as printed.
        day: u32,
        /// The month's last day.
        last: i8,
    },
    /// Two names of one year that are two years: 「2018（平成31）年」.
    #[error("the years in {text:?} disagree: {first} and {second}; accepted are two names of one year")]
    YearsDisagree {
        /// The text as given.
        text: String,
        /// The year that stands first, western.
        first: i16,
        /// The year in brackets, western.
        second: i16,
    },
    /// A date that is not one fiscal year, where one is asked for.
    #[error("not a fiscal year: {text:?}; accepted are 平成31年度, 令和元年度, 2019年度")]
    NotAFiscalYear {
        /// The text as given.
        text: String,
    },
    /// A range whose end lies before its start.
    #[error(
        "the end lies before the start in {text:?}; accepted is a range from the earlier to the later date"
    )]
    Reversed {
        /// The text as given.
        text: String,
    },
}

/// What is odd about a date that can be read all the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateHint {
    /// The era had ended: 平成31年5月, 平成32年度.
    EraEnded {
        /// The era as printed.
        era: super::Era,
        /// The same time in the era that had come: 令和元年5月, 令和2年度.
        also: String,
    },
    /// The era had not begun: 令和元年4月.
    EraNotBegun {
        /// The era as printed.
        era: super::Era,
        /// The same time in the era of that day: 平成31年4月.
        also: String,
    },
}
