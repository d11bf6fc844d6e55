//! What a machine would stumble over in one cell.

use super::What;
use crate::open_data::codes::Code;
use crate::open_data::column::{Column, Holds};
use crate::open_data::cp932;
use crate::open_data::separated::Encoding;
use crate::open_data::value::Value;
use domain::id::NodeId;
use domain::value::{Precision, PrintedDate};
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// What a cell of a spreadsheet program holds at most.
const LONGEST: usize = 32_767;

/// What stands between several values.
const SEPARATORS: [char; 9] = ['、', '，', ',', ';', '；', '/', '／', '|', '\n'];

/// With what a formula begins, in either width.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

pub(super) fn check(column: &Column, cell: &Value, codes: &[Code], encoding: Encoding) -> Vec<What> {
    let text = match cell {
        Value::Nothing if column.required => return vec![What::Missing],
        Value::Nothing => return Vec::new(),
        Value::Text(text) => text,
        Value::Number(_) | Value::Decimal(_) | Value::Flag(_) | Value::Date(_) => {
            return wrong_kind(column.holds, &cell.to_string(), codes).into_iter().collect();
        }
    };
    if text.trim().is_empty() {
        return vec![if column.required { What::Missing } else { What::SpaceAround }];
    }
    let mut found: Vec<What> = wrong_kind(column.holds, text, codes).into_iter().collect();
    found.extend(formula(column.holds, text));
    found.extend(form(column, text));
    found.extend(characters(text, encoding));
    found
}

/// What is not what its column holds.
fn wrong_kind(holds: Holds, text: &str, codes: &[Code]) -> Option<What> {
    let given = || text.to_owned();
    match holds {
        Holds::Text | Holds::Name => None,
        Holds::Number => (!text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| What::NotANumber { text: given(), digits: digits(text) }),
        Holds::Decimal => {
            (!is_decimal(text)).then(|| What::NotANumber { text: given(), digits: digits(text) })
        }
        Holds::Date => (text.len() != "2021-03-31".len() || text.parse::<Date>().is_err())
            .then(|| What::NotADate { text: given(), day: day(text) }),
        Holds::Flag => (!matches!(text, "true" | "false")).then(|| What::NotAFlag { text: given() }),
        Holds::Id => NodeId::parse(text).is_err().then(|| What::NotAnId { text: given() }),
        Holds::Code(list) => {
            let known = codes.iter().any(|code| code.list == list && code.code == text);
            (!known).then(|| What::NotACode { text: given(), list: list.name() })
        }
    }
}

/// Digits, with a sign before them and a point among them at most.
fn is_decimal(text: &str) -> bool {
    let (whole, fraction) = text.strip_prefix('-').unwrap_or(text).split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole.strip_prefix('-').unwrap_or(whole)) && digits(fraction)
}

/// The number that a text with a unit or with separators means, where it is one.
fn digits(text: &str) -> Option<String> {
    let narrow: String = text.nfkc().filter(|c| !matches!(c, ',' | ' ')).collect();
    let digits = narrow.trim_matches(|c: char| !c.is_ascii_digit());
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.to_owned())
}

/// The day that a printed date means, where it means one.
fn day(text: &str) -> Option<Date> {
    let date = PrintedDate::parse(text).ok()?;
    match date.precision {
        Precision::Day => date.start.filter(|_| date.start == date.end),
        Precision::Month | Precision::FiscalYear | Precision::Year | Precision::Undecided => None,
    }
}

/// A text that begins like a formula. A sign alone says that there is nothing, and before digits it is a number's own.
fn formula(holds: Holds, text: &str) -> Option<What> {
    match holds {
        Holds::Text | Holds::Name => {}
        Holds::Id | Holds::Number | Holds::Decimal | Holds::Date | Holds::Flag | Holds::Code(_) => {
            return None;
        }
    }
    let sign = text.chars().next().filter(|sign| FORMULA.contains(sign))?;
    (text.chars().nth(1).is_some()).then_some(What::Formula { sign })
}

/// Line ends, spaces for looks, several values, too much.
fn form(column: &Column, text: &str) -> Vec<What> {
    let spaces = |c: char| c == ' ' || c == '\u{3000}' || c == '\u{a0}';
    let apart = text.trim().split('\n').any(|line| {
        let line = line.trim();
        let mut chars = line.chars().zip(line.chars().skip(1));
        chars.any(|(one, next)| spaces(one) && spaces(next))
    });
    let separator = match column.holds {
        Holds::Name => text.chars().find(|c| SEPARATORS.contains(c)),
        Holds::Id
        | Holds::Text
        | Holds::Number
        | Holds::Decimal
        | Holds::Date
        | Holds::Flag
        | Holds::Code(_) => None,
    };
    let characters = text.chars().count();
    [
        text.contains(['\n', '\r']).then_some(What::LineEnd),
        text.contains('\t').then_some(What::Tab),
        (text.trim() != text).then_some(What::SpaceAround),
        apart.then_some(What::SpaceInside),
        separator.map(|separator| What::Several { separator }),
        (characters > LONGEST).then_some(What::TooLong { characters }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Characters that not everybody reads, each once.
fn characters(text: &str, encoding: Encoding) -> Vec<What> {
    let mut seen: Vec<char> = Vec::new();
    let mut found = Vec::new();
    for character in text.chars().filter(|c| !c.is_ascii()) {
        if seen.contains(&character) {
            continue;
        }
        let what = match character {
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. | '\u{fffd}' => What::Private { character },
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{ad}' => What::Invisible { character },
            _ => match encoding {
                Encoding::Cp932 if cp932::is_vendors(character) => What::Vendors { character },
                Encoding::Cp932 | Encoding::Utf8 | Encoding::Utf8WithMark => continue,
            },
        };
        seen.push(character);
        found.push(what);
    }
    found
}
