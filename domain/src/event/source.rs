//! Files that came in: imports and evidence.

use super::{Event, Fact};
use crate::digest::Digest;
use crate::id::{CycleId, EditionId, ImportId, NodeId, SourceId};
use crate::plan::touched_nodes;
use crate::value::{ProfileVersion, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A file is kept by its content.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct SourceRegistered {
    /// The source.
    pub source: SourceId,
    /// Of its bytes.
    pub sha256: Digest,
    /// How many bytes.
    pub bytes: u64,
    /// Such as `text/tab-separated-values`.
    pub media_type: Text,
    /// The file's name when it was handed in.
    pub name: Text,
    /// Where it came from, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Text>,
}

/// What an import speaks about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportTarget {
    /// An edition, as printed.
    Edition(EditionId),
    /// The live cycle: its rows are proposals.
    Cycle(CycleId),
}

/// Which row became which node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct RowNode {
    /// The row in the file, from 1.
    pub row: u32,
    /// The node.
    pub node: NodeId,
}

/// What the import asked a person to look at.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct ImportWarning {
    /// The row in the file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The column's heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<Text>,
    /// The warning's stable name.
    pub code: Text,
    /// What was printed there.
    pub text: Text,
}

/// A source was imported; the only map from its rows to nodes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct ImportRecorded {
    /// The import.
    pub import: ImportId,
    /// What was read.
    pub source: SourceId,
    /// Which sheet of a workbook, because its rows are counted by sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Text>,
    /// The version of the reader.
    pub reader: u32,
    /// Under which columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileVersion>,
    /// What it speaks about.
    pub target: ImportTarget,
    /// Which row became which node.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowNode>,
    /// What was warned of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<ImportWarning>,
}

/// Where in the files of an import an event comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceInFile {
    /// The file's name, where the same command registered it.
    pub file: Option<Text>,
    /// The row, from 1, where the event is about one.
    pub row: Option<u32>,
}

/// From which row of which imported file each event of one command comes: the import that follows says it.
pub fn places_in_files(events: &[Event]) -> Vec<PlaceInFile> {
    let names: HashMap<SourceId, &Text> = events
        .iter()
        .filter_map(|event| {
            let Fact::SourceRegistered(source) = &event.fact else { return None };
            Some((source.source, &source.name))
        })
        .collect();
    let mut places = vec![PlaceInFile::default(); events.len()];
    let mut file = None;
    let mut rows: HashMap<NodeId, u32> = HashMap::new();
    for (event, place) in events.iter().zip(&mut places).rev() {
        if let Fact::ImportRecorded(import) = &event.fact {
            rows = import.rows.iter().map(|row| (row.node, row.row)).collect();
            file = names.get(&import.source).copied().cloned();
        }
        let node = touched_nodes(&event.fact).into_iter().next();
        *place = PlaceInFile { file: file.clone(), row: node.and_then(|node| rows.get(&node).copied()) };
    }
    places
}
