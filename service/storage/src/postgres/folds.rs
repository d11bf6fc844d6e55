//! A plan's documents on PostgreSQL: read for a fold, written with the version that they reflect.
//!
//! Whoever folds a plan holds its row in `projected`; the others pass it by, so that any number of processes share the
//! work and none does it twice.

use crate::error::Error;
use crate::schema::FoldSql;
use crate::search;
use crate::sqlite::folds::{FoldRow, document};
use crate::store::{number, stored};
use domain::id::PlanId;
use projections::fold::{Document, Need};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

/// Documents that go to the server in one statement.
const CHUNK: usize = 1_000;

/// A plan taken for folding, and the sequence that its documents reflect; none while another process has it.
pub(crate) async fn take(
    pool: &PgPool,
    plan: PlanId,
) -> Result<Option<(Transaction<'static, Postgres>, u64)>, Error> {
    static TAKE: FoldSql =
        FoldSql::new("SELECT sequence FROM projected_v{v} WHERE plan = $1 FOR UPDATE SKIP LOCKED");
    lock(pool, plan, &TAKE).await
}

/// The same, after the other process has finished.
pub(crate) async fn await_turn(
    pool: &PgPool,
    plan: PlanId,
) -> Result<Option<(Transaction<'static, Postgres>, u64)>, Error> {
    static AWAIT: FoldSql = FoldSql::new("SELECT sequence FROM projected_v{v} WHERE plan = $1 FOR UPDATE");
    match lock(pool, plan, &AWAIT).await? {
        Some(turn) => Ok(Some(turn)),
        // Another process has just made the plan's first row, between the two looks: now it can be waited for.
        None => lock(pool, plan, &AWAIT).await,
    }
}

async fn lock(
    pool: &PgPool,
    plan: PlanId,
    statement: &'static FoldSql,
) -> Result<Option<(Transaction<'static, Postgres>, u64)>, Error> {
    static KNOWN: FoldSql = FoldSql::new("SELECT sequence FROM projected_v{v} WHERE plan = $1");
    static FIRST: FoldSql =
        FoldSql::new("INSERT INTO projected_v{v} (plan, sequence) VALUES ($1, 0) ON CONFLICT DO NOTHING");
    let id = plan.to_string();
    for known in [false, true] {
        let mut transaction = pool.begin().await?;
        let locked: Option<i64> =
            sqlx::query_scalar(statement.text()).bind(&id).fetch_optional(&mut *transaction).await?;
        if let Some(sequence) = locked {
            return Ok(Some((transaction, number("sequence", sequence)?)));
        }
        transaction.rollback().await?;
        let row: Option<i64> = sqlx::query_scalar(KNOWN.text()).bind(&id).fetch_optional(pool).await?;
        if known || row.is_some() {
            break;
        }
        // A statement of its own, so that nobody ever waits for a row that is not there yet.
        sqlx::query(FIRST.text()).bind(&id).execute(pool).await?;
    }
    Ok(None)
}

