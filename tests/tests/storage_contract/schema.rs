//! What the database itself refuses, whoever asks.

use crate::support::*;
use system_tests::{Engine, TestDatabase, on_both};

on_both!(events_and_the_log_are_never_altered);
async fn events_and_the_log_are_never_altered(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 3).await;
    settled(&store).await;
    store.append_security(&crate::rows::entry("token.created")).await.unwrap();
    let replace = "INSERT OR REPLACE INTO events
        SELECT aggregate_type, aggregate_id, sequence, event_type, event_version, '{}', metadata FROM events";
    let truncate = "TRUNCATE events; TRUNCATE log; TRUNCATE security_log";
    let of_engine: Vec<&str> = match db.engine() {
        Engine::Sqlite => vec![replace],
        Engine::Postgres => truncate.split("; ").collect(),
    };
    let of_both = [
        "UPDATE events SET payload = '{}'",
        "UPDATE events SET sequence = 9 WHERE sequence = 3",
        "DELETE FROM events",
        "DELETE FROM events WHERE sequence = 3",
        "UPDATE log SET position = position + 10",
        "DELETE FROM log",
        "UPDATE security_log SET action = 'nothing'",
        "DELETE FROM security_log",
    ];

    for statement in of_both.into_iter().chain(of_engine) {
        let refused = behind_the_back(&db, statement).await;
        let refused = refused.expect_err(&format!("must be refused: {statement}")).to_string();
        assert!(refused.contains("never altered"), "{statement}: {refused}");
    }

    assert_eq!(store.events(plan, 0).await.unwrap().len(), 3);
    assert_eq!(store.log(0, 10).await.unwrap().len(), 3);
}

on_both!(ordinary_rows_may_change);
/// The control: the same statements on a table that may change go through.
async fn ordinary_rows_may_change(db: TestDatabase) {
    let store = open(&db).await;
    store.reserve_slug("nagareyama", plan_id()).await.unwrap();

    behind_the_back(&db, "UPDATE slugs SET slug = 'other'").await.unwrap();
    behind_the_back(&db, "DELETE FROM slugs").await.unwrap();

    assert_eq!(store.plan_of_slug("other").await.unwrap(), None);
}

#[tokio::test]
async fn a_stream_with_a_gap_is_refused_by_sqlite() {
    let db = TestDatabase::sqlite();
    let store = open(&db).await;
    plan_of(&store, 2).await;

    let gap = "INSERT INTO events
        SELECT aggregate_type, aggregate_id, 9, event_type, event_version, payload, metadata
        FROM events WHERE sequence = 2";
    let refused = behind_the_back(&db, gap).await.unwrap_err().to_string();

    assert!(refused.contains("no gaps"), "{refused}");
}
