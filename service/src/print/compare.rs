//! 新旧対照: only what differs, before and after.

use super::{named, one_line, plan_line};
use crate::lang::{Lang, Pick as _};
use projections::report::{Change, CompareReport, CompareRow};
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
