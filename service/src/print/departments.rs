//! 担当部署.

use super::{named, plan_line};
use crate::lang::{Lang, Pick as _};
use app::Reorganised;
use domain::value::Text;
use projections::report::DepartmentsReport;

/// The departments of a day, each with what it continues and its items.
pub(crate) fn text(report: &DepartmentsReport, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    let on = report.on;
    text.push_str(&lang.pick(format!("{on} 現在の担当部署\n"), format!("departments as of {on}\n")));
    for one in &report.departments {
        let count = one.items.len();
        text.push_str(
            &lang.pick(format!("\n■ {}（{count} 件）\n", one.name), format!("\n■ {} ({count})\n", one.name)),
        );
        let mut fact = |name: &str, value: String| {
            if !value.is_empty() {
                text.push_str(&format!("  {name}: {value}\n"));
            }
        };
        fact(lang.pick("設置", "since"), one.from.map(|day| day.to_string()).unwrap_or_default());
        fact(lang.pick("引き継いだ部署", "continues"), joined(&one.continues));
        fact(lang.pick("組織改正", "reorganised"), one.until.map(|day| day.to_string()).unwrap_or_default());
        fact(lang.pick("引き継いだ先", "continued by"), joined(&one.continued_by));
        for item in &one.items {
            let qualifier = item.qualifier.as_ref().map(|text| format!(" {text}")).unwrap_or_default();
            let printed = match item.printed.as_str().starts_with(one.name.as_str()) {
                true => String::new(),
                false => {
                    lang.pick(format!("（印刷: {}）", item.printed), format!(" (printed: {})", item.printed))
                }
            };
            text.push_str(&format!("  {}{qualifier}{printed}\n", named(&item.item)));
        }
    }
    let count = report.departments.len();
    text.push_str(&lang.pick(format!("\n計 {count} 部署\n"), format!("\ntotal: {count} departments\n")));
    text
}

/// What a reorganisation does, plan by plan.
pub(crate) fn reorganised(done: &Reorganised, lang: Lang) -> String {
    let from = done.from;
    let mut text = lang.pick(format!("{from} からの組織改正\n"), format!("reorganisation from {from}\n"));
    for plan in &done.plans {
        let already = if plan.already { lang.pick("（記録済み）", " (recorded before)") } else { "" };
        text.push_str(&format!("\n{}{already}", plan_line(&plan.plan, lang)));
        for one in &plan.departments {
            text.push_str(&format!("  {} → {}\n", joined(&one.continues), one.name));
        }
    }
    let (plans, id) = (done.plans.len(), done.id);
    text.push_str(&lang.pick(format!("\n計 {plans} 計画\n"), format!("\ntotal: {plans} plans\n")));
    if !done.unknown.is_empty() {
        let unknown = done.unknown.join("、");
        text.push_str(&lang.pick(
            format!("どの計画にもない部署: {unknown}\n"),
            format!("departments that no plan has: {unknown}\n"),
        ));
    }
    text.push_str(&lang.pick(format!("識別子: {id}\n"), format!("id: {id}\n")));
    text
}

fn joined(names: &[Text]) -> String {
    names.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
}
