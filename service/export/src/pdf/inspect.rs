//! What was set is looked at before it becomes a file: whether every character is there, has a glyph and lies on its
//! page. The typesetter makes a valid PDF of nothing where a font is missing.

use super::glyphs::must_be_had;
use std::collections::{BTreeSet, HashMap};
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// What there is to see.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The characters with a glyph.
    pub(super) characters: Characters,
    /// What has no glyph.
    pub(super) without_glyph: BTreeSet<String>,
    /// How many of the characters lie beyond the edge of a page.
    pub(super) outside: usize,
}

/// Looks at every page.
pub(super) fn inspect(document: &PagedDocument) -> Seen {
    let mut seen = Seen::default();
    for page in document.pages() {
        let edge = Point::new(page.frame.width(), page.frame.height());
        look(&page.frame, Transform::identity(), edge, &mut seen);
    }
    seen
}

/// How often each character is there, white space and what is not seen apart.
///
/// A header row and a foot stand on every page, so that the number of all characters would say little: a lost cell is
/// noticed by its own.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Characters(HashMap<char, usize>);

impl Characters {
    pub(super) fn add(&mut self, text: &str) {
        for character in seen_of(text) {
            *self.0.entry(character).or_default() += 1;
        }
    }

    fn take(&mut self, text: &str) {
        for character in seen_of(text) {
            self.0.entry(character).and_modify(|number| *number = number.saturating_sub(1));
        }
    }

    /// How many there are.
    pub(super) fn number(&self) -> usize {
        self.0.values().sum()
    }

    /// How many of them are not among the others.
    pub(super) fn missing_in(&self, others: &Self) -> usize {
        let missing = |(character, number): (&char, &usize)| {
            number.saturating_sub(others.0.get(character).copied().unwrap_or(0))
        };
        self.0.iter().map(missing).sum()
    }
}

fn seen_of(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|character| must_be_had(*character) && !character.is_whitespace())
}

fn look(frame: &Frame, at: Transform, edge: Point, seen: &mut Seen) {
    for (place, item) in frame.items() {
        let here = at.pre_concat(Transform::translate(place.x, place.y));
        match item {
            FrameItem::Group(group) => look(&group.frame, here.pre_concat(group.transform), edge, seen),
            FrameItem::Text(text) => read(text, here, edge, seen),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}

fn read(text: &TextItem, at: Transform, edge: Point, seen: &mut Seen) {
    seen.characters.add(&text.text);
    for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
        let lost = &text.text[glyph.range()];
        seen.characters.take(lost);
        seen.without_glyph.insert(lost.to_owned());
    }
    let (from, to) = (Point::zero().transform(at), Point::with_x(text.width()).transform(at));
    let within = from.x.to_pt() >= -1.0 && to.x <= edge.x && from.y.to_pt() >= 0.0 && to.y <= edge.y;
    if !within {
        seen.outside += seen_of(&text.text).count();
    }
}
