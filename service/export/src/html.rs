//! A document as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. It is well-formed
//! XML too, reads on a phone, where each row is a card, and prints on the paper that the document wants.
//!
//! Every text is escaped by askama. What stands in a style sheet is escaped here (`style.rs`); pictures are our own.

mod style;
mod view;

use crate::document::{Document, Looks};
use askama::Template;
use projections::wording::{self, Word};
use std::io;
use view::{Piece, Shown};

#[derive(Template)]
#[template(path = "document.html")]
struct Page<'d> {
    document: &'d Document,
    style: String,
    owner: Piece<'d>,
    /// The heading of all.
    heading: Piece<'d>,
    /// It says what the title lines of the table say on paper.
    only_on_screen: bool,
    /// The cover has the heading of all in it.
    covered: bool,
    /// The document has parts.
    parted: bool,
    blocks: Vec<Shown<'d>>,
}

/// So many headings are worth a list of them.
const MANY: usize = 3;

/// The document as an HTML file.
pub fn html(document: &Document) -> String {
    page(document).render().expect("a template writes into a string, which takes everything")
}

/// Writes the same into `out`.
///
/// # Errors
/// Those of `out`.
pub fn write_html(document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
    page(document).write_into(out)
}

fn page(document: &Document) -> Page<'_> {
    let own = view::own_heading(document);
    let first_table = document.tables().next();
    let titled =
        first_table.is_some_and(|table| table.title_lines.iter().any(|line| !line.trim().is_empty()));
    Page {
        document,
        style: style::sheet(document),
        owner: Piece::of(&document.organisation, document.language),
        heading: Piece::of(own.unwrap_or(&document.title), document.language),
        only_on_screen: own.is_none() && titled,
        covered: view::has_cover(document),
        parted: document.parts().next().is_some(),
        blocks: Shown::all(document),
    }
}

impl<'d> Page<'d> {
    /// The headings that the contents name: level, id, text; none where there are few.
    fn contents(&self) -> Vec<(u8, &str, &Piece<'d>)> {
        let headings = self.blocks.iter().filter_map(Shown::heading).filter(|(level, ..)| *level <= 2);
        let headings: Vec<_> = headings.collect();
        // The agenda of parts is a list of them.
        if headings.len() >= MANY && !self.parted { headings } else { Vec::new() }
    }

    fn word(&self, word: Word) -> &'static str {
        wording::word(word, self.document.language)
    }

    /// Where the link at the head of each part leads.
    fn back(&self) -> &'static str {
        wording::to_the_agenda(self.document.language)
    }

    fn day(&self) -> String {
        wording::day(self.document.date, self.document.language)
    }
}
