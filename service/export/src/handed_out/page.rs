//! Pieces of a page to its lines, its foot and its part.

use crate::pdf::PageText;
use projections::report::PackPart;
use projections::wording::{self, Language};
use std::collections::{BTreeSet, HashMap};

/// What is shown on a page.
#[derive(Default)]
pub(super) struct SeenPage {
    pub(super) pieces: Vec<Piece>,
    /// What its pictures say.
    pub(super) figures: Vec<String>,
}

/// What is shown at once.
pub(super) struct Piece {
    pub(super) says: String,
    /// Where it begins and ends, in points from the left, and how high it stands, from below.
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) end: f64,
    /// Whether the file says that it is the head or the foot of its page.
    pub(super) running: bool,
}

/// A line of a cell or a paragraph.
#[derive(Clone)]
struct Line {
    words: String,
    y: f64,
    end: f64,
    running: bool,
}

/// What stands on the pages of a file.
pub(super) fn told(pages: Vec<SeenPage>) -> Vec<PageText> {
    let mut lines: Vec<Vec<Line>> = pages.iter().map(|page| lines(&page.pieces)).collect();
    if !lines.iter().flatten().any(|line| line.running) {
        find_running(&mut lines);
    }
    let mut told: Vec<PageText> =
        lines.into_iter().zip(pages).map(|(lines, page)| of_page(lines, page.figures)).collect();
    let marks = marks();
    for page in &mut told {
        page.mark = page.foot.lines().next().and_then(|first| marks.get(first)).cloned();
    }
    if told.iter().all(|page| page.mark.is_none()) {
        mark_by_heads(&mut told, &marks);
    }
    told
}

fn of_page(lines: Vec<Line>, figures: Vec<String>) -> PageText {
    let (foot, own): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.running);
    let foot = foot.into_iter().map(|line| line.words).filter(|words| !is_number(words));
    PageText {
        mark: None,
        // What a picture says comes before the words that are drawn in it, of which none says much alone.
        lines: figures.into_iter().chain(own.into_iter().map(|line| line.words)).collect(),
        foot: foot.collect::<Vec<_>>().join("\n"),
    }
}

/// What belongs together, as in [`crate::pdf::pages`].
fn lines(pieces: &[Piece]) -> Vec<Line> {
    /// What is not further apart belongs together, in points.
    const NEAR: f64 = 3.0;
    let mut lines: Vec<Line> = Vec::new();
    for Piece { says, x, y, end, running } in pieces {
        match lines.last_mut() {
            Some(line)
                if (line.y - y).abs() < 1.0 && (x - line.end).abs() < NEAR && line.running == *running =>
            {
                line.words.push_str(says);
                line.end = *end;
            }
            Some(_) | None => {
                lines.push(Line { words: says.clone(), y: *y, end: *end, running: *running });
            }
        }
    }
    for line in &mut lines {
        line.words = line.words.trim().to_owned();
    }
    lines.retain(|line| !line.words.is_empty());
    lines
}

/// Where a file does not say what stands at the foot of its pages: what is lowest on most of them, and is the same but for
/// numbers. Pages of other sizes have theirs at other heights.
fn find_running(pages: &mut [Vec<Line>]) {
    /// Of fewer pages nothing can be said.
    const FEWEST: usize = 3;
    if pages.len() < FEWEST {
        return;
    }
    let key = |line: &Line| -> String { line.words.chars().filter(|c| !c.is_numeric()).collect() };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let low = lowest(page);
        let of_page: BTreeSet<String> = page.iter().filter(|line| line.y <= low).map(key).collect();
        of_page.into_iter().for_each(|key| *seen.entry(key).or_default() += 1);
    }
    let most = pages.len() / 2 + 1;
    for page in pages {
        let low = lowest(page);
        for line in page.iter_mut().filter(|line| line.y <= low) {
            line.running = seen.get(&key(line)).is_some_and(|pages| *pages >= most);
        }
    }
}

/// How high the lines stand that may be the foot of a page, which is the lowest on it and has two rows at most; the head of a
/// table is repeated, too, and so may be what stands right above a foot.
fn lowest(page: &[Line]) -> f64 {
    /// How high a foot of two rows is, in points; to what stands above there is more room.
    const ROWS: f64 = 14.0;
    page.iter().map(|line| line.y).fold(f64::INFINITY, f64::min) + ROWS
}

/// The number of a page: 3 / 14, － 3 －, 3頁.
fn is_number(words: &str) -> bool {
    let between = |c: char| c.is_whitespace() || "/／-－–—|｜頁".contains(c);
    words.chars().any(char::is_numeric) && words.chars().all(|c| c.is_numeric() || between(c))
}

/// What papers are marked with, in either language.
fn marks() -> HashMap<String, String> {
    let of = |language| PackPart::ALL.map(|part| wording::pack_mark(part, language));
    let marks = Language::ALL.into_iter().flat_map(of);
    marks.map(|mark| (mark.clone(), mark)).collect()
}

/// Where no foot says the part, a part begins with the page at whose head its mark stands.
fn mark_by_heads(pages: &mut [PageText], marks: &HashMap<String, String>) {
    /// The mark stands beside the title, which may have two lines.
    const HEAD: usize = 3;
    let mut part = None;
    for page in pages {
        let own = page.lines.iter().take(HEAD).find_map(|line| marks.get(line)).cloned();
        part = own.or(part);
        page.mark.clone_from(&part);
    }
}
