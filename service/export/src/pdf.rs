//! Documents as PDF: tagged, for archives (PDF/A-2a) and for everybody (PDF/UA-1).
//!
//! A document becomes JSON (`data`), which a template of ours reads (`document.typ`); so no text is ever read as markup.
//! typst sets it with the fonts that are given (`fonts`, `press`). What was set is looked at before it becomes a file
//! (`inspect`). This is the only place that names typst.

mod columns;
mod data;
mod facts;
mod fonts;
mod glyphs;
mod inspect;
mod measure;
mod pages;
mod parts;
mod press;
mod table;
mod tally;

pub use fonts::Fonts;
pub use pages::PageText;

use crate::Stretch;
use crate::document::{Agenda, Block, Cover, Document, Foot, NoRows, Part, Run};
use data::Data;
use fonts::FontSet;
use glyphs::{Glyphs, must_be_had};
use inspect::{Characters, Seen, inspect};
use std::collections::BTreeSet;
use std::path::PathBuf;
use typst_layout::PagedDocument;

/// A file, and what its maker should know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What is not as it should be, though everything else is printed.
    pub warnings: Vec<Warning>,
}

/// What is not as it should be in a PDF that is whole otherwise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// Characters that no font has; 〓 stands for each.
    #[error("no font has {}", listed(.0))]
    NoGlyph(Vec<char>),
    /// Something was too high for a page, so that rows are broken over pages and the header row is not repeated.
    #[error("rows are broken over pages, because something is higher than a page")]
    Broken,
    /// What the typesetter says.
    #[error("the typesetter says: {0}")]
    Typesetter(String),
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The directory of fonts cannot be read.
    #[error("the directory of fonts {} cannot be read", directory.display())]
    FontDirectory {
        /// Which.
        directory: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no font in the directory.
    #[error("there is no font in {}", directory.display())]
    NoFont {
        /// In which.
        directory: PathBuf,
    },
    /// A document could not be given to the typesetter.
    #[error("the document cannot be written as JSON")]
    Data(#[from] serde_json::Error),
    /// The typesetter refused.
    #[error("the document cannot be set: {0}")]
    NotSet(String),
    /// What was set lacks characters of the document, or they lie beyond the paper.
    #[error("of {expected} characters {missing} would not be printed, and {outside} beyond the paper")]
    Incomplete {
        /// How many characters the document has.
        expected: usize,
        /// How many of them were not set.
        missing: usize,
        /// How many were set where nobody can see them.
        outside: usize,
    },
    /// What was set cannot be written as an accessible file for archives.
    #[error("the document cannot be written as PDF/A-2a and PDF/UA-1: {0}")]
    NotWritten(String),
}

/// How much of the time of a long table it takes until all is set; the rest is writing.
const SET: f64 = 0.87;
/// And of setting it, what goes before its first row and until its last.
const ROWS: (f64, f64) = (0.16, 0.93);

/// Prints a document.
///
/// The same document and fonts give the same bytes. What no font has is printed as 〓 and reported.
///
/// # Errors
/// The document cannot be printed whole; see [`PdfError`].
pub fn pdf(document: &Document, fonts: &Fonts, way: Stretch<'_>) -> Result<Pdf, PdfError> {
    let _forget = Forget;
    let galley = whole(document, fonts, way.between(0.0, SET))?;
    let bytes = press::print(&galley.document)?;
    way.end();
    Ok(Pdf { bytes, pages: galley.document.pages().len(), warnings: galley.warnings })
}

/// What stands on each page of a document, as [`pdf`] prints it.
///
/// # Errors
/// The same.
pub fn pages(document: &Document, fonts: &Fonts, way: Stretch<'_>) -> Result<Vec<PageText>, PdfError> {
    let _forget = Forget;
    Ok(pages::read(document, &whole(document, fonts, way)?))
}

/// Sets a document, nothing of which is lost.
fn whole(document: &Document, fonts: &Fonts, way: Stretch<'_>) -> Result<Galley, PdfError> {
    let (measured, rows_set) = ROWS;
    let rows = way.between(measured, rows_set);
    let drawn = document.pictures().map(|picture| picture.svg.as_str());
    let characters: BTreeSet<char> =
        printed(document).into_iter().chain(drawn).flat_map(str::chars).collect();
    let needed: BTreeSet<char> = characters.into_iter().filter(|one| must_be_had(*one)).collect();
    let fonts = fonts.for_characters(&needed);
    let lacking = needed.into_iter().filter(|one| !fonts.has(*one)).collect();
    let mut manner = Manner { lacking, ..Manner::default() };
    let mut galley = Galley::set(document, &fonts, &manner, rows)?;
    if !galley.seen.without_glyph.is_empty() {
        manner.together = galley.seen.without_glyph;
        galley = Galley::set(document, &fonts, &manner, rows)?;
    }
    if galley.seen.outside > 0 {
        manner.loose = true;
        galley = Galley::set(document, &fonts, &manner, rows)?;
    }
    galley.check()?;
    way.end();
    Ok(galley)
}

/// How a document is set: as usual, until it turns out that this does not do.
#[derive(Debug, Default)]
struct Manner {
    /// Which of its characters no font has.
    lacking: BTreeSet<char>,
    /// Characters that are drawn together and that no font can draw together.
    together: BTreeSet<String>,
    /// Whether everything may be broken over pages.
    loose: bool,
}

/// What was set, before it becomes a file.
struct Galley {
    document: PagedDocument,
    seen: Seen,
    /// The characters that there should be.
    expected: Characters,
    /// How high the foot of its pages is, in points.
    foot: f64,
    warnings: Vec<Warning>,
}

impl Galley {
    fn set(
        document: &Document,
        fonts: &FontSet,
        manner: &Manner,
        rows: Stretch<'_>,
    ) -> Result<Self, PdfError> {
        let glyphs = Glyphs::new(&manner.lacking, &manner.together);
        let data = Data::of(document, fonts, &glyphs, manner.loose);
        rows.reach(0, 1);
        let foot = data.foot_height;
        let data = serde_json::to_vec(&data)?;
        let mut expected = Characters::default();
        printed(document).into_iter().for_each(|text| expected.add(&glyphs.of(text)));
        let (document, said) = press::set(fonts, data, rows)?;
        let missing = Some(glyphs.missing()).filter(|missing| !missing.is_empty()).map(Warning::NoGlyph);
        let broken = manner.loose.then_some(Warning::Broken);
        let warnings = missing.into_iter().chain(broken).chain(said.into_iter().map(Warning::Typesetter));
        Ok(Self { seen: inspect(&document), document, expected, foot, warnings: warnings.collect() })
    }

    /// Nothing of a document may be lost on the way, as it would be with a missing font.
    fn check(&self) -> Result<(), PdfError> {
        let missing = self.expected.missing_in(&self.seen.characters);
        let outside = self.seen.outside;
        if missing > 0 || outside > 0 {
            return Err(PdfError::Incomplete { expected: self.expected.number(), missing, outside });
        }
        Ok(())
    }
}

/// The typesetter remembers what it has set, for documents that change a little; ours do not come again.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        press::forget();
    }
}

