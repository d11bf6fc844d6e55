//! The sides of a year: what was planned, what was done, what was aimed at, what came of it.

use domain::value::Status;
use projections::report::{YearCell, YearIndicator};
use projections::wording::{self, Language};

/// One side of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// 計画.
    Planned,
    /// 実施.
    Actual,
    /// 目標.
    Target,
    /// 実績.
    Result,
}

impl Side {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Actual, Self::Target, Self::Result];

    /// What its column is called.
    pub const fn name(self, language: Language) -> &'static str {
        match self {
            Self::Planned => language.of("計画", "planned"),
            Self::Actual => language.of("実施", "actual"),
            Self::Target => language.of("目標", "target"),
            Self::Result => language.of("実績", "result"),
        }
    }

    /// Whether anything is stated of it, or printed.
    pub const fn is_stated(self, cell: &YearCell) -> bool {
        match self {
            Self::Planned => cell.planned.is_some() || cell.planned_printed.is_some(),
            Self::Actual => cell.actual.is_some() || cell.actual_printed.is_some(),
            Self::Target => !cell.targets.is_empty(),
            Self::Result => !cell.results.is_empty(),
        }
    }

    /// What is stated of it, as printed, in one line.
    pub fn text(self, cell: &YearCell, language: Language) -> String {
        self.texts(cell, language).join("、")
    }

    /// The same one by one: a year may have several targets and several results.
    pub fn texts(self, cell: &YearCell, language: Language) -> Vec<String> {
        let words = |status: Option<&Status>, printed: Option<&str>| {
            Some(words(status, printed)).filter(|words| !words.is_empty()).into_iter().collect()
        };
        let all = |indicators: &[YearIndicator]| {
            indicators.iter().map(|indicator| wording::indicator(indicator, language)).collect()
        };
        match self {
            Self::Planned => words(cell.planned.as_ref(), cell.planned_printed.as_deref()),
            Self::Actual => words(cell.actual.as_ref(), cell.actual_printed.as_deref()),
            Self::Target => all(&cell.targets),
            Self::Result => all(&cell.results),
        }
    }
}

/// The words of a status; where there is none, what is printed in its place.
pub(crate) fn words(status: Option<&Status>, printed: Option<&str>) -> String {
    status.map(|status| status.wording.as_str()).or(printed).unwrap_or_default().to_owned()
}
