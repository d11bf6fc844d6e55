//! Tables that go out.

use crate::support::*;
use system_tests::{TestDatabase, fixtures, on_both_blocking};

on_both_blocking!(
    a_table_is_written_to_a_file_as_a_whole,
    a_table_as_it_was_recorded_is_still_there,
    a_table_goes_out_as_csv_and_comes_in_again,
);

fn a_table_is_written_to_a_file_as_a_whole(db: TestDatabase) {
    with_sample(&db);
    let export = |to: &str| ja(&db, &["export", PLAN, "--format", "tsv", "-o", to]).run();
    std::fs::write(db.scratch().join("table.tsv"), "something older").unwrap();

    let answer = export("table.tsv").success();
    assert!(answer.stdout.is_empty());
    assert_eq!(std::fs::read(db.scratch().join("table.tsv")).unwrap(), fixtures::bytes(SOURCE));
    let _ = export(".").refused().says("ディレクトリ");
    let _ = export("no/such/place.tsv").refused().says("no/such/place.tsv");
}

fn a_table_as_it_was_recorded_is_still_there(db: TestDatabase) {
    with_sample(&db);
    let recorded = json(&db, &["history", PLAN, "6-6"]);
    let moment = recorded["groups"][0]["entries"][0]["recorded"]["at"].as_str().unwrap().to_owned();
    let _ = import(&db, "nagareyama-2018-11.tsv").run().success();
    let then = ja(&db, &["table", PLAN, "--edition", "平成30年11月", "--recorded-at", &moment]);

    let _ = then.run().refused().says("版がありません");
    let same = done(&db, &["export", PLAN, "--recorded-at", &moment, "--format", "tsv"]);
    assert_eq!(same.stdout, fixtures::bytes(SOURCE));
    let _ = ja(&db, &["table", PLAN, "--recorded-at", "2001-01-01T00:00:00Z"]).run().refused();
}

fn a_table_goes_out_as_csv_and_comes_in_again(db: TestDatabase) {
    with_sample(&db);
    let csv = done(&db, &["export", PLAN, "--format", "csv"]).stdout;
    std::fs::write(db.scratch().join("table.csv"), csv).unwrap();
    let _ = done(&db, &["import", "table.csv", "--plan", PLAN]).says("変更はありません");

    let table = done(&db, &["export", PLAN, "--format", "json"]).json();
    assert_eq!(table["rows"].as_array().unwrap().len(), 60);
}
