//! The security log: who did what to accounts, tokens and settings. It only grows.

use crate::error::Error;
use crate::store::{Store, number, stored};
use crate::tokens::{actor_of, text, time};
use domain::value::Actor;
use jiff::Timestamp;

/// Something worth looking into later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityEntry {
    /// When.
    pub recorded_at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What, by its stable name: `token.created`.
    pub action: String,
    /// To what.
    pub subject: String,
}

/// An entry with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityRecord {
    /// Rising; numbers may be missing.
    pub position: u64,
    /// The entry.
    pub entry: SecurityEntry,
}

type Row = (i64, String, String, String, String, String, String);

impl Store {
    /// Adds an entry.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn append_security(&self, entry: &SecurityEntry) -> Result<(), Error> {
        const APPEND: &str = "
INSERT INTO security_log (recorded_at, actor, role, name, action, subject) VALUES ($1, $2, $3, $4, $5, $6)";
        writing!(self, |pool| {
            sqlx::query(APPEND)
                .bind(text(entry.recorded_at))
                .bind(entry.actor.id.to_string())
                .bind(entry.actor.role.name())
                .bind(&entry.actor.name)
                .bind(&entry.action)
                .bind(&entry.subject)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Up to `limit` entries behind a number.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn security_log(&self, after: u64, limit: u64) -> Result<Vec<SecurityRecord>, Error> {
        const LIST: &str = "
SELECT position, recorded_at, actor, role, name, action, subject
    FROM security_log WHERE position > $1 ORDER BY position LIMIT $2";
        let rows: Vec<Row> = reading!(self, |pool| {
            sqlx::query_as(LIST).bind(stored(after)).bind(stored(limit)).fetch_all(pool).await?
        });
        rows.into_iter()
            .map(|(position, recorded_at, actor, role, name, action, subject)| {
                let entry = SecurityEntry {
                    recorded_at: time(&recorded_at)?,
                    actor: actor_of(actor, &role, name)?,
                    action,
                    subject,
                };
                Ok(SecurityRecord { position: number("position", position)?, entry })
            })
            .collect()
    }
}
