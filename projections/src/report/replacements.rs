//! 差替ページ表: which pages of what is handed out differ from those that were handed out before (P6).
//!
//! Pages are held against each other by what stands on them, without the number at their foot: a page that is the same
//! and has another number only moved.

use super::named::PlanRef;
use domain::digest::Digest;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A page, as it was or will be handed out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct HandedPage {
    /// 資料番号 at its foot; none before the first part.
    pub part: Option<String>,
    /// What stands on it, in the order in which it is read, its foot left out.
    pub lines: Vec<String>,
    /// What stands at its foot, the number of the page left out.
    pub foot: String,
}

/// What is handed out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Handed {
    /// What it is called.
    pub title: String,
    /// Its pages.
    pub pages: Vec<HandedPage>,
}

/// How a page differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PageDiffers {
    /// Something else stands on it.
    Changed,
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
    /// 頁番号のみ変更: the same stands on it, and its number is another.
    Moved,
}

/// A page that differs, or several that follow each other and only moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PageRow {
    /// 資料番号, as it is now where the page is there.
    pub part: Option<String>,
    /// The number of the page before, the first of several; none where it was not there.
    pub before: Option<u32>,
    /// The number now.
    pub after: Option<u32>,
    /// How many pages follow each other; more than one only where they moved.
    pub pages: u32,
    /// How it differs.
    pub differs: PageDiffers,
    /// The first line that only the page before has.
    pub says_before: Option<String>,
    /// The first line that only the page now has.
    pub says_after: Option<String>,
}

/// The PDF that was handed out, where that itself is held against what is handed out now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HandedFile {
    /// Of its bytes.
    pub sha256: Digest,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// Whether its title or its first page names the plan; a file that does not may be another's.
    pub names_the_plan: bool,
    /// Whether its pages are compared by their words, because its lines are broken in other places.
    pub by_words: bool,
    /// How many of its pages have no text that can be read.
    pub without_text: u32,
}

/// Which pages differ.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReplacementsReport {
    /// The plan.
    pub plan: PlanRef,
    /// When what was handed out before was recorded.
    pub handed_out: Option<Timestamp>,
    /// The file, where the pages of before are those of a file and not set anew.
    pub file: Option<HandedFile>,
    /// What that was called.
    pub title_before: String,
    /// What is handed out now.
    pub title: String,
    /// How many pages it had.
    pub pages_before: u32,
    /// How many pages there are now.
    pub pages: u32,
    /// How many pages are the same and have the same number.
    pub unchanged: u32,
    /// How many only moved.
    pub moved: u32,
    /// How many pages are to be handed out anew: those that changed and those that were added.
    pub replaced: u32,
    /// How many pages are to be taken out.
    pub removed: u32,
    /// Whether the words at the foot of pages that are otherwise the same are others.
    pub foot_differs: bool,
    /// The pages that differ, in the order of what is handed out now; one that was removed stands where it was.
    pub rows: Vec<PageRow>,
}

/// Which pages differ.
pub fn replacements(
    plan: PlanRef,
    handed_out: Option<Timestamp>,
    before: &Handed,
    after: &Handed,
) -> ReplacementsReport {
    let (title_before, title) = (before.title.clone(), after.title.clone());
    let (before, after) = (before.pages.as_slice(), after.pages.as_slice());
    let pairs = aligned(before, after);
    let mut report = ReplacementsReport {
        plan,
        handed_out,
        file: None,
        title_before,
        title,
        pages_before: number(before.len()),
        pages: number(after.len()),
        unchanged: 0,
        moved: 0,
        replaced: 0,
        removed: 0,
        foot_differs: false,
        rows: Vec::new(),
    };
    for (old, new) in pairs {
        let (was, is) = (old.map(|at| &before[at]), new.map(|at| &after[at]));
        let (place, now) = (old.map(|at| number(at + 1)), new.map(|at| number(at + 1)));
        let differs = match (was, is) {
            (Some(was), Some(is)) if was.is_same(is) => {
                report.foot_differs |= was.foot != is.foot;
                if place == now {
                    report.unchanged += 1;
                    continue;
                }
                PageDiffers::Moved
            }
            (Some(_), Some(_)) => PageDiffers::Changed,
            (None, _) => PageDiffers::Added,
            (Some(_), None) => PageDiffers::Removed,
        };
        match differs {
            PageDiffers::Moved => report.moved += 1,
            PageDiffers::Changed | PageDiffers::Added => report.replaced += 1,
            PageDiffers::Removed => report.removed += 1,
        }
        let row = PageRow {
            part: is.or(was).and_then(|page| page.part.clone()),
            before: place,
            after: now,
            pages: 1,
            differs,
            says_before: was.and_then(|was| was.first_without(is)),
            says_after: is.and_then(|is| is.first_without(was)),
        };
        match report.rows.last_mut().filter(|last| last.goes_on_with(&row)) {
            Some(last) => last.pages += 1,
            None => report.rows.push(row),
        }
    }
    report
}

