//! The plan's own words and what each means.

use domain::id::VocabularyId;
use domain::plan::Plan;
use domain::value::{Term, Vocabulary, VocabularyKind};
use serde::Serialize;

/// A word of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenWord {
    /// What the word is for.
    pub kind: VocabularyKind,
    /// The vocabulary.
    pub vocabulary: VocabularyId,
    /// What an axis of categories is called.
    pub axis: Option<String>,
    /// The word, its meaning and its definition, as they were defined last.
    pub term: Term,
}

/// Every word that a plan has or had, in the order in which words were defined.
pub(super) fn of(plan: &Plan) -> Vec<OpenWord> {
    let mut words: Vec<OpenWord> = Vec::new();
    for vocabulary in &plan.head.vocabularies {
        for term in &vocabulary.terms {
            match words.iter_mut().find(|word| word.term.id == term.id) {
                Some(word) => word.term = term.clone(),
                None => words.push(OpenWord::of(plan, vocabulary, term)),
            }
        }
    }
    words
}

impl OpenWord {
    fn of(plan: &Plan, vocabulary: &Vocabulary, term: &Term) -> Self {
        Self {
            kind: vocabulary.kind,
            vocabulary: vocabulary.id,
            axis: plan.head.axis_name(vocabulary.id).map(str::to_owned),
            term: term.clone(),
        }
    }
}
