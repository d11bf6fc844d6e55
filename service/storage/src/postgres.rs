//! PostgreSQL: any number of processes on one database.

pub(crate) mod append;
mod copy;
pub(crate) mod folds;
pub(crate) mod sequencer;
mod setup;

use crate::error::{Error, OpenError};
use crate::store::Access;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgPool};
use std::time::Duration;

/// Connections of one process.
const CONNECTIONS: u32 = 16;
/// How long a call waits for a connection before it says that the database is unavailable.
const ACQUIRE: Duration = Duration::from_secs(5);
/// After how long a connection may have been ended without our notice.
const RESTED: Duration = Duration::from_secs(1);
/// Limits that the server keeps, in milliseconds: nobody waits for a stuck statement for ever.
const LIMITS: [(&str, &str); 3] = [
    ("statement_timeout", "60000"),
    ("lock_timeout", "10000"),
    ("idle_in_transaction_session_timeout", "300000"),
];

pub(crate) struct Postgres {
    pool: PgPool,
    access: Access,
}

impl Postgres {
    pub(crate) async fn open(address: &str, access: Access) -> Result<Self, OpenError> {
        let mut options: PgConnectOptions =
            address.parse().map_err(|_| OpenError::Address(without_password(address)))?;
        options = options.application_name("minaoshi").options(LIMITS);
        if access == Access::Read {
            options = options.options([("default_transaction_read_only", "on")]);
        }
        setup::prepare(&options, access).await?;
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(ACQUIRE)
            // A connection that was just used is taken as it is; one that has rested is asked first.
            .test_before_acquire(false)
            .before_acquire(|connection, rest| {
                Box::pin(async move {
                    if rest.idle_for > RESTED {
                        connection.ping().await?;
                    }
                    // In a transaction that somebody left open a commit would be none.
                    Ok(!connection.is_in_transaction())
                })
            })
            .connect_lazy_with(options);
        Ok(Self { pool, access })
    }

    pub(crate) const fn pool(&self) -> &PgPool {
        &self.pool
    }

    pub(crate) const fn writer(&self) -> Result<&PgPool, Error> {
        match self.access {
            Access::Write => Ok(&self.pool),
            Access::Read => Err(Error::ReadOnly),
        }
    }
}

/// An address that may be shown: what stands before the host is left out.
fn without_password(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://…@{rest}"),
        (Some(_) | None, Some(_) | None) => address.to_owned(),
    }
}
