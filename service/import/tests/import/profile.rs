//! Profile files: a plan's own headings and words.

use crate::support::{hints, term_ids};
use domain::value::{CanonicalState, FiscalYear, Meaning};
use import::ProfileFile;
use import::understand::WordsOf;

const EXAMPLE: &str = include_str!("../../examples/profile.toml");

#[test]
fn the_example_gives_its_headings_and_words_their_meaning() {
    let table = "とりくみ,いつまでに,結果,めやす（令和３年度）,ひとこと\n\
                 1. 中継,令和3年3月,着手,試行,\n2. 広報,未定,とりやめ,,費用のため\n";
    assert!(import::propose("own.csv", table.as_bytes(), &hints()).is_err());
    let mut hints = hints();
    let known = hints.vocabulary.terms.len();
    let mut ids = term_ids().skip(1_000);
    ProfileFile::parse("profile.toml", EXAMPLE).unwrap().apply(&mut hints, || ids.next().unwrap()).unwrap();
    assert_eq!(hints.vocabulary.terms.len(), known + 2);
    assert_eq!(hints.vocabulary.version, 1);
    let tables = import::propose("own.csv", table.as_bytes(), &hints).unwrap();
    let meanings: Vec<Meaning> = tables[0].columns.iter().map(|column| column.meaning).collect();
    assert_eq!(
        meanings,
        [
            Meaning::Title,
            Meaning::Schedule,
            Meaning::Status,
            Meaning::YearPlanned(FiscalYear::new(2021)),
            Meaning::Remark
        ]
    );
    let states: Vec<CanonicalState> =
        tables[0].rows.iter().map(|row| row.status.as_ref().unwrap().state).collect();
    assert_eq!(states, [CanonicalState::Ongoing, CanonicalState::Cancelled]);
    assert_eq!(tables[0].warnings, []);
}

#[test]
fn a_known_word_gets_another_state_and_keeps_its_id() {
    let mut hints = hints();
    let before = hints.vocabulary.term_of("継続中").unwrap().id;
    let unused = term_ids().nth(5_000).unwrap();
    hints.add_word(WordsOf::All, "継続中", CanonicalState::PartlyDone, || unused).unwrap();
    let term = hints.vocabulary.term_of("継続中").unwrap();
    assert_eq!((term.id, term.state), (before, Some(CanonicalState::PartlyDone)));
    assert!(hints.add_word(WordsOf::All, " ", CanonicalState::Done, || unused).is_err());
}

#[test]
fn a_profile_file_that_is_none_is_refused_with_its_row() {
    for (text, row, detail) in [
        ("[headings]\n\"a\" = \"tittle\"\n", 2, "tittle"),
        ("[statuses]\n\n\"a\" = \"finished\"\n", 3, "finished"),
        ("[headings]\n[columns]\n", 2, "columns"),
        ("[headings\n", 1, ""),
        ("[headings]\n\"a\" = \"title\"\n\"a\" = \"title\"\n", 3, "duplicate"),
    ] {
        let problems = ProfileFile::parse("profile.toml", text).unwrap_err();
        let problem = &problems.0[0];
        assert_eq!((problem.code(), problem.place.row), ("bad-profile", Some(row)), "{problem}");
        assert!(problem.to_string().contains(detail), "{problem}");
    }
    assert_eq!(ProfileFile::parse("profile.toml", "").unwrap(), ProfileFile::default());
}
