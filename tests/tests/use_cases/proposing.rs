//! A table of the live cycle becomes proposals; a printed copy of what was adopted says nothing new.

use crate::support::*;
use app::AppError;
use app::import::Outcome;
use domain::event::Outcome as Decided;
use domain::value::{CanonicalState, Reason};
use import::{Finding, IdFinding};
use projections::fold::{Kind, assemble};
use system_tests::{TestDatabase, on_both};

on_both!(
    a_table_of_the_live_cycle_becomes_proposals,
    what_cannot_be_a_proposal_is_refused,
    a_copy_of_an_adopted_edition_says_nothing_new,
);

async fn a_table_of_the_live_cycle_becomes_proposals(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let cycle = open_cycle(&app, &staff(), NEXT).await;
    let proposed = edition(
        NEXT,
        &[
            ("1-1. 中継\t平成18年9月\t継続中\t\t", "1-1. 中継\t平成18年9月\t中止\t\t視聴が少ないため。"),
            (
                "1-2. 録画\t未定\t平成30年11月 中止\t平成30年11月\t費用の増大を招くため中止としました。",
                "1-2. 録画\t令和6年4月\t継続中\t\t費用が下がったため再開します。",
            ),
            (
                "1-3. 公開\t令和元年9月\t実施済み\t令和3年3月\t公開しています。",
                "1-4. 要約\t令和7年4月\t未着手\t\t",
            ),
            ("2. 改革", "2. 議会改革"),
            ("配付の準備中です。", ""),
        ],
    );

    let preview = app.preview_import(&staff(), &text(&proposed)).await.unwrap();
    let before = footprint(&app, &[]).await;
    let imported = import(&app, &files(vec![file("proposal.tsv", &proposed)])).await;
    assert_eq!(outcome(&imported), &preview.tables[0].outcome);
    let Outcome::Proposals { differences, added, missing, .. } = outcome(&imported) else {
        panic!("{imported:?}")
    };
    assert_eq!(added, &["1-4 要約"]);
    assert_eq!(missing, &["1-3 公開"]);
    let cells: Vec<String> =
        differences.iter().map(|d| format!("{} {} {}", d.line, d.item, d.column)).collect();
    let expected = [
        "7 1-1 状況",
        "7 1-1 備考",
        "8 1-2 実施時期",
        "8 1-2 状況",
        "8 1-2 備考",
        "9 1-4 実施時期",
        "9 1-4 状況",
        "10 2 実施事業",
        "11 2-1 備考",
    ];
    assert_eq!(cells, expected);

    let plan = app.store().plan_of_slug(PLAN).await.unwrap().unwrap();
    let decision = async |number: &str| {
        let table = app.table(&staff(), PLAN, &of_cycle(NEXT)).await.unwrap();
        let mut documents = app.store().documents(plan, Kind::Plan).await.unwrap();
        documents.extend(app.store().documents(plan, Kind::Node).await.unwrap());
        let shown = assemble(&documents).unwrap().unwrap();
        shown.nodes[&row(&table, number).node].decision(domain::id::CycleId::new(cycle)).cloned()
    };
    let ended = decision("1-1").await.unwrap();
    assert_eq!(ended.reason.map(said), Some("視聴が少ないため。".to_owned()));
    let revived = decision("1-2").await.unwrap();
    assert_eq!(revived.outcome, Decided::Revived);
    assert_eq!(revived.reason.map(said), Some("費用が下がったため再開します。".to_owned()));
    assert!(decision("1-4").await.is_some(), "a new row comes with its status");
    assert_eq!(decision("2-1").await, None, "a remark is no decision");
    assert_eq!(decision("1-3").await, None, "what the file leaves out is left undecided");
    let table = app.table(&staff(), PLAN, &of_cycle(NEXT)).await.unwrap();
    let order: Vec<&str> = table.rows.iter().filter_map(|row| row.full_label.as_deref()).collect();
    assert_eq!(
        order,
        ["1", "1-1", "1-2", "1-4", "1-3", "2", "2-1"],
        "a new row stands where the file has it"
    );
    assert_eq!(row(&table, "2-1").cells[4], "");
    assert_eq!(row(&table, "2").title.as_str(), "議会改革");
    let events = app.events(&staff(), PLAN, before.0, 100).await.unwrap();
    let added = events.iter().find(|event| matches!(event.fact, domain::Fact::NodeAdded(_))).unwrap();
    assert_eq!((added.metadata["file"].as_str(), added.metadata["row"].as_str()), ("proposal.tsv", "9"));

    let once = footprint(&app, &[]).await;
    let again = import(&app, &text(&proposed)).await;
    assert_eq!(again.done, None);
    let Outcome::Proposals { differences, missing, .. } = outcome(&again) else { panic!("{again:?}") };
    assert_eq!((differences.len(), missing.len()), (0, 1), "what is missing is said again, nothing else");
    assert_eq!(footprint(&app, &[]).await, once);

    // Back to what the edition says: an ending that was only proposed needs no reason to be taken back.
    import(&app, &text(&edition(NEXT, &[("2-1. 配付", "1-4. 要約\t令和7年4月\t未着手\t\t\n2-1. 配付")])))
        .await;
    let table = app.table(&staff(), PLAN, &of_cycle(NEXT)).await.unwrap();
    assert_eq!(row(&table, "1-1").state, Some(CanonicalState::Ongoing));
}

