//! Re-listed rows (再掲) in a file that went out and comes back: what is said in a further listing is said of the item, and
//! what two listings say otherwise is asked back. The plan is made up for the test.

use crate::columns::fixture;
use crate::reimporting::*;
use crate::support::*;
use app::import::{Change, Import, ImportFile, MatchedBy, Outcome, Relisted, RowMove};
use app::{App, AppError, request};
use domain::value::Reason;
use import::{Finding, IdFinding};
use projections::report::TableReport;
use system_tests::{TestDatabase, on_both};

on_both!(
    an_unchanged_table_with_listings_says_nothing_from_every_form,
    a_change_in_a_further_listing_is_a_change_of_the_item,
    changes_in_two_listings_of_an_item_come_together,
    listings_that_were_changed_differently_are_asked_back_at_their_cells,
    a_further_listing_has_a_number_of_its_own,
    a_further_listing_without_a_row_stays_and_is_named,
    listings_in_a_sorted_table_of_the_cycle_are_told_apart,
    a_further_listing_under_another_heading_stays_where_its_number_says,
    a_listing_of_an_edition_is_corrected_by_itself_in_any_order,
    a_new_edition_knows_listings_by_their_ids_and_states_what_the_first_says,
);

const PRINTED: &str = "令和2年3月";

/// 5 is listed again as 7, and 4 as 8.
async fn program(app: &App) {
    let relisted = Import { relisted: Relisted::All, ..files(vec![fixture("made-up-relisted.tsv")]) };
    import(app, &relisted).await;
    open_cycle(app, &staff(), NEXT).await;
}

/// A form that has ids, and how a person changes it.
type Edit = fn(&ImportFile, &dyn Fn(&mut Rows)) -> ImportFile;

const EDITED: [(Form, Edit); 2] = [
    (Form::Print, |file, change| saved(file, change)),
    (Form::Csv { ids: true, mark: true }, |file, change| {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        let mut rows: Rows = text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
        change(&mut rows);
        let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        ImportFile { name: file.name.clone(), bytes: lines.join("\r\n").into_bytes() }
    }),
];

fn is(row: &[String], number: &str) -> bool {
    row.first().is_some_and(|cell| cell == number)
}

/// The cells of the row with that number.
#[track_caller]
fn cells<'r>(rows: &'r mut Rows, number: &str) -> &'r mut Vec<String> {
    rows.iter_mut().find(|row| is(row, number)).unwrap()
}

const STATUS: usize = 3;
const REMARK: usize = 5;

#[track_caller]
fn cell<'t>(table: &'t TableReport, number: &str, column: usize) -> &'t str {
    &row(table, number).cells[column]
}

async fn cycle(app: &App) -> TableReport {
    app.table(&staff(), PLAN, &of_cycle(NEXT)).await.unwrap()
}

#[track_caller]
fn refused(error: AppError) -> Vec<(&'static str, Option<u32>, Option<String>, Finding)> {
    let AppError::File(problems) = error else { panic!("{error:?}") };
    let of = |problem: import::Problem| {
        (problem.code(), problem.place.row, problem.place.column.clone(), problem.finding)
    };
    problems.0.into_iter().map(of).collect()
}

async fn an_unchanged_table_with_listings_says_nothing_from_every_form(db: TestDatabase) {
    let app = open(&db).await;
    program(&app).await;
    fresh(app.decide(&staff(), PLAN, id(), &decide("5", "実施済み")).await);
    let before = footprint(&app, &[]).await;
    for look in [of_edition(PRINTED), of_cycle(NEXT)] {
        for form in FORMS {
            let done = import(&app, &files(vec![exported(&app, &look, form).await])).await;
            assert!(matches!(outcome(&done), Outcome::Nothing { .. }), "{form:?}: {:?}", outcome(&done));
            assert_eq!(done.done, None, "{form:?}");
            let asked = codes(&done.preview.tables[0].table.warnings);
            let asks = asked.iter().any(|code| code.starts_with("relisted"));
            let has_ids = done.preview.tables[0].table.has_ids;
            assert!(!(asks && has_ids), "{form:?}: the plan knows what is listed again");
        }
    }
    assert_eq!(footprint(&app, &[]).await, before);
}

