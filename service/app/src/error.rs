//! Why a use case did not do what it was asked to; the web maps it to HTTP once, the command line to an exit code.

use crate::permission::Operation;
use domain::Refusal;
use domain::id::NodeId;
use domain::value::SeenRow;
use import::Problems;
use storage::{ExecuteError, OpenError};

/// Something that a caller named and that is not there, or that it may not know of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A plan.
    Plan,
    /// An edition.
    Edition,
    /// A heading or an item.
    Item,
    /// A cycle.
    Cycle,
    /// A decision.
    Decision,
    /// A source or a piece of evidence.
    Source,
    /// A link between items or plans.
    Link,
    /// A token.
    Token,
    /// A consultation.
    Consultation,
    /// An opinion.
    Opinion,
}

impl Thing {
    /// Its name in messages and in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Edition => "edition",
            Self::Item => "item",
            Self::Cycle => "cycle",
            Self::Decision => "decision",
            Self::Source => "source",
            Self::Link => "link",
            Self::Token => "token",
            Self::Consultation => "consultation",
            Self::Opinion => "opinion",
        }
    }
}

/// A use case did not do what it was asked to; nothing was written unless it says so.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// A field of the request cannot be read.
    #[error("{field}: {found:?} is not accepted; accepted is {accepted}")]
    Invalid {
        /// Which field.
        field: &'static str,
        /// What was given.
        found: String,
        /// What would be accepted.
        accepted: String,
    },
    /// A file cannot be taken over.
    #[error("the file has problems")]
    File(Problems),
    /// The table of an edition that exists already has other rows, so that it cannot be told which cell was corrected.
    #[error("the edition {edition} has other rows: {detail}")]
    OtherRows {
        /// Which edition.
        edition: String,
        /// Where they differ.
        detail: String,
    },
    /// There is no such thing.
    #[error("no {} {name:?}", thing.name())]
    NotFound {
        /// What.
        thing: Thing,
        /// As it was named.
        name: String,
    },
    /// The caller may not do that.
    #[error("not allowed: {0:?}")]
    Forbidden(Operation),
    /// The caller has no token, or one that does not count.
    #[error("a valid token is needed")]
    Unauthenticated,
    /// A slug is taken.
    #[error("the name {slug:?} is taken")]
    SlugTaken {
        /// The slug.
        slug: String,
    },
    /// The rules of the plan forbid it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The row has moved on since it was seen; both readings.
    #[error("the row has moved on since revision {}", seen.revision)]
    Stale {
        /// The node.
        node: NodeId,
        /// As the caller saw it.
        seen: Box<SeenRow>,
        /// As it is now.
        now: Box<SeenRow>,
    },
    /// Too many others write at the moment.
    #[error("too many others write to this plan at the moment")]
    Busy,
    /// Too many files are waiting to be made.
    #[error("too many files are waiting to be made")]
    Crowded,
    /// A format has no room for what a document says, or cannot be made.
    #[error(transparent)]
    Unprintable(Box<export::PrintError>),
    /// The making of a file broke off.
    #[error("the making of a file broke off")]
    Unprinted,
    /// It is not known whether the command was recorded; the same request with the same id will tell.
    #[error("it is not known whether this was recorded")]
    OutcomeUnknown,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] storage::Error),
    /// The store could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A document of the read side is unreadable.
    #[error(transparent)]
    Document(#[from] projections::fold::FoldError),
}

impl AppError {
    /// A field that cannot be read.
    pub fn invalid(field: &'static str, found: impl Into<String>, accepted: impl ToString) -> Self {
        Self::Invalid { field, found: found.into(), accepted: accepted.to_string() }
    }

    /// Something that is not there.
    pub fn not_found(thing: Thing, name: impl ToString) -> Self {
        Self::NotFound { thing, name: name.to_string() }
    }
}

impl From<ExecuteError> for AppError {
    fn from(error: ExecuteError) -> Self {
        match error {
            ExecuteError::Refused(refusal) => Self::Refused(refusal),
            ExecuteError::Busy => Self::Busy,
            ExecuteError::OutcomeUnknown(_) | ExecuteError::Panicked => Self::OutcomeUnknown,
            ExecuteError::Failed(error) => Self::Store(error),
        }
    }
}

impl From<Problems> for AppError {
    fn from(problems: Problems) -> Self {
        Self::File(problems)
    }
}
