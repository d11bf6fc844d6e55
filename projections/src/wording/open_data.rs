//! Names of codes that open data has and no page prints.

use super::Language;
use domain::value::{Degree, Mode, Precision};

/// How exactly a date names its day.
pub const fn precision(precision: Precision, language: Language) -> &'static str {
    match precision {
        Precision::Day => language.of("日", "day"),
        Precision::Month => language.of("月", "month"),
        Precision::FiscalYear => language.of("年度（4月から翌年3月まで）", "fiscal year (April to March)"),
        Precision::Year => language.of("年（1月から12月まで）", "calendar year"),
        Precision::Undecided => language.of("未定など、日付のないもの", "undecided, without a day"),
    }
}

/// How far a status goes.
pub const fn degree(degree: Degree, language: Language) -> &'static str {
    match degree {
        Degree::Partly => language.of("一部", "in part"),
        Degree::Trial => language.of("試行", "as a trial"),
        Degree::Fully => language.of("全部", "in full"),
    }
}

/// In which manner a status holds.
pub const fn mode(mode: Mode, language: Language) -> &'static str {
    match mode {
        Mode::AsNeeded => language.of("必要に応じて", "as needed"),
    }
}
