//! A table of two editions side by side: the edition before is worked out from it where the plan does not have it, each
//! row finds its item by what it was there, and what became of it is stated as lineage (S7).

use super::Pass;
use super::transcription::{READER, alone, sheet};
use crate::error::AppError;
use crate::parse::any;
use ::import::{Column as ReadColumn, Row, Table};
use domain::command::{Action, Identity, TranscribeEdition, TranscribeRow};
use domain::event::{
    Authority, Cell, LineageKind, LineageStated, NodeKind, NodeRef, ProgressReported, Reading,
};
use domain::id::{EditionId, ImportId, LinkId, NodeId, ReportId, SourceId};
use domain::value::label::natural_cmp;
use domain::value::{
    CanonicalState, Certainty, Field, LabelScheme, Meaning, Profile, ProfileVersion, Status, Vocabulary,
    VocabularyKind,
};
use import::understand::{Former, FormerEdition};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// How many rows belong to the edition before in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LineageRows {
    /// In which way.
    pub kind: LineageKind,
    /// How many.
    pub rows: u32,
}

/// The edition before, and the item that each row was in it.
pub(super) struct Before {
    edition: EditionId,
    nodes: Vec<Option<NodeId>>,
}

impl Pass<'_> {
    /// The edition before and its items; none for a table that stands alone.
    pub(super) fn before(&mut self, table: &Table, source: SourceId) -> Result<Option<Before>, AppError> {
        let Some(former) = &table.former else { return Ok(None) };
        let edition = match self.edition_of(&former.label, &former.date) {
            Some(edition) => edition.id,
            None => self.work_out(table, former, source)?,
        };
        let numbers = self.desk.plan.numbers_of(edition);
        let item = |row| self.item_before(edition, &numbers, row);
        let nodes = table.rows.iter().map(item).collect::<Result<_, _>>()?;
        Ok(Some(Before { edition, nodes }))
    }

    /// The item of the edition before that a row names by its number, or by its title where it has no number.
    fn item_before(
        &self,
        edition: EditionId,
        numbers: &HashMap<String, NodeId>,
        row: &Row,
    ) -> Result<Option<NodeId>, AppError> {
        let Some(former) = row.former.as_ref().filter(|former| former.kind != LineageKind::New) else {
            return Ok(None);
        };
        let node = match &former.label {
            Some(label) => numbers.get(&label.text).copied(),
            None => {
                let mut rows = self.desk.plan.rows.get(&edition).into_iter().flat_map(|rows| rows.values());
                rows.find(|row| row.reading.title.as_str() == former.printed.1).map(|row| row.node)
            }
        };
        node.map(Some).ok_or_else(|| AppError::OtherRows {
            edition: self.desk.plan.head.editions[&edition].label.to_string(),
            detail: format!(
                "row {} was {} {} there, which that edition does not list",
                row.line, former.printed.0, former.printed.1
            ),
        })
    }

    /// 推定: the edition before as the later one tells it, in the order of its numbers.
    fn work_out(
        &mut self,
        table: &Table,
        former: &FormerEdition,
        source: SourceId,
    ) -> Result<EditionId, AppError> {
        let columns = [(&former.number_heading, Meaning::Number), (&former.title_heading, Meaning::Title)];
        let columns = columns.map(|(heading, meaning)| ReadColumn { heading: heading.clone(), meaning });
        let profile = self.profile_of_columns(&columns, vec![LabelScheme::Path])?;
        let mut rows: Vec<(&Row, &Former)> =
            table.rows.iter().filter_map(|row| Some((row, row.former.as_ref()?))).collect();
        rows.retain(|(_, former)| former.kind != LineageKind::New);
        rows.sort_by(|(_, a), (_, b)| natural_cmp(&a.printed.0, &b.printed.0));
        rows.dedup_by(|(_, a), (_, b)| a.printed == b.printed);
        let edition = EditionId::new(Uuid::now_v7());
        let transcribe = TranscribeEdition {
            import: ImportId::new(Uuid::now_v7()),
            source,
            sheet: sheet(table.sheet.as_deref())?,
            reader: READER,
            edition,
            label: any("former.edition", Field::Short, &former.label)?,
            date: former.date.clone(),
            authority: Authority::Inferred,
            title_lines: Vec::new(),
            profile: ProfileVersion { profile: profile.id, version: profile.version },
            vocabularies: self.desk.plan.head.vocabulary_versions(),
            rows: rows
                .into_iter()
                .map(|(row, former)| worked_out(row, former, &profile))
                .collect::<Result<_, _>>()?,
            cycles: Vec::new(),
            warnings: Vec::new(),
        };
        self.take(Action::TranscribeEdition(Box::new(transcribe)))?;
        Ok(edition)
    }

    /// What the table says of each row beside its cells: which item it is, and that it has ended.
    pub(super) fn tell_rows(
        &self,
        table: &Table,
        before: &Before,
        rows: &mut [TranscribeRow],
    ) -> Result<(), AppError> {
        let words = self.desk.plan.head.latest_vocabulary(VocabularyKind::Status);
        for ((read, row), known) in table.rows.iter().zip(rows).zip(&before.nodes) {
            let Some(former) = &read.former else { continue };
            let ends_as = former.kind.ends_as();
            // An item that has ended is still the one that it was.
            let stays = former.kind.is_one_item() || ends_as.is_some();
            row.identity = known.filter(|_| stays).map_or(Identity::New, Identity::Known);
            if let Some(state) = ends_as {
                row.reading.status = Some(word_of(words, state)?);
                row.decided = true;
                row.remark = former.note.as_deref().map(|note| any("note", Field::Body, note)).transpose()?;
            }
        }
        Ok(())
    }

    /// States the lineage of every row, and what came of the items until this edition (R7).
    pub(super) fn tell_lineage(
        &mut self,
        table: &Table,
        before: &Before,
        edition: EditionId,
        on: Date,
    ) -> Result<Vec<LineageRows>, AppError> {
        let nodes: Vec<NodeId> = self.desk.plan.rows[&edition].values().map(|row| row.node).collect();
        let plan = self.desk.id;
        let end = |edition, node| NodeRef { plan, edition: Some(edition), node };
        let mut counts: BTreeMap<LineageKind, u32> = BTreeMap::new();
        for ((row, node), was) in table.rows.iter().zip(&nodes).zip(&before.nodes) {
            let Some(former) = &row.former else { continue };
            // What has ended has no row of its own here, but that into which it was merged.
            let to = match former.kind.ends_as() {
                Some(_) => former.merged_into.map(|index| nodes[index]),
                None => Some(*node),
            };
            let lineage = LineageStated {
                link: LinkId::new(Uuid::now_v7()),
                kind: former.kind,
                from: was.map(|node| end(before.edition, node)).into_iter().collect(),
                to: to.map(|node| end(edition, node)).into_iter().collect(),
                certainty: Certainty::Stated,
                note: former.note.as_deref().map(|note| any("note", Field::Remark, note)).transpose()?,
            };
            // What ended before is said to have ended by each later edition.
            if !self.desk.plan.head.says(&lineage) {
                self.take(Action::StateLineage(lineage))?;
            }
            *counts.entry(former.kind).or_default() += 1;
            if !former.progress.is_empty() {
                let lines = former.progress.iter().map(|line| any("progress", Field::Remark, line));
                let report = ProgressReported {
                    report: ReportId::new(Uuid::now_v7()),
                    node: *node,
                    period: None,
                    bullets: lines.collect::<Result<_, _>>()?,
                    reported_on: on,
                    unit: None,
                };
                self.take(Action::ReportProgress(report))?;
            }
        }
        Ok(counts.into_iter().map(|(kind, rows)| LineageRows { kind, rows }).collect())
    }
}

