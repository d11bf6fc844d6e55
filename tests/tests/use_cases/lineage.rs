//! How items of editions and of plans belong together: stated by people, inferred by equal titles, suggested and left.

use crate::support::*;
use app::import::Import;
use app::request::{ConfirmLineage, InferLineage, LineageEnd, LinkPlan, RetractLink, StateLineage};
use app::{App, AppError};
use domain::Refusal;
use domain::event::LineageKind;
use domain::value::Certainty;
use projections::report::{HistoryReport, LineageReport};
use system_tests::{TestDatabase, fixtures, on_both};

on_both!(
    a_plan_that_continues_another_shows_what_its_items_were,
    equal_titles_are_inferred_and_a_person_confirms,
    the_public_is_told_of_other_plans_only_what_they_publish,
    what_looks_like_a_revival_is_suggested_and_never_stated,
    a_lineage_is_stated_once_and_a_retracted_one_stays_told,
    a_plan_says_which_plans_stand_above_and_before_it,
);

const BEFORE: &str = "plan-2010";

/// The plan of 平成22・23年度.
const OLD: &str = "情報化推進計画

見直し：平成22年4月

番号\t事業名\t実施時期\t状況
1\t庁内ネットワークの再構築\t平成22年度\t実施済み
2\t庁内サーバの統合\t平成23年度\t継続中
3\t電子申請の拡充\t平成22年度\t継続中
4\t地図情報の公開\t平成23年度\t継続中
5\t職員研修\t平成22年度\t継続中
6\t防災情報の配信\t平成22年度\t継続中
7\t窓口の改善\t平成22年度\t継続中
8\t窓口の改善\t平成23年度\t継続中
";

/// The plan of 平成24・25年度: 1 and 2 became one, 3 became two, 4 has another number, 5 is not continued, 6 may be
/// continued, and which of two continues is not to be told.
const NEW: &str = "情報化推進計画

見直し：平成24年4月

番号\t事業名\t実施時期\t状況
1\t庁内基盤の最適化\t平成24年度\t継続中
2\t電子申請手続の追加\t平成24年度\t継続中
3\t電子申請の周知\t平成25年度\t未着手
5\t地図情報の公開\t平成24年度\t継続中
6\t防災情報の配信と共有\t平成24年度\t継続中
7\t窓口の改善\t平成24年度\t継続中
";

fn plan(slug: &str, table: &str) -> Import {
    Import { plan: slug.to_owned(), ..text(table) }
}

async fn two_plans(db: &TestDatabase) -> App {
    let app = open(db).await;
    import(&app, &plan(BEFORE, OLD)).await;
    import(&app, &plan(PLAN, NEW)).await;
    app
}

fn old(item: &str) -> LineageEnd {
    LineageEnd { item: item.into(), edition: Some("平成22年4月".into()), plan: Some(BEFORE.into()) }
}

fn new(item: &str) -> LineageEnd {
    LineageEnd { item: item.into(), edition: Some("平成24年4月".into()), plan: None }
}

fn link(kind: &str, from: &[LineageEnd], to: &[LineageEnd]) -> StateLineage {
    StateLineage {
        kind: kind.into(),
        from: from.to_vec(),
        to: to.to_vec(),
        certainty: None,
        note: Some("計画書 3 ページ".into()),
    }
}

async fn state(app: &App, what: &StateLineage) {
    fresh(app.state_lineage(&staff(), PLAN, id(), what).await);
}

async fn merged_and_split(app: &App) {
    state(app, &link("統合", &[old("1"), old("2")], &[new("1")])).await;
    state(app, &link("split", &[old("3")], &[new("2"), new("3")])).await;
}

async fn told(app: &App, item: &str) -> HistoryReport {
    app.history(&staff(), PLAN, item, None).await.unwrap()
}

/// The items of plans before, as a history names them.
fn before(history: &HistoryReport) -> Vec<(String, String)> {
    let named = history.predecessors.iter().map(|before| {
        let plan = before.plan.as_ref().map(|plan| plan.title.to_string());
        (plan.unwrap_or_default(), before.item.title.to_string())
    });
    named.collect()
}

async fn lineage(app: &App) -> LineageReport {
    app.lineage(&staff(), PLAN).await.unwrap()
}

