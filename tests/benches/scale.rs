//! V12: two and four serving processes on one PostgreSQL, against one.
//!
//! Each process has one thread for its work, so that one of them cannot take the whole machine; the clients and the
//! database need their share of the cores too. Reading is the table of a plan over HTTP. Then every process records
//! commands on every plan at the same time, while one follower a process reads the log: nothing may come twice, late or
//! not at all.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

#[path = "commands/client.rs"]
mod client;
#[path = "commands/ground.rs"]
mod ground;

use client::{Client, Work};
use domain::id::PlanId;
use ground::prepared;
use std::collections::HashMap;
use std::process::Command;
use std::time::{Duration, Instant};
use storage::{Access, Store};
use system_tests::bench::{Aim, Asked, Figure, median, say};
use system_tests::{Server, TestDatabase, binary};
use tokio::sync::watch;

const CLIENTS: usize = 16;
/// How many processes serve, one after another.
const PROCESSES: [usize; 3] = [1, 2, 4];
/// How often a follower looks.
const POLL: Duration = Duration::from_millis(5);

/// How large a run is.
#[derive(Debug, Clone, Copy)]
struct Size {
    /// Items of each plan.
    items: u32,
    /// How often each number of processes has its turn.
    turns: u32,
    /// How long a turn is.
    turn: Duration,
}

fn main() {
    let asked = Asked::from_args();
    let real = Size { items: 50, turns: 5, turn: Duration::from_secs(3) };
    let smoke = Size { items: 4, turns: 1, turn: Duration::from_millis(300) };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(scale(asked.scale(real, smoke)));
}

async fn scale(size: Size) {
    let db = TestDatabase::postgres();
    let (secret, mut works) = prepared(&db, CLIENTS, size.items).await;
    let mut rates: HashMap<usize, Vec<f64>> = HashMap::new();
    for turn in 0..size.turns {
        for processes in PROCESSES {
            let servers: Vec<Server> = (0..processes).map(|_| server(&db)).collect();
            let mut clients = connected(&servers, &secret, works).await;
            let rate = reads(&mut clients, size.turn).await;
            say(&format!("turn {turn}: {processes} processes: {rate:.0} tables/s"));
            rates.entry(processes).or_default().push(rate);
            works = clients.into_iter().map(Client::into_work).collect();
            servers.into_iter().for_each(|server| assert!(server.stop().success()));
        }
    }
    let one = &rates[&1];
    for processes in &PROCESSES[1..] {
        let ratios: Vec<f64> = rates[processes].iter().zip(one).map(|(many, one)| many / one).collect();
        let figure = Figure {
            row: "V12",
            work: format!("tables read, {processes} processes of one thread, {CLIENTS} clients, PostgreSQL"),
            figure: format!("{:.0}/s", median(&rates[processes])),
            limit: format!("one process: {:.0}/s", median(one)),
            value: median(&ratios),
            aim: (Aim::AtLeast(1.2), ""),
        };
        figure.print();
    }
    follow(&db, &secret, works, size.turn).await;
}

fn server(db: &TestDatabase) -> Server {
    let mut command = Command::new(binary::path());
    command.env("TOKIO_WORKER_THREADS", "1");
    command.args(["--database", &db.url(), "serve", "--listen", "127.0.0.1:0"]);
    Server::spawn(command)
}

/// The clients, spread over the services.
async fn connected(servers: &[Server], secret: &str, works: Vec<Work>) -> Vec<Client> {
    let mut clients = Vec::new();
    for (work, server) in works.into_iter().zip(servers.iter().cycle()) {
        clients.push(Client::connect(server.address(), secret, work).await);
    }
    clients
}

/// Tables a second.
async fn reads(clients: &mut Vec<Client>, turn: Duration) -> f64 {
    let begun = Instant::now();
    let running = clients.drain(..).map(|mut client| {
        tokio::spawn(async move {
            let mut read = 0_u32;
            while begun.elapsed() < turn {
                client.read().await;
                read += 1;
            }
            (client, read)
        })
    });
    let mut all = 0;
    for client in running.collect::<Vec<_>>() {
        let (client, read) = client.await.unwrap();
        clients.push(client);
        all += read;
    }
    f64::from(all) / begun.elapsed().as_secs_f64()
}

/// What one follower has seen: how many events, and what came twice or was missed.
#[derive(Default)]
struct Seen {
    events: u64,
    wrong: u64,
    last: HashMap<PlanId, u64>,
}

/// Commands through four processes, and as many followers of the log.
async fn follow(db: &TestDatabase, secret: &str, works: Vec<Work>, turn: Duration) {
    let processes = PROCESSES[PROCESSES.len() - 1];
    let servers: Vec<Server> = (0..processes).map(|_| server(db)).collect();
    let (ended, ends) = watch::channel(None);
    let mut followers = Vec::new();
    for _ in 0..processes {
        let store = Store::open(&db.url(), Access::Read).await.unwrap();
        followers.push(tokio::spawn(followed(store, ends.clone())));
    }
    let begun = Instant::now();
    let writing = connected(&servers, secret, works).await.into_iter().map(|mut client| {
        tokio::spawn(async move {
            while begun.elapsed() < turn {
                client.decide().await;
            }
        })
    });
    for client in writing.collect::<Vec<_>>() {
        client.await.unwrap();
    }
    let store = Store::open(&db.url(), Access::Read).await.unwrap();
    let events = store.counts().await.unwrap().events;
    ended.send_replace(Some(events));
    let mut wrong = 0;
    for follower in followers {
        let seen = follower.await.unwrap();
        wrong += seen.wrong + seen.events.abs_diff(events);
    }
    store.close().await;
    servers.into_iter().for_each(|server| assert!(server.stop().success()));
    let figure = Figure {
        row: "V12",
        work: format!("log followed by {processes}, written through {processes} processes, PostgreSQL"),
        figure: format!("{wrong} of {events} events twice, missed or out of order"),
        limit: String::new(),
        value: wrong as f64,
        aim: (Aim::AtMost(0.0), "events"),
    };
    figure.print();
}

/// Reads the log from its beginning to where the writers have ended.
async fn followed(store: Store, ends: watch::Receiver<Option<u64>>) -> Seen {
    let mut seen = Seen::default();
    let mut position = 0;
    let mut look = tokio::time::interval(POLL);
    while ends.borrow().is_none_or(|end| position < end) {
        look.tick().await;
        for entry in store.log(position, 500).await.unwrap() {
            let last = seen.last.entry(entry.recorded.plan).or_default();
            let expected = (position + 1, *last + 1);
            seen.wrong += u64::from((entry.position, entry.recorded.sequence) != expected);
            (position, *last) = (entry.position, entry.recorded.sequence);
            seen.events += 1;
        }
    }
    store.close().await;
    seen
}
