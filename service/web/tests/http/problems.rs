//! Bad requests: each gets a problem that says what was found and what would be accepted.

use crate::support::{PUBLISHED, World, id, world, world_of};
use serde_json::{Value, json};

async fn decide(world: &World, body: &str) -> Value {
    let path = format!("/api/v1/plans/{PUBLISHED}/decisions/{}", id());
    let ask = world.to("PUT", &path).by("staff").header("if-match", "\"1\"");
    ask.body("application/json", body.to_owned()).reply().await.json()
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_answered_with_what_would_be_accepted() {
    let world = world().await;
    let check = async |body: &str, expected: Value| {
        let mut problem = decide(&world, body).await;
        let fields = problem.as_object_mut().unwrap();
        let instance = fields.remove("instance").unwrap();
        assert!(instance.as_str().unwrap().starts_with("urn:uuid:"), "{body}");
        fields.remove("title");
        assert_eq!(problem, expected, "{body}");
    };
    let invalid = |field: &str, found: &str, accepted: &str| json!({"type": "/problems/invalid", "status": 422, "field": field, "found": found, "accepted": accepted});
    check("{", json!({"type": "/problems/malformed", "status": 400, "line": 1, "column": 1})).await;
    check("", json!({"type": "/problems/malformed", "status": 400, "line": 1, "column": 0})).await;
    check("{}", invalid("item", "nothing", "a text")).await;
    check("[1]", invalid("body", "[1]", "an object")).await;
    check(r#"{"item":6}"#, invalid("item", "6", "a text")).await;
    check(r#"{"item":"6-6","evidence":[{"page":1}]}"#, {
        invalid("evidence[0].page", "an unknown field", "source, citation, place")
    })
    .await;
    check(r#"{"item":"6-6","seen":-1}"#, invalid("seen", "-1", "a whole number, 0 or more")).await;
}

#[tokio::test]
async fn what_a_field_says_is_read_once_and_answered_in_the_same_way() {
    let world = world().await;
    let path = format!("/plans/{PUBLISHED}/cycles/{}", id());
    let reply = world.put(&path, &json!({"label": "来年"})).by("staff").reply().await.is(422);
    assert_eq!(reply.problem(), "invalid");
    assert_eq!((&reply.json()["field"], &reply.json()["found"]), (&json!("label"), &json!("来年")));
    let review = json!({"verdict": "maybe"});
    world.put(&format!("/plans/{PUBLISHED}/reviews/{}", id()), &review).by("staff2").reply().await;
    let path = format!("/plans/{PUBLISHED}/cycles/x");
    let reply = world.put(&path, &json!({"label": "令和6年3月"})).by("staff").reply().await.is(422);
    assert_eq!(reply.json()["field"], "id");
}

#[tokio::test]
async fn words_come_in_the_language_of_the_reader() {
    let world = world().await;
    let path = format!("/plans/{PUBLISHED}/edits/{}", id());
    let edit = json!({"item": "6-6", "field": "remark", "text": "備考"});
    let title = async |language: &str| {
        let ask = world.put(&path, &edit).by("staff").header("accept-language", language);
        let reply = ask.reply().await.is(428);
        assert_eq!(reply.header("content-language"), language);
        reply.json()["title"].as_str().unwrap().to_owned()
    };
    assert!(title("ja").await.contains("版番号"));
    assert!(title("en").await.contains("which revision"));
    // The rules' refusals are worded where all wording is.
    let close = format!("/plans/{PUBLISHED}/abandonments/{}", id());
    let reply = world.put(&close, &json!({"reason": "理由"})).by("staff").reply().await;
    assert!(reply.status.is_client_error());
}

#[tokio::test]
async fn only_the_media_type_of_a_route_is_taken() {
    let world = world().await;
    let path = format!("/api/v1/plans/{PUBLISHED}/cycles/{}", id());
    let reply = world.to("PUT", &path).by("staff").body("text/plain", "{}").reply().await.is(415);
    assert_eq!((reply.problem().as_str(), &reply.json()["found"]), ("media-type", &json!("text/plain")));
    world.to("PUT", &path).by("staff").reply().await.is(415);
    let import = format!("/api/v1/imports/{}", id());
    world.to("PUT", &import).by("staff").json(&json!({})).reply().await.is(415);
    let charset = world.to("PUT", &path).by("staff");
    let charset = charset.body("Application/JSON; charset=utf-8", r#"{"label":"令和6年3月"}"#);
    charset.reply().await.is(201);
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let world = world().await;
    let large = format!(r#"{{"label":"{}"}}"#, "あ".repeat(400_000));
    let path = format!("/api/v1/plans/{PUBLISHED}/cycles/{}", id());
    let reply = world.to("PUT", &path).by("staff").body("application/json", large).reply().await.is(413);
    assert_eq!((reply.problem().as_str(), &reply.json()["limit"]), ("too-large", &json!(1024 * 1024)));

    let limit = 20 * 1024 * 1024;
    let path = |name: &str| format!("/api/v1/plans/{PUBLISHED}/sources/{}?name={name}", id());
    let source = |bytes: usize| {
        let ask = world.to("PUT", &path("large.bin")).by("staff");
        ask.body("application/octet-stream", vec![7_u8; bytes])
    };
    source(limit + 1).reply().await.is(413);
    source(limit).reply().await.is(201);
    let file = vec![b'a'; limit + 2 * 1024 * 1024];
    let import = world.to("PUT", &format!("/api/v1/imports/{}", id())).by("staff");
    let import = import.form(&[("plan", None, b"new-plan"), ("file", Some("a.tsv"), &file)]);
    assert_eq!(import.reply().await.is(413).problem(), "too-large");
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_over_says_where_and_why() {
    let world = world().await;
    let table = "実施事業\t実施時期\t状況\n1. あ\t令和3年3月\t継続中\n2. い\tいつか\t謎の状況\n";
    let fields: [(&str, Option<&str>, &[u8]); 3] = [
        ("plan", None, PUBLISHED.as_bytes()),
        ("edition", None, "令和5年3月".as_bytes()),
        ("file", Some("表.tsv"), table.as_bytes()),
    ];
    let preview = world.to("POST", "/api/v1/imports/preview").by("staff").form(&fields);
    let reply = preview.reply().await.is(422);
    assert_eq!(reply.problem(), "file");
    let problems = reply.json()["problems"].as_array().unwrap().clone();
    assert!(
        problems.iter().any(|problem| problem["row"] == 3 && problem["column"] == "状況"),
        "{problems:?}"
    );
    assert!(problems.iter().all(|problem| !problem["accepted"].as_str().unwrap().is_empty()));

    let unknown = [("plan", None, PUBLISHED.as_bytes()), ("colour", None, b"red".as_slice())];
    let reply = world.to("POST", "/api/v1/imports/preview").by("staff").form(&unknown).reply().await.is(422);
    assert_eq!(reply.json()["field"], "colour");
    let missing = [("plan", None, PUBLISHED.as_bytes())];
    let reply = world.to("POST", "/api/v1/imports/preview").by("staff").form(&missing).reply().await.is(422);
    assert_eq!(reply.json()["field"], "file");
    let word: [(&str, Option<&str>, &[u8]); 3] =
        [("plan", None, b"x-y"), ("status_word", None, b"abc"), ("file", Some("a"), b"a")];
    let reply = world.to("POST", "/api/v1/imports/preview").by("staff").form(&word).reply().await.is(422);
    assert_eq!(reply.json()["field"], "status_word");
}

#[tokio::test]
async fn a_query_is_read_strictly() {
    let world = world().await;
    let check = async |path: &str, field: &str| {
        let reply = world.get(&format!("/plans/{PUBLISHED}{path}")).by("staff").reply().await.is(422);
        assert_eq!(reply.json()["field"], field, "{path}");
    };
    check("/table?colour=red", "colour").await;
    check("/table?edition=a&edition=b", "edition").await;
    check("/table?edition=%E4%BB%A4%E5%92%8C3%E5%B9%B43%E6%9C%88&as_of=2020-01-01", "edition").await;
    check("/table?as_of=someday", "as_of").await;
    check("/table?recorded_at=someday", "recorded_at").await;
    check("/events?limit=0", "limit").await;
    check("/events?limit=501", "limit").await;
    check("/events?after=-1", "after").await;
    check("/export", "format").await;
    check("/export?format=exe", "format").await;
    check("/comparison?from=current", "to").await;
    check("/comparison?from=current&to=%E3%81%AA%E3%81%97", "to").await;
    check("/cancelled?reason=nonsense", "reason").await;
    check("/cancelled?started=maybe", "started").await;
    check("/cancelled?text=a", "text").await;
    let reply = world.get("/search?q=a").reply().await.is(422);
    assert!(reply.json()["accepted"].as_str().unwrap().contains("two"));
}

#[tokio::test]
async fn what_is_not_there_is_a_problem_too() {
    let world = world().await;
    for path in ["/nothing", "/plans/nothing", "/plans/nothing/table", "/plans/published/items/9-9-9/history"]
    {
        let reply = world.get(path).reply().await.is(404);
        assert_eq!(reply.problem(), "not-found", "{path}");
        assert_eq!(reply.json().get("instance"), None, "{path}");
    }
    let reply = world.to("DELETE", "/api/v1/plans").reply().await.is(405);
    assert_eq!((reply.problem().as_str(), reply.header("allow")), ("method-not-allowed", "GET,HEAD"));
    world.to("GET", "/api/v1/plans/%ff").reply().await.is(400);
}

#[tokio::test]
async fn a_hidden_plan_is_not_told_from_one_that_is_not_there() {
    let world = world_of(&["draft"]).await;
    let edition = world.edition("draft").await;
    for rest in ["", "/table", "/items/1-1/history", "/gaps", "/events", "/export?format=tsv"] {
        for role in ["public", "admin"] {
            let hidden = world.get(&format!("/plans/draft{rest}")).by(role).reply().await.is(404);
            let unknown = world.get(&format!("/plans/nothing{rest}")).by(role).reply().await.is(404);
            assert_eq!(hidden.bytes, unknown.bytes, "{rest} as {role}");
            let names: Vec<_> = hidden.headers.keys().collect();
            assert_eq!(names, unknown.headers.keys().collect::<Vec<_>>(), "{rest} as {role}");
        }
    }
    let page = world.to("GET", &format!("/p/draft/e/{edition}/")).reply().await.is(404);
    assert_eq!(page.bytes, world.to("GET", "/p/nothing/").reply().await.is(404).bytes);
}
