//! What was set is looked at before it becomes a file: whether every character is there, has a glyph and lies on its
//! page. The typesetter makes a valid PDF of nothing where a font is missing.

use super::glyphs::must_be_had;
use std::collections::BTreeSet;
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// What there is to see.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// How many characters with a glyph, white space apart.
    pub(super) characters: usize,
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

/// How many characters of a text are seen on paper.
pub(super) fn count(text: &str) -> usize {
    text.chars().filter(|character| must_be_had(*character) && !character.is_whitespace()).count()
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
    let mut characters = count(&text.text);
    for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
        let lost = &text.text[glyph.range()];
        characters = characters.saturating_sub(count(lost));
        seen.without_glyph.insert(lost.to_owned());
    }
    seen.characters += characters;
    let (from, to) = (Point::zero().transform(at), Point::with_x(text.width()).transform(at));
    let within = from.x.to_pt() >= -1.0 && to.x <= edge.x && from.y.to_pt() >= 0.0 && to.y <= edge.y;
    if !within {
        seen.outside += characters;
    }
}
