//! What the codes of a font say, and how wide they are.

use super::bounds::Room;
use super::{Unreadable, is};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object};
use std::collections::HashMap;
use std::ptr;
use std::rc::Rc;

/// How many codes of a font are told apart.
const MOST_CODES: usize = 70_000;
/// How many characters one glyph stands for at most.
const MOST_CHARACTERS: usize = 16;
/// The greatest table of a font, in bytes.
const MOST_TABLE: usize = 2 * 1024 * 1024;

/// The fonts that were met, each read once.
#[derive(Default)]
pub(super) struct Fonts(HashMap<*const Dictionary, Rc<Font>>);

/// A font.
pub(super) struct Font {
    /// Whether a code has two bytes.
    wide: bool,
    characters: HashMap<u32, String>,
    widths: HashMap<u32, f64>,
    usual: f64,
}

impl Fonts {
    pub(super) fn font(
        &mut self,
        document: &Document,
        of: &Dictionary,
        room: &mut Room,
    ) -> Result<Rc<Font>, Unreadable> {
        if let Some(known) = self.0.get(&ptr::from_ref(of)) {
            return Ok(Rc::clone(known));
        }
        let font = Rc::new(Font::read(document, of, room)?);
        self.0.insert(ptr::from_ref(of), Rc::clone(&font));
        Ok(font)
    }
}

impl Font {
    /// What is shown by these bytes: each code with what it says, its width in thousandths, and whether it is a blank of
    /// one byte, which is set wider on its own.
    pub(super) fn shown<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = (&'f str, f64, bool)> {
        let codes = bytes.chunks(if self.wide { 2 } else { 1 });
        codes.map(|code| {
            let number = code.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
            let says = self.characters.get(&number).map_or("\u{fffd}", String::as_str);
            (says, self.widths.get(&number).copied().unwrap_or(self.usual), code == b" ")
        })
    }

    fn read(document: &Document, of: &Dictionary, room: &mut Room) -> Result<Self, Unreadable> {
        let wide = is(of, b"Subtype", b"Type0");
        let mut font = Self { wide, characters: HashMap::new(), widths: HashMap::new(), usual: 0.0 };
        match of.get_deref(b"ToUnicode", document).and_then(Object::as_stream) {
            Ok(map) => {
                let table = map.decompressed_content_with_limit(room.left().min(MOST_TABLE));
                let table = table.map_err(|_| Unreadable::TooMuch)?;
                room.take(table.len())?;
                font.read_characters(&table);
            }
            Err(_) if !wide => font.read_encoding(document, of),
            Err(_) => {}
        }
        if wide {
            font.read_widths(document, of)
        } else {
            font.read_few_widths(document, of)
        }
        room.take((font.characters.len() + font.widths.len()) * 64)?;
        Ok(font)
    }

    /// The table by which a font says what its glyphs stand for.
    fn read_characters(&mut self, table: &[u8]) {
        for operation in Content::decode_iter(table).map_while(Result::ok) {
            match (operation.operator.as_str(), operation.operands.as_slice()) {
                ("endbfchar", pairs) => {
                    for [code, says] in pairs.as_chunks().0 {
                        self.say(number(code), text(says));
                    }
                }
                ("endbfrange", triples) => {
                    for [first, last, says] in triples.as_chunks().0 {
                        self.say_range(number(first), number(last), says);
                    }
                }
                _ => {}
            }
        }
    }

    fn say_range(&mut self, first: Option<u32>, last: Option<u32>, says: &Object) {
        let (Some(first), Some(last)) = (first, last) else { return };
        let codes = (first..=last).take(MOST_CODES);
        if let Ok(each) = says.as_array() {
            codes.zip(each).for_each(|(code, says)| self.say(Some(code), text(says)));
            return;
        }
        let Some(says) = text(says) else { return };
        let mut before: Vec<char> = says.chars().collect();
        let Some(begins) = before.pop() else { return };
        for (code, further) in codes.zip(0..) {
            let Some(ends) = u32::from(begins).checked_add(further).and_then(char::from_u32) else { return };
            self.say(Some(code), Some(before.iter().chain([&ends]).collect()));
        }
    }

    fn say(&mut self, code: Option<u32>, says: Option<String>) {
        if let (Some(code), Some(says)) = (code, says)
            && self.characters.len() < MOST_CODES
        {
            self.characters.insert(code, says);
        }
    }

    /// Where a font of single bytes only names an encoding.
    fn read_encoding(&mut self, document: &Document, of: &Dictionary) {
        // Without a table of its own nothing is unpacked here.
        let Ok(encoding) = of.get_font_encoding_with_limit(document, MOST_TABLE) else { return };
        if let Encoding::UnicodeMapEncoding(_) = encoding {
            return;
        }
        for code in 0..=u8::MAX {
            let says = Document::decode_text(&encoding, &[code]).ok().filter(|says| !says.is_empty());
            self.say(Some(u32::from(code)), says);
        }
    }

    /// `[c [w w …] c c w …]`.
    fn read_widths(&mut self, document: &Document, of: &Dictionary) {
        self.usual = 1000.0;
        let below = of.get_deref(b"DescendantFonts", document).and_then(Object::as_array);
        let below = below.ok().and_then(|fonts| document.dereference(fonts.first()?).ok()?.1.as_dict().ok());
        let Some(below) = below else { return };
        if let Some(usual) = below.get_deref(b"DW", document).ok().and_then(real) {
            self.usual = usual;
        }
        let Ok(mut rest) = below.get_deref(b"W", document).and_then(Object::as_array).map(Vec::as_slice)
        else {
            return;
        };
        let mut steps = 0;
        while let ([first, second, ..], true) = (rest, steps < MOST_CODES) {
            let Some(code) = first.as_i64().ok().and_then(|code| u32::try_from(code).ok()) else { return };
            let of_each = document.dereference(second).and_then(|(_, each)| each.as_array());
            if let Ok(each) = of_each {
                for (code, width) in (code..=u32::MAX).zip(each).take(MOST_CODES) {
                    self.widths.extend(real(width).map(|width| (code, width)));
                    steps += 1;
                }
                rest = &rest[2..];
            } else {
                let last = second.as_i64().ok().and_then(|code| u32::try_from(code).ok());
                let (Some(last), Some(width)) = (last, rest.get(2).and_then(real)) else { return };
                for code in (code..=last).take(MOST_CODES) {
                    self.widths.insert(code, width);
                    steps += 1;
                }
                rest = &rest[3..];
            }
            steps += 1;
        }
    }

    fn read_few_widths(&mut self, document: &Document, of: &Dictionary) {
        let Ok(widths) = of.get_deref(b"Widths", document).and_then(Object::as_array) else {
            self.usual = 500.0;
            return;
        };
        let first = of.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or_default();
        let first = u32::try_from(first).unwrap_or_default();
        let each = (first..=u32::from(u8::MAX)).zip(widths);
        self.widths.extend(each.filter_map(|(code, width)| Some((code, real(width)?))));
    }
}

/// A code, of four bytes at most.
fn number(object: &Object) -> Option<u32> {
    let bytes = object.as_str().ok().filter(|bytes| bytes.len() <= 4)?;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// What a glyph stands for, in UTF-16.
fn text(object: &Object) -> Option<String> {
    let (pairs, _) = object.as_str().ok()?.as_chunks::<2>();
    let units = pairs.iter().take(MOST_CHARACTERS).map(|pair| u16::from_be_bytes(*pair));
    Some(char::decode_utf16(units).map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// A number, whole or not.
pub(super) fn real(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}
