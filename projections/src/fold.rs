//! What storage keeps of each plan: documents by key, made from events alone, incrementally or all at once.

mod assembled;
mod document;
mod made;

pub use assembled::assemble;
pub use document::{Document, FoldError, Key, Kind, Need};

use domain::event::{Fact, Recorded, ReviewGiven, Reviewed};
use domain::id::NodeId;
use domain::plan::{Plan, touched_nodes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The version of the fold. Raising it makes storage build new tables beside the old ones.
pub const VERSION: u32 = 6;

/// How the facets of entries begin that may have changed what is public; behind it the moment of recording.
pub const NEWS: &str = "news ";

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
    let mut needs = BTreeSet::from([Need::All(Kind::Plan)]);
    let facts = || events.iter().map(|recorded| &recorded.event.fact);
    if facts().any(speaks_of_all) {
        needs.insert(Need::All(Kind::Node));
    } else {
        let nodes = facts().flat_map(touched_nodes);
        needs.extend(nodes.map(|node| Need::Under(Kind::Node, node.to_string())));
    }
    for fact in facts() {
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
    let plan = assemble(&loaded)?.unwrap_or_default();
    let before: HashMap<Key, (Option<String>, String)> =
        loaded.into_iter().map(|document| (document.key, (document.facet, document.body))).collect();
    let mut rebuild = Rebuild { plan, entries: Vec::new() };
    for recorded in events {
        rebuild.apply(recorded);
    }
    let mut documents = rebuild.finish();
    // The search keys follow from the bodies, so that storage need not hand them back; but those of a node also from
    // its further parts.
    let node_of = |key: &Key| key.name.split_once('/').map(|(node, _)| node.to_owned());
    let is_new = |new: &Document| {
        before.get(&new.key).is_none_or(|(facet, body)| *facet != new.facet || *body != new.body)
    };
    let parts = documents.iter().filter(|new| new.key.kind == Kind::Node && is_new(new));
    let nodes: BTreeSet<String> = parts.filter_map(|part| node_of(&part.key)).collect();
    documents.retain(|new| is_new(new) || new.key.kind == Kind::Node && nodes.contains(&new.key.name));
    Ok(documents)
}

/// The same from a plan that is in memory as it is after the last of these events: nothing has to be loaded, and only
/// what the events may have changed is made, so that what a fold costs does not grow with the plan or its history. None
/// where the plan is not there.
pub fn fold_in_memory(plan: &Plan, events: &[Recorded]) -> Option<Vec<Document>> {
    if events.last()?.sequence != plan.version() {
        return None;
    }
    let mut documents = made::of_touched(plan, events.iter().map(|recorded| &recorded.event.fact));
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
        let mut documents = made::of_plan(self.plan);
        documents.extend(self.entries);
        documents
    }
}

/// The entries of an event in the histories of the nodes that it names; in the plan's where it names none.
fn entries_of(recorded: &Recorded) -> Vec<Document> {
    let fact = &recorded.event.fact;
    let entry = Entry {
        sequence: recorded.sequence,
        metadata: recorded.metadata.to_map().into_iter().collect(),
        fact: fact.clone(),
    };
    let facet = is_news(fact).then(|| format!("{NEWS}{:.3}", recorded.metadata.recorded_at));
    let of =
        |node| Document { facet: facet.clone(), ..Document::of(Key::entry(node, entry.sequence), &entry) };
    let nodes: BTreeSet<NodeId> = touched_nodes(fact).into_iter().collect();
    if nodes.is_empty() { vec![of(None)] } else { nodes.into_iter().map(|node| of(Some(node))).collect() }
}

/// Whether a fact may change what is public.
fn is_news(fact: &Fact) -> bool {
    matches!(fact, Fact::EditionPublished(_) | Fact::EditionWithdrawn(_) | Fact::EditionCorrected(_))
}

/// Whether a fact changes what every node shows, or needs all of them.
fn speaks_of_all(fact: &Fact) -> bool {
    let names_decisions = |review: &ReviewGiven| matches!(review.reviewed, Reviewed::Decisions(_));
    made::changes_every_node(fact) || matches!(fact, Fact::ReviewGiven(review) if names_decisions(review))
}