/// Which page became which, in the order of both: those that are the same, then those that have much in common. What is
/// between two pages that are paired stands in the order of before, then of after.
fn aligned(before: &[HandedPage], after: &[HandedPage]) -> Vec<(Option<usize>, Option<usize>)> {
    let (rows, columns) = (before.len(), after.len());
    // How much the pages from here on have in common at best.
    let mut best = vec![vec![0_u32; columns + 1]; rows + 1];
    for old in (0..rows).rev() {
        for new in (0..columns).rev() {
            let paired = match before[old].in_common(&after[new]) {
                0 => 0,
                common => common + best[old + 1][new + 1],
            };
            best[old][new] = paired.max(best[old + 1][new]).max(best[old][new + 1]);
        }
    }
    let (mut old, mut new, mut pairs) = (0, 0, Vec::new());
    while old < rows && new < columns {
        let common = before[old].in_common(&after[new]);
        if common > 0 && best[old][new] == common + best[old + 1][new + 1] {
            pairs.push((Some(old), Some(new)));
            (old, new) = (old + 1, new + 1);
        } else if best[old][new] == best[old + 1][new] {
            pairs.push((Some(old), None));
            old += 1;
        } else {
            pairs.push((None, Some(new)));
            new += 1;
        }
    }
    pairs.extend((old..rows).map(|old| (Some(old), None)));
    pairs.extend((new..columns).map(|new| (None, Some(new))));
    pairs
}

impl HandedPage {
    /// Whether the same stands on both, but for the foot.
    fn is_same(&self, other: &Self) -> bool {
        self.part == other.part && self.lines == other.lines
    }

    /// How much two pages have in common, in 1/1000. The same pages count more than any that only resemble each other;
    /// pages of one part have something in common whatever stands on them, those of different parts nothing.
    fn in_common(&self, other: &Self) -> u32 {
        /// More than two pages that resemble each other together.
        const SAME: u32 = 3000;
        if self.part != other.part {
            return 0;
        }
        if self.lines == other.lines {
            return SAME;
        }
        let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
        self.lines.iter().for_each(|line| *lines.entry(line).or_default() += 1);
        let mut shared = 0;
        for line in &other.lines {
            if let Some(left) = lines.get_mut(line.as_str()).filter(|left| **left > 0) {
                *left -= 1;
                shared += 1;
            }
        }
        number(shared * 1000 / self.lines.len().max(other.lines.len()).max(1)).max(1)
    }

    /// The first line that the other page has not, or not so often.
    fn first_without(&self, other: Option<&Self>) -> Option<String> {
        let mut others: BTreeMap<&str, usize> = BTreeMap::new();
        let theirs = other.into_iter().flat_map(|other| &other.lines);
        theirs.for_each(|line| *others.entry(line).or_default() += 1);
        let only = self.lines.iter().find(|line| match others.get_mut(line.as_str()) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            Some(_) | None => true,
        });
        only.cloned()
    }
}

impl HandedFile {
    /// What is to be said of a file whose pages these are.
    pub fn of(sha256: Digest, title: Option<String>, plan: &PlanRef, pages: &[HandedPage]) -> Self {
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let first = pages.iter().take(1).flat_map(|page| page.lines.iter().chain([&page.foot]));
        let says = first.chain(&title).fold(String::new(), |says, text| says + &bare(text));
        Self {
            sha256,
            names_the_plan: says.contains(&bare(plan.title.as_str())),
            title,
            by_words: false,
            without_text: number(pages.iter().filter(|page| page.lines.is_empty()).count()),
        }
    }
}

impl PageRow {
    /// Whether the next page moved just as this one did.
    fn goes_on_with(&self, next: &Self) -> bool {
        let follows = |first: Option<u32>, next: Option<u32>| first.map(|first| first + self.pages) == next;
        self.differs == PageDiffers::Moved
            && next.differs == PageDiffers::Moved
            && self.part == next.part
            && follows(self.before, next.before)
            && follows(self.after, next.after)
    }
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
