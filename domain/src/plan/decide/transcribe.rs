//! Taking over a printed edition: a statement of that edition, not a decision.
//!
//! Decisions are recorded only where a row prints 見直し時期: of the edition's own cycle as stated, of an earlier
//! one as inferred until the edition of that cycle states them (invariant 9, R6).

use crate::command::{Identity, Relisted, TranscribeEdition, TranscribeRow};
use crate::event::{
    CycleOpened, CycleOrigin, EditionTranscribed, Fact, ImportRecorded, ImportTarget, NodeAdded, NodeKind,
    Outcome, PlacementAdded, PlacementChanged, PlacementEnded, RowNode, RowTranscribed, StatusDecided,
};
use crate::id::{CycleId, EditionId, NodeId, PlacementId};
use crate::plan::{Lens, Node, Plan};
use crate::refusal::Refusal;
use crate::value::{Basis, Certainty, Field, PrintedDate, Reason, Seen, Text};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is known while the rows are gone through.
struct Pass<'p> {
    plan: &'p Plan,
    transcribe: &'p TranscribeEdition,
    newest: bool,
    known: HashMap<String, NodeId>,
    own_cycle: Option<CycleId>,
    opened: Vec<(PrintedDate, CycleId)>,
    nodes: Vec<NodeId>,
    listed: BTreeSet<NodeId>,
    placed: BTreeSet<PlacementId>,
    ranks: BTreeMap<Option<NodeId>, u32>,
    facts: Vec<Fact>,
}

impl Plan {
    pub(super) fn transcribe(&self, transcribe: &TranscribeEdition) -> Result<Vec<Fact>, Refusal> {
        self.new_edition(transcribe.edition, &transcribe.label, &transcribe.date)?;
        if !self.head.sources.contains_key(&transcribe.source) {
            return Err(Refusal::UnknownSource { source_id: transcribe.source });
        }
        if self.head.profile(transcribe.profile).is_none() {
            return Err(Refusal::NoProfile);
        }
        if transcribe.rows.is_empty() {
            return Err(Refusal::NoRows);
        }
        let newest = self
            .head
            .current_edition()
            .is_none_or(|edition| edition.date.start.unwrap_or_default() <= day(&transcribe.date));
        let mut pass = Pass {
            plan: self,
            transcribe,
            newest,
            known: self.nodes_by_number(&transcribe.date),
            own_cycle: None,
            opened: Vec::new(),
            nodes: Vec::new(),
            listed: BTreeSet::new(),
            placed: BTreeSet::new(),
            ranks: BTreeMap::new(),
            facts: Vec::new(),
        };
        pass.edition()?;
        for row in &transcribe.rows {
            pass.row(row)?;
        }
        pass.unlisted();
        pass.import();
        Ok(pass.facts)
    }

    /// What a file said about an edition that is there, or about the live cycle.
    pub(super) fn record_import(&self, import: &ImportRecorded) -> Result<Vec<Fact>, Refusal> {
        if !self.head.sources.contains_key(&import.source) {
            return Err(Refusal::UnknownSource { source_id: import.source });
        }
        match import.target {
            ImportTarget::Edition(edition) => self.edition(edition).map(|_| ())?,
            ImportTarget::Cycle(cycle) => self.cycle(cycle).map(|_| ())?,
        }
        for row in &import.rows {
            self.node(row.node)?;
        }
        Ok(vec![import.clone().into()])
    }

    /// The nodes that an edition of that date may list again, by number: those of the nearest edition by date,
    /// a later one before an earlier one, then all others.
    pub fn nodes_by_number(&self, date: &PrintedDate) -> HashMap<String, NodeId> {
        let on = day(date);
        let mut editions = self.head.editions_by_date();
        editions.sort_by_key(|edition| {
            let days = (edition.day() - on).get_days().unsigned_abs();
            std::cmp::Reverse((days, edition.day() < on))
        });
        let mut known = HashMap::new();
        for edition in editions {
            known.extend(self.numbers_of(edition.id));
        }
        known
    }

