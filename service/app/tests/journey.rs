//! The main job through the use cases, on a file: import, review, adopt, publish, correct, compare.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use app::import::{Import, ImportFile};
use app::{App, AppError, Caller, Settings, request};
use domain::Refusal;
use domain::value::CanonicalState;
use projections::report::CancelledFilter;
use std::path::Path;
use storage::{Access, Store};
use uuid::Uuid;

const PLAN: &str = "nagareyama-ict";

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn import(name: &str) -> Import {
    Import {
        plan: PLAN.to_owned(),
        organisation: Some("流山市議会".to_owned()),
        files: vec![ImportFile { name: name.to_owned(), bytes: fixture(name) }],
        ..Import::default()
    }
}

async fn open(directory: &Path) -> App {
    let address = format!("sqlite:{}", directory.join("test.db").display());
    App::new(Store::open(&address, Access::Write).await.unwrap(), Settings::default())
}

async fn tsv(app: &App, caller: &Caller, edition: &str) -> String {
    let look = request::Look { edition: Some(edition.to_owned()), ..Default::default() };
    export::tsv(&app.table(caller, PLAN, &look).await.unwrap())
}

fn id() -> Uuid {
    Uuid::now_v7()
}

#[tokio::test]
async fn the_next_review_is_run_and_every_question_is_answered() {
    let directory = tempfile::tempdir().unwrap();
    let app = open(directory.path()).await;
    let yamada = Caller::operator("山田");
    let suzuki = Caller::operator("鈴木");
    let source = String::from_utf8(fixture("nagareyama-2021-03.source.tsv")).unwrap();

    let imported = app.import(&yamada, id(), &import("nagareyama-2021-03.txt")).await.unwrap();
    assert!(imported.done.unwrap().shown);
    assert_eq!(tsv(&app, &yamada, "令和3年3月").await, source);

    for form in ["nagareyama-2021-03.source.tsv", "nagareyama-2021-03.csv", "nagareyama-2021-03.xlsx"] {
        let again = app.import(&yamada, id(), &import(form)).await.unwrap();
        assert_eq!(again.done, None, "{form} changes nothing");
    }

    let overview = app.plan(&yamada, PLAN).await.unwrap();
    let cycles: Vec<(String, u32)> =
        overview.cycles.iter().map(|cycle| (cycle.cycle.label.to_string(), cycle.decided)).collect();
    assert!(cycles.contains(&("平成30年11月".to_owned(), 18)), "{cycles:?}");
    assert!(cycles.contains(&("令和3年3月".to_owned(), 9)), "{cycles:?}");

    let cancelled = app.cancelled(&yamada, Some(PLAN), &CancelledFilter::default()).await.unwrap();
    assert_eq!(cancelled[0].rows.len(), 18);
    assert!(cancelled[0].rows.iter().all(|row| row.reason.is_some()));

    let overdue = app.overdue(&yamada, PLAN, Some("令和6年3月")).await.unwrap();
    let late: Vec<&str> = overdue.rows.iter().filter_map(|row| row.item.full_label.as_deref()).collect();
    assert_eq!(late, ["5-1-2", "5-6", "6-6", "6-7"]);

    review(&app, &yamada, &suzuki).await;

    let cycle = app.cycle(&yamada, PLAN, Some("令和6年3月")).await.unwrap();
    let reviewers: Vec<_> = cycle.reviews.iter().filter_map(|review| review.name.as_deref()).collect();
    assert_eq!(reviewers, ["鈴木", "鈴木"]);
    assert_eq!(cycle.recorders[0].name.as_deref(), Some("山田"));
    assert_eq!(tsv(&app, &yamada, "令和3年3月").await, source, "the older edition is unchanged");
    let next = tsv(&app, &yamada, "令和6年3月").await;
    assert!(next.contains("見直し：令和6年3月"), "{next}");
    assert!(next.contains("6-7. クラウド上に資料を共有する仕組みを構築\t令和5年4月\t実施済み\t令和6年3月\t"));
    assert!(next.contains("5-1-2. 減冊の検討\t令和4年3月\t中止\t令和6年3月\t減冊は行わないこととしました。"));
    let compared = app.compare(&yamada, PLAN, "令和3年3月", "令和6年3月").await.unwrap();
    let changed: Vec<&str> = compared.rows.iter().filter_map(|row| row.item.full_label.as_deref()).collect();
    assert_eq!(changed, ["5-1-2", "6-6", "6-7"]);
    let rebuilt = app.rebuild(&yamada, |_| {}).await.unwrap();
    assert_eq!(rebuilt.differing, 0);
    assert_eq!(app.doctor(&yamada).await.unwrap().findings, []);

    let older = app.import(&yamada, id(), &import("nagareyama-2018-11.tsv")).await.unwrap();
    assert!(older.done.is_some());
    assert_eq!(tsv(&app, &yamada, "令和3年3月").await, source);
    assert_eq!(tsv(&app, &yamada, "令和6年3月").await, next);
    let now = app.report(&yamada, PLAN, &request::Look::default(), None).await.unwrap().counts;
    let count = |state: CanonicalState| {
        now.by_state.iter().find(|count| count.state == Some(state)).map_or(0, |count| count.count.distinct)
    };
    assert_eq!(count(CanonicalState::Cancelled), 19);
    assert_eq!(app.rebuild(&yamada, |_| {}).await.unwrap().differing, 0);
}

