//! The words of a plan and what each means. A vocabulary is versioned; renaming a word never rewrites an edition.

use super::CanonicalState;
use crate::id::{TermId, VocabularyId};
use serde::{Deserialize, Serialize};

/// What the words are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VocabularyKind {
    /// 状況: how an item stands.
    Status,
    /// 計画事項: what was planned for a year.
    PlannedStatus,
    /// 実施状況: what came of it.
    ActualStatus,
    /// 区分: one axis of categories.
    Category,
    /// Reason codes beyond the ten default ones.
    Reason,
    /// A to E of an answer to a public comment.
    Disposition,
}

/// One word and its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Term {
    /// Stable across versions and wordings.
    pub id: TermId,
    /// As printed.
    pub wording: String,
    /// What it means, where the kind has canonical states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<CanonicalState>,
    /// The owner's definition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
}

/// One version of a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Vocabulary {
    /// The same through all versions.
    pub id: VocabularyId,
    /// From 1.
    pub version: u32,
    /// What the words are for.
    pub kind: VocabularyKind,
    /// The words.
    pub terms: Vec<Term>,
}
