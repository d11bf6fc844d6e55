//! Labels: split from titles, named in full, sorted naturally.

use crate::{DERIVED, SOURCE, TABLE, column};
use domain::value::label::{Label, LabelError, canonical, natural_cmp};
use domain::value::{LabelScheme, TextError};
use proptest::prelude::*;
use std::cmp::Ordering;

#[track_caller]
fn splits(cell: &str, text: &str, printed: &str, title: &str, scheme: LabelScheme) {
    let (label, rest) = Label::split(cell);
    let label = label.unwrap_or_else(|| panic!("{cell:?} has a label"));
    assert_eq!((label.text.as_str(), label.printed.as_str(), rest), (text, printed, title), "{cell:?}");
    assert_eq!(label.scheme(), scheme, "{cell:?}");
}

#[test]
fn a_label_is_split_from_its_title_in_every_scheme() {
    use LabelScheme::{Circled, Kana, Ordinal, Parenthesised, Path, Worded};
    splits("1. 市民との情報共有", "1", "1. ", "市民との情報共有", Path);
    splits("12.市民", "12", "12.", "市民", Path);
    splits("1　市民", "1", "1　", "市民", Path);
    splits("１．市民", "1", "１．", "市民", Path);
    splits("1、市民", "1", "1、", "市民", Path);
    splits("1-1. 会議", "1-1", "1-1. ", "会議", Path);
    splits("1-1-1. 本会議…", "1-1-1", "1-1-1. ", "本会議…", Path);
    splits("１－１　会議", "1-1", "１－１　", "会議", Path);
    splits("１ー１．会議", "1-1", "１ー１．", "会議", Path);
    splits("5-10 報酬明細", "5-10", "5-10 ", "報酬明細", Path);
    splits("1-1-1本会議", "1-1-1", "1-1-1", "本会議", Path);
    splits("(1-1-1) 公衆無線LAN", "1-1-1", "(1-1-1) ", "公衆無線LAN", Path);
    splits("1-1-1", "1-1-1", "1-1-1", "", Path);
    splits("1", "1", "1", "", Path);
    splits("①より見やすい", "①", "①", "より見やすい", Circled);
    splits("㉑ 整備", "㉑", "㉑ ", "整備", Circled);
    splits("㊿整備", "㊿", "㊿", "整備", Circled);
    splits("⑴整備", "⑴", "⑴", "整備", Parenthesised);
    splits("(1) 整備", "(1)", "(1) ", "整備", Parenthesised);
    splits("（１）整備", "(1)", "（１）", "整備", Parenthesised);
    splits("1)整備", "1)", "1)", "整備", Parenthesised);
    splits("第1. セキュリティ", "第1", "第1. ", "セキュリティ", Ordinal);
    splits("第１　セキュリティ", "第1", "第１　", "セキュリティ", Ordinal);
    splits("第2章 総論", "第2章", "第2章 ", "総論", Ordinal);
    splits("施策1-1 公開", "施策1-1", "施策1-1 ", "公開", Worded);
    splits("基本目標１　公開", "基本目標1", "基本目標１　", "公開", Worded);
    splits("施策1-1「公開」", "施策1-1", "施策1-1", "「公開」", Worded);
    splits("ア　整備", "ア", "ア　", "整備", Kana);
    splits("イ．整備", "イ", "イ．", "整備", Kana);
    splits("ウ）整備", "ウ", "ウ）", "整備", Kana);
    splits("(ア)整備", "(ア)", "(ア)", "整備", Kana);
    splits(" \t1-1. 会議", "1-1", " \t1-1. ", "会議", Path);
}