async fn review(app: &App, yamada: &Caller, suzuki: &Caller) {
    let open = request::OpenCycle { label: "令和6年3月".to_owned(), date: None };
    app.open_cycle(yamada, PLAN, id(), &open).await.unwrap();
    let minutes = id();
    let file = app::NewSource {
        name: "議事録.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: b"%PDF-1.7".to_vec(),
    };
    app.register_source(yamada, PLAN, minutes, &file).await.unwrap();
    let decide = |item: &str, status: &str| request::Decide {
        item: item.to_owned(),
        status: Some(status.to_owned()),
        ..Default::default()
    };
    app.decide(yamada, PLAN, id(), &decide("6-6", "継続中")).await.unwrap();
    let done = request::Decide {
        effective: Some("令和5年4月".to_owned()),
        evidence: vec![request::Evidence { source: Some(minutes.to_string()), citation: None, place: None }],
        ..decide("6-7", "実施済み")
    };
    app.decide(yamada, PLAN, id(), &done).await.unwrap();
    let refused = app.decide(yamada, PLAN, id(), &decide("5-1-2", "中止")).await.unwrap_err();
    assert!(matches!(refused, AppError::Refused(Refusal::ReasonMissing { .. })), "{refused:?}");
    let cancel = request::Decide {
        reason: Some("減冊は行わないこととしました。".to_owned()),
        codes: vec!["alternative".to_owned()],
        ..decide("5-1-2", "中止")
    };
    let same = id();
    app.decide(yamada, PLAN, same, &cancel).await.unwrap();
    assert!(app.decide(yamada, PLAN, same, &cancel).await.unwrap().already);
    let rest = id();
    app.decide_rest(yamada, PLAN, rest, &request::DecideRest {}).await.unwrap();
    assert!(app.decide_rest(yamada, PLAN, rest, &request::DecideRest {}).await.unwrap().already);
    app.submit_cycle(yamada, PLAN, id()).await.unwrap();

    let approve =
        request::Review { verdict: "approved".to_owned(), items: vec![], comment: None, digest: None };
    let own = app.review_cycle(yamada, PLAN, id(), &approve).await.unwrap_err();
    assert!(matches!(own, AppError::Refused(Refusal::OwnDecision { .. })), "{own:?}");
    let back = request::Review {
        verdict: "returned".to_owned(),
        items: vec!["6-6".to_owned()],
        comment: Some("備考を確認してください。".to_owned()),
        digest: None,
    };
    app.review_cycle(suzuki, PLAN, id(), &back).await.unwrap();
    let other = app.decide(yamada, PLAN, id(), &decide("6-7", "継続中")).await.unwrap_err();
    assert!(matches!(other, AppError::Refused(Refusal::NotReopened { .. })), "{other:?}");
    let corrected = request::Decide {
        remark: Some("配付を進めています。".to_owned()),
        ..decide("6-6", "継続中")
    };
    app.decide(yamada, PLAN, id(), &corrected).await.unwrap();
    app.submit_cycle(yamada, PLAN, id()).await.unwrap();
    app.review_cycle(suzuki, PLAN, id(), &approve).await.unwrap();
    let adopt = request::Adopt {
        body: "議会運営委員会".to_owned(),
        meeting: "令和6年第1回定例会".to_owned(),
        resolved_on: "2024-03-22".to_owned(),
        result: "全会一致".to_owned(),
        label: None,
        evidence: vec![],
    };
    let edition = id();
    app.adopt_cycle(yamada, PLAN, edition, &adopt).await.unwrap();
    assert!(app.adopt_cycle(yamada, PLAN, edition, &adopt).await.unwrap().already);
    app.publish_edition(yamada, PLAN, id(), "令和6年3月").await.unwrap();
    let erratum = request::Correct {
        edition: "令和6年3月".to_owned(),
        item: "6-6".to_owned(),
        column: "備考".to_owned(),
        kind: "正誤".to_owned(),
        seen: None,
        corrected: "配布を進めています。".to_owned(),
        reason: "誤植".to_owned(),
        evidence: vec![],
    };
    app.correct_edition(yamada, PLAN, id(), &erratum).await.unwrap();
}
