//! A table of opinions and what their consultation was: read, shown, then written in one commit; the same again changes
//! nothing. An opinion that is recorded is never rewritten; an answer that says something else replaces the one before.

use super::{Import, ImportFile, Pass};
use crate::desk::Desk;
use crate::error::AppError;
use crate::execute::{Done, Order};
use crate::parse::filled;
use crate::permission::Operation;
use crate::request::{Channel, Disposition, RecordConsultation};
use crate::write::{Consultation, answered};
use crate::{App, Caller};
use ::import::{
    ConsultationFile, Finding, OpinionFinding, OpinionRead, OpinionTable, Place, Problem, Problems,
};
use domain::command::Action;
use domain::digest::Digest;
use domain::event::{ConsultationState, OpinionRecorded};
use domain::id::{ActorId, ConsultationId, NodeId, OpinionId, PlanId};
use domain::value::{Field, Text, Vocabulary};
use projections::report::{ConsultationReport, comments};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// A table of opinions to import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpinionsImport {
    /// The plan, by slug or id.
    pub plan: String,
    /// The table; none records the consultation alone.
    pub file: Option<ImportFile>,
    /// What the consultation was.
    pub about: ImportFile,
    /// The consultation, by its id; that of the same period where that is not said.
    pub consultation: Option<String>,
}

/// What an import of opinions would do.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "OpinionsImportPreview")]
pub struct OpinionsPreview {
    /// The plan.
    pub plan: PlanId,
    /// Something would be written.
    pub changes: bool,
    /// The consultation would be new.
    pub new_consultation: bool,
    /// How many opinions are new.
    pub new_opinions: u32,
    /// How many answers are new.
    pub new_answers: u32,
    /// How many of these replace one.
    pub replaced: u32,
    /// What was understood.
    pub table: Option<OpinionTable>,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
    /// The consultation as it would be.
    pub consultation: ConsultationReport,
}

/// What an import of opinions did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpinionsImported {
    /// What was recorded; none when nothing had to be.
    pub done: Option<Done>,
    /// What was understood; none of a request that was recorded before.
    pub preview: Option<OpinionsPreview>,
}

impl App {
    /// What an import of opinions would do; nothing is written.
    ///
    /// # Errors
    /// [`AppError::File`] with every problem of the files, besides what every change can answer.
    pub async fn preview_opinions(
        &self,
        caller: &Caller,
        request: &OpinionsImport,
    ) -> Result<OpinionsPreview, AppError> {
        let desk = self.desk(caller, Operation::Edit, &request.plan).await?;
        let import = request.as_import();
        Ok(prepare(desk, caller.actor.id, &import, request)?.1)
    }

    /// Imports a table of opinions in one commit; the same again changes nothing.
    ///
    /// # Errors
    /// [`AppError::File`] with every problem of the files, besides what every change can answer.
    pub async fn import_opinions(
        &self,
        caller: &Caller,
        id: Uuid,
        request: &OpinionsImport,
    ) -> Result<OpinionsImported, AppError> {
        let desk = self.desk(caller, Operation::Edit, &request.plan).await?;
        let order = Order::new(desk.id, id, "import_opinions", &request.content());
        if let Some(done) = self.recorded(caller, order).await? {
            return Ok(OpinionsImported { done: Some(done), preview: None });
        }
        let import = request.as_import();
        let (pass, preview) = prepare(desk, caller.actor.id, &import, request)?;
        if !preview.changes {
            return Ok(OpinionsImported { done: None, preview: Some(preview) });
        }
        self.keep(&pass, &import).await?;
        let name = import.files.first().map_or("", |file| file.name.as_str());
        let done = self.execute(&caller.through_file(name), order, Action::Together(pass.actions)).await?;
        Ok(OpinionsImported { done: Some(done), preview: Some(preview) })
    }
}

impl OpinionsImport {
    fn as_import(&self) -> Import {
        let files = self.file.iter().chain([&self.about]).cloned().collect();
        Import { plan: self.plan.clone(), files, ..Import::default() }
    }

    fn content(&self) -> impl Serialize {
        let file = |file: &ImportFile| (file.name.clone(), Digest::of_bytes(&file.bytes));
        (self.plan.clone(), self.file.as_ref().map(file), file(&self.about), self.consultation.clone())
    }
}

/// Problems of one table, with their places.
struct Findings {
    file: String,
    sheet: Option<String>,
    all: Vec<Problem>,
}

