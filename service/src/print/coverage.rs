//! How far the policies answer to the issues.

use super::grid::Grid;
use super::{one_line, plan_line};
use crate::lang::{Lang, Pick as _};
use projections::report::{CoverageReport, Orphan, OrphanKind, TermRef};
use projections::wording;

/// Issues by class, policies with their issues, and what stands alone on either side.
pub(crate) fn text(report: &CoverageReport, lang: Lang) -> String {
    let CoverageReport { issues, covered, policies, .. } = report;
    let mut text = plan_line(&report.plan, lang);
    text.push_str(&lang.pick(
        format!("課題 {issues} 件（うち対応する方針のあるもの {covered} 件）、方針 {policies} 件\n\n"),
        format!("{issues} issues ({covered} of them with a policy), {policies} policies\n\n"),
    ));
    let names = |terms: &[TermRef]| {
        let names: Vec<String> = terms.iter().map(|term| one_line(term.title.as_str())).collect();
        names.join(lang.pick("、", ", "))
    };
    let mut classes =
        Grid::new(lang.pick(["分類", "課題", "方針"], ["class", "issues", "policies"])).numbers([1]);
    for class in &report.by_class {
        classes.row([one_line(class.class.title.as_str()), class.issues.to_string(), names(&class.policies)]);
    }
    let mut of_policies =
        Grid::new(lang.pick(["方針", "上位", "分類", "課題"], ["policy", "under", "classes", "issues"]))
            .numbers([3]);
    for policy in &report.by_policy {
        of_policies.row([
            one_line(policy.policy.title.as_str()),
            names(&policy.under),
            names(&policy.classes),
            policy.issues.to_string(),
        ]);
    }
    text.push_str(&format!("{}\n{}", classes.print(), of_policies.print()));
    for kind in OrphanKind::ALL {
        let orphans: Vec<&Orphan> = report.of_kind(kind).collect();
        if !orphans.is_empty() {
            let (name, count) = (wording::orphan(kind, lang), orphans.len());
            text.push_str(&lang.pick(format!("\n{name} {count} 件\n"), format!("\n{count} {name}\n")));
            orphans.into_iter().for_each(|orphan| text.push_str(&line(orphan, lang)));
        }
    }
    text
}

fn line(orphan: &Orphan, lang: Lang) -> String {
    let title = one_line(orphan.term.title.as_str());
    match &orphan.nearest {
        Some(nearest) => {
            let (name, percent) = (one_line(nearest.term.title.as_str()), nearest.percent);
            lang.pick(
                format!("  {title}（最も近い名称: {name}、{percent}%）\n"),
                format!("  {title} (nearest name: {name}, {percent}%)\n"),
            )
        }
        None => format!("  {title}\n"),
    }
}
