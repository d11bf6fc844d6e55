//! What is stored, for ever: one enum of facts, each with a stable name, a version and a golden file.
//!
//! Names, fields and tags are never renamed or taken away; a new field is optional, a new fact is a new variant.
//! Unknown fields are ignored, an unknown variant stops the reader.

pub mod comments;
pub mod cycle;
pub mod edition;
pub mod facts;
pub mod links;
pub mod metadata;
pub mod outline;
pub mod plan;
pub mod progress;
pub mod redactable;
pub mod source;
pub mod trust;

pub use comments::*;
pub use cycle::*;
pub use edition::*;
pub use facts::*;
pub use links::*;
pub use metadata::{Channel, Metadata, MetadataError, Recorded};
pub use outline::*;
pub use plan::*;
pub use progress::*;
pub use source::*;
pub use trust::*;

use crate::digest::Digest;
use crate::id::{ActorId, CommandId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which command made an event, and who gave it. The digest of the command's content stands in its first event only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct Cause {
    /// The caller's id.
    pub id: CommandId,
    /// Who gave it, because the rule of four eyes sees only the payload; names stand in the metadata.
    pub actor: ActorId,
    /// What the command said, so that the same id with other content is refused (invariant 4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
}

/// One stored event: a fact and the command that stated it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Event {
    /// The command.
    pub command: Cause,
    /// What became true.
    pub fact: Fact,
}

macro_rules! facts {
    ($($name:ident = $tag:literal),+ $(,)?) => {
        /// Everything that can become true of a plan.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
        pub enum Fact {$(
            #[doc = concat!("See [`", stringify!($name), "`].")]
            #[serde(rename = $tag)]
            $name($name),
        )+}

        impl Fact {
            /// Every stored type name, in the order of the catalogue.
            pub const NAMES: &'static [&'static str] = &[$($tag),+];

            /// The stored type name.
            pub const fn name(&self) -> &'static str {
                match self {$(Self::$name(_) => $tag,)+}
            }

            /// The version of the stored form, an integer. A change that is not additive raises it and
            /// brings an upcaster and the old golden file.
            pub const fn version(&self) -> u32 {
                match self {$(Self::$name(_) => 1,)+}
            }
        }

        $(impl From<$name> for Fact {
            fn from(fact: $name) -> Self {
                Self::$name(fact)
            }
        })+
    };
}

// The stored names are spelled out so that renaming a type never renames what is stored.
facts! {
    PlanOpened = "PlanOpened",
    PlanDescribed = "PlanDescribed",
    PlanLinked = "PlanLinked",
    PlanClosed = "PlanClosed",
    ProfileDefined = "ProfileDefined",
    VocabularyDefined = "VocabularyDefined",
    OrganUnitDefined = "OrganUnitDefined",
    SourceRegistered = "SourceRegistered",
    ImportRecorded = "ImportRecorded",
    EditionTranscribed = "EditionTranscribed",
    RowTranscribed = "RowTranscribed",
    EditionPublished = "EditionPublished",
    EditionWithdrawn = "EditionWithdrawn",
    EditionCorrected = "EditionCorrected",
    TotalDeclared = "TotalDeclared",
    ChangeDeclared = "ChangeDeclared",
    NodeAdded = "NodeAdded",
    PlacementAdded = "PlacementAdded",
    PlacementChanged = "PlacementChanged",
    PlacementEnded = "PlacementEnded",
    TextStated = "TextStated",
    ScheduleStated = "ScheduleStated",
    DepartmentsAssigned = "DepartmentsAssigned",
    CategorySet = "CategorySet",
    YearStatusStated = "YearStatusStated",
    IndicatorStated = "IndicatorStated",
    ExecutionStated = "ExecutionStated",
    LineageStated = "LineageStated",
    TraceLinked = "TraceLinked",
    LinkRetracted = "LinkRetracted",
    CycleOpened = "CycleOpened",
    StatusDecided = "StatusDecided",
    DecisionWithdrawn = "DecisionWithdrawn",
    CycleSubmitted = "CycleSubmitted",
    ReviewGiven = "ReviewGiven",
    CycleAdopted = "CycleAdopted",
    CycleAbandoned = "CycleAbandoned",
    ReasonClassified = "ReasonClassified",
    ProgressReported = "ProgressReported",
    QuestionAsked = "QuestionAsked",
    QuestionAnswered = "QuestionAnswered",
    ConsultationRecorded = "ConsultationRecorded",
    OpinionRecorded = "OpinionRecorded",
    OpinionAnswered = "OpinionAnswered",
    TextRedacted = "TextRedacted",
}
