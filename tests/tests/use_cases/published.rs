//! What is published shows nothing of how it came about, and keeps an answer when it is withdrawn.

use crate::asks::*;
use crate::support::*;
use app::{App, AppError, Caller, request};
use domain::Refusal;
use domain::event::WithdrawalKind;
use projections::report::DecisionRef;
use system_tests::{TestDatabase, on_both};

on_both!(
    the_public_sees_only_what_is_published,
    a_cycle_that_only_a_hidden_edition_reports_is_hidden,
    a_public_decision_names_no_hidden_one,
    a_draft_takes_no_decision_from_the_public,
    what_was_published_keeps_an_answer,
);

/// Every public answer in one text.
async fn everything(app: &App, by: &Caller) -> String {
    let names = names(app, PLAN).await;
    let mut text = String::new();
    for (what, _, answer) in questions(app, by, PLAN, &names).await {
        text.push_str(&format!("{what}: {answer:?}\n"));
    }
    for item in ["1-1", "1-2", "1-3", "2-1", "1-9"] {
        text.push_str(&format!("{item}: {:?}\n", app.history(by, PLAN, item, None).await));
    }
    for look in [of_cycle(NEXT), of_cycle("平成30年11月"), of_edition(NEXT), of_edition("平成30年11月")]
    {
        text.push_str(&format!("{:?}\n", app.table(by, PLAN, &look).await));
    }
    for word in ["準備", "秘密", "要約"] {
        text.push_str(&format!("{:?}\n", app.search(by, word, None).await));
    }
    text.push_str(&format!("{:?}\n", app.plans(by).await));
    text
}

async fn the_public_sees_only_what_is_published(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let yamada = staff();
    fresh(app.publish_edition(&yamada, PLAN, id(), EDITION).await);
    // Drafts of every kind, each with a word that is found nowhere else.
    let older =
        edition("平成30年11月", &[("令和3年3月\t公開しています。", "\t秘密の旧版"), ("実施済み", "継続中")]);
    import(&app, &files(vec![file("秘密の旧版.tsv", &older)])).await;
    fresh(ask(&app, &yamada, PLAN, id(), &edit("1-1", "remark", "秘密の進捗", Some("2022-05-01"))).await);
    fresh(ask(&app, &yamada, PLAN, id(), &source()).await);
    open_cycle(&app, &yamada, NEXT).await;
    let proposal = request::Decide { reason: Some("秘密の理由".into()), ..decide("2-1", "中止") };
    fresh(app.decide(&yamada, PLAN, id(), &proposal).await);
    fresh(ask(&app, &yamada, PLAN, id(), &add("1-9. ")).await);
    fresh(app.decide_rest(&yamada, PLAN, id(), &request::DecideRest {}).await);
    let secrets = ["秘密", "要約", "の人", "議事録"];

    let public = everything(&app, &public()).await;
    for secret in secrets {
        assert!(!public.contains(secret), "{secret} in {public}");
    }
    assert!(!public.contains(&yamada.actor.id.to_string()), "a person is named");
    let inside = everything(&app, &yamada).await;
    for secret in secrets {
        assert!(inside.contains(secret), "the control: staff see {secret}");
    }
    assert!(inside.contains(&yamada.actor.id.to_string()));
    assert!(public.contains("費用の増大を招くため中止としました。"), "what is published is shown");

    // A workbook is public when all of its editions are.
    let plan = app.plan(&yamada, PLAN).await.unwrap();
    let of = |name: &str| {
        plan.sources.iter().find(|source| source.name.as_str() == name).unwrap().source.to_string()
    };
    assert!(app.source(&crate::support::public(), PLAN, &of("table.tsv")).await.is_ok());
    for (hidden, unknown) in [(of("秘密の旧版.tsv"), id().to_string()), (of("議事録.pdf"), "x".into())]
    {
        let answers = [&hidden, &unknown].map(async |source: &String| {
            let answer = app.source(&crate::support::public(), PLAN, source).await.unwrap_err();
            format!("{answer:?}").replace(source.as_str(), "…")
        });
        let [hidden, unknown] = answers;
        assert_eq!(hidden.await, unknown.await);
    }
}

async fn a_cycle_that_only_a_hidden_edition_reports_is_hidden(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let next = edition(NEXT, &[("平成30年11月 中止\t平成30年11月", "中止\t令和6年3月")]);
    import(&app, &text(&next)).await;
    fresh(app.publish_edition(&staff(), PLAN, id(), NEXT).await);
    let cycles = async |by: &Caller| -> Vec<String> {
        let plan = app.plan(by, PLAN).await.unwrap();
        plan.cycles.iter().map(|cycle| cycle.cycle.label.to_string()).collect()
    };
    assert_eq!(cycles(&public()).await, [NEXT]);
    assert_eq!(cycles(&staff()).await, ["平成30年11月", EDITION, NEXT]);
}

/// The older edition, which states what the newer one lets infer of 1-2.
const OLDER: &str = "平成30年11月";

async fn import_older(app: &App) {
    let older = edition(OLDER, &[("令和3年3月\t公開しています。", "\t"), ("実施済み", "継続中")]);
    import(app, &files(vec![file("older.tsv", &older)])).await;
}

/// The decision of 1-2 in the review of that edition.
async fn decided(app: &App, by: &Caller) -> DecisionRef {
    let history = app.history(by, PLAN, "1-2", None).await.unwrap();
    let of_older = |decision: &DecisionRef| decision.cycle.label.as_str() == OLDER;
    history.steps.into_iter().filter_map(|step| step.decision).find(of_older).unwrap()
}

