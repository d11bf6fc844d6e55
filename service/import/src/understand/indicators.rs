//! The indicators of a cell: 予約数=20,000件, 方針決定, 0件, －; several by line ends, 、 or ；.
//!
//! A number is a quantity only where it and its unit are all that is said; anything else is a milestone in its own words.

use super::pieces::divide;
use super::rows::is_dash;
use domain::event::IndicatorValue;
use domain::value::{Field, Text};

/// One indicator as a cell says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it is called, where the cell says so.
    pub(super) name: Option<String>,
    /// Its value.
    pub(super) value: IndicatorValue,
    /// As printed.
    pub(super) printed: String,
}

/// Indicators in a cell beyond which it is prose.
const MOST: usize = 100;

/// The indicators of a cell, in its order.
pub(super) fn read(cell: &str) -> Vec<Piece> {
    texts(cell).into_iter().map(piece).collect()
}

/// The texts of a cell of several.
pub(super) fn texts(cell: &str) -> Vec<&str> {
    let pieces = divide(cell, separates).map_or_else(|| cell.lines().collect(), |(pieces, _)| pieces);
    let pieces = if pieces.len() > MOST { vec![cell] } else { pieces };
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// A comma inside a number parts nothing, in whatever form: 20,000 and 20，000 and 20、000件.
fn separates(text: &str, at: usize, c: char) -> bool {
    match c {
        '\n' | ';' | '；' => true,
        ',' | '，' | '、' | '､' => {
            let before = text[..at].chars().next_back().is_some_and(is_digit);
            let behind: Vec<char> = text[at + c.len_utf8()..].chars().take(4).collect();
            let three = behind.iter().take(3).filter(|c| is_digit(**c)).count() == 3
                && behind.get(3).is_none_or(|c| !is_digit(*c));
            !(before && three)
        }
        _ => false,
    }
}

fn piece(printed: &str) -> Piece {
    let text = printed.trim_start_matches(['・', '○', '●', '◇', '◆']).trim();
    let named = text.split_once(['=', '＝', ':', '：']);
    let (name, said) = match named {
        Some((name, said)) if is_name(name) && !said.trim().is_empty() => (Some(name.trim()), said.trim()),
        // A name and a number with white space between; without it 「第2期開始」 would be a quantity too.
        _ => match text.rsplit_once(char::is_whitespace) {
            Some((name, said)) if quantity(said).is_some() && is_name(name) && !name.contains(is_digit) => {
                (Some(name.trim()), said)
            }
            Some(_) | None => (None, text),
        },
    };
    Piece { name: name.map(str::to_owned), value: value(said), printed: printed.to_owned() }
}

fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= Field::Short.limit()
}

fn value(said: &str) -> IndicatorValue {
    if says_none(said) {
        return IndicatorValue::Nothing;
    }
    let text = |text: &str| Text::parse(Field::Remark, text).unwrap_or_default();
    match quantity(said) {
        Some((number, unit)) => {
            IndicatorValue::Quantity { number: text(&number), unit: (!unit.is_empty()).then(|| text(&unit)) }
        }
        None => IndicatorValue::Milestone(text(said)),
    }
}

/// －, なし: the document has none.
fn says_none(said: &str) -> bool {
    is_dash(said) || matches!(said, "なし" | "無し" | "無" | "該当なし" | "設定なし" | "未設定")
}

/// A number in decimal digits and its unit as printed; none where more is said than these.
fn quantity(said: &str) -> Option<(String, String)> {
    let narrow: Vec<char> = said.chars().map(narrow).collect();
    let mut number = String::new();
    let mut at = 0;
    if let Some('-') = narrow.first() {
        number.push('-');
        at = 1;
    }
    let first = at;
    while let Some(c) = narrow.get(at) {
        match c {
            '0'..='9' => number.push(*c),
            ',' if at > first && narrow.get(at + 1).is_some_and(char::is_ascii_digit) => {}
            '.' if !number.contains('.')
                && at > first
                && narrow.get(at + 1).is_some_and(char::is_ascii_digit) =>
            {
                number.push('.');
            }
            _ => break,
        }
        at += 1;
    }
    if !number.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let unit: String = said.chars().skip(at).collect::<String>().trim().to_owned();
    is_unit(&unit).then_some((number, unit))
}

