//! The published table as a document, and small documents to print.

use crate::sample::Register;
use domain::event::NodeKind;
use export::Document;
use export::document::{Block, Cell, Column, Foot, Paper, Row, RowKind, Table};
use jiff::civil::date;
use projections::report::{TableOf, TableReport, table};
use projections::wording::Language;

/// The table of 令和3年3月.
pub(crate) fn report() -> TableReport {
    let register = Register::nagareyama();
    table(&register.plan, TableOf::Edition(register.edition("令和3年3月"))).unwrap()
}

/// The same as a document, with the nodes' ids.
pub(crate) fn document() -> Document {
    of(vec![Block::Table(as_table(&report()))])
}

/// A document of these blocks.
pub(crate) fn of(blocks: Vec<Block>) -> Document {
    let foot = Foot {
        name: "実施計画一覧 令和3年3月".to_owned(),
        address: Some("https://minaoshi.example/p/0190b5a8/e/0190b5a9".to_owned()),
        fingerprint: Some("3f2a 9c41 77d0 be15".to_owned()),
    };
    Document {
        title: "流山市議会 ICT 推進基本計画に基づく実施計画一覧".to_owned(),
        organisation: "流山市議会".to_owned(),
        language: Language::Japanese,
        date: date(2021, 3, 24),
        paper: Paper::Landscape,
        blocks,
        foot,
    }
}

/// A table of such columns, with a row for each line of cells.
pub(crate) fn table_of(columns: Vec<Column>, rows: &[&[&str]]) -> Table {
    let row = |cells: &&[&str]| Row {
        kind: RowKind::Item(0),
        cells: cells.iter().map(|cell| Cell::plain(*cell)).collect(),
        id: None,
    };
    Table {
        name: "一覧".to_owned(), title_lines: Vec::new(), columns, rows: rows.iter().map(row).collect()
    }
}

fn as_table(report: &TableReport) -> Table {
    let rows = report.rows.iter().map(|row| {
        let depth = u8::try_from(row.depth).unwrap();
        Row {
            kind: match row.kind {
                NodeKind::Heading => RowKind::Heading(depth),
                NodeKind::Item | NodeKind::Term => RowKind::Item(depth),
            },
            cells: row.cells.iter().map(Cell::plain).collect(),
            id: Some(row.node.to_string()),
        }
    });
    Table {
        name: "実施計画一覧".to_owned(),
        title_lines: report.title_lines.iter().map(ToString::to_string).collect(),
        columns: report.columns.iter().map(|column| Column::text(&column.heading, column.width)).collect(),
        rows: rows.collect(),
    }
}
