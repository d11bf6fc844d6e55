//! A plan's documents on SQLite: read for a fold, written with the version that they reflect.

use crate::error::{Corruption, Error};
use crate::schema::FoldSql;
use crate::search::{self, KEYS_BEGIN};
use crate::store::{number, stored};
use domain::id::PlanId;
use projections::fold::{Document, Key, Kind, Need};
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};

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
    static UPSERT: FoldSql = FoldSql::new(
        "INSERT INTO documents_v{v} (plan, kind, name, facet, body) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (plan, kind, name) DO UPDATE SET facet = excluded.facet, body = excluded.body",
    );
    let plan = plan.to_string();
    for document in documents {
        sqlx::query(UPSERT.text())
            .bind(&plan)
            .bind(document.key.kind.name())
            .bind(&document.key.name)
            .bind(&document.facet)
            .bind(&document.body)
            .execute(&mut *connection)
            .await?;
        index(connection, &plan, document).await?;
    }
    Ok(())
}

/// Keeps the search index at what the document says now.
async fn index(connection: &mut SqliteConnection, plan: &str, document: &Document) -> Result<(), Error> {
    static KEYS: FoldSql =
        FoldSql::new("SELECT id, keys FROM search_v{v} WHERE plan = $1 AND kind = $2 AND name = $3");
    static INSERT: FoldSql = FoldSql::new(
        "INSERT INTO search_v{v} (plan, kind, name, keys) VALUES ($1, $2, $3, $4)
            ON CONFLICT (plan, kind, name) DO UPDATE SET keys = excluded.keys RETURNING id",
    );
    static GRAMS: FoldSql =
        FoldSql::new("INSERT OR REPLACE INTO search_v{v}_grams (rowid, grams) VALUES ($1, $2)");
    static REMOVE: FoldSql = FoldSql::new("DELETE FROM search_v{v} WHERE id = $1");
    static REMOVE_GRAMS: FoldSql = FoldSql::new("DELETE FROM search_v{v}_grams WHERE rowid = $1");
    let (kind, name) = (document.key.kind.name(), &document.key.name);
    let keys = search::join_keys(&document.search);
    let before: Option<(i64, String)> =
        sqlx::query_as(KEYS.text()).bind(plan).bind(kind).bind(name).fetch_optional(&mut *connection).await?;
    match before {
        Some((_, before)) if before == keys => {}
        None if keys.is_empty() => {}
        Some((id, _)) if keys.is_empty() => {
            sqlx::query(REMOVE.text()).bind(id).execute(&mut *connection).await?;
            sqlx::query(REMOVE_GRAMS.text()).bind(id).execute(&mut *connection).await?;
        }
        Some(_) | None => {
            debug_assert!(keys.starts_with(KEYS_BEGIN));
            let id: i64 = sqlx::query_scalar(INSERT.text())
                .bind(plan)
                .bind(kind)
                .bind(name)
                .bind(&keys)
                .fetch_one(&mut *connection)
                .await?;
            let grams =
                search::grams(&document.search).iter().map(|gram| search::token(gram)).collect::<Vec<_>>();
            sqlx::query(GRAMS.text()).bind(id).bind(grams.join(" ")).execute(&mut *connection).await?;
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
