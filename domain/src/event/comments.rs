//! Public comments (意見募集).

use crate::id::{ConsultationId, NodeId, OpinionId, VocabularyId};
use crate::value::Text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How opinions came in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct SubmissionChannel {
    /// Such as 郵送 or 電子メール.
    pub name: Text,
    /// 通.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letters: Option<u32>,
    /// 件.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinions: Option<u32>,
}

/// Whether opinions are still taken.
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsultationState {
    /// Still taken.
    Open,
    /// No longer taken.
    Closed,
}

/// A consultation, replacing what was recorded of it before.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct ConsultationRecorded {
    /// The consultation.
    pub consultation: ConsultationId,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// The period as printed, with its weekdays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_period: Option<Text>,
    /// How many came by which way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<SubmissionChannel>,
    /// The codes of the answers and their definitions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispositions: Option<VocabularyId>,
    /// Open or closed.
    pub state: ConsultationState,
}

/// One opinion.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct OpinionRecorded {
    /// The opinion.
    pub opinion: OpinionId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// Its number as printed.
    pub number: Text,
    /// 意見の趣旨.
    pub gist: Text,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<NodeId>,
}

/// The organisation's view of an opinion.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct OpinionAnswered {
    /// The opinion.
    pub opinion: OpinionId,
    /// 考え方.
    pub view: Text,
    /// A to E, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Text>,
    /// Whether it replaces an earlier answer.
    pub supersedes: bool,
}
