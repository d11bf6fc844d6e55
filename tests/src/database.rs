//! An empty database of a test's own, on either engine, and the macros that run one story on both.
//!
//! ```
//! use system_tests::{TestDatabase, on_both};
//!
//! on_both!(a_database_has_an_address);
//! async fn a_database_has_an_address(db: TestDatabase) {
//!     assert!(db.url().contains(':'));
//! }
//! ```
//! makes the tests `a_database_has_an_address::sqlite` and `a_database_has_an_address::postgres`.

use std::future::Future;
use std::path::Path;

use sqlx::{Connection as _, Executor as _};
use tempfile::TempDir;

/// The variable that holds the address of a superuser on a cluster where tests may create databases.
pub const CLUSTER: &str = "MINAOSHI_TEST_POSTGRES";

/// The two databases that every story is told on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One file.
    Sqlite,
    /// A database on the cluster that `tests/run` started.
    Postgres,
}

/// An empty database that vanishes with this value, and a directory beside it for a test's files.
#[derive(Debug)]
pub struct TestDatabase {
    engine: Engine,
    url: String,
    scratch: TempDir,
}

impl TestDatabase {
    /// An empty database on an engine.
    ///
    /// # Panics
    /// If it cannot be made; for PostgreSQL also if `MINAOSHI_TEST_POSTGRES` is not set.
    #[track_caller]
    #[must_use]
    pub fn on(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => Self::sqlite(),
            Engine::Postgres => Self::postgres(),
        }
    }

    /// The address of an SQLite file that does not exist yet, in a fresh directory.
    ///
    /// # Panics
    /// If the directory cannot be made.
    #[track_caller]
    #[must_use]
    pub fn sqlite() -> Self {
        let scratch = scratch();
        let url = format!("sqlite:{}", scratch.path().join("register.db").display());
        Self { engine: Engine::Sqlite, url, scratch }
    }

    /// A new, uniquely named database on the cluster of the tests.
    ///
    /// # Panics
    /// If `MINAOSHI_TEST_POSTGRES` is not set, or the cluster refuses.
    #[track_caller]
    #[must_use]
    pub fn postgres() -> Self {
        let name = format!("minaoshi_test_{}", uuid::Uuid::now_v7().simple());
        let cluster = cluster();
        // template0: nobody can be connected to it, so that many tests may copy it at the same time.
        administer(&cluster, &format!("CREATE DATABASE {name} TEMPLATE template0"))
            .unwrap_or_else(|error| panic!("cannot create a database on the cluster of {CLUSTER}: {error}"));
        Self { engine: Engine::Postgres, url: with_database(&cluster, &name), scratch: scratch() }
    }

    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The address, as `--database` takes it: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST:PORT/NAME`.
    #[must_use]
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// A directory for the files of this test; for SQLite the database lies in it too, as `register.db`.
    #[must_use]
    pub fn scratch(&self) -> &Path {
        self.scratch.path()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if self.engine == Engine::Sqlite {
            return;
        }
        let Some((_, name)) = self.url.rsplit_once('/') else { return };
        // FORCE ends the connections of pools and servers that live a moment longer. A cluster that a test has
        // stopped takes its databases with it, so a failure is said and no more.
        if let Err(error) = administer(&cluster(), &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")) {
            eprintln!("the database {name} is left behind: {error}");
        }
    }
}

/// Makes of each `async fn name(db: TestDatabase)` the tests `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! on_both {
    ($($story:ident),+ $(,)?) => {$(
        mod $story {
            #[test]
            fn sqlite() {
                $crate::database::tell($crate::TestDatabase::sqlite(), super::$story);
            }

            #[test]
            fn postgres() {
                $crate::database::tell($crate::TestDatabase::postgres(), super::$story);
            }
        }
    )+};
}

