//! Reading in the order of everything: nothing is lost to a commit that comes late, and an error is an error.

use crate::support::*;
use sqlx::{Connection as _, PgConnection};
use storage::{Corruption, Error};
use system_tests::{Engine, TestDatabase, on_both};

on_both!(the_log_orders_all_plans_and_is_read_in_pages);
async fn the_log_orders_all_plans_and_is_read_in_pages(db: TestDatabase) {
    let store = open(&db).await;
    let (one, two) = (plan_of(&store, 3).await, plan_of(&store, 4).await);
    settled(&store).await;

    let mut read = Vec::new();
    loop {
        let page = store.log(read.len() as u64, 2).await.unwrap();
        if page.is_empty() {
            break;
        }
        read.extend(page);
    }

    let positions: Vec<_> = read.iter().map(|entry| entry.position).collect();
    assert_eq!(positions, [1, 2, 3, 4, 5, 6, 7]);
    for (plan, events) in [(one, 3), (two, 4)] {
        let of_plan =
            read.iter().filter(|entry| entry.recorded.plan == plan).map(|entry| entry.recorded.sequence);
        assert!(of_plan.eq(1..=events));
    }
}

on_both!(a_log_that_lost_its_end_is_an_error_and_not_a_short_page);
async fn a_log_that_lost_its_end_is_an_error_and_not_a_short_page(db: TestDatabase) {
    let store = open(&db).await;
    plan_of(&store, 5).await;
    settled(&store).await;
    assert_eq!(store.log(0, 10).await.unwrap().len(), 5);

    tamper(&db, "log", "log", "DELETE FROM log WHERE position = 3").await;

    let error = store.log(0, 10).await.unwrap_err();
    assert!(matches!(error, Error::Corrupt(Corruption::LogGap { expected: 3, found: Some(4) })), "{error:?}");
    assert_eq!(store.log(3, 10).await.unwrap().len(), 2, "behind the gap everything is there");
}

on_both!(an_event_that_is_gone_is_an_error_for_every_reader);
async fn an_event_that_is_gone_is_an_error_for_every_reader(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 4).await;
    settled(&store).await;

    tamper(&db, "events", "events", "DELETE FROM events WHERE sequence = 2").await;

    let by_log = store.log(0, 10).await.unwrap_err();
    assert!(matches!(by_log, Error::Corrupt(Corruption::LostEvent { position: 2, .. })), "{by_log:?}");
    let by_plan = store.events(plan, 0).await.unwrap_err();
    assert!(
        matches!(by_plan, Error::Corrupt(Corruption::StreamGap { expected: 2, found: Some(3), .. })),
        "{by_plan:?}"
    );
    let rebuilt = store.rebuild(|_| {}).await.unwrap_err();
    assert!(matches!(rebuilt, Error::Corrupt(_)), "a rebuild must not end well: {rebuilt:?}");
}

on_both!(an_event_of_an_unknown_kind_stops_every_reader);
async fn an_event_of_an_unknown_kind_stops_every_reader(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 2).await;
    let unknown = format!(
        "INSERT INTO events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata)
            SELECT aggregate_type, aggregate_id, 3, 'PlanSungAloud', '1', payload, metadata
            FROM events WHERE aggregate_id = '{plan}' AND sequence = 2"
    );
    behind_the_back(&db, &unknown).await.unwrap();

    let folded = store.catch_up(|_| {}).await.unwrap_err();
    let read = store.events(plan, 0).await.unwrap_err();
    let decided = store.execute(plan, command(describe("次")), origin()).await.unwrap_err();

    assert!(matches!(read, Error::Corrupt(Corruption::Event { sequence: 3, .. })), "{read:?}");
    assert!(matches!(folded, Error::Corrupt(Corruption::Event { sequence: 3, .. })), "{folded:?}");
    assert!(matches!(decided, storage::ExecuteError::Failed(Error::Corrupt(_))), "{decided:?}");
}

/// Two writers on PostgreSQL, of whom the first commits last.
struct Late {
    slow: PgConnection,
    slow_plan: String,
}

const APPEND: &str = "
INSERT INTO events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata)
    SELECT aggregate_type, $1, 1, event_type, event_version, payload, metadata
    FROM events ORDER BY aggregate_id, sequence LIMIT 1";

impl Late {
    async fn begin(db: &TestDatabase) -> Self {
        let mut slow = PgConnection::connect(&db.url()).await.unwrap();
        let slow_plan = plan_id().to_string();
        sqlx::raw_sql("BEGIN").execute(&mut slow).await.unwrap();
        sqlx::query(APPEND).bind(&slow_plan).execute(&mut slow).await.unwrap();
        Self { slow, slow_plan }
    }

    async fn commit(mut self) -> String {
        sqlx::raw_sql("COMMIT").execute(&mut self.slow).await.unwrap();
        self.slow_plan
    }
}

#[tokio::test]
async fn an_event_that_is_committed_late_is_read_by_who_had_read_everything() {
    let db = TestDatabase::postgres();
    let store = open(&db).await;
    plan_of(&store, 1).await;
    let late = Late::begin(&db).await;
    plan_of(&store, 2).await;
    settled(&store).await;
    let read = store.log(0, 10).await.unwrap();
    assert_eq!(read.len(), 3, "the open transaction holds nobody up");

    let slow_plan = late.commit().await;
    settled(&store).await;

    let rest = store.log(3, 10).await.unwrap();
    assert_eq!(rest.len(), 1, "the late event must have a position behind what was read");
    assert_eq!((rest[0].position, rest[0].recorded.plan.to_string()), (4, slow_plan));
}

/// The control: the same story told by a reader that pages by an identity column, which must lose the late event.
#[tokio::test]
async fn a_reader_that_pages_by_identity_loses_the_late_event() {
    let db = TestDatabase::postgres();
    let store = open(&db).await;
    plan_of(&store, 1).await;
    behind_the_back(&db, "ALTER TABLE events ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY")
        .await
        .unwrap();
    let mut reader = PgConnection::connect(&db.url()).await.unwrap();
    let late = Late::begin(&db).await;
    plan_of(&store, 2).await;
    let mut seen: Vec<(i64, String)> = page_by_identity(&mut reader, 0).await;
    assert_eq!(seen.len(), 3);

    let slow_plan = late.commit().await;
    let last = seen.last().unwrap().0;
    seen.extend(page_by_identity(&mut reader, last).await);

    assert_eq!(seen.len(), 3, "four events are committed, and this reader will never see one of them");
    assert!(!seen.iter().any(|(_, plan)| *plan == slow_plan));
}

async fn page_by_identity(reader: &mut PgConnection, after: i64) -> Vec<(i64, String)> {
    sqlx::query_as("SELECT number, aggregate_id FROM events WHERE number > $1 ORDER BY number")
        .bind(after)
        .fetch_all(reader)
        .await
        .unwrap()
}

/// Changes a table that is never changed, as only who owns the database can.
async fn tamper(db: &TestDatabase, table: &str, subject: &str, statement: &str) {
    let (off, on) = match db.engine() {
        Engine::Sqlite => (format!("DROP TRIGGER {subject}_{}_not_deleted", verb(table)), String::new()),
        Engine::Postgres => (
            format!("ALTER TABLE {table} DISABLE TRIGGER USER"),
            format!("ALTER TABLE {table} ENABLE TRIGGER USER"),
        ),
    };
    behind_the_back(db, &format!("{off}; {statement}; {on}")).await.unwrap();
}

fn verb(table: &str) -> &'static str {
    if table == "events" { "are" } else { "is" }
}
