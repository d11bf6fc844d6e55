//! SQLite: one file, one writing process with one writing connection, any number of readers.
//!
//! One writing connection because the bundled SQLite has a bug that needs two; `synchronous=FULL` because what was
//! acknowledged survives a power cut.
//!
//! Transactions are begun by `begin`, never by `begin_with`: when a call is cancelled at the wrong moment, sqlx 0.8.6
//! leaves a transaction open that was begun by a statement of ours.

pub(crate) mod append;
pub(crate) mod folds;
mod lock;
mod setup;

use crate::error::{Error, OpenError};
use crate::store::Access;
use lock::Lock;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, SqlitePool};
use std::path::Path;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

/// How long a connection waits for another process: a reader's checkpoint, a copy being made.
const BUSY: Duration = Duration::from_secs(10);
const AGAIN: Duration = Duration::from_millis(20);
/// How long a call waits for its turn on the writing connection.
const QUEUE: Duration = Duration::from_secs(30);
const READERS: u32 = 4;

pub(crate) struct Sqlite {
    read: SqlitePool,
    write: Option<Writing>,
}

struct Writing {
    pool: SqlitePool,
    lock: Lock,
}

impl Sqlite {
    /// A file whose last writer is just closing it cannot be opened for a moment, and SQLite does not wait for that.
    pub(crate) async fn open(path: &Path, access: Access) -> Result<Self, OpenError> {
        let begun = Instant::now();
        loop {
            match Self::open_now(path, access).await {
                Err(error) if error.is_passing() && begun.elapsed() < BUSY => sleep(AGAIN).await,
                outcome => return outcome,
            }
        }
    }

    async fn open_now(path: &Path, access: Access) -> Result<Self, OpenError> {
        setup::check_directory(path)?;
        let write = match access {
            Access::Write => {
                let lock = Lock::take(path)?;
                setup::check_file(path, access)?;
                let pool = SqlitePoolOptions::new()
                    .max_connections(1)
                    .idle_timeout(None)
                    .max_lifetime(None)
                    .acquire_timeout(QUEUE)
                    .test_before_acquire(false)
                    // In a transaction that somebody left open a commit would be none.
                    .before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }))
                    .connect_with(
                        options(path)
                            .create_if_missing(true)
                            .journal_mode(SqliteJournalMode::Wal)
                            .synchronous(SqliteSynchronous::Full),
                    )
                    .await
                    .map_err(|source| setup::refused(path, source))?;
                setup::migrate(&pool, path).await?;
                Some(Writing { pool, lock })
            }
            Access::Read => {
                setup::check_file(path, access)?;
                None
            }
        };
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(QUEUE)
            .test_before_acquire(false)
            .connect_with(options(path).read_only(true))
            .await
            .map_err(|source| setup::refused(path, source))?;
        if write.is_none() {
            setup::check_schema(&read, path).await?;
        }
        Ok(Self { read, write })
    }

    pub(crate) const fn reader(&self) -> &SqlitePool {
        &self.read
    }

    pub(crate) fn writer(&self) -> Result<&SqlitePool, Error> {
        self.write.as_ref().map(|writing| &writing.pool).ok_or(Error::ReadOnly)
    }

    pub(crate) fn announce(&self, address: &str) -> std::io::Result<()> {
        self.write.as_ref().map_or(Ok(()), |writing| writing.lock.announce(address))
    }

    /// The readers go first: the last connection to go folds the write-ahead log into the file.
    pub(crate) async fn close(&self) {
        ended(&self.read).await;
        if let Some(writing) = &self.write {
            ended(&writing.pool).await;
            writing.lock.release();
        }
    }
}

/// A pool that waits for a connection which nobody gives back is left alone: its file is closed with its last connection.
async fn ended(pool: &SqlitePool) {
    if timeout(BUSY, pool.close()).await.is_err() {
        tracing::warn!("a connection to the database was not given back in time");
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .pragma("recursive_triggers", "ON")
        .busy_timeout(BUSY)
}
