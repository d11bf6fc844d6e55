//! Reads a wording as a status: as a whole, without its date, and without the words that only say how far or in which
//! manner. What is left must be a word of the vocabulary.

use super::{Term, Vocabulary};
use crate::value::date;
use crate::value::status::{Annotations, Status, StatusError, comparable};
use crate::value::text::Field;
use crate::value::{CanonicalState, Text, TextError};

/// Words that may stand before another word: they say what went before or in which manner. A longer one comes first.
const PREFIXES: [&str; 15] = [
    "一部試行実施の上",
    "一部試行の上",
    "一部実施の上",
    "一部試行後",
    "一部試行",
    "一部実施後",
    "一部実施",
    "試行実施の上",
    "試行の上",
    "試行後",
    "必要に応じて",
    "必要に応じ",
    "その都度",
    "随時",
    "適宜",
];

/// Words that limit what follows them: 「一部継続中」 goes on, but 「一部中止」 is not cancelled.
const LIMITS: [&str; 1] = ["一部"];

/// What joins a date to the word behind it.
const JOINTS: [&str; 8] = ["をもって", "をもち", "にて", "に", "で", "、", "，", ","];

impl Vocabulary {
    /// Reads a wording as printed. White space is kept and means nothing.
    ///
    /// The whole wording is looked up first; then what is left without the date inside it (「平成30年11月 中止」);
    /// then what is left without 一部試行の上, 一部実施, 必要に応じて and their like, and after 一部 alone unless the word
    /// means that the whole has ended or is done. Degree, mode and date are noted in every case.
    ///
    /// # Errors
    /// [`StatusError`] for an empty or unknown wording, a date that is none, and a word that has no state.
    pub fn read(&self, wording: &str) -> Result<Status, StatusError> {
        checked(wording)?;
        if comparable(wording).is_empty() {
            return Err(StatusError::Empty { known: self.words() });
        }
        let term = match self.term_of(wording) {
            Some(term) => term,
            None => self.term_inside(wording)?,
        };
        let without_state = || StatusError::WithoutState { wording: wording.to_owned(), term: term.id };
        let state = term.state.ok_or_else(without_state)?;
        let Annotations { degree, mode, date } = Annotations::of(wording);
        Ok(Status { wording: wording.to_owned(), term: term.id, state, degree, mode, date })
    }

    fn term_inside(&self, wording: &str) -> Result<&Term, StatusError> {
        let rests = without_date(wording)?;
        let whole = rests.iter().find_map(|rest| self.term_of(rest));
        let known = || StatusError::Unknown { wording: wording.to_owned(), known: self.words() };
        whole.or_else(|| rests.iter().find_map(|rest| self.term_behind_prefixes(rest))).ok_or_else(known)
    }

    fn term_behind_prefixes(&self, rest: &str) -> Option<&Term> {
        let mut rest = rest;
        while let Some((prefix, behind)) =
            PREFIXES.iter().find_map(|prefix| Some((prefix, rest.strip_prefix(prefix)?)))
        {
            rest = behind.trim_start_matches(['、', '，', ',', '・']);
            let limits = prefix.starts_with("一部") && !prefix.ends_with(['上', '後']);
            if let Some(term) = self.term_of(rest) {
                return Some(term).filter(|term| !(limits && term.state.is_some_and(contradicts_a_part)));
            }
        }
        let limited = LIMITS.iter().find_map(|limit| rest.strip_prefix(limit))?;
        self.term_of(limited).filter(|term| term.state.is_none_or(is_true_of_a_part))
    }
}

/// Whether it cannot be said of an item that a part of it is or was carried out (「一部実施完了」).
fn contradicts_a_part(state: CanonicalState) -> bool {
    matches!(state, CanonicalState::Done | CanonicalState::NotStarted)
}

/// Whether an item of which only a part is in this state is in it all the same.
fn is_true_of_a_part(state: CanonicalState) -> bool {
    match state {
        CanonicalState::UnderStudy
        | CanonicalState::Ongoing
        | CanonicalState::PartlyDone
        | CanonicalState::AsNeeded
        | CanonicalState::UnderRevision => true,
        CanonicalState::NotStarted
        | CanonicalState::Done
        | CanonicalState::Cancelled
        | CanonicalState::Abolished
        | CanonicalState::Merged
        | CanonicalState::Transferred
        | CanonicalState::OutOfScope => false,
    }
}

/// What is left of the wording, in comparable form, without the date inside it; several readings where the words
/// behind the date may belong to it (「令和3年度中」 and 「中止」). The wording itself where there is no date.
fn without_date(wording: &str) -> Result<Vec<String>, StatusError> {
    let found =
        date::find(wording).map_err(|error| StatusError::Date { wording: wording.to_owned(), error })?;
    let Some(found) = found else { return Ok(vec![comparable(wording)]) };
    let before = comparable(&wording[..found.start]);
    let rest = |end: usize| {
        let behind = comparable(&wording[end..]);
        // A date in brackets leaves them empty.
        for (open, close) in [("(", ")"), ("（", "）")] {
            if let (Some(before), Some(behind)) = (before.strip_suffix(open), behind.strip_prefix(close)) {
                return format!("{before}{behind}");
            }
        }
        let behind = JOINTS.iter().find_map(|joint| behind.strip_prefix(joint)).unwrap_or(&behind);
        format!("{}{behind}", before.trim_end_matches(['、', '，', ',']))
    };
    Ok(found.ends.into_iter().map(rest).collect())
}

/// Refuses what could not be printed back: control characters, carriage returns, too long a text.
fn checked(wording: &str) -> Result<(), TextError> {
    Text::parse(Field::Short, wording)?;
    match wording.chars().position(|c| c == '\r') {
        Some(at) => Err(TextError::Control { code: 13, at: at + 1 }),
        None => Ok(()),
    }
}
