//! What can be found in a table of opinions and in what is said of their consultation.

use super::Severity;
use schemars::JsonSchema;
use serde::Serialize;

/// What was found, with its data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpinionFinding {
    /// No header row has that column.
    NoColumn {
        /// What it is called.
        name: &'static str,
    },
    /// An opinion without a number.
    NoNumber,
    /// An opinion without its gist.
    NoGist,
    /// The same number twice.
    NumberTwice {
        /// The number.
        number: String,
        /// The row that has it first.
        first: u32,
    },
    /// A code that the consultation does not define.
    UnknownCode {
        /// As printed.
        code: String,
        /// Those that it defines.
        known: Vec<String>,
    },
    /// A number that no item has.
    UnknownItem {
        /// As printed.
        item: String,
    },
    /// An opinion that is recorded with other words.
    Differs {
        /// Its number.
        number: String,
    },
    /// A link or an answer of an opinion that is not in the table.
    UnknownOpinion {
        /// The number.
        number: String,
    },
    /// An opinion without an answer.
    Unanswered {
        /// Its number.
        number: String,
    },
    /// A code without a view.
    CodeAlone {
        /// Its number.
        number: String,
    },
    /// An answer that was replaced since; it is not brought back.
    ReplacedSince {
        /// The opinion's number.
        number: String,
    },
    /// The consultation was closed since; it is not opened again.
    ClosedSince,
    /// A weekday that is not the day's.
    Weekday {
        /// As printed.
        text: String,
        /// The day's.
        is: String,
    },
    /// How many opinions the channels say there were, and how many there are.
    Total {
        /// The channels' sum.
        printed: u32,
        /// The rows.
        counted: u32,
    },
}

impl OpinionFinding {
    /// Whether it stops the import.
    pub(super) const fn severity(&self) -> Severity {
        match self {
            Self::NoColumn { .. }
            | Self::NoNumber
            | Self::NoGist
            | Self::NumberTwice { .. }
            | Self::UnknownCode { .. }
            | Self::UnknownItem { .. }
            | Self::Differs { .. }
            | Self::UnknownOpinion { .. }
            | Self::CodeAlone { .. } => Severity::Error,
            Self::Unanswered { .. }
            | Self::ReplacedSince { .. }
            | Self::ClosedSince
            | Self::Weekday { .. }
            | Self::Total { .. } => Severity::Warning,
        }
    }

    /// The stable name, for machines.
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::NoColumn { .. } => "opinion-no-column",
            Self::NoNumber => "opinion-no-number",
            Self::NoGist => "opinion-no-gist",
            Self::NumberTwice { .. } => "opinion-number-twice",
            Self::UnknownCode { .. } => "opinion-unknown-code",
            Self::UnknownItem { .. } => "opinion-unknown-item",
            Self::Differs { .. } => "opinion-differs",
            Self::UnknownOpinion { .. } => "opinion-unknown",
            Self::Unanswered { .. } => "opinion-unanswered",
            Self::CodeAlone { .. } => "opinion-code-alone",
            Self::ReplacedSince { .. } => "opinion-replaced-since",
            Self::ClosedSince => "opinion-closed-since",
            Self::Weekday { .. } => "opinion-weekday",
            Self::Total { .. } => "opinion-total",
        }
    }

    /// What was found, in English.
    pub(super) fn found(&self) -> String {
        match self {
            Self::NoColumn { name } => format!("no column {name}"),
            Self::NoNumber => "an opinion without a number".to_owned(),
            Self::NoGist => "an opinion without its gist".to_owned(),
            Self::NumberTwice { number, first } => format!("number {number} again, first in row {first}"),
            Self::UnknownCode { code, .. } => format!("unknown code {code:?}"),
            Self::UnknownItem { item } => format!("no item has the number {item:?}"),
            Self::Differs { number } => format!("opinion {number} is recorded with other words"),
            Self::UnknownOpinion { number } => format!("no opinion has the number {number:?}"),
            Self::Unanswered { number } => format!("opinion {number} has no answer yet"),
            Self::CodeAlone { number } => format!("opinion {number} has a code and no view"),
            Self::ReplacedSince { number } => {
                format!("the answer to opinion {number} was replaced since and is not brought back")
            }
            Self::ClosedSince => "the consultation was closed since and is not opened again".to_owned(),
            Self::Weekday { text, is } => format!("{text:?}, which is a {is}"),
            Self::Total { printed, counted } => {
                format!("the channels say {printed} opinions, the table has {counted}")
            }
        }
    }

    /// What would be accepted, in English.
    pub(super) fn accepted(&self) -> String {
        match self {
            Self::NoColumn { name } => format!("a heading such as {name}, or one that [columns] names"),
            Self::NoNumber | Self::NumberTwice { .. } => "a number of its own for each opinion".to_owned(),
            Self::NoGist => "what the opinion says".to_owned(),
            Self::UnknownCode { known, .. } => format!("one of {}", known.join(", ")),
            Self::UnknownItem { .. } => "the number of an item as it is now".to_owned(),
            Self::Differs { .. } => {
                "the words that are recorded; a recorded opinion is never rewritten".to_owned()
            }
            Self::UnknownOpinion { .. } => "the number of an opinion of the table".to_owned(),
            Self::Unanswered { .. } => "a view (考え方); until then the results are not public".to_owned(),
            Self::CodeAlone { .. } => "a view (考え方) beside the code".to_owned(),
            Self::ReplacedSince { .. } => "the answer that counts, or minaoshi comments answer".to_owned(),
            Self::ClosedSince => "state = \"closed\"".to_owned(),
            Self::Weekday { .. } => "the day and its weekday; it is kept as printed".to_owned(),
            Self::Total { .. } => "the same number; both are kept".to_owned(),
        }
    }
}
