//! Workbooks: several sheets, numbers and dates, and files that mean harm.

use crate::support::{fixture, fixture_text, found, hints, printed, table, tables, workbook};
use domain::value::CanonicalState;
use import::{Finding, Oversize, limits};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const HEADER: [&str; 4] = ["番号", "実施事業", "実施時期", "状況"];

#[test]
fn a_workbook_with_two_editions_gives_two_tables() {
    let tables = tables("editions.xlsx", &fixture("nagareyama-two-editions.xlsx"));
    let labels: Vec<_> = tables.iter().map(|table| table.edition_label.as_deref().unwrap()).collect();
    assert_eq!(labels, ["令和3年3月", "平成30年11月"]);
    let sheets: Vec<_> = tables.iter().map(|table| table.sheet.as_deref().unwrap()).collect();
    assert_eq!(sheets, ["令和3年3月", "平成30年11月"]);
    assert_eq!(printed(&tables[0]), fixture_text("nagareyama-2021-03.source.tsv"));
    assert_eq!(printed(&tables[1]), fixture_text("nagareyama-2018-11.tsv"));
    assert!(tables[0].edition_date.as_ref().unwrap().start > tables[1].edition_date.as_ref().unwrap().start);
}

#[test]
fn a_sheet_without_a_table_is_left_out_with_a_warning() {
    let plan = vec![vec!["実施事業", "状況"], vec!["1. 中継", "継続中"]];
    let notes = vec![vec!["この表の見方"]];
    let tables =
        tables("book.xlsx", &workbook(&[("注", notes.clone()), ("平成30年11月", plan), ("空", vec![])]));
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].edition_label.as_deref(), Some("平成30年11月"));
    let place = &tables[0].warnings[0].place;
    assert_eq!((tables[0].warnings[0].code(), place.sheet.as_deref()), ("sheet-skipped", Some("注")));
    let none = found(&workbook(&[("注", notes.clone()), ("注2", notes)]));
    let codes: Vec<&str> = none.iter().map(|(code, _, _)| *code).collect();
    assert_eq!(codes, ["sheet-skipped", "sheet-skipped", "no-header"]);
}

#[test]
fn problems_of_all_sheets_are_found_with_the_sheet() {
    let plan = |status| vec![vec!["実施事業", "状況"], vec!["1. 中継", status]];
    let book = workbook(&[("一", plan("そのうち")), ("二", plan("継続中")), ("三", plan("いずれ"))]);
    let problems = import::propose("book.xlsx", &book, &hints()).unwrap_err();
    let sheets: Vec<_> = problems.errors().map(|problem| problem.place.sheet.as_deref().unwrap()).collect();
    assert_eq!(sheets, ["一", "三"]);
    assert!(problems.to_string().starts_with("book.xlsx, sheet 一, row 2, column 状況: "));
}

/// A sheet with the header in row 1; the rest is written by the caller.
fn written(write: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, HEADER).unwrap();
    write(sheet);
    workbook.save_to_buffer().unwrap()
}

#[test]
fn numbers_are_read_as_people_type_them() {
    let book = written(|sheet| {
        sheet.write_number(1, 0, 1.0).unwrap();
        sheet.write_row(1, 1, ["中継", "", "継続中"]).unwrap();
        sheet.write_number(2, 0, 2.0).unwrap();
        sheet.write_number(2, 1, 1.5).unwrap();
    });
    let table = table("numbers.xlsx", &book);
    assert_eq!(table.rows[0].cells, ["1", "中継", "", "継続中"]);
    assert_eq!(table.rows[1].cells[1], "1.5");
    assert_eq!(table.rows[0].full_label.as_deref(), Some("1"));
}

#[test]
fn a_date_cell_is_read_with_a_warning_and_an_item_number_that_became_one_is_lost() {
    let day = Format::new().set_num_format("[$-411]ggge\"年\"m\"月\"");
    let date = |year, month, day| ExcelDateTime::from_ymd(year, month, day).unwrap();
    let book = written(|sheet| {
        sheet.write_number(1, 0, 1.0).unwrap();
        sheet.write_row(1, 1, ["中継", "", "継続中"]).unwrap();
        sheet.write_datetime_with_format(1, 2, date(2021, 3, 1), &day).unwrap();
    });
    let read = table("dates.xlsx", &book);
    assert_eq!(read.rows[0].cells[2], "2021-03-01");
    assert_eq!(read.rows[0].schedule.as_ref().unwrap().start.unwrap().to_string(), "2021-03-01");
    assert_eq!(found(&book), [("date-cell", Some(2), Some("実施時期".to_owned()))]);
    let book = written(|sheet| {
        sheet.write_row(1, 1, ["中継", "", "継続中"]).unwrap();
        sheet.write_datetime_with_format(1, 0, date(2021, 1, 1), &day).unwrap();
    });
    let problems = import::propose("dates.xlsx", &book, &hints()).unwrap_err();
    assert_eq!(problems.0[0].finding, Finding::NumberBecameDate { text: "2021-01-01".to_owned() });
    assert!(problems.to_string().contains("cannot be recovered"), "{problems}");
}

