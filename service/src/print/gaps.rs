//! What the record does not say.

use super::{named, plan_line};
use crate::lang::{Lang, Pick as _};
use projections::report::GapsReport;
use projections::wording;

/// Each kind of gap with its items; kinds without items too, so that one sees what was looked for.
pub(crate) fn text(report: &GapsReport, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    let mut total = 0;
    for gap in &report.gaps {
        let count = gap.items.len();
        total += count;
        let kind = wording::gap(gap.kind, lang);
        text.push_str(&lang.pick(format!("\n{kind}: {count} 件\n"), format!("\n{kind}: {count}\n")));
        for found in &gap.items {
            let cycle = found.cycle.as_ref();
            let cycle =
                cycle.map(|cycle| lang.pick(format!("（{}）", cycle.label), format!(" ({})", cycle.label)));
            let silent = match found.not_in_source {
                true => lang.pick(" 原資料に記載なし", " not in the document"),
                false => "",
            };
            text.push_str(&format!("  {}{}{silent}\n", named(&found.item), cycle.unwrap_or_default()));
        }
    }
    text.push_str(&lang.pick(format!("\n計 {total} 件\n"), format!("\ntotal: {total}\n")));
    text
}
