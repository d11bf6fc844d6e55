//! Text as it can be printed: what no font has is replaced by 〓, as printers always have, and remembered.

use std::cell::RefCell;
use std::collections::BTreeSet;

/// Stands for what cannot be printed.
pub(super) const GETA: char = '〓';

/// What of a text can be printed.
pub(super) struct Glyphs<'f> {
    /// Which characters no font has.
    lacking: &'f BTreeSet<char>,
    /// What turned out to have no glyph only when it was set: characters that are drawn together.
    together: &'f BTreeSet<String>,
    missing: RefCell<BTreeSet<char>>,
}

impl<'f> Glyphs<'f> {
    pub(super) fn new(lacking: &'f BTreeSet<char>, together: &'f BTreeSet<String>) -> Self {
        Self { lacking, together, missing: RefCell::default() }
    }

    /// The text, as it can be printed.
    pub(super) fn of(&self, text: &str) -> String {
        let mut text = text.replace("\r\n", "\n");
        for cluster in self.together {
            if text.contains(cluster.as_str()) {
                self.missing.borrow_mut().extend(cluster.chars());
                text = text.replace(cluster.as_str(), &GETA.to_string());
            }
        }
        text.chars().filter_map(|character| self.of_one(character)).collect()
    }

    /// What was replaced so far.
    pub(super) fn missing(&self) -> Vec<char> {
        self.missing.borrow().iter().copied().collect()
    }

    fn of_one(&self, character: char) -> Option<char> {
        match kind(character) {
            Kind::Break => Some('\n'),
            Kind::Space => Some(' '),
            Kind::Unseen => None,
            Kind::Joiner => Some(character),
            Kind::Seen if !self.lacking.contains(&character) => Some(character),
            Kind::Seen | Kind::Forbidden => {
                self.missing.borrow_mut().insert(character);
                Some(GETA)
            }
        }
    }
}

/// Whether a font must have the character, for the text to be printed.
pub(super) fn must_be_had(character: char) -> bool {
    match kind(character) {
        Kind::Seen => true,
        Kind::Break | Kind::Space | Kind::Unseen | Kind::Joiner | Kind::Forbidden => false,
    }
}

/// What a printer makes of a character.
enum Kind {
    Break,
    Space,
    /// Says nothing on paper: control characters, a mark of byte order, directions.
    Unseen,
    /// Says how those beside it are drawn.
    Joiner,
    /// Must not be in a file for archives: nobody knows what the private ones mean.
    Forbidden,
    Seen,
}

fn kind(character: char) -> Kind {
    match character {
        '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Kind::Break,
        '\t' => Kind::Space,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{feff}' => Kind::Unseen,
        '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' => Kind::Unseen,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => Kind::Unseen,
        '\u{e0000}'..='\u{e007f}' => Kind::Unseen,
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Kind::Joiner,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Kind::Forbidden,
        '\u{fdd0}'..='\u{fdef}' => Kind::Forbidden,
        other if u32::from(other) & 0xfffe == 0xfffe => Kind::Forbidden,
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Kind::Space,
        _ => Kind::Seen,
    }
}
