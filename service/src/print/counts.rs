//! Counts by status.

use super::table::edition_line;
use super::{Grid, plan_line};
use crate::lang::{Lang, Pick as _};
use projections::report::CountsReport;
use projections::report::counts::Count;
use projections::wording;

/// By canonical state, by wording, and the total. のべ is shown where it differs.
pub(crate) fn text(report: &CountsReport, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    if let Some(edition) = report.edition.as_ref() {
        text.push_str(&edition_line(edition, lang));
    }
    text.push('\n');
    let counted = [lang.pick("件数", "items"), lang.pick("のべ", "rows")];
    let relisted = report.items.distinct != report.items.listed;
    let both = |count: Count| {
        let listed = if relisted { count.listed.to_string() } else { String::new() };
        [count.distinct.to_string(), listed]
    };
    let none = || lang.pick("（記載なし）", "(none)").to_owned();

    let mut states = Grid::new([lang.pick("状況の区分", "state"), counted[0], counted[1]]).numbers([1, 2]);
    for row in &report.by_state {
        let state = row.state.map_or_else(none, |state| wording::state(state, lang).to_owned());
        states.row([state].into_iter().chain(both(row.count)));
    }
    text.push_str(&states.print());

    let mut wordings = Grid::new([
        lang.pick("状況の文言", "wording"),
        lang.pick("状況の区分", "state"),
        counted[0],
        counted[1],
    ])
    .numbers([2, 3]);
    for row in &report.by_wording {
        let state = row.state.map(|state| wording::state(state, lang).to_owned()).unwrap_or_default();
        wordings.row([row.wording.clone().unwrap_or_else(none), state].into_iter().chain(both(row.count)));
    }
    text.push('\n');
    text.push_str(&wordings.print());

    let (items, headings) = (report.items, report.headings.distinct);
    let listed = match relisted {
        true => lang.pick(format!("（のべ {}）", items.listed), format!(" ({} rows)", items.listed)),
        false => String::new(),
    };
    let items = items.distinct;
    text.push_str(&lang.pick(
        format!("計 事業 {items}{listed}、見出し {headings}\n"),
        format!("total: {items} items{listed}, {headings} headings\n"),
    ));
    text
}
