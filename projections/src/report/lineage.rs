//! Lineage (S7): which items of two editions, or of two plans, belong together, and in which way.

mod suggest;

pub use suggest::{Likely, LineageSuggestion, continued};

use super::named::{ItemRef, PlanRef};
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
    /// What that plan is called, where it is another one that the caller may see.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_title: Option<Text>,
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

/// The lineage of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LineageReport {
    /// The plan.
    pub plan: PlanRef,
    /// How many links there are of each kind.
    pub counts: Vec<LineageCount>,
    /// The links that hold, in the order in which they were stated.
    pub links: Vec<LineageRef>,
    /// What looks likely and is not stated; nothing becomes of it by itself.
    pub suggestions: Vec<LineageSuggestion>,
}

/// The lineage of a plan, and what looks likely in it.
pub fn lineage(plan: &Plan) -> LineageReport {
    let numbers = Numbers::of(plan);
    let links = told(plan, &numbers, &plan.head.lineage());
    LineageReport {
        plan: PlanRef::of(plan),
        counts: counts(&links),
        suggestions: suggest::revivals(plan, &numbers),
        links,
    }
}

/// The other plans that links name.
pub fn other_plans(links: &[LineageRef], own: PlanId) -> BTreeSet<PlanId> {
    links
        .iter()
        .flat_map(|link| link.from.iter().chain(&link.to))
        .map(|end| end.plan)
        .filter(|of| *of != own)
        .collect()
}

/// Names the ends of links that are of that plan, by the plan itself.
pub fn name_ends(links: &mut [LineageRef], plan: &Plan) {
    let mut ends: Vec<&mut LineageEnd> = links
        .iter_mut()
        .flat_map(|link| link.from.iter_mut().chain(&mut link.to))
        .filter(|end| Some(end.plan) == plan.head.id)
        .collect();
    let editions: BTreeSet<EditionId> = ends.iter().filter_map(|end| end.edition).collect();
    let numbers = Numbers::of(plan);
    let names = Names::of(plan, &numbers, editions);
    for end in &mut ends {
        let reference = NodeRef { plan: end.plan, edition: end.edition, node: end.node };
        **end = LineageEnd { plan_title: Some(plan.head.title.clone()), ..names.end(&reference) };
    }
}

/// The links between two editions, by the nodes that they name.
pub(super) fn between(plan: &Plan, numbers: &Numbers, from: EditionId, to: EditionId) -> Vec<LineageRef> {
    let joins = |link: &&LineageStated| {
        let of = |ends: &[NodeRef], edition| ends.iter().all(|end| end.edition == Some(edition));
        of(&link.from, from) && of(&link.to, to)
    };
    told(plan, numbers, &plan.head.lineage().into_iter().filter(joins).collect::<Vec<_>>())
}

/// The links that name a node, the oldest first.
pub(super) fn of_node(plan: &Plan, numbers: &Numbers, node: NodeId) -> Vec<LineageRef> {
    let own = |end: &NodeRef| Some(end.plan) == plan.head.id && end.node == node;
    let names_it = |link: &&LineageStated| link.from.iter().chain(&link.to).any(own);
    let mut links: Vec<&LineageStated> = plan.head.lineage().into_iter().filter(names_it).collect();
    let day = |ends: &[NodeRef]| {
        let editions = ends.iter().filter_map(|end| plan.head.editions.get(&end.edition?));
        editions.map(|edition| edition.day()).min()
    };
    links.sort_by_key(|link| (day(&link.to).or_else(|| day(&link.from)), link.link));
    told(plan, numbers, &links)
}

/// The nodes that a node continues, through any number of this plan's links, the nearest first; itself not among them.
/// Those of other plans are among them, but not what they continue in turn.
pub fn predecessors(plan: &Plan, node: NodeId) -> Vec<(PlanId, NodeId)> {
    let Some(own) = plan.head.id else { return Vec::new() };
    let lineage = plan.head.lineage();
    let mut found = vec![(own, node)];
    let mut at = 0;
    while let Some(after) = found.get(at).copied() {
        at += 1;
        let leads_here = |link: &&&LineageStated| {
            link.kind.carries_on() && link.to.iter().any(|end| (end.plan, end.node) == after)
        };
        for before in lineage.iter().filter(leads_here).flat_map(|link| &link.from) {
            if !found.contains(&(before.plan, before.node)) {
                found.push((before.plan, before.node));
            }
        }
    }
    found.remove(0);
    found
}

/// How many links there are of each kind.
pub(super) fn counts(links: &[LineageRef]) -> Vec<LineageCount> {
    counted(links.iter().map(|link| link.kind))
}

/// How many links of each kind hold in a plan.
pub(super) fn counts_of(plan: &Plan) -> Vec<LineageCount> {
    counted(plan.head.lineage().into_iter().map(|link| link.kind))
}

fn counted(kinds: impl Iterator<Item = LineageKind>) -> Vec<LineageCount> {
    let mut counts: BTreeMap<LineageKind, u32> = BTreeMap::new();
    for kind in kinds {
        *counts.entry(kind).or_default() += 1;
    }
    counts.into_iter().map(|(kind, links)| LineageCount { kind, links }).collect()
}

/// Links with the numbers and titles that their editions print.
fn told(plan: &Plan, numbers: &Numbers, links: &[&LineageStated]) -> Vec<LineageRef> {
    let ends = links.iter().flat_map(|link| link.from.iter().chain(&link.to));
    let editions: BTreeSet<EditionId> = ends.filter_map(|end| end.edition).collect();
    let names = Names::of(plan, numbers, editions);
    links.iter().map(|link| names.link(link)).collect()
}

/// Numbers and titles as each edition prints them.
struct Names<'p> {
    plan: &'p Plan,
    numbers: &'p Numbers,
    printed: BTreeMap<EditionId, BTreeMap<NodeId, String>>,
}

impl<'p> Names<'p> {
    fn of(plan: &'p Plan, numbers: &'p Numbers, editions: BTreeSet<EditionId>) -> Self {
        let by_node = |edition| {
            let numbers = plan.numbers_of(edition).into_iter();
            (edition, numbers.map(|(number, node)| (node, number)).collect())
        };
        Self { plan, numbers, printed: editions.into_iter().map(by_node).collect() }
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
            plan_title: None,
            edition: end.edition,
            edition_label: edition.filter(|_| here).map(|edition| edition.label.clone()),
            node: end.node,
            number,
            title,
        }
    }
}
