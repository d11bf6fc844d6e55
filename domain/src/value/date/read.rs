//! The grammar of a printed date: one or two points in time, words behind them, a note.

use super::scan::Scan;
use super::suffix::{self, Span};
use super::year::{Point, Read, Unit, Year};
use super::{DateError, DateHint, Precision};
use crate::value::{Field, Text, TextError};
use jiff::civil::Date;

/// Words that stand for a date and name no day.
const UNDECIDED: [&str; 7] = ["未定", "未確定", "随時", "適宜", "毎年度", "毎年", "通年"];

/// What a text means.
pub(super) struct Reading {
    pub(super) start: Option<Date>,
    pub(super) end: Option<Date>,
    pub(super) precision: Precision,
    pub(super) note: Option<String>,
    pub(super) hints: Vec<DateHint>,
}

/// Reads a whole text.
pub(super) fn read(text: &str) -> Result<Reading, DateError> {
    checked(text)?;
    let scan = Scan::new(text, 0).spaces();
    if scan.tail().is_empty() {
        return Err(DateError::Empty);
    }
    if let Some(reading) = undecided(scan) {
        return reading;
    }
    let Some((points, behind)) = points(scan)? else {
        return Err(DateError::NotADate { text: text.to_owned() });
    };
    let (span, rest) = suffix::read(points.span(text)?, behind);
    let rest = rest.spaces();
    if !(rest.tail().is_empty() || is_note(rest.tail())) {
        return Err(DateError::Trailing { text: text.to_owned(), rest: behind.tail().trim().to_owned() });
    }
    Ok(Reading {
        start: Some(span.start),
        end: span.end,
        precision: span.precision,
        note: note(behind.tail()),
        hints: [Some(points.from), points.to]
            .into_iter()
            .flatten()
            .filter_map(|point| point.hint())
            .collect(),
    })
}

/// One point in time, or a range of two.
pub(super) struct Points {
    pub(super) from: Point,
    pub(super) to: Option<Point>,
}

impl Points {
    /// The days from the first to the last; at the coarser of two precisions.
    pub(super) fn span(&self, text: &str) -> Result<Span, DateError> {
        let to = self.to.unwrap_or(self.from);
        if to.last() < self.from.first() {
            return Err(DateError::Reversed { text: text.to_owned() });
        }
        let precision = self.from.precision().max(to.precision());
        Ok(Span { start: self.from.first(), end: Some(to.last()), precision })
    }
}

/// Reads one point in time, or two with a range mark between them.
pub(super) fn points(scan: Scan<'_>) -> Read<'_, Points> {
    let Some((from, rest)) = Point::read(scan)? else { return Ok(None) };
    let mark = rest.spaces();
    let behind = mark.take(|c| matches!(c, '~' | '-')).map(|(_, rest)| rest).or_else(|| mark.word("から"));
    let second = match behind {
        Some(behind) => match Point::read(behind.spaces())? {
            Some(second) => Some(second),
            None => continued(from, behind)?,
        },
        None => None,
    };
    Ok(Some(match second {
        Some((to, rest)) => {
            let unit = if from.unit == Unit::Bare && from.month.is_none() { to.unit } else { from.unit };
            (Points { from: Point { unit, ..from }, to: Some(to) }, rest)
        }
        None => (Points { from, to: None }, rest),
    }))
}

/// Reads the end of a range that leaves out what it shares with the start: 平成29～**31年度**, 4月～**6月**, 1日～**5日**.
fn continued(from: Point, scan: Scan<'_>) -> Read<'_, Point> {
    let Some((number, rest)) = scan.number(1, 2) else { return Ok(None) };
    let whole_year = Point { month: None, day: None, ..from };
    if let (unit @ (Unit::Calendar | Unit::Fiscal), rest) = Unit::read(rest) {
        let year = match from.year.era {
            Some(era) => Year::of_era(era, number, scan)?,
            None => {
                let century = u32::from(from.year.western.unsigned_abs()) / 100 * 100;
                Year::western(century + number, scan)?
            }
        };
        return Point::after_year(year, unit, rest).map(Some);
    }
    if let (Some(_), Some(rest)) = (from.month, rest.word("月")) {
        return whole_year.with_month(number, scan)?.day_by_word(rest).map(Some);
    }
    match (from.day, rest.word("日")) {
        (Some(_), Some(rest)) => Ok(Some((Point { day: None, ..from }.with_day(number, scan)?, rest))),
        (_, _) => Ok(None),
    }
}

/// 未定 and its like, with a note in brackets or none.
fn undecided(scan: Scan<'_>) -> Option<Result<Reading, DateError>> {
    let (word, behind) = UNDECIDED.iter().find_map(|word| Some((*word, scan.word(word)?)))?;
    let rest = behind.spaces().tail();
    if !(rest.is_empty() || is_note(rest)) {
        let text = scan.whole().to_owned();
        return Some(Err(DateError::Trailing { text, rest: rest.trim_end().to_owned() }));
    }
    let note = if word == "未定" { note(rest) } else { Some(scan.tail().trim_end().to_owned()) };
    Some(Ok(Reading { start: None, end: None, precision: Precision::Undecided, note, hints: Vec::new() }))
}

/// Whether it is a note: in brackets up to the end, or behind a ※.
fn is_note(rest: &str) -> bool {
    let rest = rest.trim_end();
    rest.starts_with('※') || (rest.starts_with(['(', '（']) && rest.ends_with([')', '）']))
}

/// What stands behind the date, without the brackets where they hold all of it.
fn note(rest: &str) -> Option<String> {
    let rest = rest.trim();
    let inner = rest.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    let note = inner.filter(|inner| !inner.contains(['(', '（', ')', '）'])).unwrap_or(rest).trim();
    (!note.is_empty()).then(|| note.to_owned())
}

/// Refuses what could not be printed back: control characters, carriage returns, too long a text.
fn checked(text: &str) -> Result<(), DateError> {
    Text::parse(Field::Short, text)?;
    match text.chars().position(|c| c == '\r') {
        Some(at) => Err(DateError::Text(TextError::Control { code: 13, at: at + 1 })),
        None => Ok(()),
    }
}
