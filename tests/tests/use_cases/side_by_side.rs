//! A table of two editions side by side, as 飯塚市 published its mid-term review: what each item was, what it became, and
//! the same cells out again.

use crate::support::*;
use app::import::{Import, ImportFile, Outcome};
use app::{App, AppError};
use domain::event::LineageKind;
use domain::value::{CanonicalState, Reason};
use projections::report::{CompareReport, CompareRow, Difference};
use std::collections::BTreeMap;
use system_tests::{TestDatabase, fixtures, on_both};

on_both!(
    every_row_of_two_editions_is_read_as_its_document_says,
    the_table_of_two_editions_comes_out_cell_for_cell,
    a_reused_number_never_mixes_two_items,
    a_merged_item_is_part_of_the_history_of_what_continues_it,
    what_came_of_an_item_is_told_between_the_editions,
    an_edition_before_that_is_there_already_is_used,
    a_word_for_a_change_that_the_profile_does_not_have_is_asked_for,
);

const PROFILE: &str = include_str!("../../../service/import/examples/side-by-side.toml");

fn measures() -> Import {
    Import {
        title: Some("飯塚市地域情報化計画".to_owned()),
        organisation: Some("飯塚市".to_owned()),
        profile: Some(file("side-by-side.toml", PROFILE)),
        ..files(vec![ImportFile {
            name: "measures.tsv".to_owned(),
            bytes: fixtures::bytes("iizuka-measures.tsv"),
        }])
    }
}

async fn imported(db: &TestDatabase) -> App {
    let app = open(db).await;
    import(&app, &measures()).await;
    app
}

async fn compared(app: &App) -> CompareReport {
    app.compare(&staff(), PLAN, "前期", "中期").await.unwrap()
}

#[track_caller]
fn of_number<'r>(report: &'r CompareReport, number: &str) -> &'r CompareRow {
    let mut rows = report.rows.iter();
    rows.find(|row| row.item.full_label.as_deref() == Some(number)).unwrap_or_else(|| panic!("no {number}"))
}

async fn every_row_of_two_editions_is_read_as_its_document_says(db: TestDatabase) {
    let app = open(&db).await;
    let done = import(&app, &measures()).await;
    let Outcome::NewEdition { items, lineage, cycles, .. } = outcome(&done) else { panic!("{done:?}") };
    assert_eq!(*items, 43);
    let kinds: BTreeMap<LineageKind, u32> = lineage.iter().map(|count| (count.kind, count.rows)).collect();
    let expected = [
        (LineageKind::Same, 17),
        (LineageKind::Retitled, 11),
        (LineageKind::Renumbered, 1),
        (LineageKind::Both, 4),
        (LineageKind::Merged, 1),
        (LineageKind::New, 7),
        (LineageKind::Abolished, 2),
    ];
    assert_eq!(kinds, BTreeMap::from(expected));
    assert_eq!(cycles.iter().map(|cycle| cycle.decisions).sum::<u32>(), 3, "the three endings");

    let report = compared(&app).await;
    let counted: BTreeMap<LineageKind, u32> =
        report.lineage.iter().map(|count| (count.kind, count.links)).collect();
    assert_eq!(counted, kinds);
    let told = app.report(&staff(), PLAN, &of_edition("中期"), None).await.unwrap().lineage;
    assert_eq!(told.iter().map(|count| (count.kind, count.links)).collect::<BTreeMap<_, _>>(), kinds);
    assert_eq!((report.added, report.removed, report.unchanged), (7, 0, 17));
    assert_eq!(report.changed, 11 + 1 + 4 + 3);
    assert_eq!(report.renumbered, 5);
    assert_eq!(report.from.edition.as_ref().unwrap().rows, 36);

    let again = import(&app, &measures()).await;
    assert_eq!(again.done, None, "safe to repeat");
}

async fn the_table_of_two_editions_comes_out_cell_for_cell(db: TestDatabase) {
    let app = imported(&db).await;
    let table = app.table(&staff(), PLAN, &of_edition("中期")).await.unwrap();
    assert_eq!(export::tsv(&table), fixtures::text("iizuka-measures.tsv"));
    let before = app.table(&staff(), PLAN, &of_edition("前期")).await.unwrap();
    let numbers: Vec<&str> = before.rows.iter().filter_map(|row| row.full_label.as_deref()).collect();
    assert_eq!(numbers.len(), 36);
    assert_eq!(numbers[..4], ["1-1-1", "1-1-2", "1-2-1", "1-2-2"], "in the order of its own numbers");
}

