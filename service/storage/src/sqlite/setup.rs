//! Whether the file is ours and how old it is; the schema's steps.

use crate::error::OpenError;
use crate::schema::{FoldSql, Migration, missing};
use crate::store::Access;
use jiff::Timestamp;
use sqlx::{Executor, SqliteConnection, SqlitePool};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

const MIGRATIONS: &[Migration] = &[include_str!("0001.sql")];
static FOLD: FoldSql = FoldSql::new(include_str!("fold.sql"));

/// `mnos`: says of which program the file is.
const APPLICATION: i64 = 0x6d6e_6f73;
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

pub(super) fn check_directory(path: &Path) -> Result<(), OpenError> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    };
    if directory.is_dir() { Ok(()) } else { Err(OpenError::MissingDirectory(directory.to_owned())) }
}

/// Looks at the file before SQLite does, because SQLite opens what it may not write to, for reading.
pub(super) fn check_file(path: &Path, access: Access) -> Result<(), OpenError> {
    let writing = access == Access::Write;
    let mut file = match File::options().read(true).write(writing).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound && writing => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(OpenError::Missing(path.to_owned())),
        Err(source) if source.kind() == ErrorKind::IsADirectory => {
            return Err(OpenError::NotOurs(path.to_owned()));
        }
        Err(source) => return Err(OpenError::ReadOnly { path: path.to_owned(), source }),
    };
    let mut start = Vec::new();
    file.by_ref()
        .take(MAGIC.len() as u64)
        .read_to_end(&mut start)
        .map_err(|source| OpenError::ReadOnly { path: path.to_owned(), source })?;
    let empty = start.is_empty() && writing;
    if empty || start == MAGIC { Ok(()) } else { Err(OpenError::NotOurs(path.to_owned())) }
}

pub(super) fn refused(path: &Path, source: sqlx::Error) -> OpenError {
    OpenError::Refused { address: path.display().to_string(), source }
}

/// Brings the schema up to date, in one transaction, and makes the tables of this version of the fold.
pub(super) async fn migrate(pool: &SqlitePool, path: &Path) -> Result<(), OpenError> {
    let mut transaction = pool.begin().await.map_err(|source| refused(path, source))?;
    let found = schema(&mut transaction, path).await?;
    let missing = missing(MIGRATIONS, found)?;
    if found == 0 {
        transaction.execute(sqlx::raw_sql(SCHEMA_TABLE)).await?;
        transaction.execute(sqlx::raw_sql(&format!("PRAGMA application_id = {APPLICATION}"))).await?;
    }
    for (version, migration) in (i64::from(found) + 1..).zip(missing) {
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

const SCHEMA_TABLE: &str =
    "CREATE TABLE schema (version integer PRIMARY KEY NOT NULL, applied_at text NOT NULL) STRICT";

pub(super) async fn check_schema(pool: &SqlitePool, path: &Path) -> Result<(), OpenError> {
    let mut connection = pool.acquire().await?;
    let found = schema(&mut connection, path).await?;
    let known = u32::try_from(MIGRATIONS.len()).expect("there are few migrations");
    if missing(MIGRATIONS, found)?.is_empty() { Ok(()) } else { Err(OpenError::Older { found, known }) }
}

/// How many steps of the schema the file has: none where it is empty.
async fn schema(connection: &mut SqliteConnection, path: &Path) -> Result<u32, OpenError> {
    let tables: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(&mut *connection).await?;
    if tables == 0 {
        return Ok(0);
    }
    let application: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut *connection).await?;
    if application != APPLICATION {
        return Err(OpenError::NotOurs(path.to_owned()));
    }
    let version: i64 =
        sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM schema").fetch_one(connection).await?;
    Ok(u32::try_from(version).unwrap_or(u32::MAX))
}
