//! What storage keeps of each plan: documents by key, made from events alone, incrementally or all at once.

use domain::event::Recorded;

/// The version of the fold. Raising it makes storage build new tables beside the old ones.
pub const VERSION: u32 = 1;

/// What a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The plan itself: one document, named `-`.
    Plan,
    /// A node, named by its id.
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

/// What a fold must have before it: one document, or all of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Need {
    /// The document of that key, where it exists.
    One(Key),
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

/// What must be loaded before these events of one plan are folded.
pub fn needs(_events: &[Recorded]) -> Vec<Need> {
    Vec::new()
}

/// Folds events of one plan into its documents; returns those that changed. Nothing is ever deleted.
///
/// # Errors
/// [`FoldError`] when a loaded document cannot be read.
pub fn fold(_loaded: Vec<Document>, _events: &[Recorded]) -> Result<Vec<Document>, FoldError> {
    Ok(Vec::new())
}

/// The same fold over a whole plan in memory, from its first event.
#[derive(Debug, Default)]
pub struct Rebuild {}

impl Rebuild {
    /// Takes the next event, in order of sequence.
    pub fn apply(&mut self, _recorded: &Recorded) {}

    /// All documents of the plan.
    pub fn finish(self) -> Vec<Document> {
        Vec::new()
    }
}
