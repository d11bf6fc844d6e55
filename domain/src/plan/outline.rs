//! The outline through a lens: which nodes are listed where, in the order of the table.

use super::{Lens, Plan, View};
use crate::id::{NodeId, PlacementId};
use crate::value::Label;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One line of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Line {
    /// The place.
    pub placement: PlacementId,
    /// What stands above it.
    pub parent: Option<NodeId>,
    /// How many nodes stand above it.
    pub depth: u32,
    /// The number as this place prints it.
    pub label: Option<Label>,
    /// The whole number: `1-1-1①`.
    pub full_label: Option<String>,
    /// Whether it is a further place (再掲).
    pub relisted: bool,
    /// The node.
    pub view: View,
}

type Child = (u32, u64, PlacementId, NodeId);

impl Plan {
    /// The listed nodes in the order of the table: depth first, siblings by rank.
    pub fn outline(&self, lens: Lens) -> Vec<Line> {
        let mut listed = BTreeSet::new();
        let mut places = Vec::new();
        for node in self.nodes.values() {
            for placement in node.placements.keys() {
                if let Some(place) = lens.place(&self.head, node, *placement) {
                    if *placement == node.primary {
                        listed.insert(node.id);
                    }
                    places.push((*placement, node, place));
                }
            }
        }
        let mut children: BTreeMap<Option<NodeId>, Vec<Child>> = BTreeMap::new();
        let mut labels = BTreeMap::new();
        for (placement, node, place) in places {
            let parent = place.parent.filter(|parent| listed.contains(parent));
            let arrival = node.placements[&placement].places.first().map_or(0, |said| said.sequence);
            children.entry(parent).or_default().push((place.rank, arrival, placement, node.id));
            labels.insert(placement, place.label);
        }
        for siblings in children.values_mut() {
            siblings.sort_unstable();
        }
        let mut walk = Walk { plan: self, lens, children, labels, above: BTreeSet::new(), lines: Vec::new() };
        walk.descend(None, None);
        // Statements that were each right on their day can stand above each other under another lens; the outline
        // stays a forest and loses no node (invariant 1): the first of such a ring stands at the top.
        while let Some((parent, first)) = walk.unreached() {
            let siblings = walk.children.entry(parent).or_default();
            siblings.retain(|child| *child != first);
            walk.children.entry(None).or_default().push(first);
            walk.descend(None, None);
        }
        walk.lines
    }
}

/// A walk through the outline, depth first.
struct Walk<'p> {
    plan: &'p Plan,
    lens: Lens,
    children: BTreeMap<Option<NodeId>, Vec<Child>>,
    labels: BTreeMap<PlacementId, Option<Label>>,
    above: BTreeSet<NodeId>,
    lines: Vec<Line>,
}

impl Walk<'_> {
    /// The first primary place that no way from the top has reached.
    fn unreached(&self) -> Option<(Option<NodeId>, Child)> {
        let left = self.children.iter().flat_map(|(parent, children)| children.iter().map(|c| (*parent, *c)));
        left.filter(|(_, (_, _, placement, node))| self.plan.nodes[node].primary == *placement)
            .min_by_key(|(_, child)| (child.1, *child))
    }

    fn descend(&mut self, parent: Option<NodeId>, parent_label: Option<&str>) {
        for (_, _, placement, id) in self.children.remove(&parent).unwrap_or_default() {
            let node = &self.plan.nodes[&id];
            let label = self.labels.remove(&placement).flatten();
            let full_label = label.as_ref().map(|label| label.full_under(parent_label));
            let relisted = placement != node.primary;
            self.lines.push(Line {
                placement,
                parent,
                depth: u32::try_from(self.above.len()).unwrap_or(u32::MAX),
                label,
                full_label: full_label.clone(),
                relisted,
                view: self.lens.view(&self.plan.head, node),
            });
            if !relisted && self.above.insert(id) {
                self.descend(Some(id), full_label.as_deref());
                self.above.remove(&id);
            }
        }
    }
}
