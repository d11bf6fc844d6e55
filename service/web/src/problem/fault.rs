//! Every error of a use case as a problem: the one place where errors become statuses.

use super::{Problem, Words, kind};
use app::{AppError, StoreError};
use axum::http::StatusCode as Status;
use export::{PrintError, Unreadable};
use projections::wording::Language;
use serde::Serialize;

/// After how many seconds the database is worth another try.
const SOON: u32 = 1;

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        let said = Words::new(error.to_string(), error.to_string());
        match error {
            AppError::Invalid { field, found, accepted } => {
                Self::unread(field, crate::schema::shortened(&found), accepted)
            }
            AppError::File(problems) => {
                let status = if problems.is_too_large() {
                    Status::PAYLOAD_TOO_LARGE
                } else {
                    Status::UNPROCESSABLE_ENTITY
                };
                Self::new(&kind::FILE).status_of(status).with("problems", problems)
            }
            AppError::OtherRows { edition, detail } => {
                Self::new(&kind::OTHER_ROWS).with("edition", edition).with("rows", detail)
            }
            // Neither the name nor anything else that would tell what is hidden from what is not there.
            AppError::NotFound { thing, .. } => Self::not_found().with("thing", thing.name()),
            AppError::Forbidden(_) => Self::new(&kind::FORBIDDEN),
            AppError::Unauthenticated => Self::new(&kind::UNAUTHENTICATED),
            AppError::SlugTaken { slug } => Self::new(&kind::SLUG_TAKEN).with("slug", slug),
            AppError::Refused(refusal) => refusal.into(),
            AppError::Stale { node, seen, now } => {
                Self::new(&kind::STALE).with("node", node).with("seen", seen).with("now", now)
            }
            AppError::Busy => Self::new(&kind::BUSY).retry_after(SOON),
            AppError::Crowded => Self::new(&kind::CROWDED).retry_after(SOON),
            AppError::Unprintable(error) => match *error {
                PrintError::Xlsx(_) => Self::new(&kind::UNPRINTABLE).detail(said),
                PrintError::HandedOut(Unreadable::TooLarge) => {
                    Self::too_large(export::handed_out::MOST_BYTES)
                }
                PrintError::HandedOut(why) => {
                    let in_words = Words::new(why.said(Language::Japanese), why.said(Language::English));
                    Self::new(&kind::HANDED_OUT).with("why", why.name()).detail(in_words)
                }
                PrintError::Text(_) | PrintError::Docx(_) | PrintError::Pdf(_) | PrintError::Json(_) => {
                    Self::internal(&*error)
                }
            },
            AppError::Unprinted => Self::internal(&error),
            AppError::OutcomeUnknown => Self::new(&kind::OUTCOME_UNKNOWN).retry_after(SOON).detail(said),
            AppError::Store(error) => error.into(),
            AppError::Open(error) => Self::internal(&error),
            AppError::Document(error) => Self::internal(&error),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(_) => {
                tracing::warn!(error = %Causes(&error), "the database does not answer");
                Self::new(&kind::UNAVAILABLE).retry_after(SOON)
            }
            StoreError::Full(_) => {
                tracing::error!(error = %Causes(&error), "the database is full");
                Self::new(&kind::STORAGE_FULL)
            }
            StoreError::ReadOnly => Self::new(&kind::READ_ONLY),
            StoreError::NotBuilt => Self::new(&kind::NOT_BUILT).retry_after(SOON),
            StoreError::QueryTooShort => Self::new(&kind::QUERY_TOO_SHORT),
            StoreError::Corrupt(_) | StoreError::Internal(_) => Self::internal(&error),
        }
    }
}

impl Problem {
    /// A fault of this program or of its data: logged here with its causes, and not told.
    pub(crate) fn internal(error: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(error = %Causes(error), "a request failed");
        Self::new(&kind::INTERNAL)
    }

    /// A fault of this program that ended a request.
    pub(crate) fn panicked(said: &str) -> Self {
        tracing::error!(panic = said, "a request panicked");
        Self::new(&kind::INTERNAL)
    }

    /// An answer that cannot be written.
    pub(crate) fn unwritable(error: &serde_json::Error) -> Self {
        Self::internal(error)
    }

    /// It took longer than a request may.
    pub(crate) fn timeout() -> Self {
        Self::new(&kind::TIMEOUT).retry_after(SOON)
    }

    /// The client asks for more than one may; in so many seconds it may ask again.
    pub(crate) fn too_many(seconds: u32) -> Self {
        Self::new(&kind::TOO_MANY_REQUESTS).retry_after(seconds)
    }

    /// A body that is greater than the route takes.
    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(&kind::TOO_LARGE).with("limit", limit)
    }

    /// A body of another media type than the route takes.
    pub(crate) fn media_type(found: Option<&str>, accepted: impl Serialize) -> Self {
        Self::new(&kind::MEDIA_TYPE).with("found", found).with("accepted", accepted)
    }

    /// A body that is not JSON.
    pub(crate) fn malformed(error: &serde_json::Error) -> Self {
        Self::new(&kind::MALFORMED).with("line", error.line()).with("column", error.column())
    }

    /// A change that does not say which revision its author saw.
    pub(crate) fn revision_missing() -> Self {
        Self::new(&kind::REVISION_MISSING)
    }

    /// A request that cannot be read at all.
    pub(crate) fn bad_request() -> Self {
        Self::new(&kind::BAD_REQUEST)
    }
}

/// An error with its causes, in one line.
struct Causes<'e>(&'e (dyn std::error::Error + 'static));

impl std::fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}
