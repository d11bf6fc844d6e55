//! Statuses and vocabularies: wording kept, meaning looked up, nothing guessed.

use crate::{DERIVED, TABLE, column};
use domain::id::{TermId, VocabularyId};
use domain::value::date::DateError;
use domain::value::status::StatusError;
use domain::value::vocabulary::{VocabularyError, VocabularyKind, default_terms};
use domain::value::{CanonicalState, Degree, Mode, PrintedDate, Status, Term, TextError, Vocabulary};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

fn term_id(number: u128) -> TermId {
    TermId::new(Uuid::from_u128(number))
}

fn vocabulary() -> Vocabulary {
    let id = VocabularyId::new(Uuid::from_u128(1));
    Vocabulary::of_default_words(id, VocabularyKind::Status, (1..).map(term_id))
}

fn status(wording: &str) -> Status {
    vocabulary().read(wording).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn means(
    wording: &str,
    state: CanonicalState,
    degree: Option<Degree>,
    mode: Option<Mode>,
    date: Option<&str>,
) {
    let read = status(wording);
    assert_eq!(read.to_string(), wording);
    assert_eq!((read.state, read.degree, read.mode), (state, degree, mode), "{wording}");
    assert_eq!(read.date, date.map(|date| PrintedDate::parse(date).unwrap()), "{wording}");
    assert_eq!(vocabulary().term(read.term).unwrap().state, Some(state));
}

#[test]
fn the_51_items_of_the_sample_count_as_published() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (wording, expected) in column(TABLE, "状況").into_iter().zip(column(DERIVED, "正規化状況")) {
        if !wording.is_empty() {
            let read = status(wording);
            assert_eq!(read.wording, wording);
            assert_eq!(read.state.name(), expected.replace([' ', '-'], "_"), "{wording}");
            *counts.entry(read.state.name()).or_default() += 1;
        }
    }
    let published = [
        ("as_needed", 1),
        ("cancelled", 18),
        ("done", 6),
        ("not_started", 4),
        ("ongoing", 19),
        ("partly_done", 3),
    ];
    assert_eq!(counts, BTreeMap::from(published));
}

#[test]
fn a_wording_means_what_its_term_means_and_keeps_its_annotations() {
    use CanonicalState::{AsNeeded, Cancelled, Done, NotStarted, Ongoing, PartlyDone, UnderStudy};
    let (partly, trial, as_needed) = (Some(Degree::Partly), Some(Degree::Trial), Some(Mode::AsNeeded));
    means("継続中", Ongoing, None, None, None);
    means("平成30年11月 中止", Cancelled, None, None, Some("平成30年11月"));
    means("一部試行の上 平成30年11月 中止", Cancelled, trial, None, Some("平成30年11月"));
    means("平成30年11月 一部試行の上 中止", Cancelled, trial, None, Some("平成30年11月"));
    means("一部実施 継続中", PartlyDone, partly, None, None);
    means("一部実施　継続中", PartlyDone, partly, None, None);
    means("一部実施\n継続中", PartlyDone, partly, None, None);
    means("必要に応じて その都度実施", AsNeeded, None, as_needed, None);
    means("必要に応じて 継続中", Ongoing, None, as_needed, None);
    means("随時、実施中", Ongoing, None, as_needed, None);
    means("一部実施 中止", Cancelled, partly, None, None);
    means("一部継続中", Ongoing, partly, None, None);
    means("一部検討中", UnderStudy, partly, None, None);
    means("一部完了", PartlyDone, partly, None, None);
    means("中止（平成30年11月）", Cancelled, None, None, Some("平成30年11月"));
    means("中止(H30.11.1)", Cancelled, None, None, Some("H30.11.1"));
    means("平成30年度中止", Cancelled, None, None, Some("平成30年度"));
    means("令和3年3月末で完了", Done, None, None, Some("令和3年3月末"));
    means("令和3年4月より実施中", Ongoing, None, None, Some("令和3年4月より"));
    means("令和3年度中に完了", Done, None, None, Some("令和3年度"));
    means("令和3年度中止", Cancelled, None, None, Some("令和3年度"));
    means("2018年11月に中止", Cancelled, None, None, Some("2018年11月"));
    means("平成29～31年度 継続中", Ongoing, None, None, Some("平成29～31年度"));
    means(" 未 着 手 ", NotStarted, None, None, None);
    assert!(status("一部継続中").is_annotated() && !status("継続中").is_annotated());
}

