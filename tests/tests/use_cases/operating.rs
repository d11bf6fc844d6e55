//! What the operator of the host is told when something is not as it should be.

use crate::support::*;
use app::Caller;
use projections::fold::VERSION;
use sqlx::Connection as _;
use system_tests::{Engine, TestDatabase, on_both};

on_both!(the_doctor_finds_what_is_wrong_and_a_rebuild_repairs_it);

pub(crate) async fn behind_the_back(db: &TestDatabase, statement: &str) {
    match db.engine() {
        Engine::Sqlite => {
            let mut connection = sqlx::SqliteConnection::connect(&db.url()).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
        }
        Engine::Postgres => {
            let mut connection = sqlx::PgConnection::connect(&db.url()).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
        }
    }
}

async fn the_doctor_finds_what_is_wrong_and_a_rebuild_repairs_it(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let operator = Caller::operator("試験");
    let findings = async || -> Vec<&'static str> {
        let doctor = app.doctor(&operator).await.unwrap();
        doctor.findings.iter().map(|finding| finding.check).collect()
    };
    assert_eq!(findings().await, [""; 0]);

    let documents = format!("documents_v{VERSION}");
    behind_the_back(
        &db,
        &format!("UPDATE {documents} SET body = replace(body, '配付', '配布') WHERE kind = 'row'"),
    )
    .await;
    assert_eq!(findings().await, ["read models"]);
    let rebuilt = app.rebuild(&operator, |_| {}).await.unwrap();
    assert_eq!((rebuilt.differing, rebuilt.plans), (1, 1));
    assert_eq!(findings().await, [""; 0]);

    behind_the_back(&db, &format!("DELETE FROM {documents} WHERE kind = 'node'")).await;
    assert_eq!(findings().await, ["read models"]);
    assert_eq!(app.rebuild(&operator, |_| {}).await.unwrap().differing, 6);
    assert_eq!(findings().await, [""; 0]);

    behind_the_back(&db, "DELETE FROM content").await;
    assert_eq!(findings().await, ["content"]);
    assert_eq!(
        app.rebuild(&operator, |_| {}).await.unwrap().differing,
        0,
        "a file cannot be made again from events"
    );
    assert_eq!(findings().await, ["content"]);
    let source = app.plan(&operator, PLAN).await.unwrap().sources[0].source.to_string();
    assert!(app.source(&operator, PLAN, &source).await.is_err());
    assert_eq!(import(&app, &text(TABLE)).await.done, None);
    assert_eq!(findings().await, [""; 0], "the same file again is kept again");
    assert_eq!(app.source(&operator, PLAN, &source).await.unwrap().bytes, TABLE.as_bytes());
}
