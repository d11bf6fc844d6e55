//! A file with ids beside the live cycle's table: which node each row is, and where it shall stand.

use super::known::Known;
use super::matching::{Matched, MatchedBy};
use super::proposals::name;
use super::standing::{Above, Standing};
use ::import::{Row, Table};
use domain::event::NodeKind;
use domain::id::{CycleId, NodeId, PlacementId};
use domain::value::Label;
use std::collections::HashMap;

/// The file beside the table.
pub(super) struct Sheet<'t> {
    pub(super) table: &'t Table,
    pub(super) known: &'t [Known],
    pub(super) cycle: CycleId,
    /// The node of each row, fresh for a new one.
    pub(super) nodes: Vec<NodeId>,
    /// At which of its places the node of each row is listed there; none for a new one.
    pub(super) places: Vec<Option<PlacementId>>,
    /// What each row shall stand under, as far as they were gone through.
    pub(super) parents: Vec<Option<Option<NodeId>>>,
    pub(super) standing: Standing,
    /// Nodes by the numbers that say where others stand.
    pub(super) paths: HashMap<String, NodeId>,
}

impl Sheet<'_> {
    /// What a new row stands under: as its number says, else as it stands in the file.
    pub(super) fn parent_of_new(&self, at: usize) -> Option<NodeId> {
        let row = &self.table.rows[at];
        let path = row.label.as_ref().and_then(Label::parent_path);
        if let Some(parent) = path.and_then(|path| self.paths.get(&path)) {
            return Some(*parent);
        }
        if !self.standing.in_order {
            return None;
        }
        let is_heading = |row: &Row| row.kind == NodeKind::Heading && !row.is_total;
        match (&row.label, row.kind) {
            (None, NodeKind::Item) => (0..at)
                .rev()
                .find(|above| is_heading(&self.table.rows[*above]))
                .map(|above| self.nodes[above]),
            (Some(_), _) | (None, NodeKind::Heading | NodeKind::Term) => {
                row.parent.map(|above| self.nodes[above])
            }
        }
    }

    pub(super) fn node_of(&self, above: Above) -> Option<NodeId> {
        match above {
            Above::Nothing => None,
            Above::Known(place) => Some(self.known[place].node),
            Above::New(at) => Some(self.nodes[at]),
        }
    }

    pub(super) fn name_above(&self, above: Above) -> String {
        match above {
            Above::Nothing => String::new(),
            Above::Known(place) => self.known[place].name(),
            Above::New(at) => self.name_of(at),
        }
    }

    pub(super) fn name_of(&self, at: usize) -> String {
        let row = &self.table.rows[at];
        let named =
            format!("{} {}", row.full_label.as_deref().unwrap_or_default(), row.title).trim().to_owned();
        if named.is_empty() { name(row) } else { named }
    }
}

/// The numbers under which others are counted, as the file has them; of what it does not have, as the table has them.
/// Nothing stands under a further listing.
pub(super) fn paths(
    table: &Table,
    known: &[Known],
    matched: &Matched,
    nodes: &[NodeId],
) -> HashMap<String, NodeId> {
    let digits = |label: &Label| {
        let at = label.text.find(|c: char| c.is_ascii_digit()).filter(|_| !label.is_relative())?;
        Some(label.text[at..].to_owned())
    };
    let mut paths = HashMap::new();
    let further = |found: &Option<(usize, MatchedBy)>| found.is_some_and(|(place, _)| known[place].relisted);
    for ((row, found), node) in table.rows.iter().zip(matched).zip(nodes) {
        if further(found) {
            continue;
        }
        if let Some(path) = row.label.as_ref().and_then(digits) {
            paths.entry(path).or_insert(*node);
        }
    }
    for row in known.iter().filter(|row| !row.relisted && !nodes.contains(&row.node)) {
        if let Some(path) = row.label.as_ref().and_then(digits) {
            paths.entry(path).or_insert(row.node);
        }
    }
    paths
}
