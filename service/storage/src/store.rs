//! The store: chooses its database once, and lends it to the calls in the other files.

use crate::cache::{Cache, Turns};
use crate::error::{Error, OpenError};
use crate::events::EventStore;
use crate::postgres::Postgres;
use crate::sqlite::Sqlite;
use crate::tokens::{self, Bearers};
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// Runs one expression on the connections of whichever database is open, for reading.
macro_rules! reading {
    ($store:expr, |$pool:ident| $body:expr) => {
        match $store.database() {
            $crate::store::Database::Sqlite(sqlite) => {
                let $pool = sqlite.reader();
                $body
            }
            $crate::store::Database::Postgres(postgres) => {
                let $pool = postgres.pool();
                $body
            }
        }
    };
}

/// The same for writing; a store that was opened for reading answers [`Error::ReadOnly`].
macro_rules! writing {
    ($store:expr, |$pool:ident| $body:expr) => {
        match $store.database() {
            $crate::store::Database::Sqlite(sqlite) => {
                let $pool = sqlite.writer()?;
                $body
            }
            $crate::store::Database::Postgres(postgres) => {
                let $pool = postgres.writer()?;
                $body
            }
        }
    };
}

/// What a process wants to do with the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everything. One process at a time on SQLite, any number on PostgreSQL.
    Write,
    /// Reading, also while another process writes.
    Read,
}

/// Which database is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Kind {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// One register: its events and everything made of them. Cloning it is cheap; all clones share one cache.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    database: Database,
    pub(crate) events: EventStore,
    /// Who asks whose secret a hash is of.
    pub(crate) bearers: Bearers,
    /// Who folds which plan in this process.
    pub(crate) folding: Turns,
    /// Something was committed by this process.
    pub(crate) committed: Notify,
    /// A background task of this process numbers and folds.
    pub(crate) background: AtomicBool,
    /// The read models were complete when this process last looked; they never become incomplete again.
    pub(crate) complete: AtomicBool,
    /// Up to which position of the log this process knows everything folded.
    pub(crate) folded: AtomicU64,
    /// Why nothing is numbered at the moment.
    pub(crate) sequencer: Fault,
    /// Why some plan is not folded at the moment.
    pub(crate) projector: Fault,
}

pub(crate) enum Database {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Store {
    /// Opens the database at an address: `sqlite:FILE` or `postgres://USER@HOST/NAME`. With [`Access::Write`] a new
    /// database is set up and an older schema brought up to date.
    ///
    /// # Errors
    /// [`OpenError`] says what stands in the way.
    pub async fn open(address: &str, access: Access) -> Result<Self, OpenError> {
        let database = match address.split_once(':') {
            Some(("sqlite", rest)) => {
                let path = rest.strip_prefix("//").unwrap_or(rest);
                Database::Sqlite(Sqlite::open(path.as_ref(), access).await?)
            }
            Some(("postgres" | "postgresql", _)) => {
                Database::Postgres(Postgres::open(address, access).await?)
            }
            Some(_) | None => return Err(OpenError::Address(address.to_owned())),
        };
        let inner = Inner {
            events: EventStore::new(&database, Arc::new(Cache::default())),
            database,
            bearers: tokens::bearers(),
            folding: Turns::default(),
            committed: Notify::new(),
            background: AtomicBool::new(false),
            complete: AtomicBool::new(false),
            folded: AtomicU64::new(0),
            sequencer: Fault::default(),
            projector: Fault::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Which database is open.
    pub fn kind(&self) -> Kind {
        match self.database() {
            Database::Sqlite(_) => Kind::Sqlite,
            Database::Postgres(_) => Kind::Postgres,
        }
    }

    /// Tells a second process that wants to write where this one serves. On PostgreSQL nobody is refused, so nothing is
    /// told.
    ///
    /// # Errors
    /// The lock file could not be written.
    pub fn announce(&self, address: &str) -> std::io::Result<()> {
        match self.database() {
            Database::Sqlite(sqlite) => sqlite.announce(address),
            Database::Postgres(_) => Ok(()),
        }
    }

    /// Ends all connections, and with them the right to write. Other clones find the database unavailable.
    pub async fn close(&self) {
        match self.database() {
            Database::Sqlite(sqlite) => sqlite.close().await,
            Database::Postgres(postgres) => postgres.pool().close().await,
        }
    }

    pub(crate) fn database(&self) -> &Database {
        &self.inner.database
    }
}

/// What a background task cannot do at the moment; told by `health`.
#[derive(Default)]
pub(crate) struct Fault(Mutex<Option<String>>);

impl Fault {
    /// Notes the outcome of an attempt; true when it differs from that of the last one.
    pub(crate) fn note<T>(&self, outcome: &Result<T, Error>) -> bool {
        let now = outcome.as_ref().err().map(describe);
        let mut fault = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = *fault != now;
        *fault = now;
        changed
    }

    pub(crate) fn get(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// An error with its causes, in one line.
pub(crate) fn describe(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let next = error.to_string();
        if !text.ends_with(&next) {
            text = format!("{text}: {next}");
        }
        cause = error.source();
    }
    text
}

/// A number as the databases keep it.
pub(crate) fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number as the databases keep it, back again.
pub(crate) fn number(what: &'static str, stored: i64) -> Result<u64, Error> {
    u64::try_from(stored).map_err(|_| crate::error::Corruption::value(what, stored.to_string()).into())
}
