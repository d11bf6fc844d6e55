//! The columns of a plan's table: which there are, what they are called, what they mean, in which order.

use super::FiscalYear;
use crate::id::{ColumnId, ProfileId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// 番号, where it has a column of its own.
    Number,
    /// 実施事業: the title, with the number before it where there is no number column.
    Title,
    /// 実施時期.
    Schedule,
    /// 状況.
    Status,
    /// 計画事項.
    PlannedStatus,
    /// 見直し時期.
    Review,
    /// 備考.
    Remark,
    /// 事業内容, 本文.
    Body,
    /// 担当部署.
    Department,
    /// 区分.
    Category,
    /// What a fiscal year plans.
    YearPlanned(FiscalYear),
    /// What came of a fiscal year.
    YearActual(FiscalYear),
    /// 指標・目標値.
    Indicator,
    /// Kept and printed, with no meaning for the rules.
    Other,
}

impl Meaning {
    /// Whether the rules read its cells: a number, a date, a status.
    pub const fn is_read(self) -> bool {
        match self {
            Self::Number | Self::Title | Self::Schedule | Self::Status | Self::Review => true,
            Self::PlannedStatus
            | Self::Remark
            | Self::Body
            | Self::Department
            | Self::Category
            | Self::YearPlanned(_)
            | Self::YearActual(_)
            | Self::Indicator
            | Self::Other => false,
        }
    }

    /// Whether a row has a field of its own for it; the cells of other columns are kept by column.
    pub const fn has_field(self) -> bool {
        self.is_read() || matches!(self, Self::Remark | Self::Body)
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct Column {
    /// Stable across versions.
    pub id: ColumnId,
    /// As printed in the header row.
    pub heading: String,
    /// What it says.
    pub meaning: Meaning,
    /// Its place from the left, from 0.
    pub order: u32,
    /// Share of the printed width, in 1/1000; 0 leaves it to the printer.
    pub width: u32,
}

/// How numbers of one level look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelScheme {
    /// `1.`, `1-1.`, `1-1-1.`: the whole path is in the number.
    Path,
    /// `①`: counted under its parent.
    Circled,
    /// `(1)`, `⑴`: counted under its parent.
    Parenthesised,
    /// `第1`.
    Ordinal,
    /// `ア`.
    Kana,
    /// `施策1-1`: a path after a word.
    Worded,
}

/// One version of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct Profile {
    /// The same through all versions.
    pub id: ProfileId,
    /// From 1.
    pub version: u32,
    /// The columns, by order.
    pub columns: Vec<Column>,
    /// How numbers look.
    pub label_schemes: Vec<LabelScheme>,
}

impl Profile {
    /// The first column of that meaning.
    pub fn column(&self, meaning: Meaning) -> Option<&Column> {
        self.columns.iter().find(|column| column.meaning == meaning)
    }

    /// The column of that id.
    pub fn by_id(&self, id: ColumnId) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The columns from left to right.
    pub fn in_order(&self) -> Vec<&Column> {
        let mut columns: Vec<&Column> = self.columns.iter().collect();
        columns.sort_by_key(|column| column.order);
        columns
    }
}