async fn a_plan_that_continues_another_shows_what_its_items_were(db: TestDatabase) {
    let app = two_plans(&db).await;
    merged_and_split(&app).await;

    let one = told(&app, "1").await;
    let pair = |title: &str| ("情報化推進計画".to_owned(), title.to_owned());
    assert_eq!(before(&one), [pair("庁内ネットワークの再構築"), pair("庁内サーバの統合")]);
    let steps = &one.predecessors[0].steps;
    assert_eq!(steps[0].after.as_ref().unwrap().wording, "実施済み");
    let end = &one.lineage[0].from[0];
    assert_eq!(end.number.as_deref(), Some("1"));
    assert_eq!(end.edition_label.as_ref().unwrap().as_str(), "平成22年4月");
    assert_eq!(end.plan_title.as_ref().unwrap().as_str(), "情報化推進計画");

    for number in ["2", "3"] {
        assert_eq!(before(&told(&app, number).await), [pair("電子申請の拡充")]);
    }
    assert_eq!(before(&told(&app, "5").await), []);

    let own = link("統合", &[old("9")], &[new("1")]);
    let missing = app.state_lineage(&staff(), PLAN, id(), &own).await;
    assert!(matches!(missing, Err(AppError::NotFound { .. })), "{missing:?}");
}

async fn equal_titles_are_inferred_and_a_person_confirms(db: TestDatabase) {
    let app = two_plans(&db).await;
    let suggested = app.suggested_lineage(&staff(), PLAN, BEFORE).await.unwrap().suggestions;
    let titles: Vec<_> = suggested.iter().map(|one| (one.to.title.as_str(), one.from[0].likeness)).collect();
    let expected =
        [("電子申請の周知", 66), ("地図情報の公開", 100), ("防災情報の配信と共有", 80), ("窓口の改善", 100)];
    assert_eq!(titles, expected, "in the order of the table");

    let infer = InferLineage { from: BEFORE.into() };
    fresh(app.infer_lineage(&staff(), PLAN, id(), &infer).await);
    let links = lineage(&app).await.links;
    let [inferred] = links.as_slice() else { panic!("{links:?}") };
    assert_eq!((inferred.kind, inferred.certainty), (LineageKind::Renumbered, Certainty::Inferred));
    let again = app.infer_lineage(&staff(), PLAN, id(), &infer).await;
    assert!(matches!(again, Err(AppError::Refused(Refusal::NothingChanges))), "{again:?}");

    let confirm = ConfirmLineage { link: inferred.link.to_string(), note: Some("担当課に確認".into()) };
    fresh(app.confirm_lineage(&staff(), PLAN, id(), &confirm).await);
    let links = lineage(&app).await.links;
    let [confirmed] = links.as_slice() else { panic!("{links:?}") };
    assert_eq!((confirmed.kind, confirmed.certainty), (LineageKind::Renumbered, Certainty::Confirmed));
    assert_eq!(confirmed.note.as_ref().unwrap().as_str(), "担当課に確認");
    assert_eq!((&confirmed.from, &confirmed.to), (&inferred.from, &inferred.to));
    let gone = app.confirm_lineage(&staff(), PLAN, id(), &confirm).await;
    assert!(matches!(gone, Err(AppError::NotFound { .. })), "{gone:?}");
}

async fn the_public_is_told_of_other_plans_only_what_they_publish(db: TestDatabase) {
    let app = two_plans(&db).await;
    merged_and_split(&app).await;
    let related = LinkPlan { relation: "predecessor".into(), plan: Some(BEFORE.into()), citation: None };
    fresh(app.link_plan(&staff(), PLAN, id(), &related).await);
    fresh(app.publish_edition(&staff(), PLAN, id(), "平成24年4月").await);
    let seen = || async {
        let history = app.history(&public(), PLAN, "1", None).await.unwrap();
        let overview = app.plan(&public(), PLAN).await.unwrap();
        format!("{history:?} {overview:?} {:?}", app.lineage(&public(), PLAN).await.unwrap())
    };

    let hidden = seen().await;
    assert!(!hidden.contains("庁内サーバ") && !hidden.contains("平成22年4月"), "{hidden}");
    assert_eq!(app.lineage(&public(), PLAN).await.unwrap().links.len(), 2, "that there is something is told");
    assert_eq!(app.plan(&public(), PLAN).await.unwrap().ties, []);

    fresh(app.publish_edition(&staff(), BEFORE, id(), "平成22年4月").await);
    let shown = seen().await;
    assert!(shown.contains("庁内サーバの統合") && shown.contains("平成22年4月"), "{shown}");
    let suggested = app.suggested_lineage(&public(), PLAN, BEFORE).await;
    assert!(suggested.is_err(), "what merely looks likely is for those who keep the plan");
}

