//! Which whole number an item has: where it is listed now, else where an edition listed it last.

use super::named::ItemRef;
use domain::event::NodeKind;
use domain::id::{EditionId, NodeId};
use domain::plan::{Lens, Plan};
use domain::value::Text;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The numbers and titles of all nodes of a plan, with the order in which the table lists them.
#[derive(Debug, Clone)]
pub struct Numbers {
    full: BTreeMap<NodeId, String>,
    titles: BTreeMap<NodeId, Text>,
    order: BTreeMap<NodeId, usize>,
    listed: BTreeSet<NodeId>,
    parents: BTreeMap<NodeId, NodeId>,
}

/// Where a node stands in the table as it is now; nothing of one that is not listed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct Around {
    /// What it stands under, from the top.
    pub under: Vec<ItemRef>,
    /// The item before it.
    pub previous: Option<ItemRef>,
    /// The item after it.
    pub next: Option<ItemRef>,
}

impl Numbers {
    /// The numbers of a plan as it is now.
    pub fn of(plan: &Plan) -> Self {
        let mut numbers = Self {
            full: BTreeMap::new(),
            titles: BTreeMap::new(),
            order: BTreeMap::new(),
            listed: BTreeSet::new(),
            parents: BTreeMap::new(),
        };
        for edition in plan.head.editions_by_date() {
            numbers.full.extend(of_edition(plan, edition.id));
        }
        let outline = plan.outline(Lens::Current);
        // An item that only a further place lists (再掲) stands there.
        let home: BTreeSet<NodeId> =
            outline.iter().filter(|line| !line.relisted).map(|line| line.view.node).collect();
        for line in outline.into_iter().filter(|line| !line.relisted || !home.contains(&line.view.node)) {
            let node = line.view.node;
            if numbers.listed.contains(&node) {
                continue;
            }
            match line.full_label {
                Some(label) => numbers.full.insert(node, label),
                None => numbers.full.remove(&node),
            };
            numbers.order.insert(node, numbers.order.len());
            numbers.listed.insert(node);
            numbers.parents.extend(line.parent.map(|parent| (node, parent)));
            numbers.titles.insert(node, line.view.title);
        }
        let unlisted: Vec<NodeId> =
            plan.nodes.keys().filter(|id| !numbers.listed.contains(id)).copied().collect();
        for id in unlisted {
            numbers.order.insert(id, numbers.order.len());
            numbers.titles.insert(id, Lens::Current.view(&plan.head, &plan.nodes[&id]).title);
        }
        numbers
    }

    /// The whole number.
    pub fn full(&self, node: NodeId) -> Option<&str> {
        self.full.get(&node).map(String::as_str)
    }

    /// Whether the node is listed now.
    pub fn is_listed(&self, node: NodeId) -> bool {
        self.listed.contains(&node)
    }

    /// What the node stands under in the table as it is now.
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.parents.get(&node).copied()
    }

    /// All nodes: the listed ones in the order of the table, then the others.
    pub fn in_order(&self) -> Vec<NodeId> {
        let mut nodes: Vec<(usize, NodeId)> = self.order.iter().map(|(node, at)| (*at, *node)).collect();
        nodes.sort_unstable();
        nodes.into_iter().map(|(_, node)| node).collect()
    }

    /// The node of that whole number, listed ones first.
    pub fn node(&self, full_label: &str) -> Option<NodeId> {
        let wanted = domain::value::label::canonical(full_label.trim());
        let named = |node: &NodeId| self.full(*node) == Some(wanted.as_str());
        let nodes = self.in_order();
        nodes.iter().copied().find(named)
    }

    /// The node's name; none where the plan does not have it.
    pub fn item(&self, plan: &Plan, node: NodeId) -> Option<ItemRef> {
        Some(ItemRef {
            node,
            kind: plan.nodes.get(&node)?.kind,
            full_label: self.full.get(&node).cloned(),
            title: self.titles.get(&node)?.clone(),
        })
    }
}

impl Around {
    /// Where the node stands.
    pub fn of(plan: &Plan, numbers: &Numbers, node: NodeId) -> Self {
        if !numbers.is_listed(node) {
            return Self::default();
        }
        let mut under: Vec<ItemRef> = Vec::new();
        let mut above = numbers.parents.get(&node);
        while let Some(parent) = above.filter(|parent| under.iter().all(|seen| seen.node != **parent)) {
            under.extend(numbers.item(plan, *parent));
            above = numbers.parents.get(parent);
        }
        under.reverse();
        let counts = |id: &NodeId| {
            let is_item = plan.nodes.get(id).is_some_and(|node| node.kind == NodeKind::Item);
            *id == node || (is_item && numbers.is_listed(*id))
        };
        let items: Vec<NodeId> = numbers.in_order().into_iter().filter(counts).collect();
        let at = items.iter().position(|id| *id == node);
        let item = |at: Option<usize>| numbers.item(plan, *items.get(at?)?);
        Self { under, previous: item(at.and_then(|at| at.checked_sub(1))), next: item(at.map(|at| at + 1)) }
    }
}

/// The whole numbers as one edition prints them, at primary places, else at the first further one.
pub fn of_edition(plan: &Plan, edition: EditionId) -> BTreeMap<NodeId, String> {
    let mut full: BTreeMap<NodeId, String> = BTreeMap::new();
    let mut further: BTreeMap<NodeId, String> = BTreeMap::new();
    for row in plan.rows.get(&edition).into_iter().flat_map(BTreeMap::values) {
        let relisted = plan.nodes.get(&row.node).is_some_and(|node| node.primary != row.placement);
        if let Some(label) = row.reading.label.as_ref() {
            let parent = row.parent.and_then(|parent| full.get(&parent)).map(String::as_str);
            let number = label.full_under(parent);
            if relisted {
                further.entry(row.node).or_insert(number);
            } else {
                full.insert(row.node, number);
            }
        }
    }
    for (node, number) in further {
        full.entry(node).or_insert(number);
    }
    full
}
