//! 中止一覧: what has ended, why, when, by whom, on what evidence.

use super::{Grid, number, one_line, plan_line};
use crate::lang::{Lang, Pick as _};
use domain::value::Certainty;
use projections::report::{CancelledReport, CancelledRow};
use projections::wording;

/// One list for each plan.
pub(crate) fn text(reports: &[CancelledReport], lang: Lang) -> String {
    if reports.is_empty() {
        return lang.pick("計画がありません\n", "there are no plans\n").to_owned();
    }
    let lists: Vec<String> = reports.iter().map(|report| one(report, lang)).collect();
    lists.join("\n")
}

fn one(report: &CancelledReport, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    text.push('\n');
    let mut grid = Grid::new(lang.pick(
        ["番号", "事業", "状況", "見直し", "決定", "実施の有無", "分類", "根拠資料", "理由"],
        ["No.", "item", "status", "cycle", "decided", "ever ran", "class", "evidence", "reason"],
    ));
    for row in &report.rows {
        grid.row(cells(row, lang));
    }
    text.push_str(&grid.print());
    let (shown, total) = (report.rows.len(), report.total);
    text.push_str(
        &lang.pick(format!("計 {shown} 件（全 {total} 件中）\n"), format!("total: {shown} of {total}\n")),
    );
    let by_code = report.by_code.iter().map(|count| {
        let class = count.code.as_ref().map(|code| wording::code(code, lang));
        let class = class.unwrap_or_else(|| lang.pick("未分類", "not classified").to_owned());
        format!("{class} {}", count.items)
    });
    let by_code: Vec<String> = by_code.collect();
    if !by_code.is_empty() {
        let by_code = by_code.join(lang.pick("、", ", "));
        text.push_str(&lang.pick(format!("分類別: {by_code}\n"), format!("by class: {by_code}\n")));
    }
    text
}

fn cells(row: &CancelledRow, lang: Lang) -> [String; 9] {
    let inferred = row.certainty == Some(Certainty::Inferred);
    let mark = if inferred { wording::certainty(Certainty::Inferred, lang) } else { "" };
    let cycle = row.cycle.as_ref().map(|cycle| match mark {
        "" => cycle.label.to_string(),
        mark => lang.pick(format!("{}（{mark}）", cycle.label), format!("{} ({mark})", cycle.label)),
    });
    let day = row.decided_on.map(|day| day.to_string());
    let decided: Vec<String> =
        [row.body.as_ref().map(ToString::to_string), row.meeting.as_ref().map(ToString::to_string), day]
            .into_iter()
            .flatten()
            .collect();
    let evidence: Vec<String> =
        row.evidence.iter().map(|evidence| wording::evidence(evidence, lang)).collect();
    let unlisted = if row.listed { "" } else { lang.pick("（表にない）", " (not listed)") };
    [
        number(&row.item),
        format!("{}{unlisted}", one_line(row.item.title.as_str())),
        one_line(&row.status.wording),
        cycle.unwrap_or_default(),
        decided.join(" "),
        row.execution
            .as_ref()
            .map(|execution| wording::execution(execution, Some(row.state), lang))
            .unwrap_or_default(),
        wording::codes(&row.codes, lang),
        evidence.join(lang.pick("、", ", ")),
        wording::reason(row.reason.as_ref(), lang),
    ]
}
