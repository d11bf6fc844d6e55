//! The lists of codes: which codes each has, and what people call them.

use super::column::Words;
use super::value::Value;
use domain::event::{
    CorrectionKind, ExecutionExtent, IndicatorSide, IndicatorValue, LineageKind, Outcome, YearSide,
};
use domain::value::{
    CanonicalState, Certainty, Degree, Evidence, Mode, Precision, Reason, ReasonCode, VocabularyKind,
};
use projections::report::{EditionKind, OpenData, OpenWord};
use projections::wording::{self, Language};
use serde::Serialize;

const REASON_GIVEN: [(&str, [&str; 2]); 2] = [
    ("stated", ["理由の記載あり", "a reason is stated"]),
    ("not_in_source", ["原資料に理由記載なし", "the source gives no reason"]),
];

const EVIDENCE: [(&str, [&str; 2]); 2] =
    [("file", ["保存した資料", "a kept file"]), ("citation", ["資料の引用", "a citation"])];

const INDICATOR: [(&str, [&str; 2]); 3] = [
    ("quantity", ["数値", "a number"]),
    ("milestone", ["到達点", "a milestone"]),
    ("nothing", ["なし", "none"]),
];

const PRECISIONS: [Precision; 5] =
    [Precision::Day, Precision::Month, Precision::FiscalYear, Precision::Year, Precision::Undecided];

const LINEAGES: [LineageKind; 11] = [
    LineageKind::Same,
    LineageKind::Retitled,
    LineageKind::Renumbered,
    LineageKind::Both,
    LineageKind::Moved,
    LineageKind::Merged,
    LineageKind::Split,
    LineageKind::New,
    LineageKind::Abolished,
    LineageKind::Revived,
    LineageKind::Related,
];

const CORRECTIONS: [CorrectionKind; 5] = [
    CorrectionKind::Typo,
    CorrectionKind::Wording,
    CorrectionKind::Substance,
    CorrectionKind::Erratum,
    CorrectionKind::Transcription,
];

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

    /// Its codes, in the order in which reports list them.
    pub fn codes(self, data: &OpenData) -> Vec<Code> {
        use VocabularyKind as Kind;
        match self {
            Self::State => {
                let coded = self.coded(&CanonicalState::ALL, wording::state);
                coded
                    .into_iter()
                    .zip(CanonicalState::ALL)
                    .map(|(code, state)| Code { state: Some(state), ..code })
                    .collect()
            }
            Self::Degree => self.coded(&[Degree::Partly, Degree::Trial, Degree::Fully], wording::degree),
            Self::Mode => self.coded(&[Mode::AsNeeded], wording::mode),
            Self::Precision => self.coded(&PRECISIONS, wording::precision),
            Self::Certainty => self
                .coded(&[Certainty::Stated, Certainty::Inferred, Certainty::Confirmed], wording::certainty),
            Self::EditionKind => self.coded(
                &[EditionKind::Transcribed, EditionKind::Inferred, EditionKind::Adopted],
                wording::edition_kind,
            ),
            Self::Outcome => {
                self.coded(&[Outcome::Changed, Outcome::Unchanged, Outcome::Revived], wording::outcome)
            }
            Self::ReasonGiven => self.named(&REASON_GIVEN),
            Self::Reason => {
                let coded = self.coded(&ReasonCode::DEFAULT, wording::reason_code);
                coded.into_iter().chain(self.words(data, Kind::Reason)).collect()
            }
            Self::EvidenceKind => self.named(&EVIDENCE),
            Self::Execution => self.coded(
                &[ExecutionExtent::Never, ExecutionExtent::Partly, ExecutionExtent::Ran],
                wording::extent,
            ),
            Self::LineageKind => self.coded(&LINEAGES, wording::lineage),
            Self::Correction => self.coded(&CORRECTIONS, wording::correction),
            Self::YearSide => self.coded(&[YearSide::Planned, YearSide::Actual], wording::year_side),
            Self::IndicatorSide => {
                self.coded(&[IndicatorSide::Target, IndicatorSide::Result], wording::indicator_side)
            }
            Self::IndicatorKind => self.named(&INDICATOR),
            Self::StatusWord => self.words(data, Kind::Status),
            Self::PlannedStatusWord => self.words(data, Kind::PlannedStatus),
            Self::ActualStatusWord => self.words(data, Kind::ActualStatus),
            Self::Category => self.words(data, Kind::Category),
            Self::Disposition => self.words(data, Kind::Disposition),
        }
    }

    fn code(self, code: &str, title: impl Fn(Language) -> &'static str) -> Code {
        Code {
            list: self,
            code: code.to_owned(),
            title: Words::of([title(Language::Japanese), title(Language::English)]),
            state: None,
            definition: None,
            axis: None,
        }
    }

    fn named(self, codes: &[(&str, [&'static str; 2])]) -> Vec<Code> {
        let code = |(code, [japanese, english]): &(&str, [&'static str; 2])| {
            self.code(code, |language| language.of(japanese, english))
        };
        codes.iter().map(code).collect()
    }

    fn coded<T: Copy + Serialize>(self, all: &[T], title: fn(T, Language) -> &'static str) -> Vec<Code> {
        let code = |one: &T| self.code(&Value::code(one).to_string(), |language| title(*one, language));
        all.iter().map(code).collect()
    }

    fn words(self, data: &OpenData, kind: VocabularyKind) -> Vec<Code> {
        let words = data.words.iter().filter(|word| word.kind == kind);
        words.map(|word| Code::of_word(self, word)).collect()
    }
}

impl Code {
    fn of_word(list: CodeList, word: &OpenWord) -> Self {
        Self {
            list,
            code: word.term.id.to_string(),
            title: Words::of([&word.term.wording, ""]),
            state: word.term.state,
            definition: word.term.definition.clone(),
            axis: word.axis.clone(),
        }
    }
}

/// Every code of every list.
pub(super) fn codes(data: &OpenData) -> Vec<Code> {
    CodeList::ALL.into_iter().flat_map(|list| list.codes(data)).collect()
}

/// The code of a class of reasons: of a plan's own, the id of its word.
pub(super) fn reason(code: ReasonCode) -> String {
    match code {
        ReasonCode::Own(term) => term.to_string(),
        ReasonCode::Cost
        | ReasonCode::Workload
        | ReasonCode::UnclearEffect
        | ReasonCode::PrivacyOrSafety
        | ReasonCode::Alternative
        | ReasonCode::OutsideRemit
        | ReasonCode::Legislation
        | ReasonCode::UnfitForPublication
        | ReasonCode::Merged
        | ReasonCode::Other => code.name().unwrap_or_default().to_owned(),
    }
}

/// The code that says whether a reason is given.
pub(super) const fn given(reason: &Reason) -> &'static str {
    let [(stated, _), (not_in_source, _)] = REASON_GIVEN;
    match reason {
        Reason::Stated(_) => stated,
        Reason::NotInSource => not_in_source,
    }
}

/// The code of what an indicator says.
pub(super) const fn indicator(value: &IndicatorValue) -> &'static str {
    let [(quantity, _), (milestone, _), (nothing, _)] = INDICATOR;
    match value {
        IndicatorValue::Quantity { .. } => quantity,
        IndicatorValue::Milestone(_) => milestone,
        IndicatorValue::Nothing => nothing,
    }
}

/// The code of the kind of a piece of evidence.
pub(super) const fn evidence(evidence: &Evidence) -> &'static str {
    let [(file, _), (citation, _)] = EVIDENCE;
    match evidence {
        Evidence::File { .. } => file,
        Evidence::Citation { .. } => citation,
    }
}
