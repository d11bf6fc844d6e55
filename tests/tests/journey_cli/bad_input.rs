//! Files and arguments that cannot be taken: a message that names file, row, column and what would be accepted;
//! nothing written; exit 1, and 2 for usage.

use crate::support::*;
use system_tests::{Answer, TestDatabase, fixtures, on_both_blocking};

on_both_blocking!(
    a_file_with_problems_is_refused_with_their_places,
    a_file_that_is_no_table_is_refused,
    a_profile_file_that_is_wrong_is_refused,
    arguments_that_cannot_be_read_are_refused_with_what_would_be,
    things_that_are_not_there_are_named,
    a_stale_revision_is_refused_with_both_readings,
);

/// Imports bytes as a file into a new plan, which must be refused; nothing may be left of it.
#[track_caller]
fn refused(db: &TestDatabase, name: &str, bytes: &[u8]) -> Answer {
    std::fs::write(db.scratch().join(name), bytes).unwrap();
    let answer = ja(db, &["import", name, "--plan", "bad", "--organisation", "町"]).run().refused();
    let _ = done(db, &["plan", "list"]).says("計 0 件");
    answer.says(name).says("何も書き込まれていません").says("受け付けるもの")
}

/// A table with one row that is replaced.
fn table(row: &str) -> Vec<u8> {
    let head =
        "計画\n\n見直し：令和3年3月\n\n実施事業\t実施時期\t状況\t備考\n1. 電子化\t令和3年4月\t継続中\t\n";
    format!("{head}{row}\n").into_bytes()
}

fn a_file_with_problems_is_refused_with_their_places(db: TestDatabase) {
    let status = refused(&db, "status.tsv", &table("2. 録画\t令和3年4月\tやめた\t"));
    let _ = status.says("7行目、列「状況」").says("「やめた」は状況の用語にありません").says("継続中");
    let date = refused(&db, "date.tsv", &table("2. 録画\t令和3年13月\t継続中\t"));
    let _ = date.says("7行目、列「実施時期」").says("13 月はありません").says("1 から 12 まで");
    let no_date = refused(&db, "no-date.tsv", &table("2. 録画\tいつか\t継続中\t"));
    let _ = no_date.says("「いつか」は日付ではありません").says("平成30年11月");
    let beyond = refused(&db, "beyond.tsv", &table("2. 録画\t令和3年4月\t継続中\t備考\t余分"));
    let _ = beyond.says("7行目").says("「余分」").says("見出しの数（4）まで");
    let control = refused(&db, "control.tsv", &table("2. 録\u{7}画\t令和3年4月\t継続中\t"));
    let _ = control.says("7行目").says("制御文字 U+0007");
    let untitled = refused(&db, "untitled.tsv", &table("\t令和3年4月\t継続中\t"));
    let _ = untitled.says("7行目").says("名称のない行");

    let several = refused(&db, "several.tsv", &table("2. 録画\tいつか\tやめた\t"));
    let _ = several.says("問題 2 件").says("「いつか」").says("「やめた」");
    let english = in_english(&db, &["import", "several.tsv", "--plan", "bad", "--organisation", "町"]);
    let _ = english.says("several.tsv, row 7, column 状況").says("accepted is");
}

fn a_file_that_is_no_table_is_refused(db: TestDatabase) {
    let _ = refused(&db, "empty.tsv", b"").says("内容がありません");
    let _ = refused(&db, "letter.txt", "拝啓\n敬具\n".as_bytes()).says("見出し行がありません");
    let missing = "計画\n\n見直し：令和3年3月\n\n時期\t状況\n令和3年4月\t継続中\n";
    let _ = refused(&db, "missing.tsv", missing.as_bytes()).says("実施事業");
    let _ = refused(&db, "bytes.csv", b"\x82\xa0,\xff\xfe\xfd\n").says("UTF-8 または CP932");
    let _ = refused(&db, "letter.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n").says("PDF");
    let mut large = fixtures::bytes(SOURCE);
    large.resize(20 * 1024 * 1024 + 1, b'\n');
    let _ = refused(&db, "large.tsv", &large).says("大きすぎます");
    let broken = &fixtures::bytes("nagareyama-2021-03.xlsx")[..4000];
    let _ = refused(&db, "broken.xlsx", broken).says("xlsx");

    let absent = ja(&db, &["import", "no-such-file.tsv", "--plan", "bad", "--organisation", "町"]);
    let _ = absent.run().refused().says("no-such-file.tsv").says("ファイルを読めません");
}

