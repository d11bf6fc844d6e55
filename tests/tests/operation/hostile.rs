//! Clients that mean harm: slow headers on many connections, requests that are none. Others are answered all the while.

use crate::support::*;
use std::io::{Read as _, Write as _};
use system_tests::{TestDatabase, on_both_blocking};

on_both_blocking!(slow_headers_are_dropped_while_others_are_answered);

/// How many connections send their headers slowly, or `MINAOSHI_SLOW_CONNECTIONS`.
fn connections() -> usize {
    std::env::var("MINAOSHI_SLOW_CONNECTIONS").map_or(50, |number| number.parse().expect("a number"))
}

fn slow_headers_are_dropped_while_others_are_answered(db: TestDatabase) {
    let server = serve(&db, &[], &[]);
    let slow: Vec<_> = (0..connections())
        .map(|_| {
            let mut stream = connect(&server);
            stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").unwrap();
            stream
        })
        .collect();
    for (answered, mut stream) in slow.into_iter().enumerate() {
        // Each of them waits for the service to lose its patience; in between, somebody else asks.
        if answered.is_multiple_of(10) {
            assert_eq!(get(&server.url(&format!("/p/{PLAN}/"))).status(), 200);
        }
        let mut answer = Vec::new();
        let ended = stream.read_to_end(&mut answer);
        assert!(ended.is_ok(), "the service did not end the connection: {ended:?}");
        assert!(!answer.starts_with(b"HTTP/1.1 2"), "half a request was answered");
    }
    // The control: who sends the whole of it is answered.
    let whole = say(&server, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: no\r\nConnection: close\r\n\r\n");
    assert!(whole.starts_with("HTTP/1.1 200"), "{whole}");
    assert!(server.stop().success());
}

#[test]
fn a_request_that_is_none_is_refused_and_harms_nobody() {
    let db = TestDatabase::sqlite();
    let server = serve(&db, &[], &[]);
    let large = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Large: {}\r\n\r\n", "a".repeat(256 * 1024));
    let many = format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X-Many: a\r\n".repeat(5_000));
    let long = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(256 * 1024));
    for bad in [
        "GET / HTTP/1.1\r\nHost: x\r\nX-Bad: a\rInjected: yes\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX-Bad: a\0b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n X-Folded: a\r\n\r\n",
        "GET /\u{7} HTTP/1.1\r\nHost: x\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}",
        "nonsense\r\n\r\n",
        &large,
        &many,
        &long,
    ] {
        let answer = say(&server, bad.as_bytes());
        let begin: String = bad.chars().take(60).collect();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{begin:?}: {answer}");
        assert!(!answer.to_ascii_lowercase().contains("\ninjected"), "{begin:?}: {answer}");
    }
    assert_eq!(get(&server.url("/")).status(), 200);
    assert!(!server.said().contains("panicked"), "{}", server.said());
    assert!(server.stop().success());
}
