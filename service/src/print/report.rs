//! Everything that is counted of a table, part by part; a part of which nothing is stated is left out.

use super::compare::lineage_counts;
use super::{Grid, counts};
use crate::lang::{Lang, Pick as _};
use export::document::{Cell, Holds, Table};
use export::document_of;
use projections::report::{CardsReport, LineageCount, PlanReport};
use projections::wording;

/// Counts, axes, 項目数 and printed totals, plan beside result, declared changes, years.
pub(crate) fn text(report: &PlanReport, lang: Lang) -> String {
    let mut text = counts::text(&report.counts, lang);
    for axis in &report.axes {
        let by = axis.name.as_deref().unwrap_or(wording::count_axis(axis.axis, lang));
        part(&mut text, &lang.pick(format!("{by}別"), format!("by {by}")), &document_of::axis(axis, lang));
    }
    let section = wording::count_axis(projections::report::CountAxis::Section, lang);
    let divided = report.sections.iter().filter(|sections| sections.table.rows.iter().any(|r| !r.is_rest()));
    for sections in divided {
        let by = sections.name.as_deref().unwrap_or_default();
        let title = lang.pick(format!("項目数 {by}"), format!("items by section {by}"));
        part(&mut text, title.trim_end(), &document_of::cross(&sections.table, &title, section, lang));
    }
    let totals = lang.pick("原資料に印刷された合計との照合", "printed totals");
    part(&mut text, totals, &document_of::totals(&report.totals, totals, lang));
    let sides = &report.planned_actual;
    if let Some(year) = sides.year {
        let year = wording::fiscal_year(year, lang);
        let corner = lang.pick("計画＼実施", "planned \\ actual");
        let title = lang.pick(format!("計画と実施状況（{year}）"), format!("planned and actual ({year})"));
        part(&mut text, &title, &document_of::planned(sides, &title, lang));
        let title = lang.pick("計画×実施状況（文言）", "planned × actual, by wording");
        part(&mut text, title, &document_of::cross(&sides.by_wording, title, corner, lang));
        let title = lang.pick("計画×実施状況（区分）", "planned × actual, by state");
        part(&mut text, title, &document_of::cross(&sides.by_state, title, corner, lang));
        let unstated = wording::both_ways(sides.unstated, lang);
        text.push_str(&lang.pick(
            format!("計画も実施状況も記載のない事業 {unstated}\n"),
            format!("items of which neither is stated: {unstated}\n"),
        ));
    }
    let title = lang.pick("計画に変更が生じた事業", "declared changes, and differences");
    part(&mut text, title, &document_of::declared(&report.declared_changes, title, lang));
    if !report.grid.years.is_empty() {
        let title = lang.pick("年度別一覧", "items by year");
        part(&mut text, title, &document_of::years(&report.grid, title, lang));
    }
    text.push_str(&lineage(&report.lineage, lang));
    text
}

/// How many links there are of each kind; nothing where there is none.
fn lineage(counts: &[LineageCount], lang: Lang) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let of_each = lineage_counts(counts, lang);
    lang.pick(format!("\n系譜: {of_each}\n"), format!("\nlineage: {of_each}\n"))
}

/// One part of a report.
pub(crate) fn table(table: &Table) -> String {
    let columns = || table.columns.iter().enumerate();
    let numbers = columns().filter(|(_, column)| column.holds == Holds::Number).map(|(place, _)| place);
    let mut grid = Grid::new(columns().map(|(_, column)| column.heading.clone())).numbers(numbers);
    table.rows.iter().for_each(|row| grid.row(row.cells.iter().map(Cell::text)));
    grid.print()
}

/// The cards, one behind the other.
pub(crate) fn cards(report: &CardsReport, lang: Lang) -> String {
    let mut text = super::plan_line(&report.plan, lang);
    for card in &report.cards {
        text.push_str(&format!("\n{}\n", super::named(&card.item)));
        let mut line = |name: &str, said: &str| {
            if !said.is_empty() {
                text.push_str(&format!("  {name}: {}\n", super::one_line(said)));
            }
        };
        for category in &card.categories {
            let boxes = category
                .choices
                .iter()
                .map(|choice| format!("{}{}", if choice.chosen { "■" } else { "□" }, choice.wording));
            let name = category.name.as_deref().unwrap_or(lang.pick("区分", "category"));
            line(name, &boxes.collect::<Vec<_>>().join(" "));
        }
        let under: Vec<String> = card.under.iter().map(super::named).collect();
        line(lang.pick("上位の見出し", "under"), &under.join(" › "));
        line(lang.pick("再掲", "also at"), &card.also_at.join(lang.pick("、", ", ")));
        let stated: Vec<String> = card.departments.iter().map(ToString::to_string).collect();
        let departments = card.departments_printed.clone().unwrap_or_else(|| stated.join("、"));
        line(lang.pick("担当部署", "departments"), &departments);
        line(lang.pick("事業内容", "body"), card.body.as_deref().unwrap_or_default());
        line(lang.pick("実施時期", "schedule"), card.schedule.as_ref().map_or("", |date| &date.text));
        line(lang.pick("状況", "status"), card.status.as_ref().map_or("", |status| &status.wording));
        for year in &card.years {
            let said = export::Side::ALL.into_iter().filter(|side| side.is_stated(year));
            let said = said.map(|side| format!("{} {}", side.name(lang), side.text(year, lang)));
            let said = said.collect::<Vec<_>>().join(lang.pick("、", ", "));
            line(&wording::fiscal_year(year.year, lang), &said);
        }
        line(lang.pick("備考", "remark"), card.remark.as_deref().unwrap_or_default());
    }
    text
}

fn part(text: &mut String, title: &str, of: &Table) {
    if !of.rows.is_empty() {
        text.push_str(&format!("\n{title}\n{}", table(of)));
    }
}
