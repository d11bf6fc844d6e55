//! Rules of links: lineage goes forward in the order of editions (invariant 10), both ends are there, none is linked to
//! itself. Nodes of other plans are not looked up here (invariant 11).

use crate::event::{Fact, LineageKind, LineageStated, LinkRetracted, NodeRef, TraceLinked};
use crate::plan::Plan;
use crate::refusal::{LineageEnds, Refusal};
use std::collections::BTreeSet;

impl Plan {
    pub(super) fn lineage(&self, lineage: &LineageStated) -> Result<Vec<Fact>, Refusal> {
        let (from, to) = (lineage.from.len(), lineage.to.len());
        let needs = ends(lineage.kind);
        if !needs.allow(from, to) {
            return Err(Refusal::LineageMisfits { kind: lineage.kind, from, to, needs });
        }
        for end in lineage.from.iter().chain(&lineage.to) {
            if self.is_here(end) {
                self.node(end.node)?;
                end.edition.map(|edition| self.edition(edition)).transpose()?;
            }
        }
        for before in &lineage.from {
            for after in &lineage.to {
                self.goes_forward(before, after)?;
            }
        }
        if self.head.says(lineage) {
            return Err(Refusal::NothingChanges);
        }
        Ok(vec![lineage.clone().into()])
    }

    fn is_here(&self, end: &NodeRef) -> bool {
        Some(end.plan) == self.head.id
    }

    /// From an older edition to a newer one; where the editions are not given, never back to where it comes from.
    fn goes_forward(&self, before: &NodeRef, after: &NodeRef) -> Result<(), Refusal> {
        let day = |end: &NodeRef| {
            let edition = end.edition.filter(|_| self.is_here(end))?;
            self.head.editions.get(&edition).map(|edition| edition.day())
        };
        match (day(before), day(after)) {
            (Some(before_day), Some(after_day)) if before_day < after_day => Ok(()),
            (Some(_), Some(_)) => Err(Refusal::LineageBackwards { from: before.node, to: after.node }),
            (Some(_) | None, _) if self.leads_to(after, before) => {
                Err(Refusal::LineageBackwards { from: before.node, to: after.node })
            }
            (Some(_) | None, _) => Ok(()),
        }
    }

    /// Whether links that hold lead from one node to another, or they are the same.
    fn leads_to(&self, from: &NodeRef, to: &NodeRef) -> bool {
        let lineage = self.head.lineage();
        let mut reached = BTreeSet::from([(from.plan, from.node)]);
        let mut open = vec![(from.plan, from.node)];
        while let Some(end) = open.pop() {
            if end == (to.plan, to.node) {
                return true;
            }
            for link in &lineage {
                // Of one node in two editions: the order of the editions sees to that.
                let within =
                    link.from.iter().any(|f| link.to.iter().any(|t| (f.plan, f.node) == (t.plan, t.node)));
                if !within && link.from.iter().any(|f| (f.plan, f.node) == end) {
                    open.extend(link.to.iter().map(|t| (t.plan, t.node)).filter(|t| reached.insert(*t)));
                }
            }
        }
        false
    }

    pub(super) fn trace(&self, trace: &TraceLinked) -> Result<Vec<Fact>, Refusal> {
        self.node(trace.from)?;
        self.node(trace.to)?;
        self.may_state(trace.basis, None)?;
        if trace.from == trace.to {
            return Err(Refusal::UnderItself { node: trace.from });
        }
        if self.head.traces_to(trace) {
            return Err(Refusal::NothingChanges);
        }
        Ok(vec![trace.clone().into()])
    }

    pub(super) fn retract(&self, retract: &LinkRetracted) -> Result<Vec<Fact>, Refusal> {
        let holds = match self.head.links.get(&retract.link) {
            Some(link) => link.retracted.is_none(),
            None => self.head.plan_links.contains_key(&retract.link),
        };
        if holds {
            Ok(vec![retract.clone().into()])
        } else {
            Err(Refusal::UnknownLink { link: retract.link })
        }
    }
}

/// How many items each side of a link needs.
const fn ends(kind: LineageKind) -> LineageEnds {
    match kind {
        LineageKind::Same | LineageKind::Retitled | LineageKind::Renumbered | LineageKind::Both => {
            LineageEnds::OneToOne
        }
        LineageKind::Moved | LineageKind::Related | LineageKind::Revived => LineageEnds::SomeToSome,
        LineageKind::Merged => LineageEnds::SomeToOne,
        LineageKind::Split => LineageEnds::OneToSome,
        LineageKind::New => LineageEnds::NoneToSome,
        LineageKind::Abolished => LineageEnds::SomeToNone,
    }
}
