//! Where a text was found.

use super::{named, plan_line};
use crate::lang::{Lang, Pick as _};
use projections::report::SearchReport;
use projections::wording;

/// The items in which the text was found, plan by plan, with the text around it.
pub(crate) fn text(reports: &[SearchReport], lang: Lang) -> String {
    let mut text = String::new();
    for report in reports {
        text.push_str(&plan_line(&report.plan, lang));
        for hit in &report.hits {
            let unlisted = if hit.listed { "" } else { lang.pick("（表にない）", " (not listed)") };
            let status = hit.status.as_ref().map(|status| format!(" [{}]", super::one_line(status)));
            text.push_str(&format!("{}{}{unlisted}\n", named(&hit.item), status.unwrap_or_default()));
            for found in &hit.found {
                let field = wording::field(&found.field, lang);
                text.push_str(&format!("  {field}: {}\n", super::one_line(&found.snippet)));
            }
        }
        text.push('\n');
    }
    let count: usize = reports.iter().map(|report| report.hits.len()).sum();
    text.push_str(&lang.pick(format!("計 {count} 件\n"), format!("total: {count}\n")));
    text
}