/// The documents that a fold needs.
pub(crate) async fn load(
    connection: &mut PgConnection,
    plan: PlanId,
    needs: &[Need],
) -> Result<Vec<Document>, Error> {
    // Each document by itself through the key, whatever the server believes of the table's size: a scan of the plan's
    // documents would make a command cost what the plan is large.
    static LOAD: FoldSql = FoldSql::new(
        "SELECT d.kind, d.name, d.facet, d.body, s.keys
            FROM documents_v{v} AS d LEFT JOIN search_v{v} AS s USING (plan, kind, name)
            WHERE d.plan = $1 AND d.kind = ANY ($2)
        UNION ALL
        SELECT d.kind, d.name, d.facet, d.body, s.keys
            FROM unnest($3::text[], $4::text[]) AS one (kind, name)
                CROSS JOIN LATERAL (SELECT * FROM documents_v{v} AS d
                    WHERE d.plan = $1 AND d.kind = one.kind AND d.name = one.name LIMIT 1) AS d
                LEFT JOIN LATERAL (SELECT keys FROM search_v{v} AS s
                    WHERE s.plan = $1 AND s.kind = one.kind AND s.name = one.name LIMIT 1) AS s ON true
        UNION ALL
        SELECT d.kind, d.name, d.facet, d.body, s.keys
            FROM unnest($5::text[], $6::text[], $7::text[]) AS under (kind, first, bound)
                CROSS JOIN LATERAL (SELECT * FROM documents_v{v} AS d
                    WHERE d.plan = $1 AND d.kind = under.kind AND d.name >= under.first
                        AND d.name < under.bound ORDER BY d.name LIMIT 100000) AS d
                LEFT JOIN LATERAL (SELECT keys FROM search_v{v} AS s
                    WHERE s.plan = $1 AND s.kind = d.kind AND s.name = d.name LIMIT 1) AS s ON true",
    );
    if needs.is_empty() {
        return Ok(Vec::new());
    }
    let (mut all, mut kinds, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let (mut under, mut first, mut bound) = (Vec::new(), Vec::new(), Vec::new());
    for need in needs {
        match need {
            Need::All(kind) => all.push(kind.name()),
            Need::One(key) if needs.contains(&Need::All(key.kind)) => {}
            Need::One(key) => {
                kinds.push(key.kind.name());
                names.push(key.name.as_str());
            }
            // Names are ASCII, so every name that begins so sorts below the bound.
            Need::Under(kind, begin) => {
                under.push(kind.name());
                first.push(begin.as_str());
                bound.push(format!("{begin}\u{10ffff}"));
            }
        }
    }
    let rows: Vec<FoldRow> = sqlx::query_as(LOAD.text())
        .bind(plan.to_string())
        .bind(all)
        .bind(kinds)
        .bind(names)
        .bind(under)
        .bind(first)
        .bind(bound)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(document).collect()
}

/// Writes documents over those of the same keys.
pub(crate) async fn store(
    connection: &mut PgConnection,
    plan: PlanId,
    documents: &[Document],
) -> Result<(), Error> {
    static UPSERT: FoldSql = FoldSql::new(
        "INSERT INTO documents_v{v} (plan, kind, name, facet, body)
            SELECT $1, kind, name, facet, body
                FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS new (kind, name, facet, body)
            ON CONFLICT (plan, kind, name) DO UPDATE SET facet = excluded.facet, body = excluded.body",
    );
    let id = plan.to_string();
    for chunk in documents.chunks(CHUNK) {
        sqlx::query(UPSERT.text())
            .bind(&id)
            .bind(chunk.iter().map(|document| document.key.kind.name()).collect::<Vec<_>>())
            .bind(chunk.iter().map(|document| document.key.name.as_str()).collect::<Vec<_>>())
            .bind(chunk.iter().map(|document| document.facet.as_deref()).collect::<Vec<_>>())
            .bind(chunk.iter().map(|document| document.body.as_str()).collect::<Vec<_>>())
            .execute(&mut *connection)
            .await?;
        index(connection, &id, chunk).await?;
    }
    Ok(())
}

/// Keeps the search index at what the documents say now.
async fn index(connection: &mut PgConnection, plan: &str, documents: &[Document]) -> Result<(), Error> {
    static REMOVE: FoldSql = FoldSql::new(
        "DELETE FROM search_v{v} WHERE ctid = ANY (ARRAY (
            SELECT s.ctid FROM unnest($2::text[], $3::text[]) AS gone (kind, name)
                CROSS JOIN LATERAL (SELECT ctid FROM search_v{v} AS s
                    WHERE s.plan = $1 AND s.kind = gone.kind AND s.name = gone.name LIMIT 1) AS s))",
    );
    // Arrays of arrays are of one length in PostgreSQL, so the pairs of a document travel as one text.
    static UPSERT: FoldSql = FoldSql::new(
        "INSERT INTO search_v{v} (plan, kind, name, keys, grams)
            SELECT $1, kind, name, keys, string_to_array(grams, chr(30))
                FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS new (kind, name, keys, grams)
            ON CONFLICT (plan, kind, name) DO UPDATE SET keys = excluded.keys, grams = excluded.grams
            WHERE search_v{v}.keys <> excluded.keys",
    );
    let (silent, found): (Vec<&Document>, Vec<&Document>) =
        documents.iter().partition(|document| document.search.iter().all(String::is_empty));
    if !silent.is_empty() {
        sqlx::query(REMOVE.text())
            .bind(plan)
            .bind(silent.iter().map(|document| document.key.kind.name()).collect::<Vec<_>>())
            .bind(silent.iter().map(|document| document.key.name.as_str()).collect::<Vec<_>>())
            .execute(&mut *connection)
            .await?;
    }
    if !found.is_empty() {
        sqlx::query(UPSERT.text())
            .bind(plan)
            .bind(found.iter().map(|document| document.key.kind.name()).collect::<Vec<_>>())
            .bind(found.iter().map(|document| document.key.name.as_str()).collect::<Vec<_>>())
            .bind(found.iter().map(|document| search::join_keys(&document.search)).collect::<Vec<_>>())
            .bind(found.iter().map(|document| search::join_grams(&document.search)).collect::<Vec<_>>())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// The documents now reflect the stream up to a sequence.
pub(crate) async fn advance(connection: &mut PgConnection, plan: PlanId, sequence: u64) -> Result<(), Error> {
    static ADVANCE: FoldSql = FoldSql::new("UPDATE projected_v{v} SET sequence = $2 WHERE plan = $1");
    sqlx::query(ADVANCE.text()).bind(plan.to_string()).bind(stored(sequence)).execute(connection).await?;
    Ok(())
}

/// Forgets a plan's documents, to write them all again.
pub(crate) async fn clear(connection: &mut PgConnection, plan: PlanId) -> Result<(), Error> {
    static SEARCH: FoldSql = FoldSql::new("DELETE FROM search_v{v} WHERE plan = $1");
    static DOCUMENTS: FoldSql = FoldSql::new("DELETE FROM documents_v{v} WHERE plan = $1");
    for statement in [&SEARCH, &DOCUMENTS] {
        sqlx::query(statement.text()).bind(plan.to_string()).execute(&mut *connection).await?;
    }
    Ok(())
}
