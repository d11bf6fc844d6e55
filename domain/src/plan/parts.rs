//! A plan in parts, as it is kept: what a command changes stays small, however long the plan's history is.
//!
//! What the plan gets more and more of (editions, cycles, files) stands beside the head. What was said of a node stands by
//! the *occasion* on which it was said: the plan's editions and cycles are numbered as they arrive, the first eight stay
//! with the node, and each further eight are a part of their own. Where a thing stands follows from the plan's state
//! alone, so that a fold in batches and a rebuild make the same parts.

use super::node::{Decisions, FieldText, Listed, Place, Placement, Said};
use super::{Detail, Head, Node};
use crate::event::Fact;
use crate::id::{CycleId, EditionId, ImportId, LinkId, OpinionId, PlacementId, SourceId};
use crate::value::{Basis, PrintedDate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many occasions stand together. More make fewer parts to read, fewer make less to write at each command.
const TOGETHER: u32 = 8;

/// What stands beside the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HeadPart {
    /// An edition.
    Edition(EditionId),
    /// A cycle.
    Cycle(CycleId),
    /// A file.
    Source(SourceId),
    /// An import.
    Import(ImportId),
    /// A link between nodes.
    Link(LinkId),
    /// An opinion.
    Opinion(OpinionId),
}

impl Head {
    /// The number of the next edition or cycle: none of them is ever removed.
    pub(super) fn next_occasion(&self) -> u32 {
        u32::try_from(self.editions.len() + self.cycles.len()).unwrap_or(u32::MAX)
    }

    /// The part of a node that keeps what was said on that occasion; 0 is the node itself, which also keeps what was
    /// said between editions and cycles.
    pub fn part_of(&self, basis: Basis) -> u32 {
        let occasion = match basis {
            Basis::Edition(edition) => self.editions.get(&edition).map(|edition| edition.occasion),
            Basis::Cycle(cycle) => self.cycles.get(&cycle).map(|cycle| cycle.occasion),
            Basis::Progress(_) => None,
        };
        occasion.map_or(0, |occasion| occasion / TOGETHER)
    }

    /// Everything that stands beside it.
    pub fn parts(&self) -> Vec<HeadPart> {
        let editions = self.editions.keys().copied().map(HeadPart::Edition);
        let cycles = self.cycles.keys().copied().map(HeadPart::Cycle);
        let sources = self.sources.keys().copied().map(HeadPart::Source);
        let imports = self.imports.keys().copied().map(HeadPart::Import);
        let links = self.links.keys().copied().map(HeadPart::Link);
        let opinions = self.opinions.keys().copied().map(HeadPart::Opinion);
        editions.chain(cycles).chain(sources).chain(imports).chain(links).chain(opinions).collect()
    }

    /// The head without what stands beside it.
    #[must_use]
    pub fn alone(&self) -> Self {
        Self {
            version: self.version,
            id: self.id,
            title: self.title.clone(),
            organisation: self.organisation.clone(),
            code: self.code.clone(),
            title_lines: self.title_lines.clone(),
            fiscal_years: self.fiscal_years.clone(),
            periods: self.periods.clone(),
            closed: self.closed.clone(),
            plan_links: self.plan_links.clone(),
            profiles: self.profiles.clone(),
            vocabularies: self.vocabularies.clone(),
            units: self.units.clone(),
            sources: BTreeMap::new(),
            imports: BTreeMap::new(),
            cycles: BTreeMap::new(),
            editions: BTreeMap::new(),
            links: BTreeMap::new(),
            totals: self.totals.clone(),
            consultations: self.consultations.clone(),
            opinions: BTreeMap::new(),
        }
    }
}

/// What was said of a node on some occasions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NodePart {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    listed: BTreeMap<EditionId, Listed>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    places: BTreeMap<PlacementId, Vec<Said<Option<Place>>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    texts: Vec<Said<FieldText>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    schedules: Vec<Said<Option<PrintedDate>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<Said<Detail>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    decisions: BTreeMap<CycleId, Decisions>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    taken_back: BTreeSet<CycleId>,
}

