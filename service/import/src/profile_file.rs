//! A profile file: what a plan calls its columns and its states, where the common names do not do.
//!
//! It is TOML with four tables, all optional:
//!
//! ```toml
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
//! # What the edition is called, and its date where the name is none.
//! [edition]
//! label = "中期"
//! date = "令和3年3月"
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
//! ```
//!
//! A meaning is one of `number`, `title`, `schedule`, `status`, `planned_status`, `review`, `remark`, `body`,
//! `department`, `category`, `indicator`, `other`, `{ year_planned = 2021 }` and `{ year_actual = 2021 }`; a state is one
//! of [`CanonicalState::ALL`] by [`CanonicalState::name`]; a change is one of `same`, `retitled`, `renumbered`, `both`,
//! `moved`, `merged`, `split`, `new`, `abolished`, `revived`, `related`.

use crate::problem::{Finding, Place, Problem, Problems};
use crate::understand::{EditionName, FormerColumns, Hints};
use domain::id::TermId;
use domain::value::vocabulary::VocabularyError;
use domain::value::{CanonicalState, Meaning};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A profile file as read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    /// Headings and what they mean.
    #[serde(default)]
    pub headings: BTreeMap<String, Meaning>,
    /// Status words and what they mean.
    #[serde(default)]
    pub statuses: BTreeMap<String, CanonicalState>,
    /// What the edition is called and when it was adopted, where the table does not say.
    #[serde(default)]
    pub edition: Option<EditionName>,
    /// The columns of a table of two editions that speak of the edition before.
    #[serde(default)]
    pub former: Option<FormerColumns>,
}

impl ProfileFile {
    /// Reads a profile file.
    ///
    /// # Errors
    /// [`Problems`] with the row and the character at which the file goes wrong.
    pub fn parse(name: &str, text: &str) -> Result<Self, Problems> {
        toml::from_str(text).map_err(|error| {
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
        })
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
        for (wording, state) in &self.statuses {
            hints.add_status_word(id(), wording, *state)?;
        }
        Ok(())
    }
}
