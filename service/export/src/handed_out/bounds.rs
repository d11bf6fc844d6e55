//! Within which bounds a file is opened, of which nothing is known.
//!
//! The library bounds what one stream unpacks to and how deep objects nest. What it does not bound is counted here: how
//! many objects a file makes of its bytes, how often it has the same one read, what its packed objects add up to.

use super::{MOST_BYTES, Unreadable};
use lopdf::{Document, Error, LoadOptions, Object, ObjectId, Stream};
use std::cell::Cell;
use std::panic::{catch_unwind, resume_unwind};

/// How far behind the first byte a PDF may begin.
const LEAD: usize = 1024;
/// How many words and brackets a file may have, by which its objects are bounded: each takes some 150 bytes.
const MOST_TOKENS: usize = 4_000_000;
/// How many tables of cross-references that are packed; a font has as many of the names by which they are counted.
const MOST_SECTIONS: usize = 128;
/// How much a packed part of the structure may be, in bytes.
const MOST_AT_ONCE: usize = 512 * 1024;
/// How deep the objects of such a part may nest.
const MOST_NESTED: usize = 8;
/// How much all objects may take that are read, in bytes.
const MOST_PARSED: usize = 512 * 1024 * 1024;
/// How much an object takes, in bytes.
const OBJECT: usize = 160;
/// How much the contents of all pages may be together, with what they show of each other, in bytes.
const MOST_CONTENT: usize = 64 * 1024 * 1024;

/// What may still be read of the contents of pages.
pub(super) struct Room(usize);

impl Default for Room {
    fn default() -> Self {
        Self(MOST_CONTENT)
    }
}

impl Room {
    pub(super) fn left(&self) -> usize {
        self.0
    }

    pub(super) fn take(&mut self, bytes: usize) -> Result<(), Unreadable> {
        self.0 = self.0.checked_sub(bytes).ok_or(Unreadable::TooMuch)?;
        Ok(())
    }
}

/// Opens a file.
pub(super) fn open(bytes: &[u8]) -> Result<Document, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    if !bytes[..bytes.len().min(LEAD)].windows(5).any(|five| five == b"%PDF-") {
        return Err(Unreadable::NoPdf);
    }
    let seen = Seen::of(bytes);
    if seen.encrypted {
        return Err(Unreadable::Encrypted);
    }
    if seen.tokens > MOST_TOKENS || seen.widths > MOST_SECTIONS {
        return Err(Unreadable::TooMuch);
    }
    LEFT.set(MOST_PARSED);
    let options = LoadOptions {
        filter: Some(count),
        strict: true,
        max_decompressed_size: Some(MOST_AT_ONCE),
        ..LoadOptions::default()
    };
    let document = match catch_unwind(|| Document::load_mem_with_options(bytes, options)) {
        Ok(Ok(document)) => document,
        Ok(Err(Error::Decompress(_))) => return Err(Unreadable::TooMuch),
        Ok(Err(_)) => return Err(Unreadable::Damaged),
        Err(reason) if reason.is::<Exhausted>() => return Err(Unreadable::TooMuch),
        Err(_) => return Err(Unreadable::Damaged),
    };
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Unreadable::Encrypted);
    }
    Ok(document)
}

/// What the bytes of a file show before it is read.
#[derive(Default)]
struct Seen {
    tokens: usize,
    widths: usize,
    encrypted: bool,
}

impl Seen {
    fn of(bytes: &[u8]) -> Self {
        let mut seen = Self::default();
        let mut between = true;
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'/' => {
                    seen.tokens += 1;
                    seen.name(&bytes[at + 1..]);
                    between = false;
                }
                b'[' | b'<' | b'(' => {
                    seen.tokens += 1;
                    between = true;
                }
                byte if ends_a_word(*byte) => between = true,
                _ => {
                    seen.tokens += usize::from(between);
                    between = false;
                }
            }
        }
        seen
    }

    fn name(&mut self, rest: &[u8]) {
        /// The longest name that is looked for, with each of its characters written by its number.
        const LONGEST: usize = 3 * b"Encrypt".len();
        let word = &rest[..rest.len().min(LONGEST + 1)];
        let end = word.iter().position(|byte| ends_a_word(*byte)).unwrap_or(word.len());
        match plain(&word[..end]).as_slice() {
            b"Encrypt" => self.encrypted = true,
            b"W" => self.widths += 1,
            _ => {}
        }
    }
}

/// A name as it reads: `#45` is E.
fn plain(name: &[u8]) -> Vec<u8> {
    let (mut read, mut rest) = (Vec::with_capacity(name.len()), name);
    while let [first, after @ ..] = rest {
        let number = after.get(..2).filter(|_| *first == b'#').and_then(|two| std::str::from_utf8(two).ok());
        match number.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                read.push(byte);
                rest = &after[2..];
            }
            None => {
                read.push(*first);
                rest = after;
            }
        }
    }
    read
}

const fn ends_a_word(byte: u8) -> bool {
    matches!(
        byte,
        0 | b'\t'
            | b'\n'
            | 12
            | b'\r'
            | b' '
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}

thread_local! {
    /// What the file that is being opened on this thread may still take; the library calls a plain function.
    static LEFT: Cell<usize> = const { Cell::new(0) };
}

/// That a file takes more than it may.
struct Exhausted;

/// Counts an object that the library has read and is about to keep. There is no other way to end its reading than to
/// unwind from it.
fn count(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let packed = match object {
        Object::Stream(stream) if stream.dict.has_type(b"ObjStm") => of_packed(stream),
        Object::Stream(_)
        | Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..)
        | Object::Array(_)
        | Object::Dictionary(_)
        | Object::Reference(_) => Some(0),
    };
    let needed = packed.map(|packed| packed + weight(object));
    match needed.and_then(|needed| LEFT.get().checked_sub(needed)) {
        Some(left) => LEFT.set(left),
        None => resume_unwind(Box::new(Exhausted)),
    }
    // Of an object that is packed the library keeps what is returned, of any other the object itself.
    Some((id, object.clone()))
}

/// How much an object takes, in bytes.
fn weight(object: &Object) -> usize {
    let of_dictionary = |dictionary: &lopdf::Dictionary| -> usize {
        dictionary.iter().map(|(name, value)| name.len() + OBJECT + weight(value)).sum()
    };
    OBJECT
        + match object {
            Object::Name(bytes) | Object::String(bytes, _) => bytes.len(),
            Object::Array(objects) => objects.iter().map(weight).sum(),
            Object::Dictionary(dictionary) => of_dictionary(dictionary),
            Object::Stream(stream) => of_dictionary(&stream.dict) + stream.content.len(),
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Reference(_) => 0,
        }
}

/// How much the objects take that are packed in a stream; none where it says that one lies within another.
fn of_packed(stream: &Stream) -> Option<usize> {
    let unpacked = stream.decompressed_content_with_limit(MOST_AT_ONCE).ok()?;
    let first = usize::try_from(stream.dict.get(b"First").and_then(Object::as_i64).ok()?).ok()?;
    let numbers = std::str::from_utf8(unpacked.get(..first)?).ok()?.split_ascii_whitespace();
    let offsets: Option<Vec<u32>> = numbers.skip(1).step_by(2).map(|offset| offset.parse().ok()).collect();
    let apart = offsets?.windows(2).all(|two| two[0] < two[1]);
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in &unpacked {
        match byte {
            b'[' | b'<' => depth += 1,
            b']' | b'>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    // Both brackets of a dictionary are counted.
    (apart && deepest <= 2 * MOST_NESTED).then(|| unpacked.len() + Seen::of(&unpacked).tokens * OBJECT)
}
