//! An item's history: how it stands, what each review and each edition made of it, and its row as each edition printed it.
//!
//! It is told by the steps, which name no person, never by who recorded what.

use super::{About, Fact, Making, decided, heading, lines, listed, marked, name_of, row};
use crate::changed::Changed;
use crate::chart;
use crate::document::{Block, Cell, Document, Looks, Paper, Row, RowKind, Run, Table};
use domain::value::{Certainty, Evidence, PrintedDate, Status, Text};
use projections::report::{Change, FieldName, HistoryReport, PrintedRow, Step, TimelineReport};
use projections::wording::{self, Language, Title, Word};

/// An item's history, with its time line where that is at hand.
pub fn history(
    report: &HistoryReport,
    timeline: Option<&TimelineReport>,
    language: Language,
    about: &About,
) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let name = name_of(&report.item);
    let mut blocks = making.opening(&name, facts(making, report));
    blocks.extend([
        heading(2, making.title(Title::History)),
        Block::Table(course(making, making.title(Title::History).to_owned(), &report.steps)),
    ]);
    if let Some(timeline) = timeline {
        let figure = chart::timeline(timeline, language, "course");
        blocks.extend([heading(2, figure.caption()), Block::Picture(figure.picture())]);
    }
    if !report.lineage.is_empty() {
        let lines = report.lineage.iter().map(|link| wording::lineage_line(link, language));
        blocks.push(heading(2, making.title(Title::Lineage)));
        blocks.extend(lines.map(super::paragraph));
    }
    for before in &report.predecessors {
        let plan = before.plan.as_ref().map(|plan| format!("{} ", plan.title)).unwrap_or_default();
        let of = format!("{plan}{}", name_of(&before.item));
        let title = wording::bracketed(making.title(Title::Predecessors), &of, language);
        blocks.extend([heading(2, title.clone()), Block::Table(course(making, title, &before.steps))]);
    }
    if !report.editions.is_empty() {
        let table = printed(making, &report.editions);
        blocks.extend([heading(2, making.title(Title::Printed)), Block::Table(table)]);
    }
    making.document(&name, Paper::Landscape, blocks)
}

/// How the item stands, and why where it has ended.
fn facts(making: Making<'_>, report: &HistoryReport) -> Vec<Fact> {
    let language = making.language;
    let date = |date: &Option<PrintedDate>| date.as_ref().map(|date| date.text.clone());
    let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
    let ended = report.ended.as_ref();
    let codes = ended.map(|ended| wording::codes(&ended.codes, language));
    let decided = ended.and_then(|ended| ended.decision.as_ref()).map(|by| decided(making, by));
    let ran = report.execution.as_ref().map(|execution| {
        let ran = wording::execution(execution, ended.map(|ended| ended.state), language);
        format!("{ran}\n{}", making.list(wording::execution_grounds(execution, language)))
    });
    let evidence = ended.map(|ended| making.list(evidence(making, &ended.evidence)));
    let unlisted = (!report.listed).then(|| wording::not_listed(language).to_owned());
    let under = report.around.under.iter().map(name_of).collect::<Vec<_>>().join(" › ");
    let said = [
        (Word::Under, Some(under)),
        (Word::Listed, unlisted),
        (Word::Status, report.status.as_ref().map(|status| status.wording.clone())),
        (Word::Effective, date(&report.effective)),
        (Word::Schedule, date(&report.schedule)),
        (Word::Review, date(&report.review)),
        (Word::Reason, ended.map(|ended| wording::reason(ended.reason.as_ref(), language))),
        (Word::Codes, codes),
        (Word::Decided, decided),
        (Word::Evidence, evidence),
        (Word::EverRan, ran),
        (Word::Remark, text(&report.remark)),
    ];
    let said =
        said.into_iter().filter_map(|(word, says)| Some((word, says.filter(|says| !says.is_empty())?)));
    said.map(|(word, says)| making.fact(word, says)).collect()
}

fn evidence(making: Making<'_>, evidence: &[Evidence]) -> Vec<String> {
    evidence.iter().map(|evidence| wording::evidence(evidence, making.language)).collect()
}

/// A row for each review and each edition, the oldest first.
fn course(making: Making<'_>, name: String, steps: &[Step]) -> Table {
    let columns = vec![
        making.text(Word::Occasion, 170),
        making.text(Word::Status, 170),
        making.text(Word::OtherChanges, 240),
        making.text(Word::Outcome, 90),
        making.text(Word::Reason, 200),
        making.text(Word::Evidence, 130),
    ];
    listed(name, columns, steps.iter().map(|step| line(making, step)).collect())
}

