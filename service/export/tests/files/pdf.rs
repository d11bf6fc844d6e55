//! A PDF is read back: every cell is there, for eyes and for ears, and nothing of it was taken for anything but text.

mod cards;
mod layout;
pub(crate) mod reader;
mod text;

use crate::PUBLISHED;
use domain::event::NodeKind;
use domain::value::Text;
use export::Stretch;
use export::document::{Block, Cell, Column, Document, Foot, Paper, Row, RowKind, Table};
use export::pdf::{Fonts, Pdf, pdf};
use projections::wording::Language;
use reader::File;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::embedded);

/// The published table, printed and read once for all tests.
static SAMPLE: LazyLock<(Document, Pdf, File)> = LazyLock::new(|| {
    let document = sample();
    let (printed, file) = read(&document);
    (document, printed, file)
});

/// A document with nothing but these blocks.
fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "実施計画一覧".to_owned(),
        organisation: "流山市議会".to_owned(),
        language: Language::Japanese,
        date: jiff::civil::date(2021, 3, 22),
        paper: Paper::Landscape,
        blocks,
        foot: Foot { name: "実施計画一覧 令和3年3月".to_owned(), ..Foot::default() },
    }
}

/// The published table.
fn sample() -> Document {
    let rows = PUBLISHED.rows.iter().map(|row| Row {
        kind: match row.kind {
            NodeKind::Heading => RowKind::Heading(u8::try_from(row.depth).unwrap()),
            NodeKind::Item | NodeKind::Term => RowKind::Item(u8::try_from(row.depth).unwrap()),
        },
        cells: row.cells.iter().map(Cell::plain).collect(),
        id: None,
    });
    document(vec![Block::Table(Table {
        name: "実施計画一覧".to_owned(),
        title_lines: PUBLISHED.title_lines.iter().map(Text::to_string).collect(),
        columns: PUBLISHED.columns.iter().map(|column| Column::text(&column.heading, column.width)).collect(),
        rows: rows.collect(),
    })])
}

/// A table of one column for each heading, with these rows.
fn table(headings: &[&str], rows: Vec<Row>) -> Table {
    Table {
        name: "表".to_owned(),
        title_lines: vec!["表題".to_owned()],
        columns: headings.iter().map(|heading| Column::text(*heading, 0)).collect(),
        rows,
    }
}

fn row(kind: RowKind, cells: &[&str]) -> Row {
    Row { kind, cells: cells.iter().map(|text| Cell::plain(*text)).collect(), id: None }
}

/// Prints, and reads what was printed.
#[track_caller]
fn read(document: &Document) -> (Pdf, File) {
    let printed = pdf(document, &FONTS, Stretch::unseen()).unwrap();
    let file = File::read(&printed.bytes);
    (printed, file)
}
