//! What can be found in the tables of a trace.

use super::Severity;
use domain::value::TraceLevel;
use schemars::JsonSchema;
use serde::Serialize;

/// What was found, with its data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TraceFinding {
    /// The profile says of no column which level of the trace it is.
    NoLevels,
    /// No header row has a column of the level that makes the rows.
    NoColumn {
        /// The level.
        level: TraceLevel,
        /// The headings that the profile gives it.
        headings: Vec<String>,
    },
    /// The profile names a heading that no table has.
    HeadingMissing {
        /// As the profile names it.
        heading: String,
    },
    /// Two columns with the same heading.
    HeadingTwice {
        /// The heading.
        heading: String,
    },
    /// A blank cell, read as the one above it.
    AsAbove {
        /// What stands above.
        text: String,
    },
    /// A row without a text of a level that its table has.
    Without {
        /// The level.
        level: TraceLevel,
    },
    /// The same text in another row; both are kept.
    Repeated {
        /// The row that has it first.
        first: u32,
    },
    /// A class that no policy has as its name.
    ClassUnknown {
        /// The class.
        class: String,
        /// The policy whose name is the nearest.
        nearest: Option<String>,
    },
    /// A link that a person has taken back is not made again.
    LinkRetracted {
        /// What it led from.
        from: String,
        /// What it led to.
        to: String,
    },
    /// A row that an earlier import brought and the tables do not have any more; it stays.
    Gone {
        /// Its text.
        text: String,
    },
}

impl TraceFinding {
    /// Whether it stops the import.
    pub(super) const fn severity(&self) -> Severity {
        match self {
            Self::NoLevels
            | Self::NoColumn { .. }
            | Self::HeadingMissing { .. }
            | Self::HeadingTwice { .. } => Severity::Error,
            Self::AsAbove { .. }
            | Self::Without { .. }
            | Self::Repeated { .. }
            | Self::ClassUnknown { .. }
            | Self::LinkRetracted { .. }
            | Self::Gone { .. } => Severity::Warning,
        }
    }

    /// The stable name, for machines.
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::NoLevels => "trace-no-levels",
            Self::NoColumn { .. } => "trace-no-column",
            Self::HeadingMissing { .. } => "trace-heading-missing",
            Self::HeadingTwice { .. } => "trace-heading-twice",
            Self::AsAbove { .. } => "trace-as-above",
            Self::Without { .. } => "trace-without",
            Self::Repeated { .. } => "trace-repeated",
            Self::ClassUnknown { .. } => "trace-class-unknown",
            Self::LinkRetracted { .. } => "trace-link-retracted",
            Self::Gone { .. } => "trace-gone",
        }
    }

    /// What was found, in English.
    pub(super) fn found(&self) -> String {
        match self {
            Self::NoLevels => "no column that is a level of the trace".to_owned(),
            Self::NoColumn { level, headings } => {
                format!("no column for {} ({})", level.name(), headings.join(", "))
            }
            Self::HeadingMissing { heading } => {
                format!("no table has the column {heading:?}, which the profile names")
            }
            Self::HeadingTwice { heading } => format!("two columns {heading:?}"),
            Self::AsAbove { text } => format!("a blank cell, read as the one above it: {text:?}"),
            Self::Without { level } => format!("a row without {}", level.name()),
            Self::Repeated { first } => format!("the same text as in row {first}"),
            Self::ClassUnknown { class, nearest: Some(nearest) } => {
                format!("no policy is called {class:?}; the nearest name is {nearest:?}")
            }
            Self::ClassUnknown { class, nearest: None } => format!("no policy is called {class:?}"),
            Self::LinkRetracted { from, to } => {
                format!("the link from {from:?} to {to:?} was taken back and is not made again")
            }
            Self::Gone { text } => format!("{text:?} is not in the tables any more"),
        }
    }

    /// What would be accepted, in English.
    pub(super) fn accepted(&self) -> String {
        match self {
            Self::NoLevels | Self::NoColumn { .. } | Self::HeadingMissing { .. } => {
                "a section [trace] of the profile that says heading = level for the headings of the tables"
                    .to_owned()
            }
            Self::HeadingTwice { .. } => "a heading of its own for each column".to_owned(),
            Self::AsAbove { .. } => {
                "the text itself, where the row is not about what stands above".to_owned()
            }
            Self::Without { .. } => "a text; the row is listed without one".to_owned(),
            Self::Repeated { .. } => "one row for each issue; both are kept".to_owned(),
            Self::ClassUnknown { .. } => {
                "the name of a policy, or a link that a person states (minaoshi trace link)".to_owned()
            }
            Self::LinkRetracted { .. } => "a link that a person states anew (minaoshi trace link)".to_owned(),
            Self::Gone { .. } => "the row; it stays as it was recorded".to_owned(),
        }
    }
}
