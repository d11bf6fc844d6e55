//! Import: files to a proposed change, shown before anything is written, then written in one commit.
//!
//! What a table becomes depends on what the plan has: an edition that it does not have is transcribed; the table of an
//! edition that it has is compared cell by cell and becomes 転記訂正; the table of the live cycle becomes proposals.

mod corrections;
mod outcome;
mod proposals;
mod transcription;

pub use outcome::{CellDifference, CycleEffect, Outcome, Preview, TablePreview};

use crate::desk::Desk;
use crate::error::{AppError, Thing};
use crate::execute::{Done, Order};
use crate::permission::Operation;
use crate::write::{code, registered, slug};
use crate::{App, Caller};
use ::import::{Hints, Problems, ProfileFile, Table};
use domain::command::{Action, OpenPlan};
use domain::digest::Digest;
use domain::id::{PlanId, SourceId, TermId, VocabularyId};
use domain::plan::EditionOrigin;
use domain::value::{CanonicalState, Field, PrintedDate, Text, Vocabulary, VocabularyKind};
use domain::{Command, Plan};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A file as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFile {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What to import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    /// The plan, by slug or id; a slug that no plan has makes a new plan.
    pub plan: String,
    /// Whose plan it is, for a new one.
    pub organisation: Option<String>,
    /// The plan's title; a new one takes the first line of the table.
    pub title: Option<String>,
    /// The organisation's code, for a new plan.
    pub code: Option<String>,
    /// What the edition is called, where the table does not say.
    pub edition: Option<String>,
    /// The files; a workbook may hold several editions.
    pub files: Vec<ImportFile>,
    /// A profile file.
    pub profile: Option<ImportFile>,
    /// Status words and what they mean.
    pub status_words: Vec<(String, CanonicalState)>,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Imported {
    /// What was recorded; none when nothing had to be.
    pub done: Option<Done>,
    /// What was understood.
    pub preview: Preview,
}

/// An import that is ready to be given as one command.
struct Prepared {
    plan: PlanId,
    slug: Option<String>,
    actions: Vec<Action>,
    preview: Preview,
}

/// The plan as the import goes through the tables: each one is decided upon what those before it made.
struct Pass<'i> {
    import: &'i Import,
    desk: Desk,
    actor: domain::id::ActorId,
    actions: Vec<Action>,
    sources: BTreeMap<Digest, SourceId>,
}

impl App {
    /// What an import would do; nothing is written.
    ///
    /// # Errors
    /// [`AppError::File`] with every problem of the files, besides what every change can answer.
    pub async fn preview_import(&self, caller: &Caller, import: &Import) -> Result<Preview, AppError> {
        Ok(self.prepare(caller, Uuid::now_v7(), import).await?.preview)
    }

    /// Imports files in one commit; the same files again change nothing.
    ///
    /// # Errors
    /// [`AppError::File`] with every problem of the files, besides what every change can answer.
    pub async fn import(&self, caller: &Caller, id: Uuid, import: &Import) -> Result<Imported, AppError> {
        let prepared = self.prepare(caller, id, import).await?;
        if prepared.actions.is_empty() {
            return Ok(Imported { done: None, preview: prepared.preview });
        }
        for file in &import.files {
            self.store.put_content(&file.bytes, media_type(&file.name), &file.name).await?;
        }
        if let Some(slug) = &prepared.slug {
            self.reserve(slug, prepared.plan).await?;
        }
        let name = import.files.first().map_or("", |file| file.name.as_str());
        let digests: Vec<Digest> = import.files.iter().map(|file| Digest::of_bytes(&file.bytes)).collect();
        let words: Vec<(&str, &str)> =
            import.status_words.iter().map(|(word, state)| (word.as_str(), state.name())).collect();
        let request = (&import.plan, &digests, &import.edition, words);
        let order = Order::new(prepared.plan, id, "import", &request);
        let action = Action::Together(prepared.actions);
        let done = self.execute(&caller.through_file(name), order, action).await;
        if done.is_err()
            && let Some(slug) = &prepared.slug
        {
            self.store.release_slug(slug, prepared.plan).await?;
        }
        Ok(Imported { done: Some(done?), preview: prepared.preview })
    }

