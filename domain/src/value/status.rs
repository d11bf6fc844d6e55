//! A status is its wording; a vocabulary term gives it a meaning, annotations answer queries.

use super::PrintedDate;
use crate::id::TermId;
use crate::value::CanonicalState;
use serde::{Deserialize, Serialize};

/// How far a status goes, as printed (一部実施, 一部試行).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 必要に応じて, その都度, 随時.
    AsNeeded,
}

/// A status as printed, with the term that maps it as a whole to one canonical state.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
