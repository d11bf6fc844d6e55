//! Departments through a reorganisation: recorded in every plan at once, and answered of the days before and after.

use crate::support::*;
use app::import::Import;
use app::request::{NewDepartment, Reorganise, Sides};
use app::{App, AppError, Caller, From, Scope};
use domain::value::Role;
use projections::report::{CancelledFilter, GapKind, ItemRef, SearchText};
use system_tests::{TestDatabase, on_both};

on_both!(
    a_reorganisation_is_recorded_in_every_plan_at_once,
    a_department_before_and_after_a_reorganisation_is_answered,
    a_rehearsal_records_nothing_and_a_repetition_nothing_twice,
    only_plans_that_the_caller_may_edit_are_touched,
    a_department_that_no_plan_has_is_asked_for,
    every_list_is_narrowed_to_a_department_by_its_name_of_either_day,
);

const OTHER: &str = "other-plan";

const TABLE: &str = "推進計画

見直し：令和3年3月

番号\t事業名\t担当部署\t実施時期\t状況
1\t窓口の電子化\t情報課\t令和3年4月\t継続中
2\t広報紙の配信\t広報課\t令和3年4月\t継続中
3\t文書の電子化\t総務課・情報課\t令和3年4月\t継続中
";

const OTHER_TABLE: &str = "別の計画

見直し：令和3年3月

番号\t事業名\t担当部署\t実施時期\t状況
1\t例規の公開\t総務課\t令和3年4月\t継続中
";

async fn two_plans(db: &TestDatabase) -> App {
    let app = open(db).await;
    import(&app, &text(TABLE)).await;
    import(&app, &Import { plan: OTHER.to_owned(), ..text(OTHER_TABLE) }).await;
    app
}

fn department(name: &str, continues: &[&str]) -> NewDepartment {
    NewDepartment { name: name.into(), continues: continues.iter().map(|name| (*name).into()).collect() }
}

/// 情報課 and 広報課 become one; 総務課 gives a part of its work to 法務課 and goes on.
fn reform() -> Reorganise {
    Reorganise {
        from: "2023-04-01".into(),
        departments: vec![
            department("デジタル課", &["情報課", "広報課"]),
            department("法務課", &["総務課"]),
            department("総務課", &["総務課"]),
        ],
    }
}

/// The departments of a day with the numbers of their items.
async fn on(app: &App, plan: &str, day: &str) -> Vec<(String, Vec<String>)> {
    let report = app.departments(&staff(), plan, Some(day)).await.unwrap();
    let departments = report.departments.iter().map(|one| {
        let items = one.items.iter().filter_map(|item| item.item.full_label.clone()).collect();
        (one.name.to_string(), items)
    });
    departments.collect()
}

fn expected(departments: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let own = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect();
    departments.iter().map(|(name, items)| ((*name).to_owned(), own(items))).collect()
}

async fn a_reorganisation_is_recorded_in_every_plan_at_once(db: TestDatabase) {
    let app = two_plans(&db).await;
    let done = app.reorganise(&staff(), id(), &reform(), false).await.unwrap();
    let mut plans: Vec<_> =
        done.plans.iter().map(|plan| (plan.plan.title.as_str(), plan.departments.len())).collect();
    plans.sort_unstable();
    assert_eq!(plans, [("別の計画", 2), ("推進計画", 3)]);
    assert_eq!(done.unknown, Vec::<String>::new());

    let units = |plan: &'static str| {
        let app = app.clone();
        async move {
            let report = app.departments(&staff(), plan, Some("2023-04-01")).await.unwrap();
            let law = report.departments.iter().find(|one| one.name.as_str() == "法務課").unwrap();
            law.unit.unwrap()
        }
    };
    assert_eq!(units(PLAN).await, units(OTHER).await, "one department has one id in all plans");
}

