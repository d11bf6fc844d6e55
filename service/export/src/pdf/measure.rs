//! How much room text takes, as far as the printer must know it before it sets anything: widths of columns, and whether
//! a row fits on a page. What is set afterwards is looked at (`inspect`), so that a wrong guess here costs looks only.

use super::fonts::FontSet;
use std::cell::RefCell;
use std::collections::HashMap;
use typst::layout::Em;
use typst::text::{FontInstance, FontWeight};

/// Measures words in one weight; widths are shares of the size.
pub(super) struct Ruler {
    fonts: Vec<FontInstance>,
    known: RefCell<HashMap<char, f64>>,
}

/// Stands before and behind a word that may be broken anywhere. No text has it: it is dropped before (`glyphs`).
pub(super) const MARK: &str = "\u{200b}";

/// Words and the places between them where a line may end.
struct Piece {
    width: f64,
    /// Whether it is white space, which vanishes at the end of a line.
    blank: bool,
}

impl Ruler {
    pub(super) fn new(fonts: &FontSet, strong: bool) -> Self {
        let weight = if strong { FontWeight::BOLD } else { FontWeight::REGULAR };
        Self { fonts: fonts.of_weight(weight), known: RefCell::default() }
    }

    /// How wide a text is on one line.
    pub(super) fn width(&self, text: &str) -> f64 {
        text.chars().map(|character| self.advance(character)).sum()
    }

    /// How wide the widest line of a text is, if it is broken where it says and nowhere else.
    pub(super) fn widest_line(&self, text: &str) -> f64 {
        text.split('\n').map(|line| self.width(line)).fold(0.0, f64::max)
    }

    /// How wide the widest of its pieces between white space is.
    pub(super) fn widest_word(&self, text: &str) -> f64 {
        text.split_whitespace().map(|word| self.width(word)).fold(0.0, f64::max)
    }

    /// The text with [`MARK`] before and behind every word that is wider than that; those may be broken anywhere.
    pub(super) fn breakable(&self, text: &str, width: f64) -> String {
        let is_wide = |word: &str| self.width(word) > width;
        if !text.split(|character| !is_of_a_word(character)).any(is_wide) {
            return text.to_owned();
        }
        let mut marked = String::with_capacity(text.len() + 8);
        for piece in text.split_inclusive(|character| !is_of_a_word(character)) {
            let word = piece.trim_end_matches(|character| !is_of_a_word(character));
            if is_wide(word) {
                marked.extend([MARK, word, MARK, &piece[word.len()..]]);
            } else {
                marked.push_str(piece);
            }
        }
        marked
    }

    /// On how many lines a text stands in that width, rather too many than too few.
    pub(super) fn lines(&self, text: &str, width: f64) -> u32 {
        text.split('\n').map(|line| self.lines_of_one(line, width)).sum()
    }

    fn lines_of_one(&self, line: &str, width: f64) -> u32 {
        // What may not begin a line takes a character of the line before with it.
        const TAKEN_ALONG: f64 = 1.0;
        let (mut lines, mut filled) = (1_u32, 0.0);
        for piece in self.pieces(line) {
            if piece.width > width && !piece.blank {
                // A word that may be broken anywhere fills lines of its own.
                let further = (piece.width / (width - 1.0).max(0.5)).ceil() as u32;
                lines = lines.saturating_add(further);
                filled = width;
                continue;
            }
            if filled + piece.width > width && filled > 0.0 && !piece.blank {
                lines = lines.saturating_add(1);
                filled = TAKEN_ALONG.min(width / 2.0);
            }
            filled += piece.width;
        }
        lines
    }

    fn pieces(&self, line: &str) -> Vec<Piece> {
        let (mut pieces, mut word) = (Vec::new(), 0.0);
        for character in line.chars() {
            let width = self.advance(character);
            if is_of_a_word(character) {
                word += width;
                continue;
            }
            if word > 0.0 {
                pieces.push(Piece { width: word, blank: false });
                word = 0.0;
            }
            pieces.push(Piece { width, blank: character.is_whitespace() });
        }
        if word > 0.0 {
            pieces.push(Piece { width: word, blank: false });
        }
        pieces
    }

    fn advance(&self, character: char) -> f64 {
        *self.known.borrow_mut().entry(character).or_insert_with(|| {
            let of_font = |font: &FontInstance| {
                let glyph = font.ttf().glyph_index(character)?;
                font.x_advance(glyph.0).map(Em::get)
            };
            self.fonts.iter().find_map(of_font).unwrap_or(1.0)
        })
    }
}

/// Whether a line may not end beside the character, which stands among others of its kind.
pub(super) fn is_of_a_word(character: char) -> bool {
    /// From here on are the scripts that are broken between any two characters.
    const IDEOGRAPHS: char = '\u{2e80}';
    character < IDEOGRAPHS && !character.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::{MARK, Ruler};
    use crate::pdf::Fonts;
    use std::collections::BTreeSet;

    #[track_caller]
    fn check(text: &str, width: f64, lines: u32) {
        let fonts = Fonts::embedded().for_characters(&BTreeSet::new());
        assert_eq!(Ruler::new(&fonts, false).lines(text, width), lines);
    }

    #[test]
    fn lines_are_rather_too_many_than_too_few() {
        check("", 10.0, 1);
        check("一\n二\n", 10.0, 3);
        check(&"漢".repeat(10), 10.0, 1);
        check(&"漢".repeat(11), 10.0, 2);
        check(&"漢".repeat(20), 10.0, 3);
        check("漢字 and words", 4.0, 3);
    }

    #[test]
    fn a_word_that_is_too_wide_is_marked_and_takes_several_lines() {
        let fonts = Fonts::embedded().for_characters(&BTreeSet::new());
        let ruler = Ruler::new(&fonts, false);
        let wide = "w".repeat(30);
        assert_eq!(ruler.breakable(&format!("前{wide}後 ok"), 10.0), format!("前{MARK}{wide}{MARK}後 ok"));
        assert_eq!(ruler.breakable("ok 漢字", 10.0), "ok 漢字");
        assert!(ruler.lines(&wide, 10.0) >= 3);
    }
}
