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
