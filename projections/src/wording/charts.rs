//! What charts say: their titles, their descriptions, the headings of their tables.

use super::number::{self, editions, items};
use super::{Language, state};
use crate::report::{CountsReport, FlowReport, Standing, StateCount, StatesReport, TimelineReport};

/// How an item stands.
pub const fn standing(standing: Standing, language: Language) -> &'static str {
    match standing {
        Standing::State(known) => state(known, language),
        Standing::NotStated => language.of("記載なし", "not stated"),
        Standing::NotListed => language.of("掲載なし", "not listed"),
        Standing::Unknown => language.of("不明", "unknown"),
    }
}

/// How an item stood in the earlier of two tables: one that it does not list is new.
pub const fn standing_before(before: Standing, language: Language) -> &'static str {
    match before {
        Standing::NotListed => language.of("新規", "new"),
        Standing::State(_) | Standing::NotStated | Standing::Unknown => standing(before, language),
    }
}

/// How an item stands in the later of two tables: one that it does not list is gone.
pub const fn standing_after(after: Standing, language: Language) -> &'static str {
    match after {
        Standing::NotListed => language.of("掲載終了", "no longer listed"),
        Standing::State(_) | Standing::NotStated | Standing::Unknown => standing(after, language),
    }
}

/// How much time lies between two days, in whole months; nothing for less than one.
pub fn elapsed(months: u32, language: Language) -> Option<String> {
    let (whole, rest) = (months / 12, months % 12);
    match (whole, rest) {
        (0, 0) => None,
        (0, _) => Some(number::months(rest, language)),
        (_, 0) => Some(number::years(whole, language)),
        (_, _) => {
            let (whole, rest) = (number::years(whole, language), number::months(rest, language));
            Some(language.say(format!("{whole}{rest}"), format!("{whole} {rest}")))
        }
    }
}

/// The title of the chart of states.
pub const fn states_title(language: Language) -> &'static str {
    language.of("版ごとの状況別件数", "Items by status in each edition")
}

/// What the chart of states shows, in a paragraph: the newest edition in figures.
pub fn states_about(report: &StatesReport, language: Language) -> String {
    let Some(newest) = report.editions.last() else {
        return language.of("版はまだありません。", "There is no edition yet.").to_owned();
    };
    let counted = by_state(&newest.by_state, language);
    let (label, number) = (&newest.edition.label, editions(report.editions.len(), language));
    let all = items(newest.items.distinct, language);
    language.say(
        format!("{number}の積み上げ棒グラフ。最新の{label}は、実施事業{all}のうち{counted}。"),
        format!("A stacked bar for each edition ({number}). The newest, {label}, has {all}: {counted}."),
    )
}

/// The title of the bar of how the items of a plan stand.
pub fn bar_title(plan: &str, language: Language) -> String {
    language.say(format!("{plan}：状況ごとの件数"), format!("{plan}: items by status"))
}

/// What that bar shows, in a sentence.
pub fn bar_about(counts: &CountsReport, language: Language) -> String {
    let (all, counted) = (items(counts.items.distinct, language), by_state(&counts.by_state, language));
    language.say(format!("実施事業{all}のうち{counted}。"), format!("Of {all}: {counted}."))
}

/// How many items stand how.
fn by_state(counts: &[StateCount], language: Language) -> String {
    let counted = counts.iter().map(|counted| {
        let name = standing(Standing::stated(counted.state), language);
        let number = counted.count.distinct;
        language.say(format!("{name}{number}件"), format!("{name} {number}"))
    });
    counted.collect::<Vec<_>>().join(language.of("、", ", "))
}

/// The title of the chart of a flow between two tables that are called so.
pub fn flow_title(from: &str, to: &str, language: Language) -> String {
    language.say(
        format!("状況の移り変わり（{from} → {to}）"),
        format!("How the items moved between states ({from} → {to})"),
    )
}

/// What the chart of a flow shows, in a paragraph: how many changed, and the greatest changes.
pub fn flow_about(report: &FlowReport, language: Language) -> String {
    let FlowReport { items: all, changed, unchanged, added, removed, .. } = report;
    let mut moved: Vec<_> = report.flows.iter().filter(|flow| flow.from != flow.to).collect();
    moved.sort_by_key(|flow| std::cmp::Reverse(flow.count));
    let ways: Vec<String> = moved
        .iter()
        .take(3)
        .map(|flow| {
            let (from, to) = (standing_before(flow.from, language), standing_after(flow.to, language));
            let number = flow.count;
            language.say(format!("「{from}」から「{to}」{number}件"), format!("{number} from {from} to {to}"))
        })
        .collect();
    let most = if ways.is_empty() {
        String::new()
    } else {
        language.say(format!("主な移り変わりは{}。", ways.join("、")), format!(" Most: {}.", ways.join("; ")))
    };
    language.say(
        format!(
            "実施事業{all}件のうち、状況が変わったもの{changed}件、変わらないもの{unchanged}件、\
             新規{added}件、掲載終了{removed}件。{most}"
        ),
        format!(
            "Of {}, {changed} changed and {unchanged} did not; new: {added}; no longer listed: {removed}.{most}",
            items(*all, language)
        ),
    )
}

