//! Which words of a text changed. Japanese writes no spaces: what counts as a word is a run of one script, so that a
//! mark begins and ends where a reader would set it, and never inside a character.

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// The other text does not have it.
    pub(super) changed: bool,
}

/// Two texts, each with its own words marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) before: Vec<Word>,
    pub(super) after: Vec<Word>,
}

/// Two texts that share less than one in so many characters are two texts.
const SHARED: usize = 3;

/// What differs between two texts.
pub(super) fn differing(before: &str, after: &str) -> Words {
    let (old, new) = (split(before), split(after));
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut words = Words { before: Vec::new(), after: Vec::new() };
    let mut shared = 0;
    for operation in operations {
        let (tag, from, to) = operation.as_tag_tuple();
        let changed = tag != DiffTag::Equal;
        let (gone, come) = (old[from].concat(), new[to].concat());
        if !changed {
            shared += gone.chars().count();
        }
        push(&mut words.before, gone, changed);
        push(&mut words.after, come, changed);
    }
    let longest = before.chars().count().max(after.chars().count());
    if shared * SHARED < longest { whole(before, after) } else { words }
}

fn whole(before: &str, after: &str) -> Words {
    let mut words = Words { before: Vec::new(), after: Vec::new() };
    push(&mut words.before, before.to_owned(), true);
    push(&mut words.after, after.to_owned(), true);
    words
}

fn push(words: &mut Vec<Word>, text: String, changed: bool) {
    if !text.is_empty() {
        words.push(Word { text, changed });
    }
}

/// What a character is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Hiragana,
    Katakana,
    Letter,
    /// Each stands alone.
    Other,
}

fn script(character: &str) -> Script {
    match character.chars().next().unwrap_or_default() {
        '々' | '〇' | '㐀'..='䶿' | '一'..='鿿' | '豈'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
            Script::Kanji
        }
        'ぁ'..='ゟ' => Script::Hiragana,
        'ァ'..='ヿ' | 'ｦ'..='ﾟ' => Script::Katakana,
        letter if letter.is_alphanumeric() => Script::Letter,
        _ => Script::Other,
    }
}

/// The runs of one script.
fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut begin, mut last) = (0, None);
    for (at, character) in text.grapheme_indices(true) {
        let script = script(character);
        if last.is_some_and(|last| last != script || script == Script::Other) {
            words.push(&text[begin..at]);
            begin = at;
        }
        last = Some(script);
    }
    if begin < text.len() {
        words.push(&text[begin..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(words: &[Word]) -> String {
        let marked = words
            .iter()
            .map(|word| if word.changed { format!("[{}]", word.text) } else { word.text.clone() });
        marked.collect()
    }

    #[track_caller]
    fn check(before: &str, after: &str, gone: &str, come: &str) {
        let words = differing(before, after);
        assert_eq!((marked(&words.before), marked(&words.after)), (gone.to_owned(), come.to_owned()));
    }

    #[test]
    fn a_mark_begins_and_ends_with_a_word() {
        check(
            "端末の導入に係る経費について協議する。",
            "端末の導入に係る費用及び情報漏洩の防止策について協議する。",
            "端末の導入に係る[経費]について協議する。",
            "端末の導入に係る[費用及び情報漏洩の防止策]について協議する。",
        );
        check(
            "平成29年度に試行する。",
            "平成30年度に試行する。",
            "平成[29]年度に試行する。",
            "平成[30]年度に試行する。",
        );
    }

    #[test]
    fn what_is_the_same_has_no_mark_and_what_is_new_has_one() {
        check("中止", "中止", "中止", "中止");
        check("", "費用に見合わない。", "", "[費用に見合わない。]");
        check("費用に見合わない。", "", "[費用に見合わない。]", "");
    }

    #[test]
    fn two_texts_that_have_little_in_common_are_marked_as_a_whole() {
        check(
            "検討を始める。",
            "市の方針により中止とする。",
            "[検討を始める。]",
            "[市の方針により中止とする。]",
        );
    }

    #[test]
    fn a_character_of_several_marks_is_never_cut() {
        check("か\u{3099}あり", "か\u{3099}なし", "[か\u{3099}あり]", "[か\u{3099}なし]");
        assert_eq!(split("葛\u{E0100}城市"), ["葛\u{E0100}城市"]);
    }
}
