//! Rules of the outline: add, move, end. A number is unique under its parent in a live cycle (invariant 2).

use super::fresh;
use crate::command::{AddNode, EndNode, MoveNode};
use crate::event::{Fact, NodeAdded, PlacementAdded, PlacementChanged, PlacementEnded};
use crate::id::NodeId;
use crate::plan::{Lens, Plan};
use crate::refusal::Refusal;
use crate::value::{Basis, Label};
use std::collections::BTreeSet;

impl Plan {
    pub(super) fn add(&self, add: &AddNode) -> Result<Vec<Fact>, Refusal> {
        fresh(self.nodes.contains_key(&add.node), add.node)?;
        fresh(self.nodes.values().any(|n| n.placements.contains_key(&add.placement)), add.placement)?;
        self.may_state(add.basis, Some(add.node))?;
        if let Some(parent) = add.parent {
            self.node(parent)?;
        }
        self.number_is_free(add.parent, add.label.as_ref(), add.basis, add.node)?;
        let added = NodeAdded {
            node: add.node,
            kind: add.kind,
            placement: add.placement,
            parent: add.parent,
            rank: add.rank,
            label: add.label.clone(),
            title: add.title.clone(),
            basis: add.basis,
        };
        Ok(vec![added.into()])
    }

    /// 再掲: never under itself, and never as a second first place.
    pub(super) fn relist(&self, relist: &PlacementAdded) -> Result<Vec<Fact>, Refusal> {
        self.node(relist.node)?;
        self.may_state(relist.basis, Some(relist.node))?;
        relist.parent.map(|parent| self.node(parent)).transpose()?;
        self.must_not_be_above(relist.node, relist.parent, self.lens_of(relist.basis))?;
        Ok(vec![relist.clone().into()])
    }

    pub(super) fn move_node(&self, to: &MoveNode) -> Result<Vec<Fact>, Refusal> {
        self.may_state(to.basis, Some(to.node))?;
        self.seen(to.node, Some(to.seen), to.basis)?;
        let node = self.node(to.node)?;
        let placement = to.placement.unwrap_or(node.primary);
        if !node.placements.contains_key(&placement) {
            return Err(Refusal::NotListed { node: to.node });
        }
        // What an open cycle proposes and what is said between cycles come together when it is adopted.
        let live = self.head.live_cycle().map(|cycle| Lens::Cycle(cycle.id));
        for lens in [Some(Lens::Current), live].into_iter().flatten() {
            self.must_not_be_above(to.node, to.parent, lens)?;
        }
        self.number_is_free(to.parent, to.label.as_ref(), to.basis, to.node)?;
        let changed = PlacementChanged {
            placement,
            node: to.node,
            parent: to.parent,
            rank: to.rank,
            label: to.label.clone(),
            basis: to.basis,
        };
        Ok(vec![changed.into()])
    }

    pub(super) fn end(&self, end: &EndNode) -> Result<Vec<Fact>, Refusal> {
        self.may_state(end.basis, Some(end.node))?;
        self.seen(end.node, Some(end.seen), end.basis)?;
        let node = self.node(end.node)?;
        if self.lens_of(end.basis).place(&self.head, node, node.primary).is_none() {
            return Err(Refusal::NotListed { node: end.node });
        }
        let lens = self.lens_of(end.basis);
        let under = self.nodes.values().find(|other| {
            lens.place(&self.head, other, other.primary).is_some_and(|place| place.parent == Some(end.node))
        });
        if let Some(under) = under {
            return Err(Refusal::StillAbove { node: end.node, by: under.id });
        }
        let ended = PlacementEnded {
            placement: node.primary,
            node: end.node,
            basis: end.basis,
            reason: Some(end.reason.clone()),
        };
        Ok(vec![ended.into()])
    }

    fn must_not_be_above(&self, node: NodeId, parent: Option<NodeId>, lens: Lens) -> Result<(), Refusal> {
        let mut above = parent;
        let mut passed = BTreeSet::new();
        while let Some(parent) = above {
            if parent == node {
                return Err(Refusal::UnderItself { node });
            }
            let parent = self.node(parent)?;
            above = lens.place(&self.head, parent, parent.primary).and_then(|place| place.parent);
            if !passed.insert(parent.id) {
                break;
            }
        }
        Ok(())
    }

    fn number_is_free(
        &self,
        parent: Option<NodeId>,
        label: Option<&Label>,
        basis: Basis,
        node: NodeId,
    ) -> Result<(), Refusal> {
        let Some(label) = label else { return Ok(()) };
        // What is said between cycles is listed in the open one too.
        let live = self.head.live_cycle().map(|cycle| Lens::Cycle(cycle.id));
        let lenses = [Some(self.lens_of(basis)), live];
        let taken = self.nodes.values().filter(|other| other.id != node).find(|other| {
            lenses.into_iter().flatten().any(|lens| {
                lens.place(&self.head, other, other.primary).is_some_and(|place| {
                    place.parent == parent && place.label.is_some_and(|taken| taken.text == label.text)
                })
            })
        });
        match taken {
            Some(by) => Err(Refusal::NumberTaken { label: label.text.clone(), by: by.id }),
            None => Ok(()),
        }
    }
}