#[test]
fn a_title_that_begins_with_a_number_keeps_it() {
    for title in [
        "",
        " ",
        "2018年の計画",
        "2018-2020年度",
        "2018. 計画",
        "150インチのスクリーン",
        "3 つの柱",
        "3つの柱",
        "1.5倍にする",
        "3、4年生",
        "1.1 システム",
        "24時間365日",
        "5-1から5-6及び5-8",
        "5-1～5-6について",
        "3-5年生の",
        "03-1234-5678",
        "1-1-1から1-1-3まで",
        "①～③の統合",
        "①及び②",
        "①・②",
        "（１）～（３）の統合",
        "(2018)年",
        "(平成30年)",
        "第1回定例会",
        "第2次計画",
        "第一",
        "施策の推進",
        "施策1本に絞る",
        "アプリの導入",
        "インターネット",
        "議会",
        "SNSの活用",
        "1-",
        "1-1-",
        "(1",
        "-1. 会議",
        ". 会議",
        "100%",
        "5G基地局",
        "1:1の対応",
    ] {
        assert_eq!(Label::split(title), (None, title));
    }
}

#[test]
fn the_sample_is_split_into_its_numbers_and_named_in_full() {
    let cells = column(SOURCE, "実施事業");
    let (numbers, titles) = (column(TABLE, "番号"), column(TABLE, "実施事業"));
    let (fulls, parents) = (column(DERIVED, "完全番号"), column(DERIVED, "親番号"));
    assert_eq!(cells.len(), 60);
    for (row, cell) in cells.iter().enumerate() {
        let (label, title) = Label::split(cell);
        let label = label.unwrap();
        assert_eq!((label.text.as_str(), title), (numbers[row], titles[row]));
        assert_eq!(label.full_under(Some(parents[row]).filter(|p| !p.is_empty())), fulls[row]);
        if let Some(parent) = label.parent_path() {
            assert_eq!(parent, parents[row]);
        }
    }
    let mut sorted = fulls.clone();
    sorted.reverse();
    sorted.sort_by(|a, b| natural_cmp(a, b));
    assert_eq!(sorted, fulls, "the document is in natural order");
}

#[test]
fn a_number_column_is_read_as_a_whole() {
    let read = |cell: &str| Label::of_cell(cell).map(|label| (label.text, label.printed));
    assert_eq!(read("1").unwrap(), ("1".into(), "1".into()));
    assert_eq!(read("（２）").unwrap(), ("(2)".into(), "（２）".into()));
    assert_eq!(read(" 1-1. ").unwrap(), ("1-1".into(), " 1-1. ".into()));
    assert_eq!(read("Ａ－１").unwrap(), ("Ａ-1".into(), "Ａ－１".into()));
    assert_eq!(read("2018").unwrap(), ("2018".into(), "2018".into()));
    assert_eq!(read("　"), Err(LabelError::Text(TextError::Empty)));
    assert_eq!(read("議 会"), Err(LabelError::Space { text: "議 会".into() }));
}

#[test]
fn a_label_must_be_what_is_printed() {
    assert_eq!(Label::parse("1-2", "1-2. ").unwrap().to_string(), "1-2. ");
    assert_eq!(Label::parse("１－２", "１－２．").unwrap().text, "1-2");
    assert_eq!(Label::parse("１ー２", "１ー２．").unwrap().text, "1-2");
    assert_eq!(Label::parse("施策1-1", "施策 1-1　").unwrap().text, "施策1-1");
    let elsewhere = LabelError::NotInPrinted { text: "1-2".into(), printed: "1-3. ".into() };
    assert_eq!(Label::parse("1-2", "1-3. "), Err(elsewhere));
    assert_eq!(Label::parse("", "1"), Err(LabelError::Text(TextError::Empty)));
    assert_eq!(Label::parse("1\u{0}", "1"), Err(LabelError::Text(TextError::Control { code: 0, at: 2 })));
    assert!(matches!(Label::parse(&"1".repeat(201), "1"), Err(LabelError::Text(TextError::TooLong { .. }))));
}

