//! Which ids a fact uses for the first time: none of them may ever be used again (invariant 4).
//!
//! Ids of what is replaced as a whole (units, consultations) and of what is versioned (profiles, vocabularies) come
//! again on purpose and are not listed.

use crate::event::Fact;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An id that is taken, by what it names, so that two kinds of things may share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
pub(super) enum TakenId {
    Link(Uuid),
    Source(Uuid),
    Import(Uuid),
    Edition(Uuid),
    Correction(Uuid),
    Node(Uuid),
    Placement(Uuid),
    Cycle(Uuid),
    Decision(Uuid),
    Review(Uuid),
    Report(Uuid),
    Question(Uuid),
    Opinion(Uuid),
}

impl TakenId {
    /// The id itself.
    pub(super) const fn uuid(self) -> Uuid {
        match self {
            Self::Link(id)
            | Self::Source(id)
            | Self::Import(id)
            | Self::Edition(id)
            | Self::Correction(id)
            | Self::Node(id)
            | Self::Placement(id)
            | Self::Cycle(id)
            | Self::Decision(id)
            | Self::Review(id)
            | Self::Report(id)
            | Self::Question(id)
            | Self::Opinion(id) => id,
        }
    }
}

/// The ids that a fact takes.
pub(super) fn taken_by(fact: &Fact) -> Vec<TakenId> {
    match fact {
        Fact::PlanLinked(f) => vec![TakenId::Link(f.link.uuid())],
        Fact::LineageStated(f) => vec![TakenId::Link(f.link.uuid())],
        Fact::TraceLinked(f) => vec![TakenId::Link(f.link.uuid())],
        Fact::SourceRegistered(f) => vec![TakenId::Source(f.source.uuid())],
        Fact::ImportRecorded(f) => vec![TakenId::Import(f.import.uuid())],
        Fact::EditionTranscribed(f) => vec![TakenId::Edition(f.edition.uuid())],
        Fact::CycleAdopted(f) => vec![TakenId::Edition(f.edition.uuid())],
        Fact::EditionCorrected(f) => vec![TakenId::Correction(f.correction.uuid())],
        Fact::NodeAdded(f) => vec![TakenId::Node(f.node.uuid()), TakenId::Placement(f.placement.uuid())],
        Fact::PlacementAdded(f) => vec![TakenId::Placement(f.placement.uuid())],
        Fact::CycleOpened(f) => vec![TakenId::Cycle(f.cycle.uuid())],
        Fact::StatusDecided(f) => vec![TakenId::Decision(f.decision.uuid())],
        Fact::ReviewGiven(f) => vec![TakenId::Review(f.review.uuid())],
        Fact::ProgressReported(f) => vec![TakenId::Report(f.report.uuid())],
        Fact::QuestionAsked(f) => vec![TakenId::Question(f.question.uuid())],
        Fact::OpinionRecorded(f) => vec![TakenId::Opinion(f.opinion.uuid())],
        Fact::PlanOpened(_)
        | Fact::PlanDescribed(_)
        | Fact::PlanClosed(_)
        | Fact::ProfileDefined(_)
        | Fact::VocabularyDefined(_)
        | Fact::OrganUnitDefined(_)
        | Fact::RowTranscribed(_)
        | Fact::EditionPublished(_)
        | Fact::EditionWithdrawn(_)
        | Fact::TotalDeclared(_)
        | Fact::ChangeDeclared(_)
        | Fact::PlacementChanged(_)
        | Fact::PlacementEnded(_)
        | Fact::TextStated(_)
        | Fact::ScheduleStated(_)
        | Fact::DepartmentsAssigned(_)
        | Fact::CategorySet(_)
        | Fact::YearStatusStated(_)
        | Fact::IndicatorStated(_)
        | Fact::ExecutionStated(_)
        | Fact::LinkRetracted(_)
        | Fact::DecisionWithdrawn(_)
        | Fact::CycleSubmitted(_)
        | Fact::CycleAbandoned(_)
        | Fact::ReasonClassified(_)
        | Fact::QuestionAnswered(_)
        | Fact::ConsultationRecorded(_)
        | Fact::OpinionAnswered(_)
        | Fact::TextRedacted(_) => Vec::new(),
    }
}
