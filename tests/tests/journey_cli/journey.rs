//! The main job, end to end, on the real table.

use crate::support::*;
use system_tests::{TestDatabase, fixtures, on_both_blocking};

on_both_blocking!(a_council_runs_its_next_review);

fn a_council_runs_its_next_review(db: TestDatabase) {
    the_document_goes_in_and_the_same_table_comes_out(&db);
    an_auditor_asks(&db);
    the_cycle_is_decided(&db);
    another_person_returns_one_decision_and_then_approves(&db);
    the_resolution_makes_an_edition(&db);
    an_erratum_shows_both_readings(&db);
    an_older_table_changes_nothing_newer(&db);
    let _ = done(&db, &["doctor"]);
}

fn the_document_goes_in_and_the_same_table_comes_out(db: &TestDatabase) {
    let _ = import(db, "nagareyama-2021-03.txt")
        .run()
        .success()
        .says("平成30年11月」（推定）: 決定 18 件")
        .says("令和3年3月」（原資料から転記）: 決定 9 件");
    assert_eq!(tsv(db, "令和3年3月"), fixtures::bytes(SOURCE));
}

fn an_auditor_asks(db: &TestDatabase) {
    let expected = [
        ("not_started", 4),
        ("ongoing", 19),
        ("partly_done", 3),
        ("done", 6),
        ("as_needed", 1),
        ("cancelled", 18),
    ];
    let report = json(db, &["report", PLAN]);
    assert_eq!(counts(&report), expected.map(|(state, count)| (state.to_owned(), count)));
    let _ = done(db, &["report", PLAN]).says("計 事業 51");

    let cancelled = json(db, &["cancelled", PLAN]);
    assert_eq!(numbers(&cancelled).len(), 18);
    assert!(
        cancelled["rows"].as_array().unwrap().iter().all(|row| row["reason"]["stated"].is_string()),
        "each of the 18 has its reason"
    );
    let about_cost = json(db, &["cancelled", PLAN, "--text", "費用"]);
    assert_eq!(numbers(&about_cost), ["1-1-1③", "1-1-2①", "2-4", "6-2"]);

    let _ = done(db, &["history", PLAN, "5-9"]).says("未実施のまま中止（提案・未確定）");
    let overdue = json(db, &["overdue", PLAN, "--as-of", "令和6年3月"]);
    assert_eq!(numbers(&overdue), ["5-1-2", "5-6", "6-6", "6-7"]);

    let _ = done(db, &["execution", PLAN, "5-9", "never", "--grounds", "個人情報のため着手していない"]);
    let history = json(db, &["history", PLAN, "5-9"]);
    assert_eq!(history["execution"]["stated"]["extent"], "never", "{history:#}");
}

fn the_cycle_is_decided(db: &TestDatabase) {
    std::fs::write(db.scratch().join("minutes.txt"), "議会運営委員会 会議録").unwrap();
    let decide = |arguments: &[&str]| {
        let command: Vec<&str> = ["cycle", "decide", PLAN].iter().chain(arguments).copied().collect();
        ja(db, &command).as_name("山田").run()
    };
    let _ = done_by(db, "山田", &["cycle", "open", PLAN, "令和6年3月"]);
    let _ = decide(&["6-6", "--status", "継続中"]).success();
    let done_in_2023 = ["6-7", "--status", "実施済み", "--effective", "令和5年4月"];
    let _ = decide(&[&done_in_2023[..], &["--evidence", "minutes.txt", "--place", "3頁"]].concat()).success();

    let before = events(db);
    let _ = decide(&["5-1-2", "--status", "中止"]).refused().says("理由が必要です");
    assert_eq!(events(db), before, "a refused command leaves no trace");
    let _ = decide(&["5-1-2", "--status", "中止", "--reason", "費用に見合わないため", "--code", "費用"])
        .success();

    let _ = ja(db, &["cycle", "submit", PLAN]).run().refused().says("48 件");
    let _ = decide(&["--rest-unchanged"]).success();
    let cycle = json(db, &["cycle", "show", PLAN]);
    assert_eq!((&cycle["summary"]["decided"], &cycle["undecided"]), (&51.into(), &0.into()));
    let _ = done_by(db, "山田", &["cycle", "submit", PLAN]);
}

