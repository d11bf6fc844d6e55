//! Which nodes a fact touches: their revision moves on, and a fold must have them at hand.

use crate::event::Fact;
use crate::id::{CycleId, NodeId};
use crate::value::Basis;

/// The nodes that a fact names.
pub fn touched_nodes(fact: &Fact) -> Vec<NodeId> {
    match fact {
        Fact::RowTranscribed(f) => vec![f.node],
        Fact::EditionCorrected(f) => vec![f.node],
        Fact::ChangeDeclared(f) => vec![f.node],
        Fact::NodeAdded(f) => vec![f.node],
        Fact::PlacementAdded(f) => vec![f.node],
        Fact::PlacementChanged(f) => vec![f.node],
        Fact::PlacementEnded(f) => vec![f.node],
        Fact::TextStated(f) => vec![f.node],
        Fact::ScheduleStated(f) => vec![f.node],
        Fact::DepartmentsAssigned(f) => vec![f.node],
        Fact::CategorySet(f) => vec![f.node],
        Fact::YearStatusStated(f) => vec![f.node],
        Fact::IndicatorStated(f) => vec![f.node],
        Fact::ExecutionStated(f) => vec![f.node],
        Fact::TraceLinked(f) => vec![f.from, f.to],
        Fact::LineageStated(f) => f.from.iter().chain(&f.to).map(|node| node.node).collect(),
        Fact::StatusDecided(f) => vec![f.node],
        Fact::DecisionWithdrawn(f) => vec![f.node],
        Fact::ReasonClassified(f) => vec![f.node],
        Fact::ProgressReported(f) => vec![f.node],
        Fact::QuestionAsked(f) => vec![f.node],
        Fact::OpinionRecorded(f) => f.nodes.clone(),
        Fact::PlanOpened(_)
        | Fact::PlanDescribed(_)
        | Fact::PlanLinked(_)
        | Fact::PlanClosed(_)
        | Fact::ProfileDefined(_)
        | Fact::VocabularyDefined(_)
        | Fact::OrganUnitDefined(_)
        | Fact::SourceRegistered(_)
        | Fact::ImportRecorded(_)
        | Fact::EditionTranscribed(_)
        | Fact::EditionPublished(_)
        | Fact::EditionWithdrawn(_)
        | Fact::TotalDeclared(_)
        | Fact::LinkRetracted(_)
        | Fact::CycleOpened(_)
        | Fact::CycleSubmitted(_)
        | Fact::ReviewGiven(_)
        | Fact::CycleAdopted(_)
        | Fact::CycleAbandoned(_)
        | Fact::QuestionAnswered(_)
        | Fact::ConsultationRecorded(_)
        | Fact::OpinionAnswered(_)
        | Fact::TextRedacted(_) => Vec::new(),
    }
}

/// The cycle in which a fact states something; a statement after approval voids it (invariant 6).
pub(super) fn cycle_stated_in(fact: &Fact) -> Option<CycleId> {
    let basis = match fact {
        Fact::StatusDecided(f) => return Some(f.cycle),
        Fact::NodeAdded(f) => f.basis,
        Fact::PlacementAdded(f) => f.basis,
        Fact::PlacementChanged(f) => f.basis,
        Fact::PlacementEnded(f) => f.basis,
        Fact::TextStated(f) => f.basis,
        Fact::ScheduleStated(f) => f.basis,
        Fact::DepartmentsAssigned(f) => f.basis,
        Fact::CategorySet(f) => f.basis,
        Fact::YearStatusStated(f) => f.basis,
        Fact::IndicatorStated(f) => f.basis,
        Fact::TraceLinked(f) => f.basis,
        Fact::PlanOpened(_)
        | Fact::PlanDescribed(_)
        | Fact::PlanLinked(_)
        | Fact::PlanClosed(_)
        | Fact::ProfileDefined(_)
        | Fact::VocabularyDefined(_)
        | Fact::OrganUnitDefined(_)
        | Fact::SourceRegistered(_)
        | Fact::ImportRecorded(_)
        | Fact::EditionTranscribed(_)
        | Fact::RowTranscribed(_)
        | Fact::EditionPublished(_)
        | Fact::EditionWithdrawn(_)
        | Fact::EditionCorrected(_)
        | Fact::TotalDeclared(_)
        | Fact::ChangeDeclared(_)
        | Fact::ExecutionStated(_)
        | Fact::LineageStated(_)
        | Fact::LinkRetracted(_)
        | Fact::CycleOpened(_)
        | Fact::DecisionWithdrawn(_)
        | Fact::CycleSubmitted(_)
        | Fact::ReviewGiven(_)
        | Fact::CycleAdopted(_)
        | Fact::CycleAbandoned(_)
        | Fact::ReasonClassified(_)
        | Fact::ProgressReported(_)
        | Fact::QuestionAsked(_)
        | Fact::QuestionAnswered(_)
        | Fact::ConsultationRecorded(_)
        | Fact::OpinionRecorded(_)
        | Fact::OpinionAnswered(_)
        | Fact::TextRedacted(_) => return None,
    };
    match basis {
        Basis::Cycle(cycle) => Some(cycle),
        Basis::Edition(_) | Basis::Progress(_) => None,
    }
}