#[test]
fn what_the_vocabulary_does_not_have_is_refused_and_never_guessed() {
    let vocabulary = vocabulary();
    let refused = |wording: &str| vocabulary.read(wording).unwrap_err();
    for wording in [
        "実施",
        "中止しない",
        "中止検討中",
        "一部中止",
        "一部未着手",
        "一部廃止",
        "平成30年11月",
        "一部実施の上",
        "一部実施完了",
        "一部試行 未着手",
        "?",
        "一部",
    ] {
        let known = vocabulary.words();
        assert_eq!(refused(wording), StatusError::Unknown { wording: wording.into(), known });
    }
    assert!(refused("実施しない").to_string().contains("継続中"), "the message says what is accepted");
    for empty in ["", " 　\n"] {
        assert_eq!(refused(empty), StatusError::Empty { known: vocabulary.words() });
    }
    assert_eq!(
        refused("平成30年13月 中止"),
        StatusError::Date {
            wording: "平成30年13月 中止".into(),
            error: DateError::NoSuchMonth { text: "平成30年13月 中止".into(), month: 13 },
        }
    );
    assert_eq!(refused("中止\u{1}"), StatusError::Text(TextError::Control { code: 1, at: 3 }));
    assert_eq!(refused("中\r止"), StatusError::Text(TextError::Control { code: 13, at: 2 }));
    assert!(matches!(refused(&"あ".repeat(201)), StatusError::Text(TextError::TooLong { .. })));
}

#[test]
fn a_whole_wording_goes_before_its_parts() {
    let own = |number, wording: &str, state| Term {
        id: term_id(number),
        wording: wording.into(),
        state: Some(state),
        definition: None,
    };
    let vocabulary = vocabulary()
        .with_term(own(900, "一部試行の上 平成30年11月 中止", CanonicalState::PartlyDone))
        .and_then(|vocabulary| vocabulary.with_term(own(901, "2018年問題対応中", CanonicalState::UnderStudy)))
        .unwrap();
    let read = vocabulary.read("一部試行の上　平成30年11月　中止").unwrap();
    assert_eq!((read.state, read.term), (CanonicalState::PartlyDone, term_id(900)));
    assert_eq!((read.degree, read.date.unwrap().text.as_str()), (Some(Degree::Trial), "平成30年11月"));
    assert_eq!(vocabulary.read("2018年問題対応中").unwrap().state, CanonicalState::UnderStudy);
}

#[test]
fn the_default_words_are_distinct_and_cover_every_state() {
    let vocabulary = vocabulary();
    assert_eq!((vocabulary.version, vocabulary.terms.len()), (1, default_terms().len()));
    for (wording, state) in default_terms() {
        assert_eq!(status(wording).state, *state, "{wording}");
        assert_eq!(vocabulary.term_of(wording).unwrap().wording, *wording, "no word stands twice");
    }
    let states: BTreeSet<CanonicalState> = default_terms().iter().map(|(_, state)| *state).collect();
    assert_eq!(states, BTreeSet::from(CanonicalState::ALL));
    let id = vocabulary.id;
    for kind in [VocabularyKind::Category, VocabularyKind::Reason, VocabularyKind::Disposition] {
        assert_eq!(Vocabulary::of_default_words(id, kind, (1..).map(term_id)).terms, []);
    }
}

