//! Questions, and how their answers look to people and to machines.

use crate::support::*;
use serde_json::Value;
use system_tests::{TestDatabase, cli, on_both_blocking};

on_both_blocking!(
    every_question_is_answered_in_both_languages_and_as_json,
    a_text_of_two_characters_is_found,
    the_reasons_are_classified_and_counted,
    progress_and_new_items_are_recorded_between_and_in_cycles,
    a_mistaken_import_is_voided_and_a_plan_closed,
    tokens_are_made_listed_and_revoked,
    a_table_is_shown_as_of_a_day,
    gaps_are_a_finding_when_asked_for,
    doubled_words_and_two_spellings_are_a_finding,
    a_plan_without_mistakes_has_no_finding,
);

fn every_question_is_answered_in_both_languages_and_as_json(db: TestDatabase) {
    with_sample(&db);
    let questions: [&[&str]; 14] = [
        &["plan", "list"],
        &["plan", "show", PLAN],
        &["table", PLAN],
        &["history", PLAN, "1-1-1①"],
        &["compare", PLAN, "2018-01-01", "current"],
        &["cancelled"],
        &["cancelled", PLAN],
        &["overdue", PLAN],
        &["report", PLAN],
        &["report", PLAN, "--part", "sections"],
        &["report", PLAN, "--part", "cards"],
        &["gaps", PLAN],
        &["search", "電子"],
        &["doctor"],
    ];
    for question in questions {
        let japanese = done(&db, question);
        let english = cli(&db).args(["--lang", "en"]).args(question.iter().copied()).run().success();
        assert_ne!(japanese.stdout, english.stdout, "{question:?}");
        assert!(!matches!(json(&db, question), Value::Null), "{question:?}");
    }
    let one = json(&db, &["cancelled", PLAN]);
    assert_eq!(json(&db, &["cancelled"]), Value::Array(vec![one]));
}

