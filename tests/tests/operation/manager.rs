//! What systemd is told, and whether the unit that is shipped is one.

use crate::support::*;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::time::Duration;
use system_tests::TestDatabase;

/// Reads messages until one says that.
#[track_caller]
fn hear(socket: &UnixDatagram, expected: &str) {
    let mut heard = Vec::new();
    let mut buffer = [0; 4096];
    while !heard.iter().any(|said: &String| said.lines().any(|line| line == expected)) {
        let length =
            socket.recv(&mut buffer).unwrap_or_else(|error| panic!("no {expected}: {error}: {heard:?}"));
        heard.push(String::from_utf8_lossy(&buffer[..length]).into_owned());
    }
}

#[test]
fn the_service_manager_hears_that_it_is_ready_that_it_lives_and_that_it_ends() {
    let db = TestDatabase::sqlite();
    let path = db.scratch().join("notify");
    let socket = UnixDatagram::bind(&path).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let notify = path.to_str().unwrap();
    let server = serve(&db, &[], &[("NOTIFY_SOCKET", notify), ("WATCHDOG_USEC", "400000")]);

    hear(&socket, "READY=1");
    assert_eq!(get(&server.url("/healthz")).status(), 200);
    hear(&socket, "WATCHDOG=1");
    server.ask_to_end();
    hear(&socket, "STOPPING=1");
    assert!(server.ended().success());
}

#[test]
fn the_unit_confines_the_service_and_its_settings_are_options_of_the_program() {
    let packaging = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("packaging");
    let unit = std::fs::read_to_string(packaging.join("minaoshi.service")).unwrap();
    for line in [
        "Type=notify",
        "DynamicUser=yes",
        "ProtectSystem=strict",
        "NoNewPrivileges=yes",
        "StateDirectory=minaoshi",
        "MemoryDenyWriteExecute=yes",
        "SystemCallFilter=@system-service",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
        "Restart=on-failure",
    ] {
        assert!(unit.lines().any(|found| found == line), "no {line}");
    }
    let settings = std::fs::read_to_string(packaging.join("minaoshi.env")).unwrap();
    let help = system_tests::cli(&TestDatabase::sqlite()).args(["serve", "--help"]).run().success();
    let help = String::from_utf8(help.stdout).unwrap();
    let names: Vec<&str> = settings
        .lines()
        .filter_map(|line| line.trim_start_matches('#').split_once('='))
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("MINAOSHI_"))
        .collect();
    assert!(names.len() > 5, "{names:?}");
    for name in names {
        assert!(help.contains(name), "{name} is no setting of the program");
    }
}
