//! Bytes to text: UTF-8 with or without a byte order mark, or CP932 when the bytes are not UTF-8.

use crate::problem::Finding;
use encoding_rs::{DecoderResult, SHIFT_JIS};

/// Why bytes are no text, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// The line, from 1.
    pub(super) line: Option<u32>,
    /// The character in the line, from 1.
    pub(super) column: Option<u32>,
    /// What.
    pub(super) finding: Finding,
}

/// The text without its byte order mark.
///
/// Damaged UTF-8 often decodes as CP932 too, into nonsense; so bytes that are mostly UTF-8 are never taken for it.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Failure> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(Failure { line: None, column: None, finding: Finding::Utf16 });
    }
    let (body, marked) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(body) => (body, true),
        None => (bytes, false),
    };
    let utf8_until = match std::str::from_utf8(body) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error.valid_up_to(),
    };
    if marked || is_mostly_utf8(body) {
        return Err(failure(body, utf8_until, &body[..utf8_until], "UTF-8"));
    }
    let mut text = String::with_capacity(body.len() * 2);
    let mut decoder = SHIFT_JIS.new_decoder_without_bom_handling();
    text.reserve(decoder.max_utf8_buffer_length_without_replacement(body.len()).unwrap_or(0));
    match decoder.decode_to_string_without_replacement(body, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (DecoderResult::Malformed(length, after), read) => {
            let at = read.saturating_sub(usize::from(length) + usize::from(after));
            Err(failure(body, at, text.as_bytes(), "UTF-8 or CP932"))
        }
        (DecoderResult::OutputFull, _) => {
            unreachable!("the buffer was reserved by the decoder's own measure")
        }
    }
}

/// Whether three-byte sequences of UTF-8 (where Japanese lies) outnumber the bytes that are not UTF-8.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut wide, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| c.len_utf8() == 3).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    wide > wrong
}

/// The place behind the text that could be read.
fn failure(bytes: &[u8], at: usize, before: &[u8], encoding: &'static str) -> Failure {
    let before = String::from_utf8_lossy(before);
    let (mut line, mut column) = (1_u32, 1_u32);
    let mut chars = before.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\n' || (c == '\r' && chars.peek() != Some(&'\n')) {
            line = line.saturating_add(1);
            column = 1;
        } else if c != '\r' {
            column = column.saturating_add(1);
        }
    }
    let byte = bytes.get(at).copied().unwrap_or_default();
    Failure { line: Some(line), column: Some(column), finding: Finding::Encoding { byte, encoding } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(bytes: &[u8]) -> (Option<u32>, Option<u32>, Finding) {
        let failure = decode(bytes).unwrap_err();
        (failure.line, failure.column, failure.finding)
    }

    #[test]
    fn utf8_and_cp932_give_the_same_text() {
        let text = "①実施事業\t状況\r\n髙﨑㈱〜";
        let (cp932, _, lossy) = SHIFT_JIS.encode("①実施事業\t状況\r\n髙﨑㈱～");
        assert!(!lossy);
        assert_eq!(decode(text.as_bytes()).unwrap(), text);
        assert_eq!(decode(format!("\u{feff}{text}").as_bytes()).unwrap(), text);
        assert_eq!(decode(&cp932).unwrap(), text.replace('〜', "～"));
    }

    #[test]
    fn utf16_is_named() {
        assert_eq!(place(b"\xFF\xFEa\0"), (None, None, Finding::Utf16));
        assert_eq!(place(b"\xFE\xFF\0a"), (None, None, Finding::Utf16));
    }

    #[test]
    fn a_damaged_utf8_file_is_not_taken_for_cp932() {
        let mut bytes = "実施事業\n状況と備考".as_bytes().to_vec();
        let at = "実施事業\n状".len();
        bytes[at] = b'\x83';
        bytes[at + 1] = b'A';
        assert_eq!(place(&bytes), (Some(2), Some(2), Finding::Encoding { byte: 0x83, encoding: "UTF-8" }));
    }

    #[test]
    fn a_byte_of_no_encoding_is_named_with_its_place() {
        let (cp932, _, _) = SHIFT_JIS.encode("実施事業\r\n状況");
        let mut bytes = cp932.into_owned();
        bytes.extend(b"\xFF,x");
        assert_eq!(
            place(&bytes),
            (Some(2), Some(3), Finding::Encoding { byte: 0xFF, encoding: "UTF-8 or CP932" })
        );
        assert_eq!(
            place(b"a\n\x81"),
            (Some(2), Some(1), Finding::Encoding { byte: 0x81, encoding: "UTF-8 or CP932" })
        );
    }
}
