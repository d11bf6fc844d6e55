//! What a plan says, in long form.

use crate::sample::{PUBLISHED, Register, date};
use domain::Action;
use domain::value::VocabularyKind;
use projections::report::{OpenData, OpenItem, open_data};

fn data(register: &Register) -> OpenData {
    open_data(&register.plan).unwrap()
}

fn item<'d>(data: &'d OpenData, number: &str) -> &'d OpenItem {
    data.items.iter().find(|item| item.item.full_label.as_deref() == Some(number)).expect(number)
}

#[test]
fn an_item_that_is_not_listed_any_more_keeps_its_number_and_where_it_stood() {
    let mut register = Register::nagareyama();
    let shorter: Vec<&str> = PUBLISHED.lines().filter(|line| !line.starts_with("6-1-2.")).collect();
    assert_eq!(shorter.len(), PUBLISHED.lines().count() - 1);
    register.import("shorter.tsv", &shorter.join("\n"), "令和5年3月");
    let data = data(&register);
    let gone = item(&data, "6-1-2");
    let under: Vec<_> = gone.under.iter().map(|above| above.full_label.as_deref().unwrap()).collect();
    assert_eq!((gone.listed, under), (false, vec!["6", "6-1"]));
    assert_eq!(data.items.len(), 51);
    let places: Vec<u32> = data.items.iter().map(|item| item.place).collect();
    assert!(places.is_sorted() && gone.place == 60, "it comes behind what is listed");
    let rows: Vec<usize> = data.editions.iter().map(|edition| edition.rows.len()).collect();
    assert_eq!(rows, [51, 50]);
    assert!(item(&data, "6-1-1").listed);
}

#[test]
fn the_data_are_as_new_as_the_newest_date_in_them() {
    let mut register = Register::nagareyama();
    let before = data(&register);
    assert_eq!((before.issued.clone(), before.modified), (Some(date("令和3年3月")), before.issued));
    register.run_march_2024();
    let after = data(&register);
    assert_eq!(after.issued, Some(date("令和3年3月")));
    assert_eq!(after.modified, Some(date("令和6年3月19日")));
}

#[test]
fn a_word_of_an_older_version_is_among_the_words_as_it_was_defined_last() {
    let mut register = Register::nagareyama();
    let known = data(&register).words.len();
    let mut newer = register.vocabulary.clone();
    newer.version = 2;
    let dropped = newer.terms.pop().unwrap();
    newer.terms[0].definition = Some("まだ始めていない".to_owned());
    register.give(Action::DefineVocabulary(newer));
    let words = data(&register).words;
    assert_eq!(words.len(), known);
    assert!(words.iter().any(|word| word.term == dropped && word.kind == VocabularyKind::Status));
    assert_eq!(words[0].term.definition.as_deref(), Some("まだ始めていない"));
}

#[test]
fn a_plan_without_an_edition_has_no_dates_and_nothing_else() {
    let data = data(&Register::opened());
    assert_eq!((data.issued, data.modified), (None, None));
    assert!(data.items.is_empty() && data.headings.is_empty() && data.decisions.is_empty());
}
