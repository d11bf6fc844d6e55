//! Rules of what is said about a node outside a decision.

use crate::command::{StateExecution, StateSchedule, StateText};
use crate::event::{ExecutionStated, Fact, NodeKind, ScheduleStated, TextStated};
use crate::plan::Plan;
use crate::refusal::Refusal;

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
}
