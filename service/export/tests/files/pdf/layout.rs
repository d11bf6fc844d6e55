//! What a page looks like, as far as a reader can tell: what stands on every page, and what stays together.

use super::{SAMPLE, document, read, row, table};
use export::document::{Block, Cell, Foot, Paper, Row, RowKind};
use export::pdf::Warning;
use std::collections::HashMap;

/// Rows of two columns: after every few items a heading, so that headings come to lie at the end of some page.
fn rows_with_headings(number: usize, between: usize) -> Vec<Row> {
    let rows = (0..number).map(|at| {
        if at % between == 0 {
            row(RowKind::Heading(0), &[&format!("見出し{at}"), ""])
        } else if at % between == 1 {
            row(RowKind::Heading(1), &[&format!("小見出し{at}"), ""])
        } else {
            row(RowKind::Item(2), &[&format!("事業{at}"), "継続中"])
        }
    });
    rows.collect()
}

#[test]
fn titles_and_header_row_stand_on_every_page_and_are_read_once() {
    let (document, pdf, file) = &*SAMPLE;
    let table = document.tables().next().unwrap();

    assert!(pdf.pages >= 3, "{} pages", pdf.pages);
    assert_eq!(file.pages.len(), pdf.pages);
    for (number, page) in (1..).zip(&file.pages) {
        for line in table.title_lines.iter().chain(table.columns.iter().map(|column| &column.heading)) {
            assert!(page.contains(line.as_str()), "page {number} lacks {line}");
        }
        assert!(page.contains(&format!("{number} / {}", pdf.pages)), "page {number}: {page}");
        assert!(page.contains(&document.foot.name), "page {number}: {page}");
    }
    let structure = file.structure();
    assert_eq!(structure.text.matches(&table.columns[4].heading).count(), 1);
    assert_eq!(structure.text.matches(" / ").count(), 0, "page numbers are not read");
}

#[test]
fn columns_have_heads_and_heading_rows_are_bookmarks() {
    let (document, _, file) = &*SAMPLE;
    let table = document.tables().next().unwrap();
    let structure = file.structure();
    let rows = structure.all("Table")[0].rows();
    let heads: Vec<&str> = rows[2].iter().map(|(tag, _)| *tag).collect();
    let headings: Vec<String> = table
        .rows
        .iter()
        .filter(|row| matches!(row.kind, RowKind::Heading(_)))
        .map(|row| row.cells[0].text())
        .collect();

    assert_eq!(heads, ["TH"; 5]);
    let items = rows.iter().skip(3).filter(|row| row.len() == 5);
    for row in items {
        let tags: Vec<&str> = row.iter().map(|(tag, _)| *tag).collect();
        assert_eq!(tags, ["TH", "TD", "TD", "TD", "TD"], "an item names its row: {row:?}");
    }
    let bookmarks = file.bookmarks();
    assert_eq!(bookmarks.iter().map(|(_, title)| title.clone()).collect::<Vec<_>>(), headings);
    assert_eq!(bookmarks.iter().map(|(level, _)| *level).take(3).collect::<Vec<_>>(), [1, 2, 2]);
}

#[test]
fn who_hears_a_cell_is_told_its_column_and_its_row() {
    let (document, _, file) = &*SAMPLE;
    let table = document.tables().next().unwrap();
    let columns = &table.columns;
    let structure = file.structure();
    let (rows, mut told) = (structure.all("TR"), 0);
    let heads: HashMap<&str, &str> = structure
        .all("TH")
        .into_iter()
        .map(|head| (head.id.as_deref().unwrap(), head.text.as_str()))
        .collect();
    for row in rows.iter().filter(|row| row.kids.len() == columns.len()).skip(1) {
        for (cell, column) in row.kids.iter().zip(columns).skip(1) {
            let heads: Vec<&str> = cell.heads.iter().map(|id| heads[id.as_str()]).collect();
            assert_eq!(heads, [column.heading.as_str(), row.kids[0].text.as_str()]);
            told += 1;
        }
    }
    let wide = table.rows.iter().filter(|row| row.cells.iter().skip(1).any(|cell| !cell.runs.is_empty()));
    assert_eq!(told, wide.count() * 4);
}

#[test]
fn a_heading_row_stays_with_the_row_that_follows() {
    for between in 5..9 {
        let (pdf, file) = read(&document(vec![Block::Table(table(
            &["実施事業", "状況"],
            rows_with_headings(150, between),
        ))]));
        assert!(pdf.pages >= 4);
        for page in &file.pages {
            // What is printed last before the foot of the page.
            let end = page.rfind("実施計画一覧").unwrap();
            assert!(page[..end].ends_with("継続中"), "{between}: {}", &page[end.saturating_sub(90)..end]);
        }
    }
}

