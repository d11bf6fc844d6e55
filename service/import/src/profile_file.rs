//! A profile file: what a plan calls its columns and its states, where the common names do not do.
//!
//! It is TOML, and everything in it is optional:
//!
//! ```toml
//! # Columns in which a blank cell means the one above.
//! fill_down = ["担当部署"]
//!
//! # Headings as printed; white space, width and letter case do not matter.
//! [headings]
//! "とりくみ" = "title"
//! "結果" = "status"
//! "めやす（R3）" = { year_planned = 2021 }
//!
//! # Words as printed in the status column.
//! [statuses]
//! "着手" = "ongoing"
//! "とりやめ" = "cancelled"
//!
//! # Words for what is planned for a year (計画事項) or what came of it (実施状況), where they mean something else there.
//! [planned]
//! "設計" = "under_study"
//! [actual]
//! "運用" = "done"
//!
//! # What the edition is called, its date where the name is none, the fiscal year of its plan and result.
//! [edition]
//! label = "中期"
//! date = "令和3年3月"
//! fiscal_year = 2020
//!
//! # A list of changes that the document itself declares: which column has the reasons.
//! [changes]
//! reason = "理由等"
//!
//! # A table of two editions side by side: which columns speak of the one before.
//! [former]
//! edition = "前期"
//! date = "平成29年3月"
//! number = "前期番号"
//! title = "前期名称"
//! progress = "前期実施状況"
//! change = "変化"
//! note = "注記"
//!
//! # What the words of the column `change` begin with, and what they mean.
//! [former.words]
//! "変更なし" = "same"
//! "名称変更" = "retitled"
//! "廃止" = "abolished"
//!
//! # The columns of a trace, and which level of it each one is.
//! [trace]
//! "現状及び課題" = "issue"
//! "対策案" = "countermeasure"
//! ```
//!
//! A meaning is one of `number`, `title`, `schedule`, `status`, `planned_status`, `review`, `remark`, `body`,
//! `department`, `category`, `indicator`, `other`, `{ year_planned = 2021 }`, `{ year_actual = 2021 }`,
//! `{ indicator_target = 2021 }` and `{ indicator_result = 2021 }`; a state is one
//! of [`CanonicalState::ALL`] by [`CanonicalState::name`]; a change is one of `same`, `retitled`, `renumbered`, `both`,
//! `moved`, `merged`, `split`, `new`, `abolished`, `revived`, `related`; a level of a trace is one of
//! [`TraceLevel::ALL`](domain::value::TraceLevel) by its name, from the broad to the narrow where several columns have one.

use crate::problem::{Finding, Place, Problem, Problems};
use crate::understand::{ChangeColumns, EditionName, FormerColumns, HeadingMeaning, Hints, WordsOf};
use domain::id::TermId;
use domain::value::vocabulary::VocabularyError;
use domain::value::{CanonicalState, Orientation, PaperSize};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A profile file as read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    /// Headings and what they mean.
    #[serde(default)]
    pub headings: BTreeMap<String, HeadingMeaning>,
    /// Columns in which a blank cell means the one above, by their headings.
    #[serde(default)]
    pub fill_down: Vec<String>,
    /// Status words and what they mean.
    #[serde(default)]
    pub statuses: BTreeMap<String, CanonicalState>,
    /// Words for what is planned for a year, where they mean something else there.
    #[serde(default)]
    pub planned: BTreeMap<String, CanonicalState>,
    /// Words for what came of a year, where they mean something else there.
    #[serde(default)]
    pub actual: BTreeMap<String, CanonicalState>,
    /// What the edition is called and when it was adopted, where the table does not say.
    #[serde(default)]
    pub edition: Option<EditionName>,
    /// The columns of a table of two editions that speak of the edition before.
    #[serde(default)]
    pub former: Option<FormerColumns>,
    /// The column of a list of declared changes.
    #[serde(default)]
    pub changes: Option<ChangeColumns>,
    /// The columns of a trace and their levels.
    #[serde(default)]
    pub trace: crate::trace::Levels,
    /// How the table is printed.
    #[serde(default)]
    pub layout: Option<PrintedLayout>,
}

/// How a table is printed: `[layout]` of a profile file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintedLayout {
    /// `landscape` or `portrait`.
    #[serde(default)]
    pub orientation: Option<Orientation>,
    /// `a4` or `a3`.
    #[serde(default)]
    pub paper: Option<PaperSize>,
    /// Shares of the width by heading, in 1/1000.
    #[serde(default)]
    pub widths: BTreeMap<String, u32>,
}

impl ProfileFile {
    /// Reads a profile file.
    ///
    /// # Errors
    /// [`Problems`] with the row and the character at which the file goes wrong.
    pub fn parse(name: &str, text: &str) -> Result<Self, Problems> {
        toml::from_str(text).map_err(|error| toml_problems(name, text, &error))
    }

    /// Adds to the hints what the file says. `id` gives an id for each word that is new.
    ///
    /// # Errors
    /// [`VocabularyError`] for a word that is no text.
    pub fn apply(&self, hints: &mut Hints, mut id: impl FnMut() -> TermId) -> Result<(), VocabularyError> {
        let headings = self.headings.iter().map(|(heading, meaning)| (heading.clone(), *meaning));
        hints.headings.splice(0..0, headings);
        hints.edition = self.edition.clone().or_else(|| hints.edition.take());
        hints.former = self.former.clone().or_else(|| hints.former.take());
        hints.changes = self.changes.clone().or_else(|| hints.changes.take());
        hints.fill_down.extend(self.fill_down.iter().cloned());
        let words = [
            (WordsOf::All, &self.statuses),
            (WordsOf::Planned, &self.planned),
            (WordsOf::Actual, &self.actual),
        ];
        for (of, words) in words {
            for (wording, state) in words {
                hints.add_word(of, wording, *state, &mut id)?;
            }
        }
        Ok(())
    }
}

/// Where a TOML file goes wrong, and how.
pub(crate) fn toml_problems(name: &str, text: &str, error: &toml::de::Error) -> Problems {
    let at = error.span().map(|span| text.get(..span.start).unwrap_or(text));
    let place = Place {
        file: name.to_owned(),
        sheet: None,
        row: at.and_then(|before| u32::try_from(before.matches('\n').count() + 1).ok()),
        column: at.map(|before| {
            (before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1).to_string()
        }),
    };
    let detail = error.message().replace('\n', ", ");
    Problems(vec![Problem { place, finding: Finding::BadProfile { detail } }])
}