async fn a_change_in_a_further_listing_is_a_change_of_the_item(db: TestDatabase) {
    let app = open(&db).await;
    program(&app).await;
    for ((form, edit), (was, status)) in
        EDITED.into_iter().zip([("継続中", "実施済み"), ("実施済み", "検討中")])
    {
        let file = edit(&exported(&app, &of_cycle(NEXT), form).await, &|rows| {
            cells(rows, "7")[STATUS] = status.to_owned();
        });
        let seen = preview(&app, &file).await.unwrap();
        let (differences, added, missing, moved) = proposals(&seen.tables[0].outcome);
        assert_eq!((added.len(), missing.len(), moved.len()), (0, 0, 0), "{form:?}");
        assert_eq!(said(differences), [format!("7 状況: {was}→{status}")]);
        assert_eq!((differences[0].relisted, differences[0].by), (true, Some(MatchedBy::Id)));

        let done = import(&app, &files(vec![file.clone()])).await;
        assert_eq!(outcome(&done), &seen.tables[0].outcome);
        let table = cycle(&app).await;
        assert_eq!((cell(&table, "5", STATUS), cell(&table, "7", STATUS)), (status, status));

        let again = import(&app, &files(vec![file])).await;
        assert_eq!(again.done, None, "{form:?}: {:?}", outcome(&again));
        let old = &again.preview.tables[0].table.warnings;
        let old: Vec<_> = old.iter().filter(|problem| problem.code() == "listed-as-before").collect();
        assert_eq!(old.len(), 1, "5 still says what it said when the file went out");
        assert_eq!(old[0].place.column.as_deref(), Some("状況"));
    }
    let without = Form::Csv { ids: false, mark: false };
    let file = EDITED[1].1(&exported(&app, &of_cycle(NEXT), without).await, &|rows| {
        cells(rows, "8")[REMARK] = "公開した".to_owned();
    });
    let done = import(&app, &files(vec![file])).await;
    let (differences, added, ..) = proposals(outcome(&done));
    assert_eq!((said(differences).len(), differences[0].by), (1, Some(MatchedBy::Number)), "{differences:?}");
    assert_eq!(added.len(), 0);
    assert_eq!(cell(&cycle(&app).await, "4", REMARK), "公開した");
}

async fn changes_in_two_listings_of_an_item_come_together(db: TestDatabase) {
    let app = open(&db).await;
    program(&app).await;
    let file = saved(&exported(&app, &of_cycle(NEXT), Form::Data).await, |rows| {
        cells(rows, "5")[STATUS] = "中止".to_owned();
        cells(rows, "7")[REMARK] = "窓口を統合したため".to_owned();
        for number in ["4", "8"] {
            cells(rows, number)[STATUS] = "継続中".to_owned();
        }
    });
    let done = import(&app, &files(vec![file])).await;
    let (differences, ..) = proposals(outcome(&done));
    let expected = ["4 状況: 実施済み→継続中", "5 状況: 継続中→中止", "7 備考: →窓口を統合したため"];
    assert_eq!(said(differences), expected);
    let table = cycle(&app).await;
    for number in ["5", "7"] {
        assert_eq!(cell(&table, number, STATUS), "中止");
        assert_eq!(cell(&table, number, REMARK), "窓口を統合したため");
    }
    let history = app.history(&staff(), PLAN, "5", None).await.unwrap();
    let reasons =
        history.groups.iter().flat_map(|group| &group.entries).filter_map(|entry| entry.reason.as_ref());
    let stated =
        |reason: &Reason| matches!(reason, Reason::Stated(text) if text.as_str() == "窓口を統合したため");
    assert!(reasons.into_iter().any(stated), "the remark of the one row is the reason of the other");
}

async fn listings_that_were_changed_differently_are_asked_back_at_their_cells(db: TestDatabase) {
    let app = open(&db).await;
    program(&app).await;
    let before = footprint(&app, &[]).await;
    for (form, edit) in EDITED {
        let file = edit(&exported(&app, &of_cycle(NEXT), form).await, &|rows| {
            cells(rows, "5")[STATUS] = "実施済み".to_owned();
            cells(rows, "7")[STATUS] = "検討中".to_owned();
            cells(rows, "4")[REMARK] = "甲".to_owned();
            cells(rows, "8")[REMARK] = "乙".to_owned();
        });
        let lines: Vec<u32> = preview_lines(&app, form).await;
        let found = refused(preview(&app, &file).await.unwrap_err());
        let differently = |first, there: &str, here: &str, before: &str| {
            Finding::Id(IdFinding::ListedDifferently {
                first,
                there: there.to_owned(),
                here: here.to_owned(),
                before: before.to_owned(),
            })
        };
        let at = |line, column: &str, finding| {
            ("listed-differently", Some(line), Some(column.to_owned()), finding)
        };
        let expected = [
            at(lines[3], "備考", differently(lines[0], "甲", "乙", "令和元年度に公開")),
            at(lines[2], "状況", differently(lines[1], "実施済み", "検討中", "継続中")),
        ];
        assert_eq!(found, expected, "{form:?}");
    }
    assert_eq!(footprint(&app, &[]).await, before);
}

