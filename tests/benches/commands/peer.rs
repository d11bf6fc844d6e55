//! What the commands are held against, and when they are done: looks into the database behind the program's back.

use projections::fold::VERSION;
use sqlx::Connection as _;
use std::process::Command;
use std::time::{Duration, Instant};
use system_tests::{Engine, TestDatabase};

/// The variable that names the program pgbench; `tests/bench` sets it.
const PGBENCH: &str = "MINAOSHI_BENCH_PGBENCH";
/// A payload and metadata of about 440 bytes together.
const PAYLOAD: &str = r#"{"command":{"id":"0190b5a8-7c1e-7000-8000-000000000001","actor":"0190b5a8-7c1e-7000-8000-00000000000a"},"fact":{"StatusDecided":{"node":"0190b5a8-7c1e-7000-8000-000000000002"}}}"#;
const METADATA: &str = r#"{"actor":"0190b5a8-7c1e-7000-8000-00000000000a","command":"0190b5a8-7c1e-7000-8000-000000000001","name":"事務局 一郎","part":"1","parts":"1","recorded_at":"2024-03-01T09:00:00.123Z","role":"staff","software":"minaoshi 0.1.0","source":"api"}"#;

/// Inserts a second by pgbench, one a transaction.
pub(crate) fn pgbench(db: &TestDatabase, clients: usize, time: Duration, turn: u32) -> f64 {
    let program = std::env::var(PGBENCH)
        .unwrap_or_else(|_| panic!("{PGBENCH} is not set: run the benchmarks by `tests/bench`"));
    let script = db.scratch().join("insert.sql");
    let insert = format!(
        "\\set n :n + 1\nINSERT INTO events VALUES \
         ('plan', 'turn-{turn}-' || :client_id::text, :n, 'StatusDecided', '1', '{PAYLOAD}', '{METADATA}');\n"
    );
    std::fs::write(&script, insert).unwrap();
    let output = Command::new(program)
        .args(["--no-vacuum", "--protocol=prepared", "--define=n=0", "--jobs=2", "--file"])
        .arg(&script)
        .arg(format!("--client={clients}"))
        .arg(format!("--time={}", time.as_secs().max(1)))
        .arg(db.url())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let rate =
        said.lines().find_map(|line| line.strip_prefix("tps = ")?.split_whitespace().next()?.parse().ok());
    rate.unwrap_or_else(|| panic!("pgbench: {said}\n{}", String::from_utf8_lossy(&output.stderr)))
}

/// Inserts a second in a loop, one a transaction, with the settings of the service's writing connection.
pub(crate) async fn single_inserts(db: &TestDatabase, time: Duration, turn: u32) -> f64 {
    let address = db.url();
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(address.strip_prefix("sqlite:").unwrap())
        .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
        .synchronous(sqlx::sqlite::SqliteSynchronous::Full)
        .pragma("recursive_triggers", "ON");
    let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    let (begun, plan, mut sequence) = (Instant::now(), format!("turn-{turn}"), 0_i64);
    while begun.elapsed() < time {
        sequence += 1;
        sqlx::query("INSERT INTO events VALUES ('plan', $1, $2, 'StatusDecided', '1', $3, $4)")
            .bind(&plan)
            .bind(sequence)
            .bind(PAYLOAD)
            .bind(METADATA)
            .execute(&mut connection)
            .await
            .unwrap();
    }
    let rate = sequence as f64 / begun.elapsed().as_secs_f64();
    connection.close().await.unwrap();
    rate
}

/// Returns when everything is numbered and every plan's read model shows it.
pub(crate) async fn caught_up(db: &TestDatabase) {
    let behind = format!(
        "SELECT (SELECT count(*) FROM events) - (SELECT count(*) FROM log)
            + (SELECT count(*) FROM head LEFT JOIN projected_v{VERSION} AS p ON p.plan = head.plan
                WHERE coalesce(p.sequence, 0) < head.sequence)"
    );
    let mut look = Look::at(db).await;
    while look.number(&behind).await > 0 {}
}

enum Look {
    Sqlite(sqlx::SqliteConnection),
    Postgres(sqlx::PgConnection),
}

impl Look {
    async fn at(db: &TestDatabase) -> Self {
        match db.engine() {
            Engine::Sqlite => Self::Sqlite(sqlx::SqliteConnection::connect(&db.url()).await.unwrap()),
            Engine::Postgres => Self::Postgres(sqlx::PgConnection::connect(&db.url()).await.unwrap()),
        }
    }

    async fn number(&mut self, query: &str) -> i64 {
        match self {
            Self::Sqlite(connection) => sqlx::query_scalar(query).fetch_one(connection).await.unwrap(),
            Self::Postgres(connection) => sqlx::query_scalar(query).fetch_one(connection).await.unwrap(),
        }
    }
}
