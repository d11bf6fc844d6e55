//! Search keys: what is found by what.

use domain::value::search_key::search_key;
use proptest::prelude::*;

#[test]
fn texts_that_people_take_for_the_same_have_one_key() {
    for (one, other) in [
        ("ＩＣＴ推進", "ict推進"),
        ("サーバー", "サ－バ－"),
        ("サーバー", "ｻｰﾊﾞｰ"),
        ("平成29～31年度", "平成29〜31年度"),
        ("平成29～31年度", "平成29~31年度"),
        ("１−１", "1-1"),
        ("1–1", "1—1"),
        ("㍻30年", "平成30年"),
        ("継続中　一部\n実施", " 継続中 一部 実施 "),
        ("葛\u{e0100}飾区", "葛飾区"),
        ("Web\u{200b}サイト", "ｗｅｂサイト"),
        ("が", "か\u{3099}"),
        ("①", "1"),
    ] {
        assert_eq!(search_key(one), search_key(other));
    }
    assert_eq!(search_key("議会の ＩＣＴ　サーバー〜①"), "議会の ict サ-バ-~1");
}

#[test]
fn texts_that_differ_have_different_keys() {
    for (one, other) in [
        ("中止", "廃止"),
        ("1-1", "11"),
        ("はは", "ハハ"),
        ("か", "が"),
        ("一部 実施", "一部実施"),
        ("-", "~"),
    ] {
        assert_ne!(search_key(one), search_key(other));
    }
    assert_eq!(search_key(" \u{200b}　"), "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_key_of_a_key_is_the_same(text in prop_oneof![any::<String>(), "[A-Zａ-ｚＡ-Ｚßİſϓ㌀-㏿ﬀ-ﬆ\u{300}-\u{345}ー－〜～ \u{200b}\u{3000}\u{fe0f}]{0,12}"]) {
        let key = search_key(&text);
        prop_assert_eq!(search_key(&key), key.clone());
        prop_assert!(!key.starts_with(char::is_whitespace) && !key.ends_with(char::is_whitespace));
        let folded = key.contains(['ー', '－', '〜', '～', '\u{3000}', '\n']);
        prop_assert!(!folded);
    }

    #[test]
    fn letter_case_and_outer_space_do_not_matter(text in "[a-zA-Z一-龠ァ-ヶ ]{0,20}") {
        prop_assert_eq!(search_key(&format!(" {}\u{3000}", text.to_uppercase())), search_key(&text));
    }
}
