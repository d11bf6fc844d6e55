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
    /// A level of the trace from concepts to policies (S8).
    Trace(TraceLevel),
    /// Kept and printed, with no meaning for the rules.
    Other,
}

/// What a term of a trace is, in the order in which documents reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TraceLevel {
    /// 基本理念.
    Concept,
    /// 機能.
    Function,
    /// What could be made use of: 活用が見込める項目.
    Opportunity,
    /// 現状及び課題.
    Issue,
    /// 分類 of an issue.
    Class,
    /// 対策案.
    Countermeasure,
    /// 整備方針.
    Policy,
}

impl TraceLevel {
    /// Every level, in the order in which documents reason.
    pub const ALL: [Self; 7] = [
        Self::Concept,
        Self::Function,
        Self::Opportunity,
        Self::Issue,
        Self::Class,
        Self::Countermeasure,
        Self::Policy,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Concept => "concept",
            Self::Function => "function",
            Self::Opportunity => "opportunity",
            Self::Issue => "issue",
            Self::Class => "class",
            Self::Countermeasure => "countermeasure",
            Self::Policy => "policy",
        }
    }

    /// The levels that a term of this one answers to, the nearest first: it is linked to the first that its row has.
    pub const fn answers_to(self) -> &'static [Self] {
        match self {
            Self::Concept => &[],
            Self::Function => &[Self::Concept],
            Self::Opportunity => &[Self::Function, Self::Concept],
            Self::Issue => &[Self::Opportunity, Self::Function, Self::Concept],
            Self::Class | Self::Countermeasure => &[Self::Issue],
            Self::Policy => &[Self::Class, Self::Countermeasure, Self::Issue],
        }
    }
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
            | Self::Trace(_)
            | Self::Other => false,
        }
    }

    /// The level of a trace.
    pub const fn trace(self) -> Option<TraceLevel> {
        match self {
            Self::Trace(level) => Some(level),
            Self::Number
            | Self::Title
            | Self::Schedule
            | Self::Status
            | Self::PlannedStatus
            | Self::Review
            | Self::Remark
            | Self::Body
            | Self::Department
            | Self::Category
            | Self::YearPlanned(_)
            | Self::YearActual(_)
            | Self::Indicator
            | Self::Other => None,
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

impl Column {
    /// The level of a trace that it holds.
    pub const fn trace(&self) -> Option<TraceLevel> {
        self.meaning.trace()
    }
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

/// How the paper of a printed table lies.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// 横: the long side across.
    #[default]
    Landscape,
    /// 縦: the short side across.
    Portrait,
}

/// On which paper a table is printed.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum PaperSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
}

/// How a table is printed; what is printed is not said here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct Layout {
    /// How the paper lies.
    pub orientation: Orientation,
    /// On which paper.
    pub paper: PaperSize,
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
    /// How it is printed; A4 across unless that is said.
    #[serde(default, skip_serializing_if = "Layout::is_usual")]
    pub layout: Layout,
}

impl Orientation {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Landscape => "landscape",
            Self::Portrait => "portrait",
        }
    }
}

impl PaperSize {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
        }
    }
}

impl Layout {
    /// Whether it is what a profile prints on that says nothing.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl Profile {
    /// The first column of that meaning.
    pub fn column(&self, meaning: Meaning) -> Option<&Column> {
        self.columns.iter().find(|column| column.meaning == meaning)
    }

    /// Whether these are the columns of a trace and not of a plan's table of items.
    pub fn is_of_trace(&self) -> bool {
        self.columns.iter().any(|column| column.trace().is_some()) && self.column(Meaning::Title).is_none()
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