/// Every text that stands on paper.
fn printed(document: &Document) -> Vec<&str> {
    fn words(runs: &[Run]) -> impl Iterator<Item = &str> {
        runs.iter().map(|run| run.text.as_str())
    }
    let Foot { name, address, fingerprint } = &document.foot;
    let mut texts = vec![name.as_str()];
    texts.extend(address.iter().chain(fingerprint).map(String::as_str));
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } => texts.push(text),
            Block::Paragraph(runs) | Block::NoRows(NoRows { says: runs, table: _ }) => {
                texts.extend(words(runs))
            }
            Block::Facts(facts) => {
                texts.extend(
                    facts.iter().flat_map(|(name, runs)| std::iter::once(name.as_str()).chain(words(runs))),
                );
            }
            Block::Table(table) => {
                texts.extend(table.title_lines.iter().map(String::as_str));
                texts.extend(table.columns.iter().map(|column| column.heading.as_str()));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                texts.extend(cells.flat_map(|cell| words(&cell.runs)));
            }
            Block::Cover(Cover { above, title, below }) => {
                texts.extend(above.iter().chain([title]).chain(below).map(String::as_str));
            }
            Block::Agenda(Agenda { headings, papers }) => {
                texts.extend(std::iter::once(headings).chain(papers).flatten().map(String::as_str));
            }
            Block::Part(Part { mark, title, paper: _ }) => texts.extend([mark.as_str(), title]),
            Block::Picture(_) | Block::NewPage => {}
        }
    }
    texts
}