/// The title of an item's time line.
pub fn timeline_title(report: &TimelineReport, language: Language) -> String {
    let number = report.item.full_label.as_ref().map(|label| format!("{label} ")).unwrap_or_default();
    let title = &report.item.title;
    language.say(format!("{number}{title}の経過"), format!("Time line of {number}{title}"))
}

/// What an item's time line shows, in a paragraph.
pub fn timeline_about(report: &TimelineReport, language: Language) -> String {
    let spans = report.spans.iter().map(|span| {
        let name = standing(span.standing, language);
        let inferred = if span.is_inferred() { language.of("（推定）", " (inferred)") } else { "" };
        match &span.since {
            Some(since) => language.say(
                format!("{}から{name}{inferred}", super::since(since, language)),
                format!("{name}{inferred} from {}", super::since(since, language)),
            ),
            None => format!("{name}{inferred}"),
        }
    });
    let mut told: Vec<String> = spans.collect();
    // The same state goes on where only its certainty changes.
    told.dedup();
    language.say(format!("{}。", told.join("、")), format!("{}.", told.join(", ")))
}

/// That something is inferred from a later edition.
pub const fn inferred(language: Language) -> &'static str {
    language.of("推定", "inferred")
}

/// That nothing is known of the time before.
pub const fn nothing_known(language: Language) -> &'static str {
    language.of("これより前の記録はありません", "nothing is recorded of the time before")
}

/// That nothing is known of the time after.
pub const fn nothing_since(language: Language) -> &'static str {
    language.of("これより後の記録はありません", "nothing is recorded since then")
}

/// What stands on an item's time line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Milestone {
    /// 実施時期 as planned.
    Planned,
    /// A decision of a review.
    Decided,
    /// A status begins to hold.
    Began,
    /// An edition.
    Printed,
    /// Before anything is known.
    Before,
}

/// What stands on an item's time line.
pub const fn milestone(milestone: Milestone, language: Language) -> &'static str {
    match milestone {
        Milestone::Planned => language.of("実施時期（計画）", "planned date"),
        Milestone::Decided => language.of("見直しの決定", "decided in a review"),
        Milestone::Began => language.of("状況の始まり", "the status begins"),
        Milestone::Printed => language.of("版の記載", "printed in the edition"),
        Milestone::Before => language.of("記録の前", "before the record"),
    }
}

/// The headings of the table beside a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartHeading {
    /// An edition.
    Edition,
    /// All items.
    Total,
    /// The state before.
    Before,
    /// The state after.
    After,
    /// How many items.
    Number,
    /// Which items.
    Items,
    /// When.
    When,
    /// What happened.
    What,
    /// How the item stands.
    Status,
    /// As printed.
    Wording,
    /// Stated, inferred or confirmed.
    Certainty,
}

/// A heading of the table beside a chart.
pub const fn chart_heading(heading: ChartHeading, language: Language) -> &'static str {
    match heading {
        ChartHeading::Edition => language.of("版", "edition"),
        ChartHeading::Total => language.of("合計", "total"),
        ChartHeading::Before => language.of("前の状況", "before"),
        ChartHeading::After => language.of("後の状況", "after"),
        ChartHeading::Number => language.of("件数", "items"),
        ChartHeading::Items => language.of("実施事業", "which"),
        ChartHeading::When => language.of("時期", "when"),
        ChartHeading::What => language.of("できごと", "what"),
        ChartHeading::Status => language.of("状況", "status"),
        ChartHeading::Wording => language.of("原文の表記", "as printed"),
        ChartHeading::Certainty => language.of("確かさ", "certainty"),
    }
}

/// What opens the table beside a chart.
pub const fn as_table(language: Language) -> &'static str {
    language.of("表で見る", "Show as a table")
}

/// The table as it is now.
pub const fn now(language: Language) -> &'static str {
    language.of("現在", "now")
}

/// From when a decision holds.
pub fn holds_from(date: &str, language: Language) -> String {
    language.say(format!("適用 {date}"), format!("holds from {date}"))
}

/// What stands between the members of a list.
pub const fn comma(language: Language) -> &'static str {
    language.of("、", ", ")
}

/// A text with a remark in brackets behind it.
pub fn bracketed(text: &str, remark: &str, language: Language) -> String {
    language.say(format!("{text}（{remark}）"), format!("{text} ({remark})"))
}
