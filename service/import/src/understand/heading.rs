//! What councils call their columns.

use super::Hints;
use domain::value::{FiscalYear, Meaning};

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
    (Meaning::PlannedStatus, &["計画事項", "計画", "計画状況"]),
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
    (Meaning::Category, &["区分", "種別", "分類", "カテゴリ", "新規継続"]),
    (Meaning::Indicator, &["指標", "目標値", "指標・目標値", "指標目標値", "成果指標", "数値目標", "目標"]),
];

/// Bytes of a cell beyond which it is no heading; prose is not worth comparing.
const LONGEST: usize = 2_000;

/// What a heading means: by the caller's own names first, then by the common ones.
pub(super) fn meaning(heading: &str, hints: &Hints) -> Option<Meaning> {
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

fn common(whole: &str) -> Option<Meaning> {
    let key = key(whole);
    let known = KNOWN.iter().find(|(_, names)| names.contains(&key)).map(|(meaning, _)| *meaning);
    known.or_else(|| year(whole))
}

/// 平成24年度, 平成24年度計画, 令和3年度（実績）.
fn year(whole: &str) -> Option<Meaning> {
    const YEAR: &str = "年度";
    let end = whole.find(YEAR)? + YEAR.len();
    let year = FiscalYear::parse(&whole[..end]).ok()?;
    let rest = whole[end..].trim_matches(['(', ')']);
    if matches!(rest, "" | "計画" | "予定" | "の計画" | "目標") {
        Some(Meaning::YearPlanned(year))
    } else if matches!(rest, "実績" | "実施状況" | "結果" | "の実績" | "状況" | "進捗状況" | "実施")
    {
        Some(Meaning::YearActual(year))
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

/// Without white space, narrow, in lower case. For comparing only.
pub(super) fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::VocabularyId;
    use domain::value::{Vocabulary, VocabularyKind};

    #[track_caller]
    fn check(heading: &str, expected: Option<Meaning>) {
        let id = VocabularyId::parse("0190b5a8-7c1e-7000-8000-000000000001").unwrap();
        let mut hints =
            Hints::new(Vocabulary::of_default_words(id, VocabularyKind::Status, std::iter::empty()));
        hints.headings =
            vec![("とりくみ (全庁)".to_owned(), Meaning::Title), ("計画".to_owned(), Meaning::Body)];
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
        check("令和3年度予算額", None);
    }

    #[test]
    fn own_headings_come_first() {
        check("計画", Some(Meaning::Body));
        check("とりくみ（全庁）", Some(Meaning::Title));
        check("とりくみ", None);
    }
}
