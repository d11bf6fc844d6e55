//! Words that were added to the catalogue after the golden files were written: they stand here as they are stored, for
//! ever.

use domain::event::ProfileDefined;
use domain::value::{Meaning, TraceLevel};
use domain::{Event, Fact};
use serde_json::{Value, json};

/// Each word with what it is stored as.
const LEVELS: [(TraceLevel, &str); 7] = [
    (TraceLevel::Concept, "concept"),
    (TraceLevel::Function, "function"),
    (TraceLevel::Opportunity, "opportunity"),
    (TraceLevel::Issue, "issue"),
    (TraceLevel::Class, "class"),
    (TraceLevel::Countermeasure, "countermeasure"),
    (TraceLevel::Policy, "policy"),
];

fn event(meaning: &Value) -> Value {
    json!({
        "command": {
            "id": "0190b5a8-7c1e-7000-8000-000000000001",
            "actor": "0190b5a8-7c1e-7000-8000-000000000002",
        },
        "fact": {"ProfileDefined": {"profile": {
            "id": "0190b5a8-7c1e-7000-8000-000000000003",
            "version": 1,
            "columns": [{
                "id": "0190b5a8-7c1e-7000-8000-000000000004",
                "heading": "現状及び課題",
                "meaning": meaning,
                "order": 0,
                "width": 0,
            }],
            "label_schemes": [],
        }}},
    })
}

#[test]
fn a_column_of_a_trace_is_stored_by_its_level() {
    assert_eq!(TraceLevel::ALL, LEVELS.map(|(level, _)| level));
    for (level, word) in LEVELS {
        let stored = event(&json!({"trace": word}));
        let read: Event = serde_json::from_value(stored.clone()).unwrap();
        let Fact::ProfileDefined(ProfileDefined { profile }) = &read.fact else { panic!("{read:?}") };
        assert_eq!(profile.columns[0].meaning, Meaning::Trace(level));
        assert_eq!(serde_json::to_value(&read).unwrap()["fact"], stored["fact"]);
    }
    assert!(serde_json::from_value::<Event>(event(&json!({"trace": "wish"}))).is_err(), "the reader stops");
}
