//! Workbooks: what a reader of workbooks finds in them.

use crate::package::part;
use crate::published::{self, of, report, table_of};
use calamine::{Data, Reader, Xlsx};
use export::document::{Block, Cell, Column, Looks, Picture, Row, RowKind, Run, Table};
use export::xlsx::ID_HEADING;
use export::{Layout, XlsxError, xlsx};
use proptest::prelude::*;
use std::io::Cursor;

const BOTH: [Layout; 2] = [Layout::Data, Layout::Print];
const S: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The sheets with their cells, from the first row and column.
fn read(bytes: &[u8]) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names();
    let sheet = |name: String| {
        let cells = book.worksheet_range(&name).unwrap();
        let end = cells.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
        let cell = |at| cells.get_value(at).cloned().unwrap_or_default();
        let row = |row| (0..end.1).map(|column| cell((row, column))).collect::<Vec<_>>();
        (name, (0..end.0).map(row).collect())
    };
    names.into_iter().map(sheet).collect()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(_)
        | Data::Float(_)
        | Data::Bool(_)
        | Data::DateTime(_)
        | Data::DateTimeIso(_)
        | Data::DurationIso(_)
        | Data::Error(_) => panic!("{cell:?} is no text"),
    }
}

/// Tables of one column with those cells under its header, and what comes back of them.
#[track_caller]
fn back(cells: &[Cell], layout: Layout) -> Vec<String> {
    let mut table = table_of(vec![Column::text("欄", 0)], &vec![&[][..]; cells.len()]);
    for (row, cell) in table.rows.iter_mut().zip(cells) {
        row.cells = vec![cell.clone()];
    }
    let bytes = xlsx(&of(vec![Block::Table(table)]), layout).unwrap();
    assert!(!part(&bytes, SHEET).contains("<f>"), "a formula");
    let rows = read(&bytes).remove(0).1;
    (1..=cells.len()).map(|at| rows.get(at).map_or_else(String::new, |row| text(&row[0]))).collect()
}

#[test]
fn the_published_table_comes_back_cell_for_cell_with_the_ids_behind_it() {
    let report = report();
    for layout in BOTH {
        let mut sheets = read(&xlsx(&published::document(), layout).unwrap());
        let (name, rows) = sheets.remove(0);
        assert_eq!((name.as_str(), sheets.len()), ("実施計画一覧", 0));
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(text).collect()).collect();
        let (titles, rows) = rows.split_at(report.title_lines.len());
        for (line, row) in report.title_lines.iter().zip(titles) {
            assert_eq!((row[0].as_str(), row[1..].concat().as_str()), (line.to_string().as_str(), ""));
        }
        let headings = report.columns.iter().map(|column| column.heading.as_str());
        assert_eq!(rows[0], headings.chain([ID_HEADING]).collect::<Vec<_>>());
        assert_eq!(rows.len(), 1 + 60);
        for (row, expected) in rows[1..].iter().zip(&report.rows) {
            assert_eq!(row[..5], expected.cells);
            assert_eq!(row[5], expected.node.to_string());
        }
    }
}

