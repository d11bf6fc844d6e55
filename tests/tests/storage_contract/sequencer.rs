//! The numbering of what is committed, on PostgreSQL; SQLite numbers in the commit itself.

use crate::support::*;
use sqlx::{Connection as _, Executor as _};
use storage::{Corruption, Error, Projected};
use system_tests::TestDatabase;

/// `mnos`, 2: settled, since programs of every version share it.
const LOCK: i64 = 0x6d6e_6f73_0000_0002;

#[tokio::test]
async fn processes_that_number_at_the_same_time_leave_no_gap() {
    let db = TestDatabase::postgres();
    let stores = [open(&db).await, open(&db).await, open(&db).await];

    let writers: Vec<_> = stores
        .iter()
        .cloned()
        .map(|store| {
            tokio::spawn(async move {
                for _ in 0..10 {
                    plan_of(&store, 3).await;
                    settled(&store).await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    settled(&stores[0]).await;

    let logged = stores[0].log(0, 1_000).await.unwrap();
    assert_eq!(logged.len(), 90);
    assert_eq!(stores[0].health().await.unnumbered, 0);
    for plan in stores[0].plans().await.unwrap() {
        let sequences =
            logged.iter().filter(|entry| entry.recorded.plan == plan).map(|e| e.recorded.sequence);
        assert!(sequences.eq(1..=3), "within a plan the log has the order of the stream");
    }
}

#[tokio::test]
async fn who_catches_up_waits_until_somebody_elses_turn_is_over() {
    let db = TestDatabase::postgres();
    let store = open(&db).await;
    let mut elsewhere = sqlx::PgConnection::connect(&db.url()).await.unwrap();
    elsewhere.execute(sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK)).await.unwrap();
    plan_of(&store, 2).await;

    let mut catching_up = Box::pin(store.catch_up(|_| {}));
    for _ in 0..20 {
        assert!(futures::poll!(catching_up.as_mut()).is_pending(), "two events have no position yet");
        assert_eq!(store.health().await.unnumbered, 2);
    }
    elsewhere.execute(sqlx::query("SELECT pg_advisory_unlock($1)").bind(LOCK)).await.unwrap();
    catching_up.await.unwrap();

    assert_eq!(store.log(0, 10).await.unwrap().len(), 2);
}

#[tokio::test]
async fn who_writes_without_a_background_task_waits_for_its_turn_too() {
    let db = TestDatabase::postgres();
    let store = open(&db).await;
    let mut elsewhere = sqlx::PgConnection::connect(&db.url()).await.unwrap();
    elsewhere.execute(sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK)).await.unwrap();
    let plan = plan_id();
    let executed = store.execute(plan, command(open_plan(plan)), origin()).await.unwrap();

    let mut showing = Box::pin(store.show(plan, &executed, PATIENCE));
    for _ in 0..20 {
        assert!(futures::poll!(showing.as_mut()).is_pending(), "the event has no position yet");
        assert_eq!(store.health().await.unnumbered, 1);
    }
    elsewhere.execute(sqlx::query("SELECT pg_advisory_unlock($1)").bind(LOCK)).await.unwrap();

    assert_eq!(showing.await.unwrap(), Projected::Current);
    assert_eq!(store.log(0, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn it_stops_rather_than_skips() {
    let db = TestDatabase::postgres();
    let store = open(&db).await;
    let plan = plan_of(&store, 2).await;
    settled(&store).await;
    let gap = format!(
        "INSERT INTO events
            SELECT aggregate_type, aggregate_id, 9, event_type, event_version, payload, metadata
            FROM events WHERE aggregate_id = '{plan}' AND sequence = 2"
    );
    behind_the_back(&db, &gap).await.unwrap();
    plan_of(&store, 1).await;

    let stopped = store.catch_up(|_| {}).await.unwrap_err();

    let Error::Corrupt(Corruption::Sequencer { after: 2, found: 9, .. }) = stopped else {
        panic!("{stopped:?}");
    };
    assert_eq!(store.log(0, 10).await.unwrap().len(), 2, "nothing is numbered, the later plan neither");
    let health = store.health().await;
    assert!(health.sequencer.is_some_and(|reason| reason.contains("event 9 after 2")));
    assert_eq!(health.unnumbered, 2);
}
