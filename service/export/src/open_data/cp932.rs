//! CP932, as Japanese office programs read it: what fits, what does not, and what stands there instead.

use encoding_rs::SHIFT_JIS;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// What stands for a character that nothing else can stand for (下駄).
const GETA: &str = "〓";

/// A character that a text cannot keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Replaced {
    pub(super) character: char,
    pub(super) replacement: String,
}

/// The text as CP932 can hold it, with what was replaced, in order.
pub(super) fn fitted(text: &str) -> (Cow<'_, str>, Vec<Replaced>) {
    if text.is_ascii() {
        return (Cow::Borrowed(text), Vec::new());
    }
    let (mut fitted, mut replaced) = (String::with_capacity(text.len()), Vec::new());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // か and a sound mark are one が, which is no loss.
        let whole = chars
            .peek()
            .and_then(|mark| compose(c, *mark))
            .filter(|whole| fits(*whole) && !fits_both(c, chars.peek()));
        if let Some(whole) = whole {
            chars.next();
            fitted.push(whole);
        } else if fits(c) {
            fitted.push(c);
        } else {
            let replacement = instead(c);
            fitted.push_str(&replacement);
            replaced.push(Replaced { character: c, replacement });
        }
    }
    (Cow::Owned(fitted), replaced)
}

/// The bytes of a text that fits.
pub(super) fn bytes(text: &str) -> Vec<u8> {
    SHIFT_JIS.encode(text).0.into_owned()
}

/// Whether only some vendors' programs know the character in this encoding: ①, ㈱, ㍻, 髙, 﨑.
pub(super) fn is_vendors(c: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, lost) = SHIFT_JIS.encode(c.encode_utf8(&mut buffer));
    let lead = bytes.first().copied().unwrap_or_default();
    // Row 13 of NEC, the characters that NEC chose of IBM's, and IBM's own.
    !lost && bytes.len() == 2 && matches!(lead, 0x87 | 0xed | 0xee | 0xfa..=0xfc)
}

/// Whether the character comes back as it is.
fn fits(c: char) -> bool {
    if c.is_ascii() {
        return true;
    }
    let mut buffer = [0; 4];
    let text: &str = c.encode_utf8(&mut buffer);
    let (bytes, _, lost) = SHIFT_JIS.encode(text);
    !lost && SHIFT_JIS.decode_without_bom_handling(&bytes).0 == text
}

fn fits_both(c: char, mark: Option<&char>) -> bool {
    fits(c) && mark.is_some_and(|mark| fits(*mark))
}

/// What stands there instead: the twin that this encoding has, the same in plain letters, or 〓.
fn instead(c: char) -> String {
    let twin = match c {
        '〜' => "～",
        '−' => "－",
        '‖' => "∥",
        '—' => "―",
        '¢' => "￠",
        '£' => "￡",
        '¬' => "￢",
        '¥' => "￥",
        '‾' => "￣",
        '\u{a0}' => " ",
        // Which form of a character is meant, and what no one sees.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => "",
        '㉑'..='㉟' | '㊱'..='㊿' => return format!("({})", c.nfkc()),
        _ => {
            let plain: String = c.nfkc().collect();
            return if plain.chars().all(fits) { plain } else { GETA.to_owned() };
        }
    };
    twin.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str, lost: &[(char, &str)]) {
        let (fitted, replaced) = fitted(text);
        assert_eq!(fitted, expected);
        let replaced: Vec<(char, &str)> =
            replaced.iter().map(|one| (one.character, one.replacement.as_str())).collect();
        assert_eq!(replaced, lost);
        let bytes = bytes(&fitted);
        assert_eq!(SHIFT_JIS.decode_without_bom_handling(&bytes), (Cow::Borrowed(expected), false));
    }

    #[test]
    fn what_the_encoding_has_comes_back() {
        check("髙橋﨑山㈱①㍻ｱ", "髙橋﨑山㈱①㍻ｱ", &[]);
        check("神 福", "神 福", &[]);
    }

    #[test]
    fn what_it_has_not_is_replaced_and_named() {
        check("𠮷野", "〓野", &[('𠮷', "〓")]);
        check("㋿3年", "令和3年", &[('㋿', "令和")]);
        check("1-1㉑", "1-1(21)", &[('㉑', "(21)")]);
        check("10〜20−5", "10～20－5", &[('〜', "～"), ('−', "－")]);
        check("葛\u{e0100}飾", "葛飾", &[('\u{e0100}', "")]);
        check("¥5", "￥5", &[('¥', "￥")]);
        check("😀", "〓", &[('😀', "〓")]);
    }

    #[test]
    fn a_sound_mark_of_its_own_joins_its_letter_without_a_loss() {
        check("か\u{3099}は\u{309a}", "がぱ", &[]);
        check("い\u{3099}", "い〓", &[('\u{3099}', "〓")]);
    }

    #[test]
    fn characters_of_vendors_are_known() {
        for c in "①⑳Ⅳ㈱㍻髙﨑".chars() {
            assert!(is_vendors(c), "{c}");
        }
        for c in "高崎〓∵一ｱA㋿𠮷".chars() {
            assert!(!is_vendors(c), "{c}");
        }
    }
}
