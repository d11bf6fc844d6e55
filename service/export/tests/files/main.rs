//! What comes out is what was printed: byte for byte the published document, and the same cells in every form.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(unreachable_pub, reason = "the modules of a test are its own")]

#[path = "../../../../projections/tests/reports/sample.rs"]
mod sample;

mod card_list;
mod counted;
mod documents;
mod fixture;
mod handed_out;
mod open_data;
mod pack;
mod pdf;
mod printed;
mod widths;

use domain::value::Meaning;
use export::{Csv, Encoding, csv, json, tsv};
use projections::report::{CancelledFilter, TableOf, TableReport, cancelled, table};
use proptest::prelude::*;
use sample::{Register, text};
use std::sync::LazyLock;

const CSV: &[u8] = include_bytes!("../../../../tests/fixtures/nagareyama-2021-03.csv");
const CSV_WITH_MARK: &[u8] = include_bytes!("../../../../tests/fixtures/nagareyama-2021-03-bom.csv");

fn published(register: &Register) -> TableReport {
    table(&register.plan, TableOf::Edition(register.edition("令和3年3月"))).unwrap()
}

static PUBLISHED: LazyLock<TableReport> = LazyLock::new(|| published(&Register::nagareyama()));

/// A table of two columns with these cells.
fn of_cells(cells: &[[String; 2]]) -> TableReport {
    let mut report = PUBLISHED.clone();
    report.columns.truncate(2);
    let row = report.rows[0].clone();
    report.rows = cells
        .iter()
        .map(|cells| projections::report::TableRow { cells: cells.to_vec(), ..row.clone() })
        .collect();
    report
}

#[test]
fn the_published_table_comes_out_as_tsv_byte_for_byte() {
    let register = Register::nagareyama();
    assert_eq!(tsv(&published(&register)), sample::PUBLISHED);
    assert_eq!(tsv(&table(&register.plan, TableOf::Current).unwrap()), sample::PUBLISHED);
}

#[test]
fn an_older_edition_that_arrives_later_comes_out_byte_for_byte_too() {
    let mut register = Register::nagareyama();
    register.import("nagareyama-2018-11.tsv", sample::OLDER, "平成30年11月");
    let older = table(&register.plan, TableOf::Edition(register.edition("平成30年11月"))).unwrap();
    assert_eq!(tsv(&older), sample::OLDER);
    assert_eq!(tsv(&published(&register)), sample::PUBLISHED);
}

#[test]
fn an_adopted_cycle_leaves_the_older_edition_as_it_was() {
    let mut register = Register::nagareyama();
    let adopted = register.run_march_2024();
    assert_eq!(tsv(&published(&register)), sample::PUBLISHED);
    let next = tsv(&table(&register.plan, TableOf::Edition(adopted)).unwrap());
    let differing: Vec<_> = next
        .lines()
        .zip(sample::PUBLISHED.lines())
        .filter(|(new, old)| new != old)
        .map(|(new, _)| new)
        .collect();
    assert_eq!(differing.len(), 4);
    assert_eq!(differing[0], "見直し：令和6年3月");
    assert!(
        differing[3]
            .starts_with("6-7. クラウド上に資料を共有する仕組みを構築\t令和5年4月\t実施済み\t令和6年3月\t")
    );
}

#[test]
fn the_published_table_comes_out_as_csv_byte_for_byte() {
    let register = Register::nagareyama();
    let report = published(&register);
    assert!(csv(&report, Csv::default()) == CSV);
    let marked = Csv { encoding: Encoding::Utf8WithMark, ..Csv::default() };
    assert!(csv(&report, marked) == CSV_WITH_MARK);
}

#[test]
fn a_csv_without_title_lines_begins_with_the_header() {
    let report = published(&Register::nagareyama());
    let bytes = csv(&report, Csv { without_title_lines: true, ..Csv::default() });
    assert!(bytes.starts_with("実施事業,実施時期,".as_bytes()));
    assert_eq!(bytes.split(|byte| *byte == b'\n').count(), 1 + 60 + 1);
}

