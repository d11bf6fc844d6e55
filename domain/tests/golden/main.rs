//! G12: every event ever written decodes for ever. One file per fact and version holds complete and minimal events;
//! a file is never changed, and a change of the stored form that is not additive brings another version beside it.
//!
//! `MINAOSHI_WRITE_GOLDEN=1` writes the files that are missing from [`samples`] and touches no other.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod metadata;
mod minimal;
mod paths;
mod samples;
mod words;

use domain::{Event, Fact};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What a golden file holds.
struct Golden {
    name: String,
    version: u32,
    full: Value,
    minimal: Value,
    others: Vec<Value>,
    redactable: Vec<String>,
}

impl Golden {
    fn events(&self) -> impl Iterator<Item = &Value> {
        [&self.full, &self.minimal].into_iter().chain(&self.others)
    }
}

fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Every golden file, after the missing ones were written where that was asked for.
fn golden_files() -> Vec<Golden> {
    write_missing();
    let mut files: Vec<PathBuf> = std::fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files.iter().map(read).collect()
}

#[track_caller]
fn read(path: &PathBuf) -> Golden {
    let file = path.file_name().unwrap().to_str().unwrap();
    let (name, version) = file.strip_suffix(".json").unwrap().rsplit_once(".v").unwrap();
    let content: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap())
        .unwrap_or_else(|error| panic!("{file}: {error}"));
    let list = |key: &str| content[key].as_array().unwrap_or_else(|| panic!("{file}: {key}")).clone();
    // What was added later to a stored form stands behind a `+`, in a file of its own.
    let version = version.split('+').next().unwrap();
    Golden {
        name: name.to_owned(),
        version: version.parse().unwrap_or_else(|error| panic!("{file}: {error}")),
        full: content["full"].clone(),
        minimal: content["minimal"].clone(),
        others: list("others"),
        redactable: list("redactable").iter().map(|path| path.as_str().unwrap().to_owned()).collect(),
    }
}

#[expect(clippy::disallowed_methods, reason = "a test may be asked by its environment to write files")]
fn write_missing() {
    if std::env::var("MINAOSHI_WRITE_GOLDEN").is_err() {
        return;
    }
    for sample in samples::all() {
        let full = event(&sample.full);
        let path = directory().join(format!("{}.v{}.json", full.fact.name(), full.fact.version()));
        let content = json!({
            "full": sample.full,
            "minimal": minimal::of(&sample.full),
            "others": sample.others,
            "redactable": full.fact.redactable(),
        });
        if !path.exists() {
            std::fs::write(path, format!("{content:#}\n")).unwrap();
        }
    }
}

#[track_caller]
fn event(stored: &Value) -> Event {
    serde_json::from_value(stored.clone()).unwrap_or_else(|error| panic!("{error}: {stored:#}"))
}

#[test]
fn every_fact_has_a_golden_file_and_every_file_a_fact() {
    let known: BTreeSet<String> = Fact::NAMES.iter().map(|name| (*name).to_owned()).collect();
    let kept: BTreeSet<String> = golden_files().into_iter().map(|golden| golden.name).collect();
    assert_eq!(kept, known);
    assert_eq!(known.len(), 45, "a new fact needs its golden file, an old one is never taken away");
}

#[test]
fn every_golden_event_decodes_and_is_written_again_as_it_was() {
    for golden in golden_files() {
        for stored in golden.events() {
            let event = event(stored);
            assert_eq!(event.fact.name(), golden.name);
            assert_eq!(event.fact.version(), golden.version, "{}", golden.name);
            assert_eq!(serde_json::to_value(&event).unwrap(), *stored, "{}", golden.name);
        }
    }
}

#[test]
fn a_full_event_leaves_nothing_out_and_a_minimal_one_says_nothing_optional() {
    for golden in golden_files() {
        let full = format!("{:?}", event(&golden.full));
        assert!(!full.contains("None") && !full.contains("[]"), "{}: {full}", golden.name);
        assert_eq!(golden.minimal, minimal::of(&golden.full), "{}", golden.name);
        let minimal = format!("{:?}", event(&golden.minimal).fact);
        assert!(!minimal.contains("Some("), "{}: {minimal}", golden.name);
    }
}

#[test]
fn fields_that_this_program_does_not_know_are_ignored() {
    for golden in golden_files() {
        for stored in golden.events() {
            let mut newer = stored.clone();
            paths::add_unknown_fields(&mut newer["fact"][&golden.name]);
            newer["since_2031"] = json!({"any": [1, "thing"]});
            assert_ne!(newer, *stored);
            assert_eq!(event(&newer), event(stored), "{}", golden.name);
        }
    }
}

#[test]
fn a_fact_that_this_program_does_not_know_stops_the_reader() {
    for golden in golden_files() {
        let mut newer = golden.full.clone();
        let body = newer["fact"].as_object_mut().unwrap().remove(&golden.name).unwrap();
        newer["fact"][format!("{}Anew", golden.name)] = body;
        let error = serde_json::from_value::<Event>(newer).unwrap_err();
        assert!(error.to_string().contains("unknown variant"), "{}: {error}", golden.name);
    }
}

#[test]
fn the_declared_redactable_fields_are_those_of_the_golden_file() {
    for golden in golden_files() {
        assert_eq!(event(&golden.full).fact.redactable(), golden.redactable, "{}", golden.name);
    }
}

#[test]
fn every_redactable_field_is_a_text_of_some_golden_event() {
    for golden in golden_files() {
        for path in &golden.redactable {
            let found = golden.events().any(|stored| {
                paths::texts(&stored["fact"][&golden.name]).iter().any(|(place, _)| place == path)
            });
            assert!(found, "{}: no event has a text at {path}", golden.name);
        }
    }
}

#[test]
fn every_free_text_can_be_redacted() {
    for golden in golden_files() {
        for stored in golden.events() {
            for (place, text) in paths::texts(&stored["fact"][&golden.name]) {
                let free = !text.is_ascii() && !paths::is_read_by_the_rules(&place);
                assert!(!free || golden.redactable.contains(&place), "{}: {place}: {text}", golden.name);
            }
        }
    }
}

#[test]
fn every_tag_of_the_values_stands_in_some_golden_file() {
    let all: String =
        golden_files().iter().flat_map(|g| g.events().map(Value::to_string).collect::<Vec<_>>()).collect();
    for tag in samples::TAGS {
        assert!(all.contains(&format!("\"{tag}\"")), "no golden event says {tag}");
    }
}
