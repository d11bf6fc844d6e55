//! Rows that have moved on: who writes says what was seen, and who is too late is shown both readings.

use crate::support::*;
use reqwest::Method;
use serde_json::json;
use system_tests::{TestDatabase, on_both_blocking};

on_both_blocking!(
    of_two_who_saw_the_same_row_the_second_is_shown_both_readings,
    who_does_not_say_what_was_seen_is_asked_to,
    what_the_caller_has_is_not_sent_again,
);

fn of_two_who_saw_the_same_row_the_second_is_shown_both_readings(db: TestDatabase) {
    let Office { yamada, suzuki, server: _server } = Office::with_sample(&db);
    let seen = yamada.tag_of("6-6");
    assert_eq!(suzuki.tag_of("6-6"), seen);
    let edit = |text: &str| json!({ "item": "6-6", "field": "remark", "text": text, "on": "2022-05-01" });
    let send = |person: &Person, text: &str| {
        let path = format!("/plans/{PLAN}/edits/{}", id());
        Reply::to(&path, person.request(Method::PUT, &path).header("if-match", &seen).json(&edit(text)))
    };

    let first = send(&yamada, "配付の時期を調整中").is(201).json();
    let stale = send(&suzuki, "配付を始めた").problem(409, "stale");

    let revision: u64 = seen.trim_matches('"').split('-').next().unwrap().parse().unwrap();
    assert_eq!(stale["seen"]["revision"], revision, "{stale}");
    assert_ne!(stale["seen"]["remark"], "配付の時期を調整中");
    assert_eq!(stale["now"]["revision"], first["version"]);
    assert_eq!(stale["now"]["remark"], "配付の時期を調整中");
    assert_eq!(stale["now"]["title"], stale["seen"]["title"]);

    // The control: upon what is true now the same is recorded.
    let now = suzuki.tag_of("6-6");
    let path = format!("/plans/{PLAN}/edits/{}", id());
    let request = suzuki.request(Method::PUT, &path).header("if-match", now).json(&edit("配付を始めた"));
    let _ = Reply::to(&path, request).is(201);
    assert_eq!(suzuki.ask("/items/6-6/history")["remark"], "配付を始めた");
}

fn who_does_not_say_what_was_seen_is_asked_to(db: TestDatabase) {
    let Office { yamada, server: _server, .. } = Office::with_sample(&db);
    let _ = yamada.record("cycles", &json!({ "label": "令和6年3月" })).is(201);
    let decide = json!({ "item": "6-6", "status": "継続中" });

    let _ = yamada.record("decisions", &decide).problem(428, "revision-missing");
    let send = |tag: &str, body: &serde_json::Value| {
        let path = format!("/plans/{PLAN}/decisions/{}", id());
        Reply::to(&path, yamada.request(Method::PUT, &path).header("if-match", tag).json(body))
    };
    let odd = send("*", &decide).problem(422, "invalid");
    assert_eq!((&odd["field"], &odd["found"]), (&json!("If-Match"), &json!("*")));
    let contradicting = json!({ "item": "6-6", "status": "継続中", "seen": 1 });
    assert_eq!(send("\"2\"", &contradicting).problem(422, "invalid")["field"], "seen");
    let _ = send("\"1\"", &decide).problem(409, "stale");
    assert_eq!(yamada.ask("/cycle")["summary"]["decided"], 0, "none of this was recorded");
}

fn what_the_caller_has_is_not_sent_again(db: TestDatabase) {
    let Office { yamada, server: _server, .. } = Office::with_sample(&db);
    for path in ["/table", "/items/6-6/history", "/report", "/export?format=tsv"] {
        let path = format!("/plans/{PLAN}{path}");
        let tag = yamada.get(&path).is(200).header("etag").to_owned();
        let again = || Reply::to(&path, yamada.request(Method::GET, &path).header("if-none-match", &tag));
        let same = again().is(304);
        assert_eq!((same.bytes.len(), same.header("etag")), (0, tag.as_str()));
    }
    let path = format!("/plans/{PLAN}/items/6-6/history");
    let tag = yamada.tag_of("6-6");
    let report = json!({ "item": "6-6", "bullets": ["配付した"], "reported_on": "2022-05-01" });
    let _ = yamada.record("progress", &report).is(201);
    let changed = Reply::to(&path, yamada.request(Method::GET, &path).header("if-none-match", &tag)).is(200);
    assert_ne!(changed.header("etag"), tag, "what has changed has another tag");
}