#[test]
fn line_ends_and_failed_formulas_in_cells() {
    let book = written(|sheet| {
        sheet.write_row(1, 0, ["1", "一行目\r\n二行目\r三行目\n四行目", "未定", "継続中"]).unwrap();
        sheet.write_formula(2, 1, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    });
    let parts = parts(&book);
    assert!(parts.iter().any(|(_, bytes)| contains(bytes, "_x000D_") || contains(bytes, "\r")));
    let sheets = import::read("book.xlsx", &book).unwrap();
    assert_eq!(sheets[0].rows[1].cells[1], "一行目\n二行目\n三行目\n四行目");
    assert_eq!(found(&book)[0], ("cell-error", Some(3), Some("実施事業".to_owned())));
}

#[test]
fn escaped_characters_of_excel_are_decoded() {
    let book = workbook(&[("表", vec![vec!["実施事業", "状況"], vec!["1. 中QQ継", "継続中"]])]);
    let book = with_parts(&book, |bytes| replace(bytes, "QQ", "_x000D_\n"));
    assert_eq!(table("escaped.xlsx", &book).rows[0].title, "中\n継");
}

#[test]
fn merged_cells_hold_their_value_in_the_first() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet.write_row(0, 0, ["区分", "実施事業", "状況"]).unwrap();
    sheet.merge_range(1, 0, 2, 0, "広報", &plain).unwrap();
    sheet.write_row(1, 1, ["1. 中継", "継続中"]).unwrap();
    sheet.write_row(2, 1, ["2. 配信", "中止"]).unwrap();
    let table = table("merged.xlsx", &workbook.save_to_buffer().unwrap());
    assert_eq!(table.rows[0].cells[0], "広報");
    assert_eq!(table.rows[1].cells[0], "");
    assert_eq!(table.rows[1].status.as_ref().unwrap().state, CanonicalState::Cancelled);
}

#[test]
fn a_cell_in_a_far_corner_is_refused_and_a_blank_styled_one_is_not_looked_at() {
    let far = written(|sheet| {
        sheet.write_row(1, 0, ["1", "中継", "未定", "継続中"]).unwrap();
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
    });
    assert_eq!(found(&far), [("too-large", Some(1_048_576), Some("16384".to_owned()))]);
    let styled = written(|sheet| {
        sheet.write_row(1, 0, ["1", "中継", "未定", "継続中"]).unwrap();
        sheet.write_blank(1_048_575, 16_383, &Format::new().set_bold()).unwrap();
    });
    assert_eq!(found(&styled), []);
}

#[test]
fn many_sheets_are_refused() {
    let plan = || vec![vec!["実施事業", "状況"], vec!["1. 中継", "継続中"]];
    let names: Vec<String> = (0..=limits::SHEETS).map(|number| format!("s{number}")).collect();
    let sheets: Vec<(&str, Vec<Vec<&str>>)> = names.iter().map(|name| (name.as_str(), plan())).collect();
    let problems = import::propose("sheets.xlsx", &workbook(&sheets), &hints()).unwrap_err();
    assert!(matches!(problems.0[0].finding, Finding::TooLarge { what: Oversize::Sheets, found: 201, .. }));
    assert_eq!(tables("sheets.xlsx", &workbook(&sheets[..limits::SHEETS])).len(), limits::SHEETS);
}

#[test]
fn a_zip_bomb_is_refused_by_what_it_declares() {
    let bomb = packed(&[("[Content_Types].xml", Vec::new()), ("xl/workbook.xml", vec![b' '; 8 << 20])]);
    assert!(bomb.len() < 64 << 10);
    let problems = import::read("bomb.xlsx", &bomb).unwrap_err();
    assert!(matches!(problems.0[0].finding, Finding::TooLarge { what: Oversize::Ratio, .. }), "{problems}");
    assert!(problems.is_too_large());
}

