//! Words into a cell, as words: never as a formula, an address or a number by guessing.

use super::error::XlsxError;
use super::looks::{Formats, Is, Look, Shows, of_run};
use crate::address;
use crate::document::{Cell, Looks, Run};
use rust_xlsxwriter::{ColNum, Format, RowNum, Url, Worksheet};
use std::borrow::Cow;

/// How long a cell may be, counted as UTF-16 does.
const LIMIT: usize = 32_767;
/// How long words of the format 「文字列」 may be without being hidden.
const SHOWN: usize = 255;
/// How long an address may be.
const LONGEST_ADDRESS: usize = 2_000;
/// How many addresses a sheet may have.
const MOST_ADDRESSES: usize = 65_000;

/// A sheet that is being written.
pub(super) struct Page<'b> {
    /// The sheet.
    pub(super) sheet: &'b mut Worksheet,
    /// What the workbook's cells look like.
    pub(super) formats: &'b mut Formats,
    addresses: usize,
}

impl<'b> Page<'b> {
    /// An empty one.
    pub(super) fn new(sheet: &'b mut Worksheet, formats: &'b mut Formats) -> Self {
        Self { sheet, formats, addresses: 0 }
    }

    /// Writes words.
    pub(super) fn words(&mut self, at: (RowNum, ColNum), text: &str, look: Look) -> Result<(), XlsxError> {
        self.cell(at, &Cell::plain(text), look)
    }

    /// Writes a number.
    pub(super) fn number(&mut self, at: (RowNum, ColNum), number: f64, look: Look) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(at.0, at.1, number, self.formats.of(look))?;
        Ok(())
    }

    /// Makes cells one, with these words in it.
    pub(super) fn merged(
        &mut self,
        from: (RowNum, ColNum),
        to: (RowNum, ColNum),
        cell: &Cell,
        look: Look,
    ) -> Result<(), XlsxError> {
        if from != to {
            self.sheet.merge_range(from.0, from.1, to.0, to.1, "", self.formats.of(look))?;
        }
        self.cell(from, cell, look)
    }

    /// Writes a cell. It leads where all its words lead: in a workbook a part of a cell cannot lead anywhere.
    pub(super) fn cell(&mut self, at: (RowNum, ColNum), cell: &Cell, look: Look) -> Result<(), XlsxError> {
        let text = cell.text();
        let length = text.encode_utf16().count();
        if length > LIMIT {
            return Err(self.too_long(at, length));
        }
        let look = if length > SHOWN { Look { shows: Shows::LongWords, ..look } } else { look };
        let plain = is_plain(cell, &text);
        let address = self.address(cell).filter(|_| !text.is_empty());
        let format = self.formats.of(Look { link: address.is_some(), ..look });
        if let Some(address) = &address {
            // Words that are marked take the place of these.
            let words = if plain { text.as_str() } else { "-" };
            self.sheet.write_url_with_format(at.0, at.1, Url::new(address).set_text(words), format)?;
            self.addresses += 1;
        } else if plain {
            self.sheet.write_string_with_format(at.0, at.1, &text, format)?;
        }
        if plain {
            return Ok(());
        }
        self.marked(at, cell, (look, address.is_some()))
    }

    /// Writes words that are marked in parts. Where there are too many parts for a cell, all words from the first mark to
    /// the last one are marked, which is right as long as there is one kind of mark.
    fn marked(
        &mut self,
        at: (RowNum, ColNum),
        cell: &Cell,
        (look, leads): (Look, bool),
    ) -> Result<(), XlsxError> {
        let format = self.formats.of(Look { link: leads, ..look });
        for cell in [Some(Cow::Borrowed(cell)), coarser(cell).map(Cow::Owned)].into_iter().flatten() {
            let runs = runs(&cell, look.is, leads);
            let runs: Vec<(&Format, &str)> =
                runs.iter().map(|(format, text)| (format, text.as_ref())).collect();
            match self.sheet.write_rich_string_with_format(at.0, at.1, &runs, format) {
                Ok(_) => return Ok(()),
                Err(rust_xlsxwriter::XlsxError::MaxStringLengthExceeded) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(XlsxError::TooManyMarks { sheet: self.sheet.name(), row: at.0 + 1, column: at.1 + 1 })
    }

    fn address(&self, cell: &Cell) -> Option<String> {
        let first = cell.runs.first()?.link.as_deref()?;
        let one = cell.runs.iter().all(|run| run.link.as_deref() == Some(first));
        address::safe(first)
            .filter(|address| one && address.len() <= LONGEST_ADDRESS && self.addresses < MOST_ADDRESSES)
    }

    fn too_long(&self, at: (RowNum, ColNum), length: usize) -> XlsxError {
        XlsxError::CellTooLong {
            sheet: self.sheet.name(),
            row: at.0 + 1,
            column: at.1 + 1,
            length,
            limit: LIMIT,
        }
    }
}

/// The number of a text that is one as programs write it, and its digits behind the point.
///
/// A text that would come back as another one is none: 「007」, 「1,000」, 「１」, one with more digits than a cell keeps.
pub(super) fn number(text: &str) -> Option<(f64, u8)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, behind) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let zeros_first = whole.len() > 1 && whole.starts_with('0');
    let nothing = digits.bytes().all(|byte| !(b'1'..=b'9').contains(&byte));
    let good = !whole.is_empty()
        && is_number(whole)
        && is_number(behind)
        && !zeros_first
        && !digits.ends_with('.')
        && whole.len() + behind.len() <= 15
        && !(nothing && digits.len() < text.len());
    let number = good.then(|| text.parse().ok()).flatten()?;
    Some((number, u8::try_from(behind.len()).ok()?))
}

