//! The answer about an item that has ended: why, when, by which body, on what evidence, what the table said before, and
//! whether it ever ran.

use super::grounds::Grounds;
use super::step::{StepView, Stood, Telling};
use domain::event::ExecutionExtent;
use domain::value::CanonicalState;
use projections::report::{CancelledRow, Execution, HistoryReport};
use projections::wording::{self, Language};

/// Why an item has ended.
pub(super) struct Ended {
    /// 中止, 廃止, 統合, 移管.
    pub(super) how: &'static str,
    /// None where no decision is known.
    pub(super) grounds: Option<Grounds>,
    pub(super) before: Before,
    pub(super) ran: Option<Ran>,
}

/// What the table said before.
pub(super) struct Before {
    pub(super) status: Option<Stood>,
    /// The other parts that changed, with what they said: the part, its words.
    pub(super) parts: Vec<(String, String)>,
    /// No older edition prints the row.
    pub(super) unknown: bool,
}

/// Whether an item ever ran.
pub(super) struct Ran {
    pub(super) words: String,
    /// Nobody has stated it.
    pub(super) proposal: bool,
    /// What speaks for it.
    pub(super) why: Vec<String>,
}

impl Ended {
    pub(super) fn of(history: &HistoryReport, row: &CancelledRow, telling: &Telling<'_>) -> Self {
        let decision = row.decision.as_ref();
        let step = decision.and_then(|decision| {
            let is_it = |known: &&projections::report::DecisionRef| known.decision == decision.decision;
            history.steps.iter().find(|step| step.decision.as_ref().filter(is_it).is_some())
        });
        let view = step.map(|step| telling.step(step, &[]));
        Self {
            how: wording::state(row.state, telling.language()),
            grounds: decision.map(|decision| Grounds::of(decision, telling)),
            before: Before::of(view),
            ran: history.execution.as_ref().map(|ran| Ran::of(ran, Some(row.state), telling.language())),
        }
    }
}

impl Before {
    fn of(step: Option<StepView>) -> Self {
        let Some(step) = step else { return Self { status: None, parts: Vec::new(), unknown: true } };
        let said = step.changes.into_iter().filter(|change| !change.before.is_empty());
        let parts = said.map(|change| (change.field, change.before));
        Self {
            parts: parts.collect(),
            unknown: step.before.is_none() && !step.printed_before,
            status: step.before,
        }
    }
}

impl Ran {
    pub(super) fn of(execution: &Execution, ended: Option<CanonicalState>, language: Language) -> Self {
        let extent = |extent: ExecutionExtent| match ended {
            Some(ended) => wording::ended_after(extent, ended, language),
            None => wording::extent(extent, language).to_owned(),
        };
        match execution {
            Execution::Stated(stated) => {
                Self { words: extent(stated.extent), proposal: false, why: vec![stated.grounds.to_string()] }
            }
            Execution::Proposed(proposed) => Self {
                words: extent(proposed.extent),
                proposal: true,
                why: proposed.cues.iter().map(|cue| wording::cue(cue, language)).collect(),
            },
        }
    }
}
