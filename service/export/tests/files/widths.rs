//! Columns of which nothing is known are as wide as what stands in them asks for.

#[path = "../office/package.rs"]
#[expect(dead_code, reason = "the tests of office files ask for more")]
mod package;

use crate::PUBLISHED;
use crate::fixture::about;
use crate::pdf::reader::File;
use domain::event::NodeKind;
use domain::value::{Meaning, TraceLevel};
use export::document::{Document, Table};
use export::pdf::{Fonts, pdf};
use export::{Layout, Stretch, document_of, docx, xlsx};
use projections::report::{TableColumn, TableReport, TableRow};
use projections::wording::Language;

/// 整備方針 of a city: a column of one digit, short names, and a text longer than all of them.
const POLICIES: &str = include_str!("../../../../tests/fixtures/koganei-policies.tsv");
/// Measures of two periods side by side; a column of notes is nearly empty, another says 新規 here and there.
const MEASURES: &str = include_str!("../../../../tests/fixtures/iizuka-measures.tsv");

/// A printed table as a document, its columns with those meanings.
fn printed(table: &str, meaning: fn(&str) -> Meaning) -> Document {
    let mut lines = table.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    let columns = lines.next().unwrap().into_iter().map(|heading| TableColumn {
        meaning: meaning(&heading),
        heading,
        ..PUBLISHED.columns[0].clone()
    });
    let item = PUBLISHED.rows.iter().find(|row| row.kind == NodeKind::Item).unwrap();
    let report = TableReport {
        columns: columns.collect(),
        rows: lines.map(|cells| TableRow { cells, depth: 0, ..item.clone() }).collect(),
        ..PUBLISHED.clone()
    };
    document_of::table(&report, Language::Japanese, &about())
}

fn policies() -> Document {
    printed(POLICIES, |heading| match heading {
        "名称(3章)" | "小項目(3章)" => Meaning::Trace(TraceLevel::Policy),
        _ => Meaning::Other,
    })
}

fn measures() -> Document {
    printed(MEASURES, |heading| match heading {
        "中期番号" => Meaning::Number,
        "中期名称" => Meaning::Title,
        "中期本文" => Meaning::Body,
        _ => Meaning::Other,
    })
}

fn only(document: &Document) -> &Table {
    document.tables().next().unwrap()
}

/// Where the columns of the first table begin and the last one ends, in 1/1000 of the table.
fn on_paper(document: &Document) -> Vec<i64> {
    let bytes = pdf(document, &Fonts::embedded(), Stretch::unseen()).unwrap().bytes;
    let file = File::read(&bytes);
    let structure = file.structure();
    let columns = only(document).columns.len();
    let rows: Vec<_> = structure.all("TR").into_iter().filter(|row| row.kids.len() == columns).collect();
    // The heads stand in the middle of their columns.
    let begins = |at: usize| {
        let lefts = rows[1..].iter().filter_map(|row| row.kids[at].left);
        lefts.min_by(f32::total_cmp).or(rows[0].kids[at].left).unwrap()
    };
    let lefts: Vec<f32> = (0..columns).map(begins).collect();
    // As far from the right edge of the paper as from the left.
    let (from, to) = (lefts[0], 841.9 - lefts[0]);
    lefts.iter().chain([&to]).map(|left| ((left - from) / (to - from) * 1000.0).round() as i64).collect()
}

/// The widths of the columns in a text and in a workbook, in 1/1000 of all of them.
fn in_office(document: &Document) -> [Vec<i64>; 2] {
    let text = package::part(&docx(document).unwrap(), "word/document.xml");
    let book = package::part(&xlsx(document, Layout::Print).unwrap(), "xl/worksheets/sheet1.xml");
    let columns = only(document).columns.len();
    [(text, "gridCol", "w"), (book, "col", "width")].map(|(xml, element, attribute)| {
        let parsed = roxmltree::Document::parse(&xml).unwrap();
        let found = parsed.descendants().filter(|node| node.tag_name().name() == element);
        let widths = found.flat_map(|node| {
            let number = |name| node.attributes().find(|of| of.name() == name)?.value().parse::<f64>().ok();
            // Columns of a sheet that are alike are told together.
            let alike = number("max").zip(number("min")).map_or(1, |(max, min)| (max - min) as usize + 1);
            vec![number(attribute).unwrap(); alike]
        });
        let widths: Vec<f64> = widths.take(columns).collect();
        let sum: f64 = widths.iter().sum();
        widths.iter().map(|width| (width / sum * 1000.0).round() as i64).collect()
    })
}

/// The widths of a document in every format.
fn everywhere(document: &Document) -> [Vec<i64>; 3] {
    let paper = on_paper(document).windows(2).map(|edges| edges[1] - edges[0]).collect();
    let [text, book] = in_office(document);
    [paper, text, book]
}

#[test]
fn the_longest_text_of_a_trace_has_the_widest_column_and_a_digit_a_narrow_one() {
    let policies = policies();
    let at = |heading: &str| only(&policies).columns.iter().position(|column| column.heading == heading);
    let (digit, text) = (at("小項目番号").unwrap(), at("方針本文(4章)").unwrap());
    for widths in everywhere(&policies) {
        assert_eq!(widths.iter().max(), Some(&widths[text]), "{widths:?}");
        assert!(widths[text] >= 250 && widths[digit] <= 95, "{widths:?}");
        assert!(widths.iter().all(|width| *width >= 30), "{widths:?}");
    }
}

#[test]
fn a_column_of_texts_is_wider_than_one_that_is_nearly_empty() {
    let measures = measures();
    for widths in everywhere(&measures) {
        let [_, _, progress, _, title, body, change, note, new] = widths[..] else { panic!("{widths:?}") };
        assert!(progress > change && progress > note && progress * 4 > new * 5, "{widths:?}");
        assert!(body > progress && body > title, "{widths:?}");
        assert!(widths.iter().all(|width| *width >= 30), "{widths:?}");
    }
}

#[test]
fn the_published_table_is_laid_out_by_what_its_columns_mean() {
    let document = document_of::table(&PUBLISHED, Language::Japanese, &about());
    let widths: Vec<u32> = only(&document).columns.iter().map(|column| column.width).collect();
    assert_eq!(widths, [294, 107, 137, 107, 352]);
}