impl NodePart {
    /// By the parts in which the head says that it stands.
    fn divide(self, head: &Head) -> BTreeMap<u32, Self> {
        let mut parts = Divided { head, parts: BTreeMap::new() };
        for (edition, listed) in self.listed {
            parts.of(Basis::Edition(edition)).listed.insert(edition, listed);
        }
        for (placement, places) in self.places {
            for said in places {
                parts.of(said.basis).places.entry(placement).or_default().push(said);
            }
        }
        self.texts.into_iter().for_each(|said| parts.of(said.basis).texts.push(said));
        self.schedules.into_iter().for_each(|said| parts.of(said.basis).schedules.push(said));
        self.details.into_iter().for_each(|said| parts.of(said.basis).details.push(said));
        for (cycle, decisions) in self.decisions {
            parts.of(Basis::Cycle(cycle)).decisions.insert(cycle, decisions);
        }
        for cycle in self.taken_back {
            parts.of(Basis::Cycle(cycle)).taken_back.insert(cycle);
        }
        parts.parts
    }
}

struct Divided<'h> {
    head: &'h Head,
    parts: BTreeMap<u32, NodePart>,
}

impl Divided<'_> {
    fn of(&mut self, basis: Basis) -> &mut NodePart {
        self.parts.entry(self.head.part_of(basis)).or_default()
    }
}

impl Node {
    /// The node itself, and its further parts by number.
    pub fn split(mut self, head: &Head) -> (Self, BTreeMap<u32, NodePart>) {
        let places = self.placements.values_mut().map(|placement| {
            let places = std::mem::take(&mut placement.places);
            (placement.id, places)
        });
        let all = NodePart {
            places: places.collect(),
            listed: std::mem::take(&mut self.listed),
            texts: std::mem::take(&mut self.texts),
            schedules: std::mem::take(&mut self.schedules),
            details: std::mem::take(&mut self.details),
            decisions: std::mem::take(&mut self.decisions),
            taken_back: std::mem::take(&mut self.taken_back),
        };
        let mut parts = all.divide(head);
        if let Some(first) = parts.remove(&0) {
            self.rejoin(first);
        }
        (self, parts)
    }

    /// The same of some parts only: what it costs does not grow with the others.
    pub fn split_some(&self, head: &Head, wanted: &BTreeSet<u32>) -> (Self, BTreeMap<u32, NodePart>) {
        let keep = |basis| {
            let part = head.part_of(basis);
            part == 0 || wanted.contains(&part)
        };
        let is_kept = |cycle: &CycleId| keep(Basis::Cycle(*cycle));
        let placements = self.placements.iter().map(|(id, placement)| {
            let places = kept(&placement.places, keep);
            (*id, Placement { id: *id, marker: placement.marker.clone(), places })
        });
        let listed = self.listed.iter().filter(|(edition, _)| keep(Basis::Edition(**edition)));
        let decisions = self.decisions.iter().filter(|(cycle, _)| is_kept(cycle));
        let some = Self {
            id: self.id,
            kind: self.kind,
            primary: self.primary,
            placements: placements.collect(),
            title: self.title.clone(),
            listed: listed.map(|(edition, row)| (*edition, row.clone())).collect(),
            texts: kept(&self.texts, keep),
            schedules: kept(&self.schedules, keep),
            details: kept(&self.details, keep),
            decisions: decisions.map(|(cycle, decisions)| (*cycle, decisions.clone())).collect(),
            taken_back: self.taken_back.iter().copied().filter(|cycle| is_kept(cycle)).collect(),
            execution: self.execution.clone(),
            reports: self.reports,
            revision: self.revision,
        };
        some.split(head)
    }

    /// Puts a part back.
    pub fn rejoin(&mut self, part: NodePart) {
        self.listed.extend(part.listed);
        for (placement, places) in part.places {
            if let Some(placement) = self.placements.get_mut(&placement) {
                put_back(&mut placement.places, places);
            }
        }
        put_back(&mut self.texts, part.texts);
        put_back(&mut self.schedules, part.schedules);
        put_back(&mut self.details, part.details);
        self.decisions.extend(part.decisions);
        self.taken_back.extend(part.taken_back);
    }
}

