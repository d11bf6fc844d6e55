//! What looks like a mistake.

use super::{named, one_line, plan_line};
use crate::lang::{Lang, Pick as _};
use projections::report::{Finding, LintKind, LintReport};
use projections::wording;

/// Each kind with its findings and what to do about them; kinds without findings are left out.
pub(crate) fn text(report: &LintReport, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    for kind in LintKind::ALL {
        let findings: Vec<&Finding> = report.of_kind(kind).collect();
        if findings.is_empty() {
            continue;
        }
        let (name, count) = (wording::lint(kind, lang), findings.len());
        text.push_str(&lang.pick(format!("\n{name}: {count} 件\n"), format!("\n{name}: {count}\n")));
        findings.into_iter().for_each(|finding| text.push_str(&line(finding, lang)));
        text.push_str(&format!("  → {}\n", wording::lint_advice(kind, lang)));
    }
    let total = report.findings.len();
    text.push_str(&lang.pick(format!("\n計 {total} 件\n"), format!("\ntotal: {total}\n")));
    text
}

fn line(finding: &Finding, lang: Lang) -> String {
    let item = finding.item.as_ref().map(|item| format!("{} ", named(item))).unwrap_or_default();
    let field = finding.field.as_ref().map(|field| wording::field(field, lang));
    let field =
        field.map(|field| lang.pick(format!("（{field}）"), format!("({field}) "))).unwrap_or_default();
    let words = one_line(&finding.words);
    let words = lang.pick(format!("「{words}」"), format!("\"{words}\""));
    let against = finding.against.as_deref().map(|against| format!(" ⇔ {}", one_line(against)));
    format!("  {item}{field}{words}{}\n", against.unwrap_or_default())
}
