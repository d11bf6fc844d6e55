//! What the caller knows before a file is read.

use domain::id::TermId;
use domain::value::vocabulary::VocabularyError;
use domain::value::{CanonicalState, Meaning, Term, Vocabulary};

/// What helps to understand a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Hints {
    /// The words for a status.
    pub vocabulary: Vocabulary,
    /// Headings that this plan uses, before those that councils commonly use.
    pub headings: Vec<(String, Meaning)>,
}

impl Hints {
    /// The vocabulary alone.
    pub fn new(vocabulary: Vocabulary) -> Self {
        Self { vocabulary, headings: Vec::new() }
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
