//! Copies of a plan's stream, so that a large register is there in a minute: the events of the copies are those of the
//! plan but for its id, so that everything made of them is as large.
//!
//! They are written behind the store's back, by one statement, into the table that the store writes; the triggers number
//! them as ever. No store may be open meanwhile that folds.

use crate::{Engine, TestDatabase};
use domain::id::PlanId;
use sqlx::{Connection as _, Executor as _, PgConnection, SqliteConnection};
use uuid::Uuid;

/// Copies that one statement writes.
const AT_ONCE: usize = 50;

/// Writes so many copies of a plan; their ids.
///
/// # Panics
/// If the database refuses.
pub async fn of(db: &TestDatabase, plan: PlanId, copies: usize) -> Vec<PlanId> {
    let ids: Vec<PlanId> = (0..copies).map(|_| PlanId::new(Uuid::now_v7())).collect();
    for chunk in ids.chunks(AT_ONCE) {
        let chunk: Vec<String> = chunk.iter().map(ToString::to_string).collect();
        write(db, &plan.to_string(), &chunk).await.expect("the events of a copy are like those of the plan");
    }
    ids
}

async fn write(db: &TestDatabase, plan: &str, copies: &[String]) -> Result<(), sqlx::Error> {
    const SQLITE: &str = "
INSERT INTO events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata)
    SELECT aggregate_type, copy.value, sequence, event_type, event_version, replace(payload, $1, copy.value), metadata
        FROM json_each($2) AS copy JOIN events ON aggregate_type = 'plan' AND aggregate_id = $1
        ORDER BY copy.key, sequence";
    const POSTGRES: &str = "
INSERT INTO events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata)
    SELECT aggregate_type, copy, sequence, event_type, event_version, replace(payload::text, $1, copy)::json, metadata
        FROM unnest($2::text[]) WITH ORDINALITY AS copies (copy, place)
            JOIN events ON aggregate_type = 'plan' AND aggregate_id = $1
        ORDER BY place, sequence";
    match db.engine() {
        Engine::Sqlite => {
            let mut connection = SqliteConnection::connect(&db.url()).await?;
            let copies = serde_json::Value::from(copies.to_vec()).to_string();
            sqlx::query(SQLITE).bind(plan).bind(copies).execute(&mut connection).await?;
            connection.close().await
        }
        Engine::Postgres => {
            let mut connection = PgConnection::connect(&db.url()).await?;
            sqlx::query(POSTGRES).bind(plan).bind(copies).execute(&mut connection).await?;
            connection.close().await
        }
    }
}

/// Lets the database look at what it holds, as one that has run for a day has done by itself.
///
/// # Panics
/// If it refuses.
pub async fn settle(db: &TestDatabase) {
    let settled = match db.engine() {
        Engine::Sqlite => Ok(()),
        Engine::Postgres => {
            async {
                let mut connection = PgConnection::connect(&db.url()).await?;
                connection.execute("VACUUM ANALYZE").await?;
                connection.close().await
            }
            .await
        }
    };
    settled.expect("a database can be analysed");
}
