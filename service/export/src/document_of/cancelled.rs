//! 中止一覧: what has ended, of one plan or of several, why, by whose decision and when.

use super::{About, Fact, Making, heading, listed, or_nothing, row, row_of, without_empty};
use crate::document::{Block, Cell, Document, Paper, Row, Run, Table};
use domain::value::{Certainty, Text};
use projections::report::{CancelledReport, CancelledRow, CodeCount, PlanRef, count_codes};
use projections::wording::{self, Language, Title, Word};

/// The items of one plan or of several that have ended.
pub fn cancelled(reports: &[CancelledReport], language: Language, about: &About) -> Document {
    let several = reports.len() != 1;
    let everywhere = of_several(reports);
    let plan = reports.first().map(|report| &report.plan).filter(|_| !several);
    let making = Making { plan: plan.unwrap_or(&everywhere), language, about };
    let title = making.title(Title::Cancelled);
    let sums = sums(making, reports);
    let mut blocks = match several {
        true => vec![heading(1, title), Block::Facts(sums)],
        false => making.opening(title, sums),
    };
    for report in reports {
        let making = Making { plan: &report.plan, language, about };
        let name = if several { report.plan.title.as_str() } else { title };
        if several {
            blocks.push(heading(2, name));
        }
        blocks.push(or_nothing(list(making, name, report), language));
    }
    let codes = count_codes(reports.iter().flat_map(|report| &report.rows));
    if !codes.is_empty() {
        let by_reason = by_reason(making, &codes);
        blocks.extend([heading(2, making.title(Title::ByReason)), Block::Table(by_reason)]);
    }
    making.document(title, Paper::Landscape, blocks)
}

/// What stands for the plan of a list of several: whose they are, and no title.
fn of_several(reports: &[CancelledReport]) -> PlanRef {
    let organisation = reports.first().map(|report| report.plan.organisation.clone());
    PlanRef { id: None, title: Text::default(), organisation: organisation.unwrap_or_default(), version: 0 }
}

/// The list of one plan. Columns of which nothing is known are left out.
pub(super) fn list(making: Making<'_>, name: &str, report: &CancelledReport) -> Table {
    let columns = vec![
        making.text(Word::Number, 75),
        making.text(Word::Item, 160),
        making.text(Word::Status, 85),
        making.text(Word::Schedule, 100),
        making.text(Word::Departments, 90),
        making.text(Word::Cycle, 85),
        making.text(Word::Decided, 105),
        making.text(Word::Reason, 210),
        making.text(Word::Codes, 75),
        making.text(Word::EverRan, 110),
        making.text(Word::Evidence, 95),
    ];
    let rows = report.rows.iter().map(|row| row_of(&row.item, cells(making, row).to_vec()));
    without_empty(listed(name, columns, rows.collect()))
}

fn cells(making: Making<'_>, row: &CancelledRow) -> [Cell; 11] {
    let language = making.language;
    let [number, mut title] = making.item(&row.item);
    if !row.listed {
        let said = wording::bracketed("", wording::not_listed(language), language);
        title.runs.push(Run::plain(said));
    }
    let cycle = row.cycle.as_ref().map(|cycle| match row.certainty {
        Some(Certainty::Inferred) => {
            let inferred = wording::certainty(Certainty::Inferred, language);
            wording::bracketed(cycle.label.as_str(), inferred, language)
        }
        Some(Certainty::Stated | Certainty::Confirmed) | None => cycle.label.to_string(),
    });
    let decided = row.decision.as_ref().map(|decision| super::decided(making, decision));
    let ran = row.execution.as_ref();
    let ran = ran.map(|execution| wording::execution(execution, Some(row.state), language));
    let evidence: Vec<String> =
        row.evidence.iter().map(|evidence| wording::evidence(evidence, language)).collect();
    [
        number,
        title,
        Cell::plain(&row.status.wording),
        Cell::plain(row.schedule.as_ref().map_or("", |date| &date.text)),
        Cell::plain(row.department.as_ref().map(ToString::to_string).unwrap_or_default()),
        Cell::plain(cycle.unwrap_or_default()),
        Cell::plain(decided.unwrap_or_default()),
        Cell::plain(wording::reason(row.reason.as_ref(), language)),
        Cell::plain(wording::codes(&row.codes, language)),
        Cell::plain(ran.unwrap_or_default()),
        Cell::plain(evidence.join("\n")),
    ]
}

/// How many there are, of how many, and by what the list is narrowed down.
fn sums(making: Making<'_>, reports: &[CancelledReport]) -> Vec<Fact> {
    let language = making.language;
    let shown: usize = reports.iter().map(|report| report.rows.len()).sum();
    let all: usize = reports.iter().map(|report| usize::try_from(report.total).unwrap_or(usize::MAX)).sum();
    let narrowed = reports.first().map(|report| wording::narrowed(&report.filter, language));
    let narrowed = narrowed.filter(|parts| !parts.is_empty());
    let count = match shown == all {
        true => wording::items(shown, language),
        false => wording::items_of(shown, all, language),
    };
    let narrowed = narrowed.map(|parts| making.fact(Word::Narrowed, making.list(parts)));
    narrowed.into_iter().chain([making.fact(Word::Count, count)]).collect()
}

/// How many ended for which class of reasons; an item with two classes counts in both.
pub(super) fn by_reason(making: Making<'_>, codes: &[CodeCount]) -> Table {
    let columns = vec![making.text(Word::Codes, 600), making.count(Word::Count, 200)];
    let line = |count: &CodeCount| {
        let class = count.code.as_ref().map(|code| wording::code(code, making.language));
        let class = class.unwrap_or_else(|| wording::not_classified(making.language).to_owned());
        row(vec![Cell::plain(class), Cell::plain(count.items.to_string())])
    };
    let rows: Vec<Row> = codes.iter().map(line).collect();
    listed(making.title(Title::ByReason), columns, rows)
}
