//! Problems as machines and logs read them.

use crate::support::{found, hints};
use domain::value::{FiscalYear, Meaning, TraceLevel};
use import::{Finding, OpinionFinding, Place, Problem, Severity, TraceFinding};

#[test]
fn a_place_prints_what_is_known_of_it() {
    let mut place = Place { file: "計画.xlsx".to_owned(), ..Place::default() };
    assert_eq!(place.to_string(), "計画.xlsx");
    place.sheet = Some("令和3年3月".to_owned());
    place.row = Some(4);
    place.column = Some("実施\n時期".to_owned());
    assert_eq!(place.to_string(), "計画.xlsx, sheet 令和3年3月, row 4, column 実施 時期");
}

#[test]
fn warnings_do_not_stop_and_errors_do() {
    let warning = Finding::UnknownHeading { heading: "市民の声".to_owned() };
    assert_eq!(warning.severity(), Severity::Warning);
    assert_eq!(Finding::NoTitle.severity(), Severity::Error);
    let problem = Problem { place: Place::default(), finding: warning };
    assert!(!problem.is_error());
    assert!(found("実施事業,状況,市民の声\n1. 事業,継続中,はい\n".as_bytes()).contains(&(
        "unknown-heading",
        Some(1),
        Some("市民の声".to_owned())
    )));
}

#[test]
fn every_message_is_lower_case_without_a_full_stop() {
    let year = Meaning::YearPlanned(FiscalYear::new(2021));
    for finding in [
        Finding::Empty,
        Finding::Utf16,
        Finding::OpenQuote,
        Finding::NoHeader,
        Finding::MissingColumn { meaning: year, headings: vec!["状況".to_owned()] },
        Finding::NoRows,
        Finding::NoTitle,
        Finding::NoStatus,
        Finding::UnnamedColumn,
        Finding::SheetSkipped,
        Finding::More { count: 3, fatal: false },
        Finding::Trace(TraceFinding::NoLevels),
        Finding::Trace(TraceFinding::Without { level: TraceLevel::Class }),
        Finding::Trace(TraceFinding::Repeated { first: 3 }),
        Finding::Opinion(OpinionFinding::NoGist),
        Finding::Opinion(OpinionFinding::ClosedSince),
        Finding::Opinion(OpinionFinding::Total { printed: 3, counted: 2 }),
    ] {
        let problem = Problem { place: Place::default(), finding };
        for text in [problem.found(), problem.accepted()] {
            assert!(!text.is_empty() && !text.ends_with(['.', '。']), "{text}");
            assert!(text.starts_with(|c: char| !c.is_uppercase() || text.starts_with("UTF")), "{text}");
        }
        assert!(problem.code().chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()));
    }
}

#[test]
fn json_has_severity_code_place_and_both_halves() {
    let problems =
        import::propose("a.csv", "実施事業,状況\n1. 事業,そのうち\n".as_bytes(), &hints()).unwrap_err();
    let json = toml::Value::try_from(&problems.0[0]).unwrap();
    let text = |key: &str| json[key].as_str().unwrap().to_owned();
    assert_eq!(
        (text("severity"), text("code"), text("file"), text("column")),
        ("error".to_owned(), "unknown-status".to_owned(), "a.csv".to_owned(), "状況".to_owned())
    );
    assert_eq!(json["row"].as_integer(), Some(2));
    assert_eq!(text("found"), "unknown status \"そのうち\"");
    assert!(text("accepted").starts_with("one of 未着手") || text("accepted").contains("継続中"));
}
