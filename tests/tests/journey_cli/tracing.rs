//! Issues and policies, and public comments, as somebody works with them at the command line.

use crate::support::*;
use serde_json::Value;
use system_tests::{TestDatabase, fixture, fixtures, on_both_blocking};

on_both_blocking!(
    a_trace_goes_in_is_counted_and_comes_out_again,
    a_consultation_goes_in_is_answered_and_closed,
);

const PROFILE: &str = include_str!("../../../service/import/examples/trace.toml");
const ICT: &str = "koganei-ict";

fn path(name: &str) -> String {
    fixture(name).to_str().unwrap().to_owned()
}

/// The numbers of a report's list.
#[track_caller]
fn listed(report: &Value, list: &str, number: &str) -> Vec<u64> {
    report[list].as_array().unwrap().iter().map(|row| row[number].as_u64().unwrap()).collect()
}

fn a_trace_goes_in_is_counted_and_comes_out_again(db: TestDatabase) {
    let _ = done(&db, &["plan", "create", ICT, "--title", "ICT整備方針", "--organisation", "小金井市"]);
    std::fs::write(db.scratch().join("trace.toml"), PROFILE).unwrap();
    let (issues, policies) = (path("koganei-trace.tsv"), path("koganei-policies.tsv"));
    let import = ["trace", "import", ICT, &issues, "--policies", &policies, "--profile", "trace.toml"];
    let import = [&import[..], &["--edition", "平成31年4月"]].concat();
    let before = events(&db);
    let shown = done(&db, &[&import[..], &["--dry-run"]].concat()).text().to_owned();
    assert!(shown.contains("「来庁者向け公共サービス」という方針がありません"), "{shown}");
    assert!(shown.contains("まだ何も書き込まれていません"), "{shown}");
    assert_eq!(events(&db), before, "nothing is written before it is confirmed");

    let _ = done(&db, &import);
    let after = events(&db);
    let again = done(&db, &import).text().to_owned();
    assert!(again.contains("変更はありません"), "{again}");
    assert_eq!(events(&db), after);

    let report = json(&db, &["trace", "coverage", ICT]);
    assert_eq!((report["issues"].as_u64(), report["policies"].as_u64()), (Some(22), Some(9)));
    assert_eq!(listed(&report, "by_class", "issues"), [7, 4, 4, 3, 1, 1, 1, 1]);
    assert_eq!(listed(&report, "by_policy", "issues"), [1, 1, 4, 0, 3, 1, 0, 0, 7]);
    let said = done(&db, &["trace", "coverage", ICT]).text().to_owned();
    assert!(said.contains("来庁者向け公共サービス（最も近い名称: 市民向け公共サービス、73%）"), "{said}");
    assert!(said.contains("\n  災害対策\n"), "{said}");

    let whole = json(&db, &["report", ICT]);
    assert_eq!(whole["coverage"]["issues"].as_u64(), Some(22), "the report of the plan has it too");
    assert_eq!(done(&db, &["trace", "export", ICT]).stdout, fixtures::bytes("koganei-trace.tsv"));
    let exported = done(&db, &["trace", "export", ICT, "--table", "policies"]);
    assert_eq!(exported.stdout, fixtures::bytes("koganei-policies.tsv"));

    // A person joins what is one under two names, and takes it back.
    let joined = ["市民向け公共サービス", "来庁者向け公共サービス", "--relation", "同じ施策"];
    let _ = done(&db, &[&["trace", "link", ICT][..], &joined].concat());
    let covered = || json(&db, &["trace", "coverage", ICT])["covered"].as_u64();
    assert_eq!(covered(), Some(21));
    let links = json(&db, &["trace", "links", ICT]);
    let own = links.as_array().unwrap().iter().find(|link| link["relation"] == "同じ施策").unwrap();
    let id = own["link"].as_str().unwrap();
    let _ = done(&db, &["trace", "retract", ICT, id, "--reason", "対象が異なる"]);
    assert_eq!(covered(), Some(17));
}

fn a_consultation_goes_in_is_answered_and_closed(db: TestDatabase) {
    with_sample(&db);
    let (table, about) = (path("comments.tsv"), path("comments.toml"));
    let import = ["comments", "import", PLAN, &table, "--about", &about];
    let before = events(&db);
    let _ = done(&db, &[&import[..], &["--dry-run"]].concat());
    assert_eq!(events(&db), before);
    let _ = done_by(&db, "山田", &import);
    let again = done(&db, &import).text().to_owned();
    assert!(again.contains("変更はありません"), "{again}");

    let report = json(&db, &["comments", "report", PLAN]);
    let consultation = &report["consultations"][0];
    let results = &consultation["results"];
    assert_eq!(listed(results, "by_disposition", "opinions"), [3, 3, 6, 2, 2]);
    assert_eq!(listed(consultation, "channels", "opinions"), [3, 1, 9, 3, 0]);
    assert_eq!((results["opinions"].as_u64(), results["difference"].as_i64()), (Some(16), Some(0)));

    let whole = json(&db, &["report", PLAN]);
    assert_eq!(whole["comments"]["consultations"][0]["results"]["opinions"].as_u64(), Some(16));

    let view = "費用の見込みを公表した上で判断します。";
    let answer = ["comments", "answer", PLAN, "3", "--view", view, "--disposition"];
    let _ = ja(&db, &[&answer[..], &["Z"]].concat()).run().refused().says("A、B、C、D、E");
    let _ = done_by(&db, "鈴木", &[&answer[..], &["C"]].concat());
    let list = done(&db, &["comments", "list", PLAN]).text().to_owned();
    assert!(list.contains(view) && list.contains("鈴木") && list.contains("山田"), "{list}");
    assert!(list.contains("前の考え方 1 件を差替え"), "{list}");
    let _ = done(&db, &["comments", "close", PLAN]);
    assert_eq!(json(&db, &["comments", "report", PLAN])["consultations"][0]["state"], "closed");
    let _ = ja(&db, &["comments", "close", PLAN]).run().refused().says("変わるところがありません");
}
