//! Writing: the same request twice, another one with the same id, a row that has moved on, a whole cycle.

use crate::support::{EDITION, PUBLISHED, World, fixture, id, world};
use serde_json::{Value, json};

fn at(path: &str) -> String {
    format!("/plans/{PUBLISHED}{path}")
}

async fn open(world: &World) {
    let body = json!({"label": "令和6年3月"});
    world.put(&at(&format!("/cycles/{}", id())), &body).by("staff").reply().await.is(201);
}

#[tokio::test]
async fn a_request_that_is_repeated_is_answered_as_done_and_records_nothing() {
    let world = world().await;
    let path = at(&format!("/cycles/{}", id()));
    let body = json!({"label": "令和6年3月"});

    let first = world.put(&path, &body).by("staff").reply().await.is(201);
    let again = world.put(&path, &body).by("staff").reply().await.is(200);

    assert_eq!(first.bytes, again.bytes);
    assert_eq!(first.header("location"), again.header("location"));
    let place = first.header("location").strip_prefix("/api/v1").unwrap().to_owned();
    let cycle = world.get(&place).by("staff").reply().await.is(200).json();
    assert_eq!(cycle["summary"]["cycle"]["label"], "令和6年3月");
    assert_eq!(cycle["plan"]["version"], first.json()["version"]);
}

#[tokio::test]
async fn another_request_with_the_same_id_is_a_conflict() {
    let world = world().await;
    let path = at(&format!("/cycles/{}", id()));
    world.put(&path, &json!({"label": "令和6年3月"})).by("staff").reply().await.is(201);

    let other = world.put(&path, &json!({"label": "令和6年9月"})).by("staff").reply().await.is(409);

    assert_eq!(other.problem(), "other-content");
}

#[tokio::test]
async fn a_decision_needs_the_revision_that_its_author_saw() {
    let world = world().await;
    open(&world).await;
    let body = json!({"item": "6-6", "status": "継続中"});
    let path = || at(&format!("/decisions/{}", id()));

    let missing = world.put(&path(), &body).by("staff").reply().await.is(428);
    assert_eq!(missing.problem(), "revision-missing");
    let revision = world.revision(PUBLISHED, "6-6").await;
    let seen = format!("\"{revision}\"");
    let done = world.put(&path(), &body).by("staff").header("if-match", &seen).reply().await.is(201);
    let place = done.header("location").strip_prefix("/api/v1").unwrap().to_owned();
    let history = world.get(&place).by("staff").reply().await.is(200);
    let revision = history.json()["revision"].as_u64().unwrap();
    assert!(history.header("etag").starts_with(&format!("\"{revision}-")), "{}", history.header("etag"));
    // The tag of the history is the revision, too.
    let tag = history.header("etag").to_owned();
    world.put(&path(), &body).by("staff").header("if-match", &tag).reply().await.is(201);
    let revision = world.revision(PUBLISHED, "6-6").await;
    let with_seen = json!({"item": "6-6", "status": "継続中", "seen": revision});
    world.put(&path(), &with_seen).by("staff").reply().await.is(201);
    world.put(&path(), &with_seen).by("staff").header("if-match", "\"1\"").reply().await.is(422);
    world.put(&path(), &with_seen).by("staff").header("if-match", "*").reply().await.is(422);
}

#[tokio::test]
async fn a_row_that_has_moved_on_is_shown_in_both_readings() {
    let world = world().await;
    open(&world).await;
    let seen = world.revision(PUBLISHED, "6-6").await;
    let edit = |text: &str| json!({"item": "6-6", "field": "remark", "text": text, "seen": seen});
    let path = || at(&format!("/edits/{}", id()));
    world.put(&path(), &edit("一人目")).by("staff").reply().await.is(201);

    let late = world.put(&path(), &edit("二人目")).by("staff2").reply().await.is(409);

    assert_eq!(late.problem(), "stale");
    let problem = late.json();
    assert_eq!(problem["seen"]["revision"], seen);
    assert_ne!(problem["seen"]["remark"], "一人目");
    assert_eq!(problem["now"]["remark"], "一人目");
    assert_eq!(problem["now"]["revision"], world.revision(PUBLISHED, "6-6").await);
}

