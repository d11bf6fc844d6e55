//! A document as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. It is well-formed
//! XML too, reads on a phone, where each row is a card, and prints on the paper that the document wants.
//!
//! Every text is escaped by askama. What stands in a style sheet is escaped here (`style.rs`); pictures are our own.

mod style;
mod view;

use crate::document::{Document, Looks};
use askama::Template;
use projections::wording::{self, Word};
use view::Shown;

#[derive(Template)]
#[template(path = "document.html")]
struct Page<'d> {
    document: &'d Document,
    style: String,
    /// The heading of all, and whether it says on paper what stands there already.
    heading: Heading<'d>,
    /// The headings that the contents name: level, id, text.
    contents: Vec<(u8, String, &'d str)>,
    blocks: Vec<Shown<'d>>,
}

struct Heading<'d> {
    text: &'d str,
    only_on_screen: bool,
}

/// So many headings are worth a list of them.
const MANY: usize = 3;

/// The document as an HTML file.
pub fn html(document: &Document) -> String {
    let own = view::own_heading(document);
    let blocks = Shown::all(document);
    let first_table = document.tables().next();
    let titled =
        first_table.is_some_and(|table| table.title_lines.iter().any(|line| !line.trim().is_empty()));
    let contents: Vec<_> =
        blocks.iter().filter_map(Shown::heading).filter(|(level, ..)| *level <= 2).collect();
    let page = Page {
        style: style::sheet(document),
        heading: Heading {
            text: own.unwrap_or(&document.title),
            only_on_screen: own.is_none() && contents.is_empty() && titled,
        },
        contents: if contents.len() >= MANY { contents } else { Vec::new() },
        blocks,
        document,
    };
    page.render().expect("a template writes into a string, which takes everything")
}

impl Page<'_> {
    fn word(&self, word: Word) -> &'static str {
        wording::word(word, self.document.language)
    }

    fn day(&self) -> String {
        wording::day(self.document.date, self.document.language)
    }
}
