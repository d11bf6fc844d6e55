//! The sample plan and the people who work on it, as these tests name them.

use serde_json::Value;
use system_tests::{Answer, Cli, Engine, TestDatabase, cli, fixture};

/// What the sample plan is called.
pub(crate) const PLAN: &str = "nagareyama-ict";

/// The table of the sample, once: what comes out again byte for byte.
pub(crate) const SOURCE: &str = "nagareyama-2021-03.source.tsv";

/// A command whose answer is in Japanese, whatever the machine speaks.
pub(crate) fn ja(db: &TestDatabase, arguments: &[&str]) -> Cli {
    cli(db).args(["--lang", "ja"]).args(arguments.iter().copied())
}

/// A command that is done.
#[track_caller]
pub(crate) fn done(db: &TestDatabase, arguments: &[&str]) -> Answer {
    ja(db, arguments).run().success()
}

/// A command of a named person that is done.
#[track_caller]
pub(crate) fn done_by(db: &TestDatabase, name: &str, arguments: &[&str]) -> Answer {
    ja(db, arguments).as_name(name).run().success()
}

/// The answer of a command as JSON.
#[track_caller]
pub(crate) fn json(db: &TestDatabase, arguments: &[&str]) -> Value {
    ja(db, arguments).args(["--json"]).run().success().json()
}

/// Imports a fixture into the sample plan.
pub(crate) fn import(db: &TestDatabase, file: &str) -> Cli {
    let options = ["--plan", PLAN, "--organisation", "流山市議会"];
    ja(db, &["import"]).arg(fixture(file)).args(options)
}

/// A register with the sample plan.
#[track_caller]
pub(crate) fn with_sample(db: &TestDatabase) {
    let _ = import(db, SOURCE).run().success();
}

/// The table of an edition as TSV, byte for byte.
#[track_caller]
pub(crate) fn tsv(db: &TestDatabase, edition: &str) -> Vec<u8> {
    done(db, &["export", PLAN, "--edition", edition, "--format", "tsv"]).stdout
}

/// The items that a report lists, by their numbers.
#[track_caller]
pub(crate) fn numbers(report: &Value) -> Vec<String> {
    let rows = report["rows"].as_array().expect("the report has rows");
    rows.iter().map(|row| row["item"]["full_label"].as_str().unwrap().to_owned()).collect()
}

/// How many items are in each canonical state.
#[track_caller]
pub(crate) fn counts(report: &Value) -> Vec<(String, u64)> {
    let states = report["by_state"].as_array().expect("the report counts by state");
    let count =
        |row: &Value| (row["state"].as_str().unwrap().to_owned(), row["count"]["distinct"].as_u64().unwrap());
    states.iter().map(count).collect()
}

/// How many events the register holds.
#[track_caller]
pub(crate) fn events(db: &TestDatabase) -> u64 {
    json(db, &["doctor"])["events"].as_u64().unwrap()
}

/// Changes the database behind the program's back.
pub(crate) fn behind_the_back(db: &TestDatabase, sql: &'static str) {
    use sqlx::{Connection as _, Executor as _};
    let change = async {
        match db.engine() {
            Engine::Sqlite => {
                let mut connection = sqlx::SqliteConnection::connect(&db.url()).await.unwrap();
                let _ = connection.execute(sql).await.unwrap();
                connection.close().await.unwrap();
            }
            Engine::Postgres => {
                let mut connection = sqlx::PgConnection::connect(&db.url()).await.unwrap();
                let _ = connection.execute(sql).await.unwrap();
                connection.close().await.unwrap();
            }
        }
    };
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(change);
}
