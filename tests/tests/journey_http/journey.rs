//! The main job, end to end, on the real table, by two members of staff.

use crate::support::*;
use serde_json::{Value, json};
use system_tests::{TestDatabase, fixtures, on_both_blocking};

on_both_blocking!(two_members_of_staff_run_the_next_review_over_http);

fn two_members_of_staff_run_the_next_review_over_http(db: TestDatabase) {
    let office = Office::open(&db);
    the_document_goes_in_and_the_same_table_comes_out(&office);
    an_auditor_asks(&office.yamada);
    the_cycle_is_decided(&office.yamada);
    another_person_returns_one_decision_and_then_approves(&office);
    the_resolution_makes_an_edition(&office.yamada);
    an_erratum_shows_both_readings(&office.yamada);
    an_older_table_changes_nothing_newer(&office.yamada);
    nothing_was_recorded_that_a_rebuild_would_not_make(&db, office);
}

fn the_document_goes_in_and_the_same_table_comes_out(office: &Office) {
    let document = "nagareyama-2021-03.txt";
    let preview = office.yamada.preview(PLAN, document, fixtures::bytes(document)).is(200).json();
    assert_eq!((&preview["new_plan"], &preview["changes"]), (&json!(true), &json!(true)));
    let _ = office.yamada.get(&format!("/plans/{PLAN}")).is(404);

    let imported = office.yamada.import(PLAN, document, fixtures::bytes(document)).is(201).json();
    let cycles = imported["preview"]["tables"][0]["outcome"]["cycles"].as_array().unwrap();
    let cycles: Vec<_> =
        cycles.iter().map(|cycle| (&cycle["label"], &cycle["origin"], &cycle["decisions"])).collect();
    let expected = [("平成30年11月", "inferred", 18), ("令和3年3月", "transcribed", 9)];
    assert_eq!(
        format!("{cycles:?}"),
        format!("{:?}", expected.map(|(l, o, n)| (json!(l), json!(o), json!(n))))
    );

    assert_eq!(office.suzuki.tsv("令和3年3月"), fixtures::bytes(SOURCE));
    for form in [SOURCE, "nagareyama-2021-03.csv", "nagareyama-2021-03-cp932.csv", "nagareyama-2021-03.xlsx"]
    {
        let again = office.suzuki.import(PLAN, form, fixtures::bytes(form)).is(200).json();
        assert_eq!((&again["done"], &again["preview"]["changes"]), (&Value::Null, &json!(false)), "{form}");
    }
}

fn an_auditor_asks(yamada: &Person) {
    let counts = yamada.ask("/report");
    let counts: Vec<_> = counts["by_state"].as_array().unwrap().iter().collect();
    let counts: Vec<(&str, u64)> = counts
        .iter()
        .map(|row| (row["state"].as_str().unwrap(), row["count"]["distinct"].as_u64().unwrap()))
        .collect();
    let expected = [
        ("not_started", 4),
        ("ongoing", 19),
        ("partly_done", 3),
        ("done", 6),
        ("as_needed", 1),
        ("cancelled", 18),
    ];
    assert_eq!(counts, expected);

    let cancelled = yamada.ask("/cancelled");
    assert_eq!(numbers(&cancelled).len(), 18);
    assert!(cancelled["rows"].as_array().unwrap().iter().all(|row| row["reason"]["stated"].is_string()));
    assert_eq!(numbers(&yamada.ask("/cancelled?text=費用")), ["1-1-1③", "1-1-2①", "2-4", "6-2"]);
    assert_eq!(numbers(&yamada.ask("/overdue?on=令和6年3月")), ["5-1-2", "5-6", "6-6", "6-7"]);

    let history = yamada.ask("/items/5-9/history");
    assert_eq!(history["execution"]["proposed"]["extent"], "never", "{history}");
    let state = json!({ "item": "5-9", "extent": "never", "grounds": "個人情報のため着手していない" });
    let _ = yamada.record("executions", &state).is(201);
    let history = yamada.ask("/items/5-9/history");
    assert_eq!(history["execution"]["stated"]["extent"], "never", "{history}");
}

