//! Cell references of a workbook's sheets, before its reader computes with them.
//!
//! The reader multiplies without asking whether `A99999999999` is a row, and subtracts without asking whether `B2:A1`
//! is a range. No program writes such references; a file that has one is broken.

/// Looks at the tags `row`, `c` and `dimension` of a stream of XML.
#[derive(Debug, Default)]
pub(super) struct References {
    tag: Vec<u8>,
    state: State,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    /// Inside a tag; inside a value, its quotation mark.
    Tag(Option<u8>),
}

/// Bytes of a tag that are looked at; those of sheets are much shorter.
const LONGEST_TAG: usize = 1_024;
/// Columns of a sheet: `XFD`.
const LAST_COLUMN: u32 = 16_384;
/// Rows of a sheet.
const LAST_ROW: u32 = 1_048_576;

impl References {
    /// Takes the next bytes; the `Err` is a reference that is none.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Result<(), String> {
        for byte in bytes {
            match (self.state, *byte) {
                (State::Text, b'<') => {
                    self.tag.clear();
                    self.state = State::Tag(None);
                }
                (State::Text, _) => {}
                (State::Tag(None), b'>') => {
                    self.state = State::Text;
                    check(&self.tag)?;
                }
                (State::Tag(open), byte) => {
                    if self.tag.len() < LONGEST_TAG {
                        self.tag.push(byte);
                    }
                    self.state = match (open, byte) {
                        (None, b'"' | b'\'') => State::Tag(Some(byte)),
                        (Some(mark), byte) if mark == byte => State::Tag(None),
                        (open, _) => State::Tag(open),
                    };
                }
            }
        }
        Ok(())
    }
}

fn check(tag: &[u8]) -> Result<(), String> {
    let tag = String::from_utf8_lossy(tag);
    let (name, attributes) = tag.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((&tag, ""));
    let wanted = match name.rsplit(':').next() {
        Some("row" | "c") => "r",
        Some("dimension") => "ref",
        Some(_) | None => return Ok(()),
    };
    let mut rest = attributes;
    while let Some((name, behind)) = rest.split_once('=') {
        let behind = behind.trim_start();
        let Some(mark) = behind.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some((value, next)) = behind[1..].split_once(mark) else { break };
        if name.trim() == wanted && !is_range(value) {
            return Err(format!("{value:?} is no cell, row or range"));
        }
        rest = next;
    }
    Ok(())
}

/// `A1`, `12`, `A1:C3`.
fn is_range(value: &str) -> bool {
    let mut ends = value.splitn(2, ':').map(cell);
    match (ends.next().flatten(), ends.next()) {
        (Some(_), None) => true,
        (Some((column, row)), Some(Some((last_column, last_row)))) => {
            column <= last_column && row <= last_row
        }
        (None, _) | (Some(_), Some(None)) => false,
    }
}

/// Column (0 where there is none) and row.
fn cell(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at(letters);
    if letters.len() > 3 || digits.len() > 7 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let letter = |column: u32, byte: u8| column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0, letter);
    let row = digits.parse().ok()?;
    (column <= LAST_COLUMN && (1..=LAST_ROW).contains(&row)).then_some((column, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn good(xml: &str, expected: bool) {
        assert_eq!(References::default().take(xml.as_bytes()).is_ok(), expected, "{xml}");
        let mut one_by_one = References::default();
        let taken: Result<(), String> = xml.bytes().try_for_each(|byte| one_by_one.take(&[byte]));
        assert_eq!(taken.is_ok(), expected, "{xml}");
    }

    #[test]
    fn references_are_cells_rows_and_ranges_that_a_sheet_can_have() {
        good(r#"<dimension ref="A1:XFD1048576"/><row r="1"><c r="A1" t="s"><v>1</v></c></row>"#, true);
        good(r#"<c s="1" r='XFE1'/>"#, false);
        good(r#"<x:c r = "A1048577"/>"#, false);
        good(r#"<row spans="1:5" r="4294967297">"#, false);
        good(r#"<row r="0">"#, false);
        good(r#"<dimension ref="B2:A3"/>"#, false);
        good(r#"<dimension ref="B2:"/>"#, false);
        good(r#"<c t="a>b" r="AAAAAAAA1">"#, false);
    }

    #[test]
    fn other_tags_may_say_what_they_like() {
        good(r#"<element ref="ns0:Description"/><color r="50%"/><rows r="x"/><c/><c t="s">r="x"</c>"#, true);
    }
}