fn another_person_returns_one_decision_and_then_approves(db: &TestDatabase) {
    let review = |name: &str, arguments: &[&str]| {
        let command: Vec<&str> = ["cycle", "review", PLAN].iter().chain(arguments).copied().collect();
        ja(db, &command).as_name(name).run()
    };
    let _ = review("山田", &["--approve"]).refused().says("自分で記録した人は");
    let _ = review("鈴木", &["--return", "--item", "6-6"]).refused().says("コメントが必要");
    let _ =
        review("鈴木", &["--return", "--item", "6-6", "--comment", "配付の時期を確かめてください"]).success();

    let other = ["cycle", "decide", PLAN, "6-7", "--unchanged"];
    let _ = ja(db, &other).as_name("山田").run().refused().says("差戻しで指定された事業だけ");
    let named = ["cycle", "decide", PLAN, "6-6", "--status", "継続中", "--effective", "令和5年4月"];
    let _ = done_by(db, "山田", &named);
    let _ = done_by(db, "山田", &["cycle", "submit", PLAN]);
    let _ = review("鈴木", &["--approve"]).success();
}

fn the_resolution_makes_an_edition(db: &TestDatabase) {
    let adopt = ["cycle", "adopt", PLAN, "--body", "議会運営委員会", "--meeting", "令和6年第1回"];
    let _ = done_by(db, "山田", &[&adopt[..], &["--on", "2024-03-22", "--result", "全会一致"]].concat());
    let _ = done_by(db, "山田", &["cycle", "publish", PLAN, "令和6年3月"]).says("公表しました: /p/");

    let _ = done(db, &["table", PLAN]).says("見直し：令和6年3月").says("計 事業 51");
    assert_eq!(tsv(db, "令和3年3月"), fixtures::bytes(SOURCE), "the edition before is as it was");
    assert_eq!(changed_lines(&tsv(db, "令和6年3月")), ["見直し：令和6年3月", "5-1-2.", "6-6.", "6-7."]);

    let compared = json(db, &["compare", PLAN, "令和3年3月", "令和6年3月"]);
    assert_eq!(numbers(&compared), ["5-1-2", "6-6", "6-7"]);
    let rebuilt = json(db, &["rebuild"]);
    assert_eq!(rebuilt["differing"], 0);
}

/// The beginnings of the lines that differ from the sample.
fn changed_lines(table: &[u8]) -> Vec<String> {
    let (before, after) = (fixtures::text(SOURCE), String::from_utf8(table.to_vec()).unwrap());
    assert_eq!(before.lines().count(), after.lines().count());
    let differing = before.lines().zip(after.lines()).filter(|(before, after)| before != after);
    differing.map(|(_, line)| line.split(' ').next().unwrap().to_owned()).collect()
}

fn an_erratum_shows_both_readings(db: &TestDatabase) {
    let before = tsv(db, "令和6年3月");
    let cell = ["correct", PLAN, "令和6年3月", "3-3", "実施事業"];
    let text = "3-3. 委員会運営におけるプロジェクターの活用";
    let correct = [&cell[..], &[text, "--kind", "誤字訂正", "--reason", "「における」の重複"]].concat();
    let _ = done_by(db, "山田", &correct);

    let _ = done(db, &["table", PLAN])
        .says("委員会運営におけるにおけるプロジェクターの活用")
        .says("「3-3. 委員会運営におけるプロジェクターの活用」（誤字訂正: 「における」の重複）");
    let _ = done(db, &["history", PLAN, "3-3"]).says("訂正後");
    assert_eq!(tsv(db, "令和6年3月"), before, "the edition stays as it was adopted");
}

fn an_older_table_changes_nothing_newer(db: &TestDatabase) {
    let (third, sixth) = (tsv(db, "令和3年3月"), tsv(db, "令和6年3月"));
    let inferred = json(db, &["cancelled", PLAN, "--cycle", "平成30年11月"]);
    assert_eq!(inferred["rows"][0]["certainty"], "inferred");
    let _ = import(db, "nagareyama-2018-11.tsv").run().success().says("平成30年11月」（原資料から転記）");

    assert_eq!((tsv(db, "令和3年3月"), tsv(db, "令和6年3月")), (third, sixth));
    assert_eq!(tsv(db, "平成30年11月"), fixtures::bytes("nagareyama-2018-11.tsv"));
    let stated = json(db, &["cancelled", PLAN, "--cycle", "平成30年11月"]);
    assert_eq!(numbers(&stated).len(), 18);
    assert!(stated["rows"].as_array().unwrap().iter().all(|row| row["certainty"] == "stated"), "{stated:#}");
}
