//! The plan as anyone may see it: what is published, and nothing of how it came about.

use super::{Cycle, CycleState, Edition, Head, Link, Linked, Node, Plan};
use crate::event::{CycleOrigin, NodeKind, StatusDecided};
use crate::id::{ConsultationId, CycleId, DecisionId, EditionId};
use crate::value::Basis;
use std::collections::BTreeSet;

impl Head {
    /// Whether any edition was ever published; what was keeps an answer, withdrawn or not.
    pub fn was_published(&self) -> bool {
        self.editions.values().any(|edition| edition.published.is_some())
    }
}

impl Plan {
    /// See [`Head::was_published`].
    pub fn was_published(&self) -> bool {
        self.head.was_published()
    }

    /// The editions whose rows are at hand, voided ones apart, from the oldest to the newest: of a published plan that is
    /// not what was withdrawn from the public.
    pub fn editions_at_hand(&self) -> Vec<&Edition> {
        let mut editions = self.head.editions_by_date();
        editions.retain(|edition| self.rows.contains_key(&edition.id));
        editions
    }

    /// The plan reduced to its public editions: no drafts, no proposals, no reviews, no persons.
    #[must_use]
    pub fn published(mut self) -> Self {
        let public: BTreeSet<EditionId> = self
            .head
            .editions
            .values()
            .filter(|edition| Edition::is_public(edition))
            .map(|edition| edition.id)
            .collect();
        self.head.editions.retain(|_, edition| edition.published.is_some());
        self.head.cycles.retain(|_, cycle| is_public(cycle, &public));
        for cycle in self.head.cycles.values_mut() {
            reduce_to_reported(cycle, &public);
        }
        for node in self.nodes.values_mut() {
            node.decisions.retain(|cycle, _| self.head.cycles.contains_key(cycle));
            publish_decisions(node, &public);
        }
        for cycle in self.head.cycles.values_mut() {
            cycle.recorders.clear();
            cycle.reviews.clear();
            cycle.reopened.clear();
            cycle.submitted = None;
        }
        self.head.imports.clear();
        self.head.sources.clear();
        self.rows.retain(|edition, _| public.contains(edition));
        let head = &self.head;
        let holds = |basis: &Basis| match basis {
            Basis::Edition(edition) => public.contains(edition),
            Basis::Cycle(cycle) => head.cycles.contains_key(cycle),
            Basis::Progress(_) => false,
        };
        for node in self.nodes.values_mut() {
            node.listed.retain(|edition, _| public.contains(edition));
            node.texts.retain(|said| holds(&said.basis));
            node.schedules.retain(|said| holds(&said.basis));
            node.details.retain(|said| holds(&said.basis));
            for placement in node.placements.values_mut() {
                placement.places.retain(|said| holds(&said.basis));
            }
        }
        self.nodes.retain(|_, node| {
            // A term stands in no table; it is public with the edition that states it.
            let stands = node.placements.values().any(|placement| !placement.places.is_empty());
            !node.listed.is_empty() || node.kind == NodeKind::Term && stands
        });
        let mut links = std::mem::take(&mut self.head.links);
        links.retain(|_, link| link.retracted.is_none() && self.shows_link(link, &public));
        self.head.links = links;
        self.head.totals.retain(|total| public.contains(&total.edition));
        self.publish_opinions();
        // A cycle that only what is hidden reports is hidden with it.
        let decided: BTreeSet<CycleId> =
            self.nodes.values().flat_map(|node| node.decisions.keys().copied()).collect();
        self.head.cycles.retain(|id, cycle| match cycle.origin {
            CycleOrigin::Live | CycleOrigin::Transcribed => true,
            CycleOrigin::Inferred => decided.contains(id),
        });
        self.commands.clear();
        self.taken.clear();
        self
    }
}

impl Plan {
    /// Whether a plan that is reduced to its public editions shows both ends of a link, and when it was stated.
    fn shows_link(&self, link: &Link, public: &BTreeSet<EditionId>) -> bool {
        match &link.says {
            // What is told of another plan is that plan's to show or to hide.
            Linked::Lineage(lineage) => lineage.from.iter().chain(&lineage.to).all(|end| {
                let shown = end.edition.is_none_or(|edition| public.contains(&edition));
                Some(end.plan) != self.head.id || self.nodes.contains_key(&end.node) && shown
            }),
            Linked::Trace(trace) => {
                let stated = match trace.basis {
                    Basis::Edition(edition) => public.contains(&edition),
                    Basis::Cycle(cycle) => self.head.cycles.contains_key(&cycle),
                    Basis::Progress(_) => false,
                };
                stated && self.nodes.contains_key(&trace.from) && self.nodes.contains_key(&trace.to)
            }
        }
    }

