//! A plan's documents on PostgreSQL: read for a fold, written with the version that they reflect.
//!
//! Whoever folds a plan holds its row in `projected`; the others pass it by, so that any number of processes share the
//! work and none does it twice.

pub(crate) use super::copy::fill;

use crate::error::Error;
use crate::schema::FoldSql;
use crate::search;
use crate::sqlite::folds::{FoldRow, document};
use crate::store::{number, stored};
use domain::id::PlanId;
use projections::fold::{Document, Need};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

/// A fold is not waited for on its way to the disk: where a crash loses it, the version that the documents reflect is
/// lost with it, and it is folded again. What is committed later and waited for is on the disk only after it.
const BEGIN: &str = "BEGIN; SET LOCAL synchronous_commit TO off";
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
        let mut transaction = pool.begin_with(BEGIN).await?;
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
    let documents: Vec<(PlanId, &Document)> = documents.iter().map(|document| (plan, document)).collect();
    Ok(store_all(connection, &documents).await?)
}

/// The same for several plans. What a document is found by is compared first: it seldom changes, and an index over every
/// pair of characters is dear.
pub(crate) async fn store_all(
    connection: &mut PgConnection,
    documents: &[(PlanId, &Document)],
) -> Result<(), sqlx::Error> {
    // Arrays of arrays are of one length in PostgreSQL, so the pairs of a document travel as one text.
    static STORE: FoldSql = FoldSql::new(
        "WITH new AS MATERIALIZED (
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
                AS new (plan, kind, name, facet, body, keys, grams)
        ), kept AS (
            INSERT INTO documents_v{v} (plan, kind, name, facet, body)
                SELECT plan, kind, name, facet, body FROM new
                ON CONFLICT (plan, kind, name) DO UPDATE SET facet = excluded.facet, body = excluded.body
        ), found AS MATERIALIZED (
            SELECT new.*, s.ctid AS at, s.keys AS before FROM new LEFT JOIN LATERAL (
                SELECT ctid, keys FROM search_v{v} AS s
                    WHERE s.plan = new.plan AND s.kind = new.kind AND s.name = new.name LIMIT 1) AS s ON true
        ), removed AS (
            DELETE FROM search_v{v} WHERE ctid = ANY (ARRAY (
                SELECT at FROM found WHERE keys = '' AND at IS NOT NULL))
        )
        INSERT INTO search_v{v} (plan, kind, name, keys, grams)
            SELECT plan, kind, name, keys, string_to_array(grams, chr(30)) FROM found
                WHERE keys <> '' AND before IS DISTINCT FROM keys
            ON CONFLICT (plan, kind, name) DO UPDATE SET keys = excluded.keys, grams = excluded.grams",
    );
    for chunk in documents.chunks(CHUNK) {
        let of = |part: fn(&Document) -> &str| {
            chunk.iter().map(|(_, document)| part(document)).collect::<Vec<_>>()
        };
        sqlx::query(STORE.text())
            .bind(chunk.iter().map(|(plan, _)| plan.to_string()).collect::<Vec<_>>())
            .bind(of(|document| document.key.kind.name()))
            .bind(of(|document| &document.key.name))
            .bind(chunk.iter().map(|(_, document)| document.facet.as_deref()).collect::<Vec<_>>())
            .bind(of(|document| &document.body))
            .bind(chunk.iter().map(|(_, it)| search::join_keys(&it.search)).collect::<Vec<_>>())
            .bind(chunk.iter().map(|(_, it)| search::join_grams(&it.search)).collect::<Vec<_>>())
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

/// What was read of the documents before is no longer what they say, although the sequence is the same.
pub(crate) async fn renew(connection: &mut PgConnection, plan: PlanId) -> Result<(), Error> {
    static RENEW: FoldSql =
        FoldSql::new("UPDATE projected_v{v} SET made = ((random() - 0.5) * 9e15)::bigint WHERE plan = $1");
    sqlx::query(RENEW.text()).bind(plan.to_string()).execute(connection).await?;
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