/// The characters with their numbers, because nobody can see what no font has.
fn listed(characters: &[char]) -> String {
    let each = characters.iter().map(|character| format!("{character} (U+{:04X})", u32::from(*character)));
    each.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{FontSet, Fonts, Galley, Manner, PdfError, pdf, press};
    use crate::document::{Block, Cell, Column, Document, Foot, Paper, Row, RowKind, Run, Table};
    use crate::{Progress, Stretch};
    use projections::wording::Language;
    use std::collections::BTreeSet;

    fn document() -> Document {
        Document {
            title: "見直し".to_owned(),
            organisation: "市議会".to_owned(),
            language: Language::Japanese,
            date: jiff::civil::date(2021, 3, 22),
            paper: Paper::Portrait,
            blocks: vec![Block::Paragraph(vec![Run::plain("継続中")])],
            foot: Foot::default(),
        }
    }

    /// The control: left alone, the typesetter makes a valid file of nothing.
    #[test]
    fn without_a_font_there_is_no_pdf_rather_than_an_empty_one() {
        let none = Fonts::only(FontSet::lost());
        let fonts = none.for_characters(&BTreeSet::new());
        let galley = Galley::set(&document(), &fonts, &Manner::default(), Stretch::unseen()).unwrap();
        let empty = press::print(&galley.document).unwrap();
        assert!(empty.starts_with(b"%PDF-1.7"));
        assert_eq!((galley.seen.characters.number(), galley.expected.number()), (0, 3));

        let refused = pdf(&document(), &none, Stretch::unseen());
        assert!(
            matches!(refused, Err(PdfError::Incomplete { expected: 3, missing: 3, outside: 0 })),
            "{refused:?}"
        );
    }

    #[test]
    fn a_lost_word_is_noticed_beside_others_that_stand_twice() {
        let mut one =
            Document { blocks: vec![Block::Paragraph(vec![Run::plain("継続継続")])], ..document() };
        let fonts = Fonts::embedded().for_characters(&BTreeSet::new());
        let mut galley = Galley::set(&one, &fonts, &Manner::default(), Stretch::unseen()).unwrap();
        assert!(galley.check().is_ok());

        one.blocks.push(Block::Paragraph(vec![Run::plain("中止")]));
        galley.expected = Galley::set(&one, &fonts, &Manner::default(), Stretch::unseen()).unwrap().expected;
        let refused = galley.check();
        assert!(
            matches!(refused, Err(PdfError::Incomplete { expected: 6, missing: 2, outside: 0 })),
            "{refused:?}"
        );
    }

    #[test]
    fn the_rows_of_a_long_table_tell_that_they_are_set() {
        let fonts = Fonts::embedded().for_characters(&BTreeSet::new());
        let told = |rows: usize| {
            let row = |at: usize| Row {
                kind: RowKind::Item(0),
                cells: vec![Cell::plain(at.to_string())],
                id: None,
            };
            let table = Table {
                name: "表".to_owned(),
                columns: vec![Column::text("番号", 0)],
                rows: (0..rows).map(row).collect(),
                title_lines: Vec::new(),
            };
            let long = Document { blocks: vec![Block::Table(table)], ..document() };
            let progress = Progress::default();
            let galley = Galley::set(&long, &fonts, &Manner::default(), progress.begin()).unwrap();
            assert!(galley.check().is_ok());
            progress.percent()
        };
        assert_eq!(told(499), Some(0), "what is short is soon set");
        assert_eq!(told(500), Some(100));
    }

    #[test]
    fn what_lies_beyond_the_paper_is_noticed() {
        let fonts = Fonts::embedded().for_characters(&BTreeSet::new());
        let set = |template: &str| {
            let (document, _) = press::set_with(template, &fonts).unwrap();
            super::inspect(&document)
        };
        let font = "#set text(font: \"BIZ UDPGothic\")\n";
        let seen = set(&format!("{font}{}", "継".repeat(200)));
        assert_eq!((seen.characters.number(), seen.outside), (200, 0));
        let seen = set(&format!(
            "{font}#move(dx: -900pt)[左]#move(dy: 9000pt)[下]#scale(x: 100%, origin: left)[中]"
        ));
        assert_eq!((seen.characters.number(), seen.outside), (3, 2));
        let seen = set(&format!("{font}#set text(fallback: false)\nか\\u{{13000}}"));
        assert_eq!((seen.characters.number(), seen.without_glyph.len()), (1, 1));
    }
}
