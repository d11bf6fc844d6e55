//! `kill -9` of the server under sixteen writers: nothing that it acknowledged is lost, nothing is recorded twice.
//!
//! `MINAOSHI_KILLS` sets how often. Each writer chooses the ids of its requests before it sends them, repeats what was
//! not answered with the same id, and only then goes on.

mod writer;

use crate::ledger::{Acknowledged, Line, check, lines, missing};
use crate::support::*;
use reqwest::blocking::Client;
use serde_json::Value;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};
use storage::{Access, Store};
use system_tests::{Server, TestDatabase, cli, on_both_blocking};
use uuid::Uuid;
use writer::{Round, Writer};

const KILLS: u64 = 20;
/// Plans in which cycles are run, by one each.
const CYCLES: usize = 4;
/// All plans; in the others progress is reported.
const PLANS: usize = 7;
/// How many report progress in each of those.
const REPORTERS: usize = 4;

on_both_blocking!(nothing_acknowledged_is_lost_when_the_server_is_killed);
fn nothing_acknowledged_is_lost_when_the_server_is_killed(db: TestDatabase) {
    let runtime = runtime();
    let mut writers = runtime.block_on(begin(&db));
    let secret = token(&db);
    let client = Client::builder().no_proxy().timeout(Duration::from_secs(60)).build().unwrap();
    let kills = option("MINAOSHI_KILLS", KILLS);
    let mut worst = Duration::ZERO;
    for kill in 0..kills {
        let (server, ready) = start(&db, &client);
        worst = worst.max(ready);
        // The log has everything that was acknowledged before, and nothing of it twice.
        let log = runtime.block_on(log(&db));
        assert_eq!(check(&log, acknowledged(&writers)), [], "after {kill} kills");
        // Some dozens of answers, never at the same moment of the work.
        let answers = 20 + (kill * 37) % 61;
        let round =
            Round { address: server.address().to_owned(), secret: secret.clone(), client: client.clone() };
        write_until_killed(&mut writers, &round, server, answers);
    }

    let (server, ready) = start(&db, &client);
    let round = Round { address: server.address().to_owned(), secret, client: client.clone() };
    let unanswered: usize = writers.iter().filter(|writer| writer.has_unanswered()).count();
    for writer in &mut writers {
        writer.repeat_unanswered(&round);
    }
    let log = runtime.block_on(log(&db));
    let sent: Vec<Uuid> = writers.iter().flat_map(|writer| writer.sent.iter().copied()).collect();
    assert_eq!(check(&log, acknowledged(&writers)), []);
    assert!(missing(&log, &sent).is_empty(), "what was repeated until it was answered is recorded");
    assert_eq!(acknowledged(&writers).count(), sent.len());
    let found_recorded: u64 = writers.iter().map(|writer| writer.found_recorded).sum();
    assert!(server.stop().success());
    let app = runtime.block_on(open(&db));
    runtime.block_on(app.store().catch_up(|_| {})).unwrap();
    let rebuilt = runtime.block_on(app.rebuild(&staff("事務局"), |_| {})).unwrap();
    assert_eq!(
        (rebuilt.plans, rebuilt.differing),
        (PLANS as u64, 0),
        "the rows are those of a clean rebuild"
    );
    println!(
        "{kills} kills, {} requests of which {found_recorded} were recorded without an answer, {unanswered} left at \
         the end, {} events; ready again after {:?} at worst",
        sent.len(),
        log.len(),
        worst.max(ready),
    );
}

/// Plans to write to, and who writes: twelve report progress of a few items, four run cycles, each in a plan of its own,
/// whose commands have several events.
async fn begin(db: &TestDatabase) -> Vec<Writer> {
    let app = open(db).await;
    let mut writers = Vec::new();
    for number in 0..PLANS {
        let slug = format!("plan-{number}");
        let plan = import(&app, &slug, 3).await;
        let items = items(app.store(), plan).await;
        if number < CYCLES {
            writers.push(Writer::of_cycles(&slug));
        } else {
            writers.extend((0..REPORTERS).map(|reporter| Writer::of_progress(&slug, items[reporter % 2].0)));
        }
    }
    app.store().close().await;
    assert_eq!(writers.len(), 16);
    writers
}

/// A token for a member of staff.
fn token(db: &TestDatabase) -> String {
    let arguments = ["token", "create", "--name", "書記", "--role", "staff", "--json"];
    let token: Value = cli(db).args(arguments).run().success().json();
    token["secret"].as_str().unwrap().to_owned()
}

/// Starts a server, waits until it is ready, and says how long that took.
fn start(db: &TestDatabase, client: &Client) -> (Server, Duration) {
    let begun = Instant::now();
    let server = Server::start(db);
    while !client.get(server.url("/readyz")).send().unwrap().status().is_success() {
        assert!(begun.elapsed() < Duration::from_secs(60), "never ready again\n{}", server.said());
    }
    (server, begun.elapsed())
}

/// Lets everybody write, and kills the server after that many answers, in the middle of the others.
fn write_until_killed(writers: &mut [Writer], round: &Round, server: Server, answers: u64) {
    let (answered, answer) = channel();
    std::thread::scope(|scope| {
        for writer in writers.iter_mut() {
            let answered: Sender<()> = answered.clone();
            scope.spawn(move || writer.write(round, &answered));
        }
        drop(answered);
        for _ in 0..answers {
            answer.recv().expect("somebody writes for as long as the server runs");
        }
        server.kill9();
    });
}

fn acknowledged(writers: &[Writer]) -> impl Iterator<Item = Acknowledged> {
    writers.iter().flat_map(|writer| writer.acknowledged.iter().copied())
}

/// The whole log, once everything that is committed is numbered.
async fn log(db: &TestDatabase) -> Vec<Line> {
    let store = Store::open(&db.url(), Access::Read).await.unwrap();
    let numbered = async {
        loop {
            let counts = store.counts().await.unwrap();
            if counts.events == counts.logged {
                return counts.events;
            }
            tokio::task::yield_now().await;
        }
    };
    let events = tokio::time::timeout(Duration::from_secs(60), numbered).await.expect("nobody numbers");
    let log = lines(&whole_log(&store).await);
    assert_eq!(log.len() as u64, events);
    store.close().await;
    log
}
