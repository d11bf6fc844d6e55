//! A table of an edition that the plan has: what differs becomes 転記訂正, our transcription was wrong.

use super::{CellDifference, Outcome, Pass};
use crate::error::AppError;
use crate::parse::any;
use ::import::Table;
use domain::command::{Action, CorrectEdition};
use domain::event::CorrectionKind;
use domain::id::CorrectionId;
use domain::plan::{Edition, Row};
use domain::value::{Column, Field};
use uuid::Uuid;

impl Pass<'_> {
    pub(super) fn correct(&mut self, table: &Table, edition: &Edition) -> Result<Outcome, AppError> {
        let label = edition.label.to_string();
        let found = self.differing_cells(table, edition)?;
        if found.is_empty() {
            return Ok(Outcome::Nothing { label });
        }
        let reason = any("reason", Field::Remark, &format!("再取込: {}", table.file))?;
        self.source(table)?;
        let mut differences = Vec::new();
        for (row, column, difference) in found {
            let correct = CorrectEdition {
                correction: CorrectionId::new(Uuid::now_v7()),
                edition: edition.id,
                row: row.row,
                column: column.id,
                kind: CorrectionKind::Transcription,
                seen: any("seen", Field::Body, row.corrected(column.id))?,
                corrected: any("corrected", Field::Body, &difference.after)?,
                reading: self.desk.cell_reading(&row, &column, &difference.after)?,
                reason: reason.clone(),
                evidence: Vec::new(),
            };
            self.take(Action::CorrectEdition(correct))?;
            differences.push(difference);
        }
        Ok(Outcome::Corrections { edition: edition.id, label, differences })
    }

    /// An adopted edition is not transcribed: a table that says the same changes nothing, any other is refused.
    pub(super) fn compare_adopted(&self, table: &Table, edition: &Edition) -> Result<Outcome, AppError> {
        match self.differing_cells(table, edition)?.first() {
            None => Ok(Outcome::Nothing { label: edition.label.to_string() }),
            Some((_, _, difference)) => Err(AppError::OtherRows {
                edition: edition.label.to_string(),
                detail: format!(
                    "it was adopted here and is corrected cell by cell; row {}, {}: {:?} was adopted, the file says {:?}",
                    difference.line, difference.column, difference.before, difference.after
                ),
            }),
        }
    }

    fn differing_cells(
        &self,
        table: &Table,
        edition: &Edition,
    ) -> Result<Vec<(Row, Column, CellDifference)>, AppError> {
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
            for (column, text) in columns.iter().zip(&read.cells) {
                // What an erratum says is not what was printed: the file is compared with the print.
                let before = row.printed(column.id);
                if before != text {
                    let item = read.full_label.clone().unwrap_or_else(|| read.title.clone());
                    let difference = CellDifference {
                        line: read.line,
                        item,
                        column: column.heading.clone(),
                        before: before.to_owned(),
                        after: text.clone(),
                    };
                    found.push((row.clone(), column.clone(), difference));
                }
            }
        }
        Ok(found)
    }
}
