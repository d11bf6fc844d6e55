//! Opening: what stands in the way is said, with what would help.

use crate::support::*;
use sqlx::Connection as _;
use std::os::unix::fs::PermissionsExt as _;
use storage::{Access, OpenError, Store};
use system_tests::{TestDatabase, on_both};

/// Why a store cannot be opened.
async fn refusal(address: &str, access: Access) -> OpenError {
    match Store::open(address, access).await {
        Ok(_) => panic!("{address} must not open"),
        Err(error) => error,
    }
}

on_both!(a_newer_schema_is_refused);
async fn a_newer_schema_is_refused(db: TestDatabase) {
    open(&db).await.close().await;
    behind_the_back(&db, "INSERT INTO schema (version, applied_at) VALUES (99, '2099')").await.unwrap();

    for access in [Access::Write, Access::Read] {
        let error = refusal(&db.url(), access).await;
        assert!(matches!(error, OpenError::Newer { found: 99, .. }), "{error:?}");
    }
}

on_both!(opening_again_changes_nothing);
async fn opening_again_changes_nothing(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 3).await;
    settled(&store).await;
    store.close().await;

    let store = open(&db).await;

    assert_eq!(store.events(plan, 0).await.unwrap().len(), 3);
    assert_eq!(store.plans().await.unwrap(), [plan]);
}

#[tokio::test]
async fn processes_that_start_together_set_up_one_database() {
    let db = TestDatabase::postgres();
    let url = db.url();

    let opened = [(); 6].map(|()| {
        let url = url.clone();
        tokio::spawn(async move { Store::open(&url, Access::Write).await.map(|_| ()) })
    });

    for store in opened {
        store.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_second_writer_of_a_file_is_told_where_the_first_one_serves() {
    let db = TestDatabase::sqlite();
    let first = open(&db).await;
    let silent = refusal(&db.url(), Access::Write).await;
    first.announce("http://127.0.0.1:8080/").unwrap();

    let told = refusal(&db.url(), Access::Write).await;

    assert!(matches!(silent, OpenError::InUse { address: None, .. }), "{silent:?}");
    assert!(
        matches!(&told, OpenError::InUse { address: Some(address), .. } if address == "http://127.0.0.1:8080/"),
        "{told:?}"
    );
    first.close().await;
    let second = open(&db).await;
    let silent = refusal(&db.url(), Access::Write).await;
    assert!(matches!(silent, OpenError::InUse { address: None, .. }), "the old address is gone: {silent:?}");
    drop(second);
}

#[tokio::test]
async fn a_reader_sees_what_the_writer_of_the_file_writes() {
    let db = TestDatabase::sqlite();
    let writer = open(&db).await;
    let reader = Store::open(&db.url(), Access::Read).await.unwrap();

    let plan = plan_of(&writer, 2).await;

    assert_eq!(reader.events(plan, 0).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_file_that_is_not_ours_is_left_alone() {
    let db = TestDatabase::sqlite();
    let path = db.scratch().join("register.db");
    for foreign in ["番号\t事業名\n", "SQLite format 3"] {
        std::fs::write(&path, foreign).unwrap();
        for access in [Access::Write, Access::Read] {
            let error = refusal(&db.url(), access).await;
            assert!(matches!(error, OpenError::NotOurs(_)), "{error:?}");
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), foreign);
    }
}

#[tokio::test]
async fn a_database_of_another_program_is_left_alone() {
    let db = TestDatabase::sqlite();
    std::fs::File::create(db.scratch().join("register.db")).unwrap();
    behind_the_back(&db, "CREATE TABLE theirs (id integer)").await.unwrap();

    let error = refusal(&db.url(), Access::Write).await;

    assert!(matches!(error, OpenError::NotOurs(_)), "{error:?}");
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let db = TestDatabase::sqlite();
    let nowhere = db.scratch().join("nowhere");

    let directory = refusal(&format!("sqlite:{}", nowhere.join("a.db").display()), Access::Write).await;
    let file = refusal(&db.url(), Access::Read).await;
    let address = refusal("mysql://localhost/minaoshi", Access::Write).await;

    assert!(matches!(&directory, OpenError::MissingDirectory(path) if *path == nowhere), "{directory:?}");
    assert!(matches!(file, OpenError::Missing(_)), "{file:?}");
    assert!(matches!(address, OpenError::Address(_)), "{address:?}");
}

#[tokio::test]
async fn a_directory_that_cannot_be_written_is_named() {
    let db = TestDatabase::sqlite();
    let mut directory = db.scratch().join("closed");
    std::fs::create_dir(&directory).unwrap();
    std::fs::set_permissions(&directory, std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(directory.join("probe"), "").is_ok() {
        // Who may write everywhere may not write there.
        directory = "/sys".into();
    }

    let error = refusal(&format!("sqlite:{}", directory.join("a.db").display()), Access::Write).await;

    assert!(matches!(error, OpenError::ReadOnly { .. }), "{error:?}");
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_told_from_one_that_refuses() {
    let db = TestDatabase::postgres();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();

    let silent = refusal(&format!("postgres://nobody@127.0.0.1:{free}/none"), Access::Write).await;
    let refusing = refusal(&format!("{}_not_there", db.url()), Access::Write).await;

    assert!(
        matches!(&silent, OpenError::Unreachable { address, .. } if *address == format!("127.0.0.1:{free}")),
        "{silent:?}"
    );
    assert!(matches!(refusing, OpenError::Refused { .. }), "{refusing:?}");
}

/// The role that serves needs no right to change the schema, and then it has none.
#[tokio::test]
async fn a_role_that_owns_nothing_can_serve() {
    let db = TestDatabase::postgres();
    open(&db).await.close().await;
    let role = format!("serving_{}", uuid::Uuid::now_v7().simple());
    let grants = format!(
        "CREATE ROLE {role} LOGIN PASSWORD 'of-a-test';
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role};
        GRANT INSERT ON events, log, security_log TO {role};
        GRANT INSERT, UPDATE, DELETE ON pending, head, slugs, content, tokens, folds,
            projected_v{version}, documents_v{version}, search_v{version} TO {role}",
        version = projections::fold::VERSION
    );
    behind_the_back(&db, &grants).await.unwrap();
    let url = db.url();
    let (_, server) = url.split_once('@').unwrap();
    let address = format!("postgres://{role}:of-a-test@{server}");

    let store = Store::open(&address, Access::Write).await.unwrap();
    let plan = plan_of(&store, 3).await;
    settled(&store).await;

    assert_eq!(store.log(0, 10).await.unwrap().len(), 3);
    assert_eq!(store.plans().await.unwrap(), [plan]);
    let mut serving = sqlx::PgConnection::connect(&address).await.unwrap();
    for statement in [
        "ALTER TABLE events DISABLE TRIGGER events_are_never_altered",
        "DROP TRIGGER events_are_never_altered ON events",
        "DELETE FROM events",
        "TRUNCATE events",
    ] {
        assert!(sqlx::query(statement).execute(&mut serving).await.is_err(), "{statement}");
    }
    store.close().await;
    drop(serving);
    behind_the_back(&db, &format!("DROP OWNED BY {role}; DROP ROLE {role}")).await.unwrap();
}
