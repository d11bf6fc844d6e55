//! Reading: reports with their tags, files, pages of events, sources.

use crate::support::{EDITION, PUBLISHED, fixture, id, world};
use serde_json::{Value, json};

fn at(path: &str) -> String {
    format!("/plans/{PUBLISHED}{path}")
}

#[tokio::test]
async fn an_answer_that_the_caller_has_is_not_sent_again() {
    let world = world().await;
    for path in [at(""), at("/table"), at("/report"), at("/items/1-1-1/history"), "/plans".to_owned()] {
        let first = world.get(&path).reply().await.is(200);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.ends_with('"'), "{path}: {tag}");
        let kept = world.get(&path).header("if-none-match", &tag).reply().await.is(304);
        assert!(kept.bytes.is_empty());
        assert_eq!(kept.header("etag"), tag);
        world.get(&path).header("if-none-match", "\"other\"").reply().await.is(200);
    }
    let before = world.get(&at("/table")).reply().await.header("etag").to_owned();
    let progress = json!({"item": "6-6", "bullets": ["準備"], "reported_on": "2022-05-01"});
    world.put(&at(&format!("/progress/{}", id())), &progress).by("staff").reply().await.is(201);
    world.get(&at("/table")).header("if-none-match", &before).reply().await.is(200);
}

#[tokio::test]
async fn the_exported_table_is_the_imported_one_byte_for_byte() {
    let world = world().await;
    let reply = world.get(&at("/export?format=tsv")).reply().await.is(200);
    assert_eq!(reply.bytes, fixture("nagareyama-2021-03.source.tsv"));
    assert_eq!(reply.header("content-type"), "text/tab-separated-values; charset=utf-8");
    let disposition = reply.header("content-disposition");
    assert!(disposition.starts_with("attachment;") && disposition.ends_with(".tsv"), "{disposition}");

    let csv = world.get(&at("/export?format=csv&mark=true")).reply().await.is(200);
    assert!(csv.bytes.starts_with(b"\xef\xbb\xbf") && csv.text().contains("\r\n"));
    let json = world.get(&at("/export?format=json")).reply().await.is(200).json();
    assert_eq!(json["rows"].as_array().unwrap().len(), 60);
}

#[tokio::test]
async fn the_reports_say_what_the_table_says() {
    let world = world().await;
    let counts = world.get(&at("/report")).reply().await.is(200).json();
    let states = counts["by_state"].as_array().unwrap();
    let count = |state: &str| {
        let found = states.iter().find(|count| count["state"] == state);
        found.map_or(0, |count| count["count"]["distinct"].as_u64().unwrap())
    };
    let names = ["ongoing", "cancelled", "done", "not_started", "partly_done", "as_needed"];
    assert_eq!(names.map(count), [19, 18, 6, 4, 3, 1]);

    let cancelled = world.get(&at("/cancelled")).reply().await.is(200).json();
    assert_eq!(cancelled["rows"].as_array().unwrap().len(), 18);
    let by_text = world.get(&at("/cancelled?text=%E8%B2%BB%E7%94%A8")).reply().await.is(200).json();
    let numbers: Vec<&str> = by_text["rows"].as_array().unwrap().iter().map(number).collect();
    assert_eq!(numbers, ["1-1-1③", "1-1-2①", "2-4", "6-2"]);
    let everywhere = world.get("/cancelled").reply().await.is(200).json();
    assert_eq!(everywhere.as_array().unwrap().len(), 1);
    let overdue = world.get(&at("/overdue?on=2024-03")).reply().await.is(200).json();
    let numbers: Vec<&str> = overdue["rows"].as_array().unwrap().iter().map(number).collect();
    assert_eq!(numbers, ["5-1-2", "5-6", "6-6", "6-7"]);
    let found = world.get("/search?q=%E8%B2%BB%E7%94%A8").reply().await.is(200).json();
    assert!(!found[0]["hits"].as_array().unwrap().is_empty());
    world.get(&at("/gaps")).reply().await.is(200);
    world.get(&at("/cycle?cycle=%E4%BB%A4%E5%92%8C3%E5%B9%B43%E6%9C%88")).reply().await.is(200);
    let plan = world.get(&at("")).reply().await.is(200).json();
    assert_eq!((&plan["slug"], &plan["items"]), (&json!(PUBLISHED), &json!(51)));
    assert_eq!(plan["current"]["label"], EDITION);
}

