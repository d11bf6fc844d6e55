//! What can go wrong below: one type for every call, one for opening. It says what is known, not how to answer.

use crate::decode::DecodeError;
use domain::event::MetadataError;
use domain::id::PlanId;
use projections::fold::FoldError;
use std::path::PathBuf;

/// A call to the store that did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database does not answer now; the same call may succeed later, without a restart.
    #[error("the database is unavailable")]
    Unavailable(#[source] sqlx::Error),
    /// Its disk is full; reading still works.
    #[error("the database has no space left")]
    Full(#[source] sqlx::Error),
    /// The store was opened for reading, or the database does not let itself be written to.
    #[error("the database is open for reading only")]
    ReadOnly,
    /// What is stored cannot be right: nothing may be built on it.
    #[error("the database is damaged: {0}")]
    Corrupt(#[from] Corruption),
    /// The read models of this version of the fold are not complete yet.
    #[error("the read models are being built")]
    NotBuilt,
    /// A search needs two characters at least.
    #[error("a search needs at least two characters")]
    QueryTooShort,
    /// The database refused a statement: a fault of this program.
    #[error("the database refused a statement")]
    Internal(#[source] sqlx::Error),
}

/// Something stored that contradicts something else stored.
#[derive(Debug, thiserror::Error)]
pub enum Corruption {
    /// An event that this program cannot read.
    #[error("event {sequence} of plan {plan}: {source}")]
    Event {
        /// The plan, as stored.
        plan: String,
        /// Its sequence.
        sequence: u64,
        /// Why.
        source: DecodeError,
    },
    /// Metadata that this program cannot read.
    #[error("event {sequence} of plan {plan}: {source}")]
    Metadata {
        /// The plan, as stored.
        plan: String,
        /// Its sequence.
        sequence: u64,
        /// Why.
        source: MetadataError,
    },
    /// A number is missing in the stream of a plan.
    #[error("plan {plan}: event {expected} is missing, {found:?} was found in its place")]
    StreamGap {
        /// The plan.
        plan: PlanId,
        /// What had to come.
        expected: u64,
        /// What came, if anything.
        found: Option<u64>,
    },
    /// A number is missing in the log.
    #[error("the log has no position {expected}, {found:?} was found in its place")]
    LogGap {
        /// What had to come.
        expected: u64,
        /// What came, if anything.
        found: Option<u64>,
    },
    /// The log names an event that is not there.
    #[error("position {position} of the log names event {sequence} of plan {plan}, which is not there")]
    LostEvent {
        /// Where in the log.
        position: u64,
        /// The plan, as stored.
        plan: String,
        /// Its sequence.
        sequence: u64,
    },
    /// Committed events that do not continue the numbered ones; nothing is numbered until this is looked into.
    #[error("the sequencer stopped: plan {plan} has event {found} after {after}")]
    Sequencer {
        /// The plan, as stored.
        plan: String,
        /// The last number before it.
        after: u64,
        /// What came.
        found: u64,
    },
    /// A stored document that this program cannot read.
    #[error(transparent)]
    Document(#[from] FoldError),
    /// A stored value that is none of those it may be.
    #[error("a stored {what} is unreadable: {value:?}")]
    Value {
        /// What it should be.
        what: &'static str,
        /// What it is.
        value: String,
    },
    /// Bytes that are not those of their digest.
    #[error("the content stored as {0} has other bytes")]
    Content(domain::digest::Digest),
    /// The database found itself damaged.
    #[error("the database file is damaged")]
    Database(#[source] sqlx::Error),
}

impl Corruption {
    pub(crate) fn value(what: &'static str, value: impl Into<String>) -> Self {
        Self::Value { what, value: value.into() }
    }
}

impl Error {
    /// A commit that failed so may have happened all the same: its answer, or the whole connection, was lost.
    pub(crate) fn may_have_happened(&self) -> bool {
        match self {
            Self::Unavailable(sqlx::Error::Database(refusal)) => {
                let code = refusal.code().unwrap_or_default();
                let ended = code.starts_with("08") || code.starts_with("57P");
                ended || (code.len() != 5 && code.parse().is_ok_and(|code: u32| code & 0xff == SQLITE_IOERR))
            }
            // These are about getting a connection: nothing was sent.
            Self::Unavailable(
                sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::BeginFailed,
            ) => false,
            Self::Unavailable(_) => true,
            Self::Full(_)
            | Self::ReadOnly
            | Self::Corrupt(_)
            | Self::NotBuilt
            | Self::QueryTooShort
            | Self::Internal(_) => false,
        }
    }

    /// The statement met another one that went first; the same again may not.
    pub(crate) fn is_collision(&self) -> bool {
        match self {
            Self::Unavailable(sqlx::Error::Database(refusal)) => {
                matches!(refusal.code().unwrap_or_default().as_ref(), "40001" | "40P01" | "55P03")
            }
            Self::Unavailable(_)
            | Self::Full(_)
            | Self::ReadOnly
            | Self::Corrupt(_)
            | Self::NotBuilt
            | Self::QueryTooShort
            | Self::Internal(_) => false,
        }
    }
}

const SQLITE_BUSY: u32 = 5;
const SQLITE_IOERR: u32 = 10;

impl From<FoldError> for Error {
    fn from(error: FoldError) -> Self {
        Self::Corrupt(error.into())
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match class(&error) {
            Class::Unavailable => Self::Unavailable(error),
            Class::Full => Self::Full(error),
            Class::ReadOnly => Self::ReadOnly,
            Class::Damaged => Self::Corrupt(Corruption::Database(error)),
            Class::Refused => Self::Internal(error),
        }
    }
}

enum Class {
    Unavailable,
    Full,
    ReadOnly,
    Damaged,
    Refused,
}

fn class(error: &sqlx::Error) -> Class {
    use sqlx::Error as E;
    #[expect(clippy::wildcard_enum_match_arm, reason = "the vendor's enum grows; what is new is a refusal")]
    match error {
        E::Io(_) | E::Tls(_) | E::Protocol(_) | E::PoolTimedOut | E::PoolClosed | E::WorkerCrashed => {
            Class::Unavailable
        }
        E::BeginFailed => Class::Unavailable,
        E::Database(refusal) => {
            let code = refusal.code().unwrap_or_default();
            match code.len() {
                // PostgreSQL's codes have five characters, SQLite's extended codes are numbers below 10000.
                5 => postgres_class(&code),
                _ => code.parse().map_or(Class::Refused, sqlite_class),
            }
        }
        _ => Class::Refused,
    }
}

/// SQLite says that another connection has the file.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| code.len() != 5 && code.parse().is_ok_and(|code: u32| code & 0xff == SQLITE_BUSY))
}

/// By the SQLSTATE: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
fn postgres_class(code: &str) -> Class {
    match code {
        "53100" => Class::Full,
        "25006" => Class::ReadOnly,
        // Cancelled by a timeout or by an administrator; a lock or a deadlock that another call may not meet.
        "57014" | "55P03" | "40001" | "40P01" => Class::Unavailable,
        "XX001" | "XX002" => Class::Damaged,
        _ if ["08", "53", "57", "58"].iter().any(|kind| code.starts_with(kind)) => Class::Unavailable,
        _ => Class::Refused,
    }
}

/// By the primary result code: <https://www.sqlite.org/rescode.html>.
const fn sqlite_class(code: u32) -> Class {
    match code & 0xff {
        5 | 6 | 10 | 14 => Class::Unavailable,
        8 => Class::ReadOnly,
        11 | 26 => Class::Damaged,
        13 => Class::Full,
        _ => Class::Refused,
    }
}

/// The database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address names neither database.
    #[error("not a database address: {0:?}; accepted are sqlite:FILE and postgres://USER@HOST/NAME")]
    Address(String),
    /// Nothing answers there.
    #[error("the database at {address} does not answer")]
    Unreachable {
        /// Host and port.
        address: String,
        /// Why.
        source: sqlx::Error,
    },
    /// The server answers and refuses: the password, the name of the database, the rights.
    #[error("the database at {address} refuses")]
    Refused {
        /// Host and port, or the file.
        address: String,
        /// Why.
        source: sqlx::Error,
    },
    /// The directory of the file is not there.
    #[error("there is no directory {0}")]
    MissingDirectory(PathBuf),
    /// There is no such file, and nothing was to be written.
    #[error("there is no database {0}")]
    Missing(PathBuf),
    /// Nothing can be written beside the file, or the file itself cannot be written.
    #[error("{path} cannot be written")]
    ReadOnly {
        /// The file or its directory.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is something else.
    #[error("{0} is not a database of this program")]
    NotOurs(PathBuf),
    /// Another process writes.
    #[error("another process writes to {path}")]
    InUse {
        /// The file.
        path: PathBuf,
        /// Where that process serves, if it said so.
        address: Option<String>,
    },
    /// A newer program made it.
    #[error("the database has schema {found}, this program knows up to {known}")]
    Newer {
        /// The schema found.
        found: u32,
        /// The newest schema that this program knows.
        known: u32,
    },
    /// An older program made it, and nothing was to be written.
    #[error(
        "the database has schema {found}, this program needs {known}; a writing command brings it up to date"
    )]
    Older {
        /// The schema found; none was 0.
        found: u32,
        /// The schema that this program needs.
        known: u32,
    },
    /// Something else went wrong while opening.
    #[error(transparent)]
    Store(#[from] Error),
}

impl OpenError {
    /// The same attempt may succeed a moment later.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Refused { source, .. } | Self::Store(Error::Unavailable(source)) => is_busy(source),
            Self::Store(_)
            | Self::Address(_)
            | Self::Unreachable { .. }
            | Self::MissingDirectory(_)
            | Self::Missing(_)
            | Self::ReadOnly { .. }
            | Self::NotOurs(_)
            | Self::InUse { .. }
            | Self::Newer { .. }
            | Self::Older { .. } => false,
        }
    }
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
