//! Plans of every shape at the command line: two with different columns in one register, each printed as its owner prints it,
//! words and re-listed rows as a person tells them, and a table with columns never seen before by a profile alone.
//! Tables and plans are made up.

use crate::support::*;
use std::path::PathBuf;
use system_tests::{Cli, TestDatabase, fixture, fixtures, on_both_blocking};

on_both_blocking!(
    two_plans_with_different_columns_are_printed_as_their_owners_print_them,
    a_preview_says_what_was_read_and_what_would_be_defined,
    words_of_a_plan_and_of_a_result_are_given_apart,
    what_is_listed_again_is_linked_when_a_person_says_so,
    columns_never_seen_before_need_a_profile_and_nothing_else,
    lists_of_one_department_are_asked_for_at_the_command_line,
);

/// The example of a profile file, as the documentation names it.
fn example(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../service/import/examples").join(name)
}

/// `import` of fixtures into a plan.
fn import_of(db: &TestDatabase, plan: &str, files: &[&str], profile: &str) -> Cli {
    let files = files.iter().map(|file| fixture(file).into_os_string());
    let options = ["--plan", plan, "--organisation", "試作市"];
    ja(db, &["import"]).args(files).args(options).arg("--profile").arg(example(profile))
}

fn two_plans_with_different_columns_are_printed_as_their_owners_print_them(db: TestDatabase) {
    let yearly = ["made-up-planned-actual.tsv", "made-up-changes.tsv"];
    let _ = import_of(&db, "yearly", &yearly, "planned-actual.toml")
        .run()
        .success()
        .says("計画に変更が生じた事業 2 件");
    let _ = import_of(&db, "cards", &["made-up-cards.tsv"], "cards.toml").run().success();
    for (plan, file) in [("yearly", "made-up-planned-actual.tsv"), ("cards", "made-up-cards.tsv")] {
        let exported = done(&db, &["export", plan, "--format", "tsv"]);
        assert_eq!(exported.stdout, fixtures::bytes(file), "{plan}");
    }
    let again = import_of(&db, "yearly", &yearly, "planned-actual.toml").run().success();
    let _ = again.says("変更はありません");
}

fn a_preview_says_what_was_read_and_what_would_be_defined(db: TestDatabase) {
    let preview = import_of(&db, "cards", &["made-up-cards.tsv"], "cards.toml").args(["--dry-run"]);
    let _ = preview
        .run()
        .success()
        .says("新しい部署: 企画課、生涯学習課、住民課、総務課、建設課、税務課、消防署")
        .says("新しい区分（区分）: 新規、継続")
        .says("平成25年度計画=実施済み")
        .says("予約数=20,000件");
}

fn words_of_a_plan_and_of_a_result_are_given_apart(db: TestDatabase) {
    let table = "計画\t平成24年度実施状況\n見直し：平成25年3月\n番号\t事業名\t計画事項\t実施状況\n1\t地図\t仕様書\t仕様書\n";
    std::fs::write(db.scratch().join("own.tsv"), table).unwrap();
    let arguments = ["import", "own.tsv", "--plan", "own", "--organisation", "町"];
    let asked = ja(&db, &arguments).run().refused();
    let _ = asked.says("列「計画事項」: 「仕様書」は状況の用語にありません").says("--status 用語=意味");
    let _ = ja(&db, &arguments).args(["--planned", "仕様書=under_study"]).run().refused();
    let words = ["--planned", "仕様書=under_study", "--actual", "仕様書=ongoing"];
    let _ = ja(&db, &arguments).args(words).run().success();
    assert_eq!(counts(&json(&db, &["report", "own"])), [("ongoing".to_owned(), 1)]);
    assert_eq!(done(&db, &["export", "own", "--format", "tsv"]).stdout, table.as_bytes());
}

