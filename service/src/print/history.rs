//! An item's whole history.

use super::compare::{changes, lineage};
use super::{named, one_line, plan_line};
use crate::lang::{Lang, Pick as _};
use domain::value::Certainty;
use projections::report::{Execution, HistoryEntry, HistoryGroup, HistoryReport, PrintedRow, RecordedBy};
use projections::wording;

/// How it stands, everything that was recorded by cycle, and the row as each edition printed it.
pub(crate) fn text(report: &HistoryReport, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    let unlisted = if report.listed { "" } else { lang.pick("（表にない）", " (not listed)") };
    text.push_str(&format!("{}{unlisted}\n\n", named(&report.item)));
    text.push_str(&standing(report, lang));
    if !report.lineage.is_empty() {
        text.push_str(lang.pick("\n系譜\n", "\nLineage\n"));
        for link in &report.lineage {
            text.push_str(&format!("  {}\n", lineage(link, lang)));
        }
    }
    for before in &report.predecessors {
        let plan = before.plan.as_ref().map(|plan| format!("{} ", plan.title)).unwrap_or_default();
        text.push_str(&lang.pick(
            format!("\n前身 {plan}{}\n", named(&before.item)),
            format!("\nContinues {plan}{}\n", named(&before.item)),
        ));
        for step in &before.steps {
            let status = step.after.as_ref().map_or("", |status| status.wording.as_str());
            text.push_str(&format!("  {} {status}\n", wording::occasion(&step.occasion, lang)));
            text.push_str(&changes(&step.changes, "      ", lang));
        }
    }
    for group in &report.groups {
        text.push('\n');
        text.push_str(&occasion(group, lang));
    }
    text.push_str(lang.pick("\n各版の記載\n", "\nAs printed\n"));
    for row in &report.editions {
        text.push_str(&printed(row, lang));
    }
    let recorded: usize = report.groups.iter().map(|group| group.entries.len()).sum();
    let editions = report.editions.len();
    text.push_str(&lang.pick(
        format!("計 記録 {recorded} 件、版 {editions} 件\n"),
        format!("total: {recorded} records, {editions} editions\n"),
    ));
    text
}

fn standing(report: &HistoryReport, lang: Lang) -> String {
    let mut text = String::new();
    let mut fact = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            text.push_str(&format!("{name}: {}\n", one_line(&value)));
        }
    };
    let date = |date: &Option<domain::value::PrintedDate>| date.as_ref().map(|date| date.text.clone());
    fact(lang.pick("実施時期", "schedule"), date(&report.schedule));
    fact(lang.pick("状況", "status"), report.status.as_ref().map(|status| status.wording.clone()));
    fact(lang.pick("効力", "effective"), date(&report.effective));
    fact(lang.pick("見直し時期", "review"), date(&report.review));
    fact(lang.pick("備考", "remark"), report.remark.as_ref().map(ToString::to_string));
    if let Some(ended) = &report.ended {
        fact(lang.pick("終了の理由", "reason"), Some(wording::reason(ended.reason.as_ref(), lang)));
        fact(lang.pick("理由の分類", "class"), Some(wording::codes(&ended.codes, lang)));
        let unknown = || lang.pick("（記載なし）", "(not recorded)").to_owned();
        fact(
            lang.pick("決定機関", "body"),
            Some(ended.body.as_ref().map_or_else(unknown, ToString::to_string)),
        );
        fact(lang.pick("決定日", "decided on"), ended.decided_on.map(|day| day.to_string()));
    }
    fact(lang.pick("実施の有無", "ever ran"), report.execution.as_ref().map(|e| execution(report, e, lang)));
    fact(lang.pick("改訂", "revision"), Some(report.revision.to_string()));
    text
}

fn execution(report: &HistoryReport, execution: &Execution, lang: Lang) -> String {
    let said = wording::execution(execution, report.ended.as_ref().map(|ended| ended.state), lang);
    let grounds = wording::execution_grounds(execution, lang);
    format!("{said} — {}", grounds.join(lang.pick("、", ", ")))
}

fn occasion(group: &HistoryGroup, lang: Lang) -> String {
    let mut text = format!("■ {}\n", wording::occasion(&group.occasion, lang));
    for entry in &group.entries {
        text.push_str(&one(entry, lang));
    }
    text
}

fn one(entry: &HistoryEntry, lang: Lang) -> String {
    let mut notes = Vec::new();
    if !entry.counts {
        notes.push(lang.pick("後に差替え・取下げ", "replaced or withdrawn since"));
    }
    if entry.certainty == Some(Certainty::Inferred) {
        notes.push(wording::certainty(Certainty::Inferred, lang));
    }
    let notes = match notes.is_empty() {
        true => String::new(),
        false => lang.pick(format!("（{}）", notes.join("、")), format!(" ({})", notes.join(", "))),
    };
    let mut text = format!("  {}{notes}\n", wording::summary(&entry.what, lang));
    text.push_str(&changes(&entry.changes, "      ", lang));
    let mut line = |name: &str, value: String| {
        if !value.is_empty() {
            text.push_str(&format!("      {name}: {}\n", one_line(&value)));
        }
    };
    let join = |parts: Vec<String>| parts.join(lang.pick("、", ", "));
    if entry.reason.is_some() {
        line(lang.pick("理由", "reason"), wording::reason(entry.reason.as_ref(), lang));
    }
    line(lang.pick("分類", "class"), wording::codes(&entry.codes, lang));
    let evidence = entry.evidence.iter().map(|evidence| wording::evidence(evidence, lang));
    line(lang.pick("根拠資料", "evidence"), join(evidence.collect()));
    if let Some(resolution) = &entry.resolution {
        let result = wording::resolution(&resolution.result, lang);
        let said = format!("{} {} {} {result}", resolution.body, resolution.meeting, resolution.resolved_on);
        line(lang.pick("議決", "resolution"), said);
    }
    line(lang.pick("記録", "recorded"), recorded(&entry.recorded, lang));
    text
}

fn recorded(by: &RecordedBy, lang: Lang) -> String {
    let (at, role) = (wording::recorded_at(by.at), wording::role(by.actor.role, lang));
    let (name, through) = (&by.actor.name, wording::through(&by.through, lang));
    lang.pick(format!("{at} {name}（{role}、{through}）"), format!("{at} {name} ({role}, {through})"))
}

fn printed(row: &PrintedRow, lang: Lang) -> String {
    let withdrawn = match &row.edition.withdrawn {
        Some(withdrawn) => format!(" [{}]", wording::withdrawal(withdrawn.kind, lang)),
        None => String::new(),
    };
    let again = if row.relisted { lang.pick("（再掲）", " (again)") } else { "" };
    let mut text = format!("  {}{withdrawn}{again}\n", row.edition.label);
    for cell in row.cells.iter().filter(|cell| !cell.printed.is_empty() || cell.corrected.is_some()) {
        let heading = one_line(&cell.heading);
        text.push_str(&format!("      {heading}: {}\n", one_line(&cell.printed)));
        if let Some(corrected) = &cell.corrected {
            let reading = lang.pick("訂正後", "corrected");
            text.push_str(&format!("      {heading}（{reading}）: {}\n", one_line(corrected)));
        }
    }
    for erratum in &row.errata {
        let kind = wording::correction(erratum.kind, lang);
        text.push_str(&format!(
            "      {kind}: 「{}」→「{}」 {}\n",
            one_line(erratum.printed.as_str()),
            one_line(erratum.corrected.as_str()),
            one_line(erratum.reason.as_str())
        ));
    }
    text
}
