//! 再掲 and printed totals: a row that says that it is listed already is linked only when a person confirms it, and never where
//! a person would hesitate; what the document adds up itself is kept. The plan is made up for the test.

use crate::columns::fixture;
use crate::support::*;
use app::App;
use app::import::{Import, Imported, Outcome, Relisted};
use domain::event::NodeKind;
use projections::report::TotalAgrees;
use system_tests::{TestDatabase, fixtures, on_both};

on_both!(
    what_is_listed_again_is_proposed_and_becomes_an_item_of_its_own_without_a_word,
    a_person_confirms_what_is_listed_again,
    one_row_may_be_confirmed_and_the_next_edition_finds_its_places_again,
);

const FIXTURE: &str = "made-up-relisted.tsv";

fn program(relisted: Relisted) -> Import {
    Import { relisted, ..files(vec![fixture(FIXTURE)]) }
}

/// Items as printed, and each counted once.
async fn counted(app: &App, label: &str) -> (usize, usize) {
    let table = app.table(&staff(), PLAN, &of_edition(label)).await.unwrap();
    let items: Vec<_> =
        table.rows.iter().filter(|row| row.kind == NodeKind::Item).map(|row| row.node).collect();
    let mut distinct = items.clone();
    distinct.sort_unstable();
    distinct.dedup();
    (items.len(), distinct.len())
}

fn warned(done: &Imported) -> Vec<(&'static str, u32)> {
    let warnings = done.preview.tables[0].table.warnings.iter();
    warnings
        .filter(|warning| warning.code().starts_with("relisted"))
        .map(|warning| (warning.code(), warning.place.row.unwrap()))
        .collect()
}

async fn what_is_listed_again_is_proposed_and_becomes_an_item_of_its_own_without_a_word(db: TestDatabase) {
    let app = open(&db).await;
    let done = import(&app, &program(Relisted::None)).await;
    assert_eq!(
        warned(&done),
        [
            ("relisted", 14),
            ("relisted", 15),
            ("relisted-unclear", 20),
            ("relisted-unclear", 21),
            ("relisted-unclear", 22),
        ],
        "the name twice, another bureau, no such name"
    );
    let Outcome::NewEdition { items, totals, relisted, .. } = outcome(&done) else { panic!("{done:?}") };
    assert_eq!((*items, *totals, *relisted), (14, 5, 0));
    assert_eq!(counted(&app, "令和2年3月").await, (14, 14));
    let table = app.table(&staff(), PLAN, &of_edition("令和2年3月")).await.unwrap();
    assert_eq!(export::tsv(&table), fixtures::text(FIXTURE));
}

async fn a_person_confirms_what_is_listed_again(db: TestDatabase) {
    let app = open(&db).await;
    let done = import(&app, &program(Relisted::All)).await;
    let Outcome::NewEdition { items, relisted, .. } = outcome(&done) else { panic!("{done:?}") };
    assert_eq!((*items, *relisted), (14, 2), "what is not clear is not linked by a word for all");
    assert_eq!(counted(&app, "令和2年3月").await, (14, 12));
    let table = app.table(&staff(), PLAN, &of_edition("令和2年3月")).await.unwrap();
    assert_eq!(export::tsv(&table), fixtures::text(FIXTURE));
    assert_eq!(import(&app, &program(Relisted::All)).await.done, None, "safe to repeat");

    let rows: Vec<String> =
        done.preview.tables[0].table.totals.iter().map(|total| total.row.clone()).skip(1).collect();
    assert_eq!(rows, ["安全・安心 小計", "便利な暮らし 小計", "確かな運営 小計", "合計"]);
    let report = app.report(&staff(), PLAN, &of_edition("令和2年3月"), None).await.unwrap();
    let checked: Vec<(&str, TotalAgrees)> =
        report.totals.iter().map(|total| (total.printed.as_str(), total.agrees)).collect();
    use TotalAgrees::{WithBoth, WithListed};
    assert_eq!(
        checked,
        [("14事業", WithListed), ("5", WithBoth), ("5", WithListed), ("4", WithBoth), ("14", WithListed)],
        "the printed totals count what is listed again"
    );
    let sections: Vec<&str> = report.sections[0]
        .table
        .rows
        .iter()
        .filter_map(|head| Some(head.heading.as_ref()?.title.as_str()))
        .collect();
    assert_eq!(sections, ["安全・安心", "便利な暮らし", "確かな運営"], "a sum is no section");
}

async fn one_row_may_be_confirmed_and_the_next_edition_finds_its_places_again(db: TestDatabase) {
    let app = open(&db).await;
    import(&app, &program(Relisted::Rows(vec![15, 20]))).await;
    assert_eq!(counted(&app, "令和2年3月").await, (14, 13), "only the clear one of both");
    let next = fixtures::text(FIXTURE).replace("令和2年3月", "令和4年3月");
    let next = Import { relisted: Relisted::All, ..files(vec![file("next.tsv", &next)]) };
    let done = import(&app, &next).await;
    let Outcome::NewEdition { new_nodes, .. } = outcome(&done) else { panic!("{done:?}") };
    // Rows without a number are new in each edition: three sections, three sums, the total.
    assert_eq!(*new_nodes, 7);
    assert_eq!(counted(&app, "令和4年3月").await, (14, 12));
}
