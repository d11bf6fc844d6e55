//! Why an item was decided upon as it was.

use crate::id::TermId;
use crate::value::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A class of reasons: one of ten that every plan has, or a term of the plan's own vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// 費用.
    Cost,
    /// 人員・負担.
    Workload,
    /// 効果不明.
    UnclearEffect,
    /// 個人情報・安全.
    PrivacyOrSafety,
    /// 代替あり.
    Alternative,
    /// 所管外・個人の課題.
    OutsideRemit,
    /// 制度.
    Legislation,
    /// 公開不適.
    UnfitForPublication,
    /// 統合.
    Merged,
    /// その他.
    Other,
    /// A code of the plan's own.
    Own(TermId),
}

impl ReasonCode {
    /// The ten codes that every plan has (A9), in the order in which reports list them.
    pub const DEFAULT: [Self; 10] = [
        Self::Cost,
        Self::Workload,
        Self::UnclearEffect,
        Self::PrivacyOrSafety,
        Self::Alternative,
        Self::OutsideRemit,
        Self::Legislation,
        Self::UnfitForPublication,
        Self::Merged,
        Self::Other,
    ];

    /// The stored name of a default code; none for a plan's own.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Cost => Some("cost"),
            Self::Workload => Some("workload"),
            Self::UnclearEffect => Some("unclear_effect"),
            Self::PrivacyOrSafety => Some("privacy_or_safety"),
            Self::Alternative => Some("alternative"),
            Self::OutsideRemit => Some("outside_remit"),
            Self::Legislation => Some("legislation"),
            Self::UnfitForPublication => Some("unfit_for_publication"),
            Self::Merged => Some("merged"),
            Self::Other => Some("other"),
            Self::Own(_) => None,
        }
    }

    /// The default code of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::DEFAULT.into_iter().find(|code| code.name() == Some(name))
    }
}

/// The reason of a decision in words, or the statement that the document gives none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// In words.
    Stated(Text),
    /// 「原資料に理由記載なし」: said by a person, or by a transcribed row that ends an item and prints no remark.
    NotInSource,
}
