//! What is said of a plan as a whole.

use super::{Cycle, CycleState, Edition, Link, Opinion};
use crate::event::{
    ConsultationRecorded, CycleOrigin, FiscalYears, OrganUnitDefined, Period, PlanLinked, SourceRegistered,
    TotalDeclared,
};
use crate::id::{
    ConsultationId, CycleId, EditionId, ImportId, LinkId, OpinionId, PlanId, ProfileId, SourceId, UnitId,
    VocabularyId,
};
use crate::value::{
    Basis, LocalGovernmentCode, Profile, ProfileVersion, Text, Vocabulary, VocabularyKind, VocabularyVersion,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why and when a plan was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Closed {
    /// Why.
    pub reason: Text,
    /// What continues it.
    pub successor: Option<PlanId>,
}

/// An import, without its map of rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct ImportSummary {
    /// What was read.
    pub source: SourceId,
    /// How many rows became nodes.
    pub rows: u32,
    /// How many warnings there were.
    pub warnings: u32,
    /// Its sequence.
    pub sequence: u64,
}

/// What is said of a plan as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema, Deserialize)]
pub struct Head {
    /// The sequence of the last event.
    pub version: u64,
    /// The plan, once it is opened.
    pub id: Option<PlanId>,
    /// Its title.
    pub title: Text,
    /// Whose plan it is.
    pub organisation: Text,
    /// The organisation's code.
    pub code: Option<LocalGovernmentCode>,
    /// The lines above the header row of its tables.
    pub title_lines: Vec<Text>,
    /// The years that it covers.
    pub fiscal_years: Option<FiscalYears>,
    /// Its periods.
    pub periods: Vec<Period>,
    /// Set when it is closed.
    pub closed: Option<Closed>,
    /// Its relations to other plans.
    pub plan_links: BTreeMap<LinkId, PlanLinked>,
    /// Every version of its columns.
    pub profiles: Vec<Profile>,
    /// Every version of its words.
    pub vocabularies: Vec<Vocabulary>,
    /// Departments and bodies by unit, each with its names in order of arrival.
    pub units: BTreeMap<UnitId, Vec<OrganUnitDefined>>,
    /// Imported files and evidence.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<SourceId, SourceRegistered>,
    /// Imports.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub imports: BTreeMap<ImportId, ImportSummary>,
    /// Review cycles.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cycles: BTreeMap<CycleId, Cycle>,
    /// Editions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub editions: BTreeMap<EditionId, Edition>,
    /// Links between nodes, by id; ids are in the order in which callers make them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub links: BTreeMap<LinkId, Link>,
    /// Totals that documents print.
    pub totals: Vec<TotalDeclared>,
    /// Public consultations.
    pub consultations: BTreeMap<ConsultationId, ConsultationRecorded>,
    /// What was said in them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub opinions: BTreeMap<OpinionId, Opinion>,
}

impl Head {
    /// The live cycle that is neither adopted nor abandoned; there is at most one (invariant 3).
    pub fn live_cycle(&self) -> Option<&Cycle> {
        self.cycles.values().find(|cycle| {
            cycle.origin == CycleOrigin::Live
                && match cycle.state {
                    CycleState::Open
                    | CycleState::Submitted
                    | CycleState::Returned
                    | CycleState::Approved => true,
                    CycleState::Adopted | CycleState::Abandoned => false,
                }
        })
    }

    /// The columns of that version.
    pub fn profile(&self, version: ProfileVersion) -> Option<&Profile> {
        self.profiles
            .iter()
            .find(|profile| profile.id == version.profile && profile.version == version.version)
    }

    /// The columns of the plan's table that were defined last; those of a trace are another table's.
    pub fn latest_profile(&self) -> Option<&Profile> {
        self.profiles.iter().rev().find(|profile| !profile.is_of_trace())
    }

    /// The latest version of a profile.
    pub fn profile_version(&self, id: ProfileId) -> u32 {
        self.profiles.iter().filter(|p| p.id == id).map(|p| p.version).max().unwrap_or(0)
    }

    /// The latest version of a vocabulary.
    pub fn vocabulary_version(&self, id: VocabularyId) -> u32 {
        self.vocabularies.iter().filter(|v| v.id == id).map(|v| v.version).max().unwrap_or(0)
    }

    /// The words of that version.
    pub fn vocabulary(&self, version: VocabularyVersion) -> Option<&Vocabulary> {
        self.vocabularies.iter().find(|v| v.id == version.vocabulary && v.version == version.version)
    }

    /// The words of that kind that were defined last.
    pub fn latest_vocabulary(&self, kind: VocabularyKind) -> Option<&Vocabulary> {
        self.vocabularies.iter().rev().find(|vocabulary| vocabulary.kind == kind)
    }

    /// The latest version of each axis of categories, in the order in which the axes were defined.
    pub fn axes(&self) -> Vec<&Vocabulary> {
        let mut axes: Vec<&Vocabulary> = Vec::new();
        for words in self.vocabularies.iter().filter(|words| words.kind == VocabularyKind::Category) {
            match axes.iter_mut().find(|axis| axis.id == words.id) {
                Some(axis) => *axis = words,
                None => axes.push(words),
            }
        }
        axes
    }

    /// What an axis of categories is called: the axis of a column 区分 has the column's id, and so its heading.
    pub fn axis_name(&self, axis: VocabularyId) -> Option<&str> {
        let mut columns = self.profiles.iter().rev().flat_map(|profile| &profile.columns);
        columns.find(|column| column.id.uuid() == axis.uuid()).map(|column| column.heading.as_str())
    }

    /// The latest version of each vocabulary, in order of id.
    pub fn vocabulary_versions(&self) -> Vec<VocabularyVersion> {
        let mut latest = BTreeMap::new();
        for vocabulary in &self.vocabularies {
            let version = latest.entry(vocabulary.id).or_insert(vocabulary.version);
            *version = vocabulary.version.max(*version);
        }
        latest.into_iter().map(|(vocabulary, version)| VocabularyVersion { vocabulary, version }).collect()
    }

    /// The editions that were not voided, from the oldest to the newest by date, then by arrival.
    pub fn editions_by_date(&self) -> Vec<&Edition> {
        let mut editions: Vec<&Edition> = self.editions.values().filter(|e| !e.is_void()).collect();
        editions.sort_by_key(|edition| (edition.day(), edition.sequence));
        editions
    }

    /// The newest edition by date, voided ones apart.
    pub fn current_edition(&self) -> Option<&Edition> {
        self.editions_by_date().pop()
    }

    /// The day from which a statement holds: an edition's date, an adopted cycle's date, a day of progress.
    /// None where it does not hold: a voided edition, a cycle that was not adopted.
    pub fn basis_day(&self, basis: Basis) -> Option<Date> {
        match basis {
            Basis::Edition(edition) => {
                self.editions.get(&edition).filter(|edition| !edition.is_void()).map(Edition::day)
            }
            Basis::Cycle(cycle) => {
                let cycle = self.cycles.get(&cycle)?;
                match cycle.state {
                    CycleState::Adopted => self.basis_day(Basis::Edition(cycle.adopted_as?)),
                    CycleState::Open
                    | CycleState::Submitted
                    | CycleState::Returned
                    | CycleState::Approved
                    | CycleState::Abandoned => None,
                }
            }
            Basis::Progress(day) => Some(day),
        }
    }
}
