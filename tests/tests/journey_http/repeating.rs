//! A request that is sent again is answered as it was; the id of another one is refused.

use crate::support::*;
use serde_json::json;
use system_tests::{TestDatabase, fixtures, on_both_blocking};

on_both_blocking!(a_request_that_is_repeated_is_recorded_once, an_import_that_is_repeated_is_recorded_once);

fn a_request_that_is_repeated_is_recorded_once(db: TestDatabase) {
    let Office { yamada, server: _server, .. } = Office::with_sample(&db);
    let path = format!("/plans/{PLAN}/progress/{}", id());
    let report = |bullet: &str| json!({ "item": "6-6", "bullets": [bullet], "reported_on": "2022-05-01" });

    let first = yamada.put(&path, &report("配付した")).is(201);
    let place = first.header("location").to_owned();
    let _ = yamada.record("progress", &report("その後")).is(201);
    let again = yamada.put(&path, &report("配付した")).is(200);
    let other = yamada.put(&path, &report("配付していない")).problem(409, "other-content");

    assert_eq!(again.json(), first.json());
    assert_eq!(again.header("location"), place);
    assert!(other["command"].is_string(), "{other}");
    let reports = yamada.ask(&format!("/events?after={}", first.json()["version"].as_u64().unwrap() - 1));
    assert_eq!(reports["events"].as_array().map(Vec::len), Some(2), "{reports}");
}

fn an_import_that_is_repeated_is_recorded_once(db: TestDatabase) {
    let Office { yamada, server: _server, .. } = Office::open(&db);
    let import = id();
    let send = || yamada.import_as(import, PLAN, SOURCE, fixtures::bytes(SOURCE));

    let first = send().is(201).json();
    let version = yamada.ask("")["plan"]["version"].clone();
    let again = send().is(200).json();

    assert_eq!(first["done"]["version"], version);
    assert_eq!(again["preview"]["changes"], false);
    assert_eq!(yamada.ask("")["plan"]["version"], version);
}