#[tokio::test]
async fn a_cycle_goes_from_its_opening_to_its_published_edition() {
    let world = world().await;
    open(&world).await;
    let revision = world.revision(PUBLISHED, "5-1-2").await;
    let ended = json!({"item": "5-1-2", "status": "中止", "seen": revision});
    let refused = world.put(&at(&format!("/decisions/{}", id())), &ended).by("staff").reply().await.is(422);
    assert_eq!(refused.problem(), "reason-missing");
    assert_eq!(refused.json()["state"], "cancelled");
    let with_reason = json!({
        "item": "5-1-2", "status": "中止", "seen": revision, "reason": "費用に見合わないため", "codes": ["cost"],
        "evidence": [{"citation": "会議録", "place": "12頁"}],
    });
    world.put(&at(&format!("/decisions/{}", id())), &with_reason).by("staff").reply().await.is(201);
    let early = world.to("PUT", &format!("/api/v1{}", at(&format!("/submissions/{}", id()))));
    let early = early.by("staff").reply().await.is(422);
    assert_eq!(early.problem(), "undecided");
    assert_eq!(early.json()["nodes"].as_array().unwrap().len(), 50);
    world.put(&at(&format!("/decisions/rest/{}", id())), &json!({})).by("staff").reply().await.is(201);
    let submit = format!("/api/v1{}", at(&format!("/submissions/{}", id())));
    world.to("PUT", &submit).by("staff").reply().await.is(201);

    let approved = json!({"verdict": "approved"});
    let own = world.put(&at(&format!("/reviews/{}", id())), &approved).by("staff").reply().await.is(403);
    assert_eq!(own.problem(), "own-decision");
    world.put(&at(&format!("/reviews/{}", id())), &approved).by("staff2").reply().await.is(201);
    let adopt = json!({
        "body": "議会運営委員会", "meeting": "令和6年第1回定例会", "resolved_on": "2024-03-22", "result": "unanimous",
    });
    let edition = id();
    let adopted = world.put(&at(&format!("/adoptions/{edition}")), &adopt).by("staff").reply().await.is(201);
    let place = adopted.header("location").strip_prefix("/api/v1").unwrap().to_owned();
    world.get(&place).reply().await.is(404);
    let publish = format!("/api/v1{}", at(&format!("/editions/{edition}/publications/{}", id())));
    world.to("PUT", &publish).by("staff").reply().await.is(201);

    let table = world.get(&place).reply().await.is(200).json();
    assert_eq!(table["edition"]["label"], "令和6年3月");
    let compared = world.get(&at("/comparison?from=%E4%BB%A4%E5%92%8C3%E5%B9%B43%E6%9C%88&to=current"));
    let compared = compared.reply().await.is(200).json();
    assert_eq!(compared["rows"].as_array().unwrap().len(), 1, "{compared}");
}

#[tokio::test]
async fn a_correction_keeps_both_readings_and_a_withdrawal_says_why() {
    let world = world().await;
    let correct = json!({
        "item": "6-6", "column": "状況", "kind": "transcription", "corrected": "継続中", "reason": "転記の誤り",
    });
    let edition = world.edition(PUBLISHED).await;
    let path = at(&format!("/editions/{edition}/corrections/{}", id()));
    world.put(&path, &correct).by("staff").reply().await.is(201);
    let table = world.get(&at("/table")).reply().await.is(200).json();
    let row =
        table["rows"].as_array().unwrap().iter().find(|row| row["full_label"] == "6-6").unwrap().clone();
    assert_eq!(row["errata"][0]["corrected"], "継続中");
    assert_ne!(row["errata"][0]["printed"], "継続中");

    let withdraw = json!({"kind": "unpublish", "reason": "確認のため", "authority": "議長"});
    let path = at(&format!("/editions/{edition}/withdrawals/{}", id()));
    world.put(&path, &withdraw).by("staff").reply().await.is(201);
    let plan = world.get(&at("")).reply().await.is(200).json();
    assert_eq!(plan["editions"][0]["withdrawn"]["reason"], "確認のため");
    let page = world.to("GET", &format!("/p/{PUBLISHED}/e/{edition}/")).reply().await.is(200).text();
    assert!(page.contains("取り下げ") && page.contains("議長") && page.contains("確認のため"));
}