impl Findings {
    fn add(&mut self, line: Option<u32>, finding: OpinionFinding) {
        let place = Place { file: self.file.clone(), sheet: self.sheet.clone(), row: line, column: None };
        self.all.push(Problem { place, finding: Finding::Opinion(finding) });
    }
}

fn prepare<'i>(
    desk: Desk<'static>,
    actor: ActorId,
    import: &'i Import,
    request: &OpinionsImport,
) -> Result<(Pass<'i>, OpinionsPreview), AppError> {
    let about = &request.about;
    let text = std::str::from_utf8(&about.bytes)
        .map_err(|error| AppError::invalid("about", &about.name, format!("UTF-8 text: {error}")))?;
    let said = ConsultationFile::parse(&about.name, text)?;
    let table = request
        .file
        .as_ref()
        .map(|file| ::import::opinions(&file.name, &file.bytes, &said.columns))
        .transpose()?;
    let Some(file) = import.files.first() else {
        return Err(AppError::invalid("files", "", "at least one file"));
    };
    let plan = desk.id;
    let mut pass = Pass { import, desk, actor, actions: Vec::new(), file, warned: Vec::new() };
    let mut findings = Findings { file: about.name.clone(), sheet: None, all: Vec::new() };
    let (consultation, is_new) = pass.consultation(&said, request.consultation.as_deref(), &mut findings)?;
    let mut counts = (0, 0, 0);
    if let Some(table) = &table {
        findings.file.clone_from(&table.file);
        findings.sheet.clone_from(&table.sheet);
        for number in said.links.keys().filter(|number| table.rows.iter().all(|row| row.number != **number)) {
            findings.add(None, OpinionFinding::UnknownOpinion { number: number.clone() });
        }
        for row in &table.rows {
            let links = said.links.get(&row.number).into_iter().flatten();
            pass.opinion_of((row, links), consultation, &mut findings, &mut counts)?;
        }
    }
    if findings.all.iter().any(Problem::is_error) {
        let before = table.map(|table| table.warnings).unwrap_or_default();
        return Err(AppError::File(Problems(before.into_iter().chain(findings.all).collect())));
    }
    let report = comments(&pass.desk.plan, true);
    let report = report.consultations.into_iter().find(|of| of.consultation == consultation);
    let consultation = report.expect("it was recorded just now");
    look_at(&consultation, &mut findings, &about.name);
    if !pass.actions.is_empty() {
        for file in &import.files {
            pass.file = file;
            pass.source()?;
        }
    }
    let (new_opinions, new_answers, replaced) = counts;
    let read = table.iter().flat_map(|table| &table.warnings);
    let preview = OpinionsPreview {
        plan,
        changes: !pass.actions.is_empty(),
        new_consultation: is_new,
        new_opinions,
        new_answers,
        replaced,
        warnings: read.chain(&findings.all).cloned().collect(),
        table,
        consultation,
    };
    Ok((pass, preview))
}

/// What the consultation says that is not so: weekdays, and how many came in.
fn look_at(report: &ConsultationReport, findings: &mut Findings, about: &str) {
    findings.file = about.to_owned();
    findings.sheet = None;
    for wrong in &report.wrong_weekdays {
        findings.add(None, OpinionFinding::Weekday { text: wrong.words.clone(), is: wrong.is.clone() });
    }
    if let (Some(results), Some(printed)) = (&report.results, report.channel_opinions)
        && results.difference != Some(0)
    {
        findings.add(None, OpinionFinding::Total { printed, counted: results.opinions });
    }
}

