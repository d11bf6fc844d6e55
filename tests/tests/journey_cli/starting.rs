//! What stands in the way of a start, and what a service says when nothing does.

use crate::support::*;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use system_tests::{Server, TestDatabase, binary, cli, on_both_blocking};

on_both_blocking!(
    a_service_with_the_sample_says_where_its_page_is,
    a_port_that_is_taken_is_said,
    a_register_of_a_newer_program_is_left_alone,
    reading_works_beside_a_service_and_what_is_not_there_is_said,
);

fn a_service_with_the_sample_says_where_its_page_is(db: TestDatabase) {
    for _ in 0..2 {
        let server = Server::start_with(&db, &["--sample", "--lang", "ja"]);
        let page = get(&server, "/p/nagareyama-ict/");
        assert!(page.contains("議員履歴の電子化"), "{page}");
        assert_eq!(numbers(&json(&db, &["cancelled", "nagareyama-ict"])).len(), 18);
        assert!(server.stop().success(), "a service that is asked to end ends well");
    }
    assert_eq!(json(&db, &["plan", "list"]).as_array().unwrap().len(), 1, "the sample is loaded once");
    let _ = done(&db, &["plan", "show", "nagareyama-ict"]).says("公表済み");
}

/// A page of the server; the second line that it prints is for people, so the address is made here.
fn get(server: &Server, path: &str) -> String {
    let answer = reqwest::blocking::get(server.url(path)).unwrap();
    assert!(answer.status().is_success(), "{path}: {}\n{}", answer.status(), server.said());
    answer.text().unwrap()
}

fn a_port_that_is_taken_is_said(db: TestDatabase) {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let _ =
        ja(&db, &["serve", "--listen", &address]).run().refused().says("ポートは使用中です").says(&address);
    let _ = ja(&db, &["serve", "--listen", "8080"]).run().usage();
}

fn a_register_of_a_newer_program_is_left_alone(db: TestDatabase) {
    with_sample(&db);
    let newer = "INSERT INTO schema (version, applied_at) VALUES (999, '2099-01-01T00:00:00.000Z')";
    behind_the_back(&db, newer);
    for command in [&["plan", "list"][..], &["rebuild"], &["serve", "--listen", "127.0.0.1:0"]] {
        let _ = ja(&db, command).run().refused().says("新しい版の minaoshi").says("999");
    }
}

fn reading_works_beside_a_service_and_what_is_not_there_is_said(db: TestDatabase) {
    let _ = ja(&db, &["plan", "list"]).run().refused().says("minaoshi import");
    with_sample(&db);
    let server = Server::start(&db);
    let _ = done(&db, &["report", PLAN]).says("計 事業 51");
    let _ = done(&db, &["doctor"]);
    assert!(server.stop().success());
}

#[test]
fn a_second_writer_on_one_file_is_refused_with_the_address_of_the_first() {
    let db = TestDatabase::sqlite();
    with_sample(&db);
    let server = Server::start(&db);
    let write = ["cycle", "open", PLAN, "令和6年3月"];

    let _ = ja(&db, &write).run().refused().says("別のプロセス").says(server.address());
    let _ = ja(&db, &["serve", "--listen", "127.0.0.1:0"]).run().refused().says(server.address());
    let english = cli(&db).args(["--lang", "en"]).args(write).run().refused();
    let _ = english.says("another process writes to this register");
    assert!(server.stop().success());
    let _ = done(&db, &write);
}

#[test]
fn two_processes_write_to_one_postgresql() {
    let db = TestDatabase::postgres();
    with_sample(&db);
    let server = Server::start(&db);
    let _ = done(&db, &["cycle", "open", PLAN, "令和6年3月"]);
    let _ = done(&db, &["doctor"]);
    assert!(server.stop().success());
}

#[test]
fn a_database_that_does_not_answer_is_said_with_its_address() {
    // Nobody listens on a port that was just given back.
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("postgres://nobody@{free}/minaoshi");
    for command in [&["plan", "list"][..], &["serve", "--listen", "127.0.0.1:0"]] {
        let (code, said) =
            run(Command::new(binary::path()).args(["--lang", "ja", "--database", &url]).args(command));
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("データベースに接続できません") && said.contains(&free.to_string()), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn an_address_that_is_none_is_said_with_what_would_be_accepted() {
    let (code, said) =
        run(Command::new(binary::path()).args(["--lang", "ja", "--database", "mysql://x", "plan", "list"]));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("sqlite:") && said.contains("postgres://"), "{said}");
}

#[test]
fn a_file_that_is_something_else_is_left_alone() {
    let db = TestDatabase::sqlite();
    let path = db.scratch().join("register.db");
    std::fs::write(&path, "this is a letter, not a database at all").unwrap();
    let _ = import(&db, SOURCE).run().refused().says("見直しの台帳ではありません");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "this is a letter, not a database at all");
}

#[test]
fn a_directory_that_is_not_there_is_said() {
    let db = TestDatabase::sqlite();
    let url = format!("sqlite:{}", db.scratch().join("no/such/register.db").display());
    let (code, said) =
        run(Command::new(binary::path()).args(["--lang", "ja", "--database", &url, "rebuild"]));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("ディレクトリがありません"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_directory_that_cannot_be_written_is_said_and_reading_works() {
    use std::os::unix::fs::PermissionsExt as _;
    let db = TestDatabase::sqlite();
    let directory = db.scratch().join("closed");
    std::fs::create_dir(&directory).unwrap();
    std::fs::set_permissions(&directory, std::fs::Permissions::from_mode(0o555)).unwrap();
    let url = format!("sqlite:{}", directory.join("register.db").display());
    let (code, said) =
        run(bound_by_permissions(&directory).args(["--lang", "ja", "--database", &url, "rebuild"]));
    std::fs::set_permissions(&directory, std::fs::Permissions::from_mode(0o755)).unwrap();

    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("書き込めません") && said.contains("closed"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

/// The program as somebody whom the permissions of a directory bind: they do not bind root as long as it may override
/// them.
#[cfg(unix)]
fn bound_by_permissions(directory: &Path) -> Command {
    use std::os::unix::fs::MetadataExt as _;
    if std::fs::metadata(directory).unwrap().uid() != 0 {
        return Command::new(binary::path());
    }
    let mut command = Command::new("setpriv");
    command.args(["--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]).arg(binary::path());
    command
}

/// Runs a command without the caller's settings: how it ended, and its messages.
#[track_caller]
fn run(command: &mut Command) -> (Option<i32>, String) {
    command.env_remove("MINAOSHI_DATABASE").env_remove("MINAOSHI_AS");
    let output = command.output().unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}