#[tokio::test]
async fn charts_are_drawn_from_what_the_table_says() {
    let world = world().await;
    let states = world.get(&at("/states")).reply().await.is(200).json();
    assert_eq!(states["states"].as_array().unwrap().len(), 6);
    let edition = &states["editions"][0];
    assert_eq!((&edition["edition"]["label"], &edition["items"]["distinct"]), (&json!(EDITION), &json!(51)));
    assert_eq!(edition["by_state"][1], json!({"state": "ongoing", "count": {"distinct": 19, "listed": 19}}));

    let flow = world.get(&at("/flow?from=2015-04-01&to=current")).reply().await.is(200).json();
    assert_eq!((&flow["items"], &flow["changed"]), (&json!(51), &json!(51)));
    let way = &flow["flows"][0];
    let (from, to) = (&way["from"], &way["to"]);
    assert_eq!((from, to, &way["count"]), (&json!("unknown"), &json!({"state": "not_started"}), &json!(4)));
    assert_eq!(way["items"].as_array().unwrap().len(), 4);
    world.get(&at("/flow?from=nonsense&to=current")).reply().await.is(422);
    world.get(&at("/flow?from=current")).reply().await.is(422);

    let line = world.get(&at("/items/5-9/timeline")).reply().await.is(200).json();
    let spans = line["spans"].as_array().unwrap();
    let certainties: Vec<&Value> = spans.iter().map(|span| &span["certainty"]).collect();
    assert_eq!(certainties, ["stated", "inferred", "stated"]);
    assert_eq!((&spans[0]["standing"], &spans[1]["from"]), (&json!("unknown"), &json!("2018-11-01")));
    world.get(&at("/items/99-9/timeline")).reply().await.is(404);
}

fn number(row: &Value) -> &str {
    row["item"]["full_label"].as_str().unwrap()
}

#[tokio::test]
async fn events_come_page_by_page_in_order_and_each_once() {
    let world = world().await;
    let (mut next, mut sequences, mut pages) = (Some(0), Vec::new(), 0);
    while let Some(after) = next {
        let path = at(&format!("/events?after={after}&limit=50"));
        let page = world.get(&path).by("auditor").reply().await.is(200).json();
        let events = page["events"].as_array().unwrap();
        sequences.extend(events.iter().map(|event| event["sequence"].as_u64().unwrap()));
        next = page["next"].as_u64();
        pages += 1;
    }
    let all: Vec<u64> = (1..=sequences.len() as u64).collect();
    assert_eq!(sequences, all);
    assert!(pages > 2 && sequences.len() > 100, "{pages} pages, {} events", sequences.len());
    let usual = world.get(&at("/events")).by("auditor").reply().await.is(200).json();
    assert_eq!(usual["events"].as_array().unwrap().len(), 100);
}

#[tokio::test]
async fn a_kept_file_is_given_out_as_a_download_only() {
    let world = world().await;
    let source = id();
    let path = at(&format!("/sources/{source}?name=%E6%A0%B9%E6%8B%A0.html"));
    let html = "<script>alert(1)</script>";
    let put =
        || world.to("PUT", &format!("/api/v1{path}")).by("staff").body("text/html; charset=utf-8", html);
    let first = put().reply().await.is(201);
    put().reply().await.is(200);

    let place = first.header("location").strip_prefix("/api/v1").unwrap().to_owned();
    let file = world.get(&place).by("staff").reply().await.is(200);
    assert_eq!(file.text(), html);
    assert!(file.header("content-disposition").starts_with("attachment;"));
    assert!(file.header("content-disposition").ends_with("%E6%A0%B9%E6%8B%A0.html"));
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert!(file.header("content-security-policy").contains("sandbox"));
    world.get(&place).reply().await.is(404);
    let plan = world.get(&at("")).by("staff").reply().await.json();
    let original = plan["editions"][0]["origin"]["transcribed"]["source"].as_str().unwrap().to_owned();
    let original = world.get(&at(&format!("/sources/{original}"))).reply().await.is(200);
    assert_eq!(original.bytes, fixture("nagareyama-2021-03.source.tsv"));
}
