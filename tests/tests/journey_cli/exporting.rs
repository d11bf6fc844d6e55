//! Tables that go out.

use crate::support::*;
use system_tests::{TestDatabase, fixtures, on_both_blocking};

on_both_blocking!(
    a_table_is_written_to_a_file_as_a_whole,
    a_table_as_it_was_recorded_is_still_there,
    a_table_goes_out_as_csv_and_comes_in_again,
    the_counts_of_plan_and_result_go_out_as_files,
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

/// Made up: a table with departments, categories, plan and result of a year.
fn the_counts_of_plan_and_result_go_out_as_files(db: TestDatabase) {
    let name = "made-up-planned-actual.tsv";
    std::fs::write(db.scratch().join(name), fixtures::bytes(name)).unwrap();
    let profile = include_bytes!("../../../service/import/examples/planned-actual.toml");
    std::fs::write(db.scratch().join("profile.toml"), profile).unwrap();
    let _ =
        done(&db, &["import", name, "--plan", PLAN, "--organisation", "試作市", "--profile", "profile.toml"]);

    let report = json(&db, &["report", PLAN]);
    assert_eq!(report["items"]["distinct"], 12);
    assert_eq!(report["planned_actual"]["year"], 2012);
    assert_eq!(report["planned_actual"]["by_wording"]["total"]["listed"], 12);
    let totals = report["totals"].as_array().unwrap();
    assert_eq!((totals.len(), &totals[0]["agrees"]), (1, &"with_both".into()), "{totals:?}");
    let departments = report["axes"][0]["entries"].as_array().unwrap();
    let counted: u64 = departments.iter().map(|entry| entry["count"]["distinct"].as_u64().unwrap()).sum();
    assert_eq!((departments.len(), counted), (14, 16), "two items have two departments, one has three");

    let cross = done(&db, &["report", PLAN, "--part", "cross-words", "--format", "tsv"]).stdout;
    let cross = String::from_utf8(cross).unwrap();
    assert!(
        cross.starts_with("計画＼実施\t調査・検討\t運用\t")
            && cross.ends_with("計\t2\t2\t2\t3\t1\t1\t1\t12\n")
    );
    let _ = done(&db, &["report", PLAN, "--part", "grid", "--format", "csv", "-o", "grid.csv"]);
    let grid = std::fs::read_to_string(db.scratch().join("grid.csv")).unwrap();
    assert_eq!(grid.lines().count(), 13, "a header and twelve items");
    let general = json(&db, &["report", PLAN, "--part", "cards", "--department", "情報政策"]);
    assert_eq!(general["cards"].as_array().unwrap().len(), 3);
    let _ = ja(&db, &["report", PLAN, "--part", "everything"]).run();
    let _ = ja(&db, &["report", PLAN, "--year", "昨年"]).run().refused().says("昨年");
}
