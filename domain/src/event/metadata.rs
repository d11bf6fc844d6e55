//! The technical facts of an event: who recorded it, when, through what. Stored as a map of strings.

use super::Event;
use crate::id::{ActorId, CommandId, PlanId};
use crate::value::{Actor, Role};
use jiff::Timestamp;
use std::collections::HashMap;

/// Through what an event came in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A page.
    Page,
    /// The JSON API.
    Api,
    /// The command line of the host.
    Cli,
    /// An imported file.
    File {
        /// The file's name.
        name: String,
        /// The row, from 1, where the event is about one.
        row: Option<u32>,
    },
}

/// The technical facts of an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Metadata {
    /// The command that made it.
    pub command: CommandId,
    /// Which of the command's events it is, from 1.
    pub part: u32,
    /// How many events the command made.
    pub parts: u32,
    /// When it was recorded, in UTC, to the millisecond.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub actor: Actor,
    /// Through what.
    pub channel: Channel,
    /// The version of the software.
    pub software: String,
}

/// Stored metadata that this program cannot read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("stored metadata: {key} is missing or unreadable")]
pub struct MetadataError {
    /// Which key.
    pub key: &'static str,
}

impl Metadata {
    /// As stored: flat, every value a string.
    pub fn to_map(&self) -> HashMap<String, String> {
        let mut map = HashMap::from(
            [
                ("command", self.command.to_string()),
                ("part", self.part.to_string()),
                ("parts", self.parts.to_string()),
                ("recorded_at", format!("{:.3}", self.recorded_at)),
                ("actor", self.actor.id.to_string()),
                ("role", self.actor.role.name().to_owned()),
                ("name", self.actor.name.clone()),
                ("software", self.software.clone()),
            ]
            .map(|(key, value)| (key.to_owned(), value)),
        );
        let channel = match &self.channel {
            Channel::Page => "page",
            Channel::Api => "api",
            Channel::Cli => "cli",
            Channel::File { name, row } => {
                map.insert("file".to_owned(), name.clone());
                if let Some(row) = row {
                    map.insert("row".to_owned(), row.to_string());
                }
                "file"
            }
        };
        map.insert("source".to_owned(), channel.to_owned());
        map
    }

    /// Reads what [`Metadata::to_map`] stored; other keys are ignored.
    ///
    /// # Errors
    /// [`MetadataError`] names the key that is missing or unreadable.
    pub fn of_map(map: &HashMap<String, String>) -> Result<Self, MetadataError> {
        fn read<T>(
            map: &HashMap<String, String>,
            key: &'static str,
            parse: impl FnOnce(&str) -> Option<T>,
        ) -> Result<T, MetadataError> {
            map.get(key).and_then(|value| parse(value)).ok_or(MetadataError { key })
        }
        let channel = match map.get("source").map(String::as_str) {
            Some("page") => Channel::Page,
            Some("api") => Channel::Api,
            Some("cli") => Channel::Cli,
            Some("file") => Channel::File {
                name: read(map, "file", |value| Some(value.to_owned()))?,
                row: map.get("row").and_then(|value| value.parse().ok()),
            },
            Some(_) | None => return Err(MetadataError { key: "source" }),
        };
        Ok(Self {
            command: read(map, "command", |value| CommandId::parse(value).ok())?,
            part: read(map, "part", |value| value.parse().ok())?,
            parts: read(map, "parts", |value| value.parse().ok())?,
            recorded_at: read(map, "recorded_at", |value| value.parse().ok())?,
            actor: Actor {
                id: read(map, "actor", |value| ActorId::parse(value).ok())?,
                role: read(map, "role", Role::of_name)?,
                name: read(map, "name", |value| Some(value.to_owned()))?,
            },
            channel,
            software: read(map, "software", |value| Some(value.to_owned()))?,
        })
    }
}

/// An event with its place in its plan's stream: what folds read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The plan.
    pub plan: PlanId,
    /// Its place in the plan's stream, gapless from 1.
    pub sequence: u64,
    /// The event.
    pub event: Event,
    /// Its technical facts.
    pub metadata: Metadata,
}