    /// Keeps the opinions of which anyone may read the answers, without who gave these.
    fn publish_opinions(&mut self) {
        let shown: BTreeSet<ConsultationId> =
            self.head.consultations.keys().copied().filter(|id| self.shows_opinions(*id)).collect();
        self.head.opinions.retain(|_, opinion| shown.contains(&opinion.recorded.consultation));
        for opinion in self.head.opinions.values_mut() {
            opinion.recorded.nodes.retain(|node| self.nodes.contains_key(node));
            let last = opinion.answers.pop();
            opinion.answers = last.into_iter().collect();
            for answer in &mut opinion.answers {
                answer.actor = None;
            }
        }
    }

    /// The plan as it was recorded at a moment, as anyone may see it today: what was published then and still is. `now`
    /// is the plan as anyone may see it now.
    ///
    /// What was withdrawn since is withdrawn here too. A text that does not stand as it did is left out, so that looking
    /// back brings nothing to light that today's pages do not show; what editions printed stays, with both readings of
    /// what was corrected. Nothing tells when a draft was worked on: revisions are 0, and the version is that of the last
    /// event that can be seen.
    #[must_use]
    pub fn published_then(mut self, now: &Self) -> Self {
        for edition in self.head.editions.values_mut() {
            match now.head.editions.get(&edition.id) {
                Some(today) => edition.withdrawn.clone_from(&today.withdrawn),
                None => edition.published = None,
            }
        }
        let mut then = self.published();
        then.head.title = now.head.title.clone();
        then.head.organisation = now.head.organisation.clone();
        then.nodes.retain(|id, _| now.nodes.contains_key(id));
        for (id, node) in &mut then.nodes {
            let today = &now.nodes[id];
            node.texts.retain(|said| today.texts.contains(said));
            node.details.retain(|said| today.details.contains(said));
            node.execution = node.execution.take().filter(|stated| today.execution.as_ref() == Some(stated));
            node.reports = 0;
            node.revision = 0;
        }
        then.head.links.retain(|id, link| now.head.links.get(id) == Some(link));
        then.head.opinions.retain(|id, opinion| now.head.opinions.get(id) == Some(opinion));
        then.head.version = then.last_seen();
        then
    }

    /// The sequence of the last event that can be seen in what editions and decisions say.
    fn last_seen(&self) -> u64 {
        let editions = self.head.editions.values().map(|edition| edition.sequence);
        let rows = self.nodes.values().flat_map(|node| node.listed.values()).map(|row| row.sequence);
        let decisions = self.nodes.values().flat_map(|node| node.decisions.values());
        editions.chain(rows).chain(decisions.map(|decisions| decisions.last().sequence)).max().unwrap_or(0)
    }
}

/// An adopted cycle is public with its edition; what editions report of older cycles is public with them.
fn is_public(cycle: &Cycle, public: &BTreeSet<EditionId>) -> bool {
    match cycle.origin {
        CycleOrigin::Live => {
            cycle.state == CycleState::Adopted
                && cycle.adopted_as.is_some_and(|edition| public.contains(&edition))
        }
        CycleOrigin::Transcribed | CycleOrigin::Inferred => true,
    }
}

/// A cycle whose own edition is not public is what later editions report of it, as before that edition arrived.
fn reduce_to_reported(cycle: &mut Cycle, public: &BTreeSet<EditionId>) {
    match cycle.origin {
        CycleOrigin::Transcribed if cycle.adopted_as.is_some_and(|edition| !public.contains(&edition)) => {
            cycle.origin = CycleOrigin::Inferred;
            cycle.adopted_as = None;
        }
        CycleOrigin::Transcribed | CycleOrigin::Inferred | CycleOrigin::Live => {}
    }
}

/// Leaves of each list of decisions the one that counts among those that are public: not what a hidden edition reports,
/// nor what was replaced. It names the decision that it replaces only where that one has a public address.
fn publish_decisions(node: &mut Node, public: &BTreeSet<EditionId>) {
    let is_public =
        |decision: &StatusDecided| decision.edition.is_none_or(|edition| public.contains(&edition));
    node.decisions = std::mem::take(&mut node.decisions)
        .into_iter()
        .filter_map(|(cycle, decisions)| {
            let replaced = decisions.replaced().iter().map(|decided| &decided.decision);
            // What a live review replaced before it resolved was never printed.
            let printed = replaced.filter(|decision| decision.edition.is_some() && is_public(decision));
            let printed: BTreeSet<DecisionId> = printed.map(|decision| decision.decision).collect();
            let mut shown = decisions.only_last(is_public)?;
            shown.forget_replaced(|older| printed.contains(&older));
            Some((cycle, shown))
        })
        .collect();
}