async fn a_reused_number_never_mixes_two_items(db: TestDatabase) {
    let app = imported(&db).await;
    let report = compared(&app).await;
    // 1-3-2 was 自治体クラウド…, which is 1-3-4 now; GIS was 1-3-3 and has its number.
    for (now, was, title) in [
        ("1-3-2", "1-3-3", "統合型GISの調査研究"),
        ("1-3-4", "1-3-2", "自治体クラウド及び共同利用の推進"),
        ("1-3-5", "1-3-4", "モバイル端末の活用研究"),
        ("1-4-2", "1-4-3", "職員の情報リテラシー向上の取組"),
        ("5-1-2", "5-1-4", "安全・安心、防犯情報共有化の調査研究"),
    ] {
        let row = of_number(&report, now);
        assert_eq!(row.number_before.as_deref(), Some(was));
        assert_eq!(row.lineage[0].from[0].title.as_ref().unwrap().as_str(), title);
        let history = app.history(&staff(), PLAN, now, Some("中期")).await.unwrap();
        let printed: Vec<&str> =
            history.editions.iter().filter_map(|row| row.full_label.as_deref()).collect();
        assert_eq!(printed, [was, now]);
    }
    let new = of_number(&report, "1-3-3");
    assert_eq!((new.difference, new.lineage[0].kind), (Difference::Added, LineageKind::New));
}

async fn a_merged_item_is_part_of_the_history_of_what_continues_it(db: TestDatabase) {
    let app = imported(&db).await;
    let history = app.history(&staff(), PLAN, "5-1-2", Some("中期")).await.unwrap();
    let kinds: Vec<LineageKind> = history.lineage.iter().map(|link| link.kind).collect();
    assert_eq!(kinds.len(), 2);
    assert!(kinds.contains(&LineageKind::Both) && kinds.contains(&LineageKind::Merged), "{kinds:?}");
    assert_eq!(history.predecessors.len(), 1);
    assert_eq!(history.predecessors[0].item.title.as_str(), "防災・減災情報共有化の調査研究");
    assert!(!history.predecessors[0].steps.is_empty());

    let ended = app.cancelled(&staff(), Some(PLAN), &Default::default()).await.unwrap();
    let ended = &ended[0];
    let states: Vec<CanonicalState> = ended.rows.iter().map(|row| row.state).collect();
    assert_eq!(states.len(), 3);
    assert_eq!(states.iter().filter(|state| **state == CanonicalState::Merged).count(), 1);
    assert!(ended.rows.iter().all(|row| matches!(&row.reason, Some(Reason::Stated(_)))), "the notes say why");
}

async fn what_came_of_an_item_is_told_between_the_editions(db: TestDatabase) {
    let app = imported(&db).await;
    let history = app.history(&staff(), PLAN, "1-2-2", Some("中期")).await.unwrap();
    let told = serde_json::to_string(&history.groups).unwrap();
    assert!(told.contains("平成 30 年度から LINE の運用を開始"), "{told}");
}

async fn an_edition_before_that_is_there_already_is_used(db: TestDatabase) {
    let app = open(&db).await;
    import(&app, &measures()).await;
    let first = app.table(&staff(), PLAN, &of_edition("前期")).await.unwrap();
    let next = PROFILE.replace("label = \"中期\"", "label = \"後期\"").replace("令和3年3月", "令和6年3月");
    let later = Import { profile: Some(file("next.toml", &next)), ..measures() };
    let done = import(&app, &later).await;
    let Outcome::NewEdition { new_nodes, .. } = outcome(&done) else { panic!("{done:?}") };
    assert_eq!(*new_nodes, 7, "each row but the new ones is found in 前期");
    let again = app.table(&staff(), PLAN, &of_edition("前期")).await.unwrap();
    let printed = |table: &projections::report::TableReport| -> Vec<Vec<String>> {
        table.rows.iter().map(|row| row.cells.clone()).collect()
    };
    assert_eq!(printed(&again), printed(&first));
}

async fn a_word_for_a_change_that_the_profile_does_not_have_is_asked_for(db: TestDatabase) {
    let app = open(&db).await;
    let without = PROFILE.replace("\"abolished\" = \"abolished\"\n", "");
    assert_ne!(without, PROFILE);
    let import = Import { profile: Some(file("short.toml", &without)), ..measures() };
    let refused = app.import(&staff(), id(), &import).await.unwrap_err();
    let AppError::File(problems) = refused else { panic!("{refused}") };
    let refused = problems.to_string();
    assert!(refused.contains("unknown change \"abolished\""), "{refused}");
    assert!(refused.contains("row 17"), "{refused}");
}
