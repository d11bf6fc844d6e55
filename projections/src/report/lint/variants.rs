//! Words of one plan that are written in two ways: サーバ and サーバー, 取組 and 取り組み, ＩＣＴ and ICT.
//!
//! Three rules, no dictionary:
//! 1. Words in katakana that differ only in width, in a long-vowel mark at the end, or in 「・」.
//! 2. Words in Latin letters that differ only in width or in capitals; parts of addresses (`example.jp`) are none.
//! 3. A short list of words that public documents write with and without their kana.
//!
//! Of two ways the rarer is the finding; of equally many the one that comes first.

use domain::value::search_key::search_key;
use std::collections::BTreeMap;
use std::ops::Range;

/// Words that are written in several ways; each line is one word.
const WRITTEN: [&[&str]; 9] = [
    &["取組", "取組み", "取り組み"],
    &["取組む", "取り組む"],
    &["問合せ", "問い合わせ", "問合わせ", "問い合せ"],
    &["申込み", "申込", "申し込み"],
    &["打合せ", "打合わせ", "打ち合わせ"],
    &["子ども", "子供"],
    &["受付", "受付け", "受け付け"],
    &["引継ぎ", "引き継ぎ"],
    &["貸出し", "貸し出し", "貸出"],
];

/// A word in a text: the key that all its ways share, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) key: String,
    pub(super) range: Range<usize>,
}

/// The ways in which each word of a plan is written, with how often.
#[derive(Debug, Default)]
pub(super) struct Ways(BTreeMap<String, Vec<(String, usize)>>);

impl Ways {
    /// Counts the words of a text.
    pub(super) fn count(&mut self, text: &str) {
        for word in words(text) {
            let written = &text[word.range];
            let ways = self.0.entry(word.key).or_default();
            match ways.iter_mut().find(|(way, _)| way == written) {
                Some((_, times)) => *times += 1,
                None => ways.push((written.to_owned(), 1)),
            }
        }
    }

    /// The words of a text that the plan mostly writes in another way, with that way; each once.
    pub(super) fn rarer(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        for word in words(text) {
            let Some(usual) = self.0.get(&word.key).and_then(|ways| usual(ways)) else { continue };
            let written = &text[word.range.clone()];
            let new = found.iter().all(|(range, _)| text[range.clone()] != *written);
            if usual != written && new {
                found.push((word.range, usual));
            }
        }
        found
    }
}

/// The way that is written most; the first of equally many.
fn usual(ways: &[(String, usize)]) -> Option<&str> {
    let most = ways.iter().map(|(_, times)| *times).max()?;
    ways.iter().find(|(_, times)| *times == most).map(|(way, _)| way.as_str())
}

/// The words that may be written in another way, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let run = |belongs: fn(char) -> bool| rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let (length, key) = if is_katakana(c) {
            let length = rest[..run(is_katakana)].trim_end_matches(['・', '･']).len();
            (length, katakana_key(&rest[..length]))
        } else if is_latin(c) {
            let length = run(is_latin);
            let is_part = |c: char| matches!(c, '.' | '/' | '@' | ':' | '_' | '&') || c.is_ascii_digit();
            let part = rest[length..].starts_with(is_part) || text[..at].ends_with(is_part);
            (length, (length > 1 && !part).then(|| search_key(&rest[..length])))
        } else {
            listed(rest).map_or((c.len_utf8(), None), |(way, key)| (way.len(), Some(key.to_owned())))
        };
        words.extend(key.map(|key| Word { key, range: at..at + length }));
        at += length.max(c.len_utf8());
    }
    words
}

/// A word of three letters and more without what is written and left out at will.
fn katakana_key(word: &str) -> Option<String> {
    let folded = search_key(word);
    let key: String = folded.trim_end_matches('-').chars().filter(|c| *c != '・').collect();
    (key.chars().count() >= 3).then_some(key)
}

/// The listed word that the text begins with, and the first way of its line. Of a verb (取り組みます, 取組みました) none.
fn listed(rest: &str) -> Option<(&'static str, &'static str)> {
    let ways = WRITTEN.iter().flat_map(|line| line.iter().map(|way| (*way, line[0])));
    let (way, key) = ways.filter(|(way, _)| rest.starts_with(way)).max_by_key(|(way, _)| way.len())?;
    let verb = |c: char| "まみむめもわいえおっ".contains(c);
    (!rest[way.len()..].starts_with(verb)).then_some((way, key))
}

fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | '・' | 'ｦ'..='ﾟ' | '･')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

#[cfg(test)]
mod tests {
    use super::Ways;

    #[track_caller]
    fn check(texts: &[&str], expected: &[(&str, &str)]) {
        let mut ways = Ways::default();
        texts.iter().for_each(|text| ways.count(text));
        let found = texts.iter().flat_map(|text| {
            ways.rarer(text).into_iter().map(|(range, usual)| (text[range].to_owned(), usual.to_owned()))
        });
        let found: Vec<(String, String)> = found.collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_word_that_is_written_in_two_ways_is_found_with_the_usual_one() {
        check(&["サーバーの更新", "サーバ室のサーバー"], &[("サーバ", "サーバー")]);
        check(&["取り組みを進める", "取組の強化", "この取組"], &[("取り組み", "取組")]);
        check(&["ＩＣＴの活用", "ICT基盤", "ICT研修"], &[("ＩＣＴ", "ICT")]);
        check(&["Webサイト", "WEB会議"], &[("WEB", "Web")]);
        check(&["ｻｰﾊﾞｰ", "サーバー", "サーバー"], &[("ｻｰﾊﾞｰ", "サーバー")]);
        check(
            &["ワーク・ショップ", "ワークショップ", "ワークショップ"],
            &[("ワーク・ショップ", "ワークショップ")],
        );
    }

    #[test]
    fn different_words_verbs_lists_and_addresses_are_none() {
        check(&["サーバー", "サービス"], &[]);
        check(&["ビル", "ビール"], &[]);
        check(&["キーとキ"], &[]);
        check(&["取組", "会派で取り組みます", "取組みました"], &[]);
        check(&["スマートフォン・タブレット", "タブレット", "スマートフォン"], &[]);
        check(&["www.city.example", "City"], &[]);
    }
}