#[test]
fn a_zip_that_lies_about_its_size_is_refused_all_the_same() {
    let size: u32 = 8 << 20;
    let mut bomb =
        packed(&[("[Content_Types].xml", Vec::new()), ("xl/workbook.xml", vec![b' '; size as usize])]);
    let declared = size.to_le_bytes();
    let places: Vec<usize> = (0..bomb.len() - 3).filter(|at| bomb[*at..*at + 4] == declared).collect();
    assert!(!places.is_empty());
    for at in places {
        bomb[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    let problems = import::read("liar.xlsx", &bomb).unwrap_err();
    let refused = matches!(problems.0[0].finding, Finding::TooLarge { .. } | Finding::BrokenWorkbook { .. });
    assert!(refused, "{problems}");
}

#[test]
fn tags_without_end_are_refused() {
    let tags = |count: u64| vec![b'<'; usize::try_from(count).unwrap()];
    let book = |count| zipped(&[("[Content_Types].xml", Vec::new()), ("xl/sharedStrings.xml", tags(count))]);
    let finding = |count| import::read("tags.xlsx", &book(count)).unwrap_err().0.remove(0).finding;
    assert!(matches!(finding(limits::TAGS + 1), Finding::TooLarge { what: Oversize::Tags, .. }));
    assert!(matches!(finding(limits::TAGS), Finding::BrokenWorkbook { .. }));
}

#[test]
fn entities_are_not_expanded() {
    let entity = r#"<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
    let book = workbook(&[("表", vec![vec!["実施事業", "状況"], vec!["1. QQ", "継続中"]])]);
    let hostile =
        with_parts(&book, |bytes| replace(&replace(bytes, "<sst", &format!("{entity}<sst")), "QQ", "&b;"));
    assert_eq!(found(&hostile), [("broken-workbook", None, None)]);
}

#[test]
fn other_zips_and_broken_workbooks_are_named() {
    for (part, form) in [
        ("word/document.xml", "Word (.docx)"),
        ("mimetype", "OpenDocument"),
        ("xl/workbook.bin", "binary Excel (.xlsb)"),
        ("a.txt", "zip"),
    ] {
        let problems = import::read("file", &zipped(&[(part, b"x")])).unwrap_err();
        assert_eq!(problems.0[0].finding, Finding::OtherForm { form });
    }
    let book = fixture("nagareyama-2021-03.xlsx");
    assert_eq!(found(&book[..book.len() / 2]), [("broken-workbook", None, None)]);
    assert_eq!(found(b"PK\x03\x04"), [("broken-workbook", None, None)]);
    let torn = with_parts(&book, |bytes| replace(bytes, "</sheetData>", ""));
    assert!(found(&torn).iter().any(|(code, _, _)| *code == "broken-workbook"));
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn replace(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    String::from_utf8_lossy(bytes).replace(from, to).into_bytes()
}

pub(crate) fn parts(book: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// A zip whose parts are not packed, which is quick to make.
pub(crate) fn zipped<B: AsRef<[u8]>>(parts: &[(&str, B)]) -> Vec<u8> {
    zipped_by(CompressionMethod::Stored, parts)
}

fn packed<B: AsRef<[u8]>>(parts: &[(&str, B)]) -> Vec<u8> {
    zipped_by(CompressionMethod::Deflated, parts)
}

fn zipped_by<B: AsRef<[u8]>>(method: CompressionMethod, parts: &[(&str, B)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn with_parts(book: &[u8], change: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let changed: Vec<(String, Vec<u8>)> =
        parts(book).into_iter().map(|(name, bytes)| (name, change(&bytes))).collect();
    let named: Vec<(&str, &Vec<u8>)> = changed.iter().map(|(name, bytes)| (name.as_str(), bytes)).collect();
    zipped(&named)
}

#[test]
fn merged_cells_to_the_end_of_a_sheet_make_no_rows() {
    let book =
        workbook(&[("表", vec![vec!["実施事業", "状況", "担当部署"], vec!["1. 中継", "継続中", "総務課"]])]);
    let regions: String = (0..5_000).map(|_| "<mergeCell ref=\"C2:C1048576\"/>").collect();
    let merged = format!("</sheetData><mergeCells count=\"5000\">{regions}</mergeCells>");
    let book = with_parts(&book, |bytes| replace(bytes, "</sheetData>", &merged));
    assert_eq!(table("merged.xlsx", &book).rows.len(), 1);
}