/// Where the rows of 4, 5, 7 and 8 stand in a file of that form.
async fn preview_lines(app: &App, form: Form) -> Vec<u32> {
    let seen = preview(app, &exported(app, &of_cycle(NEXT), form).await).await.unwrap();
    let rows = &seen.tables[0].table.rows;
    let line = |number: &str| rows.iter().find(|row| row.full_label.as_deref() == Some(number)).unwrap().line;
    ["4", "5", "7", "8"].map(line).to_vec()
}

async fn a_further_listing_has_a_number_of_its_own(db: TestDatabase) {
    let app = open(&db).await;
    program(&app).await;
    let file = saved(&exported(&app, &of_cycle(NEXT), Form::Print).await, |rows| {
        cells(rows, "8")[0] = "8-1".to_owned();
        cells(rows, "7")[0] = "8".to_owned();
    });
    let done = import(&app, &files(vec![file.clone()])).await;
    let (differences, added, missing, moved) = proposals(outcome(&done));
    assert_eq!((differences.len(), added.len(), missing.len()), (0, 0, 0));
    let number = |row: &RowMove| (row.relisted, row.proposed, row.number.clone().unwrap());
    let change = |before: &str, after: &str| Change { before: before.to_owned(), after: after.to_owned() };
    let expected = [(true, true, change("7", "8")), (true, true, change("8", "8-1"))];
    assert_eq!(moved.iter().map(number).collect::<Vec<_>>(), expected);
    let table = cycle(&app).await;
    assert_eq!(row(&table, "8").node, row(&table, "5").node, "5 keeps its number");
    assert_eq!(row(&table, "8-1").node, row(&table, "4").node);
    let order: Vec<&str> = table.rows.iter().filter_map(|row| row.full_label.as_deref()).collect();
    assert_eq!(order[4..9], ["5", "6", "8", "8-1", "9"]);
    assert_eq!(import(&app, &files(vec![file])).await.done, None);
    let history = app.history(&staff(), PLAN, "5", None).await.unwrap();
    let told = format!("{history:?}");
    assert!(told.contains("Relisted { label: Some(\"8\") }") && !told.contains("Moved"), "{told}");
}

async fn a_further_listing_without_a_row_stays_and_is_named(db: TestDatabase) {
    let app = open(&db).await;
    program(&app).await;
    let file = saved(&exported(&app, &of_cycle(NEXT), Form::Data).await, |rows| {
        rows.retain(|row| !is(row, "7") && !is(row, "4"));
        cells(rows, "8")[REMARK] = "公開した".to_owned();
    });
    let done = import(&app, &files(vec![file])).await;
    let (differences, _, missing, moved) = proposals(outcome(&done));
    assert_eq!(said(differences), ["8 備考: 令和元年度に公開→公開した"], "8 is not taken for 4");
    assert_eq!(missing, ["4 地図情報の公開", "7 相談窓口の予約（再掲）"]);
    assert_eq!(moved, []);
    assert_eq!(cell(&cycle(&app).await, "4", REMARK), "公開した");
}

async fn listings_in_a_sorted_table_of_the_cycle_are_told_apart(db: TestDatabase) {
    let app = open(&db).await;
    program(&app).await;
    let file = saved(&exported(&app, &of_cycle(NEXT), Form::Print).await, |rows| {
        cells(rows, "7")[STATUS] = "検討中".to_owned();
        let first = rows.iter().position(|row| is(row, "番号")).unwrap() + 1;
        rows[first..].reverse();
    });
    let done = import(&app, &files(vec![file])).await;
    let (differences, added, missing, moved) = proposals(outcome(&done));
    assert_eq!(said(differences), ["7 状況: 継続中→検討中"]);
    assert_eq!((added.len(), missing.len(), moved.len()), (0, 0, 0));
    let warned = codes(&done.preview.tables[0].table.warnings);
    assert_eq!(warned.iter().filter(|code| **code == "rows-sorted").count(), 1, "{warned:?}");
}

