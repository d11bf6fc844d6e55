//! What the caller knows before a file is read.

use super::FormerColumns;
use domain::id::TermId;
use domain::value::vocabulary::VocabularyError;
use domain::value::{CanonicalState, Meaning, Term, Vocabulary};
use serde::Deserialize;

/// What an edition is called, and its date where the name is none: 中期, 令和3年3月.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionName {
    /// What its owners call it.
    pub label: String,
    /// Its date.
    #[serde(default)]
    pub date: Option<String>,
}

/// What helps to understand a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Hints {
    /// The words for a status.
    pub vocabulary: Vocabulary,
    /// Headings that this plan uses, before those that councils commonly use.
    pub headings: Vec<(String, Meaning)>,
    /// What the edition is called, where the table does not say.
    pub edition: Option<EditionName>,
    /// Which columns speak of the edition before, in a table of two editions side by side.
    pub former: Option<FormerColumns>,
}

impl Hints {
    /// The vocabulary alone.
    pub fn new(vocabulary: Vocabulary) -> Self {
        Self { vocabulary, headings: Vec::new(), edition: None, former: None }
    }

    /// Adds a status word, or gives another state to a word that is there; the id is used for a new word only.
    ///
    /// The version of the vocabulary stays; whether this is a new one is for the caller to say.
    ///
    /// # Errors
    /// [`VocabularyError`] for a word that is empty, too long or has control characters.
    pub fn add_status_word(
        &mut self,
        id: TermId,
        wording: &str,
        state: CanonicalState,
    ) -> Result<(), VocabularyError> {
        let term = match self.vocabulary.term_of(wording) {
            Some(known) => Term { state: Some(state), ..known.clone() },
            None => Term { id, wording: wording.to_owned(), state: Some(state), definition: None },
        };
        let version = self.vocabulary.version;
        self.vocabulary = Vocabulary { version, ..self.vocabulary.with_term(term)? };
        Ok(())
    }
}