fn kept<T: Clone>(list: &[Said<T>], keep: impl Fn(Basis) -> bool) -> Vec<Said<T>> {
    list.iter().filter(|said| keep(said.basis)).cloned().collect()
}

/// A list is in order of arrival; one event says one thing of each list.
fn put_back<T>(list: &mut Vec<Said<T>>, part: Vec<Said<T>>) {
    if list.is_empty() {
        *list = part;
    } else if !part.is_empty() {
        list.extend(part);
        list.sort_by_key(|said| said.sequence);
    }
}

/// What a fact changes of what stands beside the head. An approval that it voids is that of the live cycle.
pub fn touched_head(fact: &Fact) -> Vec<HeadPart> {
    let edition_and = |edition, cycle: Option<CycleId>| {
        std::iter::once(HeadPart::Edition(edition)).chain(cycle.map(HeadPart::Cycle)).collect()
    };
    match fact {
        Fact::SourceRegistered(f) => vec![HeadPart::Source(f.source)],
        Fact::ImportRecorded(f) => vec![HeadPart::Import(f.import)],
        Fact::EditionTranscribed(f) => edition_and(f.edition, f.cycle),
        Fact::RowTranscribed(f) => edition_and(f.edition, None),
        Fact::EditionPublished(f) => edition_and(f.edition, None),
        Fact::EditionWithdrawn(f) => edition_and(f.edition, None),
        Fact::EditionCorrected(f) => edition_and(f.edition, None),
        Fact::CycleAdopted(f) => edition_and(f.edition, Some(f.cycle)),
        Fact::CycleOpened(f) => vec![HeadPart::Cycle(f.cycle)],
        Fact::DecisionWithdrawn(f) => vec![HeadPart::Cycle(f.cycle)],
        Fact::CycleSubmitted(f) => vec![HeadPart::Cycle(f.cycle)],
        Fact::ReviewGiven(f) => vec![HeadPart::Cycle(f.cycle)],
        Fact::CycleAbandoned(f) => vec![HeadPart::Cycle(f.cycle)],
        Fact::LineageStated(f) => vec![HeadPart::Link(f.link)],
        Fact::LinkRetracted(f) => vec![HeadPart::Link(f.link)],
        Fact::OpinionRecorded(f) => vec![HeadPart::Opinion(f.opinion)],
        Fact::OpinionAnswered(f) => vec![HeadPart::Opinion(f.opinion)],
        Fact::TraceLinked(f) => {
            let cycle = super::touched::cycle_stated_in(fact).map(HeadPart::Cycle);
            std::iter::once(HeadPart::Link(f.link)).chain(cycle).collect()
        }
        Fact::NodeAdded(_)
        | Fact::PlacementAdded(_)
        | Fact::PlacementChanged(_)
        | Fact::PlacementEnded(_)
        | Fact::TextStated(_)
        | Fact::ScheduleStated(_)
        | Fact::DepartmentsAssigned(_)
        | Fact::CategorySet(_)
        | Fact::YearStatusStated(_)
        | Fact::IndicatorStated(_)
        | Fact::StatusDecided(_) => {
            super::touched::cycle_stated_in(fact).map(HeadPart::Cycle).into_iter().collect()
        }
        Fact::PlanOpened(_)
        | Fact::PlanDescribed(_)
        | Fact::PlanLinked(_)
        | Fact::PlanClosed(_)
        | Fact::ProfileDefined(_)
        | Fact::VocabularyDefined(_)
        | Fact::OrganUnitDefined(_)
        | Fact::TotalDeclared(_)
        | Fact::ChangeDeclared(_)
        | Fact::ExecutionStated(_)
        | Fact::ReasonClassified(_)
        | Fact::ProgressReported(_)
        | Fact::QuestionAsked(_)
        | Fact::QuestionAnswered(_)
        | Fact::ConsultationRecorded(_)
        | Fact::TextRedacted(_) => Vec::new(),
    }
}
