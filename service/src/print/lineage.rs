//! How items of editions and of plans belong together.

use super::{compare, named, plan_line};
use crate::lang::{Lang, Pick as _};
use projections::report::{LineageReport, LineageSuggestion};
use projections::wording;

/// Every link with its id, how many there are of each kind, and what looks likely.
pub(crate) fn text(report: &LineageReport, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    text.push('\n');
    for link in &report.links {
        text.push_str(&format!("{}\n    {}\n", compare::lineage(link, lang), link.link));
    }
    let (total, of_each) = (report.links.len(), compare::lineage_counts(&report.counts, lang));
    text.push_str(&lang.pick(format!("計 {total} 件  {of_each}\n"), format!("total: {total}  {of_each}\n")));
    if !report.suggestions.is_empty() {
        text.push_str(lang.pick(
            "\n候補（記録されていません。正しければ minaoshi lineage state で記録します）\n",
            "\nLikely (not recorded; state it with minaoshi lineage state where it holds)\n",
        ));
    }
    report.suggestions.iter().for_each(|suggestion| text.push_str(&likely(suggestion, lang)));
    text
}

fn likely(suggestion: &LineageSuggestion, lang: Lang) -> String {
    let plan = suggestion.plan.as_ref().map(|plan| format!("{} ", plan.title)).unwrap_or_default();
    let kind = wording::lineage(suggestion.kind, lang);
    let from = suggestion.from.iter();
    let from: Vec<String> =
        from.map(|likely| format!("{plan}{} ({}%)", named(&likely.item), likely.likeness)).collect();
    format!("  {kind}: {} → {}\n", from.join("＋"), named(&suggestion.to))
}
