//! Opinions of a public consultation (意見) with the organisation's views (考え方), the last one last.

use crate::event::{ConsultationState, OpinionAnswered, OpinionRecorded};
use crate::id::{ActorId, ConsultationId};
use crate::plan::Plan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One answer and who gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct OpinionAnswer {
    /// What it says.
    pub answer: OpinionAnswered,
    /// Who gave it; none in a plan as anyone may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<ActorId>,
    /// When it arrived.
    pub sequence: u64,
}

/// One opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Opinion {
    /// As recorded.
    pub recorded: OpinionRecorded,
    /// The answers, those that were replaced first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<OpinionAnswer>,
    /// When it arrived.
    pub sequence: u64,
}

impl Opinion {
    /// The answer that counts.
    pub fn answer(&self) -> Option<&OpinionAnswered> {
        self.answers.last().map(|answer| &answer.answer)
    }
}

impl Plan {
    /// The opinions of a consultation, in the order in which they were recorded.
    pub fn opinions_of(&self, consultation: ConsultationId) -> Vec<&Opinion> {
        let opinions = self.head.opinions.values();
        let mut of: Vec<&Opinion> =
            opinions.filter(|opinion| opinion.recorded.consultation == consultation).collect();
        of.sort_by_key(|opinion| opinion.sequence);
        of
    }

    /// Whether anyone may read the opinions: the consultation is closed and each has its answer, because the results are
    /// published together.
    pub(super) fn shows_opinions(&self, consultation: ConsultationId) -> bool {
        self.head.consultations.get(&consultation).is_some_and(|c| c.state == ConsultationState::Closed)
            && self.opinions_of(consultation).iter().all(|opinion| opinion.answer().is_some())
    }
}
