//! What is said about a node outside a printed row.

use crate::id::{ColumnId, IndicatorId, NodeId, TermId, UnitId, VocabularyId};
use crate::value::{Basis, Evidence, FiscalYear, PrintedDate, Seen, Status, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which text of a node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextField {
    /// The title.
    Title,
    /// 事業内容, 本文.
    Body,
    /// 備考.
    Remark,
    /// A column without a meaning of its own.
    Column(ColumnId),
}

/// What kind of change a text is (R4).
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextChange {
    /// Said for the first time.
    Initial,
    /// 誤字訂正.
    Typo,
    /// 表記統一.
    Wording,
    /// 内容変更.
    Substance,
}

/// A text of a node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct TextStated {
    /// The node.
    pub node: NodeId,
    /// Which text.
    pub field: TextField,
    /// The text.
    pub text: Text,
    /// What kind of change.
    pub change: TextChange,
    /// On which occasion.
    pub basis: Basis,
    /// What the author saw.
    pub seen: Seen,
}

/// 実施時期 of a node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct ScheduleStated {
    /// The node.
    pub node: NodeId,
    /// The date as printed; none empties it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PrintedDate>,
    /// On which occasion.
    pub basis: Basis,
    /// What the author saw.
    pub seen: Seen,
}

/// One department of a node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct Assignment {
    /// The department, where it is defined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// Such as 「（全所属）」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<Text>,
    /// As printed.
    pub printed: Text,
}

/// The departments of a node, replacing those before.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct DepartmentsAssigned {
    /// The node.
    pub node: NodeId,
    /// All of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Assignment>,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// On which occasion.
    pub basis: Basis,
}

/// A node's category on one axis.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct CategorySet {
    /// The node.
    pub node: NodeId,
    /// The axis.
    pub axis: VocabularyId,
    /// The category; none empties it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<TermId>,
    /// On which occasion.
    pub basis: Basis,
}

/// Plan or result.
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearSide {
    /// 計画.
    Planned,
    /// 実施.
    Actual,
}

/// The status of a node for one fiscal year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct YearStatusStated {
    /// The node.
    pub node: NodeId,
    /// The year.
    pub year: FiscalYear,
    /// Planned or actual.
    pub side: YearSide,
    /// The status.
    pub status: Status,
    /// On which occasion.
    pub basis: Basis,
}

/// Target or result.
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorSide {
    /// 目標.
    Target,
    /// 実績.
    Result,
}

/// The value of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorValue {
    /// A number in decimal digits, and its unit.
    Quantity {
        /// In decimal digits.
        number: Text,
        /// Such as 件, where one is printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Text>,
    },
    /// 方針決定.
    Milestone(Text),
    /// The document has none.
    Nothing,
}

/// An indicator of a node for one fiscal year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct IndicatorStated {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What it is called, where it has a name: アクセス件数.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// The node.
    pub node: NodeId,
    /// The year.
    pub year: FiscalYear,
    /// Target or result.
    pub side: IndicatorSide,
    /// The value.
    pub value: IndicatorValue,
    /// As printed.
    pub printed: Text,
    /// On which occasion.
    pub basis: Basis,
}

/// How far an item was carried out.
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExecutionExtent {
    /// It never ran.
    Never,
    /// It ran in part.
    Partly,
    /// It ran.
    Ran,
}

/// A person states whether an item ever ran; a date never proves it (T7).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct ExecutionStated {
    /// The item.
    pub node: NodeId,
    /// How far.
    pub extent: ExecutionExtent,
    /// On what grounds.
    pub grounds: Text,
    /// On what evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}
