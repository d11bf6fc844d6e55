//! How the service ends: in order when it is asked once, at once when it is asked again.

use crate::support::*;
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use system_tests::{TestDatabase, cli, on_both_blocking};
use uuid::Uuid;

on_both_blocking!(
    what_has_begun_is_finished_and_recorded_when_the_service_ends,
    a_service_that_ends_says_so_first_and_ends_at_once_when_asked_again,
);

fn what_has_begun_is_finished_and_recorded_when_the_service_ends(db: TestDatabase) {
    let secret = token(&db);
    let server = serve(&db, &[], &[]);
    let body = r#"{"label":"令和6年3月"}"#;
    let mut stream = connect(&server);
    let head = format!(
        "PUT /api/v1/plans/{PLAN}/cycles/{} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {secret}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        Uuid::now_v7(),
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    // It asks for the body: the request has begun.
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");

    server.ask_to_end();
    let address = server.address().trim_start_matches("http://").to_owned();
    until(|| TcpStream::connect(&address).is_err().then_some(()));
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();

    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    let ended = server.ended();
    assert_eq!(ended.code(), Some(0), "{ended}");
    let plan = cli(&db).args(["plan", "show", PLAN, "--json"]).run().success().json();
    assert!(plan.to_string().contains("令和6年3月"), "what was acknowledged is lost: {plan}");
}

fn a_service_that_ends_says_so_first_and_ends_at_once_when_asked_again(db: TestDatabase) {
    let server = serve(&db, &["--drain", "3600"], &[]);
    assert_eq!(get(&server.url("/readyz")).status(), 200);

    server.ask_to_end();
    let said: Value = until(|| {
        let ready = get(&server.url("/readyz"));
        (ready.status() == 503).then(|| ready.json().unwrap())
    });
    assert_eq!(
        (&said["ready"], &said["ending"], &said["database"]),
        (&Value::Bool(false), &Value::Bool(true), &Value::Bool(true))
    );
    // A balancer takes it out of its list now; until then requests are answered.
    assert_eq!(get(&server.url(&format!("/p/{PLAN}/"))).status(), 200);
    server.ask_to_end();
    let ended = server.ended();
    assert_eq!(ended.code(), Some(143), "{ended}");
}