async fn what_looks_like_a_revival_is_suggested_and_never_stated(db: TestDatabase) {
    let app = open(&db).await;
    let source = "nagareyama-2021-03.source.tsv";
    let table = String::from_utf8(fixtures::bytes(source)).unwrap();
    import(&app, &text(&table)).await;

    let report = lineage(&app).await;
    assert_eq!(report.links, []);
    let numbers = |report: &LineageReport| {
        let of = report.suggestions.iter().find(|one| one.to.full_label.as_deref() == Some("6-6"))?;
        assert_eq!(of.kind, LineageKind::Revived);
        Some(of.from.iter().filter_map(|likely| likely.item.full_label.clone()).collect::<Vec<_>>())
    };
    assert_eq!(numbers(&report), Some(vec!["6-3".to_owned(), "6-2".to_owned()]));

    let end = |item: &str| LineageEnd { item: item.into(), edition: None, plan: None };
    state(&app, &link("再開", &[end("6-2"), end("6-3")], &[end("6-6")])).await;
    let report = lineage(&app).await;
    assert_eq!((report.links.len(), numbers(&report)), (1, None));
    let titles: Vec<_> = before(&told(&app, "6-6").await).into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["スマートフォンを全議員に配布", "情報端末（タブレット）を全議員に配布"]);
}

async fn a_lineage_is_stated_once_and_a_retracted_one_stays_told(db: TestDatabase) {
    let app = two_plans(&db).await;
    let what = link("related", &[old("5")], &[new("1")]);
    state(&app, &what).await;
    let twice = app.state_lineage(&staff(), PLAN, id(), &what).await;
    assert!(matches!(twice, Err(AppError::Refused(Refusal::NothingChanges))), "{twice:?}");

    let link = lineage(&app).await.links[0].link.to_string();
    let retract = RetractLink { link, reason: "取り違え".into() };
    fresh(app.retract_link(&staff(), PLAN, id(), &retract).await);
    assert_eq!(lineage(&app).await.links, []);
    let history = format!("{:?}", told(&app, "1").await.groups);
    assert!(history.contains("取り違え"), "{history}");
    let again = app.retract_link(&staff(), PLAN, id(), &retract).await;
    assert!(matches!(again, Err(AppError::Refused(Refusal::UnknownLink { .. }))), "{again:?}");
}

async fn a_plan_says_which_plans_stand_above_and_before_it(db: TestDatabase) {
    let app = two_plans(&db).await;
    let before = LinkPlan { relation: "前計画".into(), plan: Some(BEFORE.into()), citation: None };
    fresh(app.link_plan(&staff(), PLAN, id(), &before).await);
    let above = LinkPlan {
        relation: "上位計画".into(), plan: None, citation: Some("第4次総合計画".into())
    };
    fresh(app.link_plan(&staff(), PLAN, id(), &above).await);
    let ties = app.plan(&staff(), PLAN).await.unwrap().ties;
    let titles: Vec<_> = ties.iter().map(|tie| tie.title.as_ref().unwrap().as_str()).collect();
    assert!(titles.contains(&"情報化推進計画") && titles.contains(&"第4次総合計画"), "{titles:?}");

    // Of a plan that says what was before it, what looks continued is suggested without being asked for.
    let suggestions = lineage(&app).await.suggestions;
    assert!(suggestions.iter().any(|one| one.to.title.as_str() == "地図情報の公開"), "{suggestions:?}");

    let both = LinkPlan { plan: Some(BEFORE.into()), ..above };
    let refused = app.link_plan(&staff(), PLAN, id(), &both).await;
    assert!(matches!(refused, Err(AppError::Invalid { field: "plan", .. })), "{refused:?}");
    let own = LinkPlan { relation: "parent".into(), plan: Some(PLAN.into()), citation: None };
    let refused = app.link_plan(&staff(), PLAN, id(), &own).await;
    assert!(matches!(refused, Err(AppError::Invalid { field: "plan", .. })), "{refused:?}");
}