async fn a_department_before_and_after_a_reorganisation_is_answered(db: TestDatabase) {
    let app = two_plans(&db).await;
    app.reorganise(&staff(), id(), &reform(), false).await.unwrap();
    let before = expected(&[("広報課", &["2"]), ("情報課", &["1", "3"]), ("総務課", &["3"])]);
    assert_eq!(on(&app, PLAN, "2023-03-31").await, before);
    let after = expected(&[("デジタル課", &["1", "2", "3"]), ("法務課", &["3"]), ("総務課", &["3"])]);
    assert_eq!(on(&app, PLAN, "2023-04-01").await, after);
    assert_eq!(on(&app, OTHER, "2024-01-01").await, expected(&[("法務課", &["1"]), ("総務課", &["1"])]));

    let report = app.departments(&staff(), PLAN, Some("2024-01-01")).await.unwrap();
    let digital = report.departments.iter().find(|one| one.name.as_str() == "デジタル課").unwrap();
    let continues: Vec<_> = digital.continues.iter().map(ToString::to_string).collect();
    assert_eq!(continues, ["情報課", "広報課"]);
    assert_eq!(digital.items[0].printed.as_str(), "情報課", "what is printed stays as it is");
    let table = app.table(&staff(), PLAN, &of_edition(EDITION)).await.unwrap();
    assert_eq!(row(&table, "1").cells[2], "情報課");
}

async fn a_rehearsal_records_nothing_and_a_repetition_nothing_twice(db: TestDatabase) {
    let app = two_plans(&db).await;
    let before = footprint(&app, &[PLAN, OTHER]).await;
    let rehearsed = app.reorganise(&staff(), id(), &reform(), true).await.unwrap();
    assert_eq!(rehearsed.plans.len(), 2);
    assert_eq!(footprint(&app, &[PLAN, OTHER]).await, before);

    let command = id();
    let by = staff();
    let done = app.reorganise(&by, command, &reform(), false).await.unwrap();
    assert!(done.plans.iter().all(|plan| !plan.already));
    let recorded = footprint(&app, &[PLAN, OTHER]).await;
    let again = app.reorganise(&by, command, &reform(), false).await.unwrap();
    assert!(again.plans.iter().all(|plan| plan.already));
    assert_eq!(footprint(&app, &[PLAN, OTHER]).await, recorded);
}

async fn only_plans_that_the_caller_may_edit_are_touched(db: TestDatabase) {
    let app = two_plans(&db).await;
    let other = app.plan(&staff(), OTHER).await.unwrap().plan.id.unwrap();
    let some = person(Role::Staff, Scope::Plans([other].into()));
    let done = app.reorganise(&some, id(), &reform(), false).await.unwrap();
    let plans: Vec<_> = done.plans.iter().map(|plan| plan.plan.title.as_str()).collect();
    assert_eq!(plans, ["別の計画"]);
    assert_eq!(done.unknown, ["広報課", "情報課"], "nothing is told of the other plan");
    assert_eq!(on(&app, PLAN, "2024-01-01").await.len(), 3);
    let refused = app.reorganise(&public(), id(), &reform(), false).await;
    assert!(matches!(refused, Err(AppError::Forbidden(_))), "{refused:?}");
    let auditor: Caller = person(Role::Auditor, Scope::All);
    assert!(app.reorganise(&auditor, id(), &reform(), true).await.is_err());
}

async fn a_department_that_no_plan_has_is_asked_for(db: TestDatabase) {
    let app = two_plans(&db).await;
    let wrong = Reorganise { departments: vec![department("環境課", &["公害課"])], ..reform() };
    let refused = app.reorganise(&staff(), id(), &wrong, false).await;
    assert!(matches!(&refused, Err(AppError::Invalid { found, .. }) if found == "公害課"), "{refused:?}");
    let partly = Reorganise {
        departments: vec![department("環境課", &["公害課"]), department("広報広聴課", &["広報課"])],
        ..reform()
    };
    let done = app.reorganise(&staff(), id(), &partly, false).await.unwrap();
    assert_eq!(done.unknown, ["公害課"]);
}