    /// The nodes of an edition by their whole number there, such as `1-1-1①`; of two rows with the same number the
    /// first counts.
    pub fn numbers_of(&self, edition: EditionId) -> HashMap<String, NodeId> {
        let mut full = HashMap::new();
        let mut known = HashMap::new();
        for row in self.rows.get(&edition).into_iter().flat_map(BTreeMap::values) {
            let Some(label) = &row.reading.label else { continue };
            let parent = row.parent.and_then(|parent| full.get(&parent)).map(String::as_str);
            let number = label.full_under(parent);
            full.insert(row.node, number.clone());
            known.entry(number).or_insert(row.node);
        }
        known
    }
}

impl<'p> Pass<'p> {
    fn edition(&mut self) -> Result<(), Refusal> {
        let transcribe = self.transcribe;
        let reports = transcribe.rows.iter().any(|row| {
            row.decided
                || row.reading.review.as_ref().is_some_and(|review| review.is_same_time(&transcribe.date))
        });
        let own = self
            .plan
            .head
            .cycles
            .values()
            .find(|cycle| cycle.origin != CycleOrigin::Live && cycle.date.is_same_time(&transcribe.date));
        self.own_cycle = match own {
            Some(cycle) => Some(cycle.id),
            None if reports => Some(self.open(&transcribe.date, CycleOrigin::Transcribed)?),
            None => None,
        };
        self.facts.push(
            EditionTranscribed {
                edition: transcribe.edition,
                cycle: self.own_cycle,
                label: transcribe.label.clone(),
                date: transcribe.date.clone(),
                authority: transcribe.authority,
                source: transcribe.source,
                title_lines: transcribe.title_lines.clone(),
                profile: transcribe.profile,
                vocabularies: transcribe.vocabularies.clone(),
            }
            .into(),
        );
        Ok(())
    }

    fn row(&mut self, row: &TranscribeRow) -> Result<(), Refusal> {
        let parent = row.parent.and_then(|index| self.nodes.get(index)).copied();
        let rank = self.ranks.entry(parent).or_default();
        *rank += 1;
        let rank = *rank;
        let (node, placement) = match (&row.relists, self.known(row)?) {
            (Some(relisted), _) => self.relist(relisted, parent, rank, row)?,
            (None, Some(known)) => {
                self.place(known, parent, rank, row);
                (known.id, known.primary)
            }
            (None, None) => {
                self.add(parent, rank, row)?;
                (row.node, row.placement)
            }
        };
        self.nodes.push(node);
        self.listed.insert(node);
        self.placed.insert(placement);
        self.facts.push(
            RowTranscribed {
                edition: self.transcribe.edition,
                row: u32::try_from(self.nodes.len()).unwrap_or(u32::MAX),
                node,
                placement,
                parent,
                rank,
                cells: row.cells.clone(),
                reading: row.reading.clone(),
            }
            .into(),
        );
        for detail in &row.details {
            self.plan.detail_fits(detail)?;
            self.facts.extend(detail.clone().into_fact(node, Basis::Edition(self.transcribe.edition)));
        }
        self.decision(node, row)
    }

