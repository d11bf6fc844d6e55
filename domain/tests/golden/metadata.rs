//! The map of strings that stands beside every event.

use domain::event::{Channel, Metadata};
use domain::id::{ActorId, CommandId};
use domain::value::{Actor, Role};
use std::collections::HashMap;

fn metadata(channel: Channel) -> Metadata {
    Metadata {
        command: CommandId::parse("0190b5a8-7c1e-7000-8000-000000000001").unwrap(),
        part: 2,
        parts: 61,
        recorded_at: "2026-05-09T07:29:33.186Z".parse().unwrap(),
        actor: Actor {
            id: ActorId::parse("0190b5a8-7c1e-7000-8000-000000000002").unwrap(),
            role: Role::Staff,
            name: "議会事務局 流山花子".to_owned(),
        },
        channel,
        software: "0.1.0".to_owned(),
    }
}

fn stored(source: &str) -> HashMap<String, String> {
    HashMap::from(
        [
            ("command", "0190b5a8-7c1e-7000-8000-000000000001"),
            ("part", "2"),
            ("parts", "61"),
            ("recorded_at", "2026-05-09T07:29:33.186Z"),
            ("actor", "0190b5a8-7c1e-7000-8000-000000000002"),
            ("role", "staff"),
            ("name", "議会事務局 流山花子"),
            ("software", "0.1.0"),
            ("source", source),
        ]
        .map(|(key, value)| (key.to_owned(), value.to_owned())),
    )
}

#[test]
fn metadata_is_stored_under_these_keys() {
    for (channel, source) in [(Channel::Page, "page"), (Channel::Api, "api"), (Channel::Cli, "cli")] {
        assert_eq!(metadata(channel.clone()).to_map(), stored(source));
        assert_eq!(Metadata::of_map(&stored(source)), Ok(metadata(channel)));
    }
}

#[test]
fn an_event_of_a_file_names_the_file_and_its_row() {
    let mut map = stored("file");
    map.insert("file".to_owned(), "実施計画一覧（令和3年3月）.xlsx".to_owned());
    let name = map["file"].clone();
    let without_row = metadata(Channel::File { name: name.clone(), row: None });
    assert_eq!(Metadata::of_map(&map), Ok(without_row.clone()));
    assert_eq!(without_row.to_map(), map);
    map.insert("row".to_owned(), "17".to_owned());
    let with_row = metadata(Channel::File { name, row: Some(17) });
    assert_eq!(with_row.to_map(), map);
    assert_eq!(Metadata::of_map(&map), Ok(with_row));
}

#[test]
fn every_key_is_needed_but_unknown_ones_are_ignored() {
    for key in stored("page").keys() {
        let mut map = stored("page");
        map.remove(key);
        assert_eq!(Metadata::of_map(&map).unwrap_err().key, key.as_str());
    }
    let mut map = stored("page");
    map.insert("since_2031".to_owned(), "新しい項目".to_owned());
    assert_eq!(Metadata::of_map(&map), Ok(metadata(Channel::Page)));
}

#[test]
fn what_may_be_masked_of_metadata_is_the_name() {
    assert_eq!(Metadata::REDACTABLE, ["name"]);
    assert!(Metadata::REDACTABLE.iter().all(|key| stored("page").contains_key(*key)));
}
