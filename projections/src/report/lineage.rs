//! Lineage (S7): which items of two editions, or of two plans, belong together, and in which way.

use super::named::{EditionRef, ItemRef, PlanRef};
use super::numbers::Numbers;
use domain::event::{LineageKind, LineageStated, NodeRef};
use domain::id::{EditionId, LinkId, NodeId, PlanId};
use domain::plan::Plan;
use domain::value::{Certainty, Text};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One side of a link.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LineageEnd {
    /// The plan.
    pub plan: PlanId,
    /// The edition that lists it so.
    pub edition: Option<EditionId>,
    /// What that edition is called.
    pub edition_label: Option<Text>,
    /// The node.
    pub node: NodeId,
    /// Its number in that edition.
    pub number: Option<String>,
    /// Its title in that edition; none where it is of another plan that this report does not know.
    pub title: Option<Text>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LineageRef {
    /// Its id.
    pub link: LinkId,
    /// In which way.
    pub kind: LineageKind,
    /// Stated, inferred (推定) or confirmed.
    pub certainty: Certainty,
    /// As printed or as said.
    pub note: Option<Text>,
    /// Before.
    pub from: Vec<LineageEnd>,
    /// After.
    pub to: Vec<LineageEnd>,
}

/// How many links of one kind there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LineageCount {
    /// The kind.
    pub kind: LineageKind,
    /// How many.
    pub links: u32,
}

/// All lineage of a plan, or of one comparison of two editions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LineageReport {
    /// The plan.
    pub plan: PlanRef,
    /// The editions that the links join, the oldest first.
    pub editions: Vec<EditionRef>,
    /// The links that hold, in the order in which they were stated.
    pub links: Vec<LineageRef>,
    /// How many there are of each kind.
    pub counts: Vec<LineageCount>,
}

/// Every link of a plan that holds.
pub fn lineage(plan: &Plan) -> LineageReport {
    let names = Names::of(plan);
    let links: Vec<LineageRef> = plan.head.lineage().into_iter().map(|link| names.link(link)).collect();
    let ends = || links.iter().flat_map(|link| link.from.iter().chain(&link.to));
    let joined: BTreeSet<EditionId> = ends().filter_map(|end| end.edition).collect();
    let editions = plan.head.editions_by_date().into_iter().filter(|edition| joined.contains(&edition.id));
    LineageReport {
        plan: PlanRef::of(plan),
        editions: editions.map(EditionRef::of).collect(),
        counts: counts(&links),
        links,
    }
}

/// The links between two editions, by the nodes that they name.
pub(super) fn between(plan: &Plan, from: EditionId, to: EditionId) -> Vec<LineageRef> {
    let names = Names::of(plan);
    let joins = |link: &&LineageStated| {
        let of = |ends: &[NodeRef], edition| ends.iter().all(|end| end.edition == Some(edition));
        of(&link.from, from) && of(&link.to, to)
    };
    plan.head.lineage().into_iter().filter(joins).map(|link| names.link(link)).collect()
}

/// The links that name a node, the oldest first.
pub(super) fn of_node(plan: &Plan, node: NodeId) -> Vec<LineageRef> {
    let own = |end: &NodeRef| Some(end.plan) == plan.head.id && end.node == node;
    let names_it = |link: &&LineageStated| link.from.iter().chain(&link.to).any(own);
    let mut links: Vec<&LineageStated> = plan.head.lineage().into_iter().filter(names_it).collect();
    let day = |ends: &[NodeRef]| {
        let editions = ends.iter().filter_map(|end| plan.head.editions.get(&end.edition?));
        editions.map(|edition| edition.day()).min()
    };
    links.sort_by_key(|link| (day(&link.to).or_else(|| day(&link.from)), link.link));
    let names = Names::of(plan);
    links.into_iter().map(|link| names.link(link)).collect()
}

/// The nodes of this plan that a node continues, through any number of links, the nearest first; itself not among them.
pub fn predecessors(plan: &Plan, node: NodeId) -> Vec<NodeId> {
    let here = |end: &&NodeRef| Some(end.plan) == plan.head.id;
    let lineage = plan.head.lineage();
    let mut found = vec![node];
    let mut at = 0;
    while let Some(after) = found.get(at).copied() {
        at += 1;
        let leads_here = |link: &&&LineageStated| {
            continues(link.kind) && link.to.iter().filter(here).any(|end| end.node == after)
        };
        for before in lineage.iter().filter(leads_here).flat_map(|link| link.from.iter().filter(here)) {
            if !found.contains(&before.node) {
                found.push(before.node);
            }
        }
    }
    found.remove(0);
    found
}

/// Whether what is after carries on what was before, so that its history does.
const fn continues(kind: LineageKind) -> bool {
    match kind {
        LineageKind::Same
        | LineageKind::Retitled
        | LineageKind::Renumbered
        | LineageKind::Both
        | LineageKind::Moved
        | LineageKind::Merged
        | LineageKind::Split
        | LineageKind::Revived => true,
        LineageKind::New | LineageKind::Abolished | LineageKind::Related => false,
    }
}

/// How many links there are of each kind.
pub(super) fn counts(links: &[LineageRef]) -> Vec<LineageCount> {
    let mut counts: BTreeMap<LineageKind, u32> = BTreeMap::new();
    for link in links {
        *counts.entry(link.kind).or_default() += 1;
    }
    counts.into_iter().map(|(kind, links)| LineageCount { kind, links }).collect()
}

/// Numbers and titles as each edition prints them.
struct Names<'p> {
    plan: &'p Plan,
    numbers: Numbers,
    printed: BTreeMap<EditionId, BTreeMap<NodeId, String>>,
}

impl<'p> Names<'p> {
    fn of(plan: &'p Plan) -> Self {
        let by_node = |edition: &EditionId| {
            plan.numbers_of(*edition).into_iter().map(|(number, node)| (node, number)).collect()
        };
        let ends = plan.head.lineage().into_iter().flat_map(|link| link.from.iter().chain(&link.to));
        let editions: BTreeSet<EditionId> = ends.filter_map(|end| end.edition).collect();
        let printed = editions.iter().map(|edition| (*edition, by_node(edition))).collect();
        Self { plan, numbers: Numbers::of(plan), printed }
    }

    fn link(&self, link: &LineageStated) -> LineageRef {
        let ends = |ends: &[NodeRef]| ends.iter().map(|end| self.end(end)).collect();
        LineageRef {
            link: link.link,
            kind: link.kind,
            certainty: link.certainty,
            note: link.note.clone(),
            from: ends(&link.from),
            to: ends(&link.to),
        }
    }

    fn end(&self, end: &NodeRef) -> LineageEnd {
        let here = Some(end.plan) == self.plan.head.id;
        let item: Option<ItemRef> = here.then(|| self.numbers.item(self.plan, end.node)).flatten();
        let listed = end.edition.filter(|_| here).and_then(|edition| {
            let row = self.plan.nodes.get(&end.node)?.listed.get(&edition)?;
            Some((self.printed.get(&edition).and_then(|of| of.get(&end.node)).cloned(), row.title.clone()))
        });
        let (number, title) = match (listed, item) {
            (Some((number, title)), _) => (number, Some(title)),
            (None, Some(item)) => (item.full_label, Some(item.title)),
            (None, None) => (None, None),
        };
        let edition = end.edition.and_then(|edition| self.plan.head.editions.get(&edition));
        LineageEnd {
            plan: end.plan,
            edition: end.edition,
            edition_label: edition.filter(|_| here).map(|edition| edition.label.clone()),
            node: end.node,
            number,
            title,
        }
    }
}