    async fn prepare(&self, caller: &Caller, id: Uuid, import: &Import) -> Result<Prepared, AppError> {
        let desk = match self.find_plan(&import.plan).await {
            Ok(_) => Some(self.desk(caller, Operation::Edit, &import.plan).await?),
            Err(AppError::NotFound { thing: Thing::Plan, .. }) => {
                Self::allow_creation(caller)?;
                None
            }
            Err(error) => return Err(error),
        };
        let fresh = desk.is_none();
        let slug = if fresh { Some(slug(&import.plan)?.to_owned()) } else { None };
        let desk = desk.unwrap_or_else(|| Desk { id: PlanId::new(id), plan: Plan::default(), inside: true });
        let (plan, actor) = (desk.id, caller.actor.id);
        let mut pass = Pass { import, desk, actor, actions: Vec::new(), sources: BTreeMap::new() };
        let hints = hints(&pass.desk.plan, import)?;
        let tables = tables(import, &hints)?;
        if fresh && let Some(table) = tables.first() {
            let open = pass.opening(table)?;
            pass.take(Action::OpenPlan(open))?;
        }
        pass.take_vocabulary(hints.vocabulary)?;
        let opened = pass.actions.len();
        let mut previews = Vec::new();
        for table in tables {
            let outcome = pass.table(&table)?;
            previews.push(TablePreview { outcome, table });
        }
        let changes = fresh || pass.actions.len() > opened;
        // A vocabulary alone is no import: without a change nothing at all is written.
        let actions = if changes { pass.actions } else { Vec::new() };
        let preview = Preview { plan, new_plan: fresh, changes, tables: previews };
        Ok(Prepared { plan, slug, actions, preview })
    }
}

impl Pass<'_> {
    /// Adds an action and folds its events, so that the next table sees what it made.
    fn take(&mut self, action: Action) -> Result<(), AppError> {
        let command = Command {
            id: domain::id::CommandId::new(Uuid::now_v7()),
            actor: self.actor,
            content: Digest::of_bytes(&[]),
            action,
        };
        for event in self.desk.plan.decide(&command)? {
            self.desk.plan.apply(&event);
        }
        self.actions.push(command.action);
        Ok(())
    }

    fn opening(&self, table: &Table) -> Result<OpenPlan, AppError> {
        let title =
            self.import.title.as_deref().or_else(|| {
                table.title_lines.iter().map(String::as_str).find(|line| !line.trim().is_empty())
            });
        let organisation = self.import.organisation.as_deref().ok_or_else(|| {
            AppError::invalid("organisation", "", "the organisation's name, because the plan is new")
        })?;
        Ok(OpenPlan {
            plan: self.desk.id,
            title: crate::parse::filled("title", Field::Title, title.unwrap_or(&self.import.plan))?,
            organisation: crate::parse::filled("organisation", Field::Title, organisation)?,
            code: code(self.import.code.as_deref())?,
        })
    }

    /// The words of the plan, as a new version where the import brings some.
    fn take_vocabulary(&mut self, vocabulary: Vocabulary) -> Result<(), AppError> {
        let latest = self.desk.plan.head.latest_vocabulary(VocabularyKind::Status);
        match latest {
            Some(latest) if latest.terms == vocabulary.terms => Ok(()),
            Some(latest) => {
                let version = latest.version + 1;
                self.take(Action::DefineVocabulary(Vocabulary { version, ..vocabulary }))
            }
            None => self.take(Action::DefineVocabulary(vocabulary)),
        }
    }

    /// What becomes of one table.
    fn table(&mut self, table: &Table) -> Result<Outcome, AppError> {
        let label = self.edition_label(table)?;
        let date = PrintedDate::parse(label.as_str())
            .ok()
            .filter(|date| date.start.is_some())
            .ok_or_else(|| AppError::invalid("edition", label.as_str(), "a date, such as 令和3年3月"))?;
        let same = |other: &PrintedDate| (other.start, other.end) == (date.start, date.end);
        let head = &self.desk.plan.head;
        if let Some(cycle) = head.live_cycle().filter(|cycle| cycle.label == label || same(&cycle.date)) {
            let cycle = cycle.id;
            return self.propose(table, cycle);
        }
        let known = head
            .editions
            .values()
            .find(|edition| !edition.is_void() && (edition.label == label || same(&edition.date)))
            .cloned();
        match known {
            Some(edition) => match &edition.origin {
                EditionOrigin::Transcribed { .. } => self.correct(table, &edition),
                EditionOrigin::Adopted { .. } => self.compare_adopted(table, &edition),
            },
            None => self.transcribe(table, label, date),
        }
    }

    fn edition_label(&self, table: &Table) -> Result<Text, AppError> {
        let label = self.import.edition.as_deref().or(table.edition_label.as_deref());
        let label = label.ok_or_else(|| {
            AppError::invalid(
                "edition",
                "",
                "what the edition is called, such as 令和3年3月; the table does not say",
            )
        })?;
        crate::parse::filled("edition", Field::Short, label.trim())
    }

    /// The file of a table as a source of the plan; the same content is registered once.
    fn source(&mut self, table: &Table) -> Result<SourceId, AppError> {
        let file = self.import.files.iter().find(|file| file.name == table.file);
        let file = file.ok_or_else(|| AppError::not_found(Thing::Source, &table.file))?;
        let digest = Digest::of_bytes(&file.bytes);
        if let Some(source) = self.sources.get(&digest) {
            return Ok(*source);
        }
        let id = SourceId::new(Uuid::now_v7());
        let source = registered(id, &file.name, media_type(&file.name), &file.bytes)?;
        self.take(Action::RegisterSource(source))?;
        self.sources.insert(digest, id);
        Ok(id)
    }
}