fn what_is_listed_again_is_linked_when_a_person_says_so(db: TestDatabase) {
    let arguments = |plan: &str| {
        ja(&db, &["import"]).arg(fixture("made-up-relisted.tsv")).args([
            "--plan",
            plan,
            "--organisation",
            "市",
        ])
    };
    let items = |plan: &str| {
        let report = json(&db, &["report", plan]);
        (report["items"]["listed"].as_u64().unwrap(), report["items"]["distinct"].as_u64().unwrap())
    };
    let _ = arguments("unsaid").run().success().says("再掲と思われます").says("どの行の再掲か決められません");
    assert_eq!(items("unsaid"), (14, 14));
    let _ = arguments("all").args(["--confirm-relisted"]).run().success().says("再掲として扱う行 2");
    assert_eq!(items("all"), (14, 12));
    let _ = arguments("one").args(["--confirm-relisted=15"]).run().success();
    assert_eq!(items("one"), (14, 13));
    for plan in ["unsaid", "all", "one"] {
        let exported = done(&db, &["export", plan, "--format", "tsv"]);
        assert_eq!(exported.stdout, fixtures::bytes("made-up-relisted.tsv"), "{plan}");
    }
}

fn columns_never_seen_before_need_a_profile_and_nothing_else(db: TestDatabase) {
    let table = "整理\tとりくみ\tだれが\tしるし\tめあて\tおととし\n\
                 甲1\t見守り\t福祉係・学校教育室\t◎\t見守り数＝１，２００回\tやった\n\
                 甲2\t声かけ\t福祉係ほか\t○\t－\tまだ\n";
    let profile = "[edition]\nlabel = \"二年目\"\ndate = \"令和3年3月\"\n\
                   [headings]\n\"整理\" = \"number\"\n\"とりくみ\" = \"title\"\n\"だれが\" = \"department\"\n\
                   \"しるし\" = \"category\"\n\"めあて\" = { indicator_target = 2020 }\n\
                   \"おととし\" = { year_actual = 2019 }\n[actual]\n\"やった\" = \"done\"\n\"まだ\" = \"not_started\"\n";
    std::fs::write(db.scratch().join("own.tsv"), table).unwrap();
    std::fs::write(db.scratch().join("own.toml"), profile).unwrap();
    let arguments = ["import", "own.tsv", "--plan", "own", "--organisation", "村", "--title", "見守り計画"];
    let _ = ja(&db, &arguments).run().refused().says("見出し");
    let _ = ja(&db, &arguments).args(["--profile", "own.toml"]).run().success().says("福祉係、学校教育室");
    assert_eq!(done(&db, &["export", "own", "--format", "tsv"]).stdout, table.as_bytes());
}

fn lists_of_one_department_are_asked_for_at_the_command_line(db: TestDatabase) {
    let _ = import_of(&db, "yearly", &["made-up-planned-actual.tsv"], "planned-actual.toml").run().success();
    let numbers = |rows: &serde_json::Value, of: &str| -> Vec<String> {
        let rows = rows.as_array().unwrap().iter().map(|row| &row[of]["full_label"]);
        rows.filter_map(|label| Some(label.as_str()?.to_owned())).collect()
    };
    let asked = ["--department", "情報政策"];
    let json = |arguments: &[&str]| {
        let all: Vec<&str> = arguments.iter().copied().chain(asked).chain(["--json"]).collect();
        serde_json::from_slice::<serde_json::Value>(&done(&db, &all).stdout).unwrap()
    };
    let gaps = json(&["gaps", "yearly"]);
    let never = gaps["gaps"].as_array().unwrap().iter().find(|gap| gap["kind"] == "never_reviewed").unwrap();
    assert_eq!(numbers(&never["items"], "item"), ["1", "5", "8"]);
    let _ = done(&db, &["cycle", "open", "yearly", "平成26年3月"]);
    assert_eq!(numbers(&json(&["cycle", "show", "yearly"])["rows"], "item"), ["1", "5", "8"]);
    let _ = done(&db, &["cycle", "decide", "yearly", "5", "--status", "完了"]);
    let _ = done(&db, &["cycle", "decide", "yearly", "2", "--status", "完了"]);
    let compared = json(&["compare", "yearly", "平成24年度", "平成26年3月"]);
    assert_eq!(numbers(&compared["rows"], "item"), ["5"]);
    let found = json(&["search", "電子", "yearly"]);
    let all = serde_json::from_slice::<serde_json::Value>(
        &done(&db, &["search", "電子", "yearly", "--json"]).stdout,
    );
    assert!(found["hits"].as_array().unwrap().len() < all.unwrap()["hits"].as_array().unwrap().len());
}
