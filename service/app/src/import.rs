//! Import: files to a proposed change, shown before anything is written, then written in one commit.
//!
//! What a table becomes depends on what the plan has: an edition that it does not have is transcribed; the table of an
//! edition that it has is compared cell by cell and becomes 転記訂正; the table of the live cycle becomes proposals.

mod corrections;
mod declared;
mod details;
mod files;
mod kinds;
mod known;
mod listings;
mod matching;
mod opinions;
mod order;
mod outcome;
mod placing;
mod proposals;
mod reordering;
mod restated;
mod sheet_beside;
mod side_by_side;
mod standing;
mod trace;
mod trace_edition;
mod trace_rows;
mod transcription;

pub use matching::MatchedBy;
pub use opinions::{OpinionsImport, OpinionsImported, OpinionsPreview};
pub use outcome::{CellDifference, Change, CycleEffect, Defined, Outcome, Preview, RowMove, TablePreview};
pub use side_by_side::LineageRows;
pub use trace::{TraceImport, TraceImported, TracePreview, TraceTablePreview};

use crate::desk::Desk;
use crate::error::AppError;
use crate::execute::{Done, Order};
use crate::permission::{Answer, Operation};
use crate::write::{code, registered, slug};
use crate::{App, Caller};
use ::import::{Hints, Problem, Table};
use domain::Command;
use domain::command::{Action, OpenPlan};
use domain::digest::Digest;
use domain::event::{ImportRecorded, ImportTarget, RowNode, YearSide};
use domain::id::{ActorId, ImportId, NodeId, PlanId, SourceId};
use domain::plan::{Edition, EditionOrigin};
use domain::value::{CanonicalState, Field, PrintedDate, ProfileVersion, Text, Vocabulary};
use files::{Found, hints, media_type, tables};
use serde::Serialize;
use transcription::{READER, sheet, warnings};
use uuid::Uuid;

/// A file as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
    /// Its date, where its name is none.
    pub date: Option<String>,
    /// The files; a workbook may hold several editions.
    pub files: Vec<ImportFile>,
    /// A profile file.
    pub profile: Option<ImportFile>,
    /// Status words and what they mean, wherever they stand.
    pub status_words: Vec<(String, CanonicalState)>,
    /// Words for what is planned for a year, where they mean something else there.
    pub planned_words: Vec<(String, CanonicalState)>,
    /// Words for what came of a year, where they mean something else there.
    pub actual_words: Vec<(String, CanonicalState)>,
    /// Which re-listed rows a person confirms to be what the preview proposes.
    pub relisted: Relisted,
}

/// Which re-listed rows (再掲) are the items that the preview proposes; others become items of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Relisted {
    /// None is confirmed.
    #[default]
    None,
    /// All that are proposed.
    All,
    /// Those in these rows of the file.
    Rows(Vec<u32>),
}

impl Relisted {
    /// Whether the row is confirmed.
    fn confirms(&self, line: u32) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Rows(rows) => rows.contains(&line),
        }
    }
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Imported {
    /// What was recorded; none when nothing had to be.
    pub done: Option<Done>,
    /// What was understood.
    pub preview: Preview,
}

/// The plan that an import goes to.
struct Target {
    desk: Desk<'static>,
    /// The name of a plan that is yet to be made.
    slug: Option<String>,
}

/// The plan as the import goes through the tables: each one is decided upon what those before it made.
struct Pass<'i> {
    import: &'i Import,
    desk: Desk<'static>,
    actor: ActorId,
    actions: Vec<Action>,
    /// The file of the table at hand.
    file: &'i ImportFile,
    /// What a person should look at, beyond what the reader has found in the table at hand.
    warned: Vec<Problem>,
}

impl App {
    /// What an import would do; nothing is written.
    ///
    /// # Errors
    /// [`AppError::File`] with every problem of the files, besides what every change can answer.
    pub async fn preview_import(&self, caller: &Caller, import: &Import) -> Result<Preview, AppError> {
        let target = self.target(caller, Uuid::now_v7(), import).await?;
        Ok(prepare(target.desk, caller.actor.id, import)?.1)
    }

    /// Imports files in one commit; the same files again change nothing. Of a repeated request nothing is read again.
    ///
    /// # Errors
    /// [`AppError::File`] with every problem of the files, besides what every change can answer.
    pub async fn import(&self, caller: &Caller, id: Uuid, import: &Import) -> Result<Imported, AppError> {
        let Target { desk, slug } = self.target(caller, id, import).await?;
        let plan = desk.id;
        let order = Order::new(plan, id, "import", &content(import));
        if let Some(done) = self.recorded(caller, order).await? {
            let preview = Preview { plan, new_plan: false, changes: false, tables: Vec::new() };
            return Ok(Imported { done: Some(done), preview });
        }
        let (pass, preview) = prepare(desk, caller.actor.id, import)?;
        self.keep(&pass, import).await?;
        if !preview.changes {
            return Ok(Imported { done: None, preview });
        }
        if let Some(slug) = &slug {
            self.reserve(slug, plan).await?;
        }
        let name = import.files.first().map_or("", |file| file.name.as_str());
        let action = Action::Together(pass.actions);
        let done = self.execute(&caller.through_file(name), order, action).await;
        if let Some(slug) = &slug {
            self.keep_slug_if_opened(slug, plan, &done).await?;
        }
        Ok(Imported { done: Some(done?), preview })
    }

