//! A table of an edition that the plan has: what differs becomes 転記訂正, our transcription was wrong.

use super::restated::is_stated;
use super::{CellDifference, Outcome, Pass, kind_name};
use crate::error::AppError;
use crate::parse::any;
use ::import::Table;
use domain::command::{Action, CorrectEdition};
use domain::event::{CellReading, CorrectionKind, ImportTarget};
use domain::id::{CorrectionId, NodeId};
use domain::plan::{Edition, Row};
use domain::value::{Basis, Column, Field, Meaning};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A cell that says something else than the file.
struct Differing {
    row: Row,
    column: Column,
    reading: CellReading,
    difference: CellDifference,
}

impl Pass<'_> {
    pub(super) fn correct(&mut self, table: &Table, edition: &Edition) -> Result<Outcome, AppError> {
        let label = edition.label.to_string();
        let found = self.differing_cells(table, edition)?;
        if found.is_empty() {
            return Ok(Outcome::Nothing { label });
        }
        let reason = any("reason", Field::Remark, &format!("再取込: {}", table.file))?;
        let source = self.source()?;
        let mut differences = Vec::new();
        let mut anew: BTreeSet<u32> = BTreeSet::new();
        for Differing { row, column, reading, difference } in found {
            if is_stated(column.meaning) {
                anew.insert(row.row);
            }
            let correct = CorrectEdition {
                correction: CorrectionId::new(Uuid::now_v7()),
                edition: edition.id,
                row: row.row,
                column: column.id,
                kind: CorrectionKind::Transcription,
                seen: any("seen", Field::Body, row.printed(column.id))?,
                corrected: any("corrected", Field::Body, &difference.after)?,
                reading,
                reason: reason.clone(),
                evidence: Vec::new(),
            };
            self.take(Action::CorrectEdition(correct))?;
            differences.push(difference);
        }
        for (place, read) in (1..).zip(&table.rows).filter(|(place, _)| anew.contains(place)) {
            let row = self.desk.plan.rows.get(&edition.id).and_then(|rows| rows.get(&place));
            if let Some(node) = row.map(|row| row.node) {
                self.restate(read, node, Basis::Edition(edition.id))?;
            }
        }
        let rows = self.desk.plan.rows.get(&edition.id);
        let nodes: Vec<NodeId> =
            rows.into_iter().flat_map(|rows| rows.values()).map(|row| row.node).collect();
        self.record(table, source, ImportTarget::Edition(edition.id), &nodes)?;
        Ok(Outcome::Corrections { edition: edition.id, label, differences })
    }

    /// An adopted edition is not transcribed: a table that says the same changes nothing, any other is refused.
    pub(super) fn compare_adopted(&self, table: &Table, edition: &Edition) -> Result<Outcome, AppError> {
        match self.differing_cells(table, edition)?.first() {
            None => Ok(Outcome::Nothing { label: edition.label.to_string() }),
            Some(Differing { difference, .. }) => Err(AppError::OtherRows {
                edition: edition.label.to_string(),
                detail: format!(
                    "it was adopted here and is corrected cell by cell; row {}, {}: {:?} was adopted, the file says {:?}",
                    difference.line, difference.column, difference.before, difference.after
                ),
            }),
        }
    }

    fn differing_cells(&self, table: &Table, edition: &Edition) -> Result<Vec<Differing>, AppError> {
        let other = |detail: String| AppError::OtherRows { edition: edition.label.to_string(), detail };
        let rows = self.desk.plan.rows.get(&edition.id).cloned().unwrap_or_default();
        let profile = self.desk.plan.head.profile(edition.profile).cloned();
        let columns: Vec<Column> = profile.iter().flat_map(|p| p.in_order()).cloned().collect();
        let headings = |headings: Vec<&str>| headings.join(" | ");
        if columns.len() != table.columns.len()
            || columns.iter().zip(&table.columns).any(|(a, b)| a.heading != b.heading)
        {
            return Err(other(format!(
                "the columns are {}, the file has {}",
                headings(columns.iter().map(|c| c.heading.as_str()).collect()),
                headings(table.columns.iter().map(|c| c.heading.as_str()).collect()),
            )));
        }
        if rows.len() != table.rows.len() {
            return Err(other(format!(
                "it has {} rows, the file has {}; withdraw it as void and import the file again",
                rows.len(),
                table.rows.len()
            )));
        }
        let mut found = Vec::new();
        for (row, read) in rows.values().zip(&table.rows) {
            let item = read.full_label.clone().unwrap_or_else(|| read.title.clone());
            if row.reading.kind != read.kind {
                let (was, is) = (kind_name(row.reading.kind), kind_name(read.kind));
                return Err(other(format!("row {}, {item}, was {was} and is {is} in the file", read.line)));
            }
            for (column, text) in columns.iter().zip(&read.cells) {
                // The file is compared with the print; where it says what an erratum made of it, all is said.
                let before = row.printed(column.id);
                if before != text && row.corrected(column.id) != text {
                    let difference = CellDifference {
                        line: read.line,
                        item: item.clone(),
                        column: column.heading.clone(),
                        before: before.to_owned(),
                        after: text.clone(),
                    };
                    let reading = reading(column.meaning, read)?;
                    found.push(Differing { row: row.clone(), column: column.clone(), reading, difference });
                }
            }
        }
        Ok(found)
    }
}

/// How the file's row is understood in the column of that meaning.
fn reading(meaning: Meaning, row: &::import::Row) -> Result<CellReading, AppError> {
    Ok(match meaning {
        Meaning::Number | Meaning::Title => {
            CellReading::Title { label: row.label.clone(), title: any("title", Field::Body, &row.title)? }
        }
        Meaning::Schedule => CellReading::Schedule(row.schedule.clone()),
        Meaning::Status => CellReading::Status(row.status.clone()),
        Meaning::Review => CellReading::Review(row.review.clone()),
        Meaning::PlannedStatus
        | Meaning::Remark
        | Meaning::Body
        | Meaning::Department
        | Meaning::Category
        | Meaning::YearPlanned(_)
        | Meaning::YearActual(_)
        | Meaning::Indicator
        | Meaning::Trace(_)
        | Meaning::Other => CellReading::Text,
    })
}
