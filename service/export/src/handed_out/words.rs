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

/// A page that says the same in other lines, or lines of which hardly any is found in the other file, though its words
/// are.
fn is_broken_otherwise(before: &[PageText], after: &[PageText]) -> bool {
    let whole: HashMap<String, &PageText> = before.iter().map(|page| (page.lines.concat(), page)).collect();
    let other = |page: &PageText| whole.get(&page.lines.concat()).is_some_and(|was| was.lines != page.lines);
    if after.iter().any(other) {
        return true;
    }
    let lines = shared(before, after, |page| page.lines.clone());
    let words = shared(before, after, |page| words(&page.lines));
    lines < 0.5 && words > 0.8
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
