//! Doubled words: 「におけるにおける」.
//!
//! A text of three letters and more that stands twice in a row is a finding, and 「をを」 and a few particles and endings of
//! two letters. Two other letters twice are how Japanese forms words (ますます, いろいろ, 一つ一つ) and how names meet
//! (市議会議会事務局), so they are none; nor are the longer words that double themselves (ひとつひとつ), digits and marks.

use std::ops::Range;

/// The longest text that is looked for, in letters.
const LONGEST: usize = 20;
/// From how many letters on any text counts.
const LONG: usize = 3;
/// Particles and endings that never stand twice.
const SHORT: [&str; 10] = [
    "をを",
    "からから",
    "までまで",
    "ではでは",
    "にはには",
    "とはとは",
    "へのへの",
    "ですです",
    "によによ",
    "ためため",
];
/// Words that double themselves.
const ALLOWED: [&str; 3] = ["ひとり", "ひとつ", "ふたり"];

/// Where words stand twice, in bytes, both of them.
pub(super) fn doubled(text: &str) -> Vec<Range<usize>> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let end_of = |at: usize| letters.get(at).map_or(text.len(), |(byte, _)| *byte);
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let long = (LONG..=LONGEST).find(|length| repeats(&letters[at..], *length)).map(|length| length * 2);
        let short = || {
            let rest = &text[letters[at].0..];
            SHORT.iter().find(|short| rest.starts_with(**short)).map(|short| short.chars().count())
        };
        match long.or_else(short) {
            Some(length) => {
                found.push(letters[at].0..end_of(at + length));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn repeats(letters: &[(usize, char)], length: usize) -> bool {
    let (Some(first), Some(second)) = (letters.get(..length), letters.get(length..length * 2)) else {
        return false;
    };
    let same = first.iter().zip(second).all(|((_, a), (_, b))| a == b);
    let word = || first.iter().map(|(_, c)| *c).collect::<String>();
    same && first.iter().all(|(_, c)| c.is_alphabetic())
        && first.iter().any(|(_, c)| !c.is_ascii())
        && first.iter().any(|(_, c)| *c != first[0].1)
        && !ALLOWED.contains(&word().as_str())
}

#[cfg(test)]
mod tests {
    use super::doubled;

    #[test]
    fn words_that_stand_twice_are_found() {
        for (text, words) in [
            ("委員会運営におけるにおけるプロジェクターの活用", "におけるにおける"),
            ("会議録会議録の電子化", "会議録会議録"),
            ("資料をを配布する", "をを"),
            ("翌年度からから始める", "からから"),
        ] {
            let found = doubled(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(&text[found[0].clone()], words);
        }
    }

    #[test]
    fn words_that_japanese_doubles_are_none() {
        for text in [
            "ますますの充実",
            "いろいろな意見",
            "それぞれの会派",
            "一人一人が一つ一つ",
            "流山市議会議会事務局",
            "ひとつひとつの事業",
            "だんだんとしたものの",
            "------ ああああああ 100100100100 barbarbar",
            "会議録、会議録の電子化",
            "それはまでは",
        ] {
            assert_eq!(doubled(text), [], "{text}");
        }
    }
}
