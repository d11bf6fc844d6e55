//! Registers to break: small tables, plans made of them, and what the log says behind the use cases' back.

use app::import::{Import, ImportFile};
use app::{App, Caller, Settings};
use domain::Plan;
use domain::id::{NodeId, PlanId};
use domain::plan::Node;
use projections::fold::{Document, Kind, assemble};
use sqlx::Connection as _;
use storage::{Access, Logged, Store};
use system_tests::{Engine, TestDatabase};
use uuid::Uuid;

/// The edition that [`table`] makes.
pub(crate) const EDITION: &str = "令和3年3月";

pub(crate) fn id() -> Uuid {
    Uuid::now_v7()
}

pub(crate) fn staff(name: &str) -> Caller {
    Caller::operator(name)
}

/// A number that a run may ask for by a variable of its environment.
pub(crate) fn option(name: &str, otherwise: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} is a number, not {text:?}")),
        Err(_) => otherwise,
    }
}

pub(crate) async fn open(db: &TestDatabase) -> App {
    App::new(Store::open(&db.url(), Access::Write).await.unwrap(), Settings::default())
}

/// A table of one heading and that many items, as TSV.
pub(crate) fn table(items: usize) -> String {
    let mut text = format!(
        "試験実施計画\n\n見直し：{EDITION}\n\n実施事業\t実施時期\t状況\t見直し時期\t備考\n1. 情報共有\t\t\t\t\n"
    );
    for item in 1..=items {
        text.push_str(&format!("1-{item}. 事業{item}\t令和3年4月\t継続中\t\t第{item}の備考\n"));
    }
    text
}

/// Imports a table as a new plan of that name.
pub(crate) async fn import(app: &App, slug: &str, items: usize) -> PlanId {
    let file = ImportFile { name: format!("{slug}.tsv"), bytes: table(items).into_bytes() };
    let import = Import {
        plan: slug.to_owned(),
        organisation: Some("試験市議会".to_owned()),
        files: vec![file],
        ..Import::default()
    };
    app.import(&staff("事務局"), id(), &import).await.unwrap().done.unwrap().plan
}

/// The items of a plan with their revisions, in the order of the table.
pub(crate) async fn items(store: &Store, plan: PlanId) -> Vec<(NodeId, u64)> {
    let mut nodes: Vec<Node> = shown(store, plan).await.nodes.into_values().collect();
    nodes.retain(|node| node.kind == domain::event::NodeKind::Item);
    nodes.sort_by_key(|node| node.title.to_string());
    nodes.into_iter().map(|node| (node.id, node.revision)).collect()
}

/// A plan as its documents have it.
pub(crate) async fn shown(store: &Store, plan: PlanId) -> Plan {
    let mut documents = Vec::new();
    for kind in [Kind::Plan, Kind::Node, Kind::Row] {
        documents.extend(store.documents(plan, kind).await.unwrap());
    }
    assemble(&documents).unwrap().unwrap()
}

/// The whole log, read page by page.
pub(crate) async fn whole_log(store: &Store) -> Vec<Logged> {
    let mut read = Vec::new();
    loop {
        let page = store.log(read.len() as u64, 500).await.unwrap();
        if page.is_empty() {
            return read;
        }
        read.extend(page);
    }
}

/// Every document of every plan, in order.
pub(crate) async fn rows(store: &Store) -> Vec<(PlanId, Document)> {
    let mut all = Vec::new();
    for plan in store.plans().await.unwrap() {
        for kind in Kind::ALL {
            all.extend(store.documents(plan, kind).await.unwrap().into_iter().map(|row| (plan, row)));
        }
    }
    all
}

/// A runtime for stories that block.
pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Statements behind the store's back.
pub(crate) async fn behind_the_back(db: &TestDatabase, statements: &str) {
    match db.engine() {
        Engine::Sqlite => {
            let mut connection = sqlx::SqliteConnection::connect(&db.url()).await.unwrap();
            sqlx::raw_sql(statements).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
        Engine::Postgres => {
            let mut connection = sqlx::PgConnection::connect(&db.url()).await.unwrap();
            sqlx::raw_sql(statements).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
    }
}

/// A number that is asked for behind the store's back.
pub(crate) async fn count(db: &TestDatabase, query: &str) -> i64 {
    match db.engine() {
        Engine::Sqlite => {
            let mut connection = sqlx::SqliteConnection::connect(&db.url()).await.unwrap();
            sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap()
        }
        Engine::Postgres => {
            let mut connection = sqlx::PgConnection::connect(&db.url()).await.unwrap();
            sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap()
        }
    }
}
