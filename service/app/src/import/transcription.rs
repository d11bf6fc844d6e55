//! A table of an edition that the plan does not have yet.

use super::files::profile_file;
use super::{CycleEffect, Outcome, Pass};
use crate::error::AppError;
use crate::request::{ColumnWidth, LayOut};
use crate::write::laid_out;
use ::import::{Problem, Row, Table};
use domain::command::{Action, Identity, NamedCycle, Relisted, TranscribeEdition, TranscribeRow};
use domain::event::{Authority, Cell, ImportWarning, NodeKind, Reading, TotalDeclared};
use domain::id::{ColumnId, CycleId, DecisionId, EditionId, ImportId, NodeId, PlacementId, ProfileId};
use domain::value::{
    Certainty, Column, Field, LabelScheme, Meaning, PrintedDate, Profile, ProfileVersion, Text,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The version of the readers, as events record it.
pub(super) const READER: u32 = 1;

impl Pass<'_> {
    pub(super) fn transcribe(
        &mut self,
        table: &Table,
        label: Text,
        date: PrintedDate,
    ) -> Result<Outcome, AppError> {
        let source = self.source()?;
        let untouched = self.desk.plan.clone();
        let former = self.before(table, source)?;
        let profile = self.profile_of_columns(&table.columns, schemes(table))?;
        let defines = self.define(&table.rows)?;
        let transcribe = TranscribeEdition {
            import: ImportId::new(Uuid::now_v7()),
            source,
            sheet: sheet(table.sheet.as_deref())?,
            reader: READER,
            edition: EditionId::new(Uuid::now_v7()),
            label,
            date,
            authority: Authority::Printed,
            title_lines: texts(&table.title_lines)?,
            profile: ProfileVersion { profile: profile.id, version: profile.version },
            vocabularies: self.desk.plan.head.vocabulary_versions(),
            rows: table.rows.iter().map(|row| transcribed(table, row, &profile)).collect::<Result<_, _>>()?,
            cycles: Vec::new(),
            warnings: warnings(&table.warnings)?,
        };
        let mut transcribe = with_cycles(transcribe);
        if let Some(former) = &former {
            self.tell_rows(table, former, &mut transcribe.rows)?;
        }
        let numbers = self.desk.plan.nodes_by_number(&transcribe.date);
        self.tell_ids(table, &numbers, &mut transcribe.rows)?;
        let by_number = |row: &TranscribeRow| numbers.get(row.full_label.as_ref()?).copied();
        self.tell_details(table, &mut transcribe.rows, by_number)?;
        let relisted = self.tell_relisted(table, &mut transcribe.rows)?;
        let (edition, on) = (transcribe.edition, transcribe.date.start.unwrap_or_default());
        let label = transcribe.label.to_string();
        self.take(Action::TranscribeEdition(Box::new(transcribe)))?;
        let totals = self.declare_totals(table, edition)?;
        let lineage = match &former {
            Some(former) => self.tell_lineage(table, former, edition, on)?,
            None => Vec::new(),
        };
        let edition_rows = |kind| {
            u32::try_from(table.rows.iter().filter(|row| row.kind == kind).count()).unwrap_or(u32::MAX)
        };
        let new_nodes = self.desk.plan.nodes.len() - untouched.nodes.len();
        Ok(Outcome::NewEdition {
            label,
            headings: edition_rows(NodeKind::Heading),
            items: edition_rows(NodeKind::Item),
            new_nodes: u32::try_from(new_nodes).unwrap_or(u32::MAX),
            cycles: self.cycle_effects(&untouched),
            lineage,
            defines,
            totals,
            relisted,
        })
    }

    /// Lists again what a person confirms to be listed already, and counts it.
    fn tell_relisted(&self, table: &Table, rows: &mut [TranscribeRow]) -> Result<u32, AppError> {
        let mut confirmed = 0;
        for (read, row) in table.rows.iter().zip(rows) {
            let Some(relisting) = &read.relisted else { continue };
            if let Some(first) = relisting.first.filter(|_| self.import.relisted.confirms(read.line)) {
                let marker = crate::parse::any("marker", Field::Short, &relisting.marker)?;
                row.relists = Some(Relisted { first, marker: Some(marker), certainty: Certainty::Confirmed });
                // What is said of the item is said where it stands first.
                row.details.clear();
                confirmed += 1;
            }
        }
        Ok(confirmed)
    }

    /// Keeps the totals that the document prints.
    fn declare_totals(&mut self, table: &Table, edition: EditionId) -> Result<u32, AppError> {
        let name = table.title_lines.iter().find(|line| !line.trim().is_empty());
        let name = name.or(table.sheet.as_ref()).map_or("", String::as_str);
        for total in &table.totals {
            let declared = TotalDeclared {
                edition,
                table: crate::parse::any("table", Field::Title, name.trim())?,
                row: crate::parse::any("row", Field::Title, &total.row)?,
                column: crate::parse::any("column", Field::Title, &total.column)?,
                printed: crate::parse::any("printed", Field::Remark, &total.printed)?,
            };
            self.take(Action::DeclareTotal(declared))?;
        }
        Ok(u32::try_from(table.totals.len()).unwrap_or(u32::MAX))
    }

    /// The plan's columns where the table has the same; else a new version, which keeps the ids of those that stay.
    pub(super) fn profile_of_columns(
        &mut self,
        read: &[::import::Column],
        label_schemes: Vec<LabelScheme>,
    ) -> Result<Profile, AppError> {
        let latest = self.desk.plan.head.latest_profile().cloned();
        let known = |column: &::import::Column| {
            let columns = &latest.as_ref()?.columns;
            columns.iter().find(|c| c.meaning == column.meaning && c.heading == column.heading)
        };
        let columns = read.iter().zip(0..).map(|(column, order)| {
            let known = known(column);
            Column {
                id: known.map_or_else(|| ColumnId::new(Uuid::now_v7()), |known| known.id),
                heading: column.heading.clone(),
                meaning: column.meaning,
                order,
                width: known.map_or(0, |known| known.width),
            }
        });
        let mut next = next_version(latest.as_ref(), columns.collect(), label_schemes);
        if let Some(layout) = self.layout()? {
            next = laid_out(&next, &layout)?;
        }
        match latest.filter(|latest| latest.layout == next.layout && same_columns(latest, &next)) {
            Some(latest) => Ok(latest),
            None => {
                self.take(Action::DefineProfile(next.clone()))?;
                Ok(next)
            }
        }
    }

    /// How the profile file wants the table printed.
    fn layout(&self) -> Result<Option<LayOut>, AppError> {
        let Some(file) = &self.import.profile else { return Ok(None) };
        let layout = profile_file(file)?.layout;
        Ok(layout.map(|layout| LayOut {
            orientation: layout.orientation.map(|orientation| orientation.name().to_owned()),
            paper: layout.paper.map(|paper| paper.name().to_owned()),
            widths: layout.widths.into_iter().map(|(column, width)| ColumnWidth { column, width }).collect(),
        }))
    }

    /// The decisions that the last action recorded, by cycle.
    fn cycle_effects(&self, before: &domain::Plan) -> Vec<CycleEffect> {
        let mut effects: BTreeMap<(CycleId, Certainty), u32> = BTreeMap::new();
        for node in self.desk.plan.nodes.values() {
            for (cycle, decisions) in &node.decisions {
                let decided = decisions.last();
                let old = before.nodes.get(&node.id).and_then(|node| node.decision(*cycle));
                if old.map(|decision| decision.decision) != Some(decided.decision.decision) {
                    *effects.entry((*cycle, decided.decision.certainty)).or_default() += 1;
                }
            }
        }
        let mut effects: Vec<_> = effects
            .into_iter()
            .filter_map(|((cycle, certainty), decisions)| {
                let cycle = self.desk.plan.head.cycles.get(&cycle)?;
                let effect = CycleEffect {
                    label: cycle.label.to_string(),
                    origin: cycle.origin,
                    decisions,
                    certainty,
                };
                Some((cycle.date.start, effect))
            })
            .collect();
        effects.sort_by_key(|(date, _)| *date);
        effects.into_iter().map(|(_, effect)| effect).collect()
    }
}