#[test]
fn a_new_or_renamed_word_makes_the_next_version() {
    let first = vocabulary();
    let term = |number, wording: &str, state| Term {
        id: term_id(number),
        wording: wording.into(),
        state,
        definition: None,
    };
    let second = first.with_term(term(900, "凍結", Some(CanonicalState::Cancelled))).unwrap();
    assert_eq!((second.version, second.terms.len()), (2, first.terms.len() + 1));
    assert_eq!(second.read("令和3年3月 凍結").unwrap().term, term_id(900));
    assert_eq!(first, vocabulary(), "the version before stays as it was");
    let third = second.with_term(term(900, "休止", Some(CanonicalState::Cancelled))).unwrap();
    assert_eq!((third.version, third.terms.len()), (3, second.terms.len()));
    assert!(third.read("凍結").is_err() && third.read("休止").unwrap().term == term_id(900));

    let state = Some(CanonicalState::Done);
    let by = first.term_of("中止").unwrap().id;
    assert_eq!(
        first.with_term(term(900, "中 止", state)),
        Err(VocabularyError::Taken { wording: "中 止".into(), by })
    );
    assert_eq!(first.with_term(term(900, " ", state)), Err(VocabularyError::Text(TextError::Empty)));
    assert_eq!(
        first.with_term(term(900, "新", None)),
        Err(VocabularyError::WithoutState { wording: "新".into() })
    );

    let categories = Vocabulary { kind: VocabularyKind::Category, terms: vec![], ..first };
    let categories = categories.with_term(term(900, "重点", None)).unwrap();
    let stateless = StatusError::WithoutState { wording: "重点".into(), term: term_id(900) };
    assert_eq!(categories.read("重点"), Err(stateless));
}

#[test]
fn the_stored_form_is_settled() {
    let stored = format!(
        r#"{{"wording":"一部試行の上 平成30年11月 中止","term":"{}","state":"cancelled","degree":"trial","date":{{"text":"平成30年11月","start":"2018-11-01","end":"2018-11-30","precision":"month"}}}}"#,
        status("中止").term
    );
    let read = status("一部試行の上 平成30年11月 中止");
    assert_eq!(serde_json::to_string(&read).unwrap(), stored);
    assert_eq!(serde_json::from_str::<Status>(&stored).unwrap(), read);
}

fn status_like() -> impl Strategy<Value = String> {
    let words = default_terms().iter().map(|(word, _)| *word).collect::<Vec<_>>();
    let other = vec![
        "平成30年11月",
        "H30.11.1",
        "令和3年度",
        "（",
        "）",
        " ",
        "　",
        "\n",
        "一部",
        "一部試行の上",
        "必要に応じて",
        "その都度",
        "、",
        "中",
        "に",
        "末で",
        "13月",
        "しない",
    ];
    let piece = prop_oneof![prop::sample::select(words), prop::sample::select(other)];
    prop_oneof![
        4 => prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_wording_is_refused_or_prints_back(wording in status_like()) {
        let vocabulary = vocabulary();
        if let Ok(read) = vocabulary.read(&wording) {
            prop_assert_eq!(read.to_string(), wording.clone());
            prop_assert_eq!(vocabulary.term(read.term).unwrap().state, Some(read.state));
            if let Some(date) = &read.date {
                prop_assert!(wording.contains(&date.text));
            }
            let bare: String = wording.chars().filter(|c| !c.is_whitespace()).collect();
            let word: String = vocabulary.term(read.term).unwrap().wording.split_whitespace().collect();
            prop_assert!(bare.ends_with(&word) || read.date.is_some(), "the meaning stands in the wording");
        }
    }

    #[test]
    fn white_space_changes_no_meaning(word in prop::sample::select(default_terms()), at in 0usize..4) {
        let mut spaced: Vec<char> = word.0.chars().collect();
        spaced.insert(at.min(spaced.len()), '\u{3000}');
        let spaced: String = spaced.into_iter().collect();
        prop_assert_eq!(status(&spaced).state, word.1);
    }
}
