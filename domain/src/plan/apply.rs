//! Folds events into the state. It cannot fail and judges nothing; what it does not know it leaves alone, so that
//! the same fold serves a whole plan and a plan of which only the touched documents are at hand.

use super::cycle::{Adoption, Review};
use super::edition::Withdrawal;
use super::head::{Closed, ImportSummary};
use super::node::{Decided, Decisions, Listed, Place, Placement, Said};
use super::opinion::OpinionAnswer;
use super::{
    Cycle, CycleState, Detail, Edition, EditionOrigin, Lens, Linked, Node, Opinion, Plan, RecordedCommand,
    Row,
};
use crate::event::{
    CycleAdopted, CycleOpened, CycleOrigin, EditionCorrected, EditionTranscribed, Event, Fact, NodeAdded,
    ReviewGiven, Reviewed, RowTranscribed, StatusDecided, TextStated, Verdict,
};
use crate::id::{ActorId, NodeId};
use crate::value::{Basis, Meaning, Profile, Text};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

impl Plan {
    /// Takes the next event of the stream.
    pub fn apply(&mut self, event: &Event) {
        self.head.version += 1;
        let sequence = self.head.version;
        self.commands
            .entry(event.command.id)
            .and_modify(|command| command.version = sequence)
            .or_insert(RecordedCommand { content: event.command.digest, version: sequence });
        self.take_at(&event.fact, event.command.actor, sequence);
    }

    /// Takes a fact whose command is not recorded yet, for the next action of the same command.
    pub(super) fn take(&mut self, fact: &Fact, actor: ActorId) {
        self.head.version += 1;
        self.take_at(fact, actor, self.head.version);
    }

    fn take_at(&mut self, fact: &Fact, actor: ActorId, sequence: u64) {
        self.apply_fact(fact, actor, sequence);
        self.taken.extend(super::ids::taken_by(fact));
        if let Some(cycle) =
            super::touched::cycle_stated_in(fact).and_then(|id| self.head.cycles.get_mut(&id))
        {
            cycle.reopen_approved();
            // Who states a text or a place proposes as much as who decides (R5).
            cycle.recorders.entry(actor).or_default();
        }
        for node in super::touched_nodes(fact) {
            if let Some(node) = self.nodes.get_mut(&node) {
                node.revision = sequence;
            }
        }
    }

