//! The first connection: whether the server answers, how old the schema is, and the schema's steps.

use crate::error::OpenError;
use crate::schema::{FoldSql, Migration, missing};
use crate::store::Access;
use jiff::Timestamp;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, Executor, PgConnection};
use std::time::Duration;

const MIGRATIONS: &[Migration] = &[include_str!("0001.sql")];
static FOLD: FoldSql = FoldSql::new(include_str!("fold.sql"));

const CONNECT: Duration = Duration::from_secs(10);
/// `mnos`, 1: processes that start together take turns.
const MIGRATION_LOCK: i64 = 0x6d6e_6f73_0000_0001;

pub(super) async fn prepare(options: &PgConnectOptions, access: Access) -> Result<(), OpenError> {
    let address = format!("{}:{}", options.get_host(), options.get_port());
    let mut connection = match tokio::time::timeout(CONNECT, PgConnection::connect_with(options)).await {
        Ok(Ok(connection)) => connection,
        Ok(Err(source @ sqlx::Error::Database(_))) => return Err(OpenError::Refused { address, source }),
        Ok(Err(source)) => return Err(OpenError::Unreachable { address, source }),
        Err(_) => return Err(OpenError::Unreachable { address, source: sqlx::Error::PoolTimedOut }),
    };
    let found = schema(&mut connection).await?;
    let known = u32::try_from(MIGRATIONS.len()).expect("there are few migrations");
    match access {
        Access::Read if missing(MIGRATIONS, found)?.is_empty() => {}
        Access::Read => return Err(OpenError::Older { found, known }),
        Access::Write => {
            missing(MIGRATIONS, found)?;
            // A role that may only serve may not create tables either: it asks for nothing that is there.
            if found < known || !fold_exists(&mut connection).await? {
                migrate(&mut connection).await.map_err(|error| match error {
                    Failure::Open(error) => error,
                    Failure::Database(source) => OpenError::Refused { address, source },
                })?;
            }
        }
    }
    // The server ends a session whose client is gone.
    let _ = connection.close().await;
    Ok(())
}

enum Failure {
    Open(OpenError),
    Database(sqlx::Error),
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// Brings the schema up to date, in one transaction, and makes the tables of this version of the fold.
async fn migrate(connection: &mut PgConnection) -> Result<(), Failure> {
    // Before the transaction, because what a transaction has looked up once it does not look up again; the lock ends
    // with the connection.
    sqlx::query("SELECT pg_advisory_lock($1)").bind(MIGRATION_LOCK).execute(&mut *connection).await?;
    let mut transaction = connection.begin().await?;
    let found = schema(&mut transaction).await?;
    if found == 0 {
        transaction.execute(sqlx::raw_sql(SCHEMA_TABLE)).await?;
    }
    for (version, migration) in
        (i64::from(found) + 1..).zip(missing(MIGRATIONS, found).map_err(Failure::Open)?)
    {
        transaction.execute(sqlx::raw_sql(migration)).await?;
        sqlx::query("INSERT INTO schema (version, applied_at) VALUES ($1, $2)")
            .bind(version)
            .bind(format!("{:.3}", Timestamp::now()))
            .execute(&mut *transaction)
            .await?;
    }
    transaction.execute(sqlx::raw_sql(FOLD.text())).await?;
    transaction.commit().await?;
    Ok(())
}

const SCHEMA_TABLE: &str = "CREATE TABLE schema (version bigint PRIMARY KEY, applied_at text NOT NULL)";

/// How many steps of the schema the database has.
async fn schema(connection: &mut PgConnection) -> Result<u32, sqlx::Error> {
    let exists: bool =
        sqlx::query_scalar("SELECT to_regclass('schema') IS NOT NULL").fetch_one(&mut *connection).await?;
    if !exists {
        return Ok(0);
    }
    let version: i64 =
        sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM schema").fetch_one(connection).await?;
    Ok(u32::try_from(version).unwrap_or(u32::MAX))
}

async fn fold_exists(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    static EXISTS: FoldSql = FoldSql::new("SELECT EXISTS (SELECT FROM folds WHERE version = {v})");
    sqlx::query_scalar(EXISTS.text()).fetch_one(connection).await
}
