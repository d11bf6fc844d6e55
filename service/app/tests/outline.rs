//! Rows are added, moved and ended in the live cycle; the adopted table shows it, the older one does not.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use app::{AppError, request};
use domain::Refusal;
use support::{PLAN, id, numbers, register};

#[tokio::test]
async fn a_row_is_added_moved_and_ended_in_the_live_cycle() {
    let (_directory, app, staff) = register().await;
    let open = request::OpenCycle { label: "令和6年3月".to_owned(), date: None };
    app.open_cycle(&staff, PLAN, id(), &open).await.unwrap();
    let add = request::AddNode {
        kind: "item".to_owned(),
        parent: Some("6".to_owned()),
        label: Some("6-8. ".to_owned()),
        title: "生成AIの活用".to_owned(),
    };
    app.add_node(&staff, PLAN, id(), &add).await.unwrap();
    let proposed = request::Look { cycle: Some("令和6年3月".to_owned()), ..Default::default() };
    let rows = numbers(&app, &staff, &proposed).await;
    assert_eq!(rows.last().unwrap(), "6-8");

    let taken = request::MoveNode {
        item: "6-8".to_owned(),
        parent: Some("4".to_owned()),
        label: Some("4-5. ".to_owned()),
        ..Default::default()
    };
    let refused = app.move_node(&staff, PLAN, id(), &taken).await.unwrap_err();
    assert!(matches!(refused, AppError::Refused(Refusal::NumberTaken { .. })), "{refused:?}");
    let to = request::MoveNode { label: Some("4-6. ".to_owned()), ..taken };
    let same = id();
    app.move_node(&staff, PLAN, same, &to).await.unwrap();
    assert!(app.move_node(&staff, PLAN, same, &to).await.unwrap().already, "6-8 has no such number now");
    let rows = numbers(&app, &staff, &proposed).await;
    let moved = rows.iter().position(|number| number == "4-6").unwrap();
    assert_eq!([&rows[moved - 1], &rows[moved + 1]], ["4-5", "5"]);

    let end = |item: &str| request::EndNode {
        item: item.to_owned(),
        reason: "5-1に統合したため".to_owned(),
        ..Default::default()
    };
    let above = app.end_node(&staff, PLAN, id(), &end("5-1")).await.unwrap_err();
    assert!(matches!(above, AppError::Refused(Refusal::StillAbove { .. })), "{above:?}");
    app.end_node(&staff, PLAN, id(), &end("5-1-2")).await.unwrap();
    let rows = numbers(&app, &staff, &proposed).await;
    assert!(!rows.contains(&"5-1-2".to_owned()));
    let stale = request::EndNode { seen: Some(1), ..end("4-6") };
    let stale = app.end_node(&staff, PLAN, id(), &stale).await.unwrap_err();
    assert!(matches!(stale, AppError::Stale { .. }), "{stale:?}");

    let printed = numbers(&app, &staff, &request::Look::default()).await;
    assert!(printed.contains(&"5-1-2".to_owned()) && !printed.contains(&"4-6".to_owned()));
}