#[test]
fn rows_stand_on_one_page_each() {
    let (_, _, file) = &*SAMPLE;
    for row in file.structure().all("TR") {
        let mut pages = row.pages.clone();
        pages.dedup();
        assert!(pages.len() <= 1, "broken over pages: {}", row.text);
    }
}

#[test]
fn a_row_that_is_higher_than_a_page_is_printed_whole() {
    let remark: String = "四千字の備考を、途中で失わずに印刷する。".chars().cycle().take(4_000).collect();
    let rows = vec![
        row(RowKind::Item(0), &["前", "", ""]),
        row(RowKind::Item(0), &["長い備考", "継続中", &remark]),
        row(RowKind::Item(0), &["後", "", ""]),
    ];
    let mut narrow = table(&["実施事業", "状況", "備考"], rows);
    narrow.columns[0].width = 700;
    narrow.columns[1].width = 200;
    narrow.columns[2].width = 100;
    let (pdf, file) = read(&document(vec![Block::Table(narrow)]));
    let structure = file.structure();
    let rows = structure.all("Table")[0].rows();

    assert_eq!(pdf.warnings, []);
    assert!(pdf.pages > 2, "{} pages", pdf.pages);
    assert_eq!(rows[3], [("TH", "長い備考"), ("TD", "継続中"), ("TD", remark.as_str())]);
    assert_eq!(rows[4][0], ("TH", "後"));
}

#[test]
fn headings_and_titles_that_are_higher_than_a_page_are_printed_whole() {
    let of_length = |length| -> String { "見出しが長い。".chars().cycle().take(length).collect() };
    let (title, long) = (of_length(2_000), of_length(4_200));
    let mut high = table(
        &[&long, "二"],
        vec![row(RowKind::Heading(0), &[&long, ""]), row(RowKind::Item(1), &["一", "二"])],
    );
    high.title_lines = vec![title.clone()];
    let (pdf, file) = read(&document(vec![Block::Table(high)]));

    assert!(pdf.warnings.iter().all(|warning| *warning == Warning::Broken), "{:?}", pdf.warnings);
    let structure = file.structure();
    let rows = structure.all("Table")[0].rows();
    assert_eq!((rows[0][0].1, rows[1][0].1, rows[2][0].1), (title.as_str(), long.as_str(), long.as_str()));
}

#[test]
fn the_foot_has_place_for_address_and_fingerprint_on_either_paper() {
    for paper in [Paper::Landscape, Paper::Portrait, Paper::A3Landscape, Paper::A3Portrait] {
        let mut document = document(vec![Block::Table(table(&["欄"], rows_with_headings(80, 7)))]);
        document.paper = paper;
        document.foot = Foot {
            name: "実施計画一覧".to_owned(),
            address: Some(
                "https://minaoshi.example/p/0190b5a8-7c1e-7000-8000-000000000001/e/0190b5a8".to_owned(),
            ),
            fingerprint: Some("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned()),
        };
        let (_, file) = read(&document);
        for page in &file.pages {
            assert!(page.contains("-000000000001/e/0190b5a8"), "{page}");
            assert!(
                page.contains("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                "{page}"
            );
        }
    }
}

/// Some of the rows tell the typesetter's progress; they read like any other.
#[test]
fn ten_thousand_rows_are_printed_whole() {
    let mut rows = rows_with_headings(10_000, 10);
    for (at, row) in rows.iter_mut().enumerate().filter(|(_, row)| matches!(row.kind, RowKind::Item(_))) {
        row.cells[1] = Cell::plain(format!("{at}：髙﨑𠮷㈱㋿〜"));
    }
    let (pdf, file) = read(&document(vec![Block::Table(table(&["実施事業", "状況"], rows.clone()))]));
    let structure = file.structure();

    assert_eq!((pdf.warnings, pdf.pages), (vec![], file.pages.len()));
    // The title and the header row stand before the others.
    let printed = structure.all("Table")[0].rows().split_off(2);
    assert_eq!(printed.len(), rows.len());
    for (row, printed) in rows.iter().zip(printed) {
        let texts = row.cells.iter().map(Cell::text).filter(|text| !text.is_empty());
        let printed: Vec<String> = printed.iter().map(|(_, text)| (*text).to_owned()).collect();
        assert_eq!(printed, texts.collect::<Vec<_>>());
    }
}
