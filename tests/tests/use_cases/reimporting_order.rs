//! Rows that people put in another order under one heading: those without a number go where they stand, of the others and of
//! a printed edition it is said that they stay. A sorted sheet is pointed out once.

use crate::reimporting::*;
use crate::support::*;
use app::App;
use app::import::{Change, ImportFile, Outcome};
use domain::value::Meaning;
use import::{Finding, IdFinding, Problem};
use system_tests::{TestDatabase, on_both};

on_both!(
    rows_without_a_number_go_where_they_were_put,
    any_order_comes_back_as_it_stands_in_the_file_however_often,
    a_row_that_stays_is_no_measure_for_what_is_added_beside_it,
    rows_with_numbers_stay_and_are_named_in_one_line,
    a_printed_edition_keeps_its_order_and_says_so,
    a_list_that_was_sorted_is_pointed_out_once,
);

/// Two headings, seven items, none of which has a number.
const UNNUMBERED: &str = "試験実施計画

見直し：令和3年3月

実施事業\t実施時期\t状況
情報
中継\t未定\t継続中
録画\t未定\t未着手
公開\t未定\t継続中
要約\t未定\t未着手
字幕\t未定\t実施済み
改革
配付\t未定\t未着手
改選\t未定\t継続中
";

async fn order(app: &App) -> Vec<String> {
    let table = app.table(&staff(), PLAN, &of_cycle(NEXT)).await.unwrap();
    let title = table.column(Meaning::Title).unwrap();
    table.rows.iter().map(|row| row.cells[title].clone()).collect()
}

fn of_file(rows: &Rows) -> Vec<String> {
    rows[header(rows) + 1..].iter().map(|row| row[0].clone()).collect()
}

async fn unnumbered(app: &App) {
    import(app, &text(UNNUMBERED)).await;
    open_cycle(app, &staff(), NEXT).await;
}

/// Puts a row behind another one.
fn behind(rows: &mut Rows, row: &str, above: &str) {
    let taken = at(rows, row);
    let row = rows.remove(taken);
    rows.insert(at(rows, above) + 1, row);
}

#[track_caller]
fn only(warnings: &[Problem]) -> &Finding {
    let [Problem { finding, .. }] = warnings else { panic!("{warnings:?}") };
    finding
}

async fn rows_without_a_number_go_where_they_were_put(db: TestDatabase) {
    let app = open(&db).await;
    unnumbered(&app).await;
    let file = saved(&exported(&app, &of_cycle(NEXT), Form::Print).await, |rows| {
        behind(rows, "字幕", "情報");
        behind(rows, "配付", "改選");
    });
    let seen = preview(&app, &file).await.unwrap();
    let (differences, added, missing, moved) = proposals(&seen.tables[0].outcome);
    assert_eq!((differences.len(), added.len(), missing.len()), (0, 0, 0));
    let change = |before: &str, after: &str| Change { before: before.to_owned(), after: after.to_owned() };
    let told: Vec<_> =
        moved.iter().map(|row| (row.title.as_str(), row.behind.clone().unwrap(), row.proposed)).collect();
    let expected = [("字幕", change("要約", ""), true), ("配付", change("", "改選"), true)];
    assert_eq!(told, expected);

    let done = import(&app, &files(vec![file.clone()])).await;
    assert_eq!(outcome(&done), &seen.tables[0].outcome);
    let expected = ["情報", "字幕", "中継", "録画", "公開", "要約", "改革", "改選", "配付"];
    assert_eq!(order(&app).await, expected);
    let printed = app.table(&staff(), PLAN, &of_edition(EDITION)).await.unwrap();
    assert_eq!(printed.rows[1].title.as_str(), "中継", "the edition stands as it was printed");
    let again = import(&app, &files(vec![file])).await;
    assert!(matches!(outcome(&again), Outcome::Nothing { .. }), "{:?}", outcome(&again));
    assert_eq!(again.done, None);
}

async fn any_order_comes_back_as_it_stands_in_the_file_however_often(db: TestDatabase) {
    let app = open(&db).await;
    unnumbered(&app).await;
    let rounds: [&[(&str, &str)]; 11] = [
        &[("字幕", "情報")],
        &[("字幕", "中継"), ("要約", "情報")],
        &[("中継", "公開")],
        &[("録画", "情報"), ("公開", "情報")],
        &[("要約", "字幕"), ("改革", "公開")],
        &[("録画", "要約")],
        &[("公開", "録画"), ("字幕", "情報")],
        &[("新規0", "情報")],
        &[("新規4", "新規0"), ("新規0", "新規2")],
        &[("新規6", "新規4"), ("中継", "新規6")],
        &[("新規2", "字幕"), ("新規0", "情報")],
    ];
    for (round, moves) in rounds.into_iter().enumerate() {
        let mut wanted = Vec::new();
        let file = saved(&exported(&app, &of_cycle(NEXT), Form::Data).await, |rows| {
            for (row, above) in moves {
                if *row == "改革" {
                    // A whole heading goes to the top, with what stands under it.
                    let (first, heading) = (header(rows) + 1, at(rows, "改革"));
                    rows[first..].rotate_left(heading - first);
                } else {
                    behind(rows, row, above);
                }
            }
            if round % 2 == 0 {
                let added = [format!("新規{round}"), "未定".to_owned(), "未着手".to_owned()];
                rows.insert(at(rows, "情報") + 1, added.to_vec());
            }
            wanted = of_file(rows);
        });
        import(&app, &files(vec![file])).await;
        assert_eq!(order(&app).await, wanted, "round {round}");
    }
}

