//! A document as a text for word processors: WordprocessingML, the few parts that are needed, written by hand.
//!
//! Title lines and the header row of a table stand on every page, its rows are not broken. Pictures are left out, because
//! not every word processor shows SVG; what they show is said in words. The same document gives the same bytes.

mod body;
mod grid;
mod links;
mod package;
mod sizes;
mod styles;
mod table;
mod words;
mod xml;

use crate::document::Document;
use thiserror::Error;

/// Why there is no file; no document causes it.
#[derive(Debug, Error)]
#[error("the document could not be packed")]
pub struct DocxError(#[from] zip::result::ZipError);

impl From<std::io::Error> for DocxError {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

/// The file.
///
/// # Errors
/// [`DocxError`], which no document causes.
pub fn docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let (text, links) = body::body(document).finished();
    let (foot, foot_links) = body::foot(document).finished();
    let language = document.language;
    package::pack(&[
        ("[Content_Types].xml", package::types()),
        ("_rels/.rels", package::relations()),
        ("docProps/core.xml", package::about(document)),
        ("docProps/app.xml", package::program()),
        ("word/document.xml", text),
        ("word/_rels/document.xml.rels", links.finished()),
        ("word/footer1.xml", foot),
        ("word/_rels/footer1.xml.rels", foot_links.finished()),
        ("word/styles.xml", styles::styles(language).finished().0),
        ("word/fontTable.xml", styles::fonts().finished().0),
        ("word/settings.xml", styles::settings(language).finished().0),
    ])
}
