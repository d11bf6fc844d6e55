//! The sample in every form. The forms are made here from the printed table, and compared with the files.
//!
//! With `UPDATE_FIXTURES=1` in the environment the files are written instead.

use crate::support::{fixture, fixture_path, fixture_text};
use encoding_rs::SHIFT_JIS;
use import::Sheet;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook};

/// The rows of the printed table, blank ones too.
pub(crate) fn sample_rows() -> Vec<Vec<String>> {
    let text = fixture_text("nagareyama-2021-03.source.tsv");
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// A table of 平成30年11月, made from the sample: what the later review changed stands as if it were still open. It is
/// for tests; no such document was published.
pub(crate) fn older_rows() -> Vec<Vec<String>> {
    let mut rows = sample_rows();
    for cells in &mut rows {
        if cells[0] == "見直し：令和3年3月" {
            cells[0] = "見直し：平成30年11月".to_owned();
        }
        if cells.len() == 5 && cells[3] == "令和3年3月" {
            let status = match cells[2].as_str() {
                "実施済み" | "未着手" => "未着手",
                _ => "継続中",
            };
            (cells[2], cells[3]) = (status.to_owned(), String::new());
        }
    }
    rows
}

/// As Excel saves CSV: every row as long as the longest, CR LF.
fn csv(rows: &[Vec<String>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap();
    let quoted = |cell: &str| {
        if cell.contains(['"', ',', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    let line = |cells: &Vec<String>| {
        let cells: Vec<String> =
            (0..width).map(|at| quoted(cells.get(at).map_or("", String::as_str))).collect();
        cells.join(",") + "\r\n"
    };
    rows.iter().map(line).collect()
}

/// As a council keeps it: the title merged over the columns, wrapped cells.
fn xlsx(sheets: &[(&str, Vec<Vec<String>>)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2021, 3, 31).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let wrapped = Format::new().set_text_wrap();
    let title = Format::new().set_bold().set_align(FormatAlign::Center);
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (index, cells) in (0_u32..).zip(rows) {
            if cells.len() == 1 && !cells[0].is_empty() {
                sheet.merge_range(index, 0, index, 4, &cells[0], &title).unwrap();
            }
            for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| cells.len() > 1 && !cell.is_empty())
            {
                sheet.write_string_with_format(index, column, cell, &wrapped).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn update() -> bool {
    std::env::var_os("UPDATE_FIXTURES").is_some()
}

#[track_caller]
fn check_text(name: &str, expected: &[u8]) {
    if update() {
        std::fs::write(fixture_path(name), expected).unwrap();
    }
    assert!(fixture(name) == expected, "{name} is not what this test makes; UPDATE_FIXTURES=1 writes it");
}

/// Workbooks are compared by what is in them: how it is packed is the writer's business.
#[track_caller]
fn check_workbook(name: &str, expected: &[u8]) {
    if update() {
        std::fs::write(fixture_path(name), expected).unwrap();
    }
    let read = |bytes: &[u8]| -> Vec<Sheet> { import::read(name, bytes).unwrap() };
    assert!(
        read(&fixture(name)) == read(expected),
        "{name} is not what this test makes; UPDATE_FIXTURES=1 writes it"
    );
}

#[test]
fn the_files_are_the_sample_in_every_form() {
    let rows = sample_rows();
    let csv = csv(&rows);
    check_text("nagareyama-2021-03.csv", csv.as_bytes());
    check_text("nagareyama-2021-03-bom.csv", format!("\u{feff}{csv}").as_bytes());
    let (cp932, _, lossy) = SHIFT_JIS.encode(&csv);
    assert!(!lossy, "every character of the sample is in CP932");
    check_text("nagareyama-2021-03-cp932.csv", &cp932);
    check_workbook("nagareyama-2021-03.xlsx", &xlsx(&[("実施計画一覧", rows.clone())]));
    let editions = [("令和3年3月", rows), ("平成30年11月", older_rows())];
    check_workbook("nagareyama-two-editions.xlsx", &xlsx(&editions));
}

#[test]
fn the_older_table_is_the_sample_with_other_states() {
    let older: String = older_rows().iter().map(|cells| cells.join("\t") + "\n").collect();
    check_text("nagareyama-2018-11.tsv", older.as_bytes());
}
