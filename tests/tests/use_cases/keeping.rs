//! Plans that readers keep in memory: whatever changes is seen by the next reader, in every process, and what anyone may
//! see never comes out of what the staff see.

use crate::asks::*;
use crate::operating::behind_the_back;
use crate::support::*;
use app::{App, Caller, From, Settings, request};
use projections::fold::VERSION;
use projections::report::{CancelledFilter, SearchText};
use storage::{Access, Store};
use system_tests::{Engine, TestDatabase, on_both};

on_both!(
    a_change_is_seen_by_the_next_reader_in_every_process,
    what_is_withdrawn_is_gone_at_once_in_every_process,
    a_rebuild_drops_what_was_kept_in_every_process,
    the_public_never_gets_what_was_kept_for_the_staff,
    readers_beside_a_writer_see_whole_plans_only,
    what_is_answered_of_all_plans_in_parts_is_all_of_it,
);

/// Another process over the same register. On SQLite it can only read.
async fn another(db: &TestDatabase) -> App {
    let access = match db.engine() {
        Engine::Sqlite => Access::Read,
        Engine::Postgres => Access::Write,
    };
    App::new(Store::open(&db.url(), access).await.unwrap(), Settings::default())
}

/// How many items the public sees at a glance.
async fn listed(app: &App) -> Option<u32> {
    let plans = app.glances_from(&public(), From::EVERYTHING).await.unwrap();
    plans.reports[0].counts.as_ref().map(|counts| counts.items.distinct)
}

/// The remark of 2-1 now.
async fn remark(app: &App, by: &Caller) -> String {
    let table = app.table(by, PLAN, &request::Look::default()).await.unwrap();
    row(&table, "2-1").cells[4].clone()
}

async fn a_change_is_seen_by_the_next_reader_in_every_process(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let (other, yamada) = (another(&db).await, staff());
    fresh(app.publish_edition(&yamada, PLAN, id(), EDITION).await);
    for corrected in ["一", "二", "三"] {
        for by in [&yamada, &public()] {
            remark(&app, by).await;
            remark(&other, by).await;
        }
        fresh(ask(&app, &yamada, PLAN, id(), &correct(EDITION, "備考", corrected)).await);
        for by in [&yamada, &public()] {
            for app in [&app, &other] {
                let table = app.table(by, PLAN, &request::Look::default()).await.unwrap();
                let errata = &row(&table, "2-1").errata;
                assert_eq!(errata.last().unwrap().corrected.as_str(), corrected);
            }
        }
    }
}

async fn what_is_withdrawn_is_gone_at_once_in_every_process(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let (other, yamada) = (another(&db).await, staff());
    let all = CancelledFilter::default();
    fresh(app.publish_edition(&yamada, PLAN, id(), EDITION).await);
    for app in [&app, &other] {
        assert_eq!(remark(app, &public()).await, "配付の準備中です。");
        assert_eq!(app.search(&public(), "準備中", None).await.unwrap().len(), 1);
        assert_eq!(app.cancelled(&public(), None, &all).await.unwrap()[0].rows.len(), 1);
        assert_eq!(listed(app).await, Some(4));
    }

    fresh(ask(&app, &yamada, PLAN, id(), &withdraw(EDITION, "unpublish")).await);

    for app in [&app, &other] {
        let table = app.table(&public(), PLAN, &request::Look::default()).await.unwrap();
        assert!(table.rows.is_empty() && table.edition.unwrap().withdrawn.is_some());
        assert!(app.item(&public(), PLAN, "2-1").await.is_err());
        assert_eq!(app.search(&public(), "準備中", None).await.unwrap(), []);
        let cancelled = app.cancelled(&public(), None, &all).await.unwrap();
        assert_eq!(cancelled.iter().map(|report| report.rows.len()).sum::<usize>(), 0);
        assert_eq!(listed(app).await, None);
        assert_eq!(remark(app, &yamada).await, "配付の準備中です。", "the control: the staff still see it");
    }
}

async fn a_rebuild_drops_what_was_kept_in_every_process(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    fresh(app.publish_edition(&staff(), PLAN, id(), EDITION).await);
    let wrong = format!(
        "UPDATE documents_v{VERSION} SET body = replace(body, '配付の準備中', '配布の準備中') WHERE kind = 'row'"
    );
    behind_the_back(&db, &wrong).await;
    let other = another(&db).await;
    for app in [&app, &other] {
        for by in [staff(), public()] {
            assert_eq!(remark(app, &by).await, "配布の準備中です。", "the control: what is wrong is kept");
        }
    }

    assert_eq!(app.rebuild(&Caller::operator("試験"), |_| {}).await.unwrap().differing, 1);

    for app in [&app, &other] {
        for by in [staff(), public()] {
            assert_eq!(remark(app, &by).await, "配付の準備中です。");
        }
    }
}

