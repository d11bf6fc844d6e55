//! The tables of a trace: read, shown, then written in one commit; the same tables again change nothing.
//!
//! A term is found by its level and its words, a row by its words and how often they came before. Classes and policies of
//! the same name are linked and that is said; no other name is taken for the same one.

use super::files::profile_file;
use super::trace_rows::{Known, On};
use super::transcription::{READER, next_version, sheet, warnings};
use super::{Import, ImportFile, Pass};
use crate::desk::Desk;
use crate::error::AppError;
use crate::execute::{Done, Order};
use crate::permission::Operation;
use crate::{App, Caller};
use ::import::{Finding, Place, Problem, Problems, TraceFinding, TraceTable, trace};
use domain::command::Action;
use domain::digest::Digest;
use domain::event::{ImportRecorded, ImportTarget, RowNode};
use domain::id::{ActorId, ColumnId, EditionId, ImportId, NodeId, PlanId};
use domain::value::{Basis, Column, Field, Meaning, Profile, ProfileVersion, TraceLevel};
use projections::report::{CoverageReport, OrphanKind, coverage};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// The tables of a trace to import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TraceImport {
    /// The plan, by slug or id.
    pub plan: String,
    /// The edition that they belong to; the current one where that is not said.
    pub edition: Option<String>,
    /// Its date, where it is new and its name is none.
    pub date: Option<String>,
    /// The tables of issues.
    pub files: Vec<ImportFile>,
    /// The table of policies.
    pub policies: Option<ImportFile>,
    /// A profile file with a section `[trace]`; without one the columns are those of the tables that the plan has.
    pub profile: Option<ImportFile>,
}

/// What one table would become.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TraceTablePreview {
    /// How many terms are new.
    pub new_terms: u32,
    /// How many links are new.
    pub new_links: u32,
    /// How many cells would say something else.
    pub changed_cells: u32,
    /// What was understood, row by row, with its warnings.
    pub table: TraceTable,
}

/// What an import of a trace would do.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TraceImportPreview")]
pub struct TracePreview {
    /// The plan.
    pub plan: PlanId,
    /// Something would be written.
    pub changes: bool,
    /// The edition that would be new.
    pub new_edition: Option<String>,
    /// Each table.
    pub tables: Vec<TraceTablePreview>,
    /// The coverage as it would be.
    pub coverage: CoverageReport,
}

/// What an import of a trace did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TraceImported {
    /// What was recorded; none when nothing had to be.
    pub done: Option<Done>,
    /// What was understood; none of a request that was recorded before.
    pub preview: Option<TracePreview>,
}

impl App {
    /// What an import of a trace would do; nothing is written.
    ///
    /// # Errors
    /// [`AppError::File`] with every problem of the files, besides what every change can answer.
    pub async fn preview_trace(
        &self,
        caller: &Caller,
        request: &TraceImport,
    ) -> Result<TracePreview, AppError> {
        let desk = self.desk(caller, Operation::Edit, &request.plan).await?;
        let import = request.as_import();
        Ok(prepare(desk, caller.actor.id, &import, request)?.1)
    }

    /// Imports the tables of a trace in one commit; the same tables again change nothing.
    ///
    /// # Errors
    /// [`AppError::File`] with every problem of the files, besides what every change can answer.
    pub async fn import_trace(
        &self,
        caller: &Caller,
        id: Uuid,
        request: &TraceImport,
    ) -> Result<TraceImported, AppError> {
        let desk = self.desk(caller, Operation::Edit, &request.plan).await?;
        let order = Order::new(desk.id, id, "import_trace", &request.content());
        if let Some(done) = self.recorded(caller, order).await? {
            return Ok(TraceImported { done: Some(done), preview: None });
        }
        let import = request.as_import();
        let (pass, preview) = prepare(desk, caller.actor.id, &import, request)?;
        if !preview.changes {
            return Ok(TraceImported { done: None, preview: Some(preview) });
        }
        self.keep(&pass, &import).await?;
        let name = import.files.first().map_or("", |file| file.name.as_str());
        let done = self.execute(&caller.through_file(name), order, Action::Together(pass.actions)).await?;
        Ok(TraceImported { done: Some(done), preview: Some(preview) })
    }
}

impl TraceImport {
    /// The same as an import of tables, for what both have: files, the name of an edition and its date.
    fn as_import(&self) -> Import {
        Import {
            plan: self.plan.clone(),
            edition: self.edition.clone(),
            date: self.date.clone(),
            files: self.policies.iter().chain(&self.files).cloned().collect(),
            ..Import::default()
        }
    }

    fn content(&self) -> impl Serialize {
        let file = |file: &ImportFile| (file.name.clone(), Digest::of_bytes(&file.bytes));
        let files: Vec<_> = self.files.iter().map(file).collect();
        let about = (self.plan.clone(), self.edition.clone(), self.date.clone());
        (about, files, self.policies.as_ref().map(file), self.profile.as_ref().map(file))
    }
}

