//! Tables in TSV as documents.
//!
//! Lines with one cell are title lines, until one has more: that is the header row. Later ones are headings. How deep a
//! row stands is told by the number before its first words.

use export::document::{Block, Cell, Column, Document, Foot, Paper, Row, RowKind, Table};
use projections::wording::Language;

/// The document of a table. Its rows come so many times.
pub fn document(text: &str, times: usize) -> Document {
    let lines: Vec<&str> = text.lines().collect();
    let head = lines.iter().position(|line| line.contains('\t')).unwrap();
    let titles = lines[..head].iter().filter(|line| !line.is_empty()).map(|line| (*line).to_owned());
    let title_lines: Vec<String> = titles.collect();
    let table = Table {
        name: "実施計画一覧".to_owned(),
        columns: lines[head].split('\t').map(|heading| Column::text(heading, 0)).collect(),
        rows: (0..times).flat_map(|_| &lines[head + 1..]).map(|line| row(line)).collect(),
        title_lines: title_lines.clone(),
    };
    Document {
        title: title_lines.join(" "),
        organisation: "流山市議会".to_owned(),
        language: Language::Japanese,
        date: jiff::civil::date(2021, 3, 22),
        paper: Paper::Landscape,
        blocks: vec![Block::Table(table)],
        foot: Foot {
            name: "流山市議会ICT推進基本計画　実施計画一覧　令和3年3月".to_owned(),
            address: Some("https://minaoshi.example/p/0190b5a8-7c1e-7000-8000-000000000001/e/0190b5a8-7c1e-7000-8000-000000000002/".to_owned()),
            fingerprint: Some("指紋 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned()),
        },
    }
}

fn row(line: &str) -> Row {
    let cells: Vec<Cell> = line.split('\t').map(Cell::plain).collect();
    let first = cells.first().map(Cell::text).unwrap_or_default();
    let number = first.split('.').next().unwrap_or_default();
    let dashes = u8::try_from(number.chars().filter(|c| *c == '-').count()).unwrap();
    let is_heading = cells.iter().skip(1).all(|cell| cell.runs.is_empty());
    let is_numbered = number.starts_with(|c: char| c.is_ascii_digit());
    let kind = match (is_heading, is_numbered) {
        (true, _) => RowKind::Heading(dashes),
        (false, true) => RowKind::Item(dashes),
        (false, false) => RowKind::Item(3),
    };
    Row { kind, cells, id: None }
}