    /// The node that the row is about, where the plan has it already.
    fn known(&self, row: &TranscribeRow) -> Result<Option<&'p Node>, Refusal> {
        let plan = self.plan;
        match row.identity {
            Identity::New => Ok(None),
            Identity::Known(node) if self.listed.contains(&node) => {
                Err(Refusal::IdTaken { id: node.to_string() })
            }
            Identity::Known(node) => plan.node(node).map(Some),
            Identity::ByNumber => {
                let number = row.full_label.as_ref().and_then(|label| self.known.get(label));
                let node = number.filter(|node| !self.listed.contains(node));
                // A heading that became an item is another thing: only items are decided upon.
                Ok(node.map(|node| &plan.nodes[node]).filter(|node| node.kind == row.reading.kind))
            }
        }
    }

    /// The further place of a node that a row before this one lists: the one that it has under the same number, or a new one.
    fn relist(
        &mut self,
        relisted: &Relisted,
        parent: Option<NodeId>,
        rank: u32,
        row: &TranscribeRow,
    ) -> Result<(NodeId, PlacementId), Refusal> {
        let at = u32::try_from(self.nodes.len() + 1).unwrap_or(u32::MAX);
        let node = *self.nodes.get(relisted.first).ok_or(Refusal::RelistedMissing { row: at })?;
        let label = &row.reading.label;
        let known = self.plan.nodes.get(&node).and_then(|node| {
            let mut further = node.placements.values().filter(|placement| placement.id != node.primary);
            further.find(|placement| {
                let stood = placement.places.iter().rev().find_map(|said| said.value.as_ref());
                stood.is_some_and(|place| place.label == *label) && !self.placed.contains(&placement.id)
            })
        });
        let placement = known.map_or(row.placement, |placement| placement.id);
        if known.is_none() {
            self.facts.push(
                PlacementAdded {
                    placement,
                    node,
                    parent,
                    rank,
                    label: label.clone(),
                    marker: relisted.marker.clone(),
                    certainty: relisted.certainty,
                    basis: Basis::Edition(self.transcribe.edition),
                }
                .into(),
            );
        }
        Ok((node, placement))
    }

    /// The newest edition moves a node that it prints elsewhere; an older one leaves it where it is.
    fn place(&mut self, node: &Node, parent: Option<NodeId>, rank: u32, row: &TranscribeRow) {
        if !self.newest {
            return;
        }
        let stands = Lens::Current.place(&self.plan.head, node, node.primary).is_some_and(|place| {
            place.parent == parent && place.rank == rank && place.label == row.reading.label
        });
        if !stands {
            self.facts.push(
                PlacementChanged {
                    placement: node.primary,
                    node: node.id,
                    parent,
                    rank,
                    label: row.reading.label.clone(),
                    basis: Basis::Edition(self.transcribe.edition),
                }
                .into(),
            );
        }
    }

    fn add(&mut self, parent: Option<NodeId>, rank: u32, row: &TranscribeRow) -> Result<(), Refusal> {
        super::fresh(self.plan.nodes.contains_key(&row.node), row.node)?;
        self.facts.push(
            NodeAdded {
                node: row.node,
                kind: row.reading.kind,
                placement: row.placement,
                parent,
                rank,
                label: row.reading.label.clone(),
                title: row.reading.title.clone(),
                basis: Basis::Edition(self.transcribe.edition),
            }
            .into(),
        );
        let editions = self.plan.head.editions_by_date();
        let newer = editions.iter().find(|edition| edition.day() > day(&self.transcribe.date));
        if let Some(newer) = newer.filter(|_| !self.newest) {
            self.end(row.node, row.placement, Basis::Edition(newer.id));
        }
        Ok(())
    }

    fn end(&mut self, node: NodeId, placement: PlacementId, basis: Basis) {
        self.facts.push(PlacementEnded { placement, node, basis, reason: None }.into());
    }

    /// What was listed until this edition and is not any more. Every later edition says itself what it lists; terms stand
    /// in no table, so that it says nothing of them.
    fn unlisted(&mut self) {
        let lens = if self.newest { Lens::Current } else { Lens::AsOf(day(&self.transcribe.date)) };
        for node in self.plan.nodes.values().filter(|node| node.kind != NodeKind::Term) {
            for placement in node.placements.keys() {
                if !self.placed.contains(placement) && lens.place(&self.plan.head, node, *placement).is_some()
                {
                    self.end(node.id, *placement, Basis::Edition(self.transcribe.edition));
                }
            }
        }
    }

    fn decision(&mut self, node: NodeId, row: &TranscribeRow) -> Result<(), Refusal> {
        let printed = row.reading.review.as_ref().filter(|date| date.start.is_some());
        let Some(review) = printed.or(row.decided.then_some(&self.transcribe.date)) else {
            return Ok(());
        };
        if row.reading.kind != NodeKind::Item || row.relists.is_some() {
            return Ok(());
        }
        let own = review.is_same_time(&self.transcribe.date);
        let certainty = if own { Certainty::Stated } else { Certainty::Inferred };
        let cycle = match self.own_cycle {
            Some(cycle) if own => cycle,
            Some(_) | None if day(review) > day(&self.transcribe.date) => return Ok(()),
            Some(_) | None => match self.cycle_of(review)? {
                Some(cycle) => cycle,
                None => return Ok(()),
            },
        };
        let head = &self.plan.head;
        let before = self.plan.nodes.get(&node).and_then(|node| node.decisions.get(&cycle));
        let before = before.and_then(|decided| decided.counted(head)).map(|decided| &decided.decision);
        match (before.map(|decision| decision.certainty), certainty) {
            (None, _) | (Some(Certainty::Inferred), Certainty::Stated) => {}
            // What is stated is never replaced by what is inferred, and nothing replaces its equal.
            (Some(Certainty::Inferred | Certainty::Stated | Certainty::Confirmed), _) => return Ok(()),
        }
        let ending = row.reading.status.as_ref().filter(|status| status.state.is_ending());
        let reason = ending.map(|_| match &row.remark {
            Some(remark) => Reason::Stated(remark.clone()),
            None => Reason::NotInSource,
        });
        self.facts.push(
            StatusDecided {
                decision: row.decision,
                cycle,
                node,
                outcome: Outcome::Changed,
                status: row.reading.status.clone(),
                effective: row.reading.status.as_ref().and_then(|status| status.date.clone()),
                review: printed.cloned(),
                codes: before.map(|decision| decision.codes.clone()).unwrap_or_default(),
                reason,
                body: None,
                decided_on: None,
                evidence: Vec::new(),
                seen: Seen::Unknown,
                certainty,
                edition: Some(self.transcribe.edition),
                supersedes: before.map(|decision| decision.decision),
            }
            .into(),
        );
        Ok(())
    }

    /// The cycle of that date; a new one is inferred. None where a live cycle has that date: it speaks for itself.
    fn cycle_of(&mut self, date: &PrintedDate) -> Result<Option<CycleId>, Refusal> {
        let opened =
            self.opened.iter().find(|(opened, _)| opened.is_same_time(date)).map(|(_, cycle)| *cycle);
        if opened.is_some() {
            return Ok(opened);
        }
        match self.plan.head.cycles.values().find(|cycle| cycle.date.is_same_time(date)) {
            Some(cycle) => Ok(match cycle.origin {
                CycleOrigin::Transcribed | CycleOrigin::Inferred => Some(cycle.id),
                CycleOrigin::Live => None,
            }),
            None => self.open(date, CycleOrigin::Inferred).map(Some),
        }
    }

    fn open(&mut self, date: &PrintedDate, origin: CycleOrigin) -> Result<CycleId, Refusal> {
        let named = self.transcribe.cycles.iter().find(|named| named.date.is_same_time(date));
        let Some(named) = named else { return Err(Refusal::DateMissing { date: date.text.clone() }) };
        super::fresh(self.plan.head.cycles.contains_key(&named.cycle), named.cycle)?;
        let label = Text::parse(Field::Short, &date.text).unwrap_or_default();
        let opened = CycleOpened { cycle: named.cycle, origin, label, date: date.clone(), baseline: None };
        self.facts.push(opened.into());
        self.opened.push((date.clone(), named.cycle));
        Ok(named.cycle)
    }

    fn import(&mut self) {
        let transcribe = self.transcribe;
        let rows =
            transcribe.rows.iter().zip(&self.nodes).map(|(row, node)| RowNode { row: row.line, node: *node });
        let recorded = ImportRecorded {
            import: transcribe.import,
            source: transcribe.source,
            sheet: transcribe.sheet.clone(),
            reader: transcribe.reader,
            profile: Some(transcribe.profile),
            target: ImportTarget::Edition(transcribe.edition),
            rows: rows.collect(),
            warnings: transcribe.warnings.clone(),
        };
        self.facts.push(recorded.into());
    }
}

fn day(date: &PrintedDate) -> jiff::civil::Date {
    date.start.unwrap_or(jiff::civil::Date::MIN)
}