fn a_profile_file_that_is_wrong_is_refused(db: TestDatabase) {
    std::fs::write(db.scratch().join("profile.toml"), "[headings]\n\"結果\" = \"nonsense\"\n").unwrap();
    let _ = import(&db, SOURCE)
        .args(["--profile", "profile.toml"])
        .run()
        .refused()
        .says("profile.toml")
        .says("2行目");
    let word = import(&db, SOURCE).args(["--status", "着手=begun"]).run().usage();
    let _ = word.says("begun").says("not_started");
}

fn arguments_that_cannot_be_read_are_refused_with_what_would_be(db: TestDatabase) {
    with_sample(&db);
    let _ = done(&db, &["cycle", "open", PLAN, "令和6年3月"]);
    let before = events(&db);
    let refused = |arguments: &[&str]| ja(&db, arguments).run().refused();

    let _ =
        refused(&["cycle", "decide", PLAN, "6-6", "--status", "だいたい"]).says("だいたい").says("継続中");
    let late = ["cycle", "decide", PLAN, "6-6", "--status", "継続中", "--effective", "いつか"];
    let _ = refused(&late).says("--effective: いつか").says("平成30年11月");
    let code = ["cycle", "decide", PLAN, "6-6", "--status", "中止", "--reason", "x", "--code", "値段"];
    let _ = refused(&code).says("値段").says("cost");
    let _ = refused(&["overdue", PLAN, "--as-of", "いつか"]).says("--as-of: いつか");
    let _ = refused(&["cancelled", PLAN, "--reason", "値段"]).says("費用=cost");
    let _ = refused(&["search", "費", PLAN]).says("2文字以上");
    let _ = refused(&["table", PLAN, "--recorded-at", "昨日"]).says("2026-11-20T12:00:00Z");
    let _ = refused(&["plan", "create", "大文字", "--title", "x", "--organisation", "y"]).says("英小文字");
    let _ = refused(&["import", "--plan", "new", &fixture_path()]).says("--organisation");

    let usage = |arguments: &[&str]| ja(&db, arguments).run().usage();
    let _ = usage(&["cycle", "decide", PLAN, "6-6"]).says("--status");
    let _ = usage(&["cycle", "decide", PLAN, "6-6", "--unchanged", "--rest-unchanged"]);
    let _ = usage(&["cycle", "review", PLAN]).says("--approve");
    let _ = usage(&["export", PLAN, "--format", "doc"]).says("tsv");
    let _ = usage(&["export", PLAN, "--document", "everything", "--format", "pdf"]).says("comparison");
    let _ = refused(&["export", PLAN, "--document", "history", "--format", "pdf"]).says("ITEM");
    let _ = usage(&["nonsense"]);
    let _ = usage(&[]);
    assert_eq!(events(&db), before);
}

fn fixture_path() -> String {
    system_tests::fixture(SOURCE).display().to_string()
}

fn things_that_are_not_there_are_named(db: TestDatabase) {
    with_sample(&db);
    let refused = |arguments: &[&str]| ja(&db, arguments).run().refused();

    let _ = refused(&["table", "no-such-plan"]).says("計画がありません").says("no-such-plan");
    let _ = refused(&["table", PLAN, "--edition", "令和9年3月"]).says("版がありません").says("令和9年3月");
    let _ = refused(&["history", PLAN, "9-9-9"]).says("事業がありません").says("9-9-9");
    let _ = refused(&["cycle", "show", PLAN]).says("見直しがありません");
    let _ = refused(&["cycle", "show", PLAN, "令和9年3月"]).says("令和9年3月");
    let _ = refused(&["token", "revoke", "nobody"]).says("利用権がありません");
    let english = in_english(&db, &["history", PLAN, "9-9-9"]);
    let _ = english.says("there is no such item");
}

fn in_english(db: &TestDatabase, arguments: &[&str]) -> Answer {
    system_tests::cli(db).args(["--lang", "en"]).args(arguments.iter().copied()).run().refused()
}

fn a_stale_revision_is_refused_with_both_readings(db: TestDatabase) {
    with_sample(&db);
    let _ = done(&db, &["cycle", "open", PLAN, "令和6年3月"]);
    let seen = json(&db, &["history", PLAN, "6-6"])["revision"].to_string();
    let decide =
        |status: &str| ja(&db, &["cycle", "decide", PLAN, "6-6", "--status", status, "--seen", &seen]).run();
    let _ = decide("継続中").success();
    let stale = decide("実施済み").refused();
    let _ = stale.says("確認した内容").says("未着手").says("現在の内容").says("継続中").says("--seen");
}