    /// Keeps the files that the plan names, even where they say nothing new: they may have been lost.
    async fn keep(&self, pass: &Pass<'_>, import: &Import) -> Result<(), AppError> {
        for file in import.files.iter().filter(|file| pass.registered(file).is_some()) {
            self.store.put_content(&file.bytes, media_type(&file.name), &file.name).await?;
        }
        Ok(())
    }

    /// The plan of that name, or a new one for who may create plans; to others an unknown plan is like a hidden one.
    async fn target(&self, caller: &Caller, id: Uuid, import: &Import) -> Result<Target, AppError> {
        let fresh = match self.find_plan(&import.plan).await {
            Ok(_) => false,
            Err(AppError::NotFound { .. }) => caller.may(Operation::CreatePlan, None) == Answer::Yes,
            Err(error) => return Err(error),
        };
        if !fresh {
            return Ok(Target { desk: self.desk(caller, Operation::Edit, &import.plan).await?, slug: None });
        }
        let slug = slug(&import.plan)?.to_owned();
        let desk = Desk::empty(PlanId::new(id));
        Ok(Target { desk, slug: Some(slug) })
    }
}

/// What the caller asks, for the digest of the request.
fn content(import: &Import) -> impl Serialize {
    let file = |file: &ImportFile| (file.name.clone(), Digest::of_bytes(&file.bytes));
    let named = |words: &[(String, CanonicalState)]| -> Vec<(String, &str)> {
        words.iter().map(|(word, state)| (word.clone(), state.name())).collect()
    };
    let words = named(&import.status_words);
    let files: Vec<(String, Digest)> = import.files.iter().map(file).collect();
    let about = (import.plan.clone(), import.organisation.clone(), import.title.clone(), import.code.clone());
    // A date of its own came later: without one a request says the same as it did before.
    let edition = match &import.date {
        None => serde_json::json!(import.edition),
        Some(date) => serde_json::json!([import.edition, date]),
    };
    // So did words of a year and confirmed rows.
    let relisted = match &import.relisted {
        Relisted::None => serde_json::Value::Null,
        Relisted::All => serde_json::json!("all"),
        Relisted::Rows(rows) => serde_json::json!(rows),
    };
    let later = (named(&import.planned_words), named(&import.actual_words), relisted);
    let later = (later != (Vec::new(), Vec::new(), serde_json::Value::Null)).then_some(later);
    let words = match later {
        None => serde_json::json!(words),
        Some(later) => serde_json::json!([words, later]),
    };
    (about, edition, files, import.profile.as_ref().map(file), words)
}

