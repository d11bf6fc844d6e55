//! Bad files: each gets every one of its problems, with row, column and what would be accepted.

use crate::support::{fixture_text, found, hints};
use import::{Finding, Oversize, Problems, limits};

const HEADER: &str = "実施事業\t実施時期\t状況\t見直し時期\t備考\n";

fn found_under_header(rows: &str) -> Vec<(&'static str, Option<u32>, Option<String>)> {
    found(format!("{HEADER}{rows}").as_bytes())
}

fn at(code: &'static str, row: u32, column: &str) -> (&'static str, Option<u32>, Option<String>) {
    (code, Some(row), Some(column.to_owned()))
}

#[track_caller]
fn refused(bytes: &[u8]) -> Problems {
    import::propose("表.csv", bytes, &hints()).unwrap_err()
}

#[test]
fn all_problems_of_a_file_are_found_at_once() {
    let rows = "1-1. 一つ目\t平成30年13月\t継続中\t\t\n\
                1-2. 二つ目\t未定\tそのうち\tいつか\t\n\
                1-2. 三つ目\t平成31年5月\t中止\t\t\n\
                \t未定\t継続中\t\t\n\
                1-3. 四つ目\t未定\t継続中\t\t\t余り\n";
    assert_eq!(
        found_under_header(rows),
        [
            at("not-a-date", 2, "実施時期"),
            at("unknown-status", 3, "状況"),
            at("not-a-date", 3, "見直し時期"),
            at("date-hint", 4, "実施時期"),
            at("ending-without-remark", 4, "備考"),
            at("no-title", 5, "実施事業"),
            at("beyond-columns", 6, "6"),
            at("missing-parent", 2, "実施事業"),
            at("duplicate-number", 4, "実施事業"),
            at("unnumbered", 5, "実施事業"),
        ]
    );
}

#[test]
fn a_message_names_file_row_column_and_what_is_accepted() {
    let text = format!("{HEADER}1. 事業\t未定\tそのうち\t\t\n2. 事業\t平成30年13月\t継続中\t\t\n");
    let problems = refused(text.as_bytes());
    let message = problems.0[0].to_string();
    assert!(
        message.starts_with("表.csv, row 2, column 状況: unknown status \"そのうち\"; accepted is "),
        "{message}"
    );
    for word in ["継続中", "中止", "実施済み", "未着手", "option or a profile file"] {
        assert!(problems.0[0].accepted().contains(word), "{message}");
    }
    assert_eq!(
        problems.0[1].to_string(),
        "表.csv, row 3, column 実施時期: no month 13 in \"平成30年13月\"; accepted is 1 to 12"
    );
}

#[test]
fn duplicates_endings_and_odd_dates_are_warnings_only() {
    let text = format!("{HEADER}1. 事業\t平成31年5月\t中止\t\t\n1. 事業\t未定\t継続中\t\t\n");
    let table = crate::support::table("warned.tsv", text.as_bytes());
    let codes: Vec<&str> = table.warnings.iter().map(|warning| warning.code()).collect();
    assert_eq!(codes, ["date-hint", "ending-without-remark", "duplicate-number"]);
    assert!(table.warnings[0].to_string().contains("令和元年5月"), "{}", table.warnings[0]);
    assert_eq!(table.warnings[2].finding, Finding::DuplicateNumber { label: "1".to_owned(), first: 2 });
    assert_eq!(table.rows.len(), 2);
}

#[test]
fn an_empty_file_is_refused_whatever_its_emptiness() {
    for bytes in ["", "\n\n", " \t\u{3000}\n", "\u{feff}", ",,,\n,,,\n"] {
        assert_eq!(found(bytes.as_bytes()), [("empty-file", None, None)], "{bytes:?}");
    }
}

#[test]
fn a_file_without_a_table_names_the_headings_that_would_do() {
    let problems = refused("これは表ではない\n本文だけ\n".as_bytes());
    assert_eq!(problems.0[0].finding, Finding::NoHeader);
    assert!(problems.0[0].accepted().contains("実施事業"));
    assert_eq!(found(HEADER.as_bytes()), [("no-rows", Some(1), None)]);
}

#[test]
fn a_header_without_a_title_column_is_named_with_its_headings() {
    let problems = refused("計画一覧\n内訳,状況,備考,実施時期\nあ,継続中,,未定\n".as_bytes());
    assert_eq!(problems.0.len(), 1);
    assert_eq!(problems.0[0].place.row, Some(2));
    assert_eq!(
        problems.0[0].to_string(),
        "表.csv, row 2: no column for 実施事業 among the headings 内訳, 状況, 備考, 実施時期; accepted is 実施事業, 事業名, \
         施策名, 取組項目 or 名称 in the header row, or a profile file that names the heading"
    );
}

#[test]
fn wrong_encodings_are_named_with_line_and_character() {
    let mut damaged = fixture_text("nagareyama-2021-03.csv").into_bytes();
    let at = damaged.iter().position(|byte| *byte == b'1').unwrap();
    damaged[at] = 0xFF;
    assert_eq!(found(&damaged), [("wrong-encoding", Some(6), Some("1".to_owned()))]);
    let euc = encoding_rs::EUC_JP.encode("実施事業,状況\n本会議の中継,継続中\n").0;
    assert_eq!(found(&euc)[0].0, "wrong-encoding");
    let utf16: Vec<u8> = "\u{feff}実施事業".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(found(&utf16), [("utf-16", None, None)]);
}

