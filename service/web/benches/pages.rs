//! V6 for pages: how long the service works for a page, from the request to its last byte, compressed as browsers ask for
//! it, without the network.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use app::import::{Import, ImportFile};
use app::{Access, App, Caller, Settings, Store};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use std::fmt::Write;
use std::time::Instant;
use system_tests::bench::{Aim, Asked, Figure, median, millis, percentile};
use system_tests::{Engine, TestDatabase};
use tower::ServiceExt;
use uuid::Uuid;

const PLAN: &str = "measured";

fn main() {
    let asked = Asked::from_args();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        for (items, reviews, limit) in [(51, 1, 10.0), (1000, 1, 50.0), (1000, 16, 50.0)] {
            let shape = Shape { items: asked.scale(items, 51), reviews: asked.scale(reviews, 2) };
            runtime.block_on(measure(engine, shape, limit, asked.scale(300, 5)));
        }
    }
}

/// The size of the plan.
#[derive(Debug, Clone, Copy)]
struct Shape {
    items: usize,
    reviews: usize,
}

async fn measure(engine: Engine, shape: Shape, limit: f64, times: usize) {
    let Shape { items, reviews } = shape;
    let db = TestDatabase::on(engine);
    let app = App::new(Store::open(&db.url(), Access::Write).await.unwrap(), Settings::default());
    let staff = Caller::operator("事務局 一郎");
    for review in (0..reviews).rev() {
        let edition = format!("令和{}年{}月", 3 - review / 12 + 2, 12 - review % 12);
        let import = Import {
            plan: PLAN.to_owned(),
            organisation: Some("試験市議会".to_owned()),
            files: vec![ImportFile { name: "table.tsv".to_owned(), bytes: table(&edition, items).into() }],
            ..Import::default()
        };
        app.import(&staff, Uuid::now_v7(), &import).await.unwrap();
        app.publish_edition(&staff, PLAN, Uuid::now_v7(), &edition).await.unwrap();
    }
    let router = web::router(app.clone(), web::Options::default());
    let paths = [
        ("the table", format!("/p/{PLAN}/")),
        ("narrowed by words", format!("/p/{PLAN}/?q=%E8%B2%BB%E7%94%A8")),
        ("as of a day", format!("/p/{PLAN}/?as_of=2024-04-01")),
        ("search", "/search?q=%E8%B2%BB%E7%94%A8".to_owned()),
        ("the first page", "/".to_owned()),
    ];
    for (what, path) in paths {
        // The first opens connections.
        let bytes = ask(&router, &path).await.1;
        let mut taken = Vec::with_capacity(times);
        for _ in 0..times {
            taken.push(ask(&router, &path).await.0);
        }
        let p99 = percentile(&taken, 0.99);
        let figure = Figure {
            row: "V6",
            work: format!("page: {what}, {items} items, {reviews} editions, {engine:?}"),
            figure: format!(
                "p99 {p99:.2} ms (half {:.2} ms), {} KB compressed",
                median(&taken),
                bytes / 1024
            ),
            limit: String::new(),
            value: p99,
            aim: (Aim::AtMost(limit), "ms"),
        };
        figure.print();
    }
    app.store().close().await;
}

/// How many milliseconds a page takes, and how many bytes it has.
async fn ask(router: &Router, path: &str) -> (f64, usize) {
    let request = Request::builder().uri(path).header("accept-encoding", "br").body(Body::empty()).unwrap();
    let begun = Instant::now();
    let response = router.clone().oneshot(request).await.unwrap();
    assert!(response.status().is_success(), "{path}: {}", response.status());
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (millis(begun.elapsed()), bytes.len())
}

/// A table of so many items in sections of fifty, with remarks as long as councils write them.
fn table(edition: &str, items: usize) -> String {
    let mut table =
        format!("試験実施計画\n\n見直し：{edition}\n\n実施事業\t実施時期\t状況\t見直し時期\t備考\n");
    let words = ["継続中", "実施済み", "未着手", "平成30年11月 中止"];
    for item in 0..items {
        let (section, place) = (item / 50 + 1, item % 50 + 1);
        if place == 1 {
            writeln!(table, "{section}. 章{section}\t\t\t\t").unwrap();
        }
        let remark = if item % 10 == 0 {
            "費用の増大を招くとの判断から"
        } else {
            "関係部署と調整のうえ"
        };
        let remark =
            format!("{edition}：{remark}、議会運営委員会の協議を経て取り組みを見直しました。").repeat(2);
        let status = words[item % words.len()];
        writeln!(table, "{section}-{place}. 事業{item}の実施\t平成30年4月\t{status}\t平成30年11月\t{remark}")
            .unwrap();
    }
    table
}