/// Goes through the tables; nothing is written.
fn prepare<'i>(
    desk: Desk<'static>,
    actor: ActorId,
    import: &'i Import,
    request: &TraceImport,
) -> Result<(Pass<'i>, TracePreview), AppError> {
    let levels = levels(&desk, request)?;
    let mut tables = read(import, request, &levels)?;
    let Some(file) = import.files.first() else {
        return Err(AppError::invalid("files", "", "at least one file"));
    };
    let plan = desk.id;
    let mut pass = Pass { import, desk, actor, actions: Vec::new(), file, warned: Vec::new() };
    let (edition, new_edition) = pass.edition_of_trace(&tables)?;
    let mut known = Known::of(&pass);
    let (mut warnings, mut previews) = (Vec::new(), Vec::new());
    for (at, table) in &mut tables {
        pass.file = &import.files[*at];
        let before = Counts::of(&pass);
        let written = pass.actions.len();
        let profile = pass.profile_of_trace(table)?;
        let mut on = On { table, profile: &profile, basis: Basis::Edition(edition), warnings: Vec::new() };
        let (rows, changed_cells) = pass.rows_of_trace(&mut on, &mut known)?;
        let found = on.warnings;
        table.warnings.extend(found);
        if pass.actions.len() > written {
            pass.record_trace(table, &profile, edition, &rows)?;
        }
        let after = Counts::of(&pass);
        previews.push((after.nodes - before.nodes, after.links - before.links, changed_cells));
    }
    pass.link_same_names(&mut known, Basis::Edition(edition), &mut warnings)?;
    let coverage = coverage(&pass.desk.plan);
    warn_of_strangers(&mut tables, &coverage, warnings);
    let tables =
        previews.into_iter().zip(tables).map(|((new_terms, new_links, changed_cells), (_, table))| {
            TraceTablePreview { new_terms, new_links, changed_cells, table }
        });
    let tables = tables.collect();
    let changes = !pass.actions.is_empty();
    Ok((pass, TracePreview { plan, changes, new_edition, tables, coverage }))
}

/// Which heading is which level: as the profile says, else as the tables say that the plan has.
fn levels(desk: &Desk, request: &TraceImport) -> Result<trace::Levels, AppError> {
    if let Some(file) = &request.profile {
        return Ok(profile_file(file)?.trace);
    }
    let columns = desk.plan.head.profiles.iter().flat_map(|profile| &profile.columns);
    Ok(columns.filter_map(|column| Some((column.heading.clone(), column.trace()?))).collect())
}

/// Every table of every file, that of policies first, each with its file; all problems of all files together.
fn read(
    import: &Import,
    request: &TraceImport,
    levels: &trace::Levels,
) -> Result<Vec<(usize, TraceTable)>, AppError> {
    let (mut tables, mut problems) = (Vec::new(), Vec::new());
    for (at, file) in import.files.iter().enumerate() {
        let is_policies = request.policies.is_some() && at == 0;
        let anchor = if is_policies { TraceLevel::Policy } else { TraceLevel::Issue };
        match trace::tables(&file.name, &file.bytes, levels, anchor) {
            Ok(found) => tables.extend(found.into_iter().map(|table| (at, table))),
            Err(found) => problems.extend(found.0),
        }
    }
    let headings = || tables.iter().flat_map(|(_, table): &(usize, TraceTable)| &table.columns);
    if let Some(profile) = request.profile.as_ref().filter(|_| problems.is_empty()) {
        let wanted = levels.iter().filter(|(_, level)| {
            // Only a table of policies has its own columns.
            request.policies.is_some() || **level != TraceLevel::Policy
        });
        for (heading, _) in wanted {
            let is_there = |text: &str| ::import::trace::same_heading(heading, text);
            if !headings().any(|column| is_there(&column.heading)) {
                let place = Place { file: profile.name.clone(), ..Place::default() };
                let finding = Finding::Trace(TraceFinding::HeadingMissing { heading: heading.clone() });
                problems.push(Problem { place, finding });
            }
        }
    }
    if problems.is_empty() { Ok(tables) } else { Err(AppError::File(Problems(problems))) }
}

/// How much the plan has.
struct Counts {
    nodes: u32,
    links: u32,
}

impl Counts {
    fn of(pass: &Pass) -> Self {
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        let plan = &pass.desk.plan;
        Self { nodes: count(plan.nodes.len()), links: count(plan.head.links.len()) }
    }
}

