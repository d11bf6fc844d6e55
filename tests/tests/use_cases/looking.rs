//! From where a plan is looked at: an edition, a day, a cycle, a moment of recording, and what goes with what.

use crate::support::*;
use app::{AppError, Thing, request};
use domain::value::CanonicalState;
use system_tests::{TestDatabase, on_both};

on_both!(a_plan_is_looked_at_from_everywhere, a_plan_is_looked_at_as_it_was_recorded);

async fn a_plan_is_looked_at_from_everywhere(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let by = staff();
    import(
        &app,
        &text(&edition("平成30年11月", &[("実施済み\t令和3年3月\t公開しています。", "継続中\t\t")])),
    )
    .await;
    let cycle = open_cycle(&app, &by, NEXT).await;
    fresh(app.decide(&by, PLAN, id(), &decide("2-1", "継続中")).await);

    let edition = app.plan(&by, PLAN).await.unwrap().editions[0].id.to_string();
    for name in ["平成30年11月", "H30.11", "2018-11", edition.as_str()] {
        let table = app.table(&by, PLAN, &of_edition(name)).await.unwrap();
        assert_eq!(row(&table, "1-3").state, Some(CanonicalState::Ongoing), "{name}");
    }
    let current = app.table(&by, PLAN, &request::Look::default()).await.unwrap();
    assert_eq!(current.edition.unwrap().label.as_str(), EDITION);
    for (day, state) in [("平成31年1月", CanonicalState::Ongoing), ("2021-04-01", CanonicalState::Done)] {
        let table = app.table(&by, PLAN, &of_day(day)).await.unwrap();
        assert_eq!(row(&table, "1-3").state, Some(state), "{day}");
    }
    for name in [NEXT, "2024-03", &cycle.to_string()] {
        let table = app.table(&by, PLAN, &of_cycle(name)).await.unwrap();
        assert_eq!(row(&table, "2-1").state, Some(CanonicalState::Ongoing), "{name}");
    }
    let look = |edition: Option<&str>, as_of: Option<&str>, cycle: Option<&str>| request::Look {
        edition: edition.map(Into::into),
        as_of: as_of.map(Into::into),
        cycle: cycle.map(Into::into),
        recorded_at: None,
    };
    for (look, said) in [
        (look(Some(EDITION), Some("2021-04"), None), "edition and as_of"),
        (look(Some(EDITION), None, Some(NEXT)), "edition and cycle"),
        (look(None, Some("2021-04"), Some(NEXT)), "as_of and cycle"),
        (look(Some(EDITION), Some("2021-04"), Some(NEXT)), "edition and as_of and cycle"),
        (look(None, Some("未定"), None), "未定"),
        (look(None, Some("きのう"), None), "きのう"),
    ] {
        let refused = app.table(&by, PLAN, &look).await.unwrap_err();
        let AppError::Invalid { found, .. } = &refused else { panic!("{refused:?}") };
        assert_eq!(found, said);
        assert!(app.counts(&by, PLAN, &look).await.is_err());
    }
    for (look, missing) in [
        (look(Some("令和2年1月"), None, None), Thing::Edition),
        (look(Some(&cycle.to_string()), None, None), Thing::Edition),
        (look(None, None, Some("令和2年1月")), Thing::Cycle),
    ] {
        let refused = app.table(&by, PLAN, &look).await.unwrap_err();
        assert!(matches!(&refused, AppError::NotFound { thing, .. } if *thing == missing), "{refused:?}");
    }
}

async fn a_plan_is_looked_at_as_it_was_recorded(db: TestDatabase) {
    let app = open(&db).await;
    let before = jiff::Timestamp::now() - jiff::SignedDuration::from_secs(1);
    small(&app).await;
    let by = staff();
    let recorded = async || -> Vec<jiff::Timestamp> {
        let events = app.events(&by, PLAN, 0, 1000).await.unwrap();
        events.iter().map(|event| event.metadata["recorded_at"].parse().unwrap()).collect()
    };
    let imported = *recorded().await.last().unwrap();
    // The next millisecond, so that what follows is recorded later than what was imported.
    while jiff::Timestamp::now().as_millisecond() <= imported.as_millisecond() {
        tokio::task::yield_now().await;
    }
    import(&app, &text(&changed(&[("継続中", "実施済み")]))).await;
    let corrected = *recorded().await.last().unwrap();

    let at = |moment: jiff::Timestamp, look: request::Look| request::Look {
        recorded_at: Some(moment.to_string()),
        ..look
    };
    for (moment, state) in [(imported, CanonicalState::Ongoing), (corrected, CanonicalState::Done)] {
        for look in [request::Look::default(), of_edition(EDITION), of_day("令和8年3月")] {
            let table = app.table(&by, PLAN, &at(moment, look.clone())).await.unwrap();
            assert_eq!(row(&table, "1-1").state, Some(state), "{look:?} at {moment}");
        }
    }
    let nothing = app.table(&by, PLAN, &at(before, request::Look::default())).await.unwrap_err();
    assert!(matches!(nothing, AppError::NotFound { thing: Thing::Plan, .. }), "{nothing:?}");
    let unread = request::Look { recorded_at: Some("2026-11-20".into()), ..Default::default() };
    let unread = app.table(&by, PLAN, &unread).await.unwrap_err();
    assert!(matches!(unread, AppError::Invalid { field: "recorded_at", .. }), "{unread:?}");

    let (from, to) = (imported.to_string(), corrected.to_string());
    let compared = app.compare(&by, PLAN, &from, &to).await.unwrap();
    let changed: Vec<_> = compared.rows.iter().map(|row| (row.state_before, row.state_after)).collect();
    assert_eq!(changed, [(Some(CanonicalState::Ongoing), Some(CanonicalState::Done))]);
    assert!(compared.from.version < compared.to.version);
    assert_eq!(app.compare(&by, PLAN, &to, "current").await.unwrap().rows.len(), 0);
    let nothing = app.compare(&by, PLAN, &before.to_string(), "current").await.unwrap_err();
    assert!(matches!(nothing, AppError::NotFound { .. }), "{nothing:?}");

    // What was recorded when is not published.
    fresh(app.publish_edition(&by, PLAN, id(), EDITION).await);
    assert!(app.table(&public(), PLAN, &at(corrected, request::Look::default())).await.is_err());
    assert!(app.compare(&public(), PLAN, &from, &to).await.is_err());
    assert!(app.compare(&public(), PLAN, EDITION, "current").await.is_ok());
}
