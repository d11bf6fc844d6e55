//! How far the policies answer to the issues, and what stands alone on either side with the name that is nearest to it.

use super::{About, Making, heading, listed, row};
use crate::document::{Block, Cell, Document, Paper, Table};
use projections::report::{CoverageReport, Orphan, OrphanKind, TermRef};
use projections::wording::{self, Language, Title, Word};

/// The coverage of a trace.
pub fn coverage(report: &CoverageReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let title = making.title(Title::Coverage);
    let counts =
        [(Word::Issues, report.issues), (Word::Covered, report.covered), (Word::Policies, report.policies)];
    let counts = counts.map(|(word, count)| making.fact(word, count.to_string()));
    let mut blocks = making.opening(title, counts);
    let tables = [levels(making, report), classes(making, report), policies(making, report)];
    for table in tables.into_iter().filter(|table| !table.rows.is_empty()) {
        blocks.extend([heading(2, table.name.clone()), Block::Table(table)]);
    }
    for kind in OrphanKind::ALL {
        let alone: Vec<&Orphan> = report.of_kind(kind).collect();
        if !alone.is_empty() {
            let name = wording::capital(wording::orphan(kind, language));
            let table = orphans(making, &name, &alone);
            blocks.extend([heading(2, name), Block::Table(table)]);
        }
    }
    making.document(title, Paper::Portrait, blocks)
}

fn levels(making: Making<'_>, report: &CoverageReport) -> Table {
    let columns =
        vec![making.text(Word::Level, 350), making.text(Word::Column, 450), making.count(Word::Count, 200)];
    let rows = report.levels.iter().map(|counted| {
        let level = wording::trace_level(counted.level, making.language);
        row([level, &counted.heading, &counted.terms.to_string()].map(Cell::plain).to_vec())
    });
    listed(making.title(Title::Levels), columns, rows.collect())
}

fn classes(making: Making<'_>, report: &CoverageReport) -> Table {
    let columns = vec![
        making.text(Word::Class, 400),
        making.count(Word::Issues, 150),
        making.text(Word::Policies, 450),
    ];
    let rows = report.by_class.iter().map(|class| {
        let cells = [class.class.title.to_string(), class.issues.to_string(), names(&class.policies)];
        row(cells.map(Cell::plain).to_vec())
    });
    listed(making.title(Title::Classes), columns, rows.collect())
}

fn policies(making: Making<'_>, report: &CoverageReport) -> Table {
    let columns = vec![
        making.text(Word::Policies, 320),
        making.text(Word::Under, 270),
        making.text(Word::Class, 270),
        making.count(Word::Issues, 140),
    ];
    let rows = report.by_policy.iter().map(|policy| {
        let under = policy.under.iter().map(|term| term.title.as_str()).collect::<Vec<_>>().join(" › ");
        let cells =
            [policy.policy.title.to_string(), under, names(&policy.classes), policy.issues.to_string()];
        row(cells.map(Cell::plain).to_vec())
    });
    listed(making.title(Title::Policies), columns, rows.collect())
}

fn orphans(making: Making<'_>, name: &str, orphans: &[&Orphan]) -> Table {
    let columns = vec![making.text(Word::Term, 500), making.text(Word::Nearest, 500)];
    let rows = orphans.iter().map(|orphan| {
        let nearest = orphan.nearest.as_ref().map(|nearest| {
            let percent = format!("{}%", nearest.percent);
            wording::bracketed(nearest.term.title.as_str(), &percent, making.language)
        });
        row([orphan.term.title.to_string(), nearest.unwrap_or_default()].map(Cell::plain).to_vec())
    });
    listed(name, columns, rows.collect())
}

/// Terms, a line each.
fn names(terms: &[TermRef]) -> String {
    terms.iter().map(|term| term.title.as_str()).collect::<Vec<_>>().join("\n")
}
