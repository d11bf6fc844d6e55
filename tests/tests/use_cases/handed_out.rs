//! Which pages are to be replaced: told by the papers as they were recorded, or by the PDF itself that was handed out.

use crate::support::*;
use app::request::{ColumnWidth, DocumentKind, DocumentQuery, HandedIn, LayOut};
use app::{App, AppError, FileFormat, Scope, Thing};
use domain::value::Role;
use export::{Format, PrintError, Unreadable};
use serde_json::Value;
use system_tests::{TestDatabase, on_both};

on_both!(
    the_file_and_the_record_name_the_same_pages,
    the_file_knows_what_was_handed_out_where_the_record_does_not,
    a_file_that_is_none_is_refused_and_only_who_may_read_drafts_hands_one_in,
);

const PDF: FileFormat = FileFormat::Document(Format::Pdf);

async fn told(app: &App, query: &DocumentQuery) -> Value {
    serde_json::from_slice(&printed(app, &staff(), query, FileFormat::Json).await.unwrap().bytes).unwrap()
}

fn pack(meeting: &str) -> DocumentQuery {
    DocumentQuery { meeting: Some(meeting.to_owned()), ..DocumentQuery::of(DocumentKind::Pack) }
}

fn replaced(meeting: &str) -> DocumentQuery {
    DocumentQuery { kind: DocumentKind::Replacements, ..pack(meeting) }
}

fn by_record(meeting: &str, handed_out: &str) -> DocumentQuery {
    DocumentQuery { handed_out: Some(handed_out.to_owned()), ..replaced(meeting) }
}

fn by_file(meeting: &str, file: &[u8]) -> DocumentQuery {
    DocumentQuery { before: Some(HandedIn(file.to_vec())), ..replaced(meeting) }
}

/// The pages that differ: part, number before, number now, how.
fn rows(report: &Value) -> Vec<[Value; 4]> {
    let rows = report["rows"].as_array().unwrap().iter();
    rows.map(|row| ["part", "before", "after", "differs"].map(|name| row[name].clone())).collect()
}

/// This moment, of which everything that was recorded is before and everything that follows is after.
fn moment() -> jiff::Timestamp {
    let now = jiff::Timestamp::now().as_millisecond() + 1;
    while jiff::Timestamp::now().as_millisecond() <= now {
        std::thread::yield_now();
    }
    jiff::Timestamp::from_millisecond(now).unwrap()
}

async fn the_file_and_the_record_name_the_same_pages(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    open_cycle(&app, &staff(), NEXT).await;
    let meeting = "令和6年第1回定例会";
    let file = printed(&app, &staff(), &pack(meeting), PDF).await.unwrap().bytes;
    let handed_out = moment().to_string();
    let same = told(&app, &by_file(meeting, &file)).await;
    assert_eq!((rows(&same), &same["foot_differs"]), (vec![], &false.into()));

    fresh(app.decide(&staff(), PLAN, id(), &decide("2-1", "継続中")).await);
    let (of_file, of_record) =
        (told(&app, &by_file(meeting, &file)).await, told(&app, &by_record(meeting, &handed_out)).await);
    assert!(of_file["replaced"].as_u64() > Some(0) && of_file["unchanged"].as_u64() > Some(0), "{of_file}");
    assert_eq!(rows(&of_file), rows(&of_record));
    assert_eq!(of_file["file"]["names_the_plan"], true);
    assert!(of_record["file"].is_null() && of_file["handed_out"].is_null());
    let page = printed(&app, &staff(), &by_file(meeting, &file), PDF).await.unwrap().bytes;
    assert!(page.starts_with(b"%PDF-"));

    // How a table is printed is recorded, too, so that the papers of then are set as they were printed then.
    fresh(app.lay_out(&staff(), PLAN, id(), &narrow()).await);
    let (of_file, of_record) =
        (told(&app, &by_file(meeting, &file)).await, told(&app, &by_record(meeting, &handed_out)).await);
    assert_eq!(rows(&of_file), rows(&of_record));
}

