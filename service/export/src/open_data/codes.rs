//! The lists of codes: which there are, and what people call them.

mod listed;

pub(super) use listed::{evidence, given, indicator, reason};

use super::column::Words;
use domain::value::CanonicalState;
use projections::report::OpenData;

/// A list of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeList {
    /// What a status means, whatever its words.
    State,
    /// How far a status goes.
    Degree,
    /// In which manner a status holds.
    Mode,
    /// How exactly a date names its day.
    Precision,
    /// Stated or inferred.
    Certainty,
    /// How an edition came about.
    EditionKind,
    /// What a decision does.
    Outcome,
    /// Whether a reason is given.
    ReasonGiven,
    /// The classes of reasons, the plan's own too.
    Reason,
    /// What kind of evidence.
    EvidenceKind,
    /// How far an item was carried out.
    Execution,
    /// How items belong together.
    LineageKind,
    /// What kind of change a correction is.
    Correction,
    /// Plan or result of a year.
    YearSide,
    /// Target or result of an indicator.
    IndicatorSide,
    /// What an indicator says.
    IndicatorKind,
    /// The plan's words for a status.
    StatusWord,
    /// The plan's words for what a year plans.
    PlannedStatusWord,
    /// The plan's words for what came of a year.
    ActualStatusWord,
    /// The plan's categories.
    Category,
    /// How opinions are answered.
    Disposition,
}

/// A code with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Of which list.
    pub list: CodeList,
    /// As it stands in cells.
    pub code: String,
    /// What people call it; a plan's own words have no English.
    pub title: Words,
    /// What a word means.
    pub state: Option<CanonicalState>,
    /// The owner's definition.
    pub definition: Option<String>,
    /// What the axis of a category is called.
    pub axis: Option<String>,
}

impl CodeList {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::State,
        Self::Degree,
        Self::Mode,
        Self::Precision,
        Self::Certainty,
        Self::EditionKind,
        Self::Outcome,
        Self::ReasonGiven,
        Self::Reason,
        Self::EvidenceKind,
        Self::Execution,
        Self::LineageKind,
        Self::Correction,
        Self::YearSide,
        Self::IndicatorSide,
        Self::IndicatorKind,
        Self::StatusWord,
        Self::PlannedStatusWord,
        Self::ActualStatusWord,
        Self::Category,
        Self::Disposition,
    ];

    /// What the table of codes calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Degree => "degree",
            Self::Mode => "mode",
            Self::Precision => "precision",
            Self::Certainty => "certainty",
            Self::EditionKind => "edition_kind",
            Self::Outcome => "outcome",
            Self::ReasonGiven => "reason_given",
            Self::Reason => "reason",
            Self::EvidenceKind => "evidence_kind",
            Self::Execution => "execution",
            Self::LineageKind => "lineage_kind",
            Self::Correction => "correction_kind",
            Self::YearSide => "year_side",
            Self::IndicatorSide => "indicator_side",
            Self::IndicatorKind => "indicator_kind",
            Self::StatusWord => "status_word",
            Self::PlannedStatusWord => "planned_status_word",
            Self::ActualStatusWord => "actual_status_word",
            Self::Category => "category",
            Self::Disposition => "disposition",
        }
    }

    /// What people call it.
    pub const fn title(self) -> [&'static str; 2] {
        match self {
            Self::State => ["状況の区分（標準）", "canonical state"],
            Self::Degree => ["程度", "degree"],
            Self::Mode => ["態様", "mode"],
            Self::Precision => ["日付の精度", "precision of a date"],
            Self::Certainty => ["確実さ", "certainty"],
            Self::EditionKind => ["版の成り立ち", "origin of an edition"],
            Self::Outcome => ["決定の内容", "outcome of a decision"],
            Self::ReasonGiven => ["理由の有無", "whether a reason is given"],
            Self::Reason => ["理由の分類", "class of reason"],
            Self::EvidenceKind => ["根拠の種類", "kind of evidence"],
            Self::Execution => ["実施の有無", "extent of execution"],
            Self::LineageKind => ["系譜の種類", "kind of lineage"],
            Self::Correction => ["訂正の種類", "kind of correction"],
            Self::YearSide => ["年度の計画・実施の別", "plan or result of a year"],
            Self::IndicatorSide => ["指標の目標・実績の別", "target or result of an indicator"],
            Self::IndicatorKind => ["指標の値の種類", "kind of an indicator's value"],
            Self::StatusWord => ["状況の語", "status word"],
            Self::PlannedStatusWord => ["計画事項の語", "planned status word"],
            Self::ActualStatusWord => ["実施状況の語", "actual status word"],
            Self::Category => ["区分", "category"],
            Self::Disposition => ["意見への対応区分", "disposition of an opinion"],
        }
    }
}

/// Every code of every list.
pub(super) fn codes(data: &OpenData) -> Vec<Code> {
    CodeList::ALL.into_iter().flat_map(|list| list.codes(data)).collect()
}
