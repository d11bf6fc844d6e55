//! A plan's documents on SQLite: read for a fold, written with the version that they reflect.

use crate::error::{Corruption, Error};
use crate::schema::FoldSql;
use crate::search::{self, KEYS_BEGIN};
use crate::store::{number, stored};
use domain::id::PlanId;
use projections::fold::{Document, Key, Kind, Need};
use serde_json::json;
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};

/// Documents that one statement writes.
const CHUNK: usize = 1_000;

/// A plan taken for folding, and the sequence that its documents reflect. Whoever holds the writing connection has it.
pub(crate) async fn take(
    pool: &SqlitePool,
    plan: PlanId,
) -> Result<Option<(Transaction<'static, Sqlite>, u64)>, Error> {
    static PROJECTED: FoldSql = FoldSql::new("SELECT sequence FROM projected_v{v} WHERE plan = $1");
    let mut transaction = pool.begin().await?;
    let sequence: Option<i64> =
        sqlx::query_scalar(PROJECTED.text()).bind(plan.to_string()).fetch_optional(&mut *transaction).await?;
    Ok(Some((transaction, number("sequence", sequence.unwrap_or(0))?)))
}

/// On SQLite nobody else can have it.
pub(crate) use self::take as await_turn;

/// The documents that a fold needs.
pub(crate) async fn load(
    connection: &mut SqliteConnection,
    plan: PlanId,
    needs: &[Need],
) -> Result<Vec<Document>, Error> {
    static ONE: FoldSql = FoldSql::new(
        "SELECT d.kind, d.name, d.facet, d.body, s.keys
            FROM documents_v{v} AS d LEFT JOIN search_v{v} AS s USING (plan, kind, name)
            WHERE d.plan = $1 AND d.kind = $2 AND d.name = $3",
    );
    static ALL: FoldSql = FoldSql::new(
        "SELECT d.kind, d.name, d.facet, d.body, s.keys
            FROM documents_v{v} AS d LEFT JOIN search_v{v} AS s USING (plan, kind, name)
            WHERE d.plan = $1 AND d.kind = $2",
    );
    // Names are ASCII, so every name that begins so sorts below the bound.
    static UNDER: FoldSql = FoldSql::new(
        "SELECT d.kind, d.name, d.facet, d.body, s.keys
            FROM documents_v{v} AS d LEFT JOIN search_v{v} AS s USING (plan, kind, name)
            WHERE d.plan = $1 AND d.kind = $2 AND d.name >= $3 AND d.name < $4",
    );
    let mut documents = Vec::new();
    for need in needs {
        let rows: Vec<FoldRow> = match need {
            Need::One(key) if needs.contains(&Need::All(key.kind)) => continue,
            Need::One(key) => {
                sqlx::query_as(ONE.text())
                    .bind(plan.to_string())
                    .bind(key.kind.name())
                    .bind(key.name.clone())
                    .fetch_all(&mut *connection)
                    .await?
            }
            Need::Under(kind, begin) => {
                sqlx::query_as(UNDER.text())
                    .bind(plan.to_string())
                    .bind(kind.name())
                    .bind(begin)
                    .bind(format!("{begin}\u{10ffff}"))
                    .fetch_all(&mut *connection)
                    .await?
            }
            Need::All(kind) => {
                sqlx::query_as(ALL.text())
                    .bind(plan.to_string())
                    .bind(kind.name())
                    .fetch_all(&mut *connection)
                    .await?
            }
        };
        for row in rows {
            documents.push(document(row)?);
        }
    }
    Ok(documents)
}

/// Kind, name, facet, body, search keys.
pub(crate) type FoldRow = (String, String, Option<String>, String, Option<String>);

pub(crate) fn document((kind, name, facet, body, keys): FoldRow) -> Result<Document, Error> {
    let kind = Kind::of_name(&kind).ok_or_else(|| Corruption::value("kind of document", kind))?;
    let search = keys.as_deref().map_or_else(Vec::new, search::split_keys);
    Ok(Document { key: Key { kind, name }, facet, search, body })
}

/// Writes documents over those of the same keys.
pub(crate) async fn store(
    connection: &mut SqliteConnection,
    plan: PlanId,
    documents: &[Document],
) -> Result<(), Error> {
    let documents: Vec<(PlanId, &Document)> = documents.iter().map(|document| (plan, document)).collect();
    Ok(store_all(connection, &documents).await?)
}

/// The same for several plans. All rows travel as one JSON text.
pub(crate) async fn store_all(
    connection: &mut SqliteConnection,
    documents: &[(PlanId, &Document)],
) -> Result<(), sqlx::Error> {
    // Without a condition `ON CONFLICT` would be read as one of a join.
    static UPSERT: FoldSql = FoldSql::new(
        "INSERT INTO documents_v{v} (plan, kind, name, facet, body)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each($1) WHERE true
            ON CONFLICT (plan, kind, name) DO UPDATE SET facet = excluded.facet, body = excluded.body",
    );
    for chunk in documents.chunks(CHUNK) {
        let rows = chunk
            .iter()
            .map(|(plan, it)| json!([plan.to_string(), it.key.kind.name(), it.key.name, it.facet, it.body]));
        let rows = serde_json::Value::Array(rows.collect()).to_string();
        sqlx::query(UPSERT.text()).bind(rows).execute(&mut *connection).await?;
        index(connection, chunk).await?;
    }
    Ok(())
}

