//! What stands under what, and which columns mean what, in tables unlike the sample.

use crate::support::{found, printed, table};
use domain::event::outline::NodeKind;
use domain::value::{FiscalYear, Meaning};
use import::Table;

fn outline(table: &Table) -> Vec<(String, Option<usize>)> {
    table.rows.iter().map(|row| (row.full_label.clone().unwrap_or_default(), row.parent)).collect()
}

#[track_caller]
fn check(titles: &[&str], expected: &[(&str, Option<usize>)]) {
    let rows: String = titles.iter().map(|title| format!("{title}\t継続中\n")).collect();
    let table = table("outline.tsv", format!("実施事業\t状況\n{rows}").as_bytes());
    let expected: Vec<(String, Option<usize>)> =
        expected.iter().map(|(label, parent)| ((*label).to_owned(), *parent)).collect();
    assert_eq!(outline(&table), expected);
}

#[test]
fn numbers_of_another_look_go_one_deeper_until_the_first_look_comes_again() {
    check(
        &["1. a", "1-1. b", "①c", "(1) d", "(2) e", "②f", "1-2. g", "①h"],
        &[
            ("1", None),
            ("1-1", Some(0)),
            ("1-1①", Some(1)),
            ("1-1①(1)", Some(2)),
            ("1-1①(2)", Some(2)),
            ("1-1②", Some(1)),
            ("1-2", Some(0)),
            ("1-2①", Some(6)),
        ],
    );
}

#[test]
fn a_path_without_its_parent_stands_under_the_nearest_above() {
    check(&["1. a", "1-2-1. b", "2-1-1. c"], &[("1", None), ("1-2-1", Some(0)), ("2-1-1", None)]);
    let text = "実施事業\t状況\n1. a\t継続中\n1-2-1. b\t継続中\n".as_bytes();
    assert_eq!(found(text), [("missing-parent", Some(3), Some("実施事業".to_owned()))]);
}

#[test]
fn the_last_row_of_a_repeated_number_is_the_parent_of_what_follows() {
    check(&["1. a", "1. b", "1-1. c"], &[("1", None), ("1", None), ("1-1", Some(1))]);
}

#[test]
fn numbers_may_have_a_column_of_their_own() {
    let text =
        "No.,事業名,進捗状況,所管課\n1,広報,,\n1-1,中継,継続中,議会事務局\n①,画質,実施済み,議会事務局\n";
    let table = table("numbers.csv", text.as_bytes());
    assert_eq!(
        outline(&table),
        [("1".to_owned(), None), ("1-1".to_owned(), Some(0)), ("1-1①".to_owned(), Some(1))]
    );
    assert_eq!(table.rows[1].title, "中継");
    assert_eq!(table.cell(&table.rows[1], Meaning::Department), Some("議会事務局"));
    assert_eq!(table.cell(&table.rows[0], Meaning::Status), None);
    assert_eq!(table.rows[0].kind, NodeKind::Heading);
    assert_eq!(table.edition_label, None);
    assert_eq!(printed(&table), text.replace(',', "\t"));
    assert_eq!(table.warnings, []);
}

#[test]
fn items_without_numbers_stand_under_the_last_heading() {
    let text = "施策名,状況\n市民参加,\n中継,継続中\n広報,継続中\n基盤,\n端末,継続中\n";
    let table = table("plain.csv", text.as_bytes());
    let parents: Vec<Option<usize>> = table.rows.iter().map(|row| row.parent).collect();
    assert_eq!(parents, [None, Some(0), Some(0), None, Some(3)]);
    assert!(table.rows.iter().all(|row| row.full_label.is_none()));
    assert_eq!(table.warnings, []);
}

#[test]
fn without_schedule_and_status_whatever_has_nothing_under_it_is_an_item() {
    let text = "番号,取組項目,平成24年度,平成25年度（実績）\n1,広報,,\n1-1,中継,検討,実施\n2,端末,,\n";
    let table = table("years.csv", text.as_bytes());
    let kinds: Vec<NodeKind> = table.rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [NodeKind::Heading, NodeKind::Item, NodeKind::Item]);
    assert_eq!(table.columns[2].meaning, Meaning::YearPlanned(FiscalYear::new(2012)));
    assert_eq!(table.columns[3].meaning, Meaning::YearActual(FiscalYear::new(2013)));
}

#[test]
fn columns_that_say_nothing_are_kept_and_named() {
    let text = "実施事業,状況,,実施状況,市民の声\n1. 中継,継続中,欄外,完了,はい\n";
    let columns = ["3", "実施状況", "市民の声"].map(|name| Some(name.to_owned()));
    let codes = ["unnamed-column", "repeated-meaning", "unknown-heading"];
    let expected: Vec<_> = codes.into_iter().zip(columns).map(|(code, name)| (code, Some(1), name)).collect();
    assert_eq!(found(text.as_bytes()), expected);
    let table = table("odd.csv", text.as_bytes());
    assert_eq!(table.rows[0].cells, ["1. 中継", "継続中", "欄外", "完了", "はい"]);
    assert!(table.columns[2..].iter().all(|column| column.meaning == Meaning::Other));
}

#[test]
fn a_blank_column_without_a_heading_is_no_column() {
    let text = ",実施事業,,状況,\n,1. 中継,,継続中,\n";
    let table = table("margins.csv", text.as_bytes());
    assert_eq!(table.columns.len(), 2);
    assert_eq!(table.rows[0].cells, ["1. 中継", "継続中"]);
    assert_eq!(
        found(",実施事業,状況\n※,1. 中継,継続中\n".as_bytes()),
        [("beyond-columns", Some(2), Some("1".to_owned()))]
    );
}

#[test]
fn line_breaks_in_cells_survive_and_count_as_one_row() {
    let text = "実施\n事業,\"状\r\n況\",備考\n".replacen("実施\n事業", "\"実施\n事業\"", 1)
        + "1. 中継,継続中,\"一行目\r\n二行目\"\n2. 広報,そのうち,\n";
    assert_eq!(found(text.as_bytes()), [("unknown-status", Some(3), Some("状\n況".to_owned()))]);
    let good = table("breaks.csv", text.replace("そのうち", "継続中").as_bytes());
    assert_eq!(good.rows[0].cells[2], "一行目\n二行目");
    assert_eq!(good.columns[0].meaning, Meaning::Title);
}

#[test]
fn a_dash_in_the_place_of_a_date_says_nothing() {
    let table = table("dash.tsv", "実施事業\t実施時期\t状況\n1. 中継\t－\t継続中\n".as_bytes());
    assert_eq!(table.rows[0].schedule, None);
    assert_eq!(table.rows[0].cells[1], "－");
    assert_eq!(table.rows[0].kind, NodeKind::Item);
}

#[test]
fn short_rows_are_filled_up() {
    let table = table(
        "ragged.tsv",
        "実施事業\t実施時期\t状況\t備考\n1. 見出し\n1-1. 中継\t未定\t継続中\n".as_bytes(),
    );
    assert!(table.rows.iter().all(|row| row.cells.len() == 4));
    assert_eq!(table.rows[0].kind, NodeKind::Heading);
}
