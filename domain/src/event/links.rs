//! Links between nodes.

use crate::id::{EditionId, LinkId, NodeId, PlanId};
use crate::value::{Basis, CanonicalState, Certainty, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How items of two editions belong together (S7).
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineageKind {
    /// Unchanged.
    Same,
    /// Another title.
    Retitled,
    /// Another number.
    Renumbered,
    /// Another title and another number.
    Both,
    /// Under another heading.
    Moved,
    /// Many became one.
    Merged,
    /// One became many.
    Split,
    /// Without a predecessor.
    New,
    /// Without a successor.
    Abolished,
    /// Taken up again.
    Revived,
    /// Related in another way.
    Related,
}

impl LineageKind {
    /// The state in which an item ends that the newer edition does not carry on under its own number; none where it does.
    pub const fn ends_as(self) -> Option<CanonicalState> {
        match self {
            Self::Abolished => Some(CanonicalState::Abolished),
            Self::Merged => Some(CanonicalState::Merged),
            Self::Same
            | Self::Retitled
            | Self::Renumbered
            | Self::Both
            | Self::Moved
            | Self::Split
            | Self::New
            | Self::Revived
            | Self::Related => None,
        }
    }

    /// Whether one item of either edition is the same one under whatever number, title and heading.
    pub const fn is_one_item(self) -> bool {
        match self {
            Self::Same | Self::Retitled | Self::Renumbered | Self::Both | Self::Moved => true,
            Self::Merged | Self::Split | Self::New | Self::Abolished | Self::Revived | Self::Related => false,
        }
    }

    /// Whether what is after carries on what was before, so that its history does.
    pub const fn carries_on(self) -> bool {
        self.is_one_item() || matches!(self, Self::Merged | Self::Split | Self::Revived)
    }
}

/// A node of a plan as an edition lists it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct NodeRef {
    /// The plan.
    pub plan: PlanId,
    /// The edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<EditionId>,
    /// The node.
    pub node: NodeId,
}

/// Items of two editions belong together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct LineageStated {
    /// The link.
    pub link: LinkId,
    /// How.
    pub kind: LineageKind,
    /// Before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<NodeRef>,
    /// After.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<NodeRef>,
    /// Stated, inferred or confirmed.
    pub certainty: Certainty,
    /// As printed or as said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// One node answers to another (S8).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct TraceLinked {
    /// The link.
    pub link: LinkId,
    /// What answers.
    pub from: NodeId,
    /// What is answered to.
    pub to: NodeId,
    /// In which relation, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Text>,
    /// On which occasion.
    pub basis: Basis,
}

/// A link does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct LinkRetracted {
    /// The link.
    pub link: LinkId,
    /// Why.
    pub reason: Text,
}
