//! Input that cannot be taken: an answer that says where, what was found and what would be accepted; nothing written.

use crate::support::*;
use reqwest::Method;
use serde_json::{Value, json};
use system_tests::{TestDatabase, fixtures, on_both_blocking};

on_both_blocking!(
    a_file_with_problems_is_refused_with_their_places,
    what_is_too_large_is_refused_as_that,
    a_body_that_cannot_be_read_is_refused_with_what_would_be,
    a_heading_that_became_an_item_is_refused_at_its_cell,
);

/// A table with one row that is replaced.
fn table(row: &str) -> Vec<u8> {
    let head =
        "計画\n\n見直し：令和3年3月\n\n実施事業\t実施時期\t状況\t備考\n1. 電子化\t令和3年4月\t継続中\t\n";
    format!("{head}{row}\n").into_bytes()
}

/// What is wrong with a file, which a preview and an import say alike; nothing may be left of it.
#[track_caller]
fn problems(person: &Person, name: &str, bytes: Vec<u8>) -> Vec<Value> {
    let preview = person.preview("bad", name, bytes.clone()).problem(422, "file");
    let import = person.import("bad", name, bytes).problem(422, "file");
    assert_eq!(import["problems"], preview["problems"], "{name}");
    let _ = person.get("/plans/bad").is(404);
    let problems = import["problems"].as_array().unwrap().clone();
    for problem in &problems {
        assert_eq!(problem["file"], name, "{problem}");
        for field in ["severity", "code", "found", "accepted"] {
            assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {problem}");
        }
    }
    problems
}

fn a_file_with_problems_is_refused_with_their_places(db: TestDatabase) {
    let Office { yamada, server: _server, .. } = Office::open(&db);
    for (name, row, column) in [
        ("status.tsv", "2. 録画\t令和3年4月\tやめた\t", "状況"),
        ("date.tsv", "2. 録画\t令和3年13月\t継続中\t", "実施時期"),
        // Where a character stands is found before anything is known of headings.
        ("control.tsv", "2. 録\u{7}画\t令和3年4月\t継続中\t", "1"),
        ("untitled.tsv", "\t令和3年4月\t継続中\t", "実施事業"),
    ] {
        let found = problems(&yamada, name, table(row));
        let at: Vec<_> = found.iter().map(|problem| (&problem["row"], &problem["column"])).collect();
        assert_eq!(at, [(&json!(7), &json!(column))], "{name}: {found:?}");
    }
    assert_eq!(problems(&yamada, "several.tsv", table("2. 録画\tいつか\tやめた\t")).len(), 2);
    for (name, bytes) in [
        ("empty.tsv", Vec::new()),
        ("letter.txt", "拝啓\n敬具\n".as_bytes().to_vec()),
        ("bytes.csv", b"\x82\xa0,\xff\xfe\xfd\n".to_vec()),
        ("broken.xlsx", fixtures::bytes("nagareyama-2021-03.xlsx")[..4000].to_vec()),
    ] {
        assert_eq!(problems(&yamada, name, bytes).len(), 1, "{name}");
    }
    // The control: the same table with a row that is right is taken.
    let _ = yamada.import("bad", "good.tsv", table("2. 録画\t令和3年4月\t継続中\t")).is(201);
}

