//! A status is its wording; a vocabulary term gives it a meaning, annotations answer queries.
//!
//! [`super::Vocabulary::read`] makes one. The annotations never change the meaning: that is the term's alone.

use super::date::{self, DateError, PrintedDate};
use super::{CanonicalState, TextError};
use crate::id::TermId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How far a status goes, as printed (一部実施, 一部試行).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Degree {
    /// 一部.
    Partly,
    /// 一部試行 or 試行.
    Trial,
    /// 全部, 全面.
    Fully,
}

/// In which manner, as printed (必要に応じて, その都度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 必要に応じて, その都度, 随時.
    AsNeeded,
}

/// A status as printed, with the term that maps it as a whole to one canonical state.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct Status {
    /// As printed, for ever.
    pub wording: String,
    /// The vocabulary's term.
    pub term: TermId,
    /// The term's canonical state when the status was stated.
    pub state: CanonicalState,
    /// How far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degree: Option<Degree>,
    /// In which manner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// The date inside the wording (「平成30年11月 中止」).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PrintedDate>,
}

/// Why a wording is no status of a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, JsonSchema)]
pub enum StatusError {
    /// A control character or too long.
    #[error("status: {0}")]
    Text(#[from] TextError),
    /// Nothing in it.
    #[error("empty status; accepted is one of {}", .known.join(", "))]
    Empty {
        /// The words of the vocabulary.
        known: Vec<String>,
    },
    /// Looks like a date and is none: 「平成30年13月 中止」.
    #[error("status {wording:?}: {error}")]
    Date {
        /// The wording as given.
        wording: String,
        /// What is wrong with the date.
        error: DateError,
    },
    /// No term of the vocabulary.
    #[error("unknown status {wording:?}; accepted is one of {}, with a date or 一部試行の上 before it", .known.join(", "))]
    Unknown {
        /// The wording as given.
        wording: String,
        /// The words of the vocabulary.
        known: Vec<String>,
    },
    /// A term that has no canonical state.
    #[error("the word {wording:?} of the vocabulary has no state; accepted is a word that has one")]
    WithoutState {
        /// The wording as given.
        wording: String,
        /// The term that it names.
        term: TermId,
    },
}

/// What a wording says besides its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Annotations {
    pub(super) degree: Option<Degree>,
    pub(super) mode: Option<Mode>,
    pub(super) date: Option<PrintedDate>,
}

impl Status {
    /// Whether the wording itself names a date, a degree or a mode.
    pub fn is_annotated(&self) -> bool {
        self.degree.is_some() || self.mode.is_some() || self.date.is_some()
    }
}

/// Prints what was read.
impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.wording)
    }
}

impl Annotations {
    /// Reads them from a wording, whatever it means.
    pub(super) fn of(wording: &str) -> Self {
        let text = comparable(wording);
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let degree =
            [(Degree::Trial, &["試行"][..]), (Degree::Partly, &["一部"]), (Degree::Fully, &["全部", "全面"])];
        Self {
            degree: degree.into_iter().find_map(|(degree, words)| says(words).then_some(degree)),
            mode: says(&["必要に応じ", "その都度", "随時", "適宜"]).then_some(Mode::AsNeeded),
            date: date::find(wording)
                .ok()
                .flatten()
                .and_then(|found| PrintedDate::parse(&wording[found.start..found.end]).ok()),
        }
    }
}

/// A wording without white space, which means nothing between Japanese words. For comparing only.
pub(super) fn comparable(wording: &str) -> String {
    wording.chars().filter(|c| !c.is_whitespace()).collect()
}