    fn apply_fact(&mut self, fact: &Fact, actor: ActorId, sequence: u64) {
        let head = &mut self.head;
        match fact {
            Fact::PlanOpened(f) => {
                head.id = Some(f.plan);
                head.title = f.title.clone();
                head.organisation = f.organisation.clone();
                head.code.clone_from(&f.code);
            }
            Fact::PlanDescribed(f) => {
                head.title = f.title.clone();
                head.title_lines.clone_from(&f.title_lines);
                head.fiscal_years = f.fiscal_years.clone();
                head.periods.clone_from(&f.periods);
            }
            Fact::PlanLinked(f) => {
                head.plan_links.insert(f.link, f.clone());
            }
            Fact::PlanClosed(f) => {
                head.closed = Some(Closed { reason: f.reason.clone(), successor: f.successor });
            }
            Fact::ProfileDefined(f) => head.profiles.push(f.profile.clone()),
            Fact::VocabularyDefined(f) => head.vocabularies.push(f.vocabulary.clone()),
            Fact::OrganUnitDefined(f) => head.units.entry(f.unit).or_default().push(f.clone()),
            Fact::SourceRegistered(f) => {
                head.sources.insert(f.source, f.clone());
            }
            Fact::ImportRecorded(f) => {
                let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
                let summary = ImportSummary {
                    source: f.source,
                    rows: count(f.rows.len()),
                    warnings: count(f.warnings.len()),
                    sequence,
                };
                head.imports.insert(f.import, summary);
            }
            Fact::EditionTranscribed(f) => self.transcribe_edition(f, sequence),
            Fact::RowTranscribed(f) => self.transcribe_row(f, sequence),
            Fact::EditionPublished(f) => {
                if let Some(edition) = head.editions.get_mut(&f.edition) {
                    edition.published = Some(f.address.clone());
                }
            }
            Fact::EditionWithdrawn(f) => {
                if let Some(edition) = head.editions.get_mut(&f.edition) {
                    edition.withdrawn = Some(Withdrawal {
                        kind: f.kind,
                        reason: f.reason.clone(),
                        authority: f.authority.clone(),
                        sequence,
                    });
                }
            }
            Fact::EditionCorrected(f) => self.correct_edition(f),
            Fact::TotalDeclared(f) => head.totals.push(f.clone()),
            Fact::NodeAdded(f) => self.add_node(f, sequence),
            Fact::PlacementAdded(f) => {
                let place = Place { parent: f.parent, rank: f.rank, label: f.label.clone() };
                if let Some(node) = self.nodes.get_mut(&f.node) {
                    let places = vec![Said { value: Some(place), basis: f.basis, sequence }];
                    let placement = Placement { id: f.placement, marker: f.marker.clone(), places };
                    node.placements.insert(f.placement, placement);
                }
            }
            Fact::PlacementChanged(f) => {
                let place = Place { parent: f.parent, rank: f.rank, label: f.label.clone() };
                if let Some(placement) =
                    self.nodes.get_mut(&f.node).and_then(|node| node.placements.get_mut(&f.placement))
                {
                    Said::say(&mut placement.places, Some(place), f.basis, sequence);
                }
            }
            Fact::PlacementEnded(f) => {
                if let Some(placement) =
                    self.nodes.get_mut(&f.node).and_then(|node| node.placements.get_mut(&f.placement))
                {
                    Said::say(&mut placement.places, None, f.basis, sequence);
                }
            }
            Fact::TextStated(f) => self.state_text(f, sequence),
            Fact::ScheduleStated(f) => {
                if let Some(node) = self.nodes.get_mut(&f.node) {
                    Said::say(&mut node.schedules, f.date.clone(), f.basis, sequence);
                }
            }
            Fact::ExecutionStated(f) => {
                if let Some(node) = self.nodes.get_mut(&f.node) {
                    node.execution = Some(f.clone());
                }
            }
            Fact::LineageStated(f) => {
                head.link(f.link, Linked::Lineage(f.clone()), sequence);
            }
            Fact::TraceLinked(f) => head.link(f.link, Linked::Trace(f.clone()), sequence),
            Fact::LinkRetracted(f) => {
                if let Some(link) = head.links.get_mut(&f.link) {
                    link.retracted = Some(f.reason.clone());
                }
                head.plan_links.remove(&f.link);
            }
            Fact::CycleOpened(f) => self.open_cycle(f, sequence),
            Fact::StatusDecided(f) => self.decide_status(f, actor, sequence),
            Fact::DecisionWithdrawn(f) => {
                if let Some(node) = self.nodes.get_mut(&f.node)
                    && let Some(withdrawn) = node.decisions.remove(&f.cycle)
                {
                    let before = withdrawn.without_last();
                    let none = before.is_none();
                    if none {
                        node.taken_back.insert(f.cycle);
                    }
                    node.decisions.extend(before.map(|before| (f.cycle, before)));
                    if let Some(cycle) = head.cycles.get_mut(&f.cycle) {
                        cycle.decided -= u32::from(none && cycle.decided > 0);
                        cycle.reopen_approved();
                    }
                }
            }
            Fact::CycleSubmitted(f) => {
                if let Some(cycle) = head.cycles.get_mut(&f.cycle) {
                    cycle.state = CycleState::Submitted;
                    cycle.round = f.round;
                    cycle.submitted = Some(f.digest);
                }
            }
            Fact::ReviewGiven(f) => self.review(f, actor, sequence),
            Fact::CycleAdopted(f) => self.adopt(f, sequence),
            Fact::CycleAbandoned(f) => {
                if let Some(cycle) = head.cycles.get_mut(&f.cycle) {
                    cycle.state = CycleState::Abandoned;
                    cycle.abandoned = Some(f.reason.clone());
                }
            }
            Fact::ReasonClassified(f) => {
                let node = self.nodes.get_mut(&f.node);
                let mut lists = node.into_iter().flat_map(|node| node.decisions.values_mut());
                if let Some(decision) = lists.find_map(|decisions| decisions.last_mut(f.decision)) {
                    decision.codes.clone_from(&f.codes);
                    // What was approved said other codes.
                    if let Some(cycle) = head.cycles.get_mut(&decision.cycle) {
                        cycle.reopen_approved();
                    }
                }
            }
            Fact::ProgressReported(f) => {
                if let Some(node) = self.nodes.get_mut(&f.node) {
                    node.reports += 1;
                }
            }
            Fact::ConsultationRecorded(f) => {
                head.consultations.insert(f.consultation, f.clone());
            }
            Fact::OpinionRecorded(f) => {
                let opinion = Opinion { recorded: f.clone(), answers: Vec::new(), sequence };
                head.opinions.insert(f.opinion, opinion);
            }
            Fact::OpinionAnswered(f) => {
                if let Some(opinion) = head.opinions.get_mut(&f.opinion) {
                    opinion.answers.push(OpinionAnswer { answer: f.clone(), actor: Some(actor), sequence });
                }
            }
            Fact::DepartmentsAssigned(f) => self.state_detail(f.node, f.into(), f.basis, sequence),
            Fact::CategorySet(f) => self.state_detail(f.node, f.into(), f.basis, sequence),
            Fact::YearStatusStated(f) => self.state_detail(f.node, f.into(), f.basis, sequence),
            Fact::IndicatorStated(f) => self.state_detail(f.node, f.into(), f.basis, sequence),
            Fact::ChangeDeclared(f) => {
                self.state_detail(f.node, f.into(), Basis::Edition(f.edition), sequence);
            }
            // Kept in the history of their nodes; nothing of the state depends on them yet.
            Fact::QuestionAsked(_) | Fact::QuestionAnswered(_) | Fact::TextRedacted(_) => {}
        }
    }