fn what_is_too_large_is_refused_as_that(db: TestDatabase) {
    const LARGE: usize = 20 * 1024 * 1024;
    const SMALL: usize = 1024 * 1024;
    let Office { yamada, server: _server, .. } = Office::with_sample(&db);
    let mut file = fixtures::bytes(SOURCE);
    file.resize(LARGE + 1, b'\n');
    let refused = yamada.import("large", "large.tsv", file.clone()).problem(413, "file");
    assert_eq!(refused["problems"][0]["file"], "large.tsv", "{refused}");
    // A little more than the form may be: what is much more is not read to its end, and who sends on may miss the answer.
    file.resize(LARGE + SMALL + 4096, b'\n');
    let _ = yamada.import("large", "larger.tsv", file).problem(413, "too-large");
    let _ = yamada.get("/plans/large").is(404);

    let source = |bytes: Vec<u8>| {
        let path = format!("/plans/{PLAN}/sources/{}?name=scan.pdf", id());
        Reply::to(
            &path,
            yamada.request(Method::PUT, &path).header("content-type", "application/pdf").body(bytes),
        )
    };
    let _ = source(vec![b'%'; LARGE + 1]).problem(413, "too-large");
    let _ = source(vec![b'%'; LARGE]).is(201);
    let remark = "あ".repeat(SMALL / 3 + 1);
    let edit = json!({ "item": "6-6", "field": "remark", "text": remark, "on": "2022-05-01", "seen": 1 });
    let _ = yamada.record("edits", &edit).problem(413, "too-large");
}

fn a_heading_that_became_an_item_is_refused_at_its_cell(db: TestDatabase) {
    let Office { yamada, server: _server, .. } = Office::with_sample(&db);
    let _ = yamada.put(&format!("/plans/{PLAN}/cycles/{}", id()), &json!({ "label": "令和6年3月" })).is(201);
    let csv = yamada.get(&format!("/plans/{PLAN}/export?format=csv&ids=true&cycle=令和6年3月")).is(200).bytes;
    let csv = String::from_utf8(csv).unwrap();
    let heading = csv.lines().find(|line| line.starts_with("1. ")).unwrap();
    let (title, rest) = heading.split_once(',').unwrap();
    let edited = csv.replacen(heading, &format!("{title},令和7年4月{rest}"), 1);
    let refused = yamada.preview(PLAN, "edited.csv", edited.into_bytes()).problem(422, "file");
    let problem = &refused["problems"][0];
    assert_eq!((&problem["code"], &problem["column"]), (&json!("heading-became-item"), &json!("実施時期")));
    assert!(problem["row"].is_u64(), "{problem}");
    for field in ["found", "accepted"] {
        assert!(problem[field].as_str().is_some_and(|text| text.contains("heading")), "{field}: {problem}");
    }
}

fn a_body_that_cannot_be_read_is_refused_with_what_would_be(db: TestDatabase) {
    let Office { yamada, server: _server, .. } = Office::with_sample(&db);
    let before = yamada.ask("")["plan"]["version"].clone();
    let send = |path: &str, kind: &str, body: &str| {
        let path = format!("/plans/{PLAN}/{path}");
        let request = yamada.request(Method::PUT, &path).header("content-type", kind.to_owned());
        Reply::to(&path, request.body(body.to_owned()))
    };
    let cycle = || format!("cycles/{}", id());

    let _ = send(&cycle(), "application/json", "{").is(400);
    let _ = send(&cycle(), "text/plain", r#"{"label":"令和6年3月"}"#).is(415);
    let missing = send(&cycle(), "application/json", "{}").problem(422, "invalid");
    assert_eq!((&missing["field"], &missing["accepted"]), (&json!("label"), &json!("a text")));
    let unknown = send(&cycle(), "application/json", r#"{"label":"令和6年3月","colour":"red"}"#)
        .problem(422, "invalid");
    assert_eq!(unknown["field"], "colour");
    let label = send(&cycle(), "application/json", r#"{"label":"いつか"}"#).problem(422, "invalid");
    assert_eq!((&label["field"], &label["found"]), (&json!("label"), &json!("いつか")));
    let id = send("cycles/17", "application/json", r#"{"label":"令和6年3月"}"#).problem(422, "invalid");
    assert_eq!((&id["field"], &id["found"]), (&json!("id"), &json!("17")));
    let query = yamada.get(&format!("/plans/{PLAN}/export?format=exe")).problem(422, "invalid");
    assert_eq!((&query["field"], &query["found"]), (&json!("format"), &json!("exe")));

    assert_eq!(yamada.ask("")["plan"]["version"], before, "nothing of this was recorded");
    let _ = send(&cycle(), "application/json", r#"{"label":"令和6年3月"}"#).is(201);
}