impl Pass<'_> {
    /// Records the consultation, where it says anything new; and whether it is a new one.
    fn consultation(
        &mut self,
        said: &ConsultationFile,
        name: Option<&str>,
        findings: &mut Findings,
    ) -> Result<(ConsultationId, bool), AppError> {
        let said = &said.consultation;
        let request = RecordConsultation {
            consultation: None,
            period: said.period.clone(),
            from: said.from.clone(),
            to: said.to.clone(),
            state: match said.state {
                ConsultationState::Open => "open".to_owned(),
                ConsultationState::Closed => "closed".to_owned(),
            },
            channels: said
                .channels
                .iter()
                .map(|of| Channel { name: of.name.clone(), letters: of.letters, opinions: of.opinions })
                .collect(),
            dispositions: said
                .dispositions
                .iter()
                .map(|of| Disposition { code: of.code.clone(), definition: of.definition.clone() })
                .collect(),
        };
        let all = &self.desk.plan.head.consultations;
        let period = |of: &&domain::event::ConsultationRecorded| {
            of.printed_period.as_ref().is_some_and(|period| period.as_str() == said.period)
        };
        let known = match name {
            Some(name) => Some(self.desk.consultation(Some(name))?.consultation),
            None => all.values().find(period).map(|of| of.consultation),
        };
        let id = known.unwrap_or_else(|| ConsultationId::new(Uuid::now_v7()));
        let mut read = Consultation::parse(&self.desk, id, &request)?;
        let before = self.desk.plan.head.consultations.get(&id);
        let closed = before.is_some_and(|before| before.state == ConsultationState::Closed);
        if closed && read.recorded.state == ConsultationState::Open {
            read.recorded.state = ConsultationState::Closed;
            findings.add(None, OpinionFinding::ClosedSince);
        }
        if read.codes.is_some() || self.desk.plan.head.consultations.get(&id) != Some(&read.recorded) {
            for action in read.actions() {
                self.take(action)?;
            }
        }
        Ok((id, known.is_none()))
    }

    /// Records one opinion and its answer, where they say anything new.
    fn opinion_of<'l>(
        &mut self,
        (row, links): (&'l OpinionRead, impl Iterator<Item = &'l String>),
        consultation: ConsultationId,
        findings: &mut Findings,
        (opinions, answers, replaced): &mut (u32, u32, u32),
    ) -> Result<(), AppError> {
        let number = filled("number", Field::Short, &row.number)?;
        let gist = filled("gist", Field::Remark, &row.gist)?;
        let mut nodes: Vec<NodeId> = Vec::new();
        for item in row.items.iter().chain(links) {
            match self.desk.item(item, None) {
                Ok(node) if nodes.contains(&node) => {}
                Ok(node) => nodes.push(node),
                Err(_) => findings.add(Some(row.line), OpinionFinding::UnknownItem { item: item.clone() }),
            }
        }
        let known = self.desk.plan.opinions_of(consultation).into_iter();
        let known = known.map(|known| &known.recorded).find(|known| known.number == number);
        let opinion = match known {
            Some(known) if known.gist != gist || known.nodes != nodes => {
                findings.add(Some(row.line), OpinionFinding::Differs { number: number.to_string() });
                return Ok(());
            }
            Some(known) => known.opinion,
            None => {
                let opinion = OpinionId::new(Uuid::now_v7());
                let recorded = OpinionRecorded { opinion, consultation, number, gist, nodes };
                self.take(Action::RecordOpinion(recorded))?;
                *opinions += 1;
                opinion
            }
        };
        let Some(view) = &row.view else { return Ok(()) };
        if let Some(code) = &row.disposition
            && let Some(known) = self.unknown_code(consultation, code)
        {
            findings.add(Some(row.line), OpinionFinding::UnknownCode { code: code.clone(), known });
            return Ok(());
        }
        let opinion = &self.desk.plan.head.opinions[&opinion];
        let had = opinion.answer().is_some();
        let before = opinion.answers.split_last().map_or(&[][..], |(_, before)| before).iter();
        let said = |answer: &domain::event::OpinionAnswered| {
            answer.view.as_str() == view
                && answer.disposition.as_ref().map(Text::as_str) == row.disposition.as_deref()
        };
        if !opinion.answer().is_some_and(said) && before.map(|given| &given.answer).any(said) {
            findings.add(Some(row.line), OpinionFinding::ReplacedSince { number: row.number.clone() });
            return Ok(());
        }
        if let Some(action) = answered(opinion, view, row.disposition.as_deref())? {
            self.take(action)?;
            *answers += 1;
            *replaced += u32::from(had);
        }
        Ok(())
    }

    /// The codes of a consultation, where a code is none of them.
    fn unknown_code(&self, consultation: ConsultationId, code: &str) -> Option<Vec<String>> {
        let head = &self.desk.plan.head;
        let codes = head.consultations.get(&consultation).and_then(|of| of.dispositions);
        let words = codes.and_then(|id| head.vocabularies.iter().rev().find(|words| words.id == id));
        let is_known = words.is_some_and(|words| words.term_of(code).is_some());
        (!is_known).then(|| words.map(Vocabulary::words).unwrap_or_default())
    }
}
