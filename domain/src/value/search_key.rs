//! The key by which texts are found. It is for finding only: no text is ever stored or printed in this form.
//!
//! 1. NFKC: full-width `ＩＣＴ` and `ICT`, half-width `ｶﾅ` and `カナ`, `①` and `1`, `㍻` and `平成` are one.
//! 2. Lower case.
//! 3. Every dash, minus sign and the long-vowel mark `ー` is a hyphen, every wave mark a tilde: `サーバー` is found by
//!    whoever typed `サ－バ－`.
//! 4. White space of any kind and length is one space, none at the ends.
//! 5. What does not print is dropped: variation selectors (葛󠄀 is 葛), soft hyphens, zero-width characters.

use unicode_normalization::UnicodeNormalization;

/// The key of a text, and of what is searched for. The key of a key is the same key.
pub fn search_key(text: &str) -> String {
    everyday(text).unwrap_or_else(|| settled(text))
}

/// The key of a text where each of its characters became exactly one of the key's: then what stands at a place of the one
/// stands at the same place of the other.
pub fn aligned_key(text: &str) -> Option<String> {
    // An everyday character becomes one or, where it is a space too many, none.
    everyday(text).filter(|key| key.chars().count() == text.chars().count())
}

/// The key of a text of everyday characters, none of which composes with its neighbour: of most texts, at a fraction of
/// the cost. None where any other character is in it.
fn everyday(text: &str) -> Option<String> {
    let mut key = String::with_capacity(text.len());
    let mut space = false;
    for character in text.chars() {
        let character = match character {
            ' ' | '\t' | '\n' | '\r' | '\u{3000}' => {
                space = !key.is_empty();
                continue;
            }
            '!'..='~' => character.to_ascii_lowercase(),
            // Full-width forms stand in the order of ASCII.
            '！'..='～' => char::from_u32(u32::from(character) - 0xfee0)?.to_ascii_lowercase(),
            'ー' => '-',
            '、' | '。' | '〈'..='】' | 'ぁ'..='ゖ' | 'ァ'..='・' | '一'..='鿿' => character,
            _ => return None,
        };
        if std::mem::take(&mut space) {
            key.push(' ');
        }
        key.push(character);
    }
    Some(key)
}

fn settled(text: &str) -> String {
    let mut key = once(text);
    // A folded letter may compose or fold anew; it settles after a step or two.
    loop {
        let next = once(&key);
        if next == key {
            return key;
        }
        key = next;
    }
}

fn once(text: &str) -> String {
    let folded: String =
        text.nfkc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).map(mark).collect();
    let folded: String = folded.nfkc().map(mark).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn mark(c: char) -> char {
    match c {
        // Hyphens and dashes, minus signs, hyphen bullet, small and full-width hyphens.
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        // Long-vowel marks, and lines that are typed as dashes.
        'ー' | 'ｰ' | '─' | '━' => '-',
        // Wave dash, full-width tilde, tilde operator, reversed tilde, wavy dash, swung dash.
        '\u{301c}' | '\u{ff5e}' | '\u{223c}' | '\u{223d}' | '\u{3030}' | '\u{2053}' => '~',
        c => c,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_councils_write_is_everyday() {
        for text in ["費用の増大を招くため、中止としました。", "ＩＣＴ サーバー【第１回】（1-1①）"]
        {
            assert_eq!(everyday(text).is_some(), !text.contains('①'), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_key_of_an_everyday_text_is_the_key(
            text in "[ \t\n\r\u{3000}!-~！-～ー、。〈-】ぁ-ゖァ-・一-鿿]{0,24}"
        ) {
            prop_assert_eq!(everyday(&text), Some(settled(&text)));
        }

        #[test]
        fn the_key_of_any_text_is_the_key(text in "[\\PC\u{3099}ーｶﾞ～-]{0,16}") {
            prop_assert_eq!(search_key(&text), settled(&text));
        }
    }
}
