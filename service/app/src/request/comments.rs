//! What callers send about the trace and about public comments.

use serde::{Deserialize, Serialize};

/// State that a term of the trace, or an item, answers to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkTrace {
    /// What answers: a term by its words or its id, an item by its number.
    pub from: String,
    /// What is answered to.
    pub to: String,
    /// In which relation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
    /// The edition that says so; the current one where that is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
}

/// How opinions came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Such as 郵送.
    pub name: String,
    /// 通.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letters: Option<u32>,
    /// 件.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinions: Option<u32>,
}

/// A code of answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disposition {
    /// Such as A.
    pub code: String,
    /// What it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
}

/// Record a public consultation, replacing what was recorded of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordConsultation {
    /// The consultation, by its id; none records a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation: Option<String>,
    /// The period as printed, with its weekdays.
    pub period: String,
    /// The first day, where the period does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day, where the period does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// `open` or `closed`.
    pub state: String,
    /// How many came by which way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// The codes of the answers, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dispositions: Vec<Disposition>,
}

/// Record an opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordOpinion {
    /// The consultation, by its id; the newest where that is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation: Option<String>,
    /// Its number as printed.
    pub number: String,
    /// 意見の趣旨.
    pub gist: String,
    /// What it is about: items by number or id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
}

/// Answer an opinion; an answer that is there is replaced and kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerOpinion {
    /// The consultation, by its id; the newest where that is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation: Option<String>,
    /// The opinion, by its number or its id.
    pub opinion: String,
    /// 考え方.
    pub view: String,
    /// 区分: one of the codes of the consultation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposition: Option<String>,
}

/// No longer take opinions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseConsultation {
    /// The consultation, by its id; the newest where that is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation: Option<String>,
}