/// Whether all words look like the rest. The writer takes a text with `<r>` at its beginning and `</r>` at its end for one
/// that it has marked up itself, so that such a text is given to it in parts.
fn is_plain(cell: &Cell, text: &str) -> bool {
    let like_markup = text.starts_with("<r>") && text.ends_with("</r>");
    text.is_empty() || (!like_markup && cell.runs.iter().all(|run| run.look == Looks::Plain))
}

/// The words in parts, each with its look; no part is empty.
fn runs(cell: &Cell, is: Is, leads: bool) -> Vec<(Format, Cow<'_, str>)> {
    let filled = cell.runs.iter().filter(|run| !run.text.is_empty());
    filled.map(|run| (of_run(is, run.look, leads), escaped(&run.text))).collect()
}

/// The same words in three parts at most; none where words are marked in several ways.
fn coarser(cell: &Cell) -> Option<Cell> {
    let is_marked = |run: &Run| run.look != Looks::Plain && !run.text.is_empty();
    let first = cell.runs.iter().position(is_marked)?;
    let last = cell.runs.iter().rposition(is_marked)?;
    let look = cell.runs[first].look;
    let one = cell.runs.iter().filter(|run| is_marked(run)).all(|run| run.look == look);
    let text = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    one.then(|| Cell {
        runs: vec![
            Run::plain(text(&cell.runs[..first])),
            Run::looking(text(&cell.runs[first..=last]), look),
            Run::plain(text(&cell.runs[last + 1..])),
        ],
    })
}

/// In words that are marked the writer leaves `_x0041_` as it is, which stands for 「A」 in a workbook.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for (at, character) in text.char_indices() {
        safe.push_str(if is_escape(&text.as_bytes()[at..]) { "_x005F" } else { "" });
        safe.push(character);
    }
    Cow::Owned(safe)
}

fn is_escape(bytes: &[u8]) -> bool {
    bytes.len() >= 7
        && bytes.starts_with(b"_x")
        && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
        && bytes[6] == b'_'
}

#[cfg(test)]
mod tests {
    use super::{escaped, number};

    #[test]
    fn what_is_written_as_a_number_is_one() {
        for (text, expected) in [("0", (0.0, 0)), ("12", (12.0, 0)), ("-3.50", (-3.5, 2)), ("0.5", (0.5, 1))]
        {
            assert_eq!(number(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_would_come_back_as_another_text_is_no_number() {
        for text in [
            "",
            "-",
            "-0",
            "-0.0",
            "007",
            "1.",
            ".5",
            "1e3",
            "+1",
            "１２",
            "1,000",
            "12%",
            " 1",
            "1 ",
            "12件",
            "1234567890123456",
            "inf",
            "NaN",
            "1.2.3",
            "--1",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn words_that_look_like_an_escape_are_escaped_themselves() {
        assert_eq!(escaped("_x0041_"), "_x005F_x0041_");
        assert_eq!(escaped("あ_x0041_x0042_い"), "あ_x005F_x0041_x005F_x0042_い");
        assert_eq!(escaped("_x00ZZ_ _x_ _x0041"), "_x00ZZ_ _x_ _x0041");
    }
}