#[test]
fn control_characters_are_refused_in_every_form() {
    let rows = format!("{HEADER}1. 事\u{1}業\t未定\t継続中\t\tこ\u{7f}こ\n");
    let expected = [at("control-character", 2, "1"), at("control-character", 2, "5")];
    assert_eq!(found(rows.as_bytes()), expected);
    assert_eq!(found(rows.replace('\t', ",").as_bytes()), expected);
    let cp932 = encoding_rs::SHIFT_JIS.encode(&rows).0;
    assert_eq!(found(&cp932), expected);
    let cells: Vec<Vec<&str>> = rows.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(found(&crate::support::workbook(&[("表", cells)])), expected);
    let problems = refused(rows.as_bytes());
    assert_eq!(problems.0[0].finding, Finding::ControlCharacter { code: 1, at: 5 });
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_refused() {
    let text = "実施事業,状況\n1. 事業,継続中\n2. 事業,\"継続中\n3. 事業,継続中\n";
    assert_eq!(found(text.as_bytes()), [at("open-quote", 3, "2")]);
}

#[test]
fn files_of_other_kinds_are_called_by_their_name() {
    for (bytes, form) in [
        (&b"%PDF-1.7\n"[..], "PDF"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old or encrypted Excel (.xls)"),
        (b"\x89PNG\r\n", "PNG"),
    ] {
        assert_eq!(refused(bytes).0[0].finding, Finding::OtherForm { form });
    }
}

#[test]
fn more_than_20_mib_is_refused_before_it_is_looked_at() {
    let limit = limits::FILE_BYTES as usize;
    let problems = refused(&vec![b'a'; limit + 1]);
    assert!(problems.is_too_large());
    assert_eq!(
        problems.0[0].finding,
        Finding::TooLarge {
            what: Oversize::FileBytes,
            found: limits::FILE_BYTES + 1,
            limit: limits::FILE_BYTES
        }
    );
    assert!(import::read("exact", &vec![b'a'; limit]).is_ok());
}

#[test]
fn rows_columns_and_cells_are_limited() {
    let rows = |count: u32| format!("{HEADER}{}", "1. あ\t\t\t\t\n".repeat(count as usize - 1));
    let problems = refused(rows(limits::ROWS + 1).as_bytes());
    let last = problems.0.last().unwrap();
    assert_eq!((last.place.row, last.code()), (Some(limits::ROWS + 1), "too-large"));
    assert!(import::read("rows", rows(limits::ROWS).as_bytes()).is_ok());
    let columns = |count: usize| format!("{HEADER}1. あ{}\n", "\t".repeat(count - 1));
    assert_eq!(found(columns(limits::COLUMNS + 1).as_bytes()), [at("too-large", 2, "257")]);
    assert!(import::read("columns", columns(limits::COLUMNS).as_bytes()).is_ok());
    let tabs = format!("{}\n", "\t".repeat(200)).repeat(limits::CELLS / 200 + 1);
    assert!(refused(tabs.as_bytes()).is_too_large());
}

#[test]
fn texts_longer_than_their_field_are_refused() {
    let rows = format!("1. {}\t未定\t継続中\t\t{}\n", "あ".repeat(998), "い".repeat(20_001));
    assert_eq!(
        found_under_header(&rows),
        [at("text-too-long", 2, "実施事業"), at("text-too-long", 2, "備考")]
    );
    let rows = format!("1. {}\t未定\t継続中\t\t{}\n", "あ".repeat(997), "い".repeat(20_000));
    assert_eq!(found_under_header(&rows), []);
}

#[test]
fn a_thousand_problems_are_listed_and_the_rest_is_counted() {
    let rows = "1. 事業\tいつか\t\t\t\n".repeat(1_500);
    let problems = refused(format!("{HEADER}{rows}").as_bytes());
    assert_eq!(problems.0.len(), limits::PROBLEMS + 1);
    assert!(matches!(problems.0.last().unwrap().finding, Finding::More { fatal: true, .. }));
}

#[test]
fn item_numbers_that_became_dates_are_refused() {
    for number in ["1月1日", "2001/1/1", "2001年1月1日", "Jan-01", "1-Jan", "2001-01-01"] {
        let text = format!("番号,実施事業,状況\n{number},中継,継続中\n");
        assert_eq!(found(text.as_bytes()), [at("number-became-date", 2, "番号")], "{number}");
    }
    for number in ["1-1", "1-1-1", "①", "A-1", "10"] {
        let text = format!("番号,実施事業,状況\n{number},中継,継続中\n");
        assert!(!found(text.as_bytes()).iter().any(|(code, _, _)| *code == "number-became-date"), "{number}");
    }
    assert_eq!(
        found("番号,実施事業,状況\n1 と 2,中継,継続中\n".as_bytes())[0],
        at("not-a-number", 2, "番号")
    );
}
