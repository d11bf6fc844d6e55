//! Where a review cycle stands.

use super::compare::changes;
use super::{Grid, named, number, one_line, plan_line};
use crate::lang::{Lang, Pick as _};
use domain::event::Outcome;
use projections::report::{CycleReport, CycleRow, ReviewRef};
use projections::wording;

/// The cycle, its reviews, and its items: what is decided and what is not.
pub(crate) fn text(report: &CycleReport, lang: Lang) -> String {
    let mut text = head(report, lang);
    for review in &report.reviews {
        text.push_str(&review_line(review, lang));
    }
    text.push('\n');
    let mut grid = Grid::new(lang.pick(
        ["", "番号", "事業", "実施時期", "現在の状況", "決定", "効力", "分類", "理由", "改訂"],
        ["", "No.", "item", "schedule", "status", "decision", "effective", "class", "reason", "revision"],
    ))
    .numbers([9]);
    for row in report.rows.iter().filter(|row| row.to_decide || row.decision.is_some()) {
        grid.row(cells(row, lang));
    }
    text.push_str(&grid.print());
    let (decided, items, undecided) = (report.summary.decided, report.summary.items, report.undecided);
    let changed = report.summary.changed;
    text.push_str(&lang.pick(
        format!("計 {items} 事業、決定 {decided}（うち変更 {changed}）、未決定 {undecided}\n"),
        format!("total: {items} items, {decided} decided ({changed} changed), {undecided} undecided\n"),
    ));
    let changes_something = |row: &&CycleRow| {
        row.decision.as_ref().is_none_or(|d| d.outcome != Outcome::Unchanged) && !row.changes.is_empty()
    };
    let changing: Vec<&CycleRow> = report.rows.iter().filter(changes_something).collect();
    if !changing.is_empty() {
        text.push_str(lang.pick("\n変更される内容\n", "\nWhat changes\n"));
    }
    for row in changing {
        text.push_str(&format!("{}\n{}", named(&row.item), changes(&row.changes, "  ", lang)));
    }
    text
}

fn head(report: &CycleReport, lang: Lang) -> String {
    let cycle = report.cycle();
    let mut text = plan_line(&report.plan, lang);
    let (origin, state) =
        (wording::cycle_origin(cycle.origin, lang), wording::cycle_state(cycle.state, lang));
    text.push_str(&lang.pick(
        format!("見直し: {}（{origin}、{state}）\n", cycle.label),
        format!("cycle: {} ({origin}, {state})\n", cycle.label),
    ));
    if report.summary.round > 0 {
        let round = report.summary.round;
        text.push_str(&lang.pick(format!("付議: {round} 回\n"), format!("submitted: {round} times\n")));
    }
    if let Some(digest) = report.digest {
        text.push_str(&lang.pick(format!("要約値: {digest}\n"), format!("digest: {digest}\n")));
    }
    if let Some(adoption) = &cycle.adoption {
        let result = wording::resolution(&adoption.result, lang);
        text.push_str(&format!(
            "{}: {} {} {} {result}\n",
            lang.pick("議決", "resolution"),
            adoption.body,
            adoption.meeting,
            adoption.resolved_on,
        ));
    }
    if let Some(reason) = &report.summary.abandoned {
        text.push_str(&format!("{}: {reason}\n", lang.pick("取りやめ", "abandoned")));
    }
    text
}

fn review_line(review: &ReviewRef, lang: Lang) -> String {
    let verdict = wording::verdict(review.verdict, lang);
    let round = review.round;
    let items: Vec<String> = review.items.iter().map(number).collect();
    let about =
        if items.is_empty() { String::new() } else { format!(" {}", items.join(lang.pick("、", ", "))) };
    let comment = review.comment.as_ref().map(|comment| format!(": {}", one_line(comment.as_str())));
    let comment = comment.unwrap_or_default();
    let by = review.name.as_ref().map(|name| lang.pick(format!("（{name}）"), format!(" by {name}")));
    let by = by.unwrap_or_default();
    lang.pick(
        format!("第{round}回 {verdict}{by}{about}{comment}\n"),
        format!("round {round}: {verdict}{by}{about}{comment}\n"),
    )
}

fn cells(row: &CycleRow, lang: Lang) -> [String; 10] {
    let mark = match (row.returned, row.decided) {
        (true, _) => lang.pick("差戻し", "returned"),
        (false, false) => lang.pick("未決定", "undecided"),
        (false, true) => "",
    };
    let decision = row.decision.as_ref();
    let decided = decision.map(|decision| match (decision.outcome, &decision.status) {
        (Outcome::Unchanged, _) | (Outcome::Changed | Outcome::Revived, None) => {
            wording::outcome(decision.outcome, lang).to_owned()
        }
        (Outcome::Changed | Outcome::Revived, Some(status)) => status.wording.clone(),
    });
    let reason = decision.and_then(|decision| decision.reason.as_ref());
    [
        mark.to_owned(),
        number(&row.item),
        one_line(row.item.title.as_str()),
        row.schedule.as_ref().map(|date| date.text.clone()).unwrap_or_default(),
        row.status.as_ref().map(|status| status.wording.clone()).unwrap_or_default(),
        decided.unwrap_or_default(),
        decision.and_then(|d| d.effective.as_ref()).map(|date| date.text.clone()).unwrap_or_default(),
        decision.map(|decision| wording::codes(&decision.codes, lang)).unwrap_or_default(),
        if reason.is_some() { wording::reason(reason, lang) } else { String::new() },
        row.revision.to_string(),
    ]
}