/// The columns so that each page of the table holds other rows.
fn narrow() -> LayOut {
    let width = |column: &str, width: u32| ColumnWidth { column: column.to_owned(), width };
    LayOut {
        orientation: Some("縦".into()),
        widths: vec![width("備考", 60), width("実施事業", 60)],
        ..LayOut::default()
    }
}

/// The papers went out in the morning, and in the afternoon the plan's layout was changed, then an item. Who does not know
/// the minute asks by the day, and the record answers for its end; for which meeting papers were printed it never knows.
async fn the_file_knows_what_was_handed_out_where_the_record_does_not(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    open_cycle(&app, &staff(), NEXT).await;
    let (first, second) = ("令和6年2月の委員会", "令和6年3月の委員会");
    let file = printed(&app, &staff(), &pack(first), PDF).await.unwrap().bytes;
    fresh(app.lay_out(&staff(), PLAN, id(), &narrow()).await);
    let tomorrow = (moment() + jiff::SignedDuration::from_hours(24)).to_string();
    let day = &tomorrow[..10];
    let differs = |report: &Value, part: Value| {
        rows(report).iter().any(|[of, _, _, differs]| *of == part && *differs == "changed")
    };

    let of_record = told(&app, &by_record(first, day)).await;
    assert_eq!(rows(&of_record), [] as [[Value; 4]; 0], "by the record nothing is to be replaced");
    let of_file = told(&app, &by_file(first, &file)).await;
    assert!(differs(&of_file, "資料2".into()), "the table is printed in another way: {of_file}");
    assert!(!differs(&of_file, Value::Null) && !differs(&of_file, "資料1".into()), "{of_file}");
    assert_eq!(of_file["file"]["by_words"], false);

    fresh(app.decide(&staff(), PLAN, id(), &decide("2-1", "継続中")).await);
    let of_record = told(&app, &by_record(second, day)).await;
    assert_eq!(rows(&of_record), [] as [[Value; 4]; 0], "still nothing");
    let of_file = told(&app, &by_file(second, &file)).await;
    assert!(differs(&of_file, "資料1".into()), "something was decided: {of_file}");
    let cover = of_file["rows"].as_array().unwrap().iter().find(|row| row["part"].is_null()).unwrap();
    assert_eq!((&cover["says_before"], &cover["says_after"]), (&first.into(), &second.into()));
}

async fn a_file_that_is_none_is_refused_and_only_who_may_read_drafts_hands_one_in(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    open_cycle(&app, &staff(), NEXT).await;
    let refused = printed(&app, &staff(), &by_file("", b"no pdf"), PDF).await.unwrap_err();
    let AppError::Unprintable(refused) = refused else { panic!("{refused:?}") };
    assert!(matches!(*refused, PrintError::HandedOut(Unreadable::NoPdf)), "{refused:?}");

    let refused = printed(&app, &public(), &by_file("", b"no pdf"), PDF).await.unwrap_err();
    assert!(matches!(refused, AppError::Forbidden(_) | AppError::NotFound { .. }), "{refused:?}");
    let elsewhere = person(Role::Staff, Scope::Plans(vec![]));
    let hidden = printed(&app, &elsewhere, &by_file("", b"no pdf"), PDF).await.unwrap_err();
    assert!(matches!(hidden, AppError::NotFound { thing: Thing::Plan, .. }), "{hidden:?}");

    for handed_out in ["きのう", "2026-13-01T10:00", "2026-11-20T", ""] {
        let refused = printed(&app, &staff(), &by_record("", handed_out), PDF).await.unwrap_err();
        let AppError::Invalid { field: "handed_out", accepted, .. } = &refused else { panic!("{refused:?}") };
        assert!(accepted.contains("2026-11-20T21:00"), "{accepted}");
    }
    let early = printed(&app, &staff(), &by_record("", "2020-01-01T10:00"), PDF).await.unwrap_err();
    let AppError::Invalid { field: "handed_out", accepted, .. } = &early else { panic!("{early:?}") };
    assert!(accepted.contains("both tables"), "{accepted}");
}
