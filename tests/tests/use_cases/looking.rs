//! From where a plan is looked at: an edition, a day, a cycle, a moment of recording, and what goes with what.

use crate::support::*;
use app::{AppError, Thing, request};
use domain::value::CanonicalState;
use system_tests::{TestDatabase, on_both};

on_both!(
    a_plan_is_looked_at_from_everywhere,
    a_plan_is_looked_at_as_it_was_recorded,
    everyone_looks_back_at_what_was_public_then_and_still_is
);

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
        assert!(app.report(&by, PLAN, &look, None).await.is_err());
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
    let unread = request::Look { recorded_at: Some("きのう".into()), ..Default::default() };
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

    // A day means its end in Tokyo.
    let tomorrow = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(48);
    let day = tomorrow.strftime("%Y-%m-%d").to_string();
    for (day, found) in [(day.as_str(), true), ("令和2年1月", false)] {
        let look = request::Look { recorded_at: Some(day.to_owned()), ..Default::default() };
        assert_eq!(app.table(&by, PLAN, &look).await.is_ok(), found, "{day}");
    }
}

/// This moment, of which everything that was recorded is before and everything that follows is after.
fn moment() -> String {
    let now = jiff::Timestamp::now();
    while jiff::Timestamp::now().as_millisecond() <= now.as_millisecond() + 1 {
        std::thread::yield_now();
    }
    jiff::Timestamp::from_millisecond(now.as_millisecond() + 1).unwrap().to_string()
}

async fn everyone_looks_back_at_what_was_public_then_and_still_is(db: TestDatabase) {
    let app = open(&db).await;
    let by = staff();
    let before = moment();
    small(&app).await;
    let imported = moment();
    fresh(app.publish_edition(&by, PLAN, id(), EDITION).await);
    let published = moment();
    import(&app, &text(&changed(&[("継続中", "実施済み")]))).await;
    let corrected = moment();
    open_cycle(&app, &by, NEXT).await;
    let seen = Some(app.history(&by, PLAN, "2-1", None).await.unwrap().revision);
    let draft =
        request::Decide {
            seen, reason: Some("山田花子さんの意見".into()), ..decide("2-1", "継続中")
        };
    fresh(app.decide(&by, PLAN, id(), &draft).await);
    let drafted = moment();
    let seen = Some(app.history(&by, PLAN, "2-1", None).await.unwrap().revision);
    let decided =
        request::Decide {
            seen, reason: Some("配付を始めたため".into()), ..decide("2-1", "継続中")
        };
    fresh(app.decide(&by, PLAN, id(), &decided).await);
    adopt(&app, &by).await;
    let adopted = moment();
    fresh(app.publish_edition(&by, PLAN, id(), NEXT).await);
    let renewed = moment();

    let at =
        |moment: &str, look: request::Look| request::Look { recorded_at: Some(moment.to_owned()), ..look };
    let everyone = public();
    // Before anything was published there is nothing for everyone, and no more than for a plan that is not there.
    for moment in [&before, &imported] {
        for look in [request::Look::default(), of_edition(EDITION), of_day("令和8年3月")] {
            let hidden = app.table(&everyone, PLAN, &at(moment, look)).await.unwrap_err();
            assert!(matches!(hidden, AppError::NotFound { thing: Thing::Plan, .. }), "{hidden:?}");
        }
    }
    assert!(
        app.table(&by, PLAN, &at(&imported, request::Look::default())).await.is_ok(),
        "staff look back further"
    );

    let state = async |caller: &app::Caller, moment: &str, look: &request::Look, number: &str| {
        let table = app.table(caller, PLAN, &at(moment, look.clone())).await.unwrap();
        row(&table, number).state.unwrap()
    };
    let today = of_day("令和8年3月");
    // Each moment: the state of the corrected row, and that of the row which was decided, as of a later day.
    for (moment, first, second) in [
        (&published, CanonicalState::Ongoing, CanonicalState::NotStarted),
        (&corrected, CanonicalState::Done, CanonicalState::NotStarted),
        (&drafted, CanonicalState::Done, CanonicalState::NotStarted),
        (&adopted, CanonicalState::Done, CanonicalState::NotStarted),
        (&renewed, CanonicalState::Done, CanonicalState::Ongoing),
    ] {
        assert_eq!(state(&everyone, moment, &today, "1-1").await, first, "{moment}");
        assert_eq!(state(&everyone, moment, &today, "2-1").await, second, "{moment}");
    }
    assert_eq!(state(&by, &adopted, &today, "2-1").await, CanonicalState::Ongoing, "staff saw it adopted");
    let drafts = app.table(&everyone, PLAN, &at(&drafted, of_cycle(NEXT))).await.unwrap_err();
    assert!(matches!(drafts, AppError::NotFound { thing: Thing::Cycle, .. }), "{drafts:?}");
    let early = app.table(&everyone, PLAN, &at(&adopted, of_edition(NEXT))).await.unwrap_err();
    assert!(matches!(early, AppError::NotFound { thing: Thing::Edition, .. }), "{early:?}");
    let compared = app.compare(&everyone, PLAN, &published, &renewed).await.unwrap();
    assert_eq!(compared.changed, 2, "the corrected row and the decided one");

    // Nothing of it tells of persons, of drafts, or of when somebody worked on one.
    let mut told = Vec::new();
    for moment in [&published, &corrected, &drafted, &adopted, &renewed] {
        for look in [request::Look::default(), of_edition(EDITION), today.clone()] {
            let table = app.table(&everyone, PLAN, &at(moment, look)).await.unwrap();
            assert!(table.rows.iter().all(|row| row.revision == 0));
            told.push((moment, table.plan.version, serde_json::to_string(&table).unwrap()));
        }
        told.push((
            moment,
            0,
            serde_json::to_string(&app.compare(&everyone, PLAN, moment, "current").await.unwrap()).unwrap(),
        ));
    }
    for (moment, _, text) in &told {
        for word in ["の人", "山田", by.actor.id.to_string().as_str()] {
            assert!(!text.contains(word), "{word} at {moment}");
        }
    }
    let version = |wanted: &String| told.iter().find(|(moment, ..)| *moment == wanted).unwrap().1;
    assert_eq!(version(&corrected), version(&drafted));
    assert_eq!(version(&corrected), version(&adopted), "a draft leaves no trace");
    assert!(version(&adopted) < version(&renewed));

    // What is withdrawn is withdrawn from every moment.
    fresh(
        app.withdraw_edition(
            &by,
            PLAN,
            id(),
            &request::WithdrawEdition {
                edition: NEXT.into(),
                kind: "unpublish".into(),
                reason: "公開前の確認が済んでいないため".into(),
                authority: "議長".into(),
            },
        )
        .await,
    );
    assert_eq!(state(&everyone, &renewed, &today, "2-1").await, CanonicalState::NotStarted);
    assert_eq!(state(&by, &renewed, &today, "2-1").await, CanonicalState::Ongoing, "staff still see it");
    let current = app.table(&everyone, PLAN, &at(&renewed, request::Look::default())).await.unwrap();
    assert_eq!(current.edition.unwrap().label.as_str(), EDITION);
    let withdrawn = app.table(&everyone, PLAN, &at(&renewed, of_edition(NEXT))).await.unwrap();
    assert!(withdrawn.rows.is_empty() && withdrawn.withdrawn_at.is_some());
    let text = serde_json::to_string(&withdrawn).unwrap();
    assert!(text.contains("議長") && !text.contains("配付を始めた"));
}
