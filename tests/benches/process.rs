//! V10: how soon a started service answers, what it keeps in memory at rest, and how large the program is.
//!
//! The register holds the sample plan. The clock runs from the start of the process to the last byte of the page that
//! shows the table's plan; memory is what the system counts as resident after that.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Instant;
use system_tests::bench::{Aim, Asked, Figure, median, millis, percentile};
use system_tests::{Engine, Server, TestDatabase, binary};

fn main() {
    let asked = Asked::from_args();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        start(engine, asked.scale(15, 2));
    }
    let bytes = std::fs::metadata(binary::path()).unwrap().len();
    let figure = Figure {
        row: "V10",
        work: "size of the program".to_owned(),
        figure: format!("{:.1} MB", bytes as f64 / 1e6),
        limit: String::new(),
        value: bytes as f64 / 1e6,
        aim: (Aim::AtMost(60.0), "MB"),
    };
    figure.print();
}

fn start(engine: Engine, times: usize) {
    let db = TestDatabase::on(engine);
    let sample = Server::start_with(&db, &["--sample"]);
    assert!(sample.stop().success());
    let (mut answers, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let begun = Instant::now();
        let server = Server::start(&db);
        get(&server, "/");
        answers.push(millis(begun.elapsed()));
        get(&server, "/api/v1/openapi.json");
        memory.push(resident(server.id()));
        assert!(server.stop().success());
    }
    let figure = Figure {
        row: "V10",
        work: format!("start to first page, sample loaded, {engine:?}"),
        figure: format!(
            "{:.0} ms (slowest of {times}: {:.0} ms)",
            median(&answers),
            percentile(&answers, 1.0)
        ),
        limit: String::new(),
        value: median(&answers),
        aim: (Aim::AtMost(100.0), "ms"),
    };
    figure.print();
    let figure = Figure {
        row: "V10",
        work: format!("memory at rest, sample loaded, {engine:?}"),
        figure: format!("{:.1} MB resident", percentile(&memory, 1.0)),
        limit: String::new(),
        value: percentile(&memory, 1.0),
        aim: (Aim::AtMost(60.0), "MB"),
    };
    figure.print();
}

/// Asks for a page and reads all of it.
fn get(server: &Server, path: &str) {
    let host = server.address().strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
}

/// What the system counts as resident, in MB.
fn resident(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    let kibibytes: f64 = line.trim().trim_end_matches("kB").trim().parse().unwrap();
    kibibytes * 1024.0 / 1e6
}
