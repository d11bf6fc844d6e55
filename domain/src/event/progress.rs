//! What departments report between cycles.

use crate::id::{NodeId, QuestionId, ReportId, UnitId};
use crate::value::{PrintedDate, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 進捗 of a node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct ProgressReported {
    /// The report.
    pub report: ReportId,
    /// The node.
    pub node: NodeId,
    /// Over which time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<PrintedDate>,
    /// 実施状況, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bullets: Vec<Text>,
    /// On which day.
    pub reported_on: Date,
    /// By which department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
}

/// A question about a node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct QuestionAsked {
    /// The question.
    pub question: QuestionId,
    /// The node.
    pub node: NodeId,
    /// In words.
    pub text: Text,
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct QuestionAnswered {
    /// The question.
    pub question: QuestionId,
    /// In words.
    pub text: Text,
}
