//! Files of every form, seen before and after they are imported.

use crate::support::*;
use system_tests::{TestDatabase, fixture, fixtures, on_both_blocking};

on_both_blocking!(
    every_form_of_the_table_comes_out_the_same,
    a_table_that_does_not_name_its_edition_is_given_one,
    the_same_file_again_changes_nothing,
    a_preview_shows_every_row_and_writes_nothing,
    a_changed_file_becomes_a_correction_of_our_transcription,
    a_workbook_brings_all_its_editions,
    words_of_ones_own_are_explained_by_an_option_or_a_file,
    a_table_for_the_live_cycle_becomes_its_proposals,
);

fn every_form_of_the_table_comes_out_the_same(db: TestDatabase) {
    let forms = [
        "nagareyama-2021-03.txt",
        SOURCE,
        "nagareyama-2021-03.csv",
        "nagareyama-2021-03-bom.csv",
        "nagareyama-2021-03-cp932.csv",
        "nagareyama-2021-03.xlsx",
    ];
    for (form, number) in forms.into_iter().zip(1..) {
        let plan = format!("plan-{number}");
        let imported = ja(&db, &["import"])
            .arg(fixture(form))
            .args(["--plan", &plan, "--organisation", "流山市議会"])
            .run()
            .success();
        assert!(!imported.text().contains("反映中"), "{form}: it waits until the plan can be read");
        let exported = done(&db, &["export", &plan, "--format", "tsv"]);
        assert_eq!(exported.stdout, fixtures::bytes(SOURCE), "{form}");
    }
    let pasted = ja(&db, &["import", "-", "--plan", "pasted", "--organisation", "流山市議会"]);
    let _ = pasted.input(fixtures::bytes("nagareyama-2021-03.txt")).run().success();
    assert_eq!(done(&db, &["export", "pasted", "--format", "tsv"]).stdout, fixtures::bytes(SOURCE));
}

fn a_table_that_does_not_name_its_edition_is_given_one(db: TestDatabase) {
    let _ = import(&db, "nagareyama-2021-03.tsv").run().refused().says("--edition 令和3年3月");
    let _ = import(&db, "nagareyama-2021-03.tsv").args(["--edition", "令和3年3月"]).run().success();
    let report = json(&db, &["report", PLAN]);
    assert_eq!((&report["items"]["distinct"], &report["headings"]["distinct"]), (&51.into(), &9.into()));
}

fn the_same_file_again_changes_nothing(db: TestDatabase) {
    with_sample(&db);
    let before = events(&db);
    let _ = import(&db, SOURCE).run().success().says("変更はありません");
    let _ = import(&db, "nagareyama-2021-03.xlsx").run().success().says("変更はありません");
    assert_eq!(events(&db), before);
}

fn a_preview_shows_every_row_and_writes_nothing(db: TestDatabase) {
    let preview = import(&db, SOURCE).args(["--dry-run"]).run().success();
    assert_eq!(preview.text().lines().filter(|line| line.contains(" 実施事業  ")).count(), 51);
    let _ = preview
        .says("1-1-1①")
        .says("2022-03-01..2022-03-31")
        .says("必要に応じて実施")
        .says("新しい計画を作って取り込みます");
    assert!(!db.scratch().join("register.db").exists(), "not even a database was made");

    with_sample(&db);
    let before = events(&db);
    let _ = import(&db, "nagareyama-2018-11.tsv").args(["--dry-run"]).run().success().says("平成30年11月");
    assert_eq!(events(&db), before);
    let _ = ja(&db, &["table", PLAN, "--edition", "平成30年11月"]).run().refused().says("版がありません");
}

fn a_changed_file_becomes_a_correction_of_our_transcription(db: TestDatabase) {
    with_sample(&db);
    let changed = fixtures::text(SOURCE).replace("におけるにおける", "における");
    let file = db.scratch().join("nagareyama-2021-03.tsv");
    std::fs::write(&file, &changed).unwrap();
    let changed_file = || ja(&db, &["import"]).arg(&file).args(["--plan", PLAN]);

    let _ = changed_file()
        .run()
        .success()
        .says("転記訂正 1 件")
        .says("→「3-3. 委員会運営におけるプロジェクターの活用」");
    let _ = changed_file().run().success().says("変更はありません");
    let _ = done(&db, &["table", PLAN]).says("転記訂正");
}

fn a_workbook_brings_all_its_editions(db: TestDatabase) {
    let _ = import(&db, "nagareyama-two-editions.xlsx").run().success();
    assert_eq!(tsv(&db, "令和3年3月"), fixtures::bytes(SOURCE));
    assert_eq!(tsv(&db, "平成30年11月"), fixtures::bytes("nagareyama-2018-11.tsv"));
}

fn words_of_ones_own_are_explained_by_an_option_or_a_file(db: TestDatabase) {
    let table = "計画\n\n見直し：令和3年3月\n\nとりくみ\t実施時期\t状況\n1. 電子化\t令和3年4月\t着手\n";
    std::fs::write(db.scratch().join("own.tsv"), table).unwrap();
    std::fs::write(db.scratch().join("own.toml"), "[headings]\n\"とりくみ\" = \"title\"\n").unwrap();
    let arguments = ["import", "own.tsv", "--plan", "own", "--organisation", "町", "--profile", "own.toml"];

    let _ = ja(&db, &arguments).run().refused().says("「着手」は状況の用語にありません");
    let _ = ja(&db, &arguments).args(["--status", "着手=ongoing"]).run().success();
    assert_eq!(counts(&json(&db, &["report", "own"])), [("ongoing".to_owned(), 1)]);
    assert_eq!(done(&db, &["export", "own", "--format", "tsv"]).stdout, table.as_bytes());
}

fn a_table_for_the_live_cycle_becomes_its_proposals(db: TestDatabase) {
    with_sample(&db);
    let _ = done(&db, &["cycle", "open", PLAN, "令和6年3月"]);
    let proposed = fixtures::text(SOURCE)
        .replace("見直し：令和3年3月", "見直し：令和6年3月")
        .replace("構築\t令和5年4月\t未着手\t", "構築\t令和5年4月\t実施済み\t令和6年3月");
    std::fs::write(db.scratch().join("next.tsv"), proposed).unwrap();

    let _ = done(&db, &["import", "next.tsv", "--plan", PLAN]).says("見直し「令和6年3月」の案");
    let cycle = json(&db, &["cycle", "show", PLAN]);
    assert_eq!(cycle["summary"]["changed"], 1, "{:#}", cycle["summary"]);
    assert_eq!(tsv(&db, "令和3年3月"), fixtures::bytes(SOURCE));
}
