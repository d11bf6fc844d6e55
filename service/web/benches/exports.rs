//! P1: readers of pages while ten people ask for files at once, long texts that go out as they are written, and the time
//! from a register that is empty to files in hand (V9), in one process.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use app::import::{Import, ImportFile};
use app::request::{DocumentKind, DocumentQuery, Look};
use app::{Access, App, Caller, FileFormat, InForm, Settings, Store};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use domain::digest::Digest;
use export::document_of::{self, About};
use export::{Manner, Progress};
use projections::wording::Language;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use system_tests::bench::{Aim, Asked, Figure, median, millis, percentile};
use system_tests::{Engine, TestDatabase};
use tower::ServiceExt;
use uuid::Uuid;

const PLAN: &str = "measured";
const LONG: &str = "long";
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
            texts(engine, asked.scale(167, 2)).await;
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
    let work = format!("a page while {CROWD} ask for PDFs of 60 rows, {engine:?}");
    reading_while(&router, (file("pdf"), each), work).await;
    app.store().close().await;
}

/// Reads a page of the sample again and again while a crowd asks for a file, each so many times.
async fn reading_while(router: &Router, (file, each): (String, usize), work: String) {
    let page = format!("/p/{PLAN}/");
    ask(router, &page).await;
    ask(router, &file).await;
    let mut alone = Vec::new();
    for _ in 0..each * 20 {
        alone.push(ask(router, &page).await);
    }
    let left = Arc::new(AtomicUsize::new(CROWD));
    for _ in 0..CROWD {
        let (router, left, file) = (router.clone(), Arc::clone(&left), file.clone());
        tokio::spawn(async move {
            for _ in 0..each {
                ask(&router, &file).await;
            }
            left.fetch_sub(1, Ordering::AcqRel);
        });
    }
    let mut taken = Vec::new();
    let router = router.clone();
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
        work,
        figure: format!("p99 {p99:.2} ms (half {:.2} ms)", median(&taken)),
        limit: format!("alone p99 {:.2} ms", percentile(&alone, 0.99)),
        value: p99,
        aim: (Aim::AtMost(20.0), "ms"),
    };
    figure.print();
}

/// Texts of the sample so many times: sent as they are written, against the same made as a whole, with its digest.
async fn texts(engine: Engine, times: usize) {
    let db = TestDatabase::on(engine);
    let (app, router) = published(&db).await;
    let staff = Caller::operator("事務局 一郎");
    let import = Import {
        plan: LONG.to_owned(),
        organisation: Some("流山市議会".to_owned()),
        files: vec![ImportFile { name: "table.tsv".to_owned(), bytes: repeated(times).into() }],
        ..Import::default()
    };
    app.import(&staff, Uuid::now_v7(), &import).await.unwrap();
    app.store().catch_up(|_| {}).await.unwrap();
    app.publish_edition(&staff, LONG, Uuid::now_v7(), EDITION).await.unwrap();
    let table = app.table(&staff, LONG, &Look::default()).await.unwrap();
    let manner = Manner::default();
    let document = document_of::table(&table, Language::Japanese, &About::day(jiff::civil::date(2021, 3, 1)));
    let wholes: [(&str, &dyn Fn() -> Vec<u8>); 4] = [
        ("tsv", &|| export::tsv(&table).into_bytes()),
        ("csv", &|| export::csv(&table, manner.csv)),
        ("json", &|| export::json(&table).unwrap().into_bytes()),
        ("html", &|| export::html(&document).into_bytes()),
    ];
    for (format, whole) in wholes {
        let form =
            InForm { format: FileFormat::of_name(format).unwrap(), manner, language: Language::Japanese };
        let query = DocumentQuery::of(DocumentKind::Table);
        let (mut made, mut first, mut last, mut bytes) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for _ in 0..5 {
            let begun = Instant::now();
            let length = {
                let bytes = whole();
                std::hint::black_box(Digest::of_bytes(&bytes));
                bytes.len()
            };
            made.push(millis(begun.elapsed()));
            let prepared = app.document(&staff, LONG, &query, form).await.unwrap();
            let begun = Instant::now();
            let mut sent = app.send(prepared, manner, &Progress::default()).await.unwrap();
            bytes = 0;
            while let Some(piece) = sent.content.piece().await {
                if bytes == 0 {
                    first.push(millis(begun.elapsed()));
                }
                bytes += piece.unwrap().len();
            }
            last.push(millis(begun.elapsed()));
            assert!(bytes.abs_diff(length) < 1024, "{format}: {bytes} of {length}");
        }
        let (made, first, last) = (median(&made), median(&first), median(&last));
        let rows = table.rows.len();
        let figure = Figure {
            row: "P1",
            work: format!(
                "{format} of {rows} rows ({:.1} MB) as it is written, {engine:?}",
                megabytes(bytes)
            ),
            figure: format!("first byte {first:.1} ms, last {last:.1} ms"),
            limit: format!("as a whole {made:.1} ms"),
            value: last / made,
            aim: (Aim::AtMost(3.0), ""),
        };
        figure.print();
    }
    let file = format!("/api/v1/plans/{LONG}/print?of=table&format=json");
    let work = format!("a page while {CROWD} ask for JSON of {} rows, {engine:?}", table.rows.len());
    reading_while(&router, (file, 2), work).await;
    app.store().close().await;
}

#[expect(clippy::cast_precision_loss, reason = "of files")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// The sample so many times, under numbers of their own.
fn repeated(times: usize) -> String {
    let header = TABLE.lines().position(|line| line.starts_with("実施事業")).unwrap() + 1;
    let above: Vec<&str> = TABLE.lines().take(header).collect();
    let again = |time: usize| TABLE.lines().skip(header).map(move |line| renumbered(line, time * 10));
    let rows: Vec<String> = (0..times).flat_map(again).collect();
    format!("{}\n{}\n", above.join("\n"), rows.join("\n"))
}

/// The row with its first number moved on.
fn renumbered(line: &str, by: usize) -> String {
    let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    match line[..digits].parse::<usize>() {
        Ok(number) => format!("{}{}", number + by, &line[digits..]),
        Err(_) => line.to_owned(),
    }
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
