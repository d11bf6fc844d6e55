//! 新旧対照: only what differs, before and after.

use super::{named, one_line, plan_line};
use crate::lang::{Lang, Pick as _};
use domain::value::Certainty;
use domain::value::Text;
use projections::report::{Change, CompareReport, CompareRow, LineageCount, LineageEnd, LineageRef};
use projections::wording;

/// The rows that differ, each with its changes, and the totals.
pub(crate) fn text(report: &CompareReport, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    let (from, to) = (wording::side(&report.from, lang), wording::side(&report.to, lang));
    text.push_str(&lang.pick(format!("旧: {from}\n新: {to}\n"), format!("from: {from}\nto: {to}\n")));
    for row in &report.rows {
        text.push('\n');
        text.push_str(&one(row, lang));
    }
    if !report.lineage.is_empty() {
        let counts = lineage_counts(&report.lineage, lang);
        text.push_str(&lang.pick(format!("\n系譜: {counts}"), format!("\nlineage: {counts}")));
    }
    let CompareReport { changed, added, removed, renumbered, unchanged, .. } = report;
    text.push_str(&lang.pick(
        format!(
            "\n計 変更 {changed}、追加 {added}、削除 {removed}（うち番号の変更 {renumbered}）、変更なし {unchanged}\n"
        ),
        format!(
            "\ntotal: {changed} changed, {added} added, {removed} removed ({renumbered} renumbered), {unchanged} the same\n"
        ),
    ));
    text
}

fn one(row: &CompareRow, lang: Lang) -> String {
    let difference = wording::difference(row.difference, lang);
    let mut text = format!("[{difference}] {}\n", named(&row.item));
    for link in &row.lineage {
        text.push_str(&format!("  {}\n", lineage(link, lang)));
    }
    text.push_str(&changes(&row.changes, "  ", lang));
    for decision in &row.decisions {
        let label = lang.pick("決定", "decision");
        let mut parts = vec![format!("  {label}（{}）", decision.cycle.label)];
        parts.push(wording::outcome(decision.outcome, lang).to_owned());
        parts.extend(decision.codes.iter().map(|code| wording::code(code, lang)));
        if decision.reason.is_some() {
            parts.push(wording::reason(decision.reason.as_ref(), lang));
        }
        text.push_str(&parts.join(" "));
        text.push('\n');
    }
    text
}

/// How many links there are of each kind, in one line.
pub(super) fn lineage_counts(counts: &[LineageCount], lang: Lang) -> String {
    let counts = counts.iter().map(|count| format!("{} {}", wording::lineage(count.kind, lang), count.links));
    counts.collect::<Vec<_>>().join(lang.pick("、", ", "))
}

/// A link in one line: in which way, from what, to what, and what the document says.
pub(super) fn lineage(link: &LineageRef, lang: Lang) -> String {
    let mut text = lang.pick(
        format!("系譜（{}）", wording::lineage(link.kind, lang)),
        format!("lineage ({})", wording::lineage(link.kind, lang)),
    );
    let sides = [&link.from, &link.to].map(|ends| {
        let names: Vec<String> = ends.iter().map(|end| lineage_end(end, lang)).collect();
        if names.is_empty() { lang.pick("（なし）", "(none)").to_owned() } else { names.join("＋") }
    });
    text.push_str(&format!(" {} → {}", sides[0], sides[1]));
    if link.certainty != Certainty::Stated {
        text.push_str(&format!(" [{}]", wording::certainty(link.certainty, lang)));
    }
    if let Some(note) = &link.note {
        text.push_str(&format!(" {}", one_line(note.as_str())));
    }
    text
}

fn lineage_end(end: &LineageEnd, lang: Lang) -> String {
    let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string).unwrap_or_default();
    let edition = [&end.plan_title, &end.edition_label].map(text).join(" ");
    let number = end.number.as_deref().unwrap_or_default();
    let title = match &end.title {
        Some(title) => one_line(title.as_str()),
        None => lang.pick(format!("他の計画 {}", end.plan), format!("of the plan {}", end.plan)),
    };
    format!("{edition} {number} {title}").trim().replace("  ", " ")
}

/// What changed, a line for each part.
pub(super) fn changes(changes: &[Change], indent: &str, lang: Lang) -> String {
    let side = |text: &Option<String>| match text {
        Some(text) => format!("「{}」", one_line(text)),
        None => lang.pick("（なし）", "(nothing)").to_owned(),
    };
    changes
        .iter()
        .map(|change| {
            let field = wording::field(&change.field, lang);
            format!("{indent}{field}: {} → {}\n", side(&change.before), side(&change.after))
        })
        .collect()
}
