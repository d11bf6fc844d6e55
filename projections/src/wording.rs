//! What people read: names of codes, sentences for refusals, summaries of events, in Japanese and English.
//!
//! Both languages of a name stand side by side, and every match names every case, so that a new code does not compile
//! without its words.

mod charts;
mod comments;
mod date;
mod document;
mod history;
mod lint;
mod names;
mod narrative;
mod number;
mod open_data;
mod pack;
mod refusal;
mod replacements;
mod report;
mod side;
mod trace;
mod word;

pub use charts::*;
pub use comments::{channels_differ, consultation_state, opinions, results_not_public, wrong_weekday};
pub use date::{day, recorded_at, since};
pub use document::*;
pub use history::{occasion, summary, through};
pub use lint::{lint, lint_advice};
pub use names::*;
pub use narrative::{Passage, narrative};
pub use number::{days, editions, items, items_of, months, years};
pub use open_data::{degree, mode, precision};
pub use pack::*;
pub use refusal::refusal;
pub use replacements::*;
pub use report::*;
pub use side::side;
pub use trace::{orphan, trace_level};
pub use word::{Title, Word, title, word};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The language of a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, JsonSchema, Deserialize)]
pub enum Language {
    /// 日本語.
    #[default]
    #[serde(rename = "ja")]
    Japanese,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Japanese, Self::English];

    /// As in BCP 47: `ja`, `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
        }
    }

    /// The language of a tag; regions and letter case do not matter (`ja-JP`, `EN`).
    pub fn of_tag(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_', '.']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(first))
    }

    /// The words in this language.
    pub const fn of<'w>(self, japanese: &'w str, english: &'w str) -> &'w str {
        match self {
            Self::Japanese => japanese,
            Self::English => english,
        }
    }

    /// The sentence in this language.
    fn say(self, japanese: String, english: String) -> String {
        match self {
            Self::Japanese => japanese,
            Self::English => english,
        }
    }
}
