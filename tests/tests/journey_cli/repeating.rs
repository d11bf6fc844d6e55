//! Commands that are given twice, and readers that go away.

use crate::support::*;
use std::process::{Command, Stdio};
use system_tests::{TestDatabase, binary, on_both_blocking};

on_both_blocking!(
    the_same_command_with_the_same_id_is_recorded_once,
    the_same_id_with_another_content_is_refused,
    a_reader_that_goes_away_is_no_failure,
);

const ID: &str = "0190b5a8-7c1e-7000-8000-000000000001";

fn the_same_command_with_the_same_id_is_recorded_once(db: TestDatabase) {
    with_sample(&db);
    std::fs::write(db.scratch().join("minutes.txt"), "会議録").unwrap();
    let _ = done(&db, &["cycle", "open", PLAN, "令和6年3月"]);
    let decide =
        ["cycle", "decide", PLAN, "6-6", "--status", "継続中", "--evidence", "minutes.txt", "--id", ID];
    let first = json(&db, &decide);
    let after = events(&db);
    let second = json(&db, &decide);

    assert_eq!((&first["already"], &second["already"]), (&false.into(), &true.into()));
    assert_eq!(first["version"], second["version"]);
    assert_eq!(events(&db), after);
    let _ = done(&db, &decide).says("すでに記録済み");
}

fn the_same_id_with_another_content_is_refused(db: TestDatabase) {
    with_sample(&db);
    let _ = done(&db, &["cycle", "open", PLAN, "令和6年3月"]);
    let decide =
        |status: &str| ja(&db, &["cycle", "decide", PLAN, "6-6", "--status", status, "--id", ID]).run();
    let _ = decide("継続中").success();
    let _ = decide("実施済み").refused().says(ID);
}

fn a_reader_that_goes_away_is_no_failure(db: TestDatabase) {
    with_sample(&db);
    let mut program = Command::new(binary::path())
        .args(["--database", &db.url(), "export", PLAN, "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    let ended = program.wait_with_output().unwrap();

    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert_eq!(ended.status.code(), Some(0));
}