async fn a_further_listing_under_another_heading_stays_where_its_number_says(db: TestDatabase) {
    let app = open(&db).await;
    program(&app).await;
    let before = footprint(&app, &[]).await;
    let file = saved(&exported(&app, &of_cycle(NEXT), Form::Data).await, |rows| {
        let taken = rows.iter().position(|row| is(row, "7")).unwrap();
        let row = rows.remove(taken);
        let behind = rows.iter().position(|row| is(row, "13")).unwrap();
        rows.insert(behind, row);
    });
    let done = import(&app, &files(vec![file])).await;
    let (_, _, _, moved) = proposals(outcome(&done));
    let told: Vec<_> = moved.iter().map(|row| (row.item.as_str(), row.relisted, row.proposed)).collect();
    assert_eq!(told, [("7", true, false)]);
    let under = Change { before: "便利な暮らし".to_owned(), after: "確かな運営".to_owned() };
    assert_eq!(moved[0].under, Some(under));
    assert_eq!(footprint(&app, &[]).await, before);
}

async fn a_listing_of_an_edition_is_corrected_by_itself_in_any_order(db: TestDatabase) {
    let app = open(&db).await;
    program(&app).await;
    let file = exported(&app, &of_edition(PRINTED), Form::Data).await;
    let edited = saved(&file, |rows| {
        cells(rows, "7")[STATUS] = "実施済み".to_owned();
        cells(rows, "7")[2] = "総務局".to_owned();
        let first = rows.iter().position(|row| is(row, "番号")).unwrap() + 1;
        rows[first..].reverse();
    });
    let done = import(&app, &files(vec![edited.clone()])).await;
    let Outcome::Corrections { differences, missing, moved, .. } = outcome(&done) else { panic!("{done:?}") };
    assert_eq!(said(differences), ["7 局: 市民局→総務局", "7 状況: 継続中→実施済み"]);
    assert!(differences.iter().all(|cell| cell.relisted));
    assert_eq!((missing.len(), moved.len()), (0, 0));
    let warned = codes(&done.preview.tables[0].table.warnings);
    assert_eq!(warned.iter().filter(|code| **code == "rows-sorted").count(), 1, "{warned:?}");

    let table = app.table(&staff(), PLAN, &of_edition(PRINTED)).await.unwrap();
    assert_eq!((cell(&table, "5", STATUS), row(&table, "7").errata.len()), ("継続中", 2));
    let now = app.table(&staff(), PLAN, &request::Look::default()).await.unwrap();
    assert_eq!(row(&now, "5").title.as_str(), "相談窓口の予約");
    assert_eq!(cell(&now, "5", STATUS), "継続中", "the item is as it is printed first");
    assert_eq!(row(&now, "5").departments[0].name, "市民局");
    assert_eq!(import(&app, &files(vec![edited])).await.done, None);
}

async fn a_new_edition_knows_listings_by_their_ids_and_states_what_the_first_says(db: TestDatabase) {
    let app = open(&db).await;
    import(&app, &Import { relisted: Relisted::All, ..files(vec![fixture("made-up-relisted.tsv")]) }).await;
    let file = saved(&exported(&app, &of_edition(PRINTED), Form::Data).await, |rows| {
        let title = rows.iter_mut().flatten().find(|cell| cell.starts_with("見直し")).unwrap();
        *title = "見直し：令和4年3月".to_owned();
        cells(rows, "7")[2] = "総務局".to_owned();
        cells(rows, "7")[STATUS] = String::new();
    });
    let done = import(&app, &files(vec![file])).await;
    assert!(matches!(outcome(&done), Outcome::NewEdition { new_nodes: 0, .. }), "{:?}", outcome(&done));
    let next = app.table(&staff(), PLAN, &of_edition("令和4年3月")).await.unwrap();
    assert_eq!(row(&next, "7").node, row(&next, "5").node);
    let now = app.table(&staff(), PLAN, &request::Look::default()).await.unwrap();
    assert_eq!(row(&now, "5").departments[0].name, "市民局");
}
