//! An append on SQLite: the events of several commands, and what they make of the documents, in one transaction.
//!
//! Documents are written of the plans whose documents reflect everything before; the others are folded afterwards.

use super::folds;
use crate::committer::{Append, AppendFailure, Shown};
use crate::schema::FoldSql;
use crate::store::stored;
use cqrs_es::persist::SerializedEvent;
use domain::id::PlanId;
use projections::fold::Document;
use serde_json::json;
use sqlx::{SqliteConnection, SqlitePool};
use std::collections::HashSet;

/// Events that one statement inserts.
const CHUNK: usize = 1_000;

pub(crate) async fn append(pool: &SqlitePool, batch: &[Append]) -> Result<Shown, AppendFailure> {
    let mut transaction = pool.begin().await?;
    let events: Vec<&SerializedEvent> = batch.iter().flat_map(|append| &append.events).collect();
    for chunk in events.chunks(CHUNK) {
        insert(&mut transaction, chunk).await?;
    }
    let taken = take(&mut transaction, batch).await?;
    let documents = batch.iter().filter(|append| taken.contains(&append.plan.to_string()));
    let documents: Vec<(PlanId, &Document)> = documents
        .flat_map(|append| append.documents.iter().flatten().map(|document| (append.plan, document)))
        .collect();
    folds::store_all(&mut transaction, &documents).await?;
    transaction.commit().await?;
    Ok(batch.iter().map(|append| taken.contains(&append.plan.to_string())).collect())
}

/// All rows travel as one JSON text: a value that is JSON itself is a text in it, and stays as it is.
async fn insert(connection: &mut SqliteConnection, events: &[&SerializedEvent]) -> Result<(), AppendFailure> {
    const INSERT: &str = "
INSERT INTO events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata)
    SELECT 'plan', value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
        FROM json_each($1) ORDER BY key";
    let rows = events.iter().map(|event| {
        json!([
            event.aggregate_id,
            stored(event.sequence as u64),
            event.event_type,
            event.event_version,
            event.payload.to_string(),
            event.metadata.to_string(),
        ])
    });
    let rows = serde_json::Value::Array(rows.collect()).to_string();
    sqlx::query(INSERT).bind(rows).execute(connection).await?;
    Ok(())
}

/// Moves the versions that the documents are going to reflect; of which plans they may be written.
async fn take(connection: &mut SqliteConnection, batch: &[Append]) -> Result<HashSet<String>, AppendFailure> {
    static TAKE: FoldSql = FoldSql::new(
        "UPDATE projected_v{v} SET sequence = new.value ->> 2 FROM json_each($1) AS new
            WHERE plan = new.value ->> 0 AND sequence = new.value ->> 1
            RETURNING plan",
    );
    let made = batch.iter().filter(|append| append.documents.is_some());
    let made: Vec<_> = made
        .map(|append| json!([append.plan.to_string(), stored(append.before()), stored(append.after())]))
        .collect();
    if made.is_empty() {
        return Ok(HashSet::new());
    }
    let taken: Vec<String> = sqlx::query_scalar(TAKE.text())
        .bind(serde_json::Value::Array(made).to_string())
        .fetch_all(connection)
        .await?;
    Ok(taken.into_iter().collect())
}
