//! Which nodes a fact touches: their revision moves on, and a fold must have them at hand.

use super::Plan;
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

/// The occasion of which a fact changes what its nodes keep, beside what they keep of none; to be asked of the plan in
/// which it is applied.
pub fn touched_occasion(plan: &Plan, fact: &Fact) -> Option<Basis> {
    if let Fact::ReasonClassified(f) = fact {
        // Where it is no longer the last of its cycle, another fact has replaced it or taken it back, and names the cycle.
        let decisions =
            plan.nodes.get(&f.node)?.decisions.values().map(|decisions| &decisions.last().decision);
        let mut classified = decisions.filter(|decision| decision.decision == f.decision);
        return classified.next().map(|decision| Basis::Cycle(decision.cycle));
    }
    match fact {
        Fact::RowTranscribed(f) => Some(Basis::Edition(f.edition)),
        Fact::EditionCorrected(f) => Some(Basis::Edition(f.edition)),
        Fact::ChangeDeclared(f) => Some(Basis::Edition(f.edition)),
        Fact::CycleAdopted(f) => Some(Basis::Edition(f.edition)),
        Fact::DecisionWithdrawn(f) => Some(Basis::Cycle(f.cycle)),
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
        | Fact::NodeAdded(_)
        | Fact::PlacementAdded(_)
        | Fact::PlacementChanged(_)
        | Fact::PlacementEnded(_)
        | Fact::TextStated(_)
        | Fact::ScheduleStated(_)
        | Fact::DepartmentsAssigned(_)
        | Fact::CategorySet(_)
        | Fact::YearStatusStated(_)
        | Fact::IndicatorStated(_)
        | Fact::ExecutionStated(_)
        | Fact::TraceLinked(_)
        | Fact::LineageStated(_)
        | Fact::LinkRetracted(_)
        | Fact::CycleOpened(_)
        | Fact::StatusDecided(_)
        | Fact::CycleSubmitted(_)
        | Fact::ReviewGiven(_)
        | Fact::CycleAbandoned(_)
        | Fact::ReasonClassified(_)
        | Fact::ProgressReported(_)
        | Fact::QuestionAsked(_)
        | Fact::QuestionAnswered(_)
        | Fact::ConsultationRecorded(_)
        | Fact::OpinionRecorded(_)
        | Fact::OpinionAnswered(_)
        | Fact::TextRedacted(_) => stated_on(fact),
    }
}

/// The cycle in which a fact states something; a statement after approval voids it (invariant 6).
pub(super) fn cycle_stated_in(fact: &Fact) -> Option<CycleId> {
    match stated_on(fact)? {
        Basis::Cycle(cycle) => Some(cycle),
        Basis::Edition(_) | Basis::Progress(_) => None,
    }
}

/// The occasion on which a fact states something of a node.
fn stated_on(fact: &Fact) -> Option<Basis> {
    match fact {
        Fact::StatusDecided(f) => Some(Basis::Cycle(f.cycle)),
        Fact::NodeAdded(f) => Some(f.basis),
        Fact::PlacementAdded(f) => Some(f.basis),
        Fact::PlacementChanged(f) => Some(f.basis),
        Fact::PlacementEnded(f) => Some(f.basis),
        Fact::TextStated(f) => Some(f.basis),
        Fact::ScheduleStated(f) => Some(f.basis),
        Fact::DepartmentsAssigned(f) => Some(f.basis),
        Fact::CategorySet(f) => Some(f.basis),
        Fact::YearStatusStated(f) => Some(f.basis),
        Fact::IndicatorStated(f) => Some(f.basis),
        Fact::TraceLinked(f) => Some(f.basis),
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
        | Fact::TextRedacted(_) => None,
    }
}