/// Of two editions: 広報紙の配信 ended and went to another department.
const ENDED: &str = "推進計画

見直し：令和6年3月

番号\t事業名\t担当部署\t実施時期\t状況
1\t窓口の電子化\t情報課\t令和3年4月\t継続中
2\t広報紙の配信\t総務課\t令和3年4月\t中止
3\t文書の電子化\t総務課・情報課\t令和3年4月\t実施済み
";

fn numbers<'i>(items: impl Iterator<Item = &'i ItemRef>) -> Vec<&'i str> {
    items.filter_map(|item| item.full_label.as_deref()).collect()
}

async fn every_list_is_narrowed_to_a_department_by_its_name_of_either_day(db: TestDatabase) {
    let app = two_plans(&db).await;
    import(&app, &text(ENDED)).await;
    app.reorganise(&staff(), id(), &reform(), false).await.unwrap();
    let by = staff();

    let found = |plan: Option<&'static str>, department: &'static str| {
        let (app, by) = (app.clone(), by.clone());
        async move {
            let mut reports = app.search(&by, "電子化", plan).await.unwrap();
            reports.iter_mut().for_each(|report| report.narrow(department));
            let hits = reports.iter().flat_map(|report| &report.hits);
            numbers(hits.map(|hit| &hit.item)).join(" ")
        }
    };
    assert_eq!(found(Some(PLAN), "情報課").await, "1 3");
    assert_eq!(found(None, "デジタル課").await, "1 3", "what 情報課 became");
    assert_eq!(found(Some(PLAN), "広報課").await, "", "it went to another department");
    let text = SearchText::parse("電子化").unwrap();
    let part = app.search_from(&by, &text, Some("法務課"), From::EVERYTHING).await.unwrap();
    assert_eq!(numbers(part.reports.iter().flat_map(|report| &report.hits).map(|hit| &hit.item)), ["3"]);

    for (department, number) in [("広報課", vec!["2"]), ("総務課", vec!["2", "3"]), ("情報課", vec!["3"])]
    {
        let sides = Sides { from: EDITION, to: NEXT, department: Some(department) };
        let compared = app.compared(&by, PLAN, sides).await.unwrap();
        assert_eq!(numbers(compared.report.rows.iter().map(|row| &row.item)), number, "{department}");
        assert_eq!(compared.report.unchanged, u32::from(department == "情報課"), "{department}");
        assert!(compared.departments.contains("デジタル課"), "what may be chosen is that of the whole table");
    }

    let mut gaps = app.gaps(&by, PLAN).await.unwrap();
    let kinds = gaps.gaps.len();
    assert_eq!(numbers(gaps.items(GapKind::EndingWithoutReason).iter().map(|gap| &gap.item)), ["2"]);
    gaps.narrow("情報課");
    assert!(gaps.items(GapKind::EndingWithoutReason).is_empty());
    assert_eq!(gaps.gaps.len(), kinds, "what was looked for is still told");

    let cancelled = |department: &'static str| {
        let (app, by) = (app.clone(), by.clone());
        async move {
            let filter =
                CancelledFilter { department: Some(department.to_owned()), ..CancelledFilter::default() };
            app.cancelled(&by, Some(PLAN), &filter).await.unwrap()[0].rows.len()
        }
    };
    assert_eq!((cancelled("総務").await, cancelled("法務課").await, cancelled("情報課").await), (1, 1, 0));

    open_cycle(&app, &by, "令和9年3月").await;
    let mut cycle = app.cycle(&by, PLAN, None).await.unwrap();
    let undecided = cycle.undecided;
    cycle.narrow("デジタル課");
    assert_eq!(numbers(cycle.rows.iter().map(|row| &row.item)), ["1", "3"]);
    assert_eq!(cycle.undecided, undecided, "what is said of the whole review stays");
}
