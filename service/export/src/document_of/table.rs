//! The table: cells exactly as printed under the title lines of its edition, and below it what was corrected since.

use super::{About, Fact, Making, errata, heading, listed, row_of};
use crate::document::{Block, Cell, Column, Document, Holds, Looks, Row, RowKind, Run, Table};
use domain::event::NodeKind;
use domain::value::Meaning;
use projections::report::{ComparedSide, EditionKind, EditionRef, TableColumn, TableReport, TableRow};
use projections::wording::{self, Language, Title, Word};

/// The table of an edition, of a day, as it is now, or as a review proposes it.
pub fn table(report: &TableReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let side = ComparedSide::of(report);
    let mut blocks = Vec::new();
    if let Some(edition) = report.edition.as_ref() {
        blocks.extend(withdrawn(making, report, edition));
    }
    let facts = standing(making, report, &side);
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    blocks.push(Block::Table(table_block(report, language)));
    let doubts = doubts(making, report);
    if !doubts.rows.is_empty() {
        blocks.extend([heading(2, making.title(Title::Doubts)), Block::Table(doubts)]);
    }
    blocks.extend(errata::blocks(making, report));
    // At the bottom of every page too, so that nobody takes a proposal for an edition.
    making.document(&wording::called(&side, language), report.layout.into(), blocks)
}

/// The table alone: the same cells as the report, and its title lines.
pub fn table_block(report: &TableReport, language: Language) -> Table {
    let rows = report.rows.iter().map(|row| Row {
        kind: kind(row),
        cells: row.cells.iter().map(Cell::plain).collect(),
        id: Some(row.node.to_string()),
    });
    Table {
        name: wording::title(Title::Table, language).to_owned(),
        title_lines: report.title_lines.iter().map(ToString::to_string).collect(),
        columns: columns(&report.columns),
        rows: rows.collect(),
    }
}

/// Columns with the widths of the profile. Where it states none, they follow from what the columns mean; and where that of
/// one says nothing about its length, the printer looks at what stands in all of them.
pub(super) fn columns(columns: &[TableColumn]) -> Vec<Column> {
    let unstated = columns.iter().all(|column| column.width == 0);
    let weights: Option<Vec<u32>> = columns.iter().map(|column| weight(column.meaning)).collect();
    let widths: Vec<u32> = match weights {
        Some(weights) if unstated => {
            let sum: u32 = weights.iter().sum();
            weights.iter().map(|weight| weight * 1000 / sum.max(1)).collect()
        }
        Some(_) | None => columns.iter().map(|column| column.width).collect(),
    };
    let columns = columns.iter().zip(widths);
    columns
        .map(|(column, width)| Column { heading: column.heading.clone(), width, holds: Holds::Text })
        .collect()
}

/// How much of the width a column wants beside others; none where its meaning does not tell how long its texts are.
const fn weight(meaning: Meaning) -> Option<u32> {
    Some(match meaning {
        Meaning::Title => 30,
        Meaning::Remark | Meaning::Body => 36,
        Meaning::Status | Meaning::PlannedStatus | Meaning::Department | Meaning::Indicator => 14,
        Meaning::Schedule | Meaning::Review => 11,
        Meaning::Category | Meaning::YearPlanned(_) | Meaning::YearActual(_) => 10,
        Meaning::Number => 7,
        Meaning::Trace(_) | Meaning::Other => return None,
    })
}

fn kind(row: &TableRow) -> RowKind {
    let depth = u8::try_from(row.depth).unwrap_or(u8::MAX);
    match row.kind {
        NodeKind::Heading => RowKind::Heading(depth),
        NodeKind::Item | NodeKind::Term => RowKind::Item(depth),
    }
}

/// That the edition does not count any more, by whose decision, when and why.
fn withdrawn(making: Making<'_>, report: &TableReport, edition: &EditionRef) -> Vec<Block> {
    let Some(withdrawn) = &edition.withdrawn else { return Vec::new() };
    let language = making.language;
    let mut facts = vec![
        making.fact(Word::Kind, wording::withdrawal(withdrawn.kind, language)),
        making.fact(Word::Authority, withdrawn.authority.to_string()),
    ];
    facts.extend(report.withdrawn_at.map(|at| making.fact(Word::WithdrawnAt, wording::recorded_at(at))));
    facts.push(making.fact(Word::Reason, withdrawn.reason.to_string()));
    let said = Run::looking(wording::withdrawn(language), Looks::Strong);
    vec![Block::Paragraph(vec![said]), Block::Facts(facts)]
}

/// Which table it is, where it is not an edition as printed.
fn standing(making: Making<'_>, report: &TableReport, side: &ComparedSide) -> Vec<Fact> {
    let language = making.language;
    let inferred = report.edition.as_ref().filter(|edition| match edition.kind {
        EditionKind::Inferred => true,
        EditionKind::Transcribed | EditionKind::Adopted => false,
    });
    let inferred = inferred.map(|edition| {
        wording::bracketed(edition.label.as_str(), wording::edition_kind(edition.kind, language), language)
    });
    let told = inferred.or_else(|| wording::no_edition(side, language));
    let mut facts: Vec<_> = told.map(|told| making.fact(Word::ThisTable, told)).into_iter().collect();
    facts.extend(making.narrowed_down());
    if let Some(based_on) = &report.in_force {
        facts.push(making.fact(Word::BasedOn, based_on.label.to_string()));
    }
    facts
}

/// The items whose status on the day that was asked for is not certain.
fn doubts(making: Making<'_>, report: &TableReport) -> Table {
    let columns =
        vec![making.text(Word::Number, 120), making.text(Word::Item, 480), making.text(Word::Note, 400)];
    let doubtful = report.rows.iter().filter(|row| row.unknown || row.approximate);
    let rows = doubtful.map(|row| {
        let item = row.item();
        let [number, title] = making.item(&item);
        row_of(&item, vec![number, title, Cell::plain(wording::doubt(row.unknown, making.language))])
    });
    listed(making.title(Title::Doubts), columns, rows.collect())
}
