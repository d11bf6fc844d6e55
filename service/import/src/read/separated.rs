//! Text whose cells are separated by TAB or comma: the published document, TSV, CSV.
//!
//! Written by hand because a reader of CSV skips blank lines, which belong to the lines above the header, and forgives
//! a quotation mark that is never closed.
//!
//! In CSV an apostrophe before what looks like a formula says that it is text, and is no part of it. A TSV is as printed.

use super::{Meter, Sheet, SheetRow};
use crate::problem::{Collector, Finding, Place};
use domain::value::formula::unguarded;

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Tab,
    Comma,
}

impl Separator {
    fn byte(self) -> u8 {
        match self {
            Self::Tab => b'\t',
            Self::Comma => b',',
        }
    }
}

/// The rows of the text; what stops the reading is a problem.
pub(super) fn read(text: &str, file: &Place, problems: &mut Collector) -> Sheet {
    let mut sheet = Sheet { file: file.file.clone(), ..Sheet::default() };
    let mut reader = Reader { text, at: 0, separator: separator(text) };
    let mut meter = Meter::default();
    let mut line = 0;
    while reader.at < text.len() {
        line += 1;
        match reader.row(&mut meter, line) {
            Ok(cells) => sheet.rows.push(SheetRow { line, cells, notes: Vec::new() }),
            Err((column, finding)) => {
                let place = Place { row: Some(line), column: Some(column.to_string()), ..file.clone() };
                problems.add(place, finding);
                break;
            }
        }
    }
    sheet
}

/// TAB, unless comma is on more than twice as many lines: prose has commas, a table in CSV rarely has a TAB.
fn separator(text: &str) -> Separator {
    let (mut tabs, mut commas) = (0_usize, 0_usize);
    for line in text.split(['\n', '\r']) {
        tabs += usize::from(line.contains('\t'));
        commas += usize::from(line.contains(','));
    }
    if commas > tabs * 2 { Separator::Comma } else { Separator::Tab }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    separator: Separator,
}

