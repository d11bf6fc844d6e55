//! Documents made of a plan, whole or as far as some events touch it.

use super::document::{Document, Key};
use domain::event::Fact;
use domain::id::{EditionId, NodeId};
use domain::plan::node::Decisions;
use domain::plan::{
    Head, HeadPart, Lens, Node, NodePart, Plan, Row, touched_head, touched_nodes, touched_occasion,
};
use domain::value::search_key::search_key;
use domain::value::{Reason, Text};
use std::collections::{BTreeMap, BTreeSet};

/// All documents of a plan but the entries.
pub(super) fn of_plan(plan: Plan) -> Vec<Document> {
    let Plan { head, nodes, rows, .. } = plan;
    let mut documents = vec![Document::of(Key::plan(), &head.alone())];
    documents.extend(head.parts().into_iter().filter_map(|part| of_head_part(&head, part)));
    for node in nodes.into_values() {
        let (facet, search) = (facet(&head, &node), search_keys(&node));
        let (node, parts) = node.split(&head);
        documents.push(Document { facet, search, ..Document::of(Key::node(node.id), &node) });
        documents.extend(parts.iter().map(|(part, said)| of_node_part(node.id, *part, said)));
    }
    documents.extend(rows.values().flat_map(BTreeMap::values).map(of_row));
    documents
}

/// Those documents of a plan that facts which were applied to it last may have changed, but the entries.
pub(super) fn of_touched<'f>(plan: &Plan, facts: impl Iterator<Item = &'f Fact>) -> Vec<Document> {
    let mut touched = Touched::default();
    facts.for_each(|fact| touched.take(plan, fact));
    // A fact may void an approval without naming the cycle.
    touched.head.extend(plan.head.live_cycle().map(|cycle| HeadPart::Cycle(cycle.id)));
    let mut documents = vec![Document::of(Key::plan(), &plan.head.alone())];
    documents.extend(touched.head.into_iter().filter_map(|part| of_head_part(&plan.head, part)));
    for (node, wanted) in &touched.nodes {
        let Some(node) = plan.nodes.get(node) else { continue };
        let (facet, search) = (facet(&plan.head, node), search_keys(node));
        let (alone, parts) = node.split_some(&plan.head, wanted);
        documents.push(Document { facet, search, ..Document::of(Key::node(node.id), &alone) });
        documents.extend(parts.iter().map(|(part, said)| of_node_part(node.id, *part, said)));
    }
    let rows = touched.rows.iter().filter_map(|(edition, row)| plan.rows.get(edition)?.get(row));
    documents.extend(rows.map(of_row));
    documents
}

/// What facts touch.
#[derive(Default)]
struct Touched {
    head: BTreeSet<HeadPart>,
    nodes: BTreeMap<NodeId, BTreeSet<u32>>,
    rows: BTreeSet<(EditionId, u32)>,
}

impl Touched {
    fn take(&mut self, plan: &Plan, fact: &Fact) {
        self.head.extend(touched_head(fact));
        let part = touched_occasion(plan, fact).map(|occasion| plan.head.part_of(occasion));
        let mut nodes = touched_nodes(fact);
        if changes_every_node(fact) {
            nodes.extend(plan.nodes.keys());
        }
        for node in nodes {
            self.nodes.entry(node).or_default().extend(part);
        }
        if let Fact::RowTranscribed(f) = fact {
            self.rows.insert((f.edition, f.row));
        } else if let Fact::EditionCorrected(f) = fact {
            self.rows.insert((f.edition, f.row));
        } else if let Fact::CycleAdopted(f) = fact {
            let rows = plan.rows.get(&f.edition).into_iter().flat_map(BTreeMap::keys);
            self.rows.extend(rows.map(|row| (f.edition, *row)));
        }
    }
}

/// Whether a fact changes what every node shows.
pub(super) fn changes_every_node(fact: &Fact) -> bool {
    matches!(fact, Fact::CycleAdopted(_) | Fact::EditionWithdrawn(_))
}

fn of_head_part(head: &Head, part: HeadPart) -> Option<Document> {
    let key = Key::head_part(part);
    match part {
        HeadPart::Edition(id) => head.editions.get(&id).map(|edition| Document::of(key, edition)),
        HeadPart::Cycle(id) => head.cycles.get(&id).map(|cycle| Document::of(key, cycle)),
        HeadPart::Source(id) => head.sources.get(&id).map(|source| Document::of(key, source)),
        HeadPart::Import(id) => head.imports.get(&id).map(|import| Document::of(key, import)),
        HeadPart::Link(id) => head.links.get(&id).map(|link| Document::of(key, link)),
        HeadPart::Opinion(id) => head.opinions.get(&id).map(|opinion| Document::of(key, opinion)),
    }
}

fn of_node_part(node: NodeId, part: u32, said: &NodePart) -> Document {
    Document::of(Key::node_part(node, part), said)
}

fn of_row(row: &Row) -> Document {
    Document::of(Key::row(row.edition, row.row), row)
}

/// The canonical state of a node that is listed now.
fn facet(head: &Head, node: &Node) -> Option<String> {
    Lens::Current.place(head, node, node.primary)?;
    Lens::Current.status_of(head, node).map(|status| status.state.name().to_owned())
}

/// Everything that a search finds a node by: its titles, remarks and texts in every edition, and its reasons.
pub(super) fn search_keys(node: &Node) -> Vec<String> {
    // Edition after edition says the same: a text is normalised once.
    let mut texts: BTreeSet<&str> = BTreeSet::from([node.title.as_str()]);
    for row in node.listed.values() {
        let said = [Some(&row.title), row.remark.as_ref(), row.body.as_ref()];
        texts.extend(said.into_iter().flatten().chain(row.others.values()).map(Text::as_str));
    }
    texts.extend(node.texts.iter().map(|said| said.value.text.as_str()));
    for decided in node.decisions.values().map(Decisions::last) {
        if let Some(Reason::Stated(reason)) = &decided.decision.reason {
            texts.insert(reason.as_str());
        }
    }
    let mut keys: BTreeSet<String> = texts.into_iter().map(search_key).collect();
    keys.remove("");
    keys.into_iter().collect()
}
