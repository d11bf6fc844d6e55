//! Files that came in: imports and evidence.

use super::{Event, Fact};
use crate::digest::Digest;
use crate::id::{CycleId, EditionId, ImportId, NodeId, SourceId};
use crate::plan::touched_nodes;
use crate::value::{ProfileVersion, Text};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A file is kept by its content.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportTarget {
    /// An edition, as printed.
    Edition(EditionId),
    /// The live cycle: its rows are proposals.
    Cycle(CycleId),
}

/// Which row became which node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RowNode {
    /// The row in the file, from 1.
    pub row: u32,
    /// The node.
    pub node: NodeId,
}

/// What the import asked a person to look at.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// From which row of the imported file each event of one command comes: the import that follows says it.
pub fn rows_in_file(events: &[Event]) -> Vec<Option<u32>> {
    let mut rows = vec![None; events.len()];
    let mut file: HashMap<NodeId, u32> = HashMap::new();
    for (event, row) in events.iter().zip(&mut rows).rev() {
        if let Fact::ImportRecorded(import) = &event.fact {
            file = import.rows.iter().map(|row| (row.node, row.row)).collect();
        }
        *row = touched_nodes(&event.fact).first().and_then(|node| file.get(node)).copied();
    }
    rows
}
