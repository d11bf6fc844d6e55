//! The five eras since the solar calendar: their names, signs, letters and days.

use jiff::civil::{Date, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An era. 明治 counts here from its sixth year, 1873, when Japan took up the solar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Era {
    /// 明治.
    Meiji,
    /// 大正.
    Taisho,
    /// 昭和.
    Showa,
    /// 平成.
    Heisei,
    /// 令和.
    Reiwa,
}

impl Era {
    /// Every era, oldest first.
    pub const ALL: [Self; 5] = [Self::Meiji, Self::Taisho, Self::Showa, Self::Heisei, Self::Reiwa];

    /// 平成.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// ㍻.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Meiji => "㍾",
            Self::Taisho => "㍽",
            Self::Showa => "㍼",
            Self::Heisei => "㍻",
            Self::Reiwa => "㋿",
        }
    }

    /// H.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Meiji => "M",
            Self::Taisho => "T",
            Self::Showa => "S",
            Self::Heisei => "H",
            Self::Reiwa => "R",
        }
    }

    /// Its first day under the solar calendar.
    pub const fn first_day(self) -> Date {
        match self {
            Self::Meiji => date(1873, 1, 1),
            Self::Taisho => date(1912, 7, 30),
            Self::Showa => date(1926, 12, 25),
            Self::Heisei => date(1989, 1, 8),
            Self::Reiwa => date(2019, 5, 1),
        }
    }

    /// The western year of its 元年.
    pub const fn first_year(self) -> i16 {
        match self {
            Self::Meiji => 1868,
            Self::Taisho => 1912,
            Self::Showa => 1926,
            Self::Heisei => 1989,
            Self::Reiwa => 2019,
        }
    }

    /// The day on which the next era begins.
    pub fn ended(self) -> Option<Date> {
        Self::ALL.into_iter().map(Self::first_day).find(|first| *first > self.first_day())
    }

    /// The era of a day; none before 明治6年.
    pub fn of(day: Date) -> Option<Self> {
        Self::ALL.into_iter().rfind(|era| era.first_day() <= day)
    }
}

/// The year of a day as printed: 令和元年, 令和3年; 1872年 and 2118年 where no era would be understood.
pub(in crate::value) fn year_of(day: Date) -> String {
    match Era::of(day) {
        Some(era) => match day.year() - era.first_year() + 1 {
            1 => format!("{}元年", era.name()),
            number @ ..=99 => format!("{}{number}年", era.name()),
            _ => format!("{}年", day.year()),
        },
        None => format!("{}年", day.year()),
    }
}
