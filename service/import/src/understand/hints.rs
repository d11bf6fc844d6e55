//! What the caller knows before a file is read.

use super::{ChangeColumns, FormerColumns};
use domain::event::IndicatorSide;
use domain::id::TermId;
use domain::value::vocabulary::VocabularyError;
use domain::value::{CanonicalState, FiscalYear, Meaning, Term, Vocabulary, VocabularyKind};
use serde::Deserialize;

/// What an edition is called, and what else of it a table does not say: 中期, 令和3年3月.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionName {
    /// What its owners call it.
    #[serde(default)]
    pub label: Option<String>,
    /// Its date, where its name is none.
    #[serde(default)]
    pub date: Option<String>,
    /// The fiscal year of which it reports plan and result, by the western year in which that begins.
    #[serde(default)]
    pub fiscal_year: Option<FiscalYear>,
}

/// What a heading means, as a profile file says it: the meanings of the domain, and which year an indicator is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each is the Meaning of its name, with its year where that is in the heading"
)]
pub enum HeadingMeaning {
    Number,
    Title,
    Schedule,
    Status,
    PlannedStatus,
    Review,
    Remark,
    Body,
    Department,
    Category,
    YearPlanned(FiscalYear),
    YearActual(FiscalYear),
    Indicator,
    IndicatorTarget(FiscalYear),
    IndicatorResult(FiscalYear),
    Other,
}

impl HeadingMeaning {
    /// What the column says.
    pub const fn meaning(self) -> Meaning {
        match self {
            Self::Number => Meaning::Number,
            Self::Title => Meaning::Title,
            Self::Schedule => Meaning::Schedule,
            Self::Status => Meaning::Status,
            Self::PlannedStatus => Meaning::PlannedStatus,
            Self::Review => Meaning::Review,
            Self::Remark => Meaning::Remark,
            Self::Body => Meaning::Body,
            Self::Department => Meaning::Department,
            Self::Category => Meaning::Category,
            Self::YearPlanned(year) => Meaning::YearPlanned(year),
            Self::YearActual(year) => Meaning::YearActual(year),
            Self::Indicator | Self::IndicatorTarget(_) | Self::IndicatorResult(_) => Meaning::Indicator,
            Self::Other => Meaning::Other,
        }
    }

    /// Of which year an indicator is, and whether the column has targets or results.
    pub(super) const fn indicator_year(self) -> Option<(FiscalYear, IndicatorSide)> {
        match self {
            Self::IndicatorTarget(year) => Some((year, IndicatorSide::Target)),
            Self::IndicatorResult(year) => Some((year, IndicatorSide::Result)),
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
}

impl From<Meaning> for HeadingMeaning {
    fn from(meaning: Meaning) -> Self {
        match meaning {
            Meaning::Number => Self::Number,
            Meaning::Title => Self::Title,
            Meaning::Schedule => Self::Schedule,
            Meaning::Status => Self::Status,
            Meaning::PlannedStatus => Self::PlannedStatus,
            Meaning::Review => Self::Review,
            Meaning::Remark => Self::Remark,
            Meaning::Body => Self::Body,
            Meaning::Department => Self::Department,
            Meaning::Category => Self::Category,
            Meaning::YearPlanned(year) => Self::YearPlanned(year),
            Meaning::YearActual(year) => Self::YearActual(year),
            Meaning::Indicator => Self::Indicator,
            Meaning::Trace(_) | Meaning::Other => Self::Other,
        }
    }
}

/// Which words a word with its state is added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordsOf {
    /// All of them: what an item, a plan and a result may be called.
    All,
    /// 計画事項: what is planned for a year.
    Planned,
    /// 実施状況 beside a plan: what came of a year.
    Actual,
}

/// What helps to understand a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Hints {
    /// The words for a status.
    pub vocabulary: Vocabulary,
    /// The words for what is planned for a year.
    pub planned: Vocabulary,
    /// The words for what came of a year.
    pub actual: Vocabulary,
    /// Headings that this plan uses, before those that councils commonly use.
    pub headings: Vec<(String, HeadingMeaning)>,
    /// Headings of all tables that the plan has printed. A file that comes back with ids has no other columns; those that
    /// people have added are left out. Nothing is left out where none is known.
    pub printed: Vec<String>,
    /// What the edition is called, where the table does not say.
    pub edition: Option<EditionName>,
    /// What the caller calls the edition, whatever the table says.
    pub edition_label: Option<String>,
    /// Which columns speak of the edition before, in a table of two editions side by side.
    pub former: Option<FormerColumns>,
    /// Which table is a list of declared changes.
    pub changes: Option<ChangeColumns>,
    /// Names of departments that the plan knows.
    pub departments: Vec<String>,
    /// Headings of columns in which a blank cell means the one above.
    pub fill_down: Vec<String>,
}

impl Hints {
    /// The words for a status; those for plan and result begin with what councils use, `id` gives each its id.
    pub fn new(vocabulary: Vocabulary, mut id: impl FnMut() -> TermId) -> Self {
        let mut of = |kind| words_beside(&vocabulary, kind, &mut id);
        let (planned, actual) = (of(VocabularyKind::PlannedStatus), of(VocabularyKind::ActualStatus));
        Self {
            vocabulary,
            planned,
            actual,
            headings: Vec::new(),
            printed: Vec::new(),
            edition: None,
            edition_label: None,
            former: None,
            changes: None,
            departments: Vec::new(),
            fill_down: Vec::new(),
        }
    }

    /// Adds a status word, or gives another state to a word that is there; `id` is called for a new word only.
    ///
    /// The versions of the vocabularies stay; whether these are new ones is for the caller to say.
    ///
    /// # Errors
    /// [`VocabularyError`] for a word that is empty, too long or has control characters.
    pub fn add_word(
        &mut self,
        of: WordsOf,
        wording: &str,
        state: CanonicalState,
        mut id: impl FnMut() -> TermId,
    ) -> Result<(), VocabularyError> {
        let vocabularies = match of {
            WordsOf::All => vec![&mut self.vocabulary, &mut self.planned, &mut self.actual],
            WordsOf::Planned => vec![&mut self.planned],
            WordsOf::Actual => vec![&mut self.actual],
        };
        for vocabulary in vocabularies {
            let term = match vocabulary.term_of(wording) {
                Some(known) => Term { state: Some(state), ..known.clone() },
                None => Term { id: id(), wording: wording.to_owned(), state: Some(state), definition: None },
            };
            let version = vocabulary.version;
            *vocabulary = Vocabulary { version, ..vocabulary.with_term(term)? };
        }
        Ok(())
    }
}

/// The first words of another kind: what councils use, and what this plan calls a status.
fn words_beside(status: &Vocabulary, kind: VocabularyKind, id: &mut impl FnMut() -> TermId) -> Vocabulary {
    let words = std::iter::repeat_with(&mut *id);
    let mut vocabulary = Vocabulary::of_default_words(status.id, kind, words);
    for term in &status.terms {
        match vocabulary.terms.iter_mut().find(|known| known.wording == term.wording) {
            Some(known) => known.state = term.state,
            None => vocabulary.terms.push(Term { id: id(), ..term.clone() }),
        }
    }
    vocabulary
}
