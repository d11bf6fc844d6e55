//! Links between nodes: lineage (S7) and trace (S8). One that does not hold any more stays, with its reason.

use super::Head;
use crate::event::{LineageStated, TraceLinked};
use crate::id::LinkId;
use crate::value::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a link says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Linked {
    /// How items of two editions belong together.
    Lineage(LineageStated),
    /// One node answers to another.
    Trace(TraceLinked),
}

/// A link between nodes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Link {
    /// What it says.
    pub says: Linked,
    /// Why it does not hold any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retracted: Option<Text>,
    /// When it was stated.
    pub sequence: u64,
}

impl Head {
    /// Takes a link.
    pub(super) fn link(&mut self, id: LinkId, says: Linked, sequence: u64) {
        self.links.insert(id, Link { says, retracted: None, sequence });
    }

    /// The lineage that holds, in the order in which it was stated.
    pub fn lineage(&self) -> Vec<&LineageStated> {
        self.links_in_order(Link::lineage)
    }

    /// Whether a lineage that holds says the same of the same items.
    pub fn says(&self, lineage: &LineageStated) -> bool {
        let same = |known: &LineageStated| {
            (known.kind, &known.from, &known.to) == (lineage.kind, &lineage.from, &lineage.to)
        };
        self.links.values().filter_map(Link::lineage).any(same)
    }

    /// Whether a trace link that holds says the same on the same occasion.
    pub fn traces_to(&self, trace: &TraceLinked) -> bool {
        let same = |known: &TraceLinked| {
            (known.from, known.to, &known.relation, known.basis)
                == (trace.from, trace.to, &trace.relation, trace.basis)
        };
        self.links.values().filter_map(Link::trace).any(same)
    }

    /// The trace links that hold, in the order in which they were stated.
    pub fn traces(&self) -> Vec<&TraceLinked> {
        self.links_in_order(Link::trace)
    }

    fn links_in_order<'h, T>(&'h self, of: impl Fn(&'h Link) -> Option<T>) -> Vec<T> {
        let mut links: Vec<(u64, T)> =
            self.links.values().filter_map(|link| Some((link.sequence, of(link)?))).collect();
        links.sort_by_key(|(sequence, _)| *sequence);
        links.into_iter().map(|(_, link)| link).collect()
    }
}

impl Link {
    /// Its id.
    pub const fn id(&self) -> LinkId {
        match &self.says {
            Linked::Lineage(lineage) => lineage.link,
            Linked::Trace(trace) => trace.link,
        }
    }

    /// The lineage, where it is one that holds.
    pub fn lineage(&self) -> Option<&LineageStated> {
        match &self.says {
            Linked::Lineage(lineage) if self.retracted.is_none() => Some(lineage),
            Linked::Lineage(_) | Linked::Trace(_) => None,
        }
    }

    /// The trace, where it is one that holds.
    pub fn trace(&self) -> Option<&TraceLinked> {
        match &self.says {
            Linked::Trace(trace) if self.retracted.is_none() => Some(trace),
            Linked::Trace(_) | Linked::Lineage(_) => None,
        }
    }
}
