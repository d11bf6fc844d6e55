//! What councils call their columns.

use super::{HeadingMeaning, Hints};
use domain::event::IndicatorSide;
use domain::value::search_key::search_key;
use domain::value::{FiscalYear, Meaning};
use std::borrow::Cow;

/// Headings by meaning, as [`key`] makes them.
const KNOWN: [(Meaning, &[&str]); 11] = [
    (
        Meaning::Number,
        &[
            "番号",
            "no",
            "no.",
            "№",
            "項番",
            "項目番号",
            "事業番号",
            "施策番号",
            "整理番号",
            "通番",
            "通し番号",
        ],
    ),
    (
        Meaning::Title,
        &[
            "実施事業",
            "実施事業名",
            "事業名",
            "事業名称",
            "事業",
            "施策名",
            "施策",
            "取組項目",
            "取り組み項目",
            "取組",
            "取組名",
            "取組事項",
            "実施項目",
            "名称",
            "項目",
            "項目名",
            "件名",
        ],
    ),
    (
        Meaning::Schedule,
        &["実施時期", "実施予定時期", "実施予定", "実施年月", "実施年度", "開始時期", "時期"],
    ),
    (Meaning::Status, &["状況", "実施状況", "進捗状況", "進捗", "取組状況", "進行状況", "現況", "状態"]),
    (Meaning::PlannedStatus, &["計画事項", "計画", "計画状況", "計画区分"]),
    (Meaning::Review, &["見直し時期", "見直時期", "見直し年月", "見直し"]),
    (Meaning::Remark, &["備考", "理由等", "理由", "現在の状況", "現状", "説明", "摘要", "特記事項"]),
    (Meaning::Body, &["事業内容", "本文", "内容", "取組内容", "実施内容", "施策内容", "事業概要", "概要"]),
    (
        Meaning::Department,
        &[
            "担当部署",
            "担当",
            "担当課",
            "担当部",
            "担当局",
            "部署",
            "所管",
            "所管課",
            "所管部署",
            "所管局",
            "主管課",
            "関係課",
            "局",
            "課",
        ],
    ),
    (
        Meaning::Category,
        &[
            "区分",
            "事業区分",
            "種別",
            "分類",
            "カテゴリ",
            "新規継続",
            "新規・継続",
            "新規/継続",
            "新規・継続の別",
        ],
    ),
    (
        Meaning::Indicator,
        &[
            "指標",
            "目標値",
            "指標・目標値",
            "指標目標値",
            "指標・目標",
            "成果指標",
            "評価指標",
            "指標名",
            "数値目標",
            "目標",
            "実績値",
        ],
    ),
];

/// What may stand behind a fiscal year, or before it in brackets, where the column says what was planned for it.
const PLANNED: [&str; 11] = [
    "",
    "計画",
    "予定",
    "の計画",
    "計画状況",
    "計画事項",
    "計画区分",
    "実施計画",
    "実施予定",
    "取組計画",
    "の予定",
];

/// The same where it says what came of it.
const ACTUAL: [&str; 12] = [
    "実績",
    "実施状況",
    "結果",
    "の実績",
    "状況",
    "進捗状況",
    "進捗",
    "実施",
    "取組状況",
    "実施結果",
    "実施実績",
    "の実施状況",
];

/// The same where it gives an indicator's target.
const TARGET: [&str; 9] =
    ["目標", "目標値", "指標", "指標・目標値", "指標目標値", "指標・目標", "数値目標", "の目標", "の目標値"];

/// The same where it gives an indicator's result.
const RESULT: [&str; 2] = ["実績値", "の実績値"];

/// Columns that name indicators whose values stand in another column.
const NAMES: [&str; 5] = ["指標", "成果指標", "評価指標", "指標名", "指標名称"];

/// Bytes of a cell beyond which it is no heading; prose is not worth comparing.
const LONGEST: usize = 2_000;

/// What a heading means: by the caller's own names first, then by the common ones.
pub(super) fn meaning(heading: &str, hints: &Hints) -> Option<Meaning> {
    read(heading, hints).map(HeadingMeaning::meaning)
}

/// Of which year a column of indicators is, where its heading says so, and whether it has targets or results.
pub(super) fn indicator_year(heading: &str, hints: &Hints) -> Option<(FiscalYear, IndicatorSide)> {
    read(heading, hints)?.indicator_year()
}

/// Whether a column of indicators holds results.
pub(super) fn has_results(heading: &str) -> bool {
    squeezed(heading).contains("実績")
}

/// Whether a column of indicators may hold their names and no values.
pub(super) fn may_name_indicators(heading: &str) -> bool {
    NAMES.contains(&key(&squeezed(heading)))
}

/// The fiscal year that is all that a cell says, as the upper line of a header has it.
pub(super) fn only_year(cell: &str) -> Option<FiscalYear> {
    let whole = squeezed(cell);
    whole.strip_suffix("年度").and_then(|_| FiscalYear::parse(&whole).ok())
}

fn read(heading: &str, hints: &Hints) -> Option<HeadingMeaning> {
    if heading.len() > LONGEST {
        return None;
    }
    let whole = squeezed(heading);
    if whole.is_empty() {
        return None;
    }
    let own = |wanted: &str| {
        hints.headings.iter().find(|(name, _)| squeezed(name) == wanted).map(|(_, meaning)| *meaning)
    };
    own(&whole).or_else(|| own(key(&whole))).or_else(|| common(&whole))
}

