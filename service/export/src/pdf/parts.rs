//! The parts of a document: which blocks stand on paper that lies alike, and what stands at the foot of their pages.

use super::data::{Setting, line};
use crate::document::{self, Block, Document, Part};
use serde::Serialize;

/// What stands at the foot of a page.
#[derive(Debug, Serialize)]
pub(super) struct Foot {
    /// The mark of the part; empty where there is none.
    mark: String,
    name: String,
    address: String,
    fingerprint: String,
}

/// The blocks of each part; those before the first one are of none. There is always something.
pub(super) fn parted(document: &Document) -> Vec<(Option<&Part>, &[Block])> {
    let begins = |block: &Block| matches!(block, Block::Part(_));
    let mut parts: Vec<(Option<&Part>, &[Block])> = Vec::new();
    let mut rest = document.blocks.as_slice();
    while let Some(first) = rest.first() {
        let next = rest.iter().skip(1).position(begins).map_or(rest.len(), |next| next + 1);
        parts.push((first.part(), &rest[..next]));
        rest = &rest[next..];
    }
    if parts.is_empty() { vec![(None, rest)] } else { parts }
}

/// The marks of the parts, in their order.
pub(super) fn marks(document: &Document) -> Vec<String> {
    document.parts().map(|part| part.mark.clone()).collect()
}

/// The label of a part, by its place.
pub(super) fn label(at: usize) -> String {
    format!("part-{}", at + 1)
}

/// The foot of a page, and how high it is with what lies around it.
pub(super) fn foot(of: &document::Foot, mark: &str, setting: &Setting<'_>, width: f64) -> (Foot, f64) {
    /// The sizes of the name and of what stands below; the template says the same.
    const NAME: f64 = 8.0;
    const BELOW: f64 = 6.5;
    /// From one line to the next, in shares of the size; what lies above and below; the place of the page's number.
    const LINE: f64 = 1.4;
    const AROUND: f64 = 26.0;
    const NUMBER: f64 = 60.0;
    let (glyphs, ruler) = (setting.glyphs, &setting.plain);
    let mark = line(&glyphs.of(mark));
    // One more for what keeps the mark apart.
    let before = if mark.is_empty() { 0.0 } else { ruler.width(&mark) + 1.0 };
    let (for_name, for_below) = ((width - NUMBER) / NAME - before, width / BELOW);
    let below = |text: &Option<String>| {
        let text = text.as_deref().map(|text| line(&glyphs.of(text))).unwrap_or_default();
        ruler.breakable(&text, for_below)
    };
    let foot = Foot {
        mark,
        name: ruler.breakable(&line(&glyphs.of(&of.name)), for_name),
        address: below(&of.address),
        fingerprint: below(&of.fingerprint),
    };
    let lines = ruler.lines(&foot.address, for_below) + ruler.lines(&foot.fingerprint, for_below);
    let height = f64::from(ruler.lines(&foot.name, for_name)) * NAME + f64::from(lines) * BELOW;
    (foot, height * LINE + AROUND)
}
