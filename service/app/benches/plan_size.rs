//! V3: a command on a plan with 100,000 events, warm, against the same command on a plan with 100.
//!
//! The command is a decision about one item, through the use case, until the read models show it. Two large plans are
//! tried, a long one and a broad one; each is written through the store, all decisions of a review in one command. No
//! item is decided twice: for that the small plan is a good number of small plans.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

mod support;

use app::{Caller, request};
use domain::id::{NodeId, PlanId};
use std::time::Instant;
use support::Service;
use system_tests::bench::plan::Shape;
use system_tests::bench::{Aim, Asked, Figure, median, millis, say};
use system_tests::{Engine, TestDatabase};
use uuid::Uuid;

/// About a hundred events.
const SMALL: Shape = Shape { items: 16, reviews: 3 };
/// About 100,000 events each: twenty years of reviews each quarter, and five thousand items.
const LARGE: [Shape; 2] = [Shape { items: 1_000, reviews: 82 }, Shape { items: 5_000, reviews: 16 }];
/// How many decisions are measured on each side.
const DECISIONS: usize = 320;

fn main() {
    let asked = Asked::from_args();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        for large in LARGE {
            let large = asked.scale(large, Shape { items: 40, reviews: 5 });
            let decisions = asked.scale(DECISIONS, 20);
            runtime.block_on(compare(engine, large, decisions));
        }
    }
}

async fn compare(engine: Engine, large: Shape, decisions: usize) {
    let db = TestDatabase::on(engine);
    let mut service = Service::open(&db.url()).await;
    let begun = Instant::now();
    let (plan, events, items) = service.plan(large).await;
    let large_ones: Vec<Item> = items.into_iter().map(|item| Item::new(plan, item)).collect();
    let (mut small_ones, mut small_events) = (Vec::new(), 0);
    while small_ones.len() < decisions {
        let (plan, events, items) = service.plan(SMALL).await;
        small_events = events;
        small_ones.extend(items.into_iter().map(|item| Item::new(plan, item)));
    }
    service.serve().await;
    say(&format!("{events} events, {} items: written and folded in {:.1?}", large.items, begun.elapsed()));
    let caller = Caller::operator("事務局 一郎");
    let (mut small, mut large_times) = (Vec::new(), Vec::new());
    // The first turn warms both sides: each plan is in memory then.
    for item in small_ones.iter().step_by(SMALL.items as usize).chain(&large_ones[..1]) {
        item.decide(&service, &caller).await;
    }
    let far = large_ones.len() / decisions;
    let spread = large_ones.iter().skip(1).step_by(far.max(1));
    let fresh = small_ones.iter().enumerate().filter(|(at, _)| at % SMALL.items as usize != 0);
    for (one, (_, other)) in spread.zip(fresh).take(decisions) {
        large_times.push(one.decide(&service, &caller).await);
        small.push(other.decide(&service, &caller).await);
    }
    let (of_large, of_small) = (median(&large_times), median(&small));
    service.close().await;
    let figure = Figure {
        row: "V3",
        work: format!("a decision, plan with {events} events and {} items, {engine:?}", large.items),
        figure: format!("{of_large:.2} ms"),
        limit: format!("with {small_events} events: {of_small:.2} ms"),
        value: of_large / of_small,
        aim: (Aim::AtMost(1.5), ""),
    };
    figure.print();
}

struct Item {
    plan: PlanId,
    node: NodeId,
    revision: u64,
}

impl Item {
    fn new(plan: PlanId, (node, revision): (NodeId, u64)) -> Self {
        Self { plan, node, revision }
    }

    /// How long the decision took, in milliseconds.
    async fn decide(&self, service: &Service, caller: &Caller) -> f64 {
        let request = request::Decide {
            item: self.node.to_string(),
            unchanged: true,
            seen: Some(self.revision),
            ..request::Decide::default()
        };
        let (plan, id) = (self.plan.to_string(), Uuid::now_v7());
        let begun = Instant::now();
        let done = service.app.decide(caller, &plan, id, &request).await.unwrap();
        let taken = millis(begun.elapsed());
        assert!(done.shown);
        taken
    }
}
