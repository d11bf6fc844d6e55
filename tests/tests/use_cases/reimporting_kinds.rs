//! A heading that people made an item, and the other way: the row, the column and what would be accepted are said, of all of
//! them at once, and nothing is written.

use crate::reimporting::*;
use crate::support::*;
use app::import::ImportFile;
use app::{App, AppError};
use import::{Finding, IdFinding};
use system_tests::{TestDatabase, on_both};

on_both!(
    a_heading_with_a_status_and_an_item_without_one_are_problems_at_their_cells,
    so_they_are_in_a_file_without_ids,
);

#[track_caller]
fn check(app: Result<app::import::Preview, AppError>, rows: (u32, u32)) {
    let AppError::File(problems) = app.unwrap_err() else { panic!("other rows") };
    let found: Vec<_> =
        problems.0.iter().map(|problem| (problem.place.row, problem.place.column.as_deref())).collect();
    assert_eq!(found, [(Some(rows.0), Some("状況")), (Some(rows.1), Some("実施時期"))]);
    let columns = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let expected = [
        IdFinding::BecameItem { name: "1 情報共有".into(), columns: columns(&["状況"]) },
        IdFinding::BecameHeading { name: "2-1 配付".into(), columns: columns(&["実施時期", "状況"]) },
    ];
    let found: Vec<_> = problems.0.into_iter().map(|problem| problem.finding).collect();
    assert_eq!(found, expected.map(Finding::Id));
}

fn edit(file: &ImportFile) -> ImportFile {
    saved(file, |rows| {
        let (heading, item) = (at(rows, "1. "), at(rows, "2-1"));
        rows[heading][2] = "継続中".to_owned();
        rows[item][1] = String::new();
        rows[item][2] = String::new();
    })
}

async fn a_heading_with_a_status_and_an_item_without_one_are_problems_at_their_cells(db: TestDatabase) {
    let app: App = open(&db).await;
    small(&app).await;
    open_cycle(&app, &staff(), NEXT).await;
    let before = footprint(&app, &[]).await;
    for look in [of_edition(EDITION), of_cycle(NEXT)] {
        for form in [Form::Data, Form::Print] {
            let file = edit(&exported(&app, &look, form).await);
            check(preview(&app, &file).await, (6, 11));
        }
    }
    assert_eq!(footprint(&app, &[]).await, before);
}

async fn so_they_are_in_a_file_without_ids(db: TestDatabase) {
    let app: App = open(&db).await;
    small(&app).await;
    open_cycle(&app, &staff(), NEXT).await;
    let changes = [
        ("1. 情報共有\t\t\t", "1. 情報共有\t\t継続中\t"),
        ("2-1. 配付\t令和3年4月\t未着手\t", "2-1. 配付\t\t\t"),
    ];
    for label in [EDITION, NEXT] {
        let table = text(&edition(label, &changes));
        check(app.preview_import(&staff(), &table).await, (6, 11));
    }
}
