//! Writers that meet: on one plan every revision has one winner, on many plans every reader gets everything.
//!
//! `MINAOSHI_COMMANDS` sets how many commands there are. The control of a reader that pages by identity, and loses
//! what is committed late, is with the storage contract.

mod following;
mod judging;
mod resting;

use crate::ledger::{Acknowledged, check, lines};
use crate::support::*;
use app::{App, AppError, request};
use following::Follower;
use judging::{Attempt, Outcome, judge};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use storage::{Access, Store};
use system_tests::{Engine, TestDatabase, on_both};

const WRITERS: usize = 32;
const COMMANDS: u64 = 2_000;
/// On which day the remarks are stated, between cycles.
const DAY: &str = "2022-05-01";

on_both!(thirty_two_writers_on_one_plan_have_one_winner_for_each_revision);
async fn thirty_two_writers_on_one_plan_have_one_winner_for_each_revision(db: TestDatabase) {
    let app = open(&db).await;
    let plan = import(&app, "contended", 6).await;
    let items: Arc<[_]> = items(app.store(), plan).await.into();
    let left = Arc::new(AtomicU64::new(option("MINAOSHI_COMMANDS", COMMANDS)));
    let follower = Follower::begin(reader(&db).await);

    let writers = (0..WRITERS).map(|writer| {
        let (app, items, left) = (app.clone(), Arc::clone(&items), Arc::clone(&left));
        tokio::spawn(async move {
            let mut known: HashMap<_, _> = items.iter().copied().collect();
            let mut attempts = Vec::new();
            while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
            {
                let number = attempts.len();
                // A while with each item: who has lost tries again upon what it was shown.
                let item = items[(writer + number / 8) % items.len()].0;
                let text = format!("{writer}番の第{number}案");
                let attempt = attempt(&app, "contended", item, known[&item], text).await;
                known.insert(item, attempt.revision_now());
                attempts.push(attempt);
            }
            attempts
        })
    });
    let mut attempts = Vec::new();
    for writer in writers.collect::<Vec<_>>() {
        attempts.extend(writer.await.unwrap());
    }

    app.store().catch_up(|_| {}).await.unwrap();
    let log = whole_log(app.store()).await;
    let begun = items.iter().map(|(item, revision)| ((*item, *revision), String::new())).collect();
    let (faults, lost) = (judge(&begun, &attempts, &log), attempts.iter().filter(|a| !a.won()).count());
    assert_eq!(faults, Vec::<String>::new());
    assert!(lost > 0, "nobody ever met anybody: {} commands", attempts.len());
    assert_eq!(follower.end(log.len() as u64).await, log, "the reader that followed has read everything");
    assert_eq!(app.store().rebuild(|_| {}).await.unwrap().differing, 0);
    println!("{} commands, {lost} of them too late", attempts.len());
}

/// Tries to state a remark upon a revision that the writer saw.
async fn attempt(app: &App, plan: &str, node: domain::id::NodeId, seen: u64, text: String) -> Attempt {
    let command = id();
    let edit = request::Edit {
        item: node.to_string(),
        field: "remark".to_owned(),
        text: text.clone(),
        kind: None,
        on: Some(DAY.to_owned()),
        seen: Some(seen),
    };
    let outcome = match app.edit_node(&staff("事務局"), plan, command, &edit).await {
        Ok(done) => Outcome::Won(done.version),
        Err(AppError::Stale { node: stale, seen, now }) => {
            assert_eq!(stale, node);
            Outcome::Lost { seen, now }
        }
        Err(other) => panic!("neither recorded nor refused with both readings: {other:?}"),
    };
    Attempt { command, node, seen, text, outcome }
}

/// A store that reads beside the writers: on SQLite for reading only, on PostgreSQL as a process of its own.
async fn reader(db: &TestDatabase) -> Store {
    let access = match db.engine() {
        Engine::Sqlite => Access::Read,
        Engine::Postgres => Access::Write,
    };
    Store::open(&db.url(), access).await.unwrap()
}

/// Three stores know nothing of each other, as three processes do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_processes_on_many_plans_leave_no_event_unread() {
    const PLANS: usize = 4;
    let db = TestDatabase::postgres();
    let apps = [open(&db).await, open(&db).await, open(&db).await];
    let slugs: Vec<String> = (0..PLANS).map(|plan| format!("plan-{plan}")).collect();
    let mut plans = Vec::new();
    for slug in &slugs {
        let plan = import(&apps[0], slug, 3).await;
        plans.push((slug.clone(), items(apps[0].store(), plan).await[0].0));
    }
    let each = option("MINAOSHI_COMMANDS", COMMANDS / 4) / WRITERS as u64;
    let follower = Follower::begin(reader(&db).await);

    let writers = (0..WRITERS).map(|writer| {
        let (app, plans) = (apps[writer % apps.len()].clone(), plans.clone());
        tokio::spawn(async move {
            let mut recorded = Vec::new();
            for number in 0..each as usize {
                let (slug, item) = &plans[(writer + number) % plans.len()];
                recorded.push(report(&app, slug, *item, &format!("{writer}-{number}")).await);
            }
            recorded
        })
    });
    let mut recorded = Vec::new();
    for writer in writers.collect::<Vec<_>>() {
        recorded.extend(writer.await.unwrap());
    }

    apps[0].store().catch_up(|_| {}).await.unwrap();
    let log = whole_log(apps[0].store()).await;
    assert_eq!(follower.end(log.len() as u64).await, log);
    assert_eq!(check(&lines(&log), recorded), []);
    assert_eq!(apps[1].store().rebuild(|_| {}).await.unwrap().differing, 0);
}

/// Reports progress, again with the same id for as long as too many others write.
async fn report(app: &App, slug: &str, item: domain::id::NodeId, bullet: &str) -> Acknowledged {
    let command = id();
    let report = request::ReportProgress {
        item: item.to_string(),
        period: None,
        bullets: vec![bullet.to_owned()],
        reported_on: DAY.to_owned(),
    };
    loop {
        match app.report_progress(&staff("事務局"), slug, command, &report).await {
            Ok(done) => return Acknowledged { command, version: done.version },
            Err(AppError::Busy) => tokio::task::yield_now().await,
            Err(other) => panic!("{other:?}"),
        }
    }
}