/// Whether what stands behind a number is its unit alone: 件, ％, 団体以上, 件/年; not 年度導入, 月開始, か所に設置.
fn is_unit(unit: &str) -> bool {
    const LONGEST: usize = 12;
    const TIMES: [&str; 5] = ["年度", "月", "日", "次", "期"];
    let says_more =
        |c: char| matches!(c, 'を' | 'に' | 'で' | 'へ' | 'と' | '。' | '、' | '，') || is_digit(c);
    let is_time = TIMES.iter().any(|time| unit.starts_with(time)) || (unit.starts_with('年') && unit != "年");
    unit.chars().count() <= LONGEST && !unit.contains(says_more) && !is_time
}

fn is_digit(c: char) -> bool {
    narrow(c).is_ascii_digit()
}

/// Digits, the full stop, commas and the minus sign in their narrow form.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '．' => '.',
        '，' | '、' | '､' => ',',
        '△' | '▲' | '−' | '－' => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity_of(number: &str, unit: Option<&str>) -> IndicatorValue {
        let text = |text: &str| Text::parse(Field::Remark, text).unwrap();
        IndicatorValue::Quantity { number: text(number), unit: unit.map(text) }
    }

    fn milestone(text: &str) -> IndicatorValue {
        IndicatorValue::Milestone(Text::parse(Field::Remark, text).unwrap())
    }

    #[track_caller]
    fn check(cell: &str, expected: &[(Option<&str>, IndicatorValue)]) {
        let pieces = read(cell);
        let read: Vec<(Option<&str>, IndicatorValue)> =
            pieces.iter().map(|piece| (piece.name.as_deref(), piece.value.clone())).collect();
        assert_eq!(read, expected, "{cell}");
    }

    #[test]
    fn a_quantity_has_a_number_and_a_unit() {
        check("予約数=20,000件", &[(Some("予約数"), quantity_of("20000", Some("件")))]);
        check("予約数＝２０，０００件", &[(Some("予約数"), quantity_of("20000", Some("件")))]);
        check("利用率：99.5％", &[(Some("利用率"), quantity_of("99.5", Some("％")))]);
        check("0件", &[(None, quantity_of("0", Some("件")))]);
        check("120", &[(None, quantity_of("120", None))]);
        check("削減額=△1,500千円", &[(Some("削減額"), quantity_of("-1500", Some("千円")))]);
        check("参加者 30団体以上", &[(Some("参加者"), quantity_of("30", Some("団体以上")))]);
    }

    #[test]
    fn what_is_more_than_a_number_is_a_milestone() {
        check("方針決定", &[(None, milestone("方針決定"))]);
        check("24年度導入", &[(None, milestone("24年度導入"))]);
        check("4月開始", &[(None, milestone("4月開始"))]);
        check("1か所に設置", &[(None, milestone("1か所に設置"))]);
        check("約100件", &[(None, milestone("約100件"))]);
        check("第2期開始", &[(None, milestone("第2期開始"))]);
    }

    #[test]
    fn several_stand_in_a_cell_and_commas_inside_numbers_part_nothing() {
        check(
            "予約数=20,000件、登録数=1、500人\n方針決定",
            &[
                (Some("予約数"), quantity_of("20000", Some("件"))),
                (Some("登録数"), quantity_of("1500", Some("人"))),
                (None, milestone("方針決定")),
            ],
        );
        check("10件、20件", &[(None, quantity_of("10", Some("件"))), (None, quantity_of("20", Some("件")))]);
        check(
            "試行（1課、2係）、本格実施",
            &[(None, milestone("試行（1課、2係）")), (None, milestone("本格実施"))],
        );
    }

    #[test]
    fn a_document_may_have_none() {
        for none in ["－", "なし", "―"] {
            check(none, &[(None, IndicatorValue::Nothing)]);
        }
        check("利用者数=－", &[(Some("利用者数"), IndicatorValue::Nothing)]);
        check("", &[]);
    }
}