#[test]
fn the_ids_are_hidden_and_stand_only_where_a_row_has_one() {
    let with = part(&xlsx(&published::document(), Layout::Data).unwrap(), SHEET);
    assert!(with.contains(r#"<col min="6" max="6""#) && with.contains(r#"hidden="1""#));
    let table = table_of(vec![Column::text("欄", 0)], &[&["一"]]);
    let bytes = xlsx(&of(vec![Block::Table(table)]), Layout::Data).unwrap();
    assert!(!part(&bytes, SHEET).contains("hidden"));
    assert_eq!(read(&bytes)[0].1[0].len(), 1);
}

#[test]
fn cells_are_merged_for_paper_only() {
    let of = |layout| part(&xlsx(&published::document(), layout).unwrap(), SHEET);
    let (data, print) = (of(Layout::Data), of(Layout::Print));
    assert!(!data.contains("mergeCell") && data.contains(r#"<autoFilter ref="A5:F65"/>"#));
    assert!(print.contains(r#"<mergeCell ref="A1:E1"/>"#) && !print.contains("autoFilter"));
    // A heading that has other cells stays in its own.
    let headings = report().rows.iter().filter(|row| row.cells[1..].concat().is_empty()).count();
    assert_eq!(print.matches("<mergeCell ").count(), 4 + headings);
}

#[test]
fn a_sheet_is_laid_on_paper_with_its_header_on_every_page() {
    for layout in BOTH {
        let bytes = xlsx(&published::document(), layout).unwrap();
        let sheet = part(&bytes, SHEET);
        for expected in [
            r#"ySplit="5" topLeftCell="A6""#,
            r#"<pageSetup paperSize="9" fitToHeight="0" orientation="landscape""#,
            "https://minaoshi.example/p/0190b5a8/e/0190b5a9  3f2a 9c41 77d0 be15",
            "&amp;P / &amp;N",
        ] {
            assert!(sheet.contains(expected), "no {expected}");
        }
        assert!(part(&bytes, "xl/workbook.xml").contains("実施計画一覧!$1:$5</definedName>"));
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_with_its_own_date() {
    for layout in BOTH {
        let bytes = xlsx(&published::document(), layout).unwrap();
        assert!(bytes == xlsx(&published::document(), layout).unwrap());
        let about = part(&bytes, "docProps/core.xml");
        assert!(about.contains(">2021-03-24T00:00:00Z</dcterms:created>"), "{about}");
        assert!(about.contains("<dc:creator>流山市議会</dc:creator>"), "{about}");
    }
}

#[test]
fn words_that_look_like_something_else_come_back_as_words() {
    for words in [
        "=1+1",
        "=cmd|'/c calc'!A1",
        "＝1＋1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "一\r\n二",
        "1",
        "007",
        "1-1-1",
        "3/4",
        "令和3年3月1日",
        "TRUE",
        "#REF!",
        "https://minaoshi.example/",
        "mailto:a@example.jp",
        "_x000D_",
        "_x0041_x0042_",
        "_x005F_",
        "<r><t>あ</t></r>",
        "<r>&</r>",
        " 前後 ",
        "　",
        "\n",
        "'",
        "髙 﨑 𠮷 ㈱ ㋿ 〜 ①",
        "\u{FFFE}",
        "&amp;",
    ] {
        let marked = vec![Run::looking(words, Looks::Removed), Run::plain("新")];
        let cells = [Cell::plain(words), Cell { runs: marked }];
        for layout in BOTH {
            assert_eq!(back(&cells, layout), [words.to_owned(), format!("{words}新")]);
        }
    }
}

#[test]
fn numbers_are_numbers_where_a_column_holds_them() {
    let columns = vec![Column::text("区分", 0), Column::number("件数", 0)];
    let rows: [&[&str]; 5] = [&["1", "12"], &["", "-0.50"], &["", "007"], &["", "12件"], &["", ""]];
    let read = read(&xlsx(&of(vec![Block::Table(table_of(columns, &rows))]), Layout::Data).unwrap());
    let cells: Vec<&Data> = read[0].1[1..].iter().map(|row| &row[1]).collect();
    let words = |text: &str| Data::String(text.to_owned());
    assert_eq!(cells, [&Data::Float(12.0), &Data::Float(-0.5), &words("007"), &words("12件")]);
    assert_eq!(read[0].1[1][0], words("1"));
}

#[test]
fn what_people_type_into_cells_of_words_stays_words() {
    let long = "あ".repeat(256);
    let columns = vec![Column::text("甲", 0), Column::number("乙", 0)];
    let table = table_of(columns, &[&["1-1-1", "1.5"], &[&long, "2"]]);
    let bytes = xlsx(&of(vec![Block::Table(table)]), Layout::Data).unwrap();
    let (sheet, styles) = (part(&bytes, SHEET), part(&bytes, "xl/styles.xml"));
    let (sheet, styles) =
        (roxmltree::Document::parse(&sheet).unwrap(), roxmltree::Document::parse(&styles).unwrap());
    let list = styles.descendants().find(|node| node.has_tag_name((S, "cellXfs"))).unwrap();
    let formats: Vec<_> = list.children().collect();
    // Of a cell, or of the column below the table.
    let format = |name: &str, at: &str, style: &str| {
        let known = |node: &roxmltree::Node<'_, '_>| {
            node.has_tag_name((S, name)) && [node.attribute("r"), node.attribute("min")].contains(&Some(at))
        };
        let node = sheet.descendants().find(known).unwrap();
        let format = formats[node.attribute(style).unwrap().parse::<usize>().unwrap()];
        (format.attribute("numFmtId").unwrap(), format.attribute("quotePrefix").is_some())
    };
    const WORDS: &str = "49";
    assert_eq!(format("c", "A2", "s"), (WORDS, false));
    assert_eq!(format("c", "A3", "s"), ("0", true));
    assert_eq!(format("col", "1", "style"), (WORDS, false));
    assert_eq!(format("col", "2", "style"), ("0", false));
    assert_eq!(format("c", "B3", "s"), ("1", false));
}

#[test]
fn a_cell_that_is_too_long_is_refused_with_its_place() {
    let longest = "あ".repeat(32_767);
    assert_eq!(back(&[Cell::plain(longest.as_str())], Layout::Data), [longest.as_str()]);
    // Counted as UTF-16 does: each of these characters is two.
    let table = table_of(vec![Column::text("欄", 0), Column::text("注", 0)], &[&["", &"𠮷".repeat(16_384)]]);
    let refused = xlsx(&of(vec![Block::Table(table)]), Layout::Data).unwrap_err();
    let message = "sheet 一覧, row 2, column 2: 32768 characters; a cell of a workbook holds 32767";
    assert_eq!(refused.to_string(), message);
    assert!(matches!(refused, XlsxError::CellTooLong { length: 32_768, .. }));
}

#[test]
fn a_cell_with_too_many_marks_is_marked_as_a_whole_or_refused() {
    let marked = |looks: [Looks; 2]| {
        let runs = (0..1_000).map(|at| Run::looking("語句", looks[at % 2]));
        let runs = [Run::plain("前")].into_iter().chain(runs).chain([Run::plain("後")]);
        let mut table = table_of(vec![Column::text("欄", 0)], &[&[]]);
        table.rows[0].cells = vec![Cell { runs: runs.collect() }];
        of(vec![Block::Table(table)])
    };
    let bytes = xlsx(&marked([Looks::Added, Looks::Plain]), Layout::Data).unwrap();
    assert_eq!(text(&read(&bytes)[0].1[1][0]), format!("前{}後", "語句".repeat(1_000)));
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert_eq!((strings.matches("<u/>").count(), strings.matches("<r>").count()), (1, 3));
    let refused = xlsx(&marked([Looks::Added, Looks::Removed]), Layout::Data).unwrap_err();
    let message = "sheet 一覧, row 2, column 1: too many marked words for a cell of a workbook";
    assert_eq!(refused.to_string(), message);
}

#[test]
fn a_row_that_is_higher_than_a_row_may_be_is_whole_on_paper() {
    let long = "備考の文です。".repeat(4_000 / 7 * 3);
    let columns = || vec![Column::text("番号", 0), Column::text("備考", 0), Column::number("数", 100)];
    let document = of(vec![Block::Table(table_of(columns(), &[&["1", &long, "7"], &["2", "短い", "8"]]))]);
    let (data, print) = (xlsx(&document, Layout::Data).unwrap(), xlsx(&document, Layout::Print).unwrap());
    let highest = |bytes: &[u8]| {
        let sheet = part(bytes, SHEET);
        let heights = sheet.split(" ht=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        heights.map(|height| height.parse().unwrap()).fold(0.0, f64::max)
    };
    assert!((408.0..=409.0).contains(&highest(&data)) && highest(&print) <= 409.0);
    assert_eq!(read(&data)[0].1.len(), 3);
    let rows = read(&print).remove(0).1;
    assert!(rows.len() > 4, "{} rows", rows.len());
    assert_eq!(rows[1], [Data::String("1".into()), Data::String(long), Data::Float(7.0)]);
    assert!(rows[2..rows.len() - 1].iter().flatten().all(|cell| *cell == Data::Empty));
    assert_eq!(rows.last().unwrap()[1], Data::String("短い".into()));
}

#[test]
fn ten_thousand_rows_come_back_whole() {
    let remark = "あ".repeat(4_000);
    let row = |at: usize| Row {
        kind: RowKind::Item(0),
        cells: vec![Cell::plain(at.to_string()), Cell::plain(if at == 5_000 { &remark } else { "継続中" })],
        id: Some(format!("id-{at}")),
    };
    let mut table = table_of(vec![Column::text("番号", 100), Column::text("備考", 900)], &[]);
    table.rows = (1..=10_000).map(row).collect();
    for layout in BOTH {
        let rows = read(&xlsx(&of(vec![Block::Table(table.clone())]), layout).unwrap()).remove(0).1;
        let found: Vec<_> = rows.iter().filter(|row| row[0] != Data::Empty).collect();
        assert_eq!(found.len(), 10_001);
        assert_eq!(text(&found[5_000][1]), remark);
        assert_eq!(text(&found[10_000][2]), "id-10000");
    }
}

#[test]
fn empty_tables_and_empty_documents_are_workbooks_too() {
    let mut none = table_of(Vec::new(), &[]);
    none.title_lines = vec!["表題".to_owned()];
    none.rows =
        vec![Row { kind: RowKind::Item(0), cells: vec![Cell::plain("一")], id: Some("id".to_owned()) }];
    let header = table_of(vec![Column::text("欄", 0)], &[]);
    for layout in BOTH {
        let sheets = read(&xlsx(&of(vec![Block::Table(header.clone())]), layout).unwrap());
        assert_eq!(sheets[0].1, [[Data::String("欄".into())]]);
        let sheets = read(&xlsx(&of(vec![Block::Table(none.clone())]), layout).unwrap());
        assert_eq!(sheets[0].1, [[Data::String("表題".into())]]);
        assert_eq!(read(&xlsx(&of(vec![]), layout).unwrap())[0].0, "概要");
    }
}

#[test]
fn a_row_with_too_few_or_too_many_cells_keeps_to_the_columns() {
    let columns = vec![Column::text("甲", 0), Column::text("乙", 0)];
    let document = of(vec![Block::Table(table_of(columns, &[&["一"], &["二", "三", "四"]]))]);
    for layout in BOTH {
        let rows = read(&xlsx(&document, layout).unwrap()).remove(0).1;
        assert_eq!(
            rows[1..],
            [[Data::String("一".into()), Data::Empty], ["二", "三"].map(|c| Data::String(c.into()))]
        );
    }
}

#[test]
fn what_stands_beside_the_tables_has_a_sheet_of_its_own() {
    let table = |name: &str| {
        Block::Table(Table { name: name.to_owned(), ..table_of(vec![Column::text("欄", 0)], &[&["一"]]) })
    };
    let picture = Picture { svg: "<svg/>".to_owned(), alternative: "継続中 12件".to_owned() };
    let blocks = vec![
        Block::Heading { level: 1, text: "所管事務の調査".to_owned() },
        Block::Paragraph(vec![Run::plain("本文\n二行目")]),
        Block::Facts(vec![("日付".to_owned(), vec![Run::plain("令和3年3月24日")])]),
        Block::NewPage,
        table("一覧"),
        Block::Picture(picture),
        table("一覧"),
    ];
    for (layout, column) in [(Layout::Data, 1), (Layout::Print, 0)] {
        let sheets = read(&xlsx(&of(blocks.clone()), layout).unwrap());
        assert_eq!(
            sheets.iter().map(|sheet| sheet.0.as_str()).collect::<Vec<_>>(),
            ["概要", "一覧", "一覧 (2)"]
        );
        let rows: Vec<Vec<String>> = sheets[0].1.iter().map(|row| row.iter().map(text).collect()).collect();
        assert_eq!(rows[0][0], "所管事務の調査");
        assert_eq!(rows[1][column], "本文\n二行目");
        assert_eq!(rows[2], ["日付", "令和3年3月24日"]);
        assert_eq!(
            [&rows[3][column], &rows[4][column], &rows[5][column]],
            ["表：シート「一覧」", "図：継続中 12件", "表：シート「一覧 (2)」",]
        );
    }
}

#[test]
fn a_cell_leads_where_all_its_words_lead_and_looks_as_they_look() {
    let link = |text: &str, to: &str| Run { link: Some(to.to_owned()), ..Run::plain(text) };
    let long = "長い事業名".repeat(30);
    let cells = [
        vec![link("1-1", "https://minaoshi.example/i/1?a=b&c=\"d\"#e")],
        vec![
            link("5-", "https://minaoshi.example/i/51"),
            Run { look: Looks::Removed, ..link("1", "https://minaoshi.example/i/51") },
        ],
        vec![link(&long, "https://minaoshi.example/i/2")],
        vec![Run::plain("前 "), link("5-2", "https://minaoshi.example/i/52")],
        vec![link("1", "https://minaoshi.example/1"), link("2", "https://minaoshi.example/2")],
        vec![link("<r>path</r>", "javascript:alert(1)")],
    ];
    let mut table = table_of(vec![Column::text("欄", 0)], &[&[][..]; 6]);
    for (row, runs) in table.rows.iter_mut().zip(cells) {
        row.cells = vec![Cell { runs }];
    }
    let document = of(vec![Block::Table(table)]);
    // On paper a cell of several lines leads nowhere: some programs print but one line of a link.
    for (layout, links) in [(Layout::Data, 3), (Layout::Print, 2)] {
        let bytes = xlsx(&document, layout).unwrap();
        let addresses = part(&bytes, "xl/worksheets/_rels/sheet1.xml.rels");
        assert_eq!(addresses.matches("TargetMode=\"External\"").count(), links, "{addresses}");
        assert!(addresses.contains("\"https://minaoshi.example/i/51\""), "{addresses}");
        assert!(part(&bytes, SHEET).contains("location=\"e\""));
        let texts: Vec<String> = read(&bytes)[0].1[1..].iter().map(|row| text(&row[0])).collect();
        assert_eq!(texts, ["1-1", "5-1", &long, "前 5-2", "12", "<r>path</r>"]);
        assert_eq!(part(&bytes, "xl/sharedStrings.xml").matches("<strike/>").count(), 1);
    }
}

proptest! {
    #[test]
    fn any_words_come_back_whether_they_are_marked_or_not(
        before in "[<r>/t_x0041aあ𠮷 =\t\r\n&'\"]{0,9}", after in "(_x00|41_|<r>|</r>|.){0,5}",
    ) {
        let clean = |text: &str| text.chars().filter(|c| !c.is_control() || "\t\r\n".contains(*c)).collect::<String>();
        let (before, after) = (clean(&before), clean(&after));
        let cell = |look| Cell { runs: vec![Run::plain(before.as_str()), Run::looking(after.as_str(), look)] };
        let whole = format!("{before}{after}");
        prop_assert_eq!(back(&[cell(Looks::Plain), cell(Looks::Added)], Layout::Data), [&*whole, &*whole]);
    }
}
