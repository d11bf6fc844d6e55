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
    let feet = body::feet(document);
    let language = document.language;
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), package::types(&feet)),
        ("_rels/.rels".to_owned(), package::relations()),
        ("docProps/core.xml".to_owned(), package::about(document)),
        ("docProps/app.xml".to_owned(), package::program()),
        ("word/document.xml".to_owned(), text),
        ("word/_rels/document.xml.rels".to_owned(), links.finished()),
    ];
    let papers = document.parts().map(|part| (part.mark.as_str(), part.paper));
    for (name, (mark, paper)) in feet.iter().zip([("", document.paper)].into_iter().chain(papers)) {
        let (foot, links) = body::foot(document, mark, paper).finished();
        parts.push((format!("word/{name}"), foot));
        parts.push((format!("word/_rels/{name}.rels"), links.finished()));
    }
    parts.extend([
        ("word/styles.xml".to_owned(), styles::styles(language).finished().0),
        ("word/fontTable.xml".to_owned(), styles::fonts().finished().0),
        ("word/settings.xml".to_owned(), styles::settings(language).finished().0),
    ]);
    package::pack(&parts)
}