    fn add_node(&mut self, f: &NodeAdded, sequence: u64) {
        let place = Place { parent: f.parent, rank: f.rank, label: f.label.clone() };
        let places = vec![Said { value: Some(place), basis: f.basis, sequence }];
        let placement = Placement { id: f.placement, marker: None, places };
        let node = Node {
            id: f.node,
            kind: f.kind,
            primary: f.placement,
            placements: BTreeMap::from([(f.placement, placement)]),
            title: f.title.clone(),
            listed: BTreeMap::new(),
            texts: Vec::new(),
            schedules: Vec::new(),
            details: Vec::new(),
            decisions: BTreeMap::new(),
            taken_back: Default::default(),
            execution: None,
            reports: 0,
            revision: sequence,
        };
        self.nodes.insert(f.node, node);
    }

    fn state_detail(&mut self, node: NodeId, detail: Detail, basis: Basis, sequence: u64) {
        if let Some(node) = self.nodes.get_mut(&node) {
            node.say_detail(detail, basis, sequence);
        }
    }

    fn state_text(&mut self, f: &TextStated, sequence: u64) {
        if let Some(node) = self.nodes.get_mut(&f.node) {
            node.say_text(f.field.clone(), f.text.clone(), f.basis, sequence);
        }
    }

    fn transcribe_edition(&mut self, f: &EditionTranscribed, sequence: u64) {
        let edition = Edition {
            id: f.edition,
            cycle: f.cycle,
            label: f.label.clone(),
            date: f.date.clone(),
            origin: EditionOrigin::Transcribed { authority: f.authority, source: f.source },
            title_lines: f.title_lines.clone(),
            profile: f.profile,
            vocabularies: f.vocabularies.clone(),
            rows: 0,
            corrections: 0,
            published: None,
            withdrawn: None,
            sequence,
            occasion: self.head.next_occasion(),
        };
        self.head.editions.insert(f.edition, edition);
        if let Some(cycle) = f.cycle.and_then(|cycle| self.head.cycles.get_mut(&cycle)) {
            cycle.origin = CycleOrigin::Transcribed;
            cycle.adopted_as = Some(f.edition);
        }
    }

