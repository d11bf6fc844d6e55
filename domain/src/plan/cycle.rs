//! A review cycle and its workflow.

use crate::digest::Digest;
use crate::event::{CycleOrigin, Resolution, Reviewed, Verdict};
use crate::id::{ActorId, CycleId, DecisionId, EditionId, NodeId, ReviewId};
use crate::value::{Evidence, PrintedDate, Text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Where a live cycle stands. Transcribed and inferred cycles are never open: they stand at `Adopted`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CycleState {
    /// Decisions are recorded.
    Open,
    /// 付議: it waits for a review.
    Submitted,
    /// 差戻し: what the return named is open again.
    Returned,
    /// 承認: it waits for the body's resolution.
    Approved,
    /// The body has resolved.
    Adopted,
    /// It ended without a resolution.
    Abandoned,
}

/// A review that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The review.
    pub id: ReviewId,
    /// Who gave it.
    pub actor: ActorId,
    /// In which round.
    pub round: u32,
    /// What it spoke about.
    pub reviewed: Reviewed,
    /// What it said.
    pub verdict: Verdict,
    /// In words.
    pub comment: Option<Text>,
    /// Its sequence.
    pub sequence: u64,
}

/// The body's resolution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adoption {
    /// Which body.
    pub body: Text,
    /// At which meeting.
    pub meeting: Text,
    /// On which day.
    pub resolved_on: Date,
    /// With what result.
    pub result: Resolution,
    /// The minutes.
    pub evidence: Vec<Evidence>,
}

/// A review cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cycle {
    /// The cycle.
    pub id: CycleId,
    /// Where it comes from.
    pub origin: CycleOrigin,
    /// What its owners call it.
    pub label: Text,
    /// When.
    pub date: PrintedDate,
    /// The edition that it reviews.
    pub baseline: Option<EditionId>,
    /// Where it stands.
    pub state: CycleState,
    /// How often it was submitted.
    pub round: u32,
    /// What was submitted last.
    pub submitted: Option<Digest>,
    /// The nodes that the last return named; empty when it named the whole cycle.
    pub reopened: BTreeSet<NodeId>,
    /// Its reviews, in order.
    pub reviews: Vec<Review>,
    /// How many decisions each person recorded, for the rule of four eyes.
    pub recorders: BTreeMap<ActorId, u32>,
    /// How many nodes have a decision.
    pub decided: u32,
    /// The resolution.
    pub adoption: Option<Adoption>,
    /// The edition that it became or that reports it.
    pub adopted_as: Option<EditionId>,
    /// Why it was abandoned.
    pub abandoned: Option<Text>,
    /// The sequence of its opening.
    pub sequence: u64,
    /// Its number among the plan's editions and cycles, from 0, in order of arrival.
    pub occasion: u32,
}

impl Cycle {
    /// Whether decisions may be recorded, changed or taken back now, for any node at all.
    pub fn is_open(&self) -> bool {
        self.origin == CycleOrigin::Live
            && match self.state {
                // A change after approval is allowed and voids the approval (invariant 6).
                CycleState::Open | CycleState::Returned | CycleState::Approved => true,
                CycleState::Submitted | CycleState::Adopted | CycleState::Abandoned => false,
            }
    }

    /// Whether a decision about that node may be recorded now; a return reopens only what it names.
    pub fn is_open_for(&self, node: NodeId) -> bool {
        self.is_open()
            && (self.state != CycleState::Returned
                || self.reopened.is_empty()
                || self.reopened.contains(&node))
    }

    /// The decisions that the last return named.
    pub fn returned_decisions(&self) -> &[DecisionId] {
        match self.reviews.last().map(|review| &review.reviewed) {
            Some(Reviewed::Decisions(decisions)) => decisions,
            Some(Reviewed::All) | None => &[],
        }
    }
}