impl Reader<'_> {
    /// The cells up to the next line end, or the column and what is wrong with it.
    fn row(&mut self, meter: &mut Meter, line: u32) -> Result<Vec<String>, (usize, Finding)> {
        let mut cells = Vec::new();
        loop {
            let column = cells.len() + 1;
            let cell = self.cell().map_err(|finding| (column, finding))?;
            cells.push(match self.separator {
                Separator::Tab => cell,
                Separator::Comma => unguarded(&cell).to_owned(),
            });
            if let Some(finding) = meter.keep(1, line, column) {
                return Err((column, finding));
            }
            match self.byte(self.at) {
                Some(byte) if byte == self.separator.byte() => self.at += 1,
                Some(b'\r') if self.byte(self.at + 1) == Some(b'\n') => {
                    self.at += 2;
                    return Ok(cells);
                }
                Some(_) => {
                    self.at += 1;
                    return Ok(cells);
                }
                None => return Ok(cells),
            }
        }
    }

    /// The cell that begins here; afterwards the reader stands at a separator, a line end or the end.
    fn cell(&mut self) -> Result<String, Finding> {
        let mut cell = String::new();
        if self.byte(self.at) == Some(b'"') {
            match (self.quoted(), self.separator) {
                (Some((inner, end)), Separator::Comma) => {
                    self.at = end;
                    cell = inner;
                }
                // A spreadsheet program quotes a copied cell only where it must; 「"ICT"」 alone is as printed.
                (Some((inner, end)), Separator::Tab) => {
                    if self.ends_cell(end) && inner.contains(['\n', '\t', '"']) {
                        self.at = end;
                        return Ok(inner);
                    }
                }
                (None, Separator::Comma) => return Err(Finding::OpenQuote),
                (None, Separator::Tab) => {}
            }
        }
        let rest = &self.text[self.at..];
        let length = rest.bytes().position(|byte| self.ends(byte)).unwrap_or(rest.len());
        cell.push_str(&rest[..length]);
        self.at += length;
        Ok(cell)
    }

    /// What stands between this quotation mark and its partner, and where it ends.
    fn quoted(&self) -> Option<(String, usize)> {
        let (mut inner, mut from) = (String::new(), self.at + 1);
        loop {
            let mark = from + self.text[from..].find('"')?;
            inner.push_str(&self.text[from..mark]);
            if self.byte(mark + 1) == Some(b'"') {
                inner.push('"');
                from = mark + 2;
            } else {
                return Some((inner.replace("\r\n", "\n").replace('\r', "\n"), mark + 1));
            }
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn ends(&self, byte: u8) -> bool {
        byte == self.separator.byte() || byte == b'\n' || byte == b'\r'
    }

    fn ends_cell(&self, at: usize) -> bool {
        self.byte(at).is_none_or(|byte| self.ends(byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut problems = Collector::default();
        let sheet = read(text, &Place::default(), &mut problems);
        problems.finish(()).unwrap();
        sheet.rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn every_line_end_ends_a_row_and_blank_rows_are_kept() {
        let expected = vec![vec!["a", "b"], vec![""], vec!["c", ""]];
        assert_eq!(rows("a\tb\n\nc\t"), expected);
        assert_eq!(rows("a\tb\r\n\r\nc\t\r\n"), expected);
        assert_eq!(rows("a\tb\r\rc\t\r"), expected);
        assert_eq!(rows("a,b\n\nc,\n"), expected);
    }

    #[test]
    fn quoted_cells_of_csv_may_hold_anything() {
        assert_eq!(
            rows("\"a,1\",\"b\r\n2\",\"\"\"c\"\"\"\nd,\"e\"f\n"),
            vec![vec!["a,1", "b\n2", "\"c\""], vec!["d", "ef"]]
        );
    }

    #[test]
    fn a_quotation_mark_between_tabs_is_as_printed_unless_it_is_needed() {
        assert_eq!(rows("\"ICT\"\tx\n"), vec![vec!["\"ICT\"", "x"]]);
        assert_eq!(rows("\"開いたまま\tx\n"), vec![vec!["\"開いたまま", "x"]]);
        assert_eq!(rows("\"a\nb\"\tx\n"), vec![vec!["a\nb", "x"]]);
        assert_eq!(rows("\"a\"\"b\"\tx\n"), vec![vec!["a\"b", "x"]]);
    }

    #[test]
    fn an_apostrophe_before_what_looks_like_a_formula_is_taken_away_in_csv_only() {
        assert_eq!(rows("'=1+1,''＝1\n'90年代,'－\n"), vec![vec!["=1+1", "'＝1"], vec!["'90年代", "'－"]]);
        assert_eq!(rows("'=1+1\t''=1\n"), vec![vec!["'=1+1", "''=1"]]);
    }

    #[test]
    fn prose_with_commas_is_not_csv() {
        assert_eq!(separator("a title, with a comma\nx\ty, z\n"), Separator::Tab);
        assert_eq!(separator("a,b\tc\nd,e\nf,g\n"), Separator::Comma);
        assert_eq!(separator("one column"), Separator::Tab);
    }

    fn csv_crate(text: &str) -> Vec<Vec<String>> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let cells = |row: csv::StringRecord| {
            row.iter().map(|cell| cell.replace("\r\n", "\n").replace('\r', "\n")).collect()
        };
        reader.records().map(|row| cells(row.unwrap())).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn csv_means_what_the_csv_crate_says_but_for_blank_lines(
            table in prop::collection::vec(prop::collection::vec("[a-z,\"\r\n あ①]{0,6}", 2..5), 1..6),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assume!(separator(&text) == Separator::Comma);
            prop_assert_eq!(rows(&text), csv_crate(&text));
        }

        #[test]
        fn a_csv_whose_formulas_are_guarded_comes_back_as_it_was(
            table in prop::collection::vec(prop::collection::vec("['=＝+－@,\"\n a①]{0,5}", 2..5), 1..6),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &table {
                let guarded = row.iter().map(|cell| domain::value::formula::guarded(cell).into_owned());
                writer.write_record(guarded).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assume!(separator(&text) == Separator::Comma);
            prop_assert_eq!(rows(&text), table);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[a\"\t,\r\n]{0,40}") {
            let mut problems = Collector::default();
            let sheet = read(&text, &Place::default(), &mut problems);
            prop_assert!(problems.is_fatal() || sheet.rows.iter().all(|row| !row.cells.is_empty()));
        }
    }
}
