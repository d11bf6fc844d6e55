//! What a caller may not know of is answered with the same bytes as what is not there.

use crate::support::*;
use serde_json::{Value, json};
use system_tests::{TestDatabase, fixtures, on_both_blocking};

on_both_blocking!(
    what_is_hidden_is_answered_like_what_is_not_there,
    what_is_not_published_of_a_public_plan_is_hidden,
    a_token_that_does_not_count_is_refused,
);

/// A way to ask about a plan.
type Question<'a> = (&'a str, Option<Value>);

fn questions<'a>() -> Vec<Question<'a>> {
    let decide = json!({ "item": "6-6", "status": "継続中", "seen": 1 });
    let mut questions: Vec<Question<'a>> = [
        "",
        "/table",
        "/report",
        "/grid",
        "/cards",
        "/cycle",
        "/items/6-6/history",
        "/cancelled",
        "/overdue",
        "/gaps",
        "/lint",
        "/rewrites",
        "/trace",
        "/coverage",
        "/comments",
        "/lineage",
        "/departments",
        "/open-data",
        "/open-data/items.csv",
        "/open-data/check",
        "/events",
    ]
    .map(|path| (path, None))
    .to_vec();
    questions.push(("/export?format=tsv", None));
    questions.push(("/cycles/0190b5a8-7c1e-7000-8000-000000000001", Some(json!({ "label": "令和6年3月" }))));
    questions.push(("/decisions/0190b5a8-7c1e-7000-8000-000000000001", Some(decide)));
    questions.push(("/submissions/0190b5a8-7c1e-7000-8000-000000000001", Some(json!({}))));
    questions
}

/// The answer, with what every answer has of its own left out.
fn asked(person: &Person, plan: &str, (path, body): &Question<'_>) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let path = format!("/plans/{plan}{path}");
    let reply = match body {
        None => person.get(&path),
        Some(body) => person.put(&path, body),
    };
    let headers = reply.headers.iter().filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()));
    let headers =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    (reply.status, headers, reply.bytes)
}

fn what_is_hidden_is_answered_like_what_is_not_there(db: TestDatabase) {
    let elsewhere = {
        let office = Office::with_sample(&db);
        let _ = office.yamada.import("other", SOURCE, fixtures::bytes(SOURCE)).is(201);
        assert!(office.server.stop().success());
        token(&db, &["--name", "別", "--role", "staff", "--plan", "other"])
    };
    let server = system_tests::Server::start(&db);
    let (anyone, elsewhere) = (Person::at(&server, None), Person::at(&server, Some(&elsewhere)));
    let public_may_not = |(path, body): &Question<'_>| body.is_none() || !path.is_empty();

    for person in [&anyone, &elsewhere] {
        for question in questions().iter().filter(|question| public_may_not(question)) {
            let (hidden, unknown) = (asked(person, PLAN, question), asked(person, "no-such-plan", question));
            assert_eq!(hidden.0, 404, "{question:?}");
            assert_eq!(hidden, unknown, "{question:?}");
        }
        assert_eq!(
            person.get("/plans").is(200).json().as_array().map(Vec::len),
            Some(usize::from(person.is_named()))
        );
        assert_eq!(person.get("/search?q=中継&plan=nagareyama-ict").status, 404);
    }
    // The control: who may know of a plan is told of it.
    let told = asked(&elsewhere, "other", &questions()[0]);
    assert_eq!(told.0, 200);
    assert_ne!(told, asked(&elsewhere, PLAN, &questions()[0]));
}

fn what_is_not_published_of_a_public_plan_is_hidden(db: TestDatabase) {
    let Office { yamada, server, .. } = Office::with_sample(&db);
    let anyone = Person::at(&server, None);
    let older = "nagareyama-2018-11.tsv";
    let _ = yamada.import(PLAN, older, fixtures::bytes(older)).is(201);
    let _ = yamada.record("editions/令和3年3月/publications", &json!({})).is(201);
    let _ = yamada.record("cycles", &json!({ "label": "令和6年3月" })).is(201);
    let _ = yamada.decide("6-6", json!({ "status": "実施済み", "remark": "まだ秘密" })).is(201);

    assert_eq!(anyone.tsv("令和3年3月"), fixtures::bytes(SOURCE));
    let draft = asked(&anyone, PLAN, &("/table?edition=平成30年11月", None));
    assert_eq!(draft.0, 404);
    assert_eq!(draft, asked(&anyone, PLAN, &("/table?edition=平成20年11月", None)));
    let proposals = asked(&anyone, PLAN, &("/cycle", None));
    assert_eq!(proposals, asked(&anyone, PLAN, &("/cycle?cycle=令和9年9月", None)));
    for path in [
        "",
        "/table",
        "/items/6-6/history",
        "/report",
        "/cancelled",
        "/open-data/items.json",
        "/open-data/decisions.json",
        "/open-data/editions.json",
    ] {
        let said = String::from_utf8(anyone.get(&format!("/plans/{PLAN}{path}")).is(200).bytes).unwrap();
        for secret in ["まだ秘密", "山田", "令和6年3月"] {
            assert!(!said.contains(secret), "{path} tells anyone {secret}");
        }
    }
    // The control: a member of staff is told.
    assert!(yamada.ask("/items/6-6/history").to_string().contains("まだ秘密"));
}

fn a_token_that_does_not_count_is_refused(db: TestDatabase) {
    let (member, revoked) = {
        let revoked = ["token", "create", "--name", "元", "--role", "staff", "--json"];
        let revoked = system_tests::cli(&db).args(revoked).run().success().json();
        let id = revoked["id"].as_str().unwrap();
        let _ = system_tests::cli(&db).args(["token", "revoke", id]).run().success();
        (token(&db, &["--name", "議員", "--role", "member"]), revoked["secret"].as_str().unwrap().to_owned())
    };
    let Office { yamada, server, .. } = Office::with_sample(&db);
    for secret in ["", "nonsense", &format!("{revoked}x"), &revoked] {
        let refused = Person::at(&server, Some(secret)).get("/plans");
        assert_eq!(refused.header("www-authenticate"), "Bearer");
        let _ = refused.problem(401, "unauthenticated");
    }
    let member = Person::at(&server, Some(&member));
    let _ = member.record("cycles", &json!({ "label": "令和6年3月" })).problem(403, "forbidden");
    let _ = member.get(&format!("/plans/{PLAN}")).is(200);
    // The control: the same, by who may.
    let _ = yamada.record("cycles", &json!({ "label": "令和6年3月" })).is(201);
}
