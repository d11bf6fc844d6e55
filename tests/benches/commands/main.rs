//! V1 and V2: commands through HTTP to a durable event, against the database's own rate of single inserts.
//!
//! A service of its own is started on a database with sixteen plans; sixteen clients decide, each on its plan, one
//! request after another. The clock stops when the log has numbered everything and every read model shows it. The
//! peer writes rows of about 440 bytes, one a transaction, into the same table with the same triggers: pgbench with
//! sixteen clients on PostgreSQL, one loop on SQLite. The two take turns, and the ratio is that of each turn.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

mod client;
mod ground;
mod peer;

use client::Client;
use ground::prepared;
use std::time::{Duration, Instant};
use storage::{Access, Store};
use system_tests::bench::{Aim, Asked, Figure, median, say};
use system_tests::{Engine, Server, TestDatabase};

const CLIENTS: usize = 16;

/// How large a run is.
#[derive(Debug, Clone, Copy)]
struct Size {
    /// Items of each plan.
    items: u32,
    /// How often the two take turns.
    turns: u32,
    /// How long a turn is.
    turn: Duration,
}

fn main() {
    let asked = Asked::from_args();
    let real = Size { items: 400, turns: 5, turn: Duration::from_secs(4) };
    let smoke = Size { items: 4, turns: 1, turn: Duration::from_millis(300) };
    let size = asked.scale(real, smoke);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (row, engine) in [("V1", Engine::Postgres), ("V2", Engine::Sqlite)] {
        runtime.block_on(compare(row, engine, size));
    }
}

async fn compare(row: &'static str, engine: Engine, size: Size) {
    let (ours, theirs) = (TestDatabase::on(engine), TestDatabase::on(engine));
    let (secret, works) = prepared(&ours, CLIENTS, size.items).await;
    // The peer's tables, empty.
    Store::open(&theirs.url(), Access::Write).await.unwrap().close().await;
    let server = Server::start(&ours);
    let mut clients = Vec::new();
    for work in works {
        clients.push(Client::connect(server.address(), &secret, work).await);
    }
    let (mut rates, mut peers) = (Vec::new(), Vec::new());
    for turn in 0..size.turns {
        let peer = match engine {
            Engine::Postgres => peer::pgbench(&theirs, CLIENTS, size.turn, turn),
            Engine::Sqlite => peer::single_inserts(&theirs, size.turn, turn).await,
        };
        let (rate, last) = commands(&mut clients, size.turn, &ours).await;
        say(&format!(
            "turn {turn}: {rate:.0} commands/s, {peer:.0} inserts/s; caught up {last:.1?} after the last answer"
        ));
        rates.push(rate);
        peers.push(peer);
    }
    assert!(server.stop().success());
    let ratios: Vec<f64> = rates.iter().zip(&peers).map(|(ours, theirs)| ours / theirs).collect();
    let peer = match engine {
        Engine::Postgres => "pgbench",
        Engine::Sqlite => "single inserts",
    };
    let figure = Figure {
        row,
        work: format!("commands through HTTP, {CLIENTS} clients, {engine:?}"),
        figure: format!("{:.0}/s", median(&rates)),
        limit: format!("{peer}: {:.0}/s", median(&peers)),
        value: median(&ratios),
        aim: (Aim::AtLeast(1.0), ""),
    };
    figure.print();
}

/// The rate of one turn, and how long it took to catch up after the last answer.
async fn commands(clients: &mut Vec<Client>, turn: Duration, db: &TestDatabase) -> (f64, Duration) {
    let begun = Instant::now();
    let running = clients.drain(..).map(|mut client| {
        tokio::spawn(async move {
            let mut answered = 0_u32;
            while begun.elapsed() < turn {
                client.decide().await;
                answered += 1;
            }
            (client, answered)
        })
    });
    let mut answered = 0;
    for client in running.collect::<Vec<_>>() {
        let (client, number) = client.await.unwrap();
        clients.push(client);
        answered += number;
    }
    let acknowledged = begun.elapsed();
    peer::caught_up(db).await;
    let all = begun.elapsed();
    (f64::from(answered) / all.as_secs_f64(), all - acknowledged)
}