/// A row that stays under its own heading says nothing of the order there by where people have put it.
async fn a_row_that_stays_is_no_measure_for_what_is_added_beside_it(db: TestDatabase) {
    let app = open(&db).await;
    let more = changed(&[(
        "2-1. 配付\t令和3年4月\t未着手\t\t配付の準備中です。\n",
        "2-1. 配付\t\t未着手\t\t\n2-2. 改選\t\t未着手\t\t\n2-3. 定数\t\t未着手\t\t\n",
    )]);
    import(&app, &text(&more)).await;
    open_cycle(&app, &staff(), NEXT).await;
    let file = saved(&exported(&app, &of_cycle(NEXT), Form::Data).await, |rows| {
        behind(rows, "2-3", "1-1");
        let added = ["2-4. 報酬", "未定", "未着手"].map(str::to_owned).to_vec();
        rows.insert(at(rows, "2-1") + 1, added);
    });
    let done = import(&app, &files(vec![file])).await;
    let (_, added, _, moved) = proposals(outcome(&done));
    assert_eq!((added.len(), moved.len(), moved[0].proposed), (1, 1, false));
    let order = order(&app).await;
    assert_eq!(order[4..], ["2. 改革", "2-1. 配付", "2-4. 報酬", "2-2. 改選", "2-3. 定数"]);
}

async fn rows_with_numbers_stay_and_are_named_in_one_line(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    open_cycle(&app, &staff(), NEXT).await;
    let before = footprint(&app, &[]).await;
    let file = saved(&exported(&app, &of_cycle(NEXT), Form::Data).await, |rows| {
        behind(rows, "1-3", "1. ");
    });
    let done = import(&app, &files(vec![file])).await;
    assert!(matches!(outcome(&done), Outcome::Nothing { .. }), "{:?}", outcome(&done));
    let expected = Finding::Id(IdFinding::OrderOfNumbers { rows: vec!["1-3 公開".to_owned()] });
    assert_eq!(only(&done.preview.tables[0].table.warnings), &expected);
    assert_eq!(footprint(&app, &[]).await, before);
}

async fn a_printed_edition_keeps_its_order_and_says_so(db: TestDatabase) {
    let app = open(&db).await;
    import(&app, &text(UNNUMBERED)).await;
    let before = footprint(&app, &[]).await;
    let file = saved(&exported(&app, &of_edition(EDITION), Form::Data).await, |rows| {
        behind(rows, "中継", "録画");
    });
    let done = import(&app, &files(vec![file])).await;
    assert!(matches!(outcome(&done), Outcome::Nothing { .. }), "{:?}", outcome(&done));
    let Finding::Id(IdFinding::OrderOfPrint { rows }) = only(&done.preview.tables[0].table.warnings) else {
        panic!("{done:?}")
    };
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(footprint(&app, &[]).await, before);
}

async fn a_list_that_was_sorted_is_pointed_out_once(db: TestDatabase) {
    let app = open(&db).await;
    let rows = ["中継\t未定\t継続中", "録画\t未定\t未着手", "公開\t未定\t継続中", "要約\t未定\t未着手"];
    let rows = [&rows[..], &["字幕\t未定\t継続中", "配付\t未定\t未着手", "改選\t未定\t継続中"]].concat();
    let list =
        format!("試験実施計画\n\n見直し：令和3年3月\n\n実施事業\t実施時期\t状況\n{}\n", rows.join("\n"));
    import(&app, &text(&list)).await;
    open_cycle(&app, &staff(), NEXT).await;
    let before = footprint(&app, &[]).await;
    let went: ImportFile = exported(&app, &of_cycle(NEXT), Form::Data).await;
    for sort in [
        (|rows| rows.sort_by_key(|row| row[2].clone())) as fn(&mut [Vec<String>]),
        |rows| rows.sort_by_key(|row| row[0].clone()),
        |rows| rows.reverse(),
    ] {
        let file = saved(&went, |rows| {
            let first = header(rows) + 1;
            sort(&mut rows[first..]);
        });
        let done = import(&app, &files(vec![file])).await;
        assert!(matches!(outcome(&done), Outcome::Nothing { .. }), "{:?}", outcome(&done));
        assert_eq!(only(&done.preview.tables[0].table.warnings), &Finding::Id(IdFinding::Sorted));
    }
    assert_eq!(footprint(&app, &[]).await, before);
}
