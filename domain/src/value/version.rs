//! A version of a profile or of a vocabulary, by id.

use crate::id::{ProfileId, VocabularyId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One version of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
pub struct ProfileVersion {
    /// Which profile.
    pub profile: ProfileId,
    /// From 1.
    pub version: u32,
}

/// One version of a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
pub struct VocabularyVersion {
    /// Which vocabulary.
    pub vocabulary: VocabularyId,
    /// From 1.
    pub version: u32,
}

/// How sure a statement is: read in a document, worked out from one, or confirmed by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// As a document or a person states it.
    Stated,
    /// 推定: worked out, until something states it.
    Inferred,
    /// Proposed by the software and confirmed by a person.
    Confirmed,
}