#[tokio::test]
async fn items_are_added_reported_on_stated_and_classified() {
    let world = world().await;
    open(&world).await;
    let node = id();
    let add = json!({"kind": "item", "label": "6-8. ", "title": "新しい実施事業", "parent": "6"});
    let added = world.put(&at(&format!("/nodes/{node}")), &add).by("staff").reply().await.is(201);
    assert!(added.header("location").ends_with(&format!("/items/{node}/history")));
    let progress = json!({"item": "6-6", "bullets": ["準備を始めた。"], "reported_on": "2022-05-01"});
    world.put(&at(&format!("/progress/{}", id())), &progress).by("staff").reply().await.is(201);
    let execution = json!({"item": "5-9", "extent": "never", "grounds": "会議録に記載なし"});
    world.put(&at(&format!("/executions/{}", id())), &execution).by("staff").reply().await.is(201);
    let classify = json!({"item": "2-4", "codes": ["cost"]});
    world.put(&at(&format!("/classifications/{}", id())), &classify).by("staff").reply().await.is(201);

    let cost = world.get(&at("/cancelled?reason=cost")).by("staff").reply().await.is(200).json();
    assert_eq!(cost["rows"].as_array().unwrap().len(), 1);
    assert_eq!(cost["total"], 18);
    let abandon = json!({"reason": "試験のため"});
    world.put(&at(&format!("/abandonments/{}", id())), &abandon).by("staff").reply().await.is(201);
    let close = json!({"reason": "計画期間の満了"});
    world.put(&at(&format!("/closings/{}", id())), &close).by("staff").reply().await.is(201);
}

#[tokio::test]
async fn a_decision_is_taken_back_by_its_id() {
    let world = world().await;
    open(&world).await;
    let decision = id();
    let revision = world.revision(PUBLISHED, "6-6").await;
    let decide = json!({"item": "6-6", "status": "継続中", "seen": revision});
    world.put(&at(&format!("/decisions/{decision}")), &decide).by("staff").reply().await.is(201);
    let back = json!({"item": "6-6", "reason": "取り違え"});

    let path = at(&format!("/decisions/{}/withdrawals/{}", id(), id()));
    world.put(&path, &back).by("staff").reply().await.is(404);
    let path = at(&format!("/decisions/{decision}/withdrawals/{}", id()));
    world.put(&path, &back).by("staff").reply().await.is(201);

    let cycle = world.get(&at("/cycle")).by("staff").reply().await.is(200).json();
    assert_eq!(cycle["undecided"], 51);
}

#[tokio::test]
async fn an_import_is_shown_first_and_repeating_it_changes_nothing() {
    let world = world().await;
    let table = fixture("nagareyama-2021-03.source.tsv");
    let fields: Vec<(&str, Option<&str>, &[u8])> = vec![
        ("plan", None, b"imported"),
        ("organisation", None, "流山市議会".as_bytes()),
        ("status_word", None, "未完=ongoing".as_bytes()),
        ("file", Some("表.tsv"), &table),
    ];
    let preview = world.to("POST", "/api/v1/imports/preview").by("keeper").form(&fields);
    let preview = preview.reply().await.is(200).json();
    assert_eq!(preview["new_plan"], true);
    assert_eq!(preview["tables"][0]["outcome"]["becomes"], "new_edition");
    assert_eq!(preview["tables"][0]["outcome"]["items"], 51);
    world.get("/plans/imported").by("keeper").reply().await.is(404);

    let path = format!("/api/v1/imports/{}", id());
    let first = world.to("PUT", &path).by("keeper").form(&fields).reply().await.is(201).json();
    assert_ne!(first["done"], Value::Null);
    let again = world.to("PUT", &path).by("keeper").form(&fields).reply().await.is(200).json();
    assert_eq!(again["done"], first["done"]);
    let slug = world.app.slug_of(first["preview"]["plan"].as_str().unwrap().parse().unwrap()).await.unwrap();
    assert_eq!(slug.as_deref(), Some("imported"));
}

#[tokio::test]
async fn the_label_of_an_edition_names_it_in_a_path() {
    let world = world().await;
    let edition = "%E4%BB%A4%E5%92%8C3%E5%B9%B43%E6%9C%88";
    let path = format!("/api/v1{}", at(&format!("/editions/{edition}/publications/{}", id())));
    let reply = world.to("PUT", &path).by("staff").reply().await.is(409);
    assert_eq!(reply.problem(), "already-published");
    assert_eq!(EDITION, "令和3年3月");
}