    fn transcribe_row(&mut self, f: &RowTranscribed, sequence: u64) {
        let row = Row {
            edition: f.edition,
            row: f.row,
            node: f.node,
            placement: f.placement,
            parent: f.parent,
            cells: f.cells.clone(),
            reading: f.reading.clone(),
            corrections: Vec::new(),
        };
        let profile = self.head.editions.get_mut(&f.edition).map(|edition| {
            edition.rows += 1;
            edition.profile
        });
        let profile = profile.and_then(|profile| self.head.profile(profile));
        if let (Some(node), Some(profile)) = (self.nodes.get_mut(&f.node), profile)
            && f.placement == node.primary
        {
            node.listed.insert(f.edition, listed(&row, profile, sequence, false));
        }
        // Every edition says where it lists a node, so that one that arrives later changes nothing in another.
        if let Some(placement) =
            self.nodes.get_mut(&f.node).and_then(|node| node.placements.get_mut(&f.placement))
        {
            let place = Place { parent: f.parent, rank: f.rank, label: f.reading.label.clone() };
            Said::say(&mut placement.places, Some(place), Basis::Edition(f.edition), sequence);
        }
        self.rows.entry(f.edition).or_default().insert(f.row, row);
    }

    fn correct_edition(&mut self, f: &EditionCorrected) {
        let profile = self.head.editions.get_mut(&f.edition).map(|edition| {
            edition.corrections += 1;
            edition.profile
        });
        let profile = profile.and_then(|profile| self.head.profile(profile));
        let row = self.rows.get_mut(&f.edition).and_then(|rows| rows.get_mut(&f.row));
        if let (Some(row), Some(profile)) = (row, profile) {
            row.correct(f);
            // What a further listing prints is not what the edition says of the item.
            if let Some(node) = self.nodes.get_mut(&row.node).filter(|node| node.primary == row.placement)
                && let Some(before) = node.listed.get(&f.edition)
            {
                let corrected = before.corrected || corrects_status(f, profile);
                // The edition said so when it was taken over: a correction does not make it newer.
                let said = before.sequence;
                node.listed.insert(f.edition, listed(row, profile, said, corrected));
            }
        }
    }

    fn open_cycle(&mut self, f: &CycleOpened, sequence: u64) {
        let state = match f.origin {
            CycleOrigin::Live => CycleState::Open,
            CycleOrigin::Transcribed | CycleOrigin::Inferred => CycleState::Adopted,
        };
        let cycle = Cycle {
            id: f.cycle,
            origin: f.origin,
            label: f.label.clone(),
            date: f.date.clone(),
            baseline: f.baseline,
            state,
            round: 0,
            submitted: None,
            reopened: Default::default(),
            reviews: Vec::new(),
            recorders: BTreeMap::new(),
            decided: 0,
            adoption: None,
            adopted_as: None,
            abandoned: None,
            sequence,
            occasion: self.head.next_occasion(),
        };
        self.head.cycles.insert(f.cycle, cycle);
    }

    fn decide_status(&mut self, f: &StatusDecided, actor: ActorId, sequence: u64) {
        let mut first = false;
        if let Some(node) = self.nodes.get_mut(&f.node) {
            let decided = Decided { decision: f.clone(), sequence };
            match node.decisions.entry(f.cycle) {
                Entry::Occupied(mut decisions) => decisions.get_mut().replace(decided),
                Entry::Vacant(none) => {
                    first = true;
                    none.insert(Decisions::new(decided));
                }
            }
        }
        if let Some(cycle) = self.head.cycles.get_mut(&f.cycle) {
            *cycle.recorders.entry(actor).or_default() += 1;
            if first {
                cycle.decided += 1;
            }
        }
    }

