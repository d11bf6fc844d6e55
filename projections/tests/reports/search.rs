//! Search in two characters and more.

use crate::sample::Register;
use projections::fold::{Kind, Rebuild};
use projections::report::{FieldName, SearchText, SearchTextError, search};
use proptest::prelude::*;

fn typed(text: &str) -> SearchText {
    SearchText::parse(text).unwrap()
}

#[test]
fn two_characters_are_enough_and_one_is_too_few() {
    assert_eq!(SearchText::parse("費"), Err(SearchTextError::TooShort { length: 1 }));
    assert_eq!(SearchText::parse("  "), Err(SearchTextError::TooShort { length: 0 }));
    let register = Register::nagareyama();
    let report = search(&register.plan, &typed("費用"));
    let numbers: Vec<_> = report.hits.iter().map(|hit| hit.item.full_label.as_deref().unwrap()).collect();
    assert_eq!(numbers, ["1-1-1③", "1-1-2①", "2-4", "6-2", "6-6"]);
}

#[test]
fn a_hit_says_in_which_text_and_where() {
    let register = Register::nagareyama();
    let report = search(&register.plan, &typed("ｔｗｉｔｔｅｒ"));
    assert_eq!(report.hits, [], "the table writes ツイッター");
    let report = search(&register.plan, &typed("ﾂｲｯﾀｰ"));
    let numbers: Vec<_> = report.hits.iter().map(|hit| hit.item.full_label.as_deref().unwrap()).collect();
    assert_eq!(numbers, ["1-1-6", "2-1", "2-2"]);
    let found = &report.hits[2].found[0];
    assert_eq!(found.field, FieldName::Title);
    let shown: String = found.snippet.chars().skip(found.start).take(found.length).collect();
    assert_eq!(shown, "ツイッター");
    assert_eq!(found.edition, Some(register.edition("令和3年3月")));
    let remark = report.hits[0].found.iter().map(|found| found.field.clone()).collect::<Vec<_>>();
    assert_eq!(remark, [FieldName::Remark, FieldName::Reason], "the remark, and the reason that it became");
}

#[test]
fn the_report_finds_what_the_search_keys_of_storage_find() {
    let mut register = Register::nagareyama();
    register.run_march_2024();
    let mut rebuild = Rebuild::default();
    for recorded in &register.events {
        rebuild.apply(recorded);
    }
    let documents = rebuild.finish();
    for text in ["費用", "ICT", "議会", "1-1", "プロジェクター", "費用対効果", "yo", "におけるにおける"]
    {
        let wanted = typed(text);
        let found = documents
            .iter()
            .filter(|document| document.key.kind == Kind::Node)
            .filter(|document| document.search.iter().any(|key| key.contains(&wanted.key)))
            .count();
        assert_eq!(search(&register.plan, &wanted).hits.len(), found, "{text}");
    }
}

proptest! {
    #[test]
    fn the_range_of_a_match_is_the_shortest_text_that_matches(
        before in "[あ-ん①ｱ-ﾝＡ-Ｚa-z ー]{0,12}",
        middle in "[あ-んｱ-ﾝＡ-Ｚa-z]{2,6}",
        after in "[あ-ん①ｱ-ﾝＡ-Ｚa-z ー]{0,12}",
    ) {
        let Ok(wanted) = SearchText::parse(&middle) else { return Ok(()) };
        let text = format!("{before}{middle}{after}");
        prop_assume!(wanted.is_in(&text));
        let (start, end) = wanted.range_in(&text).unwrap();
        let part = |from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
        prop_assert!(wanted.is_in(&part(start, end)));
        prop_assert!(!wanted.is_in(&part(start + 1, end)));
        prop_assert!(!wanted.is_in(&part(start, end - 1)));
    }
}
