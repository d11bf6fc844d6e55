//! The Plan aggregate: one stream holds the whole truth of one plan, in total order.
//!
//! `decide` says which facts follow from a command, `apply` folds them; both are synchronous and pure.
//! Reads ask through a [`lens::Lens`]: now, in a cycle, on a day.

pub mod aggregate;
mod apply;
pub mod cycle;
mod decide;
pub mod detail;
pub mod edition;
pub mod head;
mod ids;
pub mod lens;
pub mod link;
pub mod node;
pub mod opinion;
pub mod outline;
pub mod parts;
mod published;
pub mod table;
mod touched;
mod unit;

pub use cycle::{Cycle, CycleState};
pub use detail::Detail;
pub use edition::{Edition, EditionOrigin, Row};
pub use head::Head;
pub use lens::{Lens, View};
pub use link::{Link, Linked};
pub use node::Node;
pub use opinion::Opinion;
pub use parts::{HeadPart, NodePart, touched_head};
pub use touched::{touched_nodes, touched_occasion};

use crate::digest::Digest;
use crate::id::{CommandId, CycleId, EditionId, NodeId};
use crate::refusal::Refusal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A command that is already recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct RecordedCommand {
    /// What it said; none while only a part of the stream is folded.
    pub content: Option<Digest>,
    /// The plan's version after its last event.
    pub version: u64,
}

/// The state of one plan: the fold of its stream.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema, Deserialize)]
pub struct Plan {
    /// What is said of the plan as a whole.
    pub head: Head,
    /// Every node that was ever added.
    pub nodes: BTreeMap<NodeId, Node>,
    /// The rows of every edition, by edition and row.
    pub rows: BTreeMap<EditionId, BTreeMap<u32, Row>>,
    commands: HashMap<CommandId, RecordedCommand>,
    taken: HashSet<ids::TakenId>,
}

impl Plan {
    /// A plan of which only some documents are at hand, for folds that name what they touch.
    pub fn of_parts(
        head: Head,
        nodes: BTreeMap<NodeId, Node>,
        rows: BTreeMap<EditionId, BTreeMap<u32, Row>>,
    ) -> Self {
        Self { head, nodes, rows, commands: HashMap::new(), taken: HashSet::new() }
    }

    /// How many events were applied; the sequence of the last one.
    pub const fn version(&self) -> u64 {
        self.head.version
    }

    /// The plan's version after that command, where it is recorded.
    pub fn recorded_command(&self, id: CommandId) -> Option<u64> {
        self.commands.get(&id).map(|command| command.version)
    }

    /// The node of that id.
    ///
    /// # Errors
    /// [`Refusal::UnknownNode`].
    pub fn node(&self, id: NodeId) -> Result<&Node, Refusal> {
        self.nodes.get(&id).ok_or(Refusal::UnknownNode { node: id })
    }

    /// The cycle of that id.
    ///
    /// # Errors
    /// [`Refusal::UnknownCycle`].
    pub fn cycle(&self, id: CycleId) -> Result<&Cycle, Refusal> {
        self.head.cycles.get(&id).ok_or(Refusal::UnknownCycle { cycle: id })
    }

    /// The edition of that id.
    ///
    /// # Errors
    /// [`Refusal::UnknownEdition`].
    pub fn edition(&self, id: EditionId) -> Result<&Edition, Refusal> {
        self.head.editions.get(&id).ok_or(Refusal::UnknownEdition { edition: id })
    }
}
