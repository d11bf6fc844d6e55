//! P1: readers of pages while ten people ask for files at once, and the time from a register that is empty to files in hand
//! (V9), in one process.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use app::import::{Import, ImportFile};
use app::{Access, App, Caller, Settings, Store};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use system_tests::bench::{Aim, Asked, Figure, median, millis, percentile};
use system_tests::{Engine, TestDatabase};
use tower::ServiceExt;
use uuid::Uuid;

const PLAN: &str = "measured";
const EDITION: &str = "令和3年3月";
/// How many ask for files at once.
const CROWD: usize = 10;
const TABLE: &str = include_str!("../../../tests/fixtures/nagareyama-2021-03.source.tsv");

fn main() {
    let asked = Asked::from_args();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        // As the service runs: a thread for each core.
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            from_nothing(engine).await;
            crowded(engine, asked.scale(20, 1)).await;
        });
    }
}

/// Imports and publishes the sample.
async fn published(db: &TestDatabase) -> (App, Router) {
    let app = App::new(Store::open(&db.url(), Access::Write).await.unwrap(), Settings::default());
    let staff = Caller::operator("事務局 一郎");
    let import = Import {
        plan: PLAN.to_owned(),
        organisation: Some("流山市議会".to_owned()),
        files: vec![ImportFile { name: "table.tsv".to_owned(), bytes: TABLE.into() }],
        ..Import::default()
    };
    app.import(&staff, Uuid::now_v7(), &import).await.unwrap();
    app.publish_edition(&staff, PLAN, Uuid::now_v7(), EDITION).await.unwrap();
    let router = web::router(app.clone(), web::Options::default());
    (app, router)
}

fn file(format: &str) -> String {
    format!("/api/v1/plans/{PLAN}/print?of=table&format={format}")
}

async fn from_nothing(engine: Engine) {
    let db = TestDatabase::on(engine);
    let begun = Instant::now();
    let (app, router) = published(&db).await;
    for format in ["xlsx", "pdf", "csv"] {
        ask(&router, &file(format)).await;
    }
    let taken = millis(begun.elapsed());
    let figure = Figure {
        row: "V9",
        work: format!("the sample: open, import, publish, xlsx, PDF, CSV, {engine:?}"),
        figure: format!("{taken:.0} ms"),
        limit: String::new(),
        value: taken,
        aim: (Aim::AtMost(1000.0), "ms"),
    };
    figure.print();
    app.store().close().await;
}

async fn crowded(engine: Engine, each: usize) {
    let db = TestDatabase::on(engine);
    let (app, router) = published(&db).await;
    let page = format!("/p/{PLAN}/");
    ask(&router, &page).await;
    ask(&router, &file("pdf")).await;
    let mut alone = Vec::new();
    for _ in 0..each * 20 {
        alone.push(ask(&router, &page).await);
    }
    let left = Arc::new(AtomicUsize::new(CROWD));
    for _ in 0..CROWD {
        let (router, left) = (router.clone(), Arc::clone(&left));
        tokio::spawn(async move {
            for _ in 0..each {
                ask(&router, &file("pdf")).await;
            }
            left.fetch_sub(1, Ordering::AcqRel);
        });
    }
    let mut taken = Vec::new();
    // On a thread of its own, as each request has one.
    let reading = tokio::spawn(async move {
        while left.load(Ordering::Acquire) > 0 {
            taken.push(ask(&router, &page).await);
        }
        taken
    });
    let taken = reading.await.unwrap();
    let p99 = percentile(&taken, 0.99);
    let figure = Figure {
        row: "P1",
        work: format!("a page while {CROWD} ask for PDFs of 60 rows, {engine:?}"),
        figure: format!("p99 {p99:.2} ms (half {:.2} ms)", median(&taken)),
        limit: format!("alone p99 {:.2} ms", percentile(&alone, 0.99)),
        value: p99,
        aim: (Aim::AtMost(20.0), "ms"),
    };
    figure.print();
    app.store().close().await;
}

/// How many milliseconds an answer takes.
async fn ask(router: &Router, path: &str) -> f64 {
    let request = Request::builder().uri(path).header("accept-encoding", "br").body(Body::empty()).unwrap();
    let begun = Instant::now();
    let response = router.clone().oneshot(request).await.unwrap();
    assert!(response.status().is_success(), "{path}: {}", response.status());
    to_bytes(response.into_body(), usize::MAX).await.unwrap();
    millis(begun.elapsed())
}
