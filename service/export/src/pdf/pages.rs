//! What stands on each page of what was set, for those who hold two documents against each other.

use super::Galley;
use super::data::Page;
use crate::document::{Document, Paper};
use typst::layout::{Frame, FrameItem, Point, Transform};

/// What stands on a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageText {
    /// The mark of the part at its foot; none before the first part.
    pub mark: Option<String>,
    /// Its lines in the order in which they are read; each cell of a table has its own. A picture is what it says.
    pub lines: Vec<String>,
    /// What stands at its foot, its number left out.
    pub foot: String,
}

/// What stands on the pages of a document.
pub(super) fn read(document: &Document, galley: &Galley) -> Vec<PageText> {
    let set = &galley.document;
    let mut pictures = document.pictures().map(|picture| picture.alternative.as_str());
    let marks: Vec<&str> = document.parts().map(|part| part.mark.as_str()).collect();
    let number = set.pages().len();
    let pages = set.pages().iter().enumerate().map(|(at, page)| {
        let mut seen = Seen::default();
        look(&page.frame, Transform::identity(), &mut seen);
        let (width, height) = (page.frame.width().to_pt(), page.frame.height().to_pt());
        let paper = if width > height { Paper::Landscape } else { Paper::Portrait };
        // The foot begins where no text may stand.
        let below = height - Page::of(paper).above(galley.foot).bottom;
        let mut text = PageText::default();
        let own = format!("{} / {number}", at + 1);
        for line in seen.lines {
            match line {
                Line::Text { words, y, .. } if y < below => text.lines.push(words),
                Line::Text { words, .. } if words.trim() == own => {}
                Line::Text { words, .. } => {
                    if !text.foot.is_empty() {
                        text.foot.push('\n');
                    }
                    text.foot.push_str(&words);
                }
                Line::Picture => text.lines.extend(pictures.next().map(str::to_owned)),
            }
        }
        text.mark = text.foot.lines().next().filter(|first| marks.contains(first)).map(str::to_owned);
        text
    });
    pages.collect()
}

#[derive(Default)]
struct Seen {
    lines: Vec<Line>,
}

/// A line of a cell or a paragraph, where it stands and where it ends.
enum Line {
    Text { words: String, y: f64, end: f64 },
    Picture,
}

fn look(frame: &Frame, at: Transform, seen: &mut Seen) {
    /// What is not further apart belongs together, in points.
    const NEAR: f64 = 3.0;
    for (place, item) in frame.items() {
        let here = at.pre_concat(Transform::translate(place.x, place.y));
        match item {
            FrameItem::Group(group) => look(&group.frame, here.pre_concat(group.transform), seen),
            FrameItem::Text(text) => {
                let from = Point::zero().transform(here);
                let (x, y) = (from.x.to_pt(), from.y.to_pt());
                let next = x + text.width().to_pt();
                match seen.lines.last_mut() {
                    Some(Line::Text { words, y: of, end })
                        if (*of - y).abs() < 1.0 && (x - *end).abs() < NEAR =>
                    {
                        words.push_str(&text.text);
                        *end = next;
                    }
                    Some(Line::Text { .. } | Line::Picture) | None => {
                        seen.lines.push(Line::Text { words: text.text.to_string(), y, end: next });
                    }
                }
            }
            FrameItem::Image(..) => seen.lines.push(Line::Picture),
            FrameItem::Shape(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}
