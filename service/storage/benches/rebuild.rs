//! V4: every read model made from nothing, on PostgreSQL, against the server's own speed: reading the same events in
//! the order of the log by `COPY … TO`, and writing the same rows by `COPY … FROM` into tables with the same indexes.
//!
//! From nothing means what a new version of the fold finds: its tables are there and empty.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use domain::id::PlanId;
use futures::TryStreamExt as _;
use projections::fold::VERSION;
use sqlx::{Connection as _, Executor as _, PgConnection};
use std::time::{Duration, Instant};
use storage::{Access, Origin, Store};
use system_tests::TestDatabase;
use system_tests::bench::plan::{Author, Shape};
use system_tests::bench::{Aim, Asked, Figure, copies, median, say};

/// About a thousand events: fifty items and fourteen reviews.
const PLAN: Shape = Shape { items: 50, reviews: 14 };
/// How many events are folded unless `--events` says otherwise.
const EVENTS: u32 = 200_000;
/// What the fold writes.
const TABLES: [&str; 3] = ["documents", "search", "projected"];

fn main() {
    let asked = Asked::from_args();
    let db = TestDatabase::postgres();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(rebuild(asked, &db));
}

async fn rebuild(asked: Asked, db: &TestDatabase) {
    let address = &db.url();
    let wanted = u64::from(asked.events.unwrap_or(asked.scale(EVENTS, 500)));
    let events = fill(db, wanted, asked.scale(PLAN, Shape { items: 5, reviews: 3 })).await;
    let rows = made_from_nothing(address).await.1;
    let (mut ours, mut limits) = (Vec::new(), Vec::new());
    for round in 0..asked.scale(3, 1) {
        let limit = copied(address).await;
        let (made, _) = made_from_nothing(address).await;
        say(&format!("round {round}: made in {made:.2?}; copied in {limit:.2?}"));
        ours.push(made.as_secs_f64());
        limits.push(limit.as_secs_f64());
    }
    compare(address).await;
    let ratios: Vec<f64> = ours.iter().zip(&limits).map(|(ours, limit)| limit / ours).collect();
    let rate = |seconds: f64| format!("{:.2} s, {:.0} events/s", seconds, events as f64 / seconds);
    let figure = Figure {
        row: "V4",
        work: format!("read models from nothing, {events} events, {rows} rows, PostgreSQL"),
        figure: rate(median(&ours)),
        limit: format!("COPY out and in: {}", rate(median(&limits))),
        value: median(&ratios),
        aim: (Aim::AtLeast(0.5), ""),
    };
    figure.print();
}

/// A plan through the store, and copies of it until there are that many events.
async fn fill(db: &TestDatabase, wanted: u64, shape: Shape) -> u64 {
    let store = Store::open(&db.url(), Access::Write).await.unwrap();
    let begun = Instant::now();
    let (plan, events) = written(store.clone(), shape).await;
    store.close().await;
    let copies = wanted.div_ceil(events).max(1) - 1;
    copies::of(db, plan, usize::try_from(copies).unwrap()).await;
    let events = events * (copies + 1);
    say(&format!("{events} events were written in {:.1?}", begun.elapsed()));
    events
}

async fn written(store: Store, shape: Shape) -> (PlanId, u64) {
    let mut author = Author::new();
    for given in author.write(shape) {
        let origin = Origin {
            recorded_at: given.at,
            actor: given.actor,
            channel: given.channel,
            software: "benchmark".to_owned(),
        };
        store.execute(author.id(), given.command, origin).await.unwrap();
    }
    (author.id(), author.events())
}

/// Empties the tables of the fold and fills them again; how long the filling took, and how many rows there are.
async fn made_from_nothing(address: &str) -> (Duration, i64) {
    let mut connection = PgConnection::connect(address).await.unwrap();
    let empty = format!(
        "TRUNCATE {}; UPDATE folds SET complete_at = NULL WHERE version = {VERSION}; CHECKPOINT",
        TABLES.map(|table| format!("{table}_v{VERSION}")).join(", ")
    );
    connection.execute(sqlx::raw_sql(&empty)).await.unwrap();
    let store = Store::open(address, Access::Write).await.unwrap();
    let begun = Instant::now();
    store.catch_up(|_| {}).await.unwrap();
    let taken = begun.elapsed();
    store.close().await;
    let mut rows = 0;
    for table in TABLES {
        let count = format!("SELECT count(*) FROM {table}_v{VERSION}");
        rows += sqlx::query_scalar::<_, i64>(&count).fetch_one(&mut connection).await.unwrap();
    }
    (taken, rows)
}

/// The same events out of the database in the order of the log, and the same rows into it.
async fn copied(address: &str) -> Duration {
    const EVENTS: &str = "COPY (SELECT log.position, log.plan, log.sequence, event_type, event_version, payload, metadata
        FROM log JOIN events ON aggregate_type = 'plan' AND aggregate_id = plan AND events.sequence = log.sequence
        ORDER BY log.position) TO STDOUT (FORMAT binary)";
    let mut connection = PgConnection::connect(address).await.unwrap();
    let begun = Instant::now();
    let mut bytes = 0;
    let mut events = connection.copy_out_raw(EVENTS).await.unwrap();
    while let Some(chunk) = events.try_next().await.unwrap() {
        bytes += chunk.len();
    }
    drop(events);
    let mut taken = begun.elapsed();
    say(&format!("{} MB of events were read in {taken:.2?}", bytes / 1_000_000));
    for table in TABLES {
        let (table, copy) = (format!("{table}_v{VERSION}"), format!("copy_of_{table}"));
        let out = format!("COPY {table} TO STDOUT (FORMAT binary)");
        let rows: Vec<_> = connection.copy_out_raw(&out).await.unwrap().try_collect().await.unwrap();
        let like = format!("CREATE TABLE {copy} (LIKE {table} INCLUDING ALL); CHECKPOINT");
        connection.execute(sqlx::raw_sql(&like)).await.unwrap();
        let into = format!("COPY {copy} FROM STDIN (FORMAT binary)");
        let begun = Instant::now();
        let mut copying = connection.copy_in_raw(&into).await.unwrap();
        for chunk in rows {
            copying.send(chunk).await.unwrap();
        }
        copying.finish().await.unwrap();
        taken += begun.elapsed();
        connection.execute(sqlx::raw_sql(&format!("DROP TABLE {copy}"))).await.unwrap();
    }
    taken
}

/// The other rebuild, which compares what is there: not part of the figure, and nothing may differ.
async fn compare(address: &str) {
    let store = Store::open(address, Access::Write).await.unwrap();
    let begun = Instant::now();
    let report = store.rebuild(|_| {}).await.unwrap();
    say(&format!("a rebuild that compares takes {:.2?}", begun.elapsed()));
    assert_eq!(report.differing, 0);
    store.close().await;
}