#[test]
fn a_path_names_its_parent_and_a_relative_label_needs_one() {
    let label = |text: &str| Label { text: text.into(), printed: text.into() };
    assert_eq!(label("1-1-1").parent_path().as_deref(), Some("1-1"));
    assert_eq!(label("5-10").parent_path().as_deref(), Some("5"));
    assert_eq!(label("施策1-2").parent_path().as_deref(), Some("1"));
    for text in ["1", "①", "(1)", "ア", "第1", "施策1", "", "1-", "A-B", "1-x"] {
        assert_eq!(label(text).parent_path(), None, "{text:?}");
    }
    for (text, relative) in
        [("①", true), ("⑴", true), ("(1)", true), ("1)", true), ("ア", true), ("1", false), ("第1", false)]
    {
        assert_eq!(label(text).is_relative(), relative, "{text}");
    }
    assert_eq!(label("①").full_under(Some("1-1-1")), "1-1-1①");
    assert_eq!(label("①").full_under(None), "①");
    assert_eq!(label("1-2").full_under(Some("1")), "1-2");
}

#[test]
fn labels_sort_as_people_sort_them() {
    for ascending in [
        &["1", "1-1", "1-1-1", "1-1-1①", "1-1-1②", "1-1-1⑩", "1-1-1㉑", "1-1-2", "1-2", "1-10", "2", "10"][..],
        &["5-9", "5-10", "5-100"],
        &["(1)", "(2)", "(10)"],
        &["ア", "イ", "ウ", "ン"],
        &["第1", "第2", "第10"],
        &["施策1-2", "施策1-10", "施策2-1"],
        &["⑴", "⑵", "⒇"],
        &["①", "⑳", "㉑", "㉟", "㊱", "㊿"],
    ] {
        for pair in ascending.windows(2) {
            assert_eq!(natural_cmp(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
    }
}

fn label_like() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9０-９\\-－ー.．()（）①-⑳㉑-㉕⑴-⒇第施策アイ 　\\.]{0,12}本?.{0,8}",
        "[01]{1,3}(-[01]{1,3}){0,3}[①②]?",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn label_and_title_are_always_the_cell(cell in label_like()) {
        let (label, title) = Label::split(&cell);
        let printed = label.as_ref().map_or("", |label| label.printed.as_str());
        prop_assert_eq!(format!("{printed}{title}"), cell.clone());
        if let Some(label) = label {
            prop_assert!(!label.text.is_empty());
            prop_assert_eq!(canonical(&label.text), label.text.clone());
            prop_assert_eq!(Label::parse(&label.text, &label.printed), Ok(label));
        }
    }

    #[test]
    fn the_order_is_total_and_agrees_with_equality(a in label_like(), b in label_like(), c in label_like()) {
        prop_assert_eq!(natural_cmp(&a, &b), natural_cmp(&b, &a).reverse());
        prop_assert_eq!(natural_cmp(&a, &b) == Ordering::Equal, a == b);
        let mut sorted = [a, b, c];
        sorted.sort_by(|a, b| natural_cmp(a, b));
        prop_assert_ne!(natural_cmp(&sorted[0], &sorted[2]), Ordering::Greater);
    }

    #[test]
    fn a_label_sorts_naturally(a in prop::collection::vec(0u32..2000, 1..5), b in prop::collection::vec(0u32..2000, 1..5)) {
        let path = |numbers: &[u32]| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join("-");
        prop_assert_eq!(natural_cmp(&path(&a), &path(&b)), a.cmp(&b));
    }

    #[test]
    fn an_item_sorts_behind_its_parent_and_before_the_parents_neighbour(parent in 1u32..999, item in 1u32..=20) {
        let circled = char::from_u32('①' as u32 + item - 1).unwrap();
        let full = format!("1-{parent}{circled}");
        prop_assert_eq!(natural_cmp(&format!("1-{parent}"), &full), Ordering::Less);
        prop_assert_eq!(natural_cmp(&full, &format!("1-{}", parent + 1)), Ordering::Less);
    }
}
