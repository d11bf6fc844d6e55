//! Requests that nobody thought of: schemathesis makes them from the document, such as it allows and such as it forbids,
//! with the token of every role (B2). No answer is a 5xx, and each has a status, headers and a body of the document.
//!
//! `MINAOSHI_API_REQUESTS` says how many requests at least, for each database; a few hundred unless it is given.

use crate::site::{PLAN, Site};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use system_tests::{TestDatabase, on_both_blocking};

/// Where the program is.
const PROGRAM: &str = "MINAOSHI_TEST_SCHEMATHESIS";
const REQUESTS: &str = "MINAOSHI_API_REQUESTS";
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_schema_conformance,response_headers_conformance";
const ROLES: [&str; 5] = ["public", "auditor", "member", "staff", "admin"];
/// A plan that may be closed and voided without an end to everything else.
const OTHER: &str = "other-plan";

on_both_blocking!(requests_that_nobody_thought_of_are_answered_as_documented, a_document_that_lies_is_caught);

fn requests_that_nobody_thought_of_are_answered_as_documented(db: TestDatabase) {
    let site = Site::open(&db);
    site.publish(OTHER);
    let wanted: Option<usize> = std::env::var(REQUESTS).ok().map(|text| text.parse().expect("a number"));
    let operations = web::API.len();
    let mut sent = 0;
    for role in ROLES {
        let each = wanted.map_or(1, |all| (all / ROLES.len()).div_ceil(operations).max(1));
        let phases = if wanted.is_some() { "examples,coverage,fuzzing" } else { "examples,fuzzing" };
        let options = ["--phases", phases, "--max-examples", &each.to_string()].map(str::to_owned);
        let mut options = Vec::from(options);
        if role != "public" {
            let secret = &site.secrets[role];
            options.extend(["--header".to_owned(), format!("Authorization: Bearer {secret}")]);
        }
        let run = run(db.scratch(), &site.server.url("/api/v1/openapi.json"), &options);
        assert!(run.good, "as {role}\n{}", run.said);
        assert!(run.sent >= operations, "only {} requests as {role}\n{}", run.sent, run.said);
        sent += run.sent;
    }
    assert!(sent >= wanted.unwrap_or(operations), "only {sent} requests");
    let said = site.server.said();
    assert!(!said.contains("a request panicked") && !said.contains("a request failed"), "{said}");
    println!("{sent} requests on {:?}", db.engine());
}

/// The control: the same service under a document that promises something else.
fn a_document_that_lies_is_caught(db: TestDatabase) {
    let site = Site::open(&db);
    let document = site.document.clone().changed(|document| {
        document["components"]["schemas"]["NamedPlan"]["required"]
            .as_array_mut()
            .unwrap()
            .push(json!("weight"));
    });
    let run = run_on(db.scratch(), document.value(), &site.server.url("/api/v1"));
    assert!(!run.good && run.said.contains("weight"), "{}", run.said);
    let run = run_on(db.scratch(), site.document.value(), &site.server.url("/api/v1"));
    assert!(run.good, "{}", run.said);
}

/// The control: a service that answers 500, as its document says it might.
#[test]
fn a_service_that_fails_is_caught() {
    let scratch = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/api/v1", listener.local_addr().unwrap());
    std::thread::spawn(move || listener.incoming().flatten().for_each(fail));
    let run = run_on(scratch.path(), &web::document(), &address);
    assert!(!run.good && run.said.contains("Server error"), "{}", run.said);
}

fn fail(mut stream: TcpStream) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        line.clear();
    }
    let body = json!({"type": "/problems/internal", "title": "内部エラー", "status": 500}).to_string();
    let head =
        "HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/problem+json\r\nConnection: close";
    // Who has gone already has seen what it came for.
    let _ = write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let _ = reader.read_to_end(&mut Vec::new());
}

/// How a run ended.
struct Run {
    good: bool,
    sent: usize,
    said: String,
}

/// The list of plans only, under a document that is not the service's own.
fn run_on(scratch: &Path, document: &Value, address: &str) -> Run {
    let path = scratch.join("document.json");
    std::fs::write(&path, document.to_string()).unwrap();
    let only =
        ["--url", address, "--include-operation-id", "plans", "--phases", "fuzzing", "--max-examples", "5"];
    run(scratch, path.to_str().unwrap(), &only.map(str::to_owned))
}

fn run(scratch: &Path, location: &str, options: &[String]) -> Run {
    let config = scratch.join("schemathesis.toml");
    std::fs::write(&config, configuration()).unwrap();
    let answer = Command::new(program())
        .args(["--config-file", config.to_str().unwrap(), "run", location, "--checks", CHECKS, "--no-color"])
        .args(["--generation-database", "none", "--suppress-health-check", "all", "--warnings", "off"])
        .args(["--continue-on-failure", "--no-shrink", "--request-timeout", "60"])
        .args(options)
        .current_dir(scratch)
        .env("HOME", scratch)
        .env("PYTHONUTF8", "1")
        .env("NO_PROXY", "*")
        .output()
        .unwrap();
    let said =
        String::from_utf8_lossy(&answer.stdout).into_owned() + &String::from_utf8_lossy(&answer.stderr);
    let count = said.lines().find_map(|line| line.trim().split_once(" generated")?.0.parse().ok());
    Run { good: answer.status.success(), sent: count.unwrap_or_default(), said }
}

/// Names that are there, so that requests get further than the first question.
fn configuration() -> String {
    let end = |path: &str| {
        format!("[[operations]]\ninclude-path = \"{path}\"\nparameters = {{ \"path.plan\" = \"{OTHER}\" }}\n")
    };
    format!(
        "[parameters]\n\"path.plan\" = \"{PLAN}\"\n\"path.item\" = \"6-6\"\n\"path.edition\" = \"令和3年3月\"\n{}{}",
        end("/plans/{plan}/closings/{id}"),
        end("/plans/{plan}/editions/{edition}/withdrawals/{id}")
    )
}

fn program() -> PathBuf {
    let path = std::env::var_os(PROGRAM)
        .unwrap_or_else(|| panic!("{PROGRAM} is not set: run the tests by `tests/run`"));
    path.into()
}
