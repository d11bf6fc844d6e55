//! 「変更なし」 for the rest, while others write: what they record is neither in the way nor overwritten.

use crate::support::*;
use app::{App, AppError, Done, request};
use domain::id::{NodeId, PlanId};
use system_tests::{TestDatabase, on_both};

on_both!(the_rest_is_decided_while_others_write);
async fn the_rest_is_decided_while_others_write(db: TestDatabase) {
    let app = open(&db).await;
    let plan = import(&app, "rest", 4).await;
    let item = items(app.store(), plan).await[2].0;
    let yamada = staff("山田");
    for round in 0..12 {
        let open = request::OpenCycle { label: "令和6年3月".to_owned(), date: None };
        app.open_cycle(&yamada, "rest", id(), &open).await.unwrap();

        if round % 2 == 0 {
            let (rest, report) = tokio::join!(rest(&app), report(&app, item));
            report.unwrap();
            rest.unwrap_or_else(|error| panic!("a report of progress is in the way: {error:?}"));
        } else {
            let (rest, decided) = tokio::join!(rest(&app), cancel(&app, item));
            rest.unwrap_or_else(|error| panic!("a decision is in the way: {error:?}"));
            match decided {
                Ok(_) => assert_eq!(status(&app, plan, item).await, "中止", "a decision was overwritten"),
                // The row was decided upon between the reading and the decision.
                Err(AppError::Stale { .. }) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        let live = app.cycle(&yamada, "rest", None).await.unwrap();
        assert_eq!(live.undecided, 0);
        let abandon = request::Abandon { reason: "試行のため".to_owned() };
        app.abandon_cycle(&yamada, "rest", id(), &abandon).await.unwrap();
    }
}

async fn rest(app: &App) -> Result<Done, AppError> {
    app.decide_rest(&staff("山田"), "rest", id(), &request::DecideRest {}).await
}

async fn report(app: &App, item: NodeId) -> Result<Done, AppError> {
    let report = request::ReportProgress {
        item: item.to_string(),
        period: None,
        bullets: vec!["進めた".to_owned()],
        reported_on: "2022-05-01".to_owned(),
    };
    app.report_progress(&staff("鈴木"), "rest", id(), &report).await
}

async fn cancel(app: &App, item: NodeId) -> Result<Done, AppError> {
    let decide = request::Decide {
        item: item.to_string(),
        status: Some("中止".to_owned()),
        reason: Some("費用に見合わないため".to_owned()),
        ..request::Decide::default()
    };
    app.decide(&staff("鈴木"), "rest", id(), &decide).await
}

/// The status that the live cycle proposes.
async fn status(app: &App, plan: PlanId, item: NodeId) -> String {
    let shown = shown(app.store(), plan).await;
    let cycle = shown.head.live_cycle().unwrap();
    shown.nodes[&item].decision(cycle.id).unwrap().status.as_ref().unwrap().wording.clone()
}
