//! What may stand directly behind a date and what it does to it: 末, 頃, 以降, 上半期.

use super::scan::Scan;
use super::{FiscalYear, Precision};
use jiff::ToSpan;
use jiff::civil::Date;

/// What a word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// It is a note and nothing more.
    Note,
    /// The same, but inside other words it may begin the next one (中 of 中止).
    Word,
    /// The date has no end.
    Open,
    /// The last month of a year.
    LastMonth,
    /// The first month of a year.
    FirstMonth,
    /// These months of a fiscal year, counted from April as 0.
    Months(i32, i32),
}

/// The words; a longer one stands before one that it begins with.
const WORDS: [(&str, Effect); 30] = [
    ("第1四半期", Effect::Months(0, 3)),
    ("第2四半期", Effect::Months(3, 3)),
    ("第3四半期", Effect::Months(6, 3)),
    ("第4四半期", Effect::Months(9, 3)),
    ("上半期", Effect::Months(0, 6)),
    ("下半期", Effect::Months(6, 6)),
    ("当初", Effect::FirstMonth),
    ("初め", Effect::FirstMonth),
    ("はじめ", Effect::FirstMonth),
    ("末", Effect::LastMonth),
    ("以降", Effect::Open),
    ("以後", Effect::Open),
    ("から", Effect::Open),
    ("より", Effect::Open),
    ("~", Effect::Open),
    ("上旬", Effect::Note),
    ("初旬", Effect::Note),
    ("中旬", Effect::Note),
    ("下旬", Effect::Note),
    ("頃", Effect::Note),
    ("ごろ", Effect::Note),
    ("中", Effect::Word),
    ("内", Effect::Word),
    ("まで", Effect::Note),
    ("予定", Effect::Word),
    ("目途", Effect::Note),
    ("目処", Effect::Note),
    ("目標", Effect::Word),
    ("開始", Effect::Word),
    ("実施", Effect::Word),
];

/// A span of days under the words behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) start: Date,
    pub(super) end: Option<Date>,
    pub(super) precision: Precision,
}

/// Reads the words behind a date and applies them.
pub(super) fn read(mut span: Span, mut rest: Scan<'_>) -> (Span, Scan<'_>) {
    while let Some((effect, behind)) = word(rest) {
        span = span.under(effect);
        rest = behind;
    }
    (span, rest)
}

/// Behind each of the words, and whether the date surely reaches that far inside other words.
pub(super) fn places(mut rest: Scan<'_>) -> Vec<(usize, bool)> {
    let (mut places, mut sure) = (Vec::new(), true);
    while let Some((effect, behind)) = word(rest) {
        sure = sure && effect != Effect::Word;
        places.push((behind.at(), sure));
        rest = behind;
    }
    places
}

fn word(rest: Scan<'_>) -> Option<(Effect, Scan<'_>)> {
    WORDS.iter().find_map(|(word, effect)| Some((*effect, rest.word(word)?)))
}

impl Span {
    fn under(self, effect: Effect) -> Self {
        let is_year = matches!(self.precision, Precision::FiscalYear | Precision::Year);
        match (effect, self.end) {
            (Effect::Open, _) => Self { end: None, ..self },
            (Effect::LastMonth, Some(end)) if is_year => {
                Self { start: end.first_of_month(), ..self.by_month() }
            }
            (Effect::FirstMonth, Some(_)) if is_year => {
                Self { end: Some(self.start.last_of_month()), ..self.by_month() }
            }
            (Effect::Months(skip, count), Some(end)) if end == FiscalYear::of(self.start).end() => {
                let start = self.start.saturating_add(skip.months());
                let last = start.saturating_add((count - 1).months()).last_of_month();
                Self { start, end: Some(last), ..self.by_month() }
            }
            (
                Effect::LastMonth | Effect::FirstMonth | Effect::Months(..) | Effect::Note | Effect::Word,
                _,
            ) => self,
        }
    }

    fn by_month(self) -> Self {
        Self { precision: Precision::Month, ..self }
    }
}