async fn a_public_decision_names_no_hidden_one(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let yamada = staff();
    let inferred = decided(&app, &yamada).await.decision;
    import_older(&app).await;
    fresh(app.publish_edition(&yamada, PLAN, id(), OLDER).await);

    let stated = decided(&app, &public()).await;
    assert_eq!(stated.supersedes, None, "only the draft of a newer edition says what it replaces");
    let page = app.decision(&public(), PLAN, &stated.decision.to_string()).await.unwrap();
    let said = serde_json::to_string(&page).unwrap();
    assert!(!said.contains(&inferred.to_string()), "{said}");
    assert_eq!(decided(&app, &yamada).await.supersedes, Some(inferred), "the control: staff are told");

    fresh(app.publish_edition(&yamada, PLAN, id(), EDITION).await);
    assert_eq!(decided(&app, &public()).await.supersedes, Some(inferred));
    assert!(app.decision(&public(), PLAN, &inferred.to_string()).await.is_ok());
}

async fn a_draft_takes_no_decision_from_the_public(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    fresh(app.publish_edition(&staff(), PLAN, id(), EDITION).await);
    let before = decided(&app, &public()).await;
    let page = app.decision(&public(), PLAN, &before.decision.to_string()).await.unwrap();

    import_older(&app).await;

    assert_eq!(decided(&app, &public()).await, before);
    let after = app.decision(&public(), PLAN, &before.decision.to_string()).await.unwrap();
    assert_eq!((after.decision, after.fate, after.edition), (page.decision, page.fate, page.edition));
    // The control: who sees drafts is told what the older edition states.
    assert_ne!(decided(&app, &staff()).await.decision, before.decision);
}

async fn what_was_published_keeps_an_answer(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let yamada = staff();
    import(&app, &text(&edition(NEXT, &[("未着手", "継続中")]))).await;
    for edition in [EDITION, NEXT] {
        fresh(app.publish_edition(&yamada, PLAN, id(), edition).await);
    }
    let [old, new] = {
        let plan = app.plan(&public(), PLAN).await.unwrap();
        [plan.editions[0].id.to_string(), plan.editions[1].id.to_string()]
    };
    let before = jiff::Timestamp::now();
    fresh(ask(&app, &yamada, PLAN, id(), &withdraw(NEXT, "unpublish")).await);

    for name in [NEXT, new.as_str()] {
        let table = app.table(&public(), PLAN, &of_edition(name)).await.unwrap();
        let withdrawn = table.edition.unwrap().withdrawn.unwrap();
        assert_eq!(withdrawn.kind, WithdrawalKind::Unpublish);
        assert_eq!(withdrawn.reason.as_str(), "公開前の確認が済んでいないため");
        assert_eq!(withdrawn.authority.as_str(), "議長");
        assert!(table.withdrawn_at.unwrap().as_second() >= before.as_second());
        assert!(table.rows.is_empty());
        let inside = app.table(&yamada, PLAN, &of_edition(name)).await.unwrap();
        assert_eq!(inside.rows.len(), 6, "staff still see its rows");
        assert_eq!(inside.withdrawn_at, table.withdrawn_at);
    }
    // What is withdrawn is neither counted nor compared as if nothing stood in it.
    let counts = app.report(&public(), PLAN, &of_edition(NEXT), None).await.unwrap_err();
    assert!(matches!(counts, AppError::Refused(Refusal::Withdrawn { .. })), "{counts:?}");
    let compare = app.compare(&public(), PLAN, EDITION, NEXT).await.unwrap_err();
    assert!(matches!(compare, AppError::Refused(Refusal::Withdrawn { .. })), "{compare:?}");
    assert_eq!(app.compare(&yamada, PLAN, EDITION, NEXT).await.unwrap().changed, 1);
    // The public's current edition is the newest that is public.
    let plan = app.plan(&public(), PLAN).await.unwrap();
    assert_eq!(plan.current.unwrap().id.to_string(), old);
    let table = app.table(&public(), PLAN, &request::Look::default()).await.unwrap();
    assert_eq!((table.edition.unwrap().id.to_string(), table.rows.len()), (old.clone(), 6));
    let today = app.table(&public(), PLAN, &of_day("令和8年3月")).await.unwrap();
    assert_eq!(today.in_force.unwrap().id.to_string(), old);
    assert_eq!(
        row(&app.table(&public(), PLAN, &of_day("令和8年3月")).await.unwrap(), "2-1").cells[2],
        "未着手"
    );

    // With everything withdrawn, and one voided, there is still an answer.
    fresh(ask(&app, &yamada, PLAN, id(), &withdraw(EDITION, "void")).await);
    fresh(ask(&app, &yamada, PLAN, id(), &withdraw(NEXT, "void")).await);
    for name in [EDITION, old.as_str(), NEXT] {
        let table = app.table(&public(), PLAN, &of_edition(name)).await.unwrap();
        assert_eq!(table.edition.unwrap().withdrawn.unwrap().kind, WithdrawalKind::Void);
        assert!(table.rows.is_empty() && table.withdrawn_at.is_some());
    }
    // The right table in the place of the voided one is found by the same name.
    import(&app, &text(&changed(&[("中継", "生中継")]))).await;
    let table = app.table(&yamada, PLAN, &of_edition(EDITION)).await.unwrap();
    assert_eq!(row(&table, "1-1").title.as_str(), "生中継");
    assert_eq!(table.edition.unwrap().withdrawn, None);
}
