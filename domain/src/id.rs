//! One type per id. An id is a UUIDv7 in lower case, chosen by the caller and never used again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// The text is not a UUID in its lower-case, hyphenated form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id: {0:?}; accepted is a UUID such as 0190b5a8-7c1e-7000-8000-000000000001")]
pub struct NotAnId(pub String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an id that the caller has chosen.
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// Reads an id as printed, in any letter case.
            ///
            /// # Errors
            /// [`NotAnId`] when the text is not a UUID.
            pub fn parse(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId(text.to_owned()))
            }

            /// The id without its type, for storage and for addresses.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Self::parse(text)
            }
        }
    )+};
}

ids! {
    /// A plan (計画) and its stream.
    PlanId,
    /// One command of one caller; repeating it is answered as done.
    CommandId,
    /// A heading, an item or a term of the outline.
    NodeId,
    /// One place of a node in the outline; a re-listed (再掲) node has several.
    PlacementId,
    /// A review cycle (見直し).
    CycleId,
    /// The table as adopted or printed at a cycle (版).
    EditionId,
    /// What a cycle decided about one node.
    DecisionId,
    /// A person's approval or return of a submitted cycle.
    ReviewId,
    /// An imported file or a piece of evidence.
    SourceId,
    /// One import of one source.
    ImportId,
    /// The columns of a plan's table.
    ProfileId,
    /// One column of a profile.
    ColumnId,
    /// A set of words with one meaning each.
    VocabularyId,
    /// One word of a vocabulary.
    TermId,
    /// A department or a body.
    UnitId,
    /// A lineage or trace link between nodes, or a link between plans.
    LinkId,
    /// A period inside a plan (前期, 中期, 後期).
    PeriodId,
    /// An erratum or another correction of an edition.
    CorrectionId,
    /// An indicator (指標) of a node.
    IndicatorId,
    /// A progress report (進捗) between cycles.
    ReportId,
    /// A question to a department.
    QuestionId,
    /// A public consultation (意見募集).
    ConsultationId,
    /// One opinion of a consultation.
    OpinionId,
    /// A person or a machine that acts.
    ActorId,
}