fn line(making: Making<'_>, step: &Step) -> Row {
    let language = making.language;
    let decision = step.decision.as_ref();
    let others = step.changes.iter().filter(|change| change.field != FieldName::Status);
    let why = decision.map(|decision| {
        let reason = decision.reason.as_ref().map(|reason| wording::reason(Some(reason), language));
        let said = [reason, Some(wording::codes(&decision.codes, language)), Some(decided(making, decision))];
        said.into_iter().flatten().filter(|said| !said.is_empty()).collect::<Vec<_>>().join("\n")
    });
    row(vec![
        Cell::plain(occasion(making, step)),
        Cell { runs: moved(step) },
        lines(others.map(|change| other(making, change))),
        Cell::plain(decision.map_or("", |decision| wording::outcome(decision.outcome, language))),
        Cell::plain(why.unwrap_or_default()),
        Cell::plain(
            decision.map(|decision| evidence(making, &decision.evidence).join("\n")).unwrap_or_default(),
        ),
    ])
}

/// On which occasion, and whether it is inferred or not resolved.
fn occasion(making: Making<'_>, step: &Step) -> String {
    let language = making.language;
    let mut said = wording::occasion(&step.occasion, language);
    let inferred = wording::certainty(Certainty::Inferred, language);
    let certainty = step.decision.as_ref().map(|decision| decision.certainty);
    // Where a review comes from may have said that all of it is inferred.
    if certainty == Some(Certainty::Inferred) && !said.contains(inferred) {
        said = wording::bracketed(&said, inferred, language);
    }
    if step.pending { wording::bracketed(&said, wording::not_resolved(language), language) } else { said }
}

/// 状況 before and after, marked; once where it is the same.
fn moved(step: &Step) -> Vec<Run> {
    let words = |status: &Option<Status>| status.as_ref().map(|status| status.wording.clone());
    let (before, after) = (words(&step.before), words(&step.after));
    let changed = step.changes.iter().any(|change| change.field == FieldName::Status);
    match (before, after) {
        (Some(before), Some(after)) if changed => {
            vec![Run::looking(before, Looks::Removed), Run::plain(" → "), Run::looking(after, Looks::Added)]
        }
        (before, after) => after.or(before).map(Run::plain).into_iter().collect(),
    }
}

fn other(making: Making<'_>, change: &Change) -> Vec<Run> {
    let name = wording::capital(&wording::field(&change.field, making.language));
    let name = wording::named(&name, "", making.language);
    let text = |side: &Option<String>| side.clone().unwrap_or_default();
    let words = Changed::of(&text(&change.before), &text(&change.after));
    std::iter::once(Run::looking(name, Looks::Strong)).chain(marked(words.runs.iter())).collect()
}

/// The row as each edition printed it, with both readings of what was corrected.
fn printed(making: Making<'_>, editions: &[PrintedRow]) -> Table {
    let columns = vec![
        making.text(Word::Edition, 160),
        making.count(Word::Row, 60),
        making.text(Word::Column, 140),
        making.text(Word::AsPrinted, 380),
        making.text(Word::Corrected, 260),
    ];
    let rows = editions.iter().flat_map(|of| {
        let shown = of.cells.iter().filter(|cell| !cell.printed.is_empty() || cell.corrected.is_some());
        shown.map(move |cell| Row {
            kind: RowKind::Item(0),
            cells: vec![
                Cell::plain(edition(making, of)),
                Cell::plain(of.row.to_string()),
                Cell::plain(&cell.heading),
                Cell::plain(&cell.printed),
                Cell::plain(cell.corrected.as_deref().unwrap_or_default()),
            ],
            id: None,
        })
    });
    listed(making.title(Title::Printed), columns, rows.collect())
}

fn edition(making: Making<'_>, of: &PrintedRow) -> String {
    let withdrawn = of.edition.withdrawn.as_ref();
    let withdrawn = withdrawn.map(|withdrawn| wording::withdrawal(withdrawn.kind, making.language));
    let relisted = of.relisted.then(|| making.word(Word::AlsoAt));
    let more: Vec<&str> = withdrawn.into_iter().chain(relisted).collect();
    match more.is_empty() {
        true => of.edition.label.to_string(),
        false => {
            let more = making.list(more.into_iter().map(str::to_owned));
            wording::bracketed(of.edition.label.as_str(), &more, making.language)
        }
    }
}
