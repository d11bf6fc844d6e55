//! A PostgreSQL that goes away while the service runs: 503 for as long as it is gone, and then, without a restart, the
//! same requests are recorded once.

mod cluster;

use crate::support::*;
use cluster::Cluster;
use serde_json::{Value, json};
use std::process::Command;
use std::time::{Duration, Instant};
use system_tests::{Server, binary, fixtures};

/// The program, on the database of that cluster.
fn program(cluster: &Cluster, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary::path());
    command.args(["--database", &cluster.url()]).args(arguments);
    command
}

/// A service on that cluster, with the sample plan, and a member of staff.
fn service(cluster: &Cluster) -> (Server, Person) {
    let create = ["token", "create", "--name", "山田", "--role", "staff", "--json"];
    let token = program(cluster, &create).output().unwrap();
    let token: Value = serde_json::from_slice(&token.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&token.stderr)));
    let server = Server::spawn(program(cluster, &["serve", "--listen", "127.0.0.1:0"]));
    let yamada = Person::at(&server, token["secret"].as_str());
    let _ = yamada.import(PLAN, SOURCE, fixtures::bytes(SOURCE)).is(201);
    (server, yamada)
}

fn probe(server: &Server, path: &str) -> u16 {
    let client = reqwest::blocking::Client::builder().no_proxy().build().unwrap();
    client.get(server.url(path)).send().unwrap().status().as_u16()
}

/// Asks until it is answered otherwise than that the database does not answer.
#[track_caller]
fn in_the_end(mut ask: impl FnMut() -> Reply) -> Reply {
    let begun = Instant::now();
    loop {
        let reply = ask();
        if reply.status != 503 {
            return reply;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{reply:?}");
    }
}

#[test]
fn a_database_that_crashes_is_said_to_be_away_and_is_found_again() {
    let mut cluster = Cluster::start();
    let (server, yamada) = service(&cluster);
    let report = |bullet: &str| json!({ "item": "6-6", "bullets": [bullet], "reported_on": "2022-05-01" });
    let mut recorded = Vec::new();
    for crash in 1..=3 {
        // The control: while the database is there, the same requests are answered.
        assert_eq!(yamada.tsv("令和3年3月"), fixtures::bytes(SOURCE));
        let _ = yamada.record("progress", &report(&format!("{crash}回目の前"))).is(201);
        let path = format!("/plans/{PLAN}/progress/{}", id());
        let during = report(&format!("{crash}回目の間"));

        cluster.crash();

        for path in ["/table", "/report", "/items/6-6/history", "/export?format=tsv"] {
            let away = yamada.get(&format!("/plans/{PLAN}{path}"));
            assert!(away.header("retry-after").parse::<u32>().is_ok());
            let _ = away.problem(503, "unavailable");
        }
        let refused = yamada.put(&path, &during).is(503);
        assert!(refused.header("retry-after").parse::<u32>().is_ok());
        assert_eq!(probe(&server, "/healthz"), 200, "the process itself is well");
        assert_eq!(probe(&server, "/readyz"), 503);

        cluster.restart();

        let first = in_the_end(|| yamada.put(&path, &during)).is(201).json();
        let again = yamada.put(&path, &during).is(200).json();
        assert_eq!(again["version"], first["version"], "it is recorded once");
        recorded.push(first["version"].as_u64().unwrap());
        assert_eq!(in_the_end(|| yamada.get("/plans")).status, 200);
        let begun = Instant::now();
        while probe(&server, "/readyz") != 200 {
            assert!(begun.elapsed() < Duration::from_secs(60), "never ready again\n{}", server.said());
        }
    }
    // One before and one within each crash, and nothing else.
    let first = recorded[0];
    assert_eq!(recorded, [first, first + 2, first + 4]);
    assert!(server.stop().success());
    let rebuilt = program(&cluster, &["rebuild", "--json"]).output().unwrap();
    let rebuilt: Value = serde_json::from_slice(&rebuilt.stdout).unwrap();
    assert_eq!(rebuilt["differing"], 0);
}

#[test]
fn sessions_that_the_database_ends_are_opened_again() {
    use sqlx::Connection as _;
    let cluster = Cluster::start();
    let (_server, yamada) = service(&cluster);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let end_sessions = || {
        runtime.block_on(async {
            const END: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()";
            let mut connection = sqlx::PgConnection::connect(&cluster.url()).await.unwrap();
            let ended: i64 = sqlx::query_scalar(END).fetch_one(&mut connection).await.unwrap();
            ended
        })
    };
    for round in 0..10 {
        assert!(end_sessions() > 0, "the service has sessions");
        let path = format!("/plans/{PLAN}/progress/{}", id());
        let report =
            json!({ "item": "6-6", "bullets": [format!("第{round}報")], "reported_on": "2022-05-01" });
        let first = in_the_end(|| yamada.put(&path, &report)).json();
        let _ = end_sessions();
        let again = in_the_end(|| yamada.put(&path, &report)).is(200).json();
        assert_eq!(again["version"], first["version"]);
    }
    let events = in_the_end(|| yamada.get(&format!("/plans/{PLAN}/events?after=0&limit=500"))).json();
    let is_report = |event: &&Value| event.to_string().contains("ProgressReported");
    assert_eq!(events["events"].as_array().unwrap().iter().filter(is_report).count(), 10);
}
