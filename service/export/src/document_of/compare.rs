//! 新旧対照表: a row for each row that differs, what it said before and after with the words that changed marked, and why.

use super::{About, Fact, Making, decided, lines, listed, marked, or_saying, row_of};
use crate::changed::Changed;
use crate::document::{Block, Cell, Column, Document, Looks, Paper, Row, Run};
use projections::report::{Change, CompareReport, CompareRow, DecisionRef, LineageRef};
use projections::wording::{self, Language, Title, Word};

/// What differs between two tables.
pub fn compare(report: &CompareReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let (from, to) = (wording::called(&report.from, language), wording::called(&report.to, language));
    let title = wording::bracketed(making.title(Title::Comparison), &format!("{from} → {to}"), language);
    let mut blocks = making.opening(&title, sums(making, report));
    blocks.push(differing(making, report));
    making.document(&title, Paper::Landscape, blocks)
}

/// The rows that differ, or that none does.
pub(super) fn differing(making: Making<'_>, report: &CompareReport) -> Block {
    let (from, to) =
        (wording::called(&report.from, making.language), wording::called(&report.to, making.language));
    let table = listed(making.title(Title::Comparison), columns(making, &from, &to), rows(making, report));
    or_saying(table, wording::same_tables(making.language))
}

fn columns(making: Making<'_>, from: &str, to: &str) -> Vec<Column> {
    let side = |word, name: &str, width| {
        Column::text(wording::bracketed(making.word(word), name, making.language), width)
    };
    vec![
        making.text(Word::Number, 85),
        making.text(Word::Item, 170),
        making.text(Word::Difference, 75),
        side(Word::Before, from, 220),
        side(Word::After, to, 220),
        making.text(Word::Reason, 230),
    ]
}

/// Which two tables, where one of them is no edition, and how many rows differ.
fn sums(making: Making<'_>, report: &CompareReport) -> Vec<Fact> {
    let language = making.language;
    let sides = [(Word::Before, &report.from), (Word::After, &report.to)];
    let sides = sides
        .into_iter()
        .filter_map(|(word, side)| wording::no_edition(side, language).map(|told| making.fact(word, told)));
    let sums = wording::compared(report, language);
    let lineage = report.lineage.iter();
    let lineage = lineage.map(|count| format!("{} {}", wording::lineage(count.kind, language), count.links));
    let lineage = Some(making.list(lineage)).filter(|said| !said.is_empty());
    let lineage = lineage.map(|said| (making.title(Title::Lineage).to_owned(), vec![Run::plain(said)]));
    sides.chain([making.fact(Word::Difference, sums)]).chain(lineage).collect()
}

fn rows(making: Making<'_>, report: &CompareReport) -> Vec<Row> {
    report.rows.iter().map(|row| line(making, row)).collect()
}

fn line(making: Making<'_>, row: &CompareRow) -> Row {
    let [number, title] = making.item(&row.item);
    let (own, others) = lineage(row);
    let difference = own.map_or_else(
        || wording::difference(row.difference, making.language),
        |link| wording::lineage(link.kind, making.language),
    );
    let changed = row.changes.iter().map(|change| {
        let text = |side: &Option<String>| side.clone().unwrap_or_default();
        (change, Changed::of(&text(&change.before), &text(&change.after)))
    });
    let changed: Vec<(&Change, Changed)> = changed.collect();
    let before = changed.iter().map(|(change, words)| part(making, change, marked(words.before())));
    let after = changed.iter().map(|(change, words)| part(making, change, marked(words.after())));
    let why = row.decisions.iter().map(|decision| why(making, decision));
    let ties = others.into_iter().map(|link| vec![Run::plain(wording::lineage_line(link, making.language))]);
    let cells =
        vec![number, title, Cell::plain(difference), lines(before), lines(after), lines(why.chain(ties))];
    row_of(&row.item, cells)
}

/// What joins the row with itself is said in place of how it differs; what joins it with others, beside why.
fn lineage(row: &CompareRow) -> (Option<&LineageRef>, Vec<&LineageRef>) {
    let joins_others =
        |link: &&LineageRef| link.from.iter().chain(&link.to).any(|end| end.node != row.item.node);
    let (others, own): (Vec<_>, Vec<_>) = row.lineage.iter().partition(joins_others);
    (own.first().copied(), others)
}

/// A part of a row: what it is called, and its words.
fn part(making: Making<'_>, change: &Change, words: Vec<Run>) -> Vec<Run> {
    let name = wording::capital(&wording::field(&change.field, making.language));
    let name = Run::looking(wording::named(&name, "", making.language), Looks::Strong);
    let words = if words.is_empty() { vec![Run::plain(wording::nothing(making.language))] } else { words };
    std::iter::once(name).chain(words).collect()
}

/// A decision that changed the row: of which review, for what reason of which class, by whom.
fn why(making: Making<'_>, decision: &DecisionRef) -> Vec<Run> {
    let language = making.language;
    let outcome = wording::outcome(decision.outcome, language);
    let name = wording::bracketed(decision.cycle.label.as_str(), outcome, language);
    let reason = decision.reason.as_ref().map(|reason| wording::reason(Some(reason), language));
    let codes = Some(wording::codes(&decision.codes, language)).filter(|codes| !codes.is_empty());
    let reason = match (reason, codes) {
        (Some(reason), Some(codes)) => Some(wording::bracketed(&reason, &codes, language)),
        (reason, codes) => reason.or(codes),
    };
    let by = decided(making, decision);
    let said = [reason, Some(by)].into_iter().flatten().filter(|said| !said.is_empty());
    let mut runs = vec![Run::looking(name, Looks::Strong)];
    runs.extend(said.map(|said| Run::plain(format!("\n{said}"))));
    runs
}
