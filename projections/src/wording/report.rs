//! Names of what reports count, and of what they hold against each other.

use super::Language;
use crate::report::{Count, CountAxis, CrossHead, DeclaredStanding, SidesDiffer, TotalAgrees, YearIndicator};
use domain::event::IndicatorValue;
use domain::value::FiscalYear;

/// A fiscal year: 平成24年度, FY2012.
pub fn fiscal_year(year: FiscalYear, language: Language) -> String {
    language.say(year.printed(), format!("FY{}", year.year()))
}

/// A count both ways; のべ only where it differs.
pub fn both_ways(count: Count, language: Language) -> String {
    let Count { distinct, listed } = count;
    if distinct == listed {
        return distinct.to_string();
    }
    language.say(format!("{distinct}（のべ{listed}）"), format!("{distinct} ({listed} rows)"))
}

/// By what is counted.
pub const fn count_axis(axis: CountAxis, language: Language) -> &'static str {
    match axis {
        CountAxis::Department => language.of("担当部署", "department"),
        CountAxis::Category(_) => language.of("区分", "category"),
        CountAxis::Section => language.of("章・節", "section"),
    }
}

/// What a row or a column of a cross-table counts.
pub fn cross_head(head: &CrossHead, language: Language) -> String {
    if let Some(heading) = &head.heading {
        let number = heading.full_label.as_deref().unwrap_or_default();
        return format!("{number} {}", heading.title).trim().replace('\n', " ");
    }
    let state = head.state.map(|state| super::state(state, language).to_owned());
    let rest = || language.of("記載なし", "not stated").to_owned();
    head.name.clone().or(state).unwrap_or_else(rest)
}

/// How plan and result differ.
pub const fn sides_differ(differ: SidesDiffer, language: Language) -> &'static str {
    match differ {
        SidesDiffer::Nowhere => language.of("同じ", "the same"),
        SidesDiffer::InWords => language.of("文言のみ異なる", "other words"),
        SidesDiffer::InState => language.of("異なる", "differ"),
        SidesDiffer::OnlyPlanned => language.of("計画のみ記載", "only the plan is stated"),
        SidesDiffer::OnlyActual => language.of("実施状況のみ記載", "only the result is stated"),
        SidesDiffer::Neither => language.of("どちらも状況の記載なし", "neither is stated"),
    }
}

/// On which of both lists an item is: declared changes, and differences.
pub const fn declared_standing(standing: DeclaredStanding, language: Language) -> &'static str {
    match standing {
        DeclaredStanding::DeclaredAndDiffers => {
            language.of("変更の記載があり、計画と実施状況も異なる", "declared, and plan and result differ")
        }
        DeclaredStanding::DeclaredOnly => language
            .of("変更の記載があるが、計画と実施状況は同じ", "declared, but plan and result are the same"),
        DeclaredStanding::DeclaredUncompared => language.of(
            "変更の記載があるが、計画または実施状況の記載がない",
            "declared, but plan or result is not stated",
        ),
        DeclaredStanding::DiffersOnly => language.of(
            "計画と実施状況が異なるが、変更の記載がない",
            "plan and result differ, but nothing is declared",
        ),
    }
}

/// What a printed total agrees with.
pub const fn total_agrees(agrees: TotalAgrees, language: Language) -> &'static str {
    match agrees {
        TotalAgrees::WithBoth => language.of("一致", "agrees"),
        TotalAgrees::WithListed => {
            language.of("のべ（再掲を含む）と一致", "agrees with the rows, re-listed ones too")
        }
        TotalAgrees::WithDistinct => {
            language.of("実数（再掲を除く）と一致", "agrees with the items, each once")
        }
        TotalAgrees::WithNeither => language.of("どちらとも一致しない", "agrees with neither"),
        TotalAgrees::Unread => language.of("数として読めない", "is no number"),
        TotalAgrees::Unmatched => language.of("何の数か分からない", "it is not known what it counts"),
    }
}

/// A target or a result: as printed, behind its name where that is not in it.
pub fn indicator(indicator: &YearIndicator, language: Language) -> String {
    let printed = match (indicator.printed.as_str().trim(), &indicator.value) {
        ("", IndicatorValue::Nothing) => language.of("なし", "none"),
        (
            printed,
            IndicatorValue::Nothing | IndicatorValue::Quantity { .. } | IndicatorValue::Milestone(_),
        ) => printed,
    };
    match &indicator.name {
        Some(name) if !printed.contains(name.as_str()) => {
            language.say(format!("{name}：{printed}"), format!("{name}: {printed}"))
        }
        Some(_) | None => printed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_tells_both_ways_only_where_they_differ() {
        let (once, twice) = (Count { distinct: 5, listed: 5 }, Count { distinct: 5, listed: 6 });
        assert_eq!(both_ways(once, Language::Japanese), "5");
        assert_eq!(both_ways(twice, Language::Japanese), "5（のべ6）");
        assert_eq!(both_ways(twice, Language::English), "5 (6 rows)");
    }

    #[test]
    fn a_fiscal_year_is_named_in_the_era_of_its_first_day() {
        assert_eq!(fiscal_year(FiscalYear::new(2019), Language::Japanese), "平成31年度");
        assert_eq!(fiscal_year(FiscalYear::new(2019), Language::English), "FY2019");
    }
}
