//! What is counted of imported tables, and what histories say where two tables have different columns.

use crate::columns::{fixture, planned_actual};
use crate::support::*;
use app::import::Import;
use projections::report::{Count, CountAxis, FieldName, SidesDiffer, TotalAgrees};
use system_tests::{TestDatabase, on_both};

on_both!(
    an_imported_table_is_counted_by_everything_that_it_says,
    a_history_leaves_out_the_columns_that_only_one_table_has,
);

async fn an_imported_table_is_counted_by_everything_that_it_says(db: TestDatabase) {
    let app = open(&db).await;
    import(&app, &planned_actual()).await;
    let declared = Import { files: vec![fixture("made-up-changes.tsv")], ..planned_actual() };
    import(&app, &declared).await;
    let report = app.report(&staff(), PLAN, &app::request::Look::default(), None).await.unwrap();

    let differing = report.planned_actual.rows.iter().filter(|row| row.differ.is_difference());
    let differing: Vec<_> = differing.filter_map(|row| row.item.full_label.as_deref()).collect();
    assert_eq!(differing, ["2", "6", "7", "12"]);
    let lonely = report.planned_actual.rows.iter().filter(|row| row.differ == SidesDiffer::OnlyActual);
    assert_eq!(lonely.count(), 1, "one was not planned, and is not dropped");
    let cross = &report.planned_actual.by_wording;
    let (down, across): (u32, u32) = (
        cross.rows.iter().map(|head| head.count.distinct).sum(),
        cross.columns.iter().map(|head| head.count.distinct).sum(),
    );
    assert_eq!((down, across, cross.total.distinct), (12, 12, 12));
    let counts = report.declared_changes.counts.iter().map(|count| count.items);
    assert_eq!(counts.collect::<Vec<_>>(), [2, 0, 0, 2], "two are declared, two differ and are not");
    let departments = report.axes.iter().find(|axis| axis.axis == CountAxis::Department).unwrap();
    assert_eq!(departments.total, Count { distinct: 12, listed: 12 });
    let first = &departments.entries[0];
    assert_eq!((first.name.as_deref(), first.count.distinct), (Some("情報政策課"), 3));
    let totals: Vec<_> = report.totals.iter().map(|total| (total.number, total.agrees)).collect();
    assert_eq!(totals, [(Some(12), TotalAgrees::WithBoth)]);
    let cards = app.cards(&staff(), PLAN, &app::request::Look::default(), Some("都市計画課")).await.unwrap();
    assert_eq!(cards.cards.len(), 1);
    assert_eq!(cards.cards[0].departments.len(), 3);
}

/// The small table of another date, with departments in the place of remarks.
fn with_departments(label: &str, department: &str) -> String {
    let mut printed = String::new();
    for (at, line) in edition(label, &[]).lines().enumerate() {
        let cells: Vec<&str> = line.split('\t').collect();
        let last = if at == 4 { "担当部署" } else { department };
        match cells.as_slice() {
            [first, second, third, fourth, _] => {
                let last = if third.is_empty() { "" } else { last };
                printed.push_str(&[*first, *second, *third, *fourth, last].join("\t"));
            }
            _ => printed.push_str(line),
        }
        printed.push('\n');
    }
    printed
}

async fn a_history_leaves_out_the_columns_that_only_one_table_has(db: TestDatabase) {
    let app = open(&db).await;
    import(&app, &text(TABLE)).await;
    import(&app, &text(&with_departments("令和4年3月", "議会事務局"))).await;
    import(&app, &text(&with_departments("令和5年3月", "総務課"))).await;
    let history = app.history(&staff(), PLAN, "1-3", None).await.unwrap();
    let changed: Vec<Vec<&FieldName>> =
        history.steps.iter().map(|step| step.changes.iter().map(|change| &change.field).collect()).collect();
    let department = FieldName::Column("担当部署".to_owned());
    let last = changed.last().unwrap();
    assert_eq!(*last, [&department], "a column that both tables have");
    let before = &changed[changed.len() - 2];
    assert!(before.is_empty(), "the remark was not taken back, the department is not new: {before:?}");
    let told = history.groups.iter().flat_map(|group| &group.entries).flat_map(|entry| &entry.changes);
    let told: Vec<_> = told.filter(|change| change.field == FieldName::Remark).collect();
    assert_eq!(told, Vec::<&projections::report::Change>::new());
}
