//! A status in a cell, or what is wrong with it: an unknown word, or two words that say different things.

use super::rows::start;
use crate::problem::Finding;
use domain::value::status::StatusError;
use domain::value::{Status, Vocabulary};

/// Reads one cell that says something. A word that the vocabulary does not have is asked for, never guessed.
pub(super) fn read(wording: &str, vocabulary: &Vocabulary) -> Result<Status, Finding> {
    vocabulary.read(wording).map_err(|error| {
        let is_unknown = matches!(error, StatusError::Unknown { .. });
        match is_unknown.then(|| two(wording, vocabulary)).flatten() {
            Some(words) => Finding::TwoStatuses { wording: start(wording), words },
            None => Finding::NotAStatus { wording: start(wording), error },
        }
    })
}

/// The words of a cell of several, each of which is known.
fn two(wording: &str, vocabulary: &Vocabulary) -> Option<Vec<String>> {
    let between = |c: char| matches!(c, '\n' | '、' | '，' | ',' | '・' | '／' | '/' | '→' | '⇒');
    let words: Vec<&str> = wording.split(between).map(str::trim).filter(|word| !word.is_empty()).collect();
    let all_known = words.len() > 1 && words.iter().all(|word| vocabulary.read(word).is_ok());
    all_known.then(|| words.into_iter().map(str::to_owned).collect())
}
