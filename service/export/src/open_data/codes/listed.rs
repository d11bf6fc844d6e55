//! Which codes each list has, and by which code a value stands in a cell.

use super::{Code, CodeList};
use crate::open_data::column::Words;
use crate::open_data::value::Value;
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

impl CodeList {
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

/// The code of a class of reasons: of a plan's own, the id of its word.
pub(in crate::open_data) fn reason(code: ReasonCode) -> String {
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
pub(in crate::open_data) const fn given(reason: &Reason) -> &'static str {
    let [(stated, _), (not_in_source, _)] = REASON_GIVEN;
    match reason {
        Reason::Stated(_) => stated,
        Reason::NotInSource => not_in_source,
    }
}

/// The code of what an indicator says.
pub(in crate::open_data) const fn indicator(value: &IndicatorValue) -> &'static str {
    let [(quantity, _), (milestone, _), (nothing, _)] = INDICATOR;
    match value {
        IndicatorValue::Quantity { .. } => quantity,
        IndicatorValue::Milestone(_) => milestone,
        IndicatorValue::Nothing => nothing,
    }
}

/// The code of the kind of a piece of evidence.
pub(in crate::open_data) const fn evidence(evidence: &Evidence) -> &'static str {
    let [(file, _), (citation, _)] = EVIDENCE;
    match evidence {
        Evidence::File { .. } => file,
        Evidence::Citation { .. } => citation,
    }
}