fn transcribed(table: &Table, row: &Row, profile: &Profile) -> Result<TranscribeRow, AppError> {
    Ok(TranscribeRow {
        full_label: row.full_label.clone(),
        parent: row.parent,
        remark: remark(table, row)?,
        ..alone(row.line, cells(row, profile)?, reading(row)?)
    })
}

/// A row with fresh ids, should it be new, of which nothing more is said.
pub(super) fn alone(line: u32, cells: Vec<Cell>, reading: Reading) -> TranscribeRow {
    TranscribeRow {
        line,
        cells,
        reading,
        full_label: None,
        identity: Identity::ByNumber,
        relists: None,
        details: Vec::new(),
        decided: false,
        parent: None,
        remark: None,
        node: NodeId::new(Uuid::now_v7()),
        placement: PlacementId::new(Uuid::now_v7()),
        decision: DecisionId::new(Uuid::now_v7()),
    }
}

pub(super) fn remark(table: &Table, row: &Row) -> Result<Option<Text>, AppError> {
    table.cell(row, Meaning::Remark).map(|text| crate::parse::any("remark", Field::Body, text)).transpose()
}

fn reading(row: &Row) -> Result<Reading, AppError> {
    Ok(Reading {
        kind: row.kind,
        label: row.label.clone(),
        title: crate::parse::any("title", Field::Body, &row.title)?,
        schedule: row.schedule.clone(),
        status: row.status.clone(),
        review: row.review.clone(),
    })
}

