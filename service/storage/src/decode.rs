//! From stored bytes to an event: the one way in, for every reader.
//!
//! An older form is brought up to date by its upcasters, one version at a time. What is unknown or newer stops the
//! reader: a fold that skips an event answers wrongly for ever.

use domain::{Event, Fact};
use serde::Deserialize;
use serde::de::Deserializer;
use serde_json::Value;

/// A stored event that this program cannot read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// No event of that type is known.
    #[error("the event type {0:?} is unknown; a newer program wrote it")]
    UnknownType(String),
    /// The type is known, not this version of it.
    #[error("version {version:?} of the event type {event_type} is unknown; a newer program wrote it")]
    UnknownVersion {
        /// The stored type.
        event_type: String,
        /// The stored version.
        version: String,
    },
    /// The payload is of another type than the row says.
    #[error("the payload is a {found}, not a {event_type}")]
    OtherType {
        /// The stored type.
        event_type: String,
        /// The type of the payload.
        found: &'static str,
    },
    /// The payload is not readable as that type.
    #[error("the payload is unreadable: {0}")]
    Payload(#[source] serde_json::Error),
}

/// Brings a payload of one version of one type to the next version.
pub(crate) struct Upcaster {
    pub(crate) event_type: &'static str,
    pub(crate) from: u32,
    pub(crate) upcast: fn(Value) -> Value,
}

/// Every change of a stored form that was not additive, in the order in which they were made. None so far.
const UPCASTERS: &[Upcaster] = &[];

/// Reads an event from its stored type, version and payload.
///
/// # Errors
/// [`DecodeError`]; nothing is skipped or guessed.
pub fn decode<'de, D>(event_type: &str, version: &str, payload: D) -> Result<Event, DecodeError>
where
    D: Deserializer<'de, Error = serde_json::Error>,
{
    decode_with(UPCASTERS, event_type, version, payload)
}

fn decode_with<'de, D>(
    upcasters: &[Upcaster],
    event_type: &str,
    version: &str,
    payload: D,
) -> Result<Event, DecodeError>
where
    D: Deserializer<'de, Error = serde_json::Error>,
{
    if !Fact::NAMES.contains(&event_type) {
        return Err(DecodeError::UnknownType(event_type.to_owned()));
    }
    let unknown =
        || DecodeError::UnknownVersion { event_type: event_type.to_owned(), version: version.to_owned() };
    let stored: u32 = version.parse().map_err(|_| unknown())?;
    let newer =
        || upcasters.iter().filter(|upcaster| upcaster.event_type == event_type && upcaster.from >= stored);
    let event = if newer().next().is_none() {
        Event::deserialize(payload)
    } else {
        let value = Value::deserialize(payload).map_err(DecodeError::Payload)?;
        Event::deserialize(newer().fold(value, |value, upcaster| (upcaster.upcast)(value)))
    }
    .map_err(DecodeError::Payload)?;
    let reached = newer().map(|upcaster| upcaster.from + 1).max().unwrap_or(stored);
    if event.fact.name() != event_type {
        return Err(DecodeError::OtherType { event_type: event_type.to_owned(), found: event.fact.name() });
    }
    if reached != event.fact.version() {
        return Err(unknown());
    }
    Ok(event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stored() -> Value {
        json!({
            "command": { "id": "0190b5a8-7c1e-7000-8000-000000000001", "actor": "0190b5a8-7c1e-7000-8000-00000000000a" },
            "fact": { "PlanDescribed": { "title": "実施計画" } },
        })
    }

    fn read(
        upcasters: &[Upcaster],
        event_type: &str,
        version: &str,
        payload: Value,
    ) -> Result<Event, DecodeError> {
        decode_with(upcasters, event_type, version, payload)
    }

    #[test]
    fn an_event_is_read_from_a_value_as_from_bytes() {
        let text = stored().to_string();
        let from_bytes =
            decode("PlanDescribed", "1", &mut serde_json::Deserializer::from_str(&text)).unwrap();
        assert_eq!(decode("PlanDescribed", "1", stored()).unwrap(), from_bytes);
    }

    #[test]
    fn what_is_unknown_or_newer_stops_the_reader() {
        let unknown = read(&[], "PlanSungAloud", "1", stored());
        assert!(matches!(unknown, Err(DecodeError::UnknownType(name)) if name == "PlanSungAloud"));
        for version in ["2", "0", "", "1.0", "one"] {
            let newer = read(&[], "PlanDescribed", version, stored());
            assert!(matches!(newer, Err(DecodeError::UnknownVersion { .. })), "{version:?}: {newer:?}");
        }
    }

    #[test]
    fn a_payload_of_another_type_or_of_none_is_not_taken() {
        let other = read(&[], "PlanClosed", "1", stored());
        assert!(matches!(other, Err(DecodeError::OtherType { found: "PlanDescribed", .. })), "{other:?}");
        let none = read(&[], "PlanDescribed", "1", json!({ "fact": 1 }));
        assert!(matches!(none, Err(DecodeError::Payload(_))), "{none:?}");
    }

    #[test]
    fn unknown_fields_are_ignored() {
        let mut payload = stored();
        payload["fact"]["PlanDescribed"]["colour"] = json!("白");
        assert_eq!(
            read(&[], "PlanDescribed", "1", payload).unwrap(),
            decode("PlanDescribed", "1", stored()).unwrap()
        );
    }

    #[test]
    fn an_old_form_is_brought_up_version_by_version() {
        // As if the title had been called heading in version 0.
        fn rename(mut payload: Value, from: &str, to: &str) -> Value {
            let fact = payload["fact"]["PlanDescribed"].as_object_mut().unwrap();
            let title = fact.remove(from).unwrap();
            fact.insert(to.to_owned(), title);
            payload
        }
        let upcasters = [Upcaster {
            event_type: "PlanDescribed",
            from: 0,
            upcast: |payload| rename(payload, "heading", "title"),
        }];
        let old = rename(stored(), "title", "heading");

        let read_old = read(&upcasters, "PlanDescribed", "0", old.clone()).unwrap();

        assert_eq!(read_old, decode("PlanDescribed", "1", stored()).unwrap());
        assert_eq!(
            read(&upcasters, "PlanDescribed", "1", stored()).unwrap(),
            read_old,
            "the new form is left alone"
        );
        assert!(
            read(&[], "PlanDescribed", "0", old).is_err(),
            "without its upcaster the old form must not be read"
        );
    }
}
