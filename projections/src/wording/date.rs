//! Dates and times for people.

use super::Language;
use domain::value::{Precision, PrintedDate};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

/// Nine hours ahead of UTC, without summer time: days of the register are days of Asia/Tokyo.
const TOKYO: Offset = Offset::constant(9);

/// When something was recorded, in Asia/Tokyo, to the minute: `2024-03-15 09:30`.
pub fn recorded_at(at: Timestamp) -> String {
    let local = at.to_zoned(TimeZone::fixed(TOKYO));
    local.strftime("%Y-%m-%d %H:%M").to_string()
}

/// A day: 令和6年3月22日.
pub fn day(day: Date, language: Language) -> String {
    match language {
        Language::Japanese => PrintedDate::on(day).text,
        Language::English => day.to_string(),
    }
}

/// From when a status holds, with 「頃」 where the date is coarser than a day.
pub fn since(date: &PrintedDate, language: Language) -> String {
    match date.precision {
        Precision::Day | Precision::Undecided => date.text.clone(),
        Precision::Month | Precision::FiscalYear | Precision::Year => {
            language.say(format!("{}頃", date.text), format!("about {}", date.text))
        }
    }
}