fn said(reason: Reason) -> String {
    match reason {
        Reason::Stated(text) => text.to_string(),
        Reason::NotInSource => "原資料に理由記載なし".to_owned(),
    }
}

async fn what_cannot_be_a_proposal_is_refused(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    open_cycle(&app, &staff(), NEXT).await;
    let before = footprint(&app, &[]).await;
    for (table, said) in [
        (
            edition(NEXT, &[("1-1. 中継\t平成18年9月\t継続中", "1-1. 中継\t平成18年9月\t中止")]),
            "ReasonMissing",
        ),
        (
            edition(NEXT, &[("1-1. 中継\t平成18年9月\t継続中", "1-1. 中継\t平成18年9月\t")]),
            "row 7, because 1-1",
        ),
        (edition(NEXT, &[("1-1. 中継\t平成18年9月\t継続中", "1-1. 中継\t\t")]), "BecameHeading"),
        (edition(NEXT, &[("1-3. 公開", "1-1. 公開")]), "NumberTaken"),
        (edition(NEXT, &[]).replace("\t備考\n", "\t備考\t担当部署\n"), "担当部署"),
    ] {
        let refused = app.import(&staff(), id(), &text(&table)).await.unwrap_err();
        assert!(format!("{refused:?}").contains(said), "{said}: {refused:?}");
        assert_eq!(footprint(&app, &[]).await, before);
    }
    assert_eq!(
        outcome(&import(&app, &text(&edition(NEXT, &[]))).await),
        &Outcome::Nothing { label: NEXT.into() }
    );
}

async fn a_copy_of_an_adopted_edition_says_nothing_new(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let yamada = staff();
    open_cycle(&app, &yamada, NEXT).await;
    fresh(app.decide(&yamada, PLAN, id(), &decide("2-1", "継続中")).await);
    adopt(&app, &yamada).await;
    let table = app.table(&yamada, PLAN, &of_edition(NEXT)).await.unwrap();
    let copy = export::tsv(&table);
    let before = footprint(&app, &[]).await;

    let again = import(&app, &text(&copy)).await;
    assert_eq!((again.done, outcome(&again)), (None, &Outcome::Nothing { label: NEXT.into() }));
    let other = copy.replace("公開しています。", "公開した。");
    let refused = app.import(&yamada, id(), &text(&other)).await.unwrap_err();
    let AppError::File(problems) = &refused else { panic!("{refused:?}") };
    let [problem] = &problems.0[..] else { panic!("{problems}") };
    let expected =
        IdFinding::Adopted { before: "公開しています。".into(), after: "公開した。".into() };
    assert_eq!(problem.finding, Finding::Id(expected));
    assert_eq!((problem.place.row, problem.place.column.as_deref()), (Some(9), Some("備考")));
    assert_eq!(footprint(&app, &[]).await, before);
}
