//! References that a renumbering leaves behind.

use super::{named, one_line, plan_line};
use crate::lang::{Lang, Pick as _};
use projections::report::{Rewrite, RewritesReport};
use projections::wording;

/// Each text that names old numbers, and how it would read.
pub(crate) fn text(report: &RewritesReport, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    text.push_str(&format!("{}\n", report.cycle.label));
    report.rewrites.iter().for_each(|rewrite| text.push_str(&one(rewrite, lang)));
    let count = report.rewrites.len();
    text.push_str(&lang.pick(format!("\n計 {count} 件\n"), format!("\ntotal: {count}\n")));
    if count > 0 {
        text.push_str(lang.pick(
            "表記統一として書き換えるには --apply を付けます。\n",
            "Add --apply to rewrite them as 表記統一.\n",
        ));
    }
    text
}

fn one(rewrite: &Rewrite, lang: Lang) -> String {
    let field = wording::field(&rewrite.field, lang);
    let mut text = format!("\n{} {field}\n", named(&rewrite.item));
    for number in &rewrite.numbers {
        let after = number.after.as_deref().unwrap_or(lang.pick(
            "（連続しなくなったため、人が書き直します）",
            "(no longer in a row: to be said anew by a person)",
        ));
        text.push_str(&format!("  {} → {after}\n", number.before));
    }
    if rewrite.before != rewrite.after {
        text.push_str(&format!("  - {}\n  + {}\n", one_line(&rewrite.before), one_line(&rewrite.after)));
    }
    text
}
