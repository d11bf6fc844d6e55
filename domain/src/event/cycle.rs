//! Review cycles, their decisions, and the reasons of these.

use crate::digest::Digest;
use crate::id::{CycleId, DecisionId, EditionId, NodeId, ReviewId};
use crate::value::{
    Certainty, Evidence, PrintedDate, ProfileVersion, Reason, ReasonCode, Seen, Status, Text,
    VocabularyVersion,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a cycle comes from.
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CycleOrigin {
    /// Run here, with its workflow.
    Live,
    /// Reported by a printed edition.
    Transcribed,
    /// 推定: worked out from a later edition.
    Inferred,
}

/// A review cycle.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct CycleOpened {
    /// The cycle.
    pub cycle: CycleId,
    /// Where it comes from.
    pub origin: CycleOrigin,
    /// What its owners call it: 令和6年3月.
    pub label: Text,
    /// When.
    pub date: PrintedDate,
    /// The edition that it reviews.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<EditionId>,
}

/// What a decision does.
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The item changes.
    Changed,
    /// 変更なし.
    Unchanged,
    /// An ended item is taken up again.
    Revived,
}

/// What a cycle decides about one node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct StatusDecided {
    /// The decision.
    pub decision: DecisionId,
    /// The cycle.
    pub cycle: CycleId,
    /// The node.
    pub node: NodeId,
    /// Changed, unchanged or revived.
    pub outcome: Outcome,
    /// The status from now on; none where the row has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// From when it holds; none when that is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<PrintedDate>,
    /// 見直し時期 as the row prints it from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<PrintedDate>,
    /// The classes of the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<ReasonCode>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Which body decided, where that is known before adoption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Text>,
    /// On which day, where that is known before adoption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// On what evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// What the author saw.
    pub seen: Seen,
    /// Stated, or inferred from a later edition.
    pub certainty: Certainty,
    /// The printed edition whose row says so; the decision does not count once that edition is voided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<EditionId>,
    /// The decision that it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<DecisionId>,
}

/// A decision of an open cycle is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct DecisionWithdrawn {
    /// The decision.
    pub decision: DecisionId,
    /// Its cycle, so that a fold need not look for it.
    pub cycle: CycleId,
    /// The node that it was about, so that a fold need not look for it.
    pub node: NodeId,
    /// Why.
    pub reason: Text,
}

/// 付議: the cycle is put before those who approve.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct CycleSubmitted {
    /// The cycle.
    pub cycle: CycleId,
    /// From 1, one more after each return.
    pub round: u32,
    /// Of all decisions and texts that are submitted.
    pub digest: Digest,
}

/// What a review speaks about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reviewed {
    /// The whole cycle.
    All,
    /// These decisions.
    Decisions(Vec<DecisionId>),
}

/// What a review says.
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 承認.
    Approved,
    /// 差戻し.
    Returned,
}

/// A person approves or returns what was submitted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct ReviewGiven {
    /// The review.
    pub review: ReviewId,
    /// The cycle.
    pub cycle: CycleId,
    /// What it speaks about.
    pub reviewed: Reviewed,
    /// Approved or returned.
    pub verdict: Verdict,
    /// In words; owed for a return.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text>,
    /// Whether the organisation asked for four eyes when it was given.
    pub four_eyes: bool,
    /// Of what the person saw.
    pub digest: Digest,
}

/// How the body resolved.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// 全会一致.
    Unanimous,
    /// 賛成多数.
    Majority,
    /// In other words.
    Other(Text),
}

/// The body's resolution: the cycle's table becomes an edition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct CycleAdopted {
    /// The cycle.
    pub cycle: CycleId,
    /// The edition.
    pub edition: EditionId,
    /// What the edition is called.
    pub label: Text,
    /// The edition's date.
    pub date: PrintedDate,
    /// The lines above its header row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title_lines: Vec<Text>,
    /// Which body.
    pub body: Text,
    /// At which meeting.
    pub meeting: Text,
    /// On which day.
    pub resolved_on: Date,
    /// With what result.
    pub result: Resolution,
    /// The minutes, or another document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// The edition is the fold of the stream up to here, cut by this cycle.
    pub at_sequence: u64,
    /// Of the table as adopted.
    pub table: Digest,
    /// Its columns.
    pub profile: ProfileVersion,
    /// Its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vocabularies: Vec<VocabularyVersion>,
}

/// The cycle ends without a resolution.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct CycleAbandoned {
    /// The cycle.
    pub cycle: CycleId,
    /// Why.
    pub reason: Text,
}

/// A person classifies the reason of a decision afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct ReasonClassified {
    /// The decision.
    pub decision: DecisionId,
    /// The node that it is about, so that a fold need not look for it.
    pub node: NodeId,
    /// The classes from now on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<ReasonCode>,
    /// The classes until now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<ReasonCode>,
}
