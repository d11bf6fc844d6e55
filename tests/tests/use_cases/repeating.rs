//! The same request with the same id is answered as done and records nothing, whatever has happened since; another
//! request with that id is refused.

use crate::asks::*;
use crate::support::*;
use app::import::Import;
use app::{App, AppError, Caller, Done, request};
use domain::Refusal;
use system_tests::{TestDatabase, on_both};
use uuid::Uuid;

on_both!(every_change_is_recorded_once, an_old_reading_is_answered_with_both);

/// A story of which every step is told twice at once, and all of them again at its end.
struct Story {
    app: App,
    told: Vec<(Caller, Uuid, Ask, Done)>,
}

impl Story {
    async fn tell(&mut self, by: &Caller, what: Ask) -> Uuid {
        let id = id();
        let done =
            ask(&self.app, by, PLAN, id, &what).await.unwrap_or_else(|error| panic!("{what:?}: {error:?}"));
        assert!(!done.already, "{what:?}");
        assert_eq!(done.id, id);
        self.told.push((by.clone(), id, what, done));
        self.is_repeated(self.told.len() - 1).await;
        id
    }

    async fn is_repeated(&self, step: usize) {
        let (by, id, what, done) = &self.told[step];
        let events = self.app.store().counts().await.unwrap().events;
        let again = ask(&self.app, by, PLAN, *id, what).await.unwrap_or_else(|e| panic!("{what:?}: {e:?}"));
        assert!(again.already, "{what:?}");
        assert_eq!((again.version, again.plan), (done.version, done.plan), "{what:?}");
        let creates = matches!(what, Ask::Create(_));
        let other = if creates { create("other-name") } else { add("1-8. ") };
        let refused = ask(&self.app, by, PLAN, *id, &other).await.unwrap_err();
        assert!(
            matches!(refused, AppError::Refused(Refusal::OtherContent { .. })),
            "{what:?} and then {other:?}: {refused:?}"
        );
        assert_eq!(self.app.store().counts().await.unwrap().events, events, "{what:?}");
    }
}

async fn every_change_is_recorded_once(db: TestDatabase) {
    let app = open(&db).await;
    let mut story = Story { app: app.clone(), told: Vec::new() };
    let (yamada, suzuki) = (staff(), staff());
    let by = &yamada;
    story.tell(by, Ask::Import(text(TABLE))).await;
    story.tell(by, create("another-plan")).await;
    story.tell(by, source()).await;
    story.tell(by, Ask::Import(text(&changed(&[("中継", "生中継")])))).await;
    story.tell(by, progress()).await;
    story.tell(by, execution()).await;
    story.tell(by, classify()).await;
    story.tell(by, edit("2-1", "remark", "準備中", Some("2022-05-01"))).await;
    story.tell(by, Ask::Publish(EDITION.into())).await;
    story.tell(by, correct(EDITION, "備考", "済み")).await;
    story.tell(by, Ask::Open(request::OpenCycle { label: "令和5年3月".into(), date: None })).await;
    story.tell(by, abandon()).await;

    story.tell(by, open_next()).await;
    story.tell(by, add("1-9. ")).await;
    story.tell(by, edit("1-9", "title", "要約筆記", None)).await;
    story.tell(by, Ask::Decide(decide("1-9", "未着手"))).await;
    story.tell(by, Ask::Decide(decide("2-1", "実施済み"))).await;
    story.tell(by, take_back("2-1")).await;
    story.tell(by, Ask::Decide(decide("2-1", "継続中"))).await;
    story.tell(by, Ask::DecideRest).await;
    story.tell(by, Ask::Submit).await;
    let comment = Some("備考を確認してください。".into());
    let back = request::Review { items: vec!["2-1".into()], comment, ..review("returned") };
    story.tell(&suzuki, Ask::Review(back)).await;
    story.tell(by, Ask::Submit).await;
    story.tell(&suzuki, Ask::Review(review("approved"))).await;
    story.tell(by, Ask::Adopt(resolution())).await;
    story.tell(by, Ask::Publish(NEXT.into())).await;
    story.tell(by, withdraw(NEXT, "unpublish")).await;

    // The state moves on: what the requests named is renumbered, voided, closed.
    let next = Import { edition: None, ..text(&edition("令和9年3月", &[("1-", "7-"), ("2-1", "8-1")])) };
    story.tell(by, Ask::Import(next)).await;
    story.tell(by, withdraw(EDITION, "void")).await;
    story.tell(by, close()).await;
    for step in 0..story.told.len() {
        story.is_repeated(step).await;
    }
    assert_eq!(app.rebuild(&Caller::operator("試験"), |_| {}).await.unwrap().differing, 0);
}

async fn an_old_reading_is_answered_with_both(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let by = staff();
    let revision =
        async |look: request::Look| row(&app.table(&by, PLAN, &look).await.unwrap(), "2-1").revision;

    // Before any cycle, between cycles.
    let seen = revision(of_edition(EDITION)).await;
    fresh(ask(&app, &by, PLAN, id(), &edit("2-1", "remark", "準備ができました。", Some("2022-05-01"))).await);
    let Ask::Edit(stale) = edit("2-1", "remark", "別の備考", Some("2022-06-01")) else { unreachable!() };
    let stale = request::Edit { seen: Some(seen), ..stale };
    let refused = app.edit_node(&by, PLAN, id(), &stale).await.unwrap_err();
    let AppError::Stale { seen: then, now, .. } = refused else { panic!("{refused:?}") };
    assert_eq!(then.remark.as_ref().unwrap().as_str(), "配付の準備中です。");
    assert_eq!(now.remark.as_ref().unwrap().as_str(), "準備ができました。");
    assert_eq!((then.revision, now.revision), (seen, revision(of_edition(EDITION)).await));

    // In a cycle, of what the cycle proposes.
    open_cycle(&app, &by, NEXT).await;
    fresh(app.decide(&by, PLAN, id(), &decide("2-1", "継続中")).await);
    let seen = revision(of_cycle(NEXT)).await;
    fresh(app.decide(&by, PLAN, id(), &decide("2-1", "実施済み")).await);
    let stale = request::Decide { seen: Some(seen), ..decide("2-1", "一部実施") };
    let events = app.store().counts().await.unwrap().events;
    let refused = app.decide(&by, PLAN, id(), &stale).await.unwrap_err();
    let AppError::Stale { seen: then, now, .. } = refused else { panic!("{refused:?}") };
    assert_eq!(then.status.as_ref().unwrap().as_str(), "継続中");
    assert_eq!(now.status.as_ref().unwrap().as_str(), "実施済み");
    assert_eq!(then.revision, seen);
    assert_eq!(app.store().counts().await.unwrap().events, events);
    let again = request::Decide { seen: Some(now.revision), ..decide("2-1", "継続中") };
    fresh(app.decide(&by, PLAN, id(), &again).await);
}