fn common(whole: &str) -> Option<HeadingMeaning> {
    let key = key(whole);
    let known = KNOWN.iter().find(|(_, names)| names.contains(&key)).map(|(meaning, _)| *meaning);
    year_in_brackets(whole).or(known.map(HeadingMeaning::from)).or_else(|| year(whole))
}

/// 平成24年度, 平成24年度計画, 令和3年度（実績）.
fn year(whole: &str) -> Option<HeadingMeaning> {
    const YEAR: &str = "年度";
    let end = whole.find(YEAR)? + YEAR.len();
    let year = FiscalYear::parse(&whole[..end]).ok()?;
    of_year(year, whole[end..].trim_matches(['(', ')', '[', ']', '【', '】', '〔', '〕']))
}

/// 計画状況（平成24年度）.
fn year_in_brackets(whole: &str) -> Option<HeadingMeaning> {
    let (said, rest) = whole.split_once(['(', '[', '【', '〔'])?;
    let inside = rest.strip_suffix([')', ']', '】', '〕'])?;
    let year = inside.strip_suffix("年度").and_then(|_| FiscalYear::parse(inside).ok())?;
    if said.is_empty() { None } else { of_year(year, said) }
}

fn of_year(year: FiscalYear, said: &str) -> Option<HeadingMeaning> {
    if PLANNED.contains(&said) {
        Some(HeadingMeaning::YearPlanned(year))
    } else if ACTUAL.contains(&said) {
        Some(HeadingMeaning::YearActual(year))
    } else if TARGET.contains(&said) {
        Some(HeadingMeaning::IndicatorTarget(year))
    } else if RESULT.contains(&said) {
        Some(HeadingMeaning::IndicatorResult(year))
    } else {
        None
    }
}

/// The heading without what stands in brackets behind it: 備考 for 「備考 (中止などの理由)」.
fn key(squeezed: &str) -> &str {
    match squeezed.find(['(', '[', '〔', '【', '<', '※']) {
        Some(at) if at > 0 => &squeezed[..at],
        Some(_) | None => squeezed,
    }
}

/// Without white space, narrow, in lower case, half-width kana in full. For comparing only.
pub(crate) fn squeezed(text: &str) -> String {
    full_kana(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// Half-width kana compose with the mark behind them, which the key of the search does; there ー is a hyphen.
fn full_kana(text: &str) -> Cow<'_, str> {
    let is_half = |c: char| ('\u{ff61}'..='\u{ff9f}').contains(&c);
    if !text.contains(is_half) {
        return Cow::Borrowed(text);
    }
    let (mut full, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(start) = rest.find(is_half) {
        let half = &rest[start..];
        let end = half.find(|c| !is_half(c)).unwrap_or(half.len());
        full.push_str(&rest[..start]);
        full.push_str(&search_key(&half[..end]).replace('-', "ー"));
        rest = &half[end..];
    }
    full.push_str(rest);
    Cow::Owned(full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{TermId, VocabularyId};
    use domain::value::{Vocabulary, VocabularyKind};

    #[track_caller]
    fn check(heading: &str, expected: Option<Meaning>) {
        let id = VocabularyId::parse("0190b5a8-7c1e-7000-8000-000000000001").unwrap();
        let term = TermId::parse("0190b5a8-7c1e-7000-8000-000000000002").unwrap();
        let mut hints =
            Hints::new(Vocabulary::of_default_words(id, VocabularyKind::Status, std::iter::empty()), || term);
        hints.headings = vec![
            ("とりくみ (全庁)".to_owned(), HeadingMeaning::Title),
            ("計画".to_owned(), HeadingMeaning::Body),
        ];
        assert_eq!(meaning(heading, &hints), expected, "{heading}");
    }

    #[test]
    fn headings_are_known_by_what_councils_call_them() {
        check("備考 (現在の状況の補足、中止などの理由)", Some(Meaning::Remark));
        check("実施\n時期", Some(Meaning::Schedule));
        check("Ｎｏ．", Some(Meaning::Number));
        check("担当部署（課）", Some(Meaning::Department));
        check("指標・目標値", Some(Meaning::Indicator));
        check("見直し 時期", Some(Meaning::Review));
        check("計画事項", Some(Meaning::PlannedStatus));
        check("進捗状況", Some(Meaning::Status));
        check("市民の声", None);
        check("", None);
        check("(備考)", None);
    }

    #[test]
    fn a_fiscal_year_is_a_plan_unless_it_says_what_came_of_it() {
        check("平成24年度", Some(Meaning::YearPlanned(FiscalYear::new(2012))));
        check("平成２４年度 計画", Some(Meaning::YearPlanned(FiscalYear::new(2012))));
        check("令和元年度（実績）", Some(Meaning::YearActual(FiscalYear::new(2019))));
        check("平成24年度計画状況", Some(Meaning::YearPlanned(FiscalYear::new(2012))));
        check("平成２４年度\n実施状況", Some(Meaning::YearActual(FiscalYear::new(2012))));
        check("実施状況（平成24年度）", Some(Meaning::YearActual(FiscalYear::new(2012))));
        check("平成25年度 目標値", Some(Meaning::Indicator));
        check("令和3年度予算額", None);
        check("状況（令和3年度予算）", Some(Meaning::Status));
    }

    #[test]
    fn half_width_kana_is_the_same_heading() {
        check("ｶﾃｺﾞﾘ", Some(Meaning::Category));
    }

    #[test]
    fn own_headings_come_first() {
        check("計画", Some(Meaning::Body));
        check("とりくみ（全庁）", Some(Meaning::Title));
        check("とりくみ", None);
    }
}