fn a_text_of_two_characters_is_found(db: TestDatabase) {
    with_sample(&db);
    let found = json(&db, &["search", "費用", PLAN]);
    let hits = found["hits"].as_array().unwrap();
    let numbers: Vec<&str> = hits.iter().map(|hit| hit["item"]["full_label"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["1-1-1③", "1-1-2①", "2-4", "6-2", "6-6"]);
    let _ = done(&db, &["search", "存在しない文言"]).says("計 0 件");
}

fn the_reasons_are_classified_and_counted(db: TestDatabase) {
    with_sample(&db);
    let _ = done(&db, &["classify", PLAN, "2-4", "費用", "workload"]);
    let _ = done(&db, &["classify", PLAN, "5-9", "個人情報・安全"]);

    assert_eq!(numbers(&json(&db, &["cancelled", PLAN, "--reason", "費用"])), ["2-4"]);
    assert_eq!(numbers(&json(&db, &["cancelled", PLAN, "--reason", "none"])).len(), 16);
    let _ = done(&db, &["cancelled", PLAN]).says("費用 1、人員・負担 1、個人情報・安全 1、未分類 16");
    let never = json(&db, &["cancelled", PLAN, "--started", "no"]);
    assert!(numbers(&never).contains(&"5-9".to_owned()));
}

fn progress_and_new_items_are_recorded_between_and_in_cycles(db: TestDatabase) {
    with_sample(&db);
    let _ = done(&db, &["progress", PLAN, "6-6", "--on", "2022-05-01", "職員へ配付した", "議員は準備中"]);
    let _ = done(&db, &["history", PLAN, "6-6"]).says("議員は準備中");

    let _ = done(&db, &["cycle", "open", PLAN, "令和6年3月"]);
    let _ = done(&db, &["node", "add", PLAN, "--parent", "6", "--label", "6-8. ", "--title", "生成AIの利用"]);
    let _ = done(&db, &["edit", PLAN, "6-6", "remark", "配付を進める", "--kind", "内容変更"]);
    let _ = done(&db, &["table", PLAN, "--cycle", "令和6年3月"]).says("生成AIの利用").says("配付を進める");
    let _ = done(&db, &["cycle", "decide", PLAN, "6-7", "--unchanged"]);
    let _ = done(&db, &["cycle", "withdraw-decision", PLAN, "6-7", "--reason", "再検討"]);
    let _ = done(&db, &["cycle", "abandon", PLAN, "--reason", "次年度に行う"]);
    let _ = ja(&db, &["cycle", "show", PLAN]).run().refused();
}

fn a_mistaken_import_is_voided_and_a_plan_closed(db: TestDatabase) {
    with_sample(&db);
    let withdraw =
        ["edition", "withdraw", PLAN, "令和3年3月", "--reason", "別の計画の表", "--authority", "事務局長"];
    let _ = ja(&db, &withdraw).run().usage();
    let _ = done(&db, &[&withdraw[..], &["--void"]].concat());
    let _ = done(&db, &["plan", "show", PLAN]).says("無効: 別の計画の表");
    with_sample(&db);

    let _ = done(&db, &["plan", "create", "next", "--title", "次の計画", "--organisation", "流山市議会"]);
    let _ = done(&db, &["plan", "close", PLAN, "--reason", "期間の満了", "--successor", "next"]);
    let _ = ja(&db, &["cycle", "open", PLAN, "令和6年3月"]).run().refused().says("終了しているため");
    let taken = ["plan", "create", "next", "--title", "別の計画", "--organisation", "流山市"];
    let _ = ja(&db, &taken).run().refused().says("使われています");
}

fn tokens_are_made_listed_and_revoked(db: TestDatabase) {
    with_sample(&db);
    let create = ["token", "create", "--name", "佐藤", "--role", "staff", "--plan", PLAN, "--days", "7"];
    let made = json(&db, &create);
    let (id, secret) = (made["id"].as_str().unwrap(), made["secret"].as_str().unwrap());

    let listed = done(&db, &["token", "list"]).says("佐藤").says("計 1 件");
    assert!(!listed.text().contains(secret), "the secret is shown once");
    let _ = done(&db, &["token", "revoke", id]);
    assert!(json(&db, &["token", "list"])[0]["revoked_at"].is_string());
    let _ = ja(&db, &["token", "create", "--name", "佐藤", "--role", "king"]).run().refused().says("auditor");
}

fn a_table_is_shown_as_of_a_day(db: TestDatabase) {
    with_sample(&db);
    let _ = done(&db, &["table", PLAN, "--as-of", "2018-11-15"]).says("（頃）");
    let before = json(&db, &["table", PLAN, "--as-of", "平成20年1月1日"]);
    let rows = before["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["unknown"] == true), "of that day little is known");
    let both = ["table", PLAN, "--as-of", "2018-11-15", "--edition", "令和3年3月"];
    let _ = ja(&db, &both).run().usage();
}

fn gaps_are_a_finding_when_asked_for(db: TestDatabase) {
    with_sample(&db);
    let _ = done(&db, &["gaps", PLAN]).says("終了を決めた会議体がない: 18 件");
    let _ = ja(&db, &["gaps", PLAN, "--check"]).run().refused();
}

fn doubled_words_and_two_spellings_are_a_finding(db: TestDatabase) {
    with_sample(&db);
    let _ = ja(&db, &["lint", PLAN]).run().refused().says("語の重複: 1 件").says("「におけるにおける」");
    let english = cli(&db).args(["--lang", "en", "lint", PLAN]).run().refused();
    let _ = english.says("doubled words: 1").says("⇔ プリンター");
    let found = ja(&db, &["lint", PLAN, "--json"]).run().refused();
    let report: Value = serde_json::from_str(found.text()).unwrap();
    assert_eq!(report["findings"].as_array().unwrap().len(), 4);
    assert_eq!(report["findings"][0]["item"]["full_label"], "3-3");
}

/// The control.
fn a_plan_without_mistakes_has_no_finding(db: TestDatabase) {
    let _ = done(&db, &["plan", "create", "next", "--title", "次の計画", "--organisation", "流山市議会"]);
    let _ = done(&db, &["lint", "next"]).says("計 0 件");
}
