//! Numbers for files that machines read: without signs that only some programs show, and with keys that sort as text.

use super::order::{Piece, pieces};
use super::split::{circled, parenthesised};
use super::{canonical, is_dash};
use unicode_normalization::UnicodeNormalization;

/// A whole number in digits, letters and dashes: `1-1-1-1` for `1-1-1①`, `2-3` for `２（３）`, `III-2` for `Ⅲ②`.
///
/// It is for looking up, not for telling apart: `1-1①` and `1-1-1` have the same.
pub fn plain(text: &str) -> String {
    let mut parts = vec![String::new()];
    let mut after_digit = false;
    for c in canonical(text).chars() {
        let inner = circled(c).or_else(|| parenthesised(c));
        if is_dash(c) || matches!(c, '(' | ')') || inner.is_some() {
            parts.extend(inner.map(|number| number.to_string()));
            parts.push(String::new());
        } else {
            if after_digit && ('ァ'..='ヶ').contains(&c) {
                parts.push(String::new());
            }
            parts.last_mut().expect("a list of parts begins with one").extend(c.nfkc());
        }
        after_digit = c.is_ascii_digit();
    }
    parts.retain(|part| !part.is_empty());
    parts.join("-")
}

/// A key of a whole number that sorts as text as [`super::natural_cmp`] does: `n0001-0001-0001c0003` for `1-1-1③`. It
/// begins with a letter, so that a spreadsheet program takes none for a number or a date.
pub fn sort_key(text: &str) -> String {
    let mut key = String::from("n");
    for piece in pieces(text) {
        match piece {
            Piece::Dash => key.push('-'),
            Piece::Number(length, digits) if length > 4 => key.push_str(&format!(":{length:03}{digits}")),
            Piece::Number(_, digits) => key.push_str(&format!("{digits:0>4}")),
            Piece::Parenthesised(number) => key.push_str(&format!("a{number:04}")),
            Piece::Circled(number) => key.push_str(&format!("c{number:04}")),
            Piece::Other(c) => key.extend(['x', c]),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::super::natural_cmp;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_plain_number_has_no_sign_that_only_some_programs_show() {
        for (text, expected) in [
            ("1-1-1①", "1-1-1-1"),
            ("1-1-1㉑", "1-1-1-21"),
            ("２（３）", "2-3"),
            ("1⑵ア", "1-2-ア"),
            ("1-1ア", "1-1-ア"),
            ("Ⅲ②", "III-2"),
            ("第2章", "第2章"),
            ("施策1-1", "施策1-1"),
            ("①", "1"),
            ("", ""),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    #[test]
    fn a_key_is_padded_and_begins_with_a_letter() {
        assert_eq!(sort_key("1-10"), "n0001-0010");
        assert_eq!(sort_key("1-1-1③"), "n0001-0001-0001c0003");
        assert!(sort_key("12345") > sort_key("9999"));
    }

    proptest! {
        #[test]
        fn keys_sort_as_text_as_the_numbers_do(
            a in "[0-9]{0,6}[-①⑴⑳第ア]{0,2}[0-9]{0,3}[①-③]?",
            b in "[0-9]{0,6}[-①⑴⑳第ア]{0,2}[0-9]{0,3}[①-③]?",
        ) {
            let keys = sort_key(&a).cmp(&sort_key(&b));
            // Texts that differ in leading zeros alone have one key.
            prop_assert!(keys == natural_cmp(&a, &b) || keys.is_eq());
            prop_assert_eq!(keys.is_eq(), pieces(&a) == pieces(&b));
        }
    }
}