impl Pass<'_> {
    /// The edition that the tables belong to; where the plan does not have it, the first table becomes it.
    fn edition_of_trace(
        &mut self,
        tables: &[(usize, TraceTable)],
    ) -> Result<(EditionId, Option<String>), AppError> {
        let import = self.import;
        let Some(name) = &import.edition else {
            let current = self.desk.plan.head.current_edition().map(|edition| edition.id);
            return current.map(|edition| (edition, None)).ok_or_else(|| {
                AppError::invalid(
                    "edition",
                    "",
                    "what the edition of these tables is called, such as 令和3年3月",
                )
            });
        };
        if let Ok(edition) = self.desk.edition(name)
            && !edition.is_void()
        {
            return Ok((edition.id, None));
        }
        let date = crate::parse::date("edition", import.date.as_ref().unwrap_or(name))?;
        if date.start.is_none() {
            return Err(AppError::invalid("date", &date.text, "a date, such as 令和3年3月"));
        }
        let Some((_, table)) = tables.first() else {
            return Err(AppError::invalid("files", "", "at least one table"));
        };
        let label = crate::parse::filled("edition", Field::Short, name.trim())?;
        let source = self.source()?;
        let profile = self.profile_of_trace(table)?;
        let edition = self.transcribe_trace(table, &profile, source, (label, date))?;
        Ok((edition, Some(name.clone())))
    }

    /// The columns of a table: those that the plan has where they are the same; else a new version, which keeps the ids of
    /// those that stay.
    fn profile_of_trace(&mut self, table: &TraceTable) -> Result<Profile, AppError> {
        let profiles = &self.desk.plan.head.profiles;
        let anchor = |profile: &Profile| projections::report::trace::anchor(profile).map(|(level, _)| level);
        let is_own = |profile: &&Profile| profile.is_of_trace() && anchor(profile) == Some(table.anchor);
        let latest = profiles.iter().rev().find(is_own).cloned();
        let meaning = |level: Option<TraceLevel>| level.map_or(Meaning::Other, Meaning::Trace);
        let same = |profile: &Profile| {
            let columns = profile.in_order();
            columns.len() == table.columns.len()
                && columns
                    .iter()
                    .zip(&table.columns)
                    .all(|(a, b)| a.heading == b.heading && a.meaning == meaning(b.level))
        };
        if let Some(profile) = latest.as_ref().filter(|profile| same(profile)) {
            return Ok(profile.clone());
        }
        let mut free: Vec<&Column> = latest.iter().flat_map(|profile| &profile.columns).collect();
        let columns = table.columns.iter().zip(0..).map(|(column, order)| {
            let known = free.iter().position(|known| known.heading == column.heading);
            Column {
                id: known.map_or_else(|| ColumnId::new(Uuid::now_v7()), |at| free.remove(at).id),
                heading: column.heading.clone(),
                meaning: meaning(column.level),
                order,
                width: 0,
            }
        });
        let columns = columns.collect();
        let profile = next_version(latest.as_ref(), columns, Vec::new());
        self.take(Action::DefineProfile(profile.clone()))?;
        Ok(profile)
    }

    /// Keeps which row of the file at hand is which term.
    fn record_trace(
        &mut self,
        table: &TraceTable,
        profile: &Profile,
        edition: EditionId,
        nodes: &[NodeId],
    ) -> Result<(), AppError> {
        let source = self.source()?;
        let rows = table.rows.iter().zip(nodes).map(|(row, node)| RowNode { row: row.line, node: *node });
        self.take(Action::RecordImport(ImportRecorded {
            import: ImportId::new(Uuid::now_v7()),
            source,
            sheet: sheet(table.sheet.as_deref())?,
            reader: READER,
            profile: Some(ProfileVersion { profile: profile.id, version: profile.version }),
            target: ImportTarget::Edition(edition),
            rows: rows.collect(),
            warnings: warnings(&table.warnings)?,
        }))
    }
}

/// Says at its first row which class no policy has as its name, and what else was found of all tables.
fn warn_of_strangers(
    tables: &mut [(usize, TraceTable)],
    coverage: &CoverageReport,
    others: Vec<TraceFinding>,
) {
    for orphan in coverage.of_kind(OrphanKind::ClassWithoutPolicy).filter(|_| coverage.policies > 0) {
        let class = orphan.term.title.as_str();
        for (_, table) in tables.iter_mut() {
            let at = table.columns.iter().position(|column| column.level == Some(TraceLevel::Class));
            let Some(at) = at else { continue };
            let Some(row) = table.rows.iter().find(|row| row.read[at] == class) else { continue };
            let place = Place {
                file: table.file.clone(),
                sheet: table.sheet.clone(),
                row: Some(row.line),
                column: Some(table.columns[at].heading.clone()),
            };
            let nearest = orphan.nearest.as_ref().map(|nearest| nearest.term.title.to_string());
            let finding = TraceFinding::ClassUnknown { class: class.to_owned(), nearest };
            table.warnings.push(Problem { place, finding: Finding::Trace(finding) });
            break;
        }
    }
    if let Some((_, first)) = tables.first_mut() {
        let place = || Place { file: first.file.clone(), ..Place::default() };
        let others: Vec<Problem> = others
            .into_iter()
            .map(|finding| Problem { place: place(), finding: Finding::Trace(finding) })
            .collect();
        first.warnings.extend(others);
    }
}
