//! What the service logs: lines for machines, each of a request with its id, and nothing about anybody.

use crate::support::*;
use serde_json::Value;
use system_tests::{Server, TestDatabase, on_both_blocking};

on_both_blocking!(every_line_of_a_request_has_its_id_and_none_tells_of_a_person_or_of_a_text);

/// The lines of a service that has ended.
#[track_caller]
fn lines(server: Server) -> (String, Vec<Value>) {
    server.ask_to_end();
    // All that it says stands there once it has said that it ends no more.
    until(|| server.said().contains("\"ended\"").then_some(()));
    let said = server.said();
    assert!(server.ended().success());
    let lines: Vec<&str> = said.lines().filter(|line| line.starts_with('{')).collect();
    let read = |line: &&str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    (lines.join("\n"), lines.iter().map(read).collect())
}

fn every_line_of_a_request_has_its_id_and_none_tells_of_a_person_or_of_a_text(db: TestDatabase) {
    let secret = token(&db);
    // The statements of a commit are logged by the driver, in whatever task it runs.
    let all = [("MINAOSHI_LOG", "info,sqlx=debug")];
    let server = serve(&db, &["--log", "json"], &all);
    let opened = open_cycle(&server, &secret).send().unwrap();
    let id = opened.headers()["x-request-id"].to_str().unwrap().to_owned();
    assert_eq!(opened.status(), 201);
    let searched = get(&server.url("/p/nagareyama-ict/?q=%E5%80%8B%E4%BA%BA"));
    assert!(!searched.status().is_server_error());
    let _ = get(&server.url("/somebodys-secret"));
    let (text, lines) = lines(server);

    let of_request = |line: &&Value| line["span"]["request"] == id.as_str();
    let answered: Vec<_> =
        lines.iter().filter(of_request).filter(|line| line["message"] == "answered").collect();
    let [answered] = answered[..] else { panic!("not one line for the request\n{text}") };
    assert_eq!((&answered["status"], &answered["level"]), (&Value::from(201), &Value::from("INFO")));
    assert_eq!(answered["span"]["route"], "open_cycle");
    assert!(answered["micros"].is_u64() && answered["timestamp"].is_string(), "{answered}");
    let deep = lines.iter().filter(of_request).filter(|line| line["target"] == "sqlx::query");
    assert!(deep.count() > 0, "what a command does in its own task is not of its request\n{text}");

    for word in [secret.as_str(), "山田", "令和6年3月", "somebodys-secret", "E5%80%8B", PLAN] {
        // Statements of the driver stand with their placeholders, never with values.
        let found = text.lines().filter(|line| line.contains("\"answered\"") || line.contains("sqlx"));
        let found: Vec<_> = found.filter(|line| line.contains(word)).collect();
        assert!(found.is_empty(), "{word} is logged: {found:?}");
    }
}

#[test]
fn lines_are_for_people_where_that_is_asked_for_and_few_where_few_are() {
    let db = TestDatabase::sqlite();
    let server = serve(&db, &["--log", "text"], &[]);
    let _ = get(&server.url("/"));
    until(|| server.said().contains("answered").then_some(()));
    assert!(!server.said().contains("{\""), "{}", server.said());
    drop(server);

    let server = serve(&db, &["--log", "json"], &[("MINAOSHI_LOG", "warn")]);
    let _ = get(&server.url("/"));
    assert!(!server.said().contains("answered"), "{}", server.said());
}