async fn the_public_never_gets_what_was_kept_for_the_staff(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let (yamada, auditor) = (staff(), person(domain::value::Role::Auditor, app::Scope::All));
    assert!(app.plan(&yamada, PLAN).await.is_ok());
    assert!(app.plan(&public(), PLAN).await.is_err(), "nothing is published, whatever is kept");
    fresh(app.publish_edition(&yamada, PLAN, id(), EDITION).await);
    open_cycle(&app, &yamada, NEXT).await;
    let proposal = request::Decide { reason: Some("秘密の理由".into()), ..decide("2-1", "中止") };
    fresh(app.decide(&yamada, PLAN, id(), &proposal).await);
    let names = names(&app, PLAN).await;
    let everything = async |by: &Caller| {
        let answers = questions(&app, by, PLAN, &names).await;
        let everywhere = app.cancelled(by, None, &CancelledFilter::default()).await;
        format!("{answers:?} {everywhere:?} {:?}", app.search(by, "秘密", None).await)
    };
    let anyone = public();
    for _ in 0..2 {
        let (inside, outside, again) =
            tokio::join!(everything(&yamada), everything(&anyone), everything(&auditor));
        assert!(inside.contains("秘密の理由") && again.contains("秘密の理由"), "the control");
        assert!(!outside.contains("秘密"), "{outside}");
        assert!(!outside.contains(&yamada.actor.id.to_string()), "a person is named");
    }
}

async fn readers_beside_a_writer_see_whole_plans_only(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let (other, yamada) = (another(&db).await, staff());
    open_cycle(&app, &yamada, NEXT).await;
    // The version, and how many items the review has to decide upon: one is added with every second event.
    let measured = async |app: &App| {
        let plan = app.plan(&yamada, PLAN).await.unwrap();
        (plan.plan.version, u64::from(plan.cycles.last().unwrap().items))
    };
    let (version, items) = measured(&app).await;
    let writer = async {
        for number in 0..20 {
            fresh(ask(&app, &yamada, PLAN, id(), &correct(EDITION, "備考", &number.to_string())).await);
            fresh(ask(&app, &yamada, PLAN, id(), &add(&format!("1-{}. ", number + 10))).await);
        }
    };
    let reader = async |app: &App| {
        let mut last = version;
        for _ in 0..60 {
            let (now, decided) = measured(app).await;
            assert!(now >= last, "what was seen once is not unseen");
            assert_eq!(decided, items + (now - version) / 2);
            last = now;
            tokio::task::yield_now().await;
        }
    };
    tokio::join!(writer, reader(&app), reader(&other));
    for app in [&app, &other] {
        assert_eq!(measured(app).await, (version + 40, items + 20));
    }
}

async fn what_is_answered_of_all_plans_in_parts_is_all_of_it(db: TestDatabase) {
    let app = open(&db).await;
    let yamada = staff();
    for number in 0..5 {
        let plan = format!("plan-{number}");
        let table =
            if number == 3 { changed(&[("平成30年11月 中止", "継続中")]) } else { TABLE.to_owned() };
        import(&app, &app::import::Import { plan: plan.clone(), ..text(&table) }).await;
        if number != 1 {
            fresh(app.publish_edition(&yamada, &plan, id(), EDITION).await);
        }
    }
    let (filter, word) = (CancelledFilter::default(), SearchText::parse("費用の増大").unwrap());
    for (by, ended, plans) in [(&yamada, 4, 5), (&public(), 3, 4)] {
        let (mut cancelled, mut found, mut glances) = (Vec::new(), Vec::new(), Vec::new());
        let (mut one, mut two, mut three) = (Some(None), Some(None), Some(None));
        while let Some(after) = one {
            let part = app.cancelled_from(by, &filter, From { after, rows: 1 }).await.unwrap();
            assert!(part.reports.len() <= 1);
            cancelled.extend(part.reports);
            one = part.next.map(Some);
        }
        while let Some(after) = two {
            let part = app.search_from(by, &word, None, From { after, rows: 1 }).await.unwrap();
            found.extend(part.reports);
            two = part.next.map(Some);
        }
        while let Some(after) = three {
            let part = app.glances_from(by, From { after, rows: 2 }).await.unwrap();
            glances.extend(part.reports);
            three = part.next.map(Some);
        }
        assert_eq!((cancelled.len(), glances.len()), (ended, plans));
        assert_eq!(cancelled, app.cancelled_from(by, &filter, From::EVERYTHING).await.unwrap().reports);
        assert_eq!(found, app.search(by, "費用の増大", None).await.unwrap());
        assert_eq!(glances, app.glances_from(by, From::EVERYTHING).await.unwrap().reports);
    }
    let mut news: Vec<_> = app.news(2).await.unwrap().into_iter().map(|report| report.plan.id).collect();
    assert_eq!(
        news.pop().unwrap(),
        app.glances_from(&public(), From::EVERYTHING).await.unwrap().reports[3].overview.plan.id
    );
    assert!(!news.is_empty() && app.news(100).await.unwrap().len() == 4);
}
