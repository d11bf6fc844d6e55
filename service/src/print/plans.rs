//! Which plans there are, and what they are made of.

use super::table::edition_line;
use super::{Grid, plan_line};
use crate::lang::{Lang, Pick as _};
use domain::event::FiscalYears;
use projections::report::PlanOverview;
use projections::wording;
use serde::Serialize;

/// A plan and what it is called at the command line.
#[derive(Debug, Serialize)]
pub(crate) struct NamedPlan {
    /// Its slug, where it has one.
    pub(crate) slug: Option<String>,
    /// What it is made of.
    #[serde(flatten)]
    pub(crate) overview: PlanOverview,
}

/// All plans.
pub(crate) fn list(plans: &[NamedPlan], lang: Lang) -> String {
    let mut grid = Grid::new(lang.pick(
        ["計画", "名称", "団体", "版", "最新の版", "事業", "進行中の見直し", ""],
        ["plan", "title", "organisation", "editions", "newest", "items", "live cycle", ""],
    ))
    .numbers([3, 5]);
    for NamedPlan { slug, overview } in plans {
        let live = overview.cycles.iter().find(|cycle| Some(cycle.cycle.id) == overview.live_cycle);
        let closed = overview.closed.is_some();
        grid.row([
            slug.clone().or_else(|| overview.plan.id.map(|id| id.to_string())).unwrap_or_default(),
            overview.plan.title.to_string(),
            overview.plan.organisation.to_string(),
            overview.editions.len().to_string(),
            overview.current.as_ref().map(|edition| edition.label.to_string()).unwrap_or_default(),
            overview.items.to_string(),
            live.map(|cycle| cycle.cycle.label.to_string()).unwrap_or_default(),
            if closed { lang.pick("終了", "closed").to_owned() } else { String::new() },
        ]);
    }
    let count = plans.len();
    grid.print() + &lang.pick(format!("計 {count} 件\n"), format!("total: {count}\n"))
}

/// One plan: its editions, cycles and files.
pub(crate) fn one(plan: &NamedPlan, lang: Lang) -> String {
    let NamedPlan { slug, overview } = plan;
    let mut text = plan_line(&overview.plan, lang);
    let mut fact = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            text.push_str(&format!("{name}: {value}\n"));
        }
    };
    fact(lang.pick("計画", "plan"), slug.clone());
    fact(lang.pick("識別子", "id"), overview.plan.id.map(|id| id.to_string()));
    fact(lang.pick("団体コード", "code"), overview.code.as_ref().map(ToString::to_string));
    fact(
        lang.pick("対象年度", "years"),
        overview.fiscal_years.as_ref().map(|years| fiscal_years(years, lang)),
    );
    for period in &overview.periods {
        let years = period.years.as_ref().map(|years| format!(" {}", fiscal_years(years, lang)));
        fact(lang.pick("期間", "period"), Some(format!("{}{}", period.name, years.unwrap_or_default())));
    }
    for tie in &overview.ties {
        let id = tie.plan.map(|plan| format!(" {plan}")).unwrap_or_default();
        let title = tie.title.as_ref().map(ToString::to_string).unwrap_or_default();
        fact(wording::plan_relation(tie.relation, lang), Some(format!("{title}{id}")));
    }
    fact(lang.pick("事業", "items"), Some(overview.items.to_string()));
    fact(lang.pick("見出し", "headings"), Some(overview.headings.to_string()));
    fact(lang.pick("終了", "closed"), overview.closed.as_ref().map(|closed| closed.reason.to_string()));
    text.push('\n');
    for edition in &overview.editions {
        text.push_str(&edition_line(edition, lang));
        text.push_str(&format!("  {}\n", edition.id));
    }
    text.push('\n');
    let mut cycles = Grid::new(lang.pick(
        ["見直し", "由来", "段階", "決定", "変更", "識別子"],
        ["cycle", "origin", "state", "decided", "changed", "id"],
    ))
    .numbers([3, 4]);
    for summary in &overview.cycles {
        cycles.row([
            summary.cycle.label.to_string(),
            wording::cycle_origin(summary.cycle.origin, lang).to_owned(),
            wording::cycle_state(summary.cycle.state, lang).to_owned(),
            summary.decided.to_string(),
            summary.changed.to_string(),
            summary.cycle.id.to_string(),
        ]);
    }
    text.push_str(&cycles.print());
    let mut sources =
        Grid::new(lang.pick(["資料", "バイト", "SHA-256", "識別子"], ["source", "bytes", "SHA-256", "id"]))
            .numbers([1]);
    for source in &overview.sources {
        sources.row([
            source.name.to_string(),
            source.bytes.to_string(),
            source.sha256.to_string(),
            source.source.to_string(),
        ]);
    }
    if !sources.is_empty() {
        text.push('\n');
        text.push_str(&sources.print());
    }
    text
}

fn fiscal_years(years: &FiscalYears, lang: Lang) -> String {
    let (from, to) = (years.from.year(), years.to.year());
    lang.pick(format!("{from}～{to}年度"), format!("fiscal years {from} to {to}"))
}
