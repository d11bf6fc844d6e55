//! What storage keeps of each plan: documents by key, made from events alone, incrementally or all at once.

use domain::event::{Fact, Recorded, ReviewGiven, Reviewed};
use domain::id::{EditionId, NodeId};
use domain::plan::node::Decisions;
use domain::plan::{Head, Lens, Node, Plan, Row, touched_nodes};
use domain::value::Reason;
use domain::value::search_key::search_key;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// One event of a node's history, or of the plan's where it names no node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Entry {
    /// Its place in the plan's stream.
    pub sequence: u64,
    /// Its technical facts, as stored.
    pub metadata: BTreeMap<String, String>,
    /// What became true.
    pub fact: Fact,
}

/// What must be loaded before these events of one plan are folded.
pub fn needs(events: &[Recorded]) -> Vec<Need> {
    let mut needs = BTreeSet::from([Need::One(Key::plan())]);
    for recorded in events {
        let fact = &recorded.event.fact;
        if speaks_of_all(fact) {
            needs.insert(Need::All(Kind::Node));
        }
        needs.extend(touched_nodes(fact).into_iter().map(|node| Need::One(Key::node(node))));
        if let Fact::EditionCorrected(f) = fact {
            needs.insert(Need::One(Key::row(f.edition, f.row)));
        }
    }
    needs.into_iter().collect()
}

/// Folds events of one plan into its documents; returns those that changed. Nothing is ever deleted.
///
/// # Errors
/// [`FoldError`] when a loaded document cannot be read.
pub fn fold(loaded: Vec<Document>, events: &[Recorded]) -> Result<Vec<Document>, FoldError> {
    let mut head = Head::default();
    let mut nodes = BTreeMap::new();
    let mut rows: BTreeMap<EditionId, BTreeMap<u32, Row>> = BTreeMap::new();
    for document in &loaded {
        match document.key.kind {
            Kind::Plan => head = document.read()?,
            Kind::Node => {
                let node: Node = document.read()?;
                nodes.insert(node.id, node);
            }
            Kind::Row => {
                let row: Row = document.read()?;
                rows.entry(row.edition).or_default().insert(row.row, row);
            }
            Kind::Entry => {}
        }
    }
    let before: HashMap<Key, (Option<String>, String)> =
        loaded.into_iter().map(|document| (document.key, (document.facet, document.body))).collect();
    let mut rebuild = Rebuild { plan: Plan::of_parts(head, nodes, rows), entries: Vec::new() };
    for recorded in events {
        rebuild.apply(recorded);
    }
    let mut documents = rebuild.finish();
    // The search keys follow from the body, so that storage need not hand them back.
    documents.retain(|new| {
        before.get(&new.key).is_none_or(|(facet, body)| *facet != new.facet || *body != new.body)
    });
    Ok(documents)
}

/// The same from a plan that is in memory as it is after the last of these events: nothing has to be loaded, so that
/// what a fold costs does not grow with the plan. None where the events may change more than the nodes that they name.
pub fn fold_in_memory(plan: &Plan, events: &[Recorded]) -> Option<Vec<Document>> {
    let facts = || events.iter().map(|recorded| &recorded.event.fact);
    if events.last()?.sequence != plan.version() || facts().any(speaks_of_all) {
        return None;
    }
    let nodes: BTreeSet<NodeId> = facts().flat_map(touched_nodes).collect();
    let rows: BTreeSet<(EditionId, u32)> = facts().filter_map(touched_row).collect();
    let mut documents = vec![Document::of(Key::plan(), &plan.head)];
    documents.extend(nodes.iter().filter_map(|node| plan.nodes.get(node)).map(|node| of_node(plan, node)));
    let rows = rows.iter().filter_map(|(edition, row)| plan.rows.get(edition)?.get(row));
    documents.extend(rows.map(of_row));
    documents.extend(events.iter().flat_map(entries_of));
    Some(documents)
}

/// The same fold over a whole plan in memory, from its first event.
#[derive(Debug, Default)]
pub struct Rebuild {
    plan: Plan,
    entries: Vec<Document>,
}

