//! What is handed out: papers of two tables, which pages of them are to be replaced, and who gets them.

use crate::support::*;
use app::request::{DocumentKind, DocumentQuery};
use app::{App, AppError, Caller, FileFormat, Thing};
use export::Format;
use system_tests::{TestDatabase, on_both};

on_both!(
    papers_are_handed_out_and_their_pages_replaced,
    the_public_gets_papers_of_what_is_published_and_no_others
);

async fn json(app: &App, caller: &Caller, query: &DocumentQuery) -> Result<serde_json::Value, AppError> {
    let bytes = printed(app, caller, query, FileFormat::Json).await?.bytes;
    Ok(serde_json::from_slice(&bytes).unwrap())
}

/// This moment, of which everything that was recorded is before and everything that follows is after.
fn moment() -> String {
    let now = jiff::Timestamp::now();
    while jiff::Timestamp::now().as_millisecond() <= now.as_millisecond() + 1 {
        std::thread::yield_now();
    }
    jiff::Timestamp::from_millisecond(now.as_millisecond() + 1).unwrap().to_string()
}

async fn papers_are_handed_out_and_their_pages_replaced(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let by = staff();
    let pack = DocumentQuery::of(DocumentKind::Pack);
    let one = json(&app, &by, &pack).await.unwrap_err();
    assert!(matches!(one, AppError::Invalid { field: "from", .. }), "there is one table only: {one:?}");

    open_cycle(&app, &by, NEXT).await;
    let report = json(&app, &by, &pack).await.unwrap();
    assert_eq!(report["changes"]["from"]["edition"]["label"], EDITION);
    assert_eq!(report["changes"]["to"]["cycle"]["label"], NEXT);
    assert_eq!((&report["sums"]["items"]["distinct"], &report["sums"]["changed"]), (&4.into(), &0.into()));
    let handed_out = moment();

    fresh(app.decide(&by, PLAN, id(), &decide("2-1", "継続中")).await);
    let meeting = DocumentQuery { meeting: Some("令和6年第1回定例会".into()), ..pack.clone() };
    let report = json(&app, &by, &meeting).await.unwrap();
    assert_eq!((&report["sums"]["changed"], &report["sums"]["state_changed"]), (&1.into(), &1.into()));
    let page = printed(&app, &by, &meeting, FileFormat::Document(Format::Html)).await.unwrap().bytes;
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("令和6年第1回定例会") && page.contains("まだ議決されていない"));

    let replaced = DocumentQuery {
        handed_out: Some(handed_out.clone()),
        ..DocumentQuery::of(DocumentKind::Replacements)
    };
    let rows = json(&app, &by, &replaced).await.unwrap();
    assert!(rows["replaced"].as_u64().unwrap() > 0, "{rows}");
    let told: jiff::Timestamp = rows["handed_out"].as_str().unwrap().parse().unwrap();
    assert_eq!(told, handed_out.parse().unwrap());
    let same = DocumentQuery { handed_out: Some(moment()), ..replaced.clone() };
    let same = json(&app, &by, &same).await.unwrap();
    assert_eq!((same["replaced"].as_u64(), same["rows"].as_array().map(Vec::len)), (Some(0), Some(0)));
    let pdf = printed(&app, &by, &replaced, FileFormat::Document(Format::Pdf)).await.unwrap().bytes;
    assert!(pdf.starts_with(b"%PDF-"));

    for handed_out in [None, Some("きのう".to_owned()), Some("2020-01-01".to_owned())] {
        let unread = DocumentQuery { handed_out, ..replaced.clone() };
        let refused = json(&app, &by, &unread).await.unwrap_err();
        assert!(matches!(&refused, AppError::Invalid { field: "handed_out", .. }), "{refused:?}");
    }

    adopt(&app, &by).await;
    let report = json(&app, &by, &pack).await.unwrap();
    assert_eq!(report["changes"]["to"]["edition"]["label"], NEXT);
    assert_eq!(report["review"]["cycle"]["adoption"]["body"], "議会運営委員会");
}

async fn the_public_gets_papers_of_what_is_published_and_no_others(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let by = staff();
    let pack = DocumentQuery::of(DocumentKind::Pack);
    let hidden = json(&app, &public(), &pack).await.unwrap_err();
    assert!(matches!(hidden, AppError::NotFound { thing: Thing::Plan, .. }), "{hidden:?}");
    fresh(app.publish_edition(&by, PLAN, id(), EDITION).await);
    open_cycle(&app, &by, NEXT).await;
    fresh(app.decide(&by, PLAN, id(), &decide("2-1", "継続中")).await);
    let one = json(&app, &public(), &pack).await.unwrap_err();
    assert!(
        matches!(one, AppError::Invalid { field: "from", .. }),
        "what is proposed is not public: {one:?}"
    );
    let proposed = DocumentQuery { to: Some(NEXT.into()), ..pack.clone() };
    // To everyone the name of the cycle is that of a month, in which nothing else is known yet.
    let report = json(&app, &public(), &proposed).await.unwrap();
    assert!(report["changes"]["to"]["cycle"].is_null() && report["review"].is_null());
    assert_eq!((&report["sums"]["changed"], &report["sums"]["state_changed"]), (&0.into(), &0.into()));

    adopt(&app, &by).await;
    fresh(app.publish_edition(&by, PLAN, id(), NEXT).await);
    let report = json(&app, &public(), &pack).await.unwrap();
    assert_eq!(report["sums"]["changed"], 1);
    assert!(!report.to_string().contains("の人"), "no person is named");
}