    fn review(&mut self, f: &ReviewGiven, actor: ActorId, sequence: u64) {
        let reopened: std::collections::BTreeSet<NodeId> = match (&f.reviewed, f.verdict) {
            (Reviewed::Decisions(decisions), Verdict::Returned) => self
                .nodes
                .values()
                .filter(|node| node.decision(f.cycle).is_some_and(|d| decisions.contains(&d.decision)))
                .map(|node| node.id)
                .collect(),
            (Reviewed::All, _) | (Reviewed::Decisions(_), Verdict::Approved) => Default::default(),
        };
        if let Some(cycle) = self.head.cycles.get_mut(&f.cycle) {
            cycle.state = match (f.verdict, &f.reviewed) {
                (Verdict::Approved, Reviewed::All) => CycleState::Approved,
                // Approving some decisions is noted; the cycle waits for the approval of the whole (invariant 6).
                (Verdict::Approved, Reviewed::Decisions(_)) => cycle.state,
                (Verdict::Returned, Reviewed::All | Reviewed::Decisions(_)) => CycleState::Returned,
            };
            cycle.reopened = reopened;
            cycle.reviews.push(Review {
                id: f.review,
                actor,
                round: cycle.round,
                reviewed: f.reviewed.clone(),
                verdict: f.verdict,
                comment: f.comment.clone(),
                sequence,
            });
        }
    }

    fn adopt(&mut self, f: &CycleAdopted, sequence: u64) {
        let Some(profile) = self.head.profile(f.profile).cloned() else { return };
        let lens = Lens::Cycle(f.cycle);
        let rows = self.table(lens, f.edition, &profile);
        let places: Vec<Option<Place>> = rows
            .iter()
            .map(|row| lens.place(&self.head, self.nodes.get(&row.node)?, row.placement))
            .collect();
        let edition = Edition {
            id: f.edition,
            cycle: Some(f.cycle),
            label: f.label.clone(),
            date: f.date.clone(),
            origin: EditionOrigin::Adopted { at_sequence: f.at_sequence, table: f.table },
            title_lines: f.title_lines.clone(),
            profile: f.profile,
            vocabularies: f.vocabularies.clone(),
            rows: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            corrections: 0,
            published: None,
            withdrawn: None,
            sequence,
            occasion: self.head.next_occasion(),
        };
        self.head.editions.insert(f.edition, edition);
        if let Some(cycle) = self.head.cycles.get_mut(&f.cycle) {
            cycle.state = CycleState::Adopted;
            cycle.adopted_as = Some(f.edition);
            cycle.adoption = Some(Adoption {
                body: f.body.clone(),
                meeting: f.meeting.clone(),
                resolved_on: f.resolved_on,
                result: f.result.clone(),
                evidence: f.evidence.clone(),
            });
        }
        for (row, place) in rows.into_iter().zip(places) {
            if let Some(node) = self.nodes.get_mut(&row.node) {
                if row.placement == node.primary {
                    node.listed.insert(f.edition, listed(&row, &profile, sequence, false));
                }
                if let Some(placement) = node.placements.get_mut(&row.placement) {
                    Said::say(&mut placement.places, place, Basis::Edition(f.edition), sequence);
                }
            }
            self.rows.entry(f.edition).or_default().insert(row.row, row);
        }
    }
}

impl Cycle {
    /// A change after approval voids it (invariant 6).
    fn reopen_approved(&mut self) {
        if self.state == CycleState::Approved {
            self.state = CycleState::Open;
        }
    }
}

fn corrects_status(correction: &EditionCorrected, profile: &Profile) -> bool {
    profile
        .by_id(correction.column)
        .is_some_and(|column| matches!(column.meaning, Meaning::Status | Meaning::Review))
}

/// A row as its node keeps it.
fn listed(row: &Row, profile: &Profile, sequence: u64, corrected: bool) -> Listed {
    let text = |meaning| {
        let column = profile.column(meaning)?;
        let text = Text::parse(crate::value::Field::Body, row.corrected(column.id)).ok()?;
        (!text.is_empty()).then_some(text)
    };
    let others = profile
        .columns
        .iter()
        .filter(|column| !column.meaning.has_field())
        .filter_map(|column| {
            let text = Text::parse(crate::value::Field::Body, row.corrected(column.id)).ok()?;
            (!text.is_empty()).then_some((column.id, text))
        })
        .collect();
    Listed {
        row: row.row,
        label: row.reading.label.clone(),
        title: row.reading.title.clone(),
        schedule: row.reading.schedule.clone(),
        status: row.reading.status.clone(),
        review: row.reading.review.clone(),
        remark: text(Meaning::Remark),
        body: text(Meaning::Body),
        others,
        corrected,
        sequence,
    }
}