/// The plan's own word for a state.
fn word_of(words: Option<&Vocabulary>, state: CanonicalState) -> Result<Status, AppError> {
    let term = words.and_then(|words| words.terms.iter().find(|term| term.state == Some(state)));
    let status = term.and_then(|term| words?.read(&term.wording).ok());
    status.ok_or_else(|| AppError::invalid("status", "", format!("a word for the state {}", state.name())))
}

fn worked_out(row: &Row, former: &Former, profile: &Profile) -> Result<TranscribeRow, AppError> {
    let printed = [(Meaning::Number, &former.printed.0), (Meaning::Title, &former.printed.1)];
    let cells = printed.iter().filter(|(_, text)| !text.is_empty()).filter_map(|(meaning, text)| {
        let column = profile.column(*meaning)?.id;
        Some(any("cell", Field::Body, text).map(|text| Cell { column, text }))
    });
    let reading = Reading {
        kind: NodeKind::Item,
        label: former.label.clone(),
        title: any("title", Field::Title, &former.printed.1)?,
        schedule: None,
        status: None,
        review: None,
    };
    let full_label = former.label.as_ref().map(|label| label.text.clone());
    Ok(TranscribeRow { full_label, ..alone(row.line, cells.collect::<Result<_, _>>()?, reading) })
}