/// Goes through the files; nothing is written.
fn prepare<'i>(
    desk: Desk<'static>,
    actor: ActorId,
    import: &'i Import,
) -> Result<(Pass<'i>, Preview), AppError> {
    let plan = desk.id;
    let fresh = desk.plan.head.id.is_none();
    let hints = hints(&desk.plan, import)?;
    let tables = tables(import, &hints)?;
    let (Some(first), Some(file)) = (tables.first(), import.files.first()) else {
        return Err(AppError::invalid("files", "", "at least one file"));
    };
    if tables.len() > 1
        && let Some(edition) = &import.edition
    {
        let accepted =
            format!("nothing, because there are {} tables, which each say it themselves", tables.len());
        return Err(AppError::invalid("edition", edition, accepted));
    }
    let mut pass = Pass { import, desk, actor, actions: Vec::new(), file, warned: Vec::new() };
    if fresh {
        let open = pass.opening(&first.1)?;
        pass.take(Action::OpenPlan(open))?;
    }
    pass.take_vocabularies(hints, &tables)?;
    let before = pass.actions.len();
    let mut previews = Vec::new();
    for (at, mut table) in tables {
        pass.file = &import.files[at];
        matching::forget_known_listings(&mut table);
        let outcome = pass.table(&table)?;
        table.warnings.append(&mut pass.warned);
        previews.push(TablePreview { outcome, table });
    }
    // A vocabulary alone is no import: without a change nothing at all is written.
    let changes = fresh || pass.actions.len() > before;
    Ok((pass, Preview { plan, new_plan: fresh, changes, tables: previews }))
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
            self.desk.plan.to_mut().apply(&event);
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

    /// The words of the plan; those of plan and result only where a table has them.
    fn take_vocabularies(&mut self, hints: Hints, tables: &[Found]) -> Result<(), AppError> {
        let Hints { mut vocabulary, planned, actual, .. } = hints;
        let rows = || tables.iter().flat_map(|(_, table)| &table.rows);
        let years = |side| rows().any(|row| row.details.years.iter().any(|year| year.side == side));
        // A word of 実施状況 beside a plan is what the item itself is called too.
        for status in rows().filter_map(|row| row.status.as_ref()) {
            if vocabulary.term(status.term).is_none()
                && let Some(term) = actual.term(status.term)
            {
                let version = vocabulary.version;
                let with = vocabulary.with_term(term.clone());
                vocabulary = Vocabulary {
                    version,
                    ..with.map_err(|error| AppError::invalid("status", &status.wording, error))?
                };
            }
        }
        self.take_vocabulary(vocabulary)?;
        for (vocabulary, side) in [(planned, YearSide::Planned), (actual, YearSide::Actual)] {
            if self.desk.plan.head.latest_vocabulary(vocabulary.kind).is_some() || years(side) {
                self.take_vocabulary(vocabulary)?;
            }
        }
        Ok(())
    }

    /// The words of one kind, as a new version where the import brings some.
    fn take_vocabulary(&mut self, vocabulary: Vocabulary) -> Result<(), AppError> {
        let latest = self.desk.plan.head.latest_vocabulary(vocabulary.kind);
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
        let date = self.edition_date(table, &label)?;
        if table.lists_changes {
            return self.declare(table, &label, &date);
        }
        let head = &self.desk.plan.head;
        if let Some(cycle) =
            head.live_cycle().filter(|cycle| cycle.label == label || cycle.date.is_same_time(&date))
        {
            let cycle = cycle.id;
            return self.propose(table, cycle);
        }
        let known = self.edition_of(label.as_str(), &date).cloned();
        match known {
            Some(edition) => match &edition.origin {
                EditionOrigin::Transcribed { .. } => self.correct(table, &edition),
                EditionOrigin::Adopted { .. } => self.compare_adopted(table, &edition),
            },
            None => self.transcribe(table, label, date),
        }
    }

    /// The edition of that name or date, voided ones apart.
    fn edition_of(&self, label: &str, date: &PrintedDate) -> Option<&Edition> {
        let mut editions = self.desk.plan.head.editions.values().filter(|edition| !edition.is_void());
        editions.find(|edition| edition.label.as_str() == label || edition.date.is_same_time(date))
    }

    /// The edition's date: as the caller says, as the table or the profile says, or as its name says.
    fn edition_date(&self, table: &Table, label: &Text) -> Result<PrintedDate, AppError> {
        let of_table = table.edition_date.as_ref().filter(|_| self.import.edition.is_none());
        let said = match (&self.import.date, of_table) {
            (Some(date), _) => PrintedDate::parse(date).ok(),
            (None, Some(date)) => Some(date.clone()),
            (None, None) => PrintedDate::parse(label.as_str()).ok(),
        };
        said.filter(|date| date.start.is_some()).ok_or_else(|| match &self.import.date {
            Some(date) => AppError::invalid("date", date, "a date, such as 令和3年3月"),
            None => AppError::invalid(
                "edition",
                label.as_str(),
                "a date, such as 令和3年3月, or any name and the edition's date beside it",
            ),
        })
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

    /// The file at hand as a source of the plan; the same content is registered once.
    fn source(&mut self) -> Result<SourceId, AppError> {
        if let Some(source) = self.registered(self.file) {
            return Ok(source);
        }
        let id = SourceId::new(Uuid::now_v7());
        let source = registered(id, &self.file.name, media_type(&self.file.name), &self.file.bytes)?;
        self.take(Action::RegisterSource(source))?;
        Ok(id)
    }

    /// The source of the plan that has the content of a file.
    fn registered(&self, file: &ImportFile) -> Option<SourceId> {
        let digest = Digest::of_bytes(&file.bytes);
        let sources = &self.desk.plan.head.sources;
        sources.values().find(|source| source.sha256 == digest).map(|source| source.source)
    }

    /// Keeps which row of the file at hand speaks about which node, where no edition is transcribed.
    fn record(
        &mut self,
        table: &Table,
        source: SourceId,
        target: ImportTarget,
        nodes: &[NodeId],
    ) -> Result<(), AppError> {
        let rows = table.rows.iter().zip(nodes).map(|(row, node)| RowNode { row: row.line, node: *node });
        let import = ImportRecorded {
            import: ImportId::new(Uuid::now_v7()),
            source,
            sheet: sheet(table.sheet.as_deref())?,
            reader: READER,
            profile: self.profile_of(&target),
            target,
            rows: rows.collect(),
            warnings: warnings(table.warnings.iter().chain(&self.warned))?,
        };
        self.take(Action::RecordImport(import))
    }

    /// Under which columns a target is read: those that it has, or will print.
    fn profile_of(&self, target: &ImportTarget) -> Option<ProfileVersion> {
        let head = &self.desk.plan.head;
        match target {
            ImportTarget::Edition(edition) => head.editions.get(edition).map(|edition| edition.profile),
            ImportTarget::Cycle(_) => head
                .latest_profile()
                .map(|profile| ProfileVersion { profile: profile.id, version: profile.version }),
        }
    }
}
