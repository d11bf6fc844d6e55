//! What the columns of a row say anew: of an edition that was transcribed otherwise, or in the live cycle.

use super::Pass;
use crate::error::AppError;
use ::import::Row;
use domain::command::{Action, StateDetail};
use domain::id::NodeId;
use domain::plan::{Detail, Lens};
use domain::value::{Basis, Meaning};

/// Whether the cells of such a column are stated of the item beside its row.
pub(super) const fn is_stated(meaning: Meaning) -> bool {
    match meaning {
        Meaning::Department
        | Meaning::Category
        | Meaning::Status
        | Meaning::PlannedStatus
        | Meaning::YearPlanned(_)
        | Meaning::YearActual(_)
        | Meaning::Indicator => true,
        Meaning::Number
        | Meaning::Title
        | Meaning::Schedule
        | Meaning::Review
        | Meaning::Remark
        | Meaning::Body
        | Meaning::Trace(_)
        | Meaning::Other => false,
    }
}

impl Pass<'_> {
    /// States what the row says and the plan does not say on that occasion, or no longer says. A status or an indicator of
    /// a year that the row says nothing of any more stays: a statement of a year has no empty form.
    pub(super) fn restate(&mut self, row: &Row, node: NodeId, basis: Basis) -> Result<(), AppError> {
        self.define(std::slice::from_ref(row))?;
        let says = self.details_of(row, Some(node), &self.units())?;
        let held = self.held(node, basis);
        let gone = held.iter().filter(|held| says.iter().all(|said| said.subject() != held.subject()));
        let emptied = gone.filter_map(|held| match held {
            Detail::Departments { .. } => Some(Detail::Departments { departments: Vec::new(), from: None }),
            Detail::Category { axis, .. } => Some(Detail::Category { axis: *axis, term: None }),
            Detail::Year { .. } | Detail::Indicator { .. } | Detail::DeclaredChange { .. } => None,
        });
        let fresh: Vec<Detail> =
            emptied.chain(says.iter().cloned()).filter(|detail| !held.contains(detail)).collect();
        for detail in fresh {
            self.take(Action::StateDetail(Box::new(StateDetail { node, detail, basis })))?;
        }
        Ok(())
    }

    /// What is said of the node on that occasion; in a cycle all that holds there.
    fn held(&self, node: NodeId, basis: Basis) -> Vec<Detail> {
        let Some(node) = self.desk.plan.nodes.get(&node) else { return Vec::new() };
        match basis {
            Basis::Cycle(cycle) => {
                let details = Lens::Cycle(cycle).details(&self.desk.plan.head, node);
                details.into_iter().cloned().collect()
            }
            Basis::Edition(_) | Basis::Progress(_) => {
                let said = node.details.iter().filter(|said| said.basis == basis);
                said.map(|said| said.value.clone()).collect()
            }
        }
    }
}
