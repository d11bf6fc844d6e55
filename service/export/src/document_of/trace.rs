//! The trace: its tables row by row as they were printed, and the links between their terms.

use super::{About, Making, heading, listed, row, table};
use crate::document::{Block, Cell, Document, Paper, Row, Table};
use projections::report::{TermRef, TraceLink, TraceReport, TraceTable};
use projections::wording::{self, Language, Title, Word};

/// The trace of a plan.
pub fn trace(report: &TraceReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let title = making.title(Title::Trace);
    let mut blocks = making.opening(title, []);
    for table in &report.tables {
        let name = wording::capital(wording::trace_level(table.anchor, language));
        let table = printed(table, &name);
        blocks.extend([heading(2, name), Block::Table(table)]);
    }
    if !report.links.is_empty() {
        blocks.push(heading(2, making.title(Title::TraceLinks)));
        blocks.push(Block::Table(links(making, &report.links)));
    }
    if report.tables.is_empty() {
        blocks.push(super::paragraph(wording::none_of_these(language)));
    }
    making.document(title, Paper::Landscape, blocks)
}

/// A table of the trace, as printed.
fn printed(of: &TraceTable, name: &str) -> Table {
    let rows = of.rows.iter().map(|printed| Row {
        id: Some(printed.node.to_string()),
        ..row(printed.cells.iter().map(Cell::plain).collect())
    });
    listed(name, table::columns(&of.columns), rows.collect())
}

fn links(making: Making<'_>, links: &[TraceLink]) -> Table {
    let columns = vec![
        making.text(Word::Relation, 160),
        making.text(Word::Answers, 420),
        making.text(Word::AnsweredTo, 420),
    ];
    let rows = links.iter().map(|link| {
        let relation = link.relation.as_ref().map(ToString::to_string).unwrap_or_default();
        let ends = [term(making, &link.from), term(making, &link.to)];
        row([relation].into_iter().chain(ends).map(Cell::plain).collect())
    });
    listed(making.title(Title::TraceLinks), columns, rows.collect())
}

fn term(making: Making<'_>, term: &TermRef) -> String {
    let level = term.level.map(|level| wording::trace_level(level, making.language));
    match level {
        Some(level) => wording::bracketed(term.title.as_str(), level, making.language),
        None => term.title.to_string(),
    }
}
