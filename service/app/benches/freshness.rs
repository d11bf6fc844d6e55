//! V7: how long after a write is acknowledged every read model shows it, to a reader of another process.
//!
//! Sixteen writers decide on sixteen plans. When one has its answer, it asks through a store of its own, which shares
//! nothing with the writing one, until the item's document, the plan's version and the search show what was written.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

mod support;

use app::{Caller, request};
use domain::id::{NodeId, PlanId};
use projections::fold::{Document, Kind};
use std::sync::Arc;
use std::time::Instant;
use storage::{Access, Store};
use support::Service;
use system_tests::bench::plan::Shape;
use system_tests::bench::{Aim, Asked, Figure, millis, percentile};
use system_tests::{Engine, TestDatabase};
use uuid::Uuid;

const WRITERS: usize = 16;

fn main() {
    let asked = Asked::from_args();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        runtime.block_on(follow(engine, asked.scale(100, 5)));
    }
}

async fn follow(engine: Engine, items: u32) {
    let db = TestDatabase::on(engine);
    let mut service = Service::open(&db.url()).await;
    let mut plans = Vec::new();
    for _ in 0..WRITERS {
        plans.push(service.plan(Shape { items, reviews: 1 }).await);
    }
    service.serve().await;
    let service = Arc::new(service);
    let reader = Store::open(&db.url(), Access::Read).await.unwrap();
    let writers = plans.into_iter().map(|(plan, _, items)| {
        let (service, reader) = (Arc::clone(&service), reader.clone());
        tokio::spawn(async move { write(&service, &reader, plan, items).await })
    });
    let (mut answered, mut shown) = (Vec::new(), Vec::new());
    for writer in writers.collect::<Vec<_>>() {
        // The first write of each opens the connections.
        for (answer, show) in writer.await.unwrap().into_iter().skip(1) {
            answered.push(answer);
            shown.push(show);
        }
    }
    reader.close().await;
    let service = Arc::into_inner(service).unwrap();
    service.close().await;
    let (of_answer, of_show) = (percentile(&answered, 0.99), percentile(&shown, 0.99));
    let figure = Figure {
        row: "V7",
        work: format!("acknowledged → shown, {WRITERS} writers, {} writes, {engine:?}", shown.len()),
        figure: format!("p99 {of_show:.2} ms (the write itself: p99 {of_answer:.1} ms)"),
        limit: String::new(),
        value: of_show,
        aim: (Aim::AtMost(20.0), "ms"),
    };
    figure.print();
}

/// How long each answer took, and how long after it all was shown.
async fn write(
    service: &Service,
    reader: &Store,
    plan: PlanId,
    items: Vec<(NodeId, u64)>,
) -> Vec<(f64, f64)> {
    let caller = Caller::operator("事務局 一郎");
    let mut times = Vec::new();
    for (node, seen) in items {
        let word = word();
        let request = request::Decide {
            item: node.to_string(),
            status: Some("継続中".to_owned()),
            remark: Some(word.clone()),
            seen: Some(seen),
            ..request::Decide::default()
        };
        let begun = Instant::now();
        let done = service.app.decide(&caller, &plan.to_string(), Uuid::now_v7(), &request).await.unwrap();
        let answered = begun.elapsed();
        while !shows(reader, plan, node, done.version, &word).await {}
        times.push((millis(answered), millis(begun.elapsed() - answered)));
    }
    times
}

/// A word of four characters that nothing else has, for the search.
fn word() -> String {
    let chance = Uuid::now_v7();
    let (_, chance) = chance.as_bytes().split_at(8);
    let characters = chance.chunks(2).map(|two| u32::from(two[0]) << 8 | u32::from(two[1]));
    // The first 20,000 of the unified ideographs.
    characters
        .map(|number| char::from_u32(0x4e00 + number % 20_000).expect("they are all assigned"))
        .collect()
}

async fn shows(reader: &Store, plan: PlanId, node: NodeId, version: u64, word: &str) -> bool {
    reader.projected_version(plan).await.unwrap() >= version
        && documents_of(reader, plan, node).await.iter().any(|document| document.body.contains(word))
        && found(reader, plan, word).await
}

/// A node with its further parts.
async fn documents_of(reader: &Store, plan: PlanId, node: NodeId) -> Vec<Document> {
    reader.documents_prefix(plan, Kind::Node, &node.to_string()).await.unwrap()
}

async fn found(reader: &Store, plan: PlanId, word: &str) -> bool {
    !reader.search(word, Some(plan), 10).await.unwrap().is_empty()
}