fn the_cycle_is_decided(yamada: &Person) {
    let _ = yamada.record("cycles", &json!({ "label": "令和6年3月" })).is(201);
    let minutes = id();
    let path = format!("/plans/{PLAN}/sources/{minutes}?name=議事録.pdf");
    let request = yamada.request(reqwest::Method::PUT, &path);
    let _ =
        Reply::to(&path, request.header("content-type", "application/pdf").body("%PDF-1.7 会議録")).is(201);

    let _ = yamada.decide("6-6", json!({ "status": "継続中" })).is(201);
    let evidence = json!([{ "source": minutes, "place": "3頁" }]);
    let done = json!({ "status": "実施済み", "effective": "令和5年4月", "evidence": evidence });
    let _ = yamada.decide("6-7", done).is(201);

    let before = yamada.ask("")["plan"]["version"].clone();
    let refused = yamada.decide("5-1-2", json!({ "status": "中止" })).problem(422, "reason-missing");
    assert!(refused["title"].is_string());
    assert_eq!(yamada.ask("")["plan"]["version"], before, "a refused request leaves no trace");
    let reason =
        json!({ "status": "中止", "reason": "減冊は行わないこととしました。", "codes": ["alternative"] });
    let _ = yamada.decide("5-1-2", reason).is(201);

    let undecided =
        yamada.put(&format!("/plans/{PLAN}/submissions/{}", id()), &json!({})).problem(422, "undecided");
    assert_eq!(undecided["nodes"].as_array().map(Vec::len), Some(48), "{undecided}");
    let _ = yamada.record("decisions/rest", &json!({})).is(201);
    assert_eq!(yamada.ask("/cycle")["undecided"], 0);
    let _ = yamada.record("submissions", &json!({})).is(201);
}

fn another_person_returns_one_decision_and_then_approves(office: &Office) {
    let Office { yamada, suzuki, .. } = office;
    let approve = json!({ "verdict": "approved" });
    let _ = yamada.record("reviews", &approve).problem(403, "own-decision");
    let mute = json!({ "verdict": "returned", "items": ["6-6"] });
    let _ = suzuki.record("reviews", &mute).problem(422, "comment-missing");
    let back = json!({ "verdict": "returned", "items": ["6-6"], "comment": "備考を確かめてください" });
    let _ = suzuki.record("reviews", &back).is(201);

    let _ = yamada.decide("6-7", json!({ "unchanged": true })).problem(409, "not-reopened");
    let _ = yamada.decide("6-6", json!({ "status": "継続中", "remark": "配付を進めています。" })).is(201);
    let _ = yamada.record("submissions", &json!({})).is(201);
    let _ = suzuki.record("reviews", &approve).is(201);
}

fn the_resolution_makes_an_edition(yamada: &Person) {
    let adopt = json!({
        "body": "議会運営委員会",
        "meeting": "令和6年第1回定例会",
        "resolved_on": "2024-03-22",
        "result": "全会一致",
    });
    let _ = yamada.record("adoptions", &adopt).is(201);
    let _ = yamada.record("editions/令和6年3月/publications", &json!({})).is(201);

    assert_eq!(yamada.tsv("令和3年3月"), fixtures::bytes(SOURCE), "the edition before is as it was");
    let table = String::from_utf8(yamada.tsv("令和6年3月")).unwrap();
    assert!(table.contains("見直し：令和6年3月"));
    assert!(table.contains("\t実施済み\t令和6年3月\t"), "{table}");
    let compared = yamada.ask("/comparison?from=令和3年3月&to=令和6年3月");
    assert_eq!(numbers(&compared), ["5-1-2", "6-6", "6-7"]);
}

fn an_erratum_shows_both_readings(yamada: &Person) {
    let before = yamada.tsv("令和6年3月");
    let erratum = json!({
        "item": "6-6",
        "column": "備考",
        "kind": "erratum",
        "corrected": "配布を進めています。",
        "reason": "誤植",
    });
    let _ = yamada.record("editions/令和6年3月/corrections", &erratum).is(201);

    assert_eq!(yamada.tsv("令和6年3月"), before, "the edition prints what was adopted");
    let table = yamada.ask("/table?edition=令和6年3月").to_string();
    for reading in ["配付を進めています。", "配布を進めています。"] {
        assert!(table.contains(reading), "{reading}");
    }
}

fn an_older_table_changes_nothing_newer(yamada: &Person) {
    let (third, sixth) = (yamada.tsv("令和3年3月"), yamada.tsv("令和6年3月"));
    let certainties = |report: &Value| -> Vec<String> {
        report["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["certainty"].as_str().unwrap().to_owned())
            .collect()
    };
    let inferred = yamada.ask("/cancelled?cycle=平成30年11月");
    assert_eq!(certainties(&inferred), vec!["inferred"; 18]);

    let older = "nagareyama-2018-11.tsv";
    let _ = yamada.import(PLAN, older, fixtures::bytes(older)).is(201);

    assert_eq!((yamada.tsv("令和3年3月"), yamada.tsv("令和6年3月")), (third, sixth));
    assert_eq!(yamada.tsv("平成30年11月"), fixtures::bytes(older));
    assert_eq!(certainties(&yamada.ask("/cancelled?cycle=平成30年11月")), vec!["stated"; 18]);
}

fn nothing_was_recorded_that_a_rebuild_would_not_make(db: &TestDatabase, office: Office) {
    assert!(office.server.stop().success());
    let rebuilt = system_tests::cli(db).args(["rebuild", "--json"]).run().success().json();
    assert_eq!((&rebuilt["plans"], &rebuilt["differing"]), (&json!(1), &json!(0)));
    let doctor = system_tests::cli(db).args(["doctor", "--json"]).run().success().json();
    assert_eq!(doctor["findings"], json!([]));
}
