//! Days with a weekday that is not theirs: 平成24年1月6日（月） was a Friday.
//!
//! Looked at is a weekday in brackets right behind a day. A day without its year (「…～2月6日（月）」) is of the year of the day
//! before it in the same text, or of the next one where it would lie before that day.

use domain::value::{Precision, PrintedDate};
use jiff::civil::{Date, Weekday};
use std::ops::Range;

/// The weekdays from Monday on.
const WEEKDAYS: [char; 7] = ['月', '火', '水', '木', '金', '土', '日'];
/// The longest date in letters.
const LONGEST: usize = 20;

/// A day whose weekday is not the printed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Mistaken {
    /// Day and weekday, in bytes.
    pub(in crate::report) range: Range<usize>,
    /// What that day is: `金`.
    pub(in crate::report) is: char,
}

/// The days of a text whose weekdays are not theirs.
pub(in crate::report) fn mistaken(text: &str) -> Vec<Mistaken> {
    let (mut found, mut before): (Vec<Mistaken>, Option<Date>) = (Vec::new(), None);
    for (at, bracket) in text.char_indices().filter(|(_, c)| matches!(c, '(' | '（')) {
        let inner = &text[at + bracket.len_utf8()..];
        let Some((printed, length)) = weekday(inner) else { continue };
        let Some((start, day)) = day_before(&text[..at], before) else { continue };
        before = Some(day);
        let is = letter(day.weekday());
        if is != printed {
            found.push(Mistaken { range: start..at + bracket.len_utf8() + length, is });
        }
    }
    found
}

/// The weekday in the brackets that are open, and its length with the closing one: 「月）」, 「月曜日）」, 「月・祝）」.
fn weekday(inner: &str) -> Option<(char, usize)> {
    let close = inner.find([')', '）'])?;
    let mut letters = inner[..close].chars();
    let printed = letters.next().filter(|c| WEEKDAYS.contains(c))?;
    let rest = letters.as_str();
    let known = ["", "曜", "曜日", "・祝", "・休", "、祝", "祝"].contains(&rest);
    let length = close + inner[close..].chars().next().map_or(0, char::len_utf8);
    known.then_some((printed, length))
}

/// The day that a text ends with, and where it begins.
fn day_before(text: &str, before: Option<Date>) -> Option<(usize, Date)> {
    let starts =
        || text.char_indices().rev().take(LONGEST).map(|(at, _)| at).collect::<Vec<_>>().into_iter().rev();
    let whole = |text: &str| {
        let date = PrintedDate::parse(text).ok()?;
        date.start.filter(|_| date.precision == Precision::Day && date.start == date.end)
    };
    let begins = |at: &usize| text[*at..].starts_with(|c: char| !c.is_whitespace());
    if let Some(found) = starts().filter(begins).find_map(|at| Some((at, whole(&text[at..])?))) {
        return Some(found);
    }
    let before = before?;
    starts().filter(begins).find_map(|at| {
        let of = |year: i16| whole(&format!("{year}年{}", &text[at..]));
        let day = of(before.year()).filter(|day| *day >= before).or_else(|| of(before.year() + 1))?;
        Some((at, day))
    })
}

const fn letter(weekday: Weekday) -> char {
    match weekday {
        Weekday::Monday => '月',
        Weekday::Tuesday => '火',
        Weekday::Wednesday => '水',
        Weekday::Thursday => '木',
        Weekday::Friday => '金',
        Weekday::Saturday => '土',
        Weekday::Sunday => '日',
    }
}

#[cfg(test)]
mod tests {
    use super::mistaken;

    #[test]
    fn a_weekday_that_is_not_the_days_is_found_with_the_right_one() {
        for (text, words, is) in [
            ("平成24年1月6日（月）まで", "平成24年1月6日（月）", '金'),
            ("締切は2021-03-15(火)です", "2021-03-15(火)", '月'),
            ("令和3年3月15日（日曜日）", "令和3年3月15日（日曜日）", '月'),
            ("平成24年1月6日（金）～2月6日（火）", "2月6日（火）", '月'),
            ("平成23年12月26日（月）から1月20日（木）", "1月20日（木）", '金'),
        ] {
            let found = mistaken(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!((&text[found[0].range.clone()], found[0].is), (words, is));
        }
    }

    #[test]
    fn right_weekdays_and_other_brackets_are_none() {
        for text in [
            "平成24年1月6日（金）～2月6日（月）",
            "平成23年12月26日（月）から1月20日（金）",
            "令和3年5月3日（月・祝）",
            "平成24年1月（月）",
            "2月6日（火）",
            "会派（水）",
            "平成24年1月6日（日程による）",
            "平成24年1月6日（現機種導入）",
        ] {
            assert_eq!(mistaken(text), [], "{text}");
        }
    }
}
