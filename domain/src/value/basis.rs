//! What a statement rests on, and what its author saw.

use crate::id::{CycleId, EditionId};
use crate::value::Text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The occasion on which something about a node was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// In a live cycle: it holds once the cycle is adopted.
    Cycle(CycleId),
    /// As a printed edition says.
    Edition(EditionId),
    /// Between cycles: it holds from that day.
    Progress(Date),
}

/// What the author of a statement had before them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// Not known: transcribed or inferred.
    Unknown,
    /// A row at a revision.
    Row(SeenRow),
}

/// A row as its author saw it; a field that was empty is left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, JsonSchema, Deserialize)]
pub struct SeenRow {
    /// The node's revision: the sequence of the last event that touched it.
    pub revision: u64,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// 実施時期 as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Text>,
    /// 状況 as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Text>,
    /// 見直し時期 as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Text>,
    /// 備考.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Text>,
}