fn cells(row: &Row, profile: &Profile) -> Result<Vec<Cell>, AppError> {
    let columns = profile.in_order();
    let filled = columns.iter().zip(&row.cells).filter(|(_, text)| !text.is_empty());
    filled
        .map(|(column, text)| {
            Ok(Cell { column: column.id, text: crate::parse::any("cell", Field::Body, text)? })
        })
        .collect()
}

fn texts(lines: &[String]) -> Result<Vec<Text>, AppError> {
    lines.iter().map(|line| crate::parse::any("title_lines", Field::Body, line)).collect()
}

/// The sheet of a workbook, because its rows are counted by sheet.
pub(super) fn sheet(name: Option<&str>) -> Result<Option<Text>, AppError> {
    name.map(|sheet| crate::parse::any("sheet", Field::Title, sheet)).transpose()
}

/// Warnings as an event keeps them.
pub(super) fn warnings<'p>(
    warnings: impl IntoIterator<Item = &'p Problem>,
) -> Result<Vec<ImportWarning>, AppError> {
    let warnings = warnings.into_iter().map(|problem| {
        let column = problem.place.column.as_deref();
        Ok(ImportWarning {
            row: problem.place.row,
            column: column.map(|text| crate::parse::any("column", Field::Body, text)).transpose()?,
            code: crate::parse::any("code", Field::Short, problem.code())?,
            text: crate::parse::any("text", Field::Body, &problem.found())?,
        })
    });
    warnings.collect()
}

/// Ids for the cycles that rows name, and for the edition's own.
fn with_cycles(mut transcribe: TranscribeEdition) -> TranscribeEdition {
    let named = transcribe.rows.iter().filter_map(|row| row.reading.review.clone());
    let mut dates: Vec<PrintedDate> = vec![transcribe.date.clone()];
    for date in named {
        if !dates.iter().any(|known| known.is_same_time(&date)) {
            dates.push(date);
        }
    }
    let cycle = |date| NamedCycle { date, cycle: CycleId::new(Uuid::now_v7()) };
    transcribe.cycles = dates.into_iter().map(cycle).collect();
    transcribe
}

/// The schemes of the table's numbers, in order of their first use.
fn schemes(table: &Table) -> Vec<LabelScheme> {
    let mut schemes = Vec::new();
    for label in table.rows.iter().filter_map(|row| row.label.as_ref()) {
        let scheme = label.scheme();
        if !schemes.contains(&scheme) {
            schemes.push(scheme);
        }
    }
    schemes
}

/// The next version of a profile with these columns, or the first one; it is printed as the one before.
pub(super) fn next_version(
    latest: Option<&Profile>,
    columns: Vec<Column>,
    label_schemes: Vec<LabelScheme>,
) -> Profile {
    Profile {
        id: latest.map_or_else(|| ProfileId::new(Uuid::now_v7()), |profile| profile.id),
        version: latest.map_or(1, |profile| profile.version + 1),
        columns,
        label_schemes,
        layout: latest.map(|profile| profile.layout).unwrap_or_default(),
    }
}

/// Whether two versions have the same columns in the same places.
fn same_columns(one: &Profile, other: &Profile) -> bool {
    let said = |column: &Column| (column.heading.clone(), column.meaning, column.width);
    one.in_order().into_iter().map(said).eq(other.in_order().into_iter().map(said))
}
