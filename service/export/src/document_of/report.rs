//! Everything that is counted, and any part of it, as a document.

use super::{About, Making, counted, or_nothing};
use crate::document::{Block, Column, Document, Paper, Table};
use crate::part::{Part, is_category, is_department};
use projections::report::{ComparedSide, CountAxis, CountsReport, GridReport, PlanReport};
use projections::wording::{self, Language};

/// Everything that is counted of a table, part by part; a part of which nothing is stated is left out.
pub fn report(report: &PlanReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.counts.plan, language, about };
    let title = wording::report_title(language);
    let mut blocks = making.opening_of(title, &side(&report.counts));
    // Items without a year say nothing of years.
    let parts = Part::ALL.into_iter().filter(|part| *part != Part::Grid || !report.grid.years.is_empty());
    let said = parts.flat_map(|part| tables(report, part, language));
    let said = said.filter(|table| !table.rows.is_empty());
    for table in std::iter::once(counted::counts(&report.counts, language)).chain(said).map(capitals) {
        blocks.extend([super::heading(2, table.name.clone()), Block::Table(table)]);
    }
    making.document(title, Paper::Landscape, blocks)
}

/// A part of it. The cards are a report of their own, of which nothing is in this one: see [`super::cards`].
pub fn report_part(report: &PlanReport, part: Part, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.counts.plan, language, about };
    let title = part.title(language);
    let mut blocks = making.opening_of(title, &side(&report.counts));
    let tables = tables(report, part, language);
    let several = tables.len() > 1;
    if tables.is_empty() {
        blocks.push(super::paragraph(wording::none_of_these(language)));
    }
    for table in tables.into_iter().map(capitals) {
        if several {
            blocks.push(super::heading(2, table.name.clone()));
        }
        blocks.push(or_nothing(table, language));
    }
    making.document(title, Paper::Landscape, blocks)
}

/// Items and years.
pub fn grid(report: &GridReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let title = Part::Grid.title(language);
    let side = ComparedSide {
        of: report.of,
        version: report.plan.version,
        edition: report.edition.clone(),
        in_force: report.in_force.clone(),
        cycle: report.cycle.clone(),
    };
    let mut blocks = making.opening_of(title, &side);
    blocks.push(or_nothing(capitals(counted::years(&report.grid, title, language)), language));
    making.document(title, Paper::Landscape, blocks)
}

/// The tables of a part: several where there are several axes.
pub(crate) fn tables(report: &PlanReport, part: Part, language: Language) -> Vec<Table> {
    let (sides, name) = (&report.planned_actual, part.title(language));
    let corner = language.of("計画＼実施", "planned \\ actual");
    let axes = |wanted: fn(CountAxis) -> bool| {
        let axes = report.axes.iter().filter(|axis| wanted(axis.axis));
        axes.map(|axis| counted::axis(axis, language)).collect()
    };
    match part {
        Part::Grid => vec![counted::years(&report.grid, name, language)],
        Part::Cards => Vec::new(),
        Part::Planned => {
            let name = sides
                .year
                .map(|year| wording::bracketed(name, &wording::fiscal_year(year, language), language));
            vec![counted::planned(sides, name.as_deref().unwrap_or(part.title(language)), language)]
        }
        Part::CrossWords => vec![counted::cross(&sides.by_wording, name, corner, language)],
        Part::CrossStates => vec![counted::cross(&sides.by_state, name, corner, language)],
        Part::Changes => vec![counted::declared(&report.declared_changes, name, language)],
        Part::Departments => axes(is_department),
        Part::Categories => axes(is_category),
        Part::Sections => {
            let corner = wording::count_axis(CountAxis::Section, language);
            let sections = report.sections.iter().map(|sections| {
                let name = sections.name.as_ref().map(|axis| wording::bracketed(name, axis, language));
                let name = name.as_deref().unwrap_or(part.title(language));
                counted::cross(&sections.table, name, corner, language)
            });
            sections.collect()
        }
        Part::Totals => vec![counted::totals(&report.totals, name, language)],
    }
}

/// The table with headings as documents have them. In files for programs they stay as they always were.
pub(super) fn capitals(table: Table) -> Table {
    let heading = |column: Column| Column { heading: wording::capital(&column.heading), ..column };
    Table { columns: table.columns.into_iter().map(heading).collect(), ..table }
}

/// Which table is counted.
fn side(counts: &CountsReport) -> ComparedSide {
    ComparedSide {
        of: counts.of,
        version: counts.plan.version,
        edition: counts.edition.clone(),
        in_force: counts.in_force.clone(),
        cycle: counts.cycle.clone(),
    }
}
