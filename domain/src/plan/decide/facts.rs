//! Rules of what is said about a node outside a decision.

use crate::command::{StateDetail, StateExecution, StateSchedule, StateText};
use crate::event::{ExecutionStated, Fact, NodeKind, OrganUnitDefined, ScheduleStated, TextStated};
use crate::plan::{Detail, Plan};
use crate::refusal::Refusal;
use crate::value::VocabularyKind;

impl Plan {
    pub(super) fn state(&self, state: &StateText) -> Result<Vec<Fact>, Refusal> {
        self.may_state(state.basis, Some(state.node))?;
        let seen = self.seen(state.node, Some(state.seen), state.basis)?;
        let stated = TextStated {
            node: state.node,
            field: state.field.clone(),
            text: state.text.clone(),
            change: state.change,
            basis: state.basis,
            seen,
        };
        Ok(vec![stated.into()])
    }

    pub(super) fn schedule(&self, state: &StateSchedule) -> Result<Vec<Fact>, Refusal> {
        self.may_state(state.basis, Some(state.node))?;
        let seen = self.seen(state.node, Some(state.seen), state.basis)?;
        let (node, date, basis) = (state.node, state.date.clone(), state.basis);
        Ok(vec![ScheduleStated { node, date, basis, seen }.into()])
    }

    pub(super) fn execution(&self, state: &StateExecution) -> Result<Vec<Fact>, Refusal> {
        let node = self.node(state.node)?;
        if node.kind != NodeKind::Item {
            return Err(Refusal::NotAnItem { node: state.node });
        }
        let stated = ExecutionStated {
            node: state.node,
            extent: state.extent,
            grounds: state.grounds.clone(),
            evidence: state.evidence.clone(),
        };
        Ok(vec![stated.into()])
    }

    pub(super) fn detail(&self, state: &StateDetail) -> Result<Vec<Fact>, Refusal> {
        self.node(state.node)?;
        self.may_state(state.basis, Some(state.node))?;
        self.detail_fits(&state.detail)?;
        let fact = state.detail.clone().into_fact(state.node, state.basis);
        // A declared change is an edition's own.
        Ok(vec![fact.ok_or(Refusal::EditionMissing)?])
    }

    /// What it continues is there, and began before it.
    pub(super) fn unit(&self, defined: &OrganUnitDefined) -> Result<Vec<Fact>, Refusal> {
        let units = &self.head.units;
        if let Some(unit) = defined.predecessors.iter().find(|unit| !units.contains_key(*unit)).copied() {
            return Err(Refusal::UnknownUnit { unit });
        }
        let became = self.head.everything_of(defined.unit);
        if defined.predecessors.iter().any(|unit| became.contains(unit)) {
            return Err(Refusal::UnitContinuesItself { unit: defined.unit });
        }
        if units.get(&defined.unit).is_some_and(|names| names.contains(defined)) {
            return Err(Refusal::NothingChanges);
        }
        Ok(vec![defined.clone().into()])
    }

    /// Units, axes and terms that it names are there.
    pub(super) fn detail_fits(&self, detail: &Detail) -> Result<(), Refusal> {
        match detail {
            Detail::Departments { departments, .. } => {
                let unknown = departments
                    .iter()
                    .filter_map(|assignment| assignment.unit)
                    .find(|unit| !self.head.units.contains_key(unit));
                unknown.map_or(Ok(()), |unit| Err(Refusal::UnknownUnit { unit }))
            }
            Detail::Category { axis, term } => {
                let words = self.head.vocabularies.iter().rev().find(|words| words.id == *axis);
                let words = words
                    .filter(|words| words.kind == VocabularyKind::Category)
                    .ok_or(Refusal::UnknownVocabulary { vocabulary: *axis })?;
                match term {
                    Some(term) if words.term(*term).is_none() => {
                        Err(Refusal::UnknownCategory { axis: *axis, term: *term })
                    }
                    Some(_) | None => Ok(()),
                }
            }
            Detail::Year { .. } | Detail::Indicator { .. } | Detail::DeclaredChange { .. } => Ok(()),
        }
    }
}
