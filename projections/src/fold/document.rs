//! Documents: how they are named, what a fold must have of them, and how they are read.

use domain::id::{EditionId, NodeId};
use domain::plan::HeadPart;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How the names of what stands beside a head begin, by what it is.
pub(super) const EDITION: &str = "-/edition/";
pub(super) const CYCLE: &str = "-/cycle/";
pub(super) const SOURCE: &str = "-/source/";
pub(super) const IMPORT: &str = "-/import/";
pub(super) const LINK: &str = "-/link/";
pub(super) const OPINION: &str = "-/opinion/";

/// What a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The plan itself, named `-`; behind it what stands beside its head, such as `-/edition/` and an edition's id.
    Plan,
    /// A node, named by its id; behind it its further parts, by the id and the part in four digits.
    Node,
    /// A row of an edition, named by the edition's id and the row in six digits.
    Row,
    /// One event of a node's history, named by the node's id and the sequence in twelve digits.
    Entry,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Plan, Self::Node, Self::Row, Self::Entry];

    /// The stored name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Node => "node",
            Self::Row => "row",
            Self::Entry => "entry",
        }
    }

    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Where a document is found inside its plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What it is about.
    pub kind: Kind,
    /// Its name among those of its kind; ASCII, sorting in the order in which it is listed.
    pub name: String,
}

/// One document of the read side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it is found.
    pub key: Key,
    /// By which it is found across plans, such as a node's canonical state.
    pub facet: Option<String>,
    /// The normalised texts by which it is searched; most documents have none.
    pub search: Vec<String>,
    /// The document, as JSON with its keys in a fixed order.
    pub body: String,
}

/// What a fold must have before it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Need {
    /// The document of that key, where it exists.
    One(Key),
    /// All documents of that kind whose name begins so.
    Under(Kind, String),
    /// All documents of that kind.
    All(Kind),
}

/// A stored document that this program cannot read.
#[derive(Debug, thiserror::Error)]
#[error("the document {kind}/{name} is unreadable")]
pub struct FoldError {
    /// Its kind.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// What is wrong with it.
    #[source]
    pub source: serde_json::Error,
}

impl Key {
    /// The plan itself, without what stands beside its head.
    pub fn plan() -> Self {
        Self { kind: Kind::Plan, name: "-".to_owned() }
    }

    /// A node, without its further parts.
    pub fn node(node: NodeId) -> Self {
        Self { kind: Kind::Node, name: node.to_string() }
    }

    /// A further part of a node.
    pub fn node_part(node: NodeId, part: u32) -> Self {
        Self { kind: Kind::Node, name: format!("{node}/{part:04}") }
    }

    /// What stands beside the head of a plan.
    pub fn head_part(part: HeadPart) -> Self {
        let name = match part {
            HeadPart::Edition(id) => format!("{EDITION}{id}"),
            HeadPart::Cycle(id) => format!("{CYCLE}{id}"),
            HeadPart::Source(id) => format!("{SOURCE}{id}"),
            HeadPart::Import(id) => format!("{IMPORT}{id}"),
            HeadPart::Link(id) => format!("{LINK}{id}"),
            HeadPart::Opinion(id) => format!("{OPINION}{id}"),
        };
        Self { kind: Kind::Plan, name }
    }

    /// A row of an edition.
    pub fn row(edition: EditionId, row: u32) -> Self {
        Self { kind: Kind::Row, name: format!("{edition}/{row:06}") }
    }

    /// One event of a node's history; of the plan's where there is no node.
    pub fn entry(node: Option<NodeId>, sequence: u64) -> Self {
        Self { kind: Kind::Entry, name: format!("{}{sequence:012}", Self::entries_of(node)) }
    }

    /// How the names of a node's entries begin.
    pub fn entries_of(node: Option<NodeId>) -> String {
        node.map_or_else(|| "-/".to_owned(), |node| format!("{node}/"))
    }

    /// How the names of an edition's rows begin.
    pub fn rows_of(edition: EditionId) -> String {
        format!("{edition}/")
    }
}

impl Document {
    /// A document without a facet or search keys.
    pub(super) fn of<T: Serialize>(key: Key, body: &T) -> Self {
        let body = serde_json::to_string(body).expect("the domain's types have string keys");
        Self { key, facet: None, search: Vec::new(), body }
    }

    /// Reads the body.
    ///
    /// # Errors
    /// [`FoldError`] when it is not what its kind says.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, FoldError> {
        serde_json::from_str(&self.body).map_err(|source| self.unreadable(source))
    }

    pub(super) fn unreadable(&self, source: serde_json::Error) -> FoldError {
        FoldError { kind: self.key.kind.name(), name: self.key.name.clone(), source }
    }
}
