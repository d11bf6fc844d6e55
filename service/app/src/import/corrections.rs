//! A table of an edition that the plan has: what differs becomes 転記訂正, our transcription was wrong.

use super::kinds::refuse_other_kinds;
use super::known::Known;
use super::matching::{Matched, MatchedBy, at_cell, at_row, matched, missing};
use super::order::Counts;
use super::outcome::{Change, RowMove};
use super::restated::is_stated;
use super::standing::{Above, Standing};
use super::{CellDifference, Outcome, Pass};
use crate::error::AppError;
use crate::parse::any;
use ::import::{IdFinding, Problems, Table};
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

/// A file beside the edition.
struct Compared {
    /// Where they differ.
    cells: Vec<Differing>,
    /// The edition's row for each row of the file.
    rows: Vec<Row>,
    missing: Vec<String>,
    moved: Vec<RowMove>,
}

impl Pass<'_> {
    pub(super) fn correct(&mut self, table: &Table, edition: &Edition) -> Result<Outcome, AppError> {
        let label = edition.label.to_string();
        let Compared { cells, rows, missing, moved } = self.compare(table, edition)?;
        if cells.is_empty() {
            return Ok(unchanged(edition, missing, moved));
        }
        let reason = any("reason", Field::Remark, &format!("再取込: {}", table.file))?;
        let source = self.source()?;
        let mut differences = Vec::new();
        let mut anew: BTreeSet<u32> = BTreeSet::new();
        for Differing { row, column, reading, difference } in cells {
            // What is said of an item is said where it stands first.
            if is_stated(column.meaning) && !difference.relisted {
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
        for (row, read) in rows.iter().zip(&table.rows).filter(|(row, _)| anew.contains(&row.row)) {
            self.restate(read, row.node, Basis::Edition(edition.id))?;
        }
        let nodes: Vec<NodeId> = rows.iter().map(|row| row.node).collect();
        self.record(table, source, ImportTarget::Edition(edition.id), &nodes)?;
        Ok(Outcome::Corrections { edition: edition.id, label, differences, missing, moved })
    }

    /// An adopted edition is not transcribed: a table that says the same changes nothing, any other is refused.
    pub(super) fn compare_adopted(&mut self, table: &Table, edition: &Edition) -> Result<Outcome, AppError> {
        let Compared { cells, missing, moved, .. } = self.compare(table, edition)?;
        if cells.is_empty() {
            return Ok(unchanged(edition, missing, moved));
        }
        let problem = |Differing { difference, .. }: Differing| {
            let CellDifference { line, column, before, after, .. } = difference;
            at_cell(table, line, &column, IdFinding::Adopted { before, after })
        };
        Err(AppError::File(Problems(cells.into_iter().map(problem).collect())))
    }

    fn compare(&mut self, table: &Table, edition: &Edition) -> Result<Compared, AppError> {
        let columns = self.columns_beside(table, edition)?;
        let rows = self.desk.plan.rows.get(&edition.id).into_iter().flat_map(|rows| rows.values());
        let rows: Vec<Row> = rows.cloned().collect();
        let known = Known::of_rows(rows.iter());
        let matched = match table.has_ids {
            true => matched(table, &known)?,
            false => by_place(table, &rows, edition)?,
        };
        refuse_other_kinds(table, &known, &matched)?;
        let standing = Standing::of(table, &known, &matched, |_| Counts::ByPlace);
        if table.has_ids {
            self.warn_of_print(table, &known, &matched, &standing);
        }
        let mut compared = Compared {
            cells: Vec::new(),
            rows: Vec::new(),
            missing: missing(&known, &matched),
            moved: if table.has_ids { moved(table, &known, &matched, &standing) } else { Vec::new() },
        };
        let mut new_rows = Vec::new();
        for (read, found) in table.rows.iter().zip(&matched) {
            let Some((place, by)) = found else {
                let edition = edition.label.to_string();
                new_rows.push(at_row(table, read.line, IdFinding::NotInEdition { edition }));
                continue;
            };
            let row = &rows[*place];
            compared.cells.extend(differing(read, row, &columns, (*by, known[*place].relisted))?);
            compared.rows.push(row.clone());
        }
        if !new_rows.is_empty() {
            return Err(AppError::File(Problems(new_rows)));
        }
        Ok(compared)
    }

    /// Rows that were put in another order: a printed edition has them in the order in which they were printed.
    fn warn_of_print(&mut self, table: &Table, known: &[Known], matched: &Matched, standing: &Standing) {
        let place = |at: &usize| matched[*at].map(|(place, _)| known[place].name_of_place());
        let rows: Vec<String> = standing.displaced.iter().filter_map(place).collect();
        match (standing.in_order, rows.is_empty()) {
            (false, _) => self.warn_of_order(table, IdFinding::Sorted),
            (true, false) => self.warn_of_order(table, IdFinding::OrderOfPrint { rows }),
            (true, true) => {}
        }
    }

    /// The edition's columns, each with its place in the file. A file with ids may lack some, and have others that are
    /// left out; any other file has the same.
    fn columns_beside(&mut self, table: &Table, edition: &Edition) -> Result<Vec<(usize, Column)>, AppError> {
        let profile = self.desk.plan.head.profile(edition.profile).cloned();
        let columns: Vec<Column> = profile.iter().flat_map(|p| p.in_order()).cloned().collect();
        if !table.has_ids {
            let same = columns.len() == table.columns.len()
                && columns.iter().zip(&table.columns).all(|(a, b)| a.heading == b.heading);
            if same {
                return Ok(columns.into_iter().enumerate().collect());
            }
            let headings = |headings: Vec<&str>| headings.join(" | ");
            let detail = format!(
                "the columns are {}, the file has {}",
                headings(columns.iter().map(|c| c.heading.as_str()).collect()),
                headings(table.columns.iter().map(|c| c.heading.as_str()).collect()),
            );
            return Err(AppError::OtherRows { edition: edition.label.to_string(), detail });
        }
        let mut beside: Vec<(usize, Column)> = Vec::new();
        for column in columns {
            let same = |at: &usize| {
                table.columns[*at].heading == column.heading && beside.iter().all(|(taken, _)| taken != at)
            };
            match (0..table.columns.len()).find(same) {
                Some(at) => beside.push((at, column)),
                None => {
                    let heading = column.heading.clone();
                    self.warn_of_column(table, &column.heading, IdFinding::ColumnMissing { heading });
                }
            }
        }
        for (at, column) in table.columns.iter().enumerate() {
            if beside.iter().all(|(taken, _)| *taken != at) {
                let heading = column.heading.clone();
                self.warn_of_column(table, &column.heading, IdFinding::ColumnLeftOut { heading });
            }
        }
        Ok(beside)
    }
}

/// What becomes of a file without another cell.
fn unchanged(edition: &Edition, missing: Vec<String>, moved: Vec<RowMove>) -> Outcome {
    let label = edition.label.to_string();
    match missing.is_empty() && moved.is_empty() {
        true => Outcome::Nothing { label },
        false => Outcome::Corrections { edition: edition.id, label, differences: Vec::new(), missing, moved },
    }
}

/// A file without ids has the same rows in the same order.
fn by_place(table: &Table, rows: &[Row], edition: &Edition) -> Result<Matched, AppError> {
    if rows.len() != table.rows.len() {
        let detail = format!(
            "it has {} rows, the file has {}; withdraw it as void and import the file again",
            rows.len(),
            table.rows.len()
        );
        return Err(AppError::OtherRows { edition: edition.label.to_string(), detail });
    }
    Ok((0..rows.len()).map(|at| Some((at, MatchedBy::Place))).collect())
}

/// Rows that people have put under another heading: a printed edition has its rows where they were printed.
fn moved(table: &Table, known: &[Known], matched: &Matched, standing: &Standing) -> Vec<RowMove> {
    let name = |at: usize| matched[at].map_or(table.rows[at].title.clone(), |(place, _)| known[place].name());
    let of = |(at, above): (usize, &Option<Above>)| {
        let (place, by) = matched[at]?;
        let after = match (*above)? {
            Above::Nothing => String::new(),
            Above::Known(place) => known[place].name(),
            Above::New(at) => name(at),
        };
        let head = (0..place).rev().find(|head| known[*head].depth < known[place].depth);
        let before = head.map(|head| known[head].name()).unwrap_or_default();
        let row = &known[place];
        Some(RowMove {
            line: table.rows[at].line,
            item: row.full_label.clone().unwrap_or_else(|| row.title.clone()),
            title: table.rows[at].title.clone(),
            by,
            relisted: row.relisted,
            number: None,
            under: Some(Change { before, after }),
            behind: None,
            proposed: false,
        })
    };
    standing.moved.iter().enumerate().filter_map(of).collect()
}

/// What a row of the file says otherwise than the edition.
fn differing(
    read: &::import::Row,
    row: &Row,
    columns: &[(usize, Column)],
    (by, relisted): (MatchedBy, bool),
) -> Result<Vec<Differing>, AppError> {
    let item = read.full_label.clone().unwrap_or_else(|| read.title.clone());
    let mut found = Vec::new();
    for (at, column) in columns {
        let text = read.cells.get(*at).map_or("", String::as_str);
        // The file is compared with the print; where it says what an erratum made of it, all is said.
        let before = row.printed(column.id);
        if before != text && row.corrected(column.id) != text {
            let difference = CellDifference {
                line: read.line,
                item: item.clone(),
                title: read.title.clone(),
                by: Some(by),
                relisted,
                column: column.heading.clone(),
                before: before.to_owned(),
                after: text.to_owned(),
            };
            let reading = reading(column.meaning, read)?;
            found.push(Differing { row: row.clone(), column: column.clone(), reading, difference });
        }
    }
    Ok(found)
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