/// Makes of each `fn name(db: TestDatabase)` the tests `name::sqlite` and `name::postgres`: for stories on the
/// command line, and for blocking HTTP, which panics inside a runtime.
#[macro_export]
macro_rules! on_both_blocking {
    ($($story:ident),+ $(,)?) => {$(
        mod $story {
            #[test]
            fn sqlite() {
                super::$story($crate::TestDatabase::sqlite());
            }

            #[test]
            fn postgres() {
                super::$story($crate::TestDatabase::postgres());
            }
        }
    )+};
}

/// Tells an asynchronous story on a database, in a runtime with two threads of its own.
pub fn tell<Story, Telling>(db: TestDatabase, story: Story)
where
    Story: FnOnce(TestDatabase) -> Telling,
    Telling: Future<Output = ()>,
{
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a test may start two threads")
        .block_on(story(db));
}

#[track_caller]
fn cluster() -> String {
    std::env::var(CLUSTER).unwrap_or_else(|_| {
        panic!(
            "{CLUSTER} is not set: run the tests by `tests/run`, which starts a throwaway PostgreSQL for them"
        )
    })
}

#[track_caller]
fn scratch() -> TempDir {
    tempfile::Builder::new()
        .prefix("minaoshi-test-")
        .tempdir()
        .expect("a test may make a temporary directory")
}

/// The address of another database on the same cluster.
fn with_database(cluster: &str, name: &str) -> String {
    let server = cluster.split_once('?').map_or(cluster, |(address, _)| address);
    let server = match server.rsplit_once('/') {
        Some((server, _)) if !server.ends_with('/') => server,
        Some(_) | None => server,
    };
    format!("{server}/{name}")
}

/// Runs one statement as the superuser. On a thread of its own, so that a test may call it inside a runtime too.
fn administer(cluster: &str, statement: &str) -> Result<(), sqlx::Error> {
    let work = || {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(sqlx::Error::Io)?;
        runtime.block_on(async {
            let mut connection = sqlx::PgConnection::connect(cluster).await?;
            connection.execute(sqlx::raw_sql(statement)).await?;
            connection.close().await
        })
    };
    std::thread::scope(|scope| {
        scope.spawn(work).join().expect("the thread returns errors, it does not panic")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_database_is_replaced_and_the_rest_kept() {
        let expected = "postgres://u:p@127.0.0.1:5433/new";
        assert_eq!(with_database("postgres://u:p@127.0.0.1:5433/postgres", "new"), expected);
        assert_eq!(with_database("postgres://u:p@127.0.0.1:5433/postgres?sslmode=disable", "new"), expected);
        assert_eq!(with_database("postgres://u:p@127.0.0.1:5433", "new"), expected);
    }

    on_both!(each_database_is_new_and_its_own);
    async fn each_database_is_new_and_its_own(db: TestDatabase) {
        let other = TestDatabase::on(db.engine());

        assert_ne!(db.url(), other.url());
        assert!(db.scratch().is_dir());
    }

    #[tokio::test]
    async fn a_postgres_database_is_gone_after_its_test() {
        let db = TestDatabase::postgres();
        let url = db.url();
        let mut held = sqlx::PgConnection::connect(&url).await.unwrap();
        let row = held.fetch_one("SELECT count(*) FROM pg_stat_user_tables").await.unwrap();
        assert_eq!(sqlx::Row::get::<i64, _>(&row, 0), 0);

        drop(db);

        let refused = sqlx::PgConnection::connect(&url).await.expect_err("the database must be gone");
        assert!(refused.to_string().contains("does not exist"), "{refused}");
    }

    #[test]
    fn the_cluster_of_the_tests_commits_durably() {
        let db = TestDatabase::postgres();
        let settings = async {
            let mut connection = sqlx::PgConnection::connect(&db.url()).await.unwrap();
            let row = connection
                .fetch_one("SELECT current_setting('fsync') || ' ' || current_setting('synchronous_commit')")
                .await
                .unwrap();
            sqlx::Row::get::<String, _>(&row, 0)
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        assert_eq!(runtime.block_on(settings), "on on");
    }
}
