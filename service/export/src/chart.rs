//! Charts: a report model becomes a [`Figure`], which is two pictures in SVG, one for a desk and one for a phone, and the
//! same numbers as a table.
//!
//! Architecture invariant: pure functions of a report model and a language. No script, no style attribute, nothing from
//! elsewhere; every text is escaped by askama; every standing has a texture of its own beside its colour, and its badge is
//! the one that tables show.

mod bar;
mod flow;
mod ink;
mod measure;
mod scene;
mod states;
mod timeline;

pub use bar::{Bar, bar};
pub use flow::flow;
pub use states::states;
pub use timeline::timeline;

use crate::document::{Cell, Column, Picture, Row, RowKind, Table};
use askama::Template;
use askama::filters::HtmlSafe;
use projections::wording::{self, Language};
use scene::Scene;

/// A chart with its numbers; in a template `{{ figure }}`, and the id is that of the element on its page.
#[derive(Template)]
#[template(path = "part/figure.html")]
pub struct Figure {
    id: String,
    language: Language,
    caption: String,
    wide: Scene,
    narrow: Scene,
    numbers: Numbers,
}

/// The numbers of a chart; the first cell of a row names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// What the table is called.
    pub caption: String,
    /// The headings of its columns.
    pub headings: Vec<String>,
    /// Its rows, each as long as the headings.
    pub rows: Vec<Vec<String>>,
}

/// Their templates escape every text.
impl HtmlSafe for Figure {}
impl HtmlSafe for Scene {}

impl Figure {
    /// What the chart is called.
    pub fn caption(&self) -> &str {
        &self.caption
    }

    /// Its numbers.
    pub fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// The picture for a desk, a tablet and paper, as a document of its own.
    pub fn wide(&self) -> String {
        self.wide.to_string()
    }

    /// The picture for a phone, as a document of its own.
    pub fn narrow(&self) -> String {
        self.narrow.to_string()
    }

    /// The picture for a document, which says in words what it shows.
    pub fn picture(&self) -> Picture {
        Picture { svg: self.wide(), alternative: format!("{} {}", self.caption, self.wide.about()) }
    }

    /// Its numbers for a document.
    pub fn table(&self) -> Table {
        let Numbers { caption, headings, rows } = &self.numbers;
        let is_number = |at: usize| !rows.is_empty() && rows.iter().all(|row| row[at].parse::<u32>().is_ok());
        let columns = headings.iter().enumerate();
        let columns = columns.map(|(at, heading)| match is_number(at) {
            true => Column::number(heading, 0),
            false => Column::text(heading, 0),
        });
        let row = |cells: &Vec<String>| Row {
            kind: RowKind::Item(0),
            cells: cells.iter().map(Cell::plain).collect(),
            id: None,
        };
        Table {
            name: caption.clone(),
            title_lines: Vec::new(),
            columns: columns.collect(),
            rows: rows.iter().map(row).collect(),
        }
    }
}
