//! A table of a trace as an edition, where the plan has none that it could belong to: its rows are terms, its cells are
//! kept as those of any edition.

use super::Pass;
use super::transcription::{READER, alone, sheet, warnings};
use crate::error::AppError;
use crate::parse::any;
use ::import::TraceTable;
use domain::command::{Action, Identity, TranscribeEdition, TranscribeRow};
use domain::event::{Authority, Cell, NodeKind, Reading};
use domain::id::{EditionId, ImportId, SourceId};
use domain::value::{Field, PrintedDate, Profile, ProfileVersion, Text};
use uuid::Uuid;

impl Pass<'_> {
    pub(super) fn transcribe_trace(
        &mut self,
        table: &TraceTable,
        profile: &Profile,
        source: SourceId,
        (label, date): (Text, PrintedDate),
    ) -> Result<EditionId, AppError> {
        let edition = EditionId::new(Uuid::now_v7());
        let title_lines = table.title_lines.iter().map(|line| any("title_lines", Field::Body, line));
        let transcribe = TranscribeEdition {
            import: ImportId::new(Uuid::now_v7()),
            source,
            sheet: sheet(table.sheet.as_deref())?,
            reader: READER,
            edition,
            label,
            date,
            authority: Authority::Printed,
            title_lines: title_lines.collect::<Result<_, _>>()?,
            profile: ProfileVersion { profile: profile.id, version: profile.version },
            vocabularies: self.desk.plan.head.vocabulary_versions(),
            rows: rows(table, profile)?,
            cycles: Vec::new(),
            warnings: warnings(&table.warnings)?,
        };
        self.take(Action::TranscribeEdition(Box::new(transcribe)))?;
        Ok(edition)
    }
}

/// The rows that are of the table's own level; one without its text is stated beside the edition.
fn rows(table: &TraceTable, profile: &Profile) -> Result<Vec<TranscribeRow>, AppError> {
    let anchor = table.anchor_column();
    let own = table.rows.iter().filter(|row| !row.read[anchor].is_empty());
    own.map(|row| {
        let filled = profile.in_order().into_iter().zip(&row.cells).filter(|(_, text)| !text.is_empty());
        let cells = filled
            .map(|(column, text)| Ok(Cell { column: column.id, text: any("cell", Field::Body, text)? }));
        let reading = Reading {
            kind: NodeKind::Term,
            label: None,
            title: any("title", Field::Body, &row.read[anchor])?,
            schedule: None,
            status: None,
            review: None,
        };
        let cells = cells.collect::<Result<_, AppError>>()?;
        Ok(TranscribeRow { identity: Identity::New, ..alone(row.line, cells, reading) })
    })
    .collect()
}