#[test]
fn cells_that_a_reader_of_tsv_would_misread_are_quoted_and_others_are_not() {
    let check = |cell: &str, printed: &str| {
        let report = of_cells(&[[cell.to_owned(), "b".to_owned()]]);
        let file = tsv(&report);
        let row = file.split_once("実施時期\n").unwrap().1;
        assert_eq!(row, format!("{printed}\tb\n"));
    };
    check("\"ICT\"", "\"ICT\"");
    check("の「\"」", "の「\"」");
    check("\"ICT\" と \"AI\"", "\"ICT\" と \"AI\"");
    check("\"開いたまま", "\"\"\"開いたまま\"");
    check("\"二重\"\"引用\"", "\"\"\"二重\"\"\"\"引用\"\"\"");
    check("一行目\n二行目", "\"一行目\n二行目\"");
    check("左\t右", "\"左\t右\"");
    check("=1+1", "=1+1");
}

#[test]
fn a_report_comes_out_as_json_with_stable_names() {
    let register = Register::nagareyama();
    let file = json(&cancelled(&register.plan, &CancelledFilter::default())).unwrap();
    let value: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert!(file.ends_with("}\n"));
    assert_eq!(value["total"], 18);
    let row = &value["rows"][13];
    assert_eq!(row["item"]["full_label"], "5-9");
    assert_eq!(row["state"], "cancelled");
    assert_eq!(row["certainty"], "inferred");
    assert_eq!(row["execution"]["proposed"]["extent"], "never");
    assert_eq!(row["execution"]["proposed"]["proposal"], true);
    let file = json(&published(&register)).unwrap();
    let value: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(value["columns"][0]["meaning"], serde_json::to_value(Meaning::Title).unwrap());
    assert_eq!(value["rows"][3]["full_label"], "1-1-1①");
    assert_eq!(value["title_lines"][2], serde_json::to_value(text("見直し：令和3年3月")).unwrap());
}

/// Reads a TSV as the import does: a cell that begins with a mark is quoted when its partner ends the cell and
/// something needed it.
fn read(file: &str) -> Vec<Vec<String>> {
    let (mut rows, mut cells, mut rest) = (Vec::new(), Vec::new(), file);
    while !rest.is_empty() {
        let (cell, length) = quoted(rest).unwrap_or_else(|| {
            let length = rest.find(['\t', '\n']).unwrap();
            (rest[..length].to_owned(), length)
        });
        cells.push(cell);
        if rest[length..].starts_with('\n') {
            rows.push(std::mem::take(&mut cells));
        }
        rest = &rest[length + 1..];
    }
    rows
}

fn quoted(rest: &str) -> Option<(String, usize)> {
    let (mut inner, mut from) = (String::new(), 1);
    if !rest.starts_with('"') {
        return None;
    }
    loop {
        let mark = from + rest[from..].find('"')?;
        inner.push_str(&rest[from..mark]);
        if !rest[mark + 1..].starts_with('"') {
            let ends = rest[mark + 1..].starts_with(['\t', '\n']);
            return (ends && inner.contains(['\n', '\t', '"'])).then_some((inner, mark + 1));
        }
        inner.push('"');
        from = mark + 2;
    }
}

proptest! {
    #[test]
    fn any_cells_come_back_from_tsv(cells in prop::collection::vec([r#"["あa\t\n =]{0,6}"#, r#"["あa\t\n =]{0,6}"#], 1..4)) {
        let report = of_cells(&cells);
        let file = tsv(&report);
        let rows = read(file.split_once("実施時期\n").unwrap().1);
        prop_assert_eq!(rows, cells.iter().map(|cells| cells.to_vec()).collect::<Vec<_>>());
    }

    #[test]
    fn any_cells_come_back_from_csv_as_they_are(cells in prop::collection::vec([r#"["あa,\n =]{0,6}"#, r#"["あa,\n =]{0,6}"#], 1..4)) {
        let bytes = csv(&of_cells(&cells), Csv { without_title_lines: true, unguarded: true, ..Csv::default() });
        let mut reader = csv::ReaderBuilder::new().from_reader(&bytes[..]);
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        prop_assert_eq!(rows, cells.iter().map(|cells| cells.to_vec()).collect::<Vec<_>>());
    }
}
