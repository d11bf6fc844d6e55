//! The plan itself: its name, its neighbours, its columns and words.

use crate::id::{LinkId, PeriodId, PlanId, UnitId};
use crate::value::{Basis, FiscalYear, LocalGovernmentCode, Profile, Text, Vocabulary};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A plan is kept from now on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct PlanOpened {
    /// The plan, which is also its stream.
    pub plan: PlanId,
    /// Its title.
    pub title: Text,
    /// Whose plan it is.
    pub organisation: Text,
    /// The organisation's 全国地方公共団体コード.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<LocalGovernmentCode>,
}

/// From one fiscal year to another, both included.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct FiscalYears {
    /// The first.
    pub from: FiscalYear,
    /// The last.
    pub to: FiscalYear,
}

/// A period inside a plan: 前期, 中期, 後期.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct Period {
    /// Stable across descriptions.
    pub id: PeriodId,
    /// As its owners call it.
    pub name: Text,
    /// Its fiscal years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<FiscalYears>,
}

/// What the plan says of itself, replacing what was said before.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct PlanDescribed {
    /// Its title.
    pub title: Text,
    /// The lines above the header row of its tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title_lines: Vec<Text>,
    /// Which years it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fiscal_years: Option<FiscalYears>,
    /// Its periods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<Period>,
}

/// How another plan stands to this one.
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanRelation {
    /// 上位計画.
    Parent,
    /// The plan before.
    Predecessor,
    /// The plan after.
    Successor,
}

/// Another plan, in this register or cited.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanTarget {
    /// In this register.
    Plan(PlanId),
    /// In words.
    Citation(Text),
}

impl PlanTarget {
    /// The plan, where it is one of this register.
    pub const fn plan(&self) -> Option<PlanId> {
        match self {
            Self::Plan(plan) => Some(*plan),
            Self::Citation(_) => None,
        }
    }
}

/// Another plan stands in a relation to this one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct PlanLinked {
    /// The link.
    pub link: LinkId,
    /// Which relation.
    pub relation: PlanRelation,
    /// Which plan.
    pub target: PlanTarget,
    /// On which occasion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
}

/// The plan is no longer kept; nothing of it is deleted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct PlanClosed {
    /// Why.
    pub reason: Text,
    /// What continues it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<PlanId>,
}

/// A version of the plan's columns.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct ProfileDefined {
    /// The columns.
    pub profile: Profile,
}

/// A version of the plan's words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct VocabularyDefined {
    /// The words.
    pub vocabulary: Vocabulary,
}

/// What an organ unit is.
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 担当部署.
    Department,
    /// 会議体: a committee, a council.
    Body,
}

/// A department or a body under a name from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct OrganUnitDefined {
    /// The unit, through all of its names.
    pub unit: UnitId,
    /// Which kind.
    pub kind: UnitKind,
    /// The name.
    pub name: Text,
    /// From when; none when that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The units that it continues.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<UnitId>,
}
