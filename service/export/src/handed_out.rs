//! A PDF that was handed out, read back: what stands on each of its pages, as [`crate::pdf::pages`] says it of a document
//! that is set anew.
//!
//! The file comes from outside, so that nothing of it is believed: it is opened within bounds (`bounds`), and what cannot
//! be read is a refusal. Both sides of a comparison are read here, so that the lines of both are those of one reader.

mod bounds;
mod figures;
mod fonts;
mod page;
mod place;
mod walk;
mod words;

use crate::document_of::{handed, handed_pages};
use crate::pdf::{Fonts, PageText, pdf};
use crate::{PrintError, Stretch};
use bounds::Room;
use domain::digest::Digest;
use lopdf::{Dictionary, Document, Object, decode_text_string};
use projections::report::{self, HandedFile, PlanRef, ReplacementsReport};
use projections::wording::Language;

/// The greatest file that is read, in bytes.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;
/// More pages than any committee is handed out at once.
const MOST_PAGES: usize = 5000;

/// What was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    /// Its title, where the file has one.
    pub title: Option<String>,
    /// What stands on its pages.
    pub pages: Vec<PageText>,
}

/// Why a file cannot be held against what would be handed out now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Unreadable {
    /// It is none.
    #[error("the file is no PDF")]
    NoPdf,
    /// It has more bytes than are read.
    #[error("the PDF has more than {} MiB", MOST_BYTES / 1024 / 1024)]
    TooLarge,
    /// It is encrypted.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// Its parts are not where it says that they are: it was cut off or changed.
    #[error("the PDF is damaged")]
    Damaged,
    /// It unpacks to more than is read.
    #[error("the PDF unpacks to more than is read")]
    TooMuch,
    /// Nothing in it is text: a scan.
    #[error("the PDF has no text that can be read")]
    NoText,
}

/// Reads a file that was handed out.
///
/// # Errors
/// [`Unreadable`], whatever the file is.
pub fn read(bytes: &[u8]) -> Result<HandedOut, Unreadable> {
    let document = bounds::open(bytes)?;
    let ids: Vec<_> = document.page_iter().take(MOST_PAGES + 1).collect();
    if ids.len() > MOST_PAGES {
        return Err(Unreadable::TooMuch);
    }
    // What the page tree counts and does not lead to is lost.
    if ids.is_empty() || counted(&document) != i64::try_from(ids.len()).ok() {
        return Err(Unreadable::Damaged);
    }
    let mut room = Room::default();
    let figures = figures::of(&document);
    let mut fonts = fonts::Fonts::default();
    let mut seen = Vec::with_capacity(ids.len());
    for id in ids {
        let mut page = walk::page(&document, id, &mut fonts, &mut room)?;
        page.figures = figures.get(&id).cloned().unwrap_or_default();
        seen.push(page);
    }
    let pages = page::told(seen);
    if !is_text(&pages) {
        return Err(Unreadable::NoText);
    }
    Ok(HandedOut { title: title(&document), pages })
}

/// Which pages differ of a PDF that was handed out and of what would be handed out now, which is printed for that, so that
/// both are read alike.
///
/// # Errors
/// [`PrintError::HandedOut`] where the file cannot be read, and what keeps the document from being printed.
pub fn replacements(
    plan: PlanRef,
    given: &[u8],
    now: &crate::Document,
    fonts: &Fonts,
    way: Stretch<'_>,
) -> Result<ReplacementsReport, PrintError> {
    let HandedOut { title, pages: mut before } = read(given)?;
    let HandedOut { pages: mut after, .. } = read(&pdf(now, fonts, way)?.bytes)?;
    let by_words = words::alike(&mut before, &mut after);
    let before = handed_pages(title.clone().unwrap_or_default(), before);
    let file = HandedFile::of(Digest::of_bytes(given), title, &plan, &before.pages);
    let report = report::replacements(plan, None, &before, &handed(now, after));
    Ok(ReplacementsReport { file: Some(HandedFile { by_words, ..file }), ..report })
}

impl Unreadable {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::NoPdf, Self::TooLarge, Self::Encrypted, Self::Damaged, Self::TooMuch, Self::NoText];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoPdf => "no_pdf",
            Self::TooLarge => "too_large",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::TooMuch => "too_much",
            Self::NoText => "no_text",
        }
    }

    /// The same for people, with what to do.
    pub const fn said(self, language: Language) -> &'static str {
        match self {
            Self::NoPdf => language.of(
                "PDFではありません。前回配付したPDFを指定してください。",
                "This is no PDF. Give the PDF that was handed out before.",
            ),
            Self::TooLarge => language.of(
                "20 MiBを超えています。書き出したままのPDFを指定してください。",
                "It has more than 20 MiB. Give the PDF as it was printed from here.",
            ),
            Self::Encrypted => language.of(
                "暗号化されています。パスワードや制限を付ける前のPDFを指定してください。",
                "It is encrypted. Give the PDF as it was before a password or restrictions were added.",
            ),
            Self::Damaged => language.of(
                "壊れているか、途中で切れています。元のファイルを指定してください。",
                "It is damaged or cut off. Give the original file.",
            ),
            Self::TooMuch => language.of(
                "展開すると読み取れる量を超えます。書き出したままのPDFを指定してください。",
                "It unpacks to more than is read. Give the PDF as it was printed from here.",
            ),
            Self::NoText => language.of(
                "読み取れる文字がありません（スキャンした画像など）。書き出したままのPDFを指定してください。",
                "It has no text that can be read, as a scan has none. Give the PDF as it was printed from here.",
            ),
        }
    }
}

/// How many pages the root of the page tree says there are.
fn counted(document: &Document) -> Option<i64> {
    let pages = document.catalog().and_then(|catalog| catalog.get_deref(b"Pages", document));
    pages.and_then(Object::as_dict).and_then(|pages| pages.get_deref(b"Count", document)?.as_i64()).ok()
}

/// Whether it has that name there.
fn is(of: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    of.get(key).and_then(Object::as_name).is_ok_and(|own| own == name)
}

fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict).ok()?;
    let title = info.get_deref(b"Title", document).and_then(decode_text_string).ok()?;
    let title = title.trim().to_owned();
    (!title.is_empty()).then_some(title)
}

/// Most of what stands there can be read.
fn is_text(pages: &[PageText]) -> bool {
    let lines = pages.iter().flat_map(|page| &page.lines);
    let characters = lines.flat_map(|line| line.chars()).filter(|c| !c.is_whitespace());
    let (lost, read): (Vec<char>, Vec<char>) = characters.partition(|c| *c == char::REPLACEMENT_CHARACTER);
    read.len() > lost.len()
}
