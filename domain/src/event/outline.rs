//! The outline: nodes and their places.

use crate::id::{NodeId, PlacementId};
use crate::value::{Basis, Certainty, Label, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a node is.
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// 見出し.
    Heading,
    /// 実施事業.
    Item,
    /// A term of a trace, such as an issue or a policy line.
    Term,
}

/// A node and its primary place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct NodeAdded {
    /// The node.
    pub node: NodeId,
    /// What it is.
    pub kind: NodeKind,
    /// Its primary place.
    pub placement: PlacementId,
    /// What it stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NodeId>,
    /// Its order among its siblings.
    pub rank: u32,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// Its title.
    pub title: Text,
    /// On which occasion.
    pub basis: Basis,
}

/// 再掲: a node is listed at a further place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct PlacementAdded {
    /// The place.
    pub placement: PlacementId,
    /// The node.
    pub node: NodeId,
    /// What it stands under there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NodeId>,
    /// Its order there.
    pub rank: u32,
    /// Its number there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// As printed: （再掲）.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<Text>,
    /// Stated by the document or confirmed by a person.
    pub certainty: Certainty,
    /// On which occasion.
    pub basis: Basis,
}

/// A place has another parent, order or number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct PlacementChanged {
    /// The place.
    pub placement: PlacementId,
    /// Its node, so that a fold need not look for it.
    pub node: NodeId,
    /// What it stands under now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NodeId>,
    /// Its order now.
    pub rank: u32,
    /// Its number now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// On which occasion.
    pub basis: Basis,
}

/// A place is no longer listed; its node remains.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct PlacementEnded {
    /// The place.
    pub placement: PlacementId,
    /// Its node, so that a fold need not look for it.
    pub node: NodeId,
    /// On which occasion.
    pub basis: Basis,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}
