//! Words in place of lines, where two files do not break theirs alike.

use crate::pdf::PageText;
use std::collections::HashMap;

/// Makes two files comparable: where their lines are broken in other places although the same stands there, as when
/// another program has written one of them anew, the lines of both become words. Says whether it did.
pub(super) fn alike(before: &mut [PageText], after: &mut [PageText]) -> bool {
    if !is_broken_otherwise(before, after) {
        return false;
    }
    for page in before.iter_mut().chain(after) {
        page.lines = words(&page.lines);
    }
    true
}

/// Most pages say the same in other lines, or hardly any line is found in the other file, though the words are. A few such
/// pages are printed in another way, and differ.
fn is_broken_otherwise(before: &[PageText], after: &[PageText]) -> bool {
    let whole: HashMap<String, &PageText> = before.iter().map(|page| (bare(page), page)).collect();
    let other = |page: &&PageText| whole.get(&bare(page)).is_some_and(|was| was.lines != page.lines);
    if after.iter().filter(other).count() * 2 > after.len() {
        return true;
    }
    let lines = shared(before, after, |page| page.lines.clone());
    let words = shared(before, after, |page| words(&page.lines));
    lines < 0.5 && words > 0.8
}

/// What stands on a page, without its lines and blanks.
fn bare(page: &PageText) -> String {
    page.lines.iter().flat_map(|line| line.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// Which share of the one is found in the other.
fn shared(before: &[PageText], after: &[PageText], of: impl Fn(&PageText) -> Vec<String>) -> f64 {
    let mut there: HashMap<String, i64> = HashMap::new();
    before.iter().flat_map(&of).for_each(|one| *there.entry(one).or_default() += 1);
    let (mut all, mut found) = (0_u32, 0_u32);
    for one in after.iter().flat_map(&of) {
        all += 1;
        let left = there.entry(one).or_default();
        *left -= 1;
        found += u32::from(*left >= 0);
    }
    f64::from(found) / f64::from(all.max(1))
}

/// The words of a page, wherever its lines are broken: what is written in one script.
fn words(lines: &[String]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for one in lines.iter().flat_map(|line| line.chars()).filter(|c| !c.is_whitespace()) {
        let script = script(one);
        match words.last_mut() {
            Some(word) if last == Some(script) && script != Script::Mark => word.push(one),
            Some(_) | None => words.push(one.to_string()),
        }
        last = Some(script);
    }
    words
}

/// In what a character is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Kana,
    Latin,
    Other,
    Mark,
}

fn script(one: char) -> Script {
    match one {
        'ぁ'..='ん' | 'ァ'..='ヺ' | 'ー' => Script::Kana,
        one if one.is_ascii_alphanumeric() => Script::Latin,
        one if one.is_alphanumeric() => Script::Other,
        _ => Script::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[&str]) -> PageText {
        PageText { lines: lines.iter().map(|line| (*line).to_owned()).collect(), ..PageText::default() }
    }

    #[test]
    fn pages_whose_lines_are_broken_in_other_places_are_compared_by_words() {
        let mut before = [page(&["実施時期は令和3", "年4月から"]), page(&["配付の準備", "中です"])];
        let mut after = [page(&["実施時期は令和3年4月から"]), page(&["配付の準備中でした"])];
        assert!(alike(&mut before, &mut after));
        assert_eq!(before[0], after[0]);
        assert_eq!(before[0].lines, ["実施時期", "は", "令和", "3", "年", "4", "月", "から"]);
        assert_ne!(before[1], after[1]);
    }

    #[test]
    fn a_page_among_others_whose_table_is_printed_in_another_way_differs() {
        let same = || [page(&["表紙"]), page(&["変更のあった事業"]), page(&["集計", "合計 51"])];
        let (mut before, mut after) = (same().to_vec(), same().to_vec());
        before.push(page(&["配付の準備", "中です"]));
        after.push(page(&["配付の", "準備中です"]));
        let kept = before.clone();
        assert!(!alike(&mut before, &mut after));
        assert_eq!(before, kept);
        assert_ne!(before[3], after[3]);
    }
}