/// Keeps the search index at what the documents say now. What they are found by is compared first: it seldom changes.
async fn index(
    connection: &mut SqliteConnection,
    documents: &[(PlanId, &Document)],
) -> Result<(), sqlx::Error> {
    static DIFFERING: FoldSql = FoldSql::new(
        "SELECT new.key, s.id FROM json_each($1) AS new LEFT JOIN search_v{v} AS s
                ON s.plan = new.value ->> 0 AND s.kind = new.value ->> 1 AND s.name = new.value ->> 2
            WHERE coalesce(s.keys, '') <> new.value ->> 3",
    );
    static INSERT: FoldSql = FoldSql::new(
        "INSERT INTO search_v{v} (plan, kind, name, keys) VALUES ($1, $2, $3, $4)
            ON CONFLICT (plan, kind, name) DO UPDATE SET keys = excluded.keys RETURNING id",
    );
    static GRAMS: FoldSql =
        FoldSql::new("INSERT OR REPLACE INTO search_v{v}_grams (rowid, grams) VALUES ($1, $2)");
    static REMOVE: FoldSql = FoldSql::new("DELETE FROM search_v{v} WHERE id = $1");
    static REMOVE_GRAMS: FoldSql = FoldSql::new("DELETE FROM search_v{v}_grams WHERE rowid = $1");
    let keys: Vec<String> =
        documents.iter().map(|(_, document)| search::join_keys(&document.search)).collect();
    let rows = documents
        .iter()
        .zip(&keys)
        .map(|((plan, it), keys)| json!([plan.to_string(), it.key.kind.name(), it.key.name, keys]));
    let rows = serde_json::Value::Array(rows.collect()).to_string();
    let differing: Vec<(i64, Option<i64>)> =
        sqlx::query_as(DIFFERING.text()).bind(rows).fetch_all(&mut *connection).await?;
    for (at, before) in differing {
        let at = usize::try_from(at).expect("a place in what was sent");
        let ((plan, document), keys) = (documents[at], &keys[at]);
        match before {
            Some(id) if keys.is_empty() => {
                sqlx::query(REMOVE.text()).bind(id).execute(&mut *connection).await?;
                sqlx::query(REMOVE_GRAMS.text()).bind(id).execute(&mut *connection).await?;
            }
            Some(_) | None => {
                debug_assert!(keys.starts_with(KEYS_BEGIN));
                let id: i64 = sqlx::query_scalar(INSERT.text())
                    .bind(plan.to_string())
                    .bind(document.key.kind.name())
                    .bind(&document.key.name)
                    .bind(keys)
                    .fetch_one(&mut *connection)
                    .await?;
                let grams = search::grams(&document.search);
                let grams = grams.iter().map(|gram| search::token(gram)).collect::<Vec<_>>();
                sqlx::query(GRAMS.text()).bind(id).bind(grams.join(" ")).execute(&mut *connection).await?;
            }
        }
    }
    Ok(())
}

/// The documents now reflect the stream up to a sequence.
pub(crate) async fn advance(
    connection: &mut SqliteConnection,
    plan: PlanId,
    sequence: u64,
) -> Result<(), Error> {
    static ADVANCE: FoldSql = FoldSql::new(
        "INSERT INTO projected_v{v} (plan, sequence) VALUES ($1, $2)
            ON CONFLICT (plan) DO UPDATE SET sequence = excluded.sequence",
    );
    sqlx::query(ADVANCE.text()).bind(plan.to_string()).bind(stored(sequence)).execute(connection).await?;
    Ok(())
}

/// What was read of the documents before is no longer what they say, although the sequence is the same.
pub(crate) async fn renew(connection: &mut SqliteConnection, plan: PlanId) -> Result<(), Error> {
    static RENEW: FoldSql = FoldSql::new("UPDATE projected_v{v} SET made = random() WHERE plan = $1");
    sqlx::query(RENEW.text()).bind(plan.to_string()).execute(connection).await?;
    Ok(())
}

/// Writes all documents of a plan in place of those that it has.
pub(crate) async fn fill(
    connection: &mut SqliteConnection,
    plan: PlanId,
    documents: &[Document],
) -> Result<(), Error> {
    clear(connection, plan).await?;
    store(connection, plan, documents).await
}

/// Forgets a plan's documents, to write them all again.
pub(crate) async fn clear(connection: &mut SqliteConnection, plan: PlanId) -> Result<(), Error> {
    static GRAMS: FoldSql = FoldSql::new(
        "DELETE FROM search_v{v}_grams WHERE rowid IN (SELECT id FROM search_v{v} WHERE plan = $1)",
    );
    static SEARCH: FoldSql = FoldSql::new("DELETE FROM search_v{v} WHERE plan = $1");
    static DOCUMENTS: FoldSql = FoldSql::new("DELETE FROM documents_v{v} WHERE plan = $1");
    for statement in [&GRAMS, &SEARCH, &DOCUMENTS] {
        sqlx::query(statement.text()).bind(plan.to_string()).execute(&mut *connection).await?;
    }
    Ok(())
}
