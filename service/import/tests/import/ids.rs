//! A file that went out with the rows' ids: its column is found, and is none of the table's.

use crate::support::{found, hints, table, workbook};
use import::{Finding, Hints, IdFinding, Table};

const ONE: &str = "0190b5a8-7c1e-7000-8000-000000000001";
const TWO: &str = "0190b5a8-7c1e-7000-8000-000000000002";

/// What the reader knows of a plan with these columns.
fn of_plan(columns: &[&str]) -> Hints {
    Hints { printed: columns.iter().map(|name| (*name).to_owned()).collect(), ..hints() }
}

fn read(sheets: &[(&str, Vec<Vec<&str>>)], hints: &Hints) -> Table {
    import::propose("book.xlsx", &workbook(sheets), hints).unwrap().remove(0)
}

#[test]
fn the_column_of_ids_is_found_wherever_it_stands_and_is_no_column() {
    for (at, name) in [(0, "管理番号"), (1, "管理番号 "), (3, "管理番号")] {
        let with = |mut row: Vec<&'static str>, cell| {
            row.insert(at, cell);
            row
        };
        let rows = vec![
            with(vec!["実施事業", "状況", "備考"], name),
            with(vec!["1. 中継", "継続中", "あ"], ONE),
            with(vec!["2. 録画", "継続中", ""], ""),
            with(vec!["", "", ""], TWO),
        ];
        let table = table("book.xlsx", &workbook(&[("表", rows)]));
        assert!(table.has_ids);
        let headings: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
        assert_eq!(headings, ["実施事業", "状況", "備考"]);
        let ids: Vec<Option<String>> = table.rows.iter().map(|row| row.id.map(|id| id.to_string())).collect();
        assert_eq!(ids, [Some(ONE.to_owned()), None], "a row that was cleared is none");
        assert_eq!(table.rows[0].cells, ["1. 中継", "継続中", "あ"]);
        assert_eq!(table.warnings, []);
    }
}

#[test]
fn a_column_of_that_name_without_ids_is_the_plans_own() {
    let own = vec![vec!["実施事業", "状況", "管理番号"], vec!["1. 中継", "継続中", "A-15"]];
    let table = table("book.xlsx", &workbook(&[("表", own)]));
    assert!(!table.has_ids);
    assert_eq!(table.columns.len(), 3);
}

#[test]
fn what_is_no_id_is_a_problem_at_its_place() {
    let rows = vec![
        vec!["実施事業", "状況", "管理番号"],
        vec!["1. 中継", "継続中", ONE],
        vec!["2. 録画", "継続中", "二番"],
    ];
    let expected = vec![("id-unreadable", Some(3), Some("管理番号".to_owned()))];
    assert_eq!(found(&workbook(&[("表", rows)])), expected);
}

#[test]
fn columns_that_people_add_to_such_a_file_are_left_out() {
    let rows = vec![
        vec!["実施事業", "状況", "管理番号", "担当", ""],
        vec!["1. 中継", "継続中", ONE, "議事課", "見出しのない注"],
        vec!["", "", "", "この下は集計", ""],
    ];
    let seen = read(&[("表", rows.clone())], &of_plan(&["実施事業", "状況"]));
    assert_eq!((seen.columns.len(), seen.rows.len()), (2, 1));
    assert_eq!(seen.rows[0].details, Default::default(), "nothing is read of them");
    let left: Vec<&Finding> = seen.warnings.iter().map(|problem| &problem.finding).collect();
    let left_out = |heading: &str| Finding::Id(IdFinding::ColumnLeftOut { heading: heading.to_owned() });
    assert_eq!(left, [&left_out("担当"), &left_out("")]);
    let known = of_plan(&["実施事業", "状況", "担当"]);
    let known = read(&[("表", rows[..2].to_vec())], &known);
    assert_eq!(known.columns.len(), 3, "of columns that the plan has everything is read");
}

#[test]
fn sheets_with_other_tables_beside_such_a_one_are_left_out() {
    let plan = vec![vec!["実施事業", "状況", "管理番号"], vec!["1. 中継", "継続中", ONE]];
    let errata = vec![
        vec!["行", "番号", "項目", "種別", "理由", "管理番号"],
        vec!["6", "いろいろ な", "中継", "誤字", "誤り", ONE],
    ];
    let notes = vec![vec!["実施事業", "備考"], vec!["中継", "あとで見る"]];
    let overview = vec![vec!["計画", "試験実施計画"]];
    let book = [("概要", overview), ("正誤", errata), ("表", plan), ("メモ", notes)];
    let read = import::propose("book.xlsx", &workbook(&book), &of_plan(&["実施事業", "状況"])).unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].sheet.as_deref(), Some("表"));
    let codes: Vec<&str> = read[0].warnings.iter().map(import::Problem::code).collect();
    assert_eq!(codes, ["sheet-beside", "sheet-beside"]);
}

#[test]
fn a_sorted_sheet_is_not_blamed_for_its_order() {
    let rows = vec![
        vec!["実施事業", "状況", "管理番号"],
        vec!["1-1-1. 中継", "継続中", ONE],
        vec!["①録画", "継続中", TWO],
        vec!["1. 情報", "", "0190b5a8-7c1e-7000-8000-000000000003"],
    ];
    assert_eq!(table("book.xlsx", &workbook(&[("表", rows)])).warnings, []);
}
