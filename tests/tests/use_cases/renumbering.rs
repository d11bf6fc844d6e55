//! References in prose after a renumbering: found, shown with what they would say, and rewritten as 表記統一.

use crate::support::*;
use app::import::{Import, ImportFile};
use app::request::{Edit, MoveNode, RewriteReferences};
use app::{App, AppError};
use domain::Refusal;
use domain::event::TextChange;
use projections::report::{RewritesReport, What};
use system_tests::{TestDatabase, fixtures, on_both};

on_both!(
    a_renumbering_offers_to_rewrite_the_prose_that_names_the_old_number,
    what_the_cycle_has_written_anew_is_left_alone,
);

const SOURCE: &str = "nagareyama-2021-03.source.tsv";

async fn renumbered(db: &TestDatabase) -> App {
    let app = open(db).await;
    let sample = ImportFile { name: SOURCE.into(), bytes: fixtures::bytes(SOURCE) };
    import(&app, &Import { ..files(vec![sample]) }).await;
    open_cycle(&app, &staff(), NEXT).await;
    let moved = MoveNode {
        item: "6-6".into(),
        parent: None,
        label: Some("6-9. ".into()),
        rank: None,
        on: None,
        seen: None,
    };
    fresh(app.move_node(&staff(), PLAN, id(), &moved).await);
    app
}

async fn offered(app: &App) -> RewritesReport {
    app.rewrites(&staff(), PLAN).await.unwrap()
}

async fn a_renumbering_offers_to_rewrite_the_prose_that_names_the_old_number(db: TestDatabase) {
    let app = renumbered(&db).await;
    let report = offered(&app).await;
    let of_five = report.rewrites.iter().find(|one| one.item.full_label.as_deref() == Some("5")).unwrap();
    assert_eq!(of_five.numbers.len(), 1, "5-1から5-6及び5-8 are what they were");
    assert_eq!(of_five.numbers[0].before, "6-6");
    assert_eq!(of_five.numbers[0].after.as_deref(), Some("6-9"));
    assert_eq!(of_five.after, of_five.before.replace("（6-6）", "（6-9）"));

    let all = RewriteReferences::default();
    fresh(app.rewrite_references(&staff(), PLAN, id(), &all).await);
    assert_eq!(offered(&app).await.rewrites, []);
    let table = app.table(&staff(), PLAN, &of_cycle(NEXT)).await.unwrap();
    assert!(row(&table, "5").cells.iter().any(|cell| cell.contains("（6-9）")));
    let printed = app.table(&staff(), PLAN, &of_edition(EDITION)).await.unwrap();
    assert!(row(&printed, "5").cells.iter().any(|cell| cell.contains("（6-6）")), "the edition stays");
    let history = app.history(&staff(), PLAN, "5", None).await.unwrap();
    let entries = history.groups.iter().flat_map(|group| &group.entries);
    let wordings =
        entries.filter(|entry| matches!(entry.what, What::TextStated { change: TextChange::Wording, .. }));
    assert_eq!(wordings.count(), 1);
    let again = app.rewrite_references(&staff(), PLAN, id(), &all).await;
    assert!(matches!(again, Err(AppError::Refused(Refusal::NothingChanges))), "{again:?}");
    assert!(app.rewrites(&public(), PLAN).await.is_err());
}

async fn what_the_cycle_has_written_anew_is_left_alone(db: TestDatabase) {
    let app = renumbered(&db).await;
    let text = Edit {
        item: "5".into(),
        field: "remark".into(),
        text: "情報端末の導入（6-6）とは別に進めます。".into(),
        kind: None,
        on: None,
        seen: None,
    };
    fresh(app.edit_node(&staff(), PLAN, id(), &text).await);
    let report = offered(&app).await;
    assert!(report.rewrites.iter().all(|one| one.item.full_label.as_deref() != Some("5")), "{report:?}");
}