/// What the plan and the request know of headings and words.
fn hints(plan: &Plan, import: &Import) -> Result<Hints, AppError> {
    let vocabulary = plan.head.latest_vocabulary(VocabularyKind::Status).cloned().unwrap_or_else(|| {
        let ids = std::iter::repeat_with(|| TermId::new(Uuid::now_v7()));
        Vocabulary::of_default_words(VocabularyId::new(Uuid::now_v7()), VocabularyKind::Status, ids)
    });
    let mut hints = Hints::new(vocabulary);
    if let Some(profile) = plan.head.latest_profile() {
        hints.headings = profile.columns.iter().map(|c| (c.heading.clone(), c.meaning)).collect();
    }
    let wrong = |word: &str, error: &dyn std::fmt::Display| AppError::invalid("status", word, error);
    if let Some(file) = &import.profile {
        let text = std::str::from_utf8(&file.bytes)
            .map_err(|error| AppError::invalid("profile", &file.name, format!("UTF-8 text: {error}")))?;
        let profile = ProfileFile::parse(&file.name, text)?;
        profile
            .apply(&mut hints, || TermId::new(Uuid::now_v7()))
            .map_err(|error| AppError::invalid("profile", &file.name, error))?;
    }
    for (word, state) in &import.status_words {
        hints
            .add_status_word(TermId::new(Uuid::now_v7()), word, *state)
            .map_err(|error| wrong(word, &error))?;
    }
    Ok(hints)
}

/// Every table of every file, the oldest edition first; all problems of all files together.
fn tables(import: &Import, hints: &Hints) -> Result<Vec<Table>, AppError> {
    let (mut tables, mut problems) = (Vec::new(), Vec::new());
    for file in &import.files {
        match ::import::propose(&file.name, &file.bytes, hints) {
            Ok(found) => tables.extend(found),
            Err(found) => problems.extend(found.0),
        }
    }
    if !problems.is_empty() {
        return Err(AppError::File(Problems(problems)));
    }
    if tables.is_empty() {
        return Err(AppError::invalid("files", "", "at least one file"));
    }
    tables.sort_by_key(|table| table.edition_date.as_ref().and_then(|date| date.start));
    Ok(tables)
}

/// By the ending of a file's name; what is in it decides how it is read.
fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("csv") => "text/csv",
        Some("tsv") => "text/tab-separated-values",
        Some("txt") => "text/plain",
        Some(_) | None => "application/octet-stream",
    }
}
