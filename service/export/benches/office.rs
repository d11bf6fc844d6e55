//! P1: the published table as a workbook and as a text for word processors, and what 10,000 rows take.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

#[path = "../../../projections/tests/reports/sample.rs"]
#[expect(dead_code, reason = "the register of the reports' own tests can do more")]
mod sample;

#[path = "../tests/office/published.rs"]
mod published;

use export::document::{Block, Cell, Column, Row, RowKind};
use export::{Document, Layout, docx, xlsx};
use std::time::Instant;
use system_tests::bench::{Aim, Asked, Figure, median, millis, percentile, say};

/// What a file of the published table may take, in milliseconds.
const AIM: f64 = 30.0;

type Printer = fn(&Document) -> Vec<u8>;

fn main() {
    let asked = Asked::from_args();
    let rounds = asked.scale(200, 2);
    let published = published::document();
    let many = many(asked.scale(10_000, 100));
    let printers: [(&str, Printer); 3] = [
        ("xlsx", |document| xlsx(document, Layout::Data).unwrap()),
        ("xlsx for paper", |document| xlsx(document, Layout::Print).unwrap()),
        ("docx", |document| docx(document).unwrap()),
    ];
    for (name, print) in printers {
        let times: Vec<f64> = (0..rounds).map(|_| timed(&published, print)).collect();
        let figure = Figure {
            row: "P1",
            work: format!("{name} of the published table, {rounds} times"),
            figure: format!("p50 {:.1} ms, p99 {:.1} ms", median(&times), percentile(&times, 0.99)),
            limit: String::new(),
            value: median(&times),
            aim: (Aim::AtMost(AIM), "ms"),
        };
        figure.print();
        say(&format!("{name} of {} rows: {:.0} ms", asked.scale(10_000, 100), timed(&many, print)));
    }
}

fn timed(document: &Document, print: Printer) -> f64 {
    let begun = Instant::now();
    assert!(!print(document).is_empty());
    millis(begun.elapsed())
}

/// A table of so many rows, with remarks of some length.
fn many(rows: u32) -> Document {
    let remark = "平成22年4月より一部特別委員会で試行し、Ustreamにより開始したが、サービスの有償化に伴いYouTubeに移行しました。";
    let columns = ["番号", "実施事業", "状況", "備考"].map(|heading| Column::text(heading, 0));
    let mut table = published::table_of(columns.to_vec(), &[]);
    let row = |at: u32| Row {
        kind: RowKind::Item(0),
        cells: [&at.to_string(), "委員会のインターネット中継", "継続中", remark].map(Cell::plain).to_vec(),
        id: Some(at.to_string()),
    };
    table.rows = (1..=rows).map(row).collect();
    published::of(vec![Block::Table(table)])
}