impl Rebuild {
    /// Takes the next event, in order of sequence.
    pub fn apply(&mut self, recorded: &Recorded) {
        self.plan.apply(&recorded.event);
        self.entries.extend(entries_of(recorded));
    }

    /// All documents of the plan.
    pub fn finish(self) -> Vec<Document> {
        let Self { plan, entries } = self;
        let mut documents = vec![Document::of(Key::plan(), &plan.head)];
        documents.extend(plan.nodes.values().map(|node| of_node(&plan, node)));
        documents.extend(plan.rows.values().flat_map(BTreeMap::values).map(of_row));
        documents.extend(entries);
        documents
    }
}

fn of_node(plan: &Plan, node: &Node) -> Document {
    let mut document = Document::of(Key::node(node.id), node);
    document.facet = Lens::Current
        .view(&plan.head, node)
        .status
        .filter(|_| Lens::Current.place(&plan.head, node, node.primary).is_some())
        .map(|status| status.state.name().to_owned());
    document.search = search_keys(node);
    document
}

fn of_row(row: &Row) -> Document {
    Document::of(Key::row(row.edition, row.row), row)
}

/// The entries of an event in the histories of the nodes that it names; in the plan's where it names none.
fn entries_of(recorded: &Recorded) -> Vec<Document> {
    let fact = &recorded.event.fact;
    let entry = Entry {
        sequence: recorded.sequence,
        metadata: recorded.metadata.to_map().into_iter().collect(),
        fact: fact.clone(),
    };
    let of = |node| Document::of(Key::entry(node, entry.sequence), &entry);
    let nodes: BTreeSet<NodeId> = touched_nodes(fact).into_iter().collect();
    if nodes.is_empty() { vec![of(None)] } else { nodes.into_iter().map(|node| of(Some(node))).collect() }
}

/// The row of an edition that a fact names.
fn touched_row(fact: &Fact) -> Option<(EditionId, u32)> {
    if let Fact::RowTranscribed(f) = fact {
        Some((f.edition, f.row))
    } else if let Fact::EditionCorrected(f) = fact {
        Some((f.edition, f.row))
    } else {
        None
    }
}

/// Whether a fact changes what every node shows, or needs all of them.
fn speaks_of_all(fact: &Fact) -> bool {
    let names_decisions = |review: &ReviewGiven| matches!(review.reviewed, Reviewed::Decisions(_));
    matches!(fact, Fact::CycleAdopted(_) | Fact::EditionWithdrawn(_))
        || matches!(fact, Fact::ReviewGiven(review) if names_decisions(review))
}

/// Everything that a search finds a node by: its titles, remarks and texts in every edition, and its reasons.
fn search_keys(node: &Node) -> Vec<String> {
    let mut keys = BTreeSet::from([search_key(node.title.as_str())]);
    for row in node.listed.values() {
        let texts = [Some(&row.title), row.remark.as_ref(), row.body.as_ref()];
        keys.extend(
            texts.into_iter().flatten().chain(row.others.values()).map(|text| search_key(text.as_str())),
        );
    }
    keys.extend(node.texts.iter().map(|said| search_key(said.value.text.as_str())));
    for decided in node.decisions.values().map(Decisions::last) {
        if let Some(Reason::Stated(reason)) = &decided.decision.reason {
            keys.insert(search_key(reason.as_str()));
        }
    }
    keys.retain(|key| !key.is_empty());
    keys.into_iter().collect()
}

impl Key {
    /// The plan itself.
    pub fn plan() -> Self {
        Self { kind: Kind::Plan, name: "-".to_owned() }
    }

    /// A node.
    pub fn node(node: NodeId) -> Self {
        Self { kind: Kind::Node, name: node.to_string() }
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
    fn of<T: Serialize>(key: Key, body: &T) -> Self {
        let body = serde_json::to_string(body).expect("the domain's types have string keys");
        Self { key, facet: None, search: Vec::new(), body }
    }

    /// Reads the body.
    ///
    /// # Errors
    /// [`FoldError`] when it is not what its kind says.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, FoldError> {
        serde_json::from_str(&self.body).map_err(|source| FoldError {
            kind: self.key.kind.name(),
            name: self.key.name.clone(),
            source,
        })
    }
}
