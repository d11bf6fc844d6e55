//! The words of a plan and what each means. A vocabulary is versioned; renaming a word never rewrites an edition.
//!
//! A word that the vocabulary does not have is refused, never guessed.

mod default_words;
mod read;

pub use default_words::default_terms;

use super::status::comparable;
use super::text::Field;
use super::{CanonicalState, Text, TextError};
use crate::id::{TermId, VocabularyId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the words are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
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

impl VocabularyKind {
    /// The words with which a vocabulary of the kind begins; none for a kind without states.
    pub fn default_words(self) -> Vec<(&'static str, CanonicalState)> {
        let base = default_terms().iter().copied();
        match self {
            Self::Status => base.collect(),
            Self::PlannedStatus | Self::ActualStatus => base.chain(default_words::OF_A_YEAR).collect(),
            Self::Category | Self::Reason | Self::Disposition => Vec::new(),
        }
    }

    /// Whether its words have canonical states.
    pub const fn has_states(self) -> bool {
        match self {
            Self::Status | Self::PlannedStatus | Self::ActualStatus => true,
            Self::Category | Self::Reason | Self::Disposition => false,
        }
    }
}

/// One word and its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
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

/// Why a vocabulary cannot have a term.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, JsonSchema)]
pub enum VocabularyError {
    /// A wording or a definition that is no text.
    #[error("word: {0}")]
    Text(#[from] TextError),
    /// Another term has the wording, white space apart.
    #[error("the word {wording:?} is taken; accepted is a word that no other term has")]
    Taken {
        /// The wording as given.
        wording: String,
        /// The term that has it.
        by: TermId,
    },
    /// A word for a status without a state.
    #[error("the word {wording:?} has no state; accepted is one of {}", CanonicalState::ALL.map(CanonicalState::name).join(", "))]
    WithoutState {
        /// The wording as given.
        wording: String,
    },
}

impl Vocabulary {
    /// The first version of a vocabulary with the words that councils use, in their order, one id each; as many words
    /// as there are ids, so pass enough for [`VocabularyKind::default_words`]. A kind without states begins without words.
    pub fn of_default_words(
        id: VocabularyId,
        kind: VocabularyKind,
        ids: impl Iterator<Item = TermId>,
    ) -> Self {
        let term = |((wording, state), id)| Term {
            id,
            wording: String::from(wording),
            state: Some(state),
            definition: None,
        };
        Self { id, version: 1, kind, terms: kind.default_words().into_iter().zip(ids).map(term).collect() }
    }

    /// The next version, in which the term is new or, where its id is known, has this wording and meaning.
    ///
    /// # Errors
    /// [`VocabularyError`] when the wording is empty or taken, or has no state where the kind needs one.
    pub fn with_term(&self, term: Term) -> Result<Self, VocabularyError> {
        Text::parse_filled(Field::Short, &term.wording)?;
        Text::parse(Field::Remark, term.definition.as_deref().unwrap_or_default())?;
        if let Some(other) = self.term_of(&term.wording).filter(|other| other.id != term.id) {
            return Err(VocabularyError::Taken { wording: term.wording, by: other.id });
        }
        if self.kind.has_states() && term.state.is_none() {
            return Err(VocabularyError::WithoutState { wording: term.wording });
        }
        let mut terms = self.terms.clone();
        match terms.iter_mut().find(|known| known.id == term.id) {
            Some(known) => *known = term,
            None => terms.push(term),
        }
        Ok(Self { version: self.version.saturating_add(1), terms, ..*self })
    }

    /// The term of that id.
    pub fn term(&self, id: TermId) -> Option<&Term> {
        self.terms.iter().find(|term| term.id == id)
    }

    /// The term of that wording; white space does not count.
    pub fn term_of(&self, wording: &str) -> Option<&Term> {
        let wanted = comparable(wording);
        self.terms.iter().find(|term| comparable(&term.wording) == wanted)
    }

    /// Every word, in the vocabulary's order.
    pub fn words(&self) -> Vec<String> {
        self.terms.iter().map(|term| term.wording.clone()).collect()
    }
}
