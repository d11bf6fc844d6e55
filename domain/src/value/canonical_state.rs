//! What a status word means, whatever its wording.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The canonical states that every vocabulary maps its words to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CanonicalState {
    /// 未着手.
    NotStarted,
    /// 検討中.
    UnderStudy,
    /// 継続中.
    Ongoing,
    /// 一部実施.
    PartlyDone,
    /// 実施済み.
    Done,
    /// 必要に応じて.
    AsNeeded,
    /// 見直し中.
    UnderRevision,
    /// 中止.
    Cancelled,
    /// 廃止.
    Abolished,
    /// 統合.
    Merged,
    /// 移管.
    Transferred,
    /// 対象外.
    OutOfScope,
}

impl CanonicalState {
    /// Every state, in the order in which reports list them.
    pub const ALL: [Self; 12] = [
        Self::NotStarted,
        Self::UnderStudy,
        Self::Ongoing,
        Self::PartlyDone,
        Self::Done,
        Self::AsNeeded,
        Self::UnderRevision,
        Self::Cancelled,
        Self::Abolished,
        Self::Merged,
        Self::Transferred,
        Self::OutOfScope,
    ];

    /// Whether the item ends here, so that a reason is owed (invariant 5).
    pub const fn is_ending(self) -> bool {
        match self {
            Self::Cancelled | Self::Abolished | Self::Merged | Self::Transferred => true,
            Self::NotStarted
            | Self::UnderStudy
            | Self::Ongoing
            | Self::PartlyDone
            | Self::Done
            | Self::AsNeeded
            | Self::UnderRevision
            | Self::OutOfScope => false,
        }
    }

    /// Whether nothing has been carried out yet, so that a passed date is overdue (A8).
    pub const fn is_unstarted(self) -> bool {
        matches!(self, Self::NotStarted | Self::UnderStudy)
    }

    /// The stored name, which is also the one that files and options use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::UnderStudy => "under_study",
            Self::Ongoing => "ongoing",
            Self::PartlyDone => "partly_done",
            Self::Done => "done",
            Self::AsNeeded => "as_needed",
            Self::UnderRevision => "under_revision",
            Self::Cancelled => "cancelled",
            Self::Abolished => "abolished",
            Self::Merged => "merged",
            Self::Transferred => "transferred",
            Self::OutOfScope => "out_of_scope",
        }
    }

    /// The state of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}
