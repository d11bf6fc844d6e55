//! Access tokens: only the hash of a token is kept, so the database gives none away.

use crate::documents::plan_of;
use crate::error::{Corruption, Error};
use crate::gather::{Gather, Limits};
use crate::store::{Database, Store};
use domain::digest::Digest;
use domain::id::{ActorId, PlanId};
use domain::value::{Actor, Role};
use jiff::Timestamp;
use std::collections::HashMap;
use std::fmt;
use uuid::Uuid;

/// Names a token without being it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenId(Uuid);

impl TokenId {
    /// Wraps an id that the caller has chosen.
    pub const fn new(id: Uuid) -> Self {
        Self(id)
    }

    /// Reads an id as printed; none when it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self)
    }
}

impl fmt::Display for TokenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a token may do, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its name.
    pub id: TokenId,
    /// As whom its bearer acts.
    pub actor: Actor,
    /// On which plans; none is on all.
    pub plans: Option<Vec<PlanId>>,
    /// From when it is worth nothing.
    pub expires_at: Timestamp,
    /// Since when it is worth nothing, where it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Everything but the hash.
pub(crate) type Row = (String, String, String, String, Option<String>, String, Option<String>, String);

/// The hash, and everything else.
type HashedRow = (String, String, String, String, String, Option<String>, String, Option<String>, String);

/// Who bears the secret of which hash; none where that could not be asked.
pub(crate) type Bearers = Gather<String, Option<Option<Row>>>;

/// How many questions for tokens one process has under way, and for how many one asks.
const QUESTIONS: usize = 2;
const TOKENS: Limits = Limits { pieces: 256, weight: 256 };

pub(crate) fn bearers() -> Bearers {
    Gather::new(QUESTIONS, TOKENS, |_| 1)
}

impl Store {
    /// Keeps a new token by the hash of its secret.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn create_token(&self, token: &Token, hash: Digest) -> Result<(), Error> {
        const CREATE: &str = "
INSERT INTO tokens (id, hash, actor, name, role, plans, expires_at, revoked_at, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let plans = token
            .plans
            .as_ref()
            .map(|plans| plans.iter().map(PlanId::to_string).collect::<Vec<_>>().join(" "));
        writing!(self, |pool| {
            sqlx::query(CREATE)
                .bind(token.id.to_string())
                .bind(hash.to_string())
                .bind(token.actor.id.to_string())
                .bind(&token.actor.name)
                .bind(token.actor.role.name())
                .bind(plans)
                .bind(text(token.expires_at))
                .bind(token.revoked_at.map(text))
                .bind(text(token.created_at))
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// The token whose secret has that hash, valid or not. Those who ask at the same moment ask together.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn token_by_hash(&self, hash: Digest) -> Result<Option<Token>, Error> {
        let together = async |hashes: Vec<String>| match self.tokens_by_hash(&hashes).await {
            Ok(found) => hashes.iter().map(|hash| Some(found.get(hash).cloned())).collect(),
            // Each asks again, and hears for itself what is wrong.
            Err(_) => hashes.iter().map(|_| None).collect(),
        };
        let hash = hash.to_string();
        let row = match self.inner.bearers.join(hash.clone(), together).await.flatten() {
            Some(row) => row,
            None => self.tokens_by_hash(std::slice::from_ref(&hash)).await?.remove(&hash),
        };
        row.map(token).transpose()
    }

    async fn tokens_by_hash(&self, hashes: &[String]) -> Result<HashMap<String, Row>, Error> {
        const SQLITE: &str = "
SELECT hash, id, actor, name, role, plans, expires_at, revoked_at, created_at FROM tokens
    WHERE hash IN (SELECT value FROM json_each($1))";
        const POSTGRES: &str = "
SELECT hash, id, actor, name, role, plans, expires_at, revoked_at, created_at FROM tokens WHERE hash = ANY ($1)";
        let rows: Vec<HashedRow> = match self.database() {
            Database::Sqlite(sqlite) => {
                let hashes = serde_json::Value::from(hashes.to_vec()).to_string();
                sqlx::query_as(SQLITE).bind(hashes).fetch_all(sqlite.reader()).await?
            }
            Database::Postgres(postgres) => {
                sqlx::query_as(POSTGRES).bind(hashes).fetch_all(postgres.pool()).await?
            }
        };
        let row = |(hash, id, actor, name, role, plans, expires, revoked, created): HashedRow| {
            (hash, (id, actor, name, role, plans, expires, revoked, created))
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Every token, in the order of their ids.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn tokens(&self) -> Result<Vec<Token>, Error> {
        const ALL: &str = "
SELECT id, actor, name, role, plans, expires_at, revoked_at, created_at FROM tokens ORDER BY id";
        let rows: Vec<Row> = reading!(self, |pool| sqlx::query_as(ALL).fetch_all(pool).await?);
        rows.into_iter().map(token).collect()
    }

    /// Makes a token worthless from a time on; false when there is no such token. The first revocation counts.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn revoke_token(&self, id: TokenId, at: Timestamp) -> Result<bool, Error> {
        const REVOKE: &str = "UPDATE tokens SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1";
        let found = writing!(self, |pool| {
            sqlx::query(REVOKE).bind(id.to_string()).bind(text(at)).execute(pool).await?.rows_affected()
        });
        Ok(found > 0)
    }
}

fn token(row: Row) -> Result<Token, Error> {
    let (id, actor, name, role, plans, expires_at, revoked_at, created_at) = row;
    let plans = plans
        .map(|plans| plans.split_whitespace().map(|plan| plan_of(plan.to_owned())).collect::<Result<_, _>>())
        .transpose()?;
    Ok(Token {
        id: TokenId::parse(&id).ok_or_else(|| Corruption::value("token", id))?,
        actor: actor_of(actor, &role, name)?,
        plans,
        expires_at: time(&expires_at)?,
        revoked_at: revoked_at.as_deref().map(time).transpose()?,
        created_at: time(&created_at)?,
    })
}

pub(crate) fn actor_of(id: String, role: &str, name: String) -> Result<Actor, Error> {
    Ok(Actor {
        id: ActorId::parse(&id).map_err(|_| Corruption::value("actor", id))?,
        role: Role::of_name(role).ok_or_else(|| Corruption::value("role", role))?,
        name,
    })
}

/// A time as the databases keep it: UTC, to the millisecond.
pub(crate) fn text(time: Timestamp) -> String {
    format!("{time:.3}")
}

pub(crate) fn time(text: &str) -> Result<Timestamp, Error> {
    text.parse().map_err(|_| Corruption::value("time", text).into())
}
