//! An append on PostgreSQL: the events of several commands, and what they make of the documents, in one transaction.
//!
//! Documents are written of the plans whose documents reflect everything before, and that no other process is folding
//! at this moment; nobody waits for a fold. The others are folded afterwards.

use super::folds;
use crate::committer::{Append, AppendFailure, Shown};
use crate::schema::FoldSql;
use crate::store::stored;
use cqrs_es::persist::SerializedEvent;
use domain::id::PlanId;
use projections::fold::Document;
use sqlx::{PgConnection, PgPool};
use std::collections::HashSet;

/// Events that go to the server in one statement.
const CHUNK: usize = 1_000;

pub(crate) async fn append(pool: &PgPool, batch: &[Append]) -> Result<Shown, AppendFailure> {
    let mut transaction = pool.begin().await?;
    // Two processes that append to the same plans do so in the same order, and never wait for each other in a ring.
    let mut events: Vec<&SerializedEvent> = batch.iter().flat_map(|append| &append.events).collect();
    events.sort_by(|one, two| (&one.aggregate_id, one.sequence).cmp(&(&two.aggregate_id, two.sequence)));
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

async fn insert(connection: &mut PgConnection, events: &[&SerializedEvent]) -> Result<(), AppendFailure> {
    const INSERT: &str = "
INSERT INTO events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata)
    SELECT 'plan', plan, sequence, event_type, event_version, payload::json, metadata::json
        FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[])
            AS new (plan, sequence, event_type, event_version, payload, metadata)";
    sqlx::query(INSERT)
        .bind(events.iter().map(|event| event.aggregate_id.as_str()).collect::<Vec<_>>())
        .bind(events.iter().map(|event| stored(event.sequence as u64)).collect::<Vec<_>>())
        .bind(events.iter().map(|event| event.event_type.as_str()).collect::<Vec<_>>())
        .bind(events.iter().map(|event| event.event_version.as_str()).collect::<Vec<_>>())
        .bind(events.iter().map(|event| event.payload.to_string()).collect::<Vec<_>>())
        .bind(events.iter().map(|event| event.metadata.to_string()).collect::<Vec<_>>())
        .execute(connection)
        .await?;
    Ok(())
}

/// Moves the versions that the documents are going to reflect; of which plans they may be written.
async fn take(connection: &mut PgConnection, batch: &[Append]) -> Result<HashSet<String>, AppendFailure> {
    static TAKE: FoldSql = FoldSql::new(
        "WITH taken AS (
            SELECT p.plan, new.after FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS new (plan, before, after)
                JOIN projected_v{v} AS p ON p.plan = new.plan AND p.sequence = new.before
                FOR UPDATE OF p SKIP LOCKED
        )
        UPDATE projected_v{v} AS p SET sequence = taken.after FROM taken WHERE p.plan = taken.plan
            RETURNING p.plan",
    );
    let made: Vec<&Append> = batch.iter().filter(|append| append.documents.is_some()).collect();
    if made.is_empty() {
        return Ok(HashSet::new());
    }
    let taken: Vec<String> = sqlx::query_scalar(TAKE.text())
        .bind(made.iter().map(|append| append.plan.to_string()).collect::<Vec<_>>())
        .bind(made.iter().map(|append| stored(append.before())).collect::<Vec<_>>())
        .bind(made.iter().map(|append| stored(append.after())).collect::<Vec<_>>())
        .fetch_all(connection)
        .await?;
    Ok(taken.into_iter().collect())
}
