//! The files of an import: what is known before they are read, and the tables in them.

use super::{Import, ImportFile};
use crate::error::AppError;
use ::import::understand::WordsOf;
use ::import::{Hints, Problems, ProfileFile, Table};
use domain::Plan;
use domain::id::{TermId, VocabularyId};
use domain::value::{Vocabulary, VocabularyKind};
use uuid::Uuid;

/// A table, and which of the files it stands in.
pub(super) type Found = (usize, Table);

/// A profile file as read.
pub(super) fn profile_file(file: &ImportFile) -> Result<ProfileFile, AppError> {
    let text = std::str::from_utf8(&file.bytes)
        .map_err(|error| AppError::invalid("profile", &file.name, format!("UTF-8 text: {error}")))?;
    Ok(ProfileFile::parse(&file.name, text)?)
}

/// What the plan and the request know of headings and words.
pub(super) fn hints(plan: &Plan, import: &Import) -> Result<Hints, AppError> {
    let term = || TermId::new(Uuid::now_v7());
    let vocabulary = plan.head.latest_vocabulary(VocabularyKind::Status).cloned().unwrap_or_else(|| {
        let ids = std::iter::repeat_with(term);
        Vocabulary::of_default_words(VocabularyId::new(Uuid::now_v7()), VocabularyKind::Status, ids)
    });
    let mut hints = Hints::new(vocabulary, term);
    for words in [&mut hints.planned, &mut hints.actual] {
        match plan.head.latest_vocabulary(words.kind) {
            Some(latest) => *words = latest.clone(),
            None => words.id = VocabularyId::new(Uuid::now_v7()),
        }
    }
    hints.edition_label.clone_from(&import.edition);
    hints.departments = plan.head.units.values().flatten().map(|unit| unit.name.to_string()).collect();
    if let Some(profile) = plan.head.latest_profile() {
        hints.headings = profile.columns.iter().map(|c| (c.heading.clone(), c.meaning.into())).collect();
    }
    let wrong = |word: &str, error: &dyn std::fmt::Display| AppError::invalid("status", word, error);
    hints.printed = plan
        .head
        .profiles
        .iter()
        .filter(|p| !p.is_of_trace())
        .flat_map(|p| &p.columns)
        .map(|column| column.heading.clone())
        .collect();
    if let Some(file) = &import.profile {
        let profile = profile_file(file)?;
        profile.apply(&mut hints, term).map_err(|error| AppError::invalid("profile", &file.name, error))?;
    }
    let words = [
        (WordsOf::All, &import.status_words),
        (WordsOf::Planned, &import.planned_words),
        (WordsOf::Actual, &import.actual_words),
    ];
    for (of, words) in words {
        for (word, state) in words {
            hints.add_word(of, word, *state, term).map_err(|error| wrong(word, &error))?;
        }
    }
    Ok(hints)
}

/// Every table of every file, the oldest edition first; all problems of all files together.
pub(super) fn tables(import: &Import, hints: &Hints) -> Result<Vec<Found>, AppError> {
    let (mut tables, mut problems) = (Vec::new(), Vec::new());
    for (at, file) in import.files.iter().enumerate() {
        match ::import::propose(&file.name, &file.bytes, hints) {
            Ok(found) => tables.extend(found.into_iter().map(|table| (at, table))),
            Err(found) => problems.extend(found.0),
        }
    }
    if !problems.is_empty() {
        return Err(AppError::File(Problems(problems)));
    }
    // What an edition declares of its items comes after its items.
    tables.sort_by_key(|(_, table)| {
        (table.lists_changes, table.edition_date.as_ref().and_then(|date| date.start))
    });
    Ok(tables)
}

/// By the ending of a file's name; what is in it decides how it is read.
pub(super) fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("csv") => "text/csv",
        Some("tsv") => "text/tab-separated-values",
        Some("txt") => "text/plain",
        Some(_) | None => "application/octet-stream",
    }
}
