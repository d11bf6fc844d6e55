//! Columns of many kinds: departments, categories, plan and result by year, indicators, declared changes. What was read is
//! the plan's, and the table comes out cell for cell. All plans here are made up.

use crate::support::*;
use app::import::{Import, ImportFile, Imported, Outcome};
use app::{App, AppError, request};
use domain::event::{IndicatorSide, IndicatorValue, YearSide};
use domain::id::EditionId;
use domain::plan::{Detail, Lens, Plan};
use domain::value::{CanonicalState, FiscalYear};
use system_tests::{TestDatabase, fixtures, on_both};

on_both!(
    plan_and_result_of_a_year_are_read_beside_departments_and_categories,
    cards_are_read_with_their_years_and_indicators,
    declared_changes_are_stated_of_the_items_that_the_edition_has,
    an_unknown_word_is_asked_for_and_given_for_plan_or_result,
    a_new_version_of_the_words_changes_no_edition_that_was_adopted,
    a_corrected_cell_and_a_proposal_state_what_they_say_anew,
    a_table_of_goals_comes_out_cell_for_cell,
    departments_and_categories_are_the_same_ones_in_every_edition,
);

pub(crate) fn fixture(name: &str) -> ImportFile {
    ImportFile { name: name.to_owned(), bytes: fixtures::bytes(name) }
}

pub(crate) fn planned_actual() -> Import {
    Import {
        profile: Some(file("planned-actual.toml", PLANNED_ACTUAL)),
        ..files(vec![fixture("made-up-planned-actual.tsv")])
    }
}

const PLANNED_ACTUAL: &str = include_str!("../../../service/import/examples/planned-actual.toml");
const CARDS: &str = include_str!("../../../service/import/examples/cards.toml");

async fn printed(app: &App, label: &str) -> String {
    export::tsv(&app.table(&staff(), PLAN, &of_edition(label)).await.unwrap())
}

async fn plan_of(app: &App) -> Plan {
    let id = app.store().plan_of_slug(PLAN).await.unwrap().unwrap();
    let mut plan = Plan::default();
    for recorded in app.store().events(id, 0).await.unwrap() {
        plan.apply(&recorded.event);
    }
    plan
}

fn edition_id(plan: &Plan, label: &str) -> EditionId {
    let mut editions = plan.head.editions.values();
    editions.find(|edition| edition.label.as_str() == label && !edition.is_void()).unwrap().id
}

/// What is stated of the item of that number.
#[track_caller]
fn details(plan: &Plan, label: &str, number: &str) -> Vec<Detail> {
    let node = plan.numbers_of(edition_id(plan, label))[number];
    Lens::Current.details(&plan.head, &plan.nodes[&node]).into_iter().cloned().collect()
}

#[track_caller]
fn departments(plan: &Plan, label: &str, number: &str) -> Vec<(String, Option<String>)> {
    let all = details(plan, label, number);
    let found = all.iter().find_map(|detail| {
        if let Detail::Departments { departments, .. } = detail { Some(departments) } else { None }
    });
    let name = |unit: &domain::event::Assignment| {
        let names = &plan.head.units[&unit.unit.expect("every department is defined")];
        names.last().unwrap().name.to_string()
    };
    let all = found.into_iter().flatten();
    all.map(|d| (name(d), d.qualifier.as_ref().map(ToString::to_string))).collect()
}

fn categories(plan: &Plan, label: &str, number: &str) -> Vec<(String, String)> {
    let of = |detail: &Detail| {
        let Detail::Category { axis, term } = detail else { return None };
        let words = plan.head.axes().into_iter().find(|words| words.id == *axis)?;
        let word = words.term((*term)?)?.wording.clone();
        Some((plan.head.axis_name(*axis)?.to_owned(), word))
    };
    details(plan, label, number).iter().filter_map(of).collect()
}

fn years(plan: &Plan, label: &str, number: &str) -> Vec<(i16, YearSide, String, CanonicalState)> {
    let of = |detail: &Detail| {
        let Detail::Year { year, side, status } = detail else { return None };
        Some((year.year(), *side, status.wording.clone(), status.state))
    };
    details(plan, label, number).iter().filter_map(of).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

fn plain(names: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
    names.iter().map(|(a, b)| ((*a).to_owned(), b.map(str::to_owned))).collect()
}

async fn plan_and_result_of_a_year_are_read_beside_departments_and_categories(db: TestDatabase) {
    let app = open(&db).await;
    let done = import(&app, &planned_actual()).await;
    let Outcome::NewEdition { items, defines, totals, .. } = outcome(&done) else { panic!("{done:?}") };
    assert_eq!((*items, *totals), (12, 1));
    assert_eq!(defines.departments.len(), 14);
    assert_eq!(defines.categories["区分"], ["継続", "新規"]);
    assert_eq!(done.preview.tables[0].table.warnings, [], "nothing to hesitate about");
    assert_eq!(printed(&app, "平成24年度").await, fixtures::text("made-up-planned-actual.tsv"));

    let plan = plan_of(&app).await;
    let of = |number| departments(&plan, "平成24年度", number);
    assert_eq!(of("1"), plain(&[("情報政策課", None), ("市民課", None)]));
    assert_eq!(of("5"), plain(&[("情報政策課", Some("（全所属）"))]));
    assert_eq!(of("7"), plain(&[("契約課", Some("ほか"))]));
    assert_eq!(of("8"), plain(&[("都市計画課", None), ("道路課", None), ("情報政策課", None)]));
    assert_eq!(categories(&plan, "平成24年度", "2"), pairs(&[("区分", "新規")]));
    use CanonicalState::{Cancelled, Done, PartlyDone, UnderStudy};
    use YearSide::{Actual, Planned};
    let years = |number| years(&plan, "平成24年度", number);
    assert_eq!(
        years("2"),
        [(2012, Planned, "実施".to_owned(), Done), (2012, Actual, "一部実施".to_owned(), PartlyDone)]
    );
    assert_eq!(
        years("12"),
        [(2012, Planned, "調査・検討".to_owned(), UnderStudy), (2012, Actual, "中止".to_owned(), Cancelled)]
    );
    assert_eq!(years("11"), [(2012, Actual, "調査・検討".to_owned(), UnderStudy)], "－ says nothing");
    assert_eq!(plan.head.totals[0].printed.as_str(), "12事業");

    let again = import(&app, &planned_actual()).await;
    assert_eq!(again.done, None, "safe to repeat");
}

async fn cards_are_read_with_their_years_and_indicators(db: TestDatabase) {
    let app = open(&db).await;
    let cards =
        Import { profile: Some(file("cards.toml", CARDS)), ..files(vec![fixture("made-up-cards.tsv")]) };
    let done = import(&app, &cards).await;
    let Outcome::NewEdition { items, defines, .. } = outcome(&done) else { panic!("{done:?}") };
    assert_eq!(*items, 5);
    assert_eq!(defines.categories["区分"], ["新規", "継続"]);
    assert_eq!(defines.categories["基本目標"], ["便利な暮らし", "確かな運営", "安全な町"]);
    assert_eq!(printed(&app, "平成24年3月").await, fixtures::text("made-up-cards.tsv"));

    let plan = plan_of(&app).await;
    assert_eq!(
        categories(&plan, "平成24年3月", "2"),
        pairs(&[("区分", "継続"), ("基本目標", "便利な暮らし")])
    );
    use CanonicalState::{Done, UnderStudy};
    assert_eq!(
        years(&plan, "平成24年3月", "1"),
        [
            (2012, YearSide::Planned, "調査・検討".to_owned(), UnderStudy),
            (2012, YearSide::Actual, "調査・検討".to_owned(), UnderStudy),
            (2013, YearSide::Planned, "実施".to_owned(), Done),
        ]
    );
    let indicators = |number: &str| {
        let of = |detail: Detail| {
            if let Detail::Indicator { name, year, side: IndicatorSide::Target, value, printed, .. } = detail
            {
                let value = match value {
                    IndicatorValue::Quantity { number, unit } => {
                        format!("{number}|{}", unit.map(|unit| unit.to_string()).unwrap_or_default())
                    }
                    IndicatorValue::Milestone(text) => text.to_string(),
                    IndicatorValue::Nothing => "-".to_owned(),
                };
                Some((
                    year,
                    name.map(|name| name.to_string()).unwrap_or_default(),
                    value,
                    printed.to_string(),
                ))
            } else {
                None
            }
        };
        details(&plan, "平成24年3月", number).into_iter().filter_map(of).collect::<Vec<_>>()
    };
    let (h24, h25) = (FiscalYear::new(2012), FiscalYear::new(2013));
    let said = |year, name: &str, value: &str, printed: &str| {
        (year, name.to_owned(), value.to_owned(), printed.to_owned())
    };
    assert_eq!(
        indicators("1"),
        [said(h24, "", "方針決定", "方針決定"), said(h25, "予約数", "20000|件", "予約数=20,000件")]
    );
    assert_eq!(
        indicators("2"),
        [
            said(h24, "交付数", "1500|枚", "交付数=1,500枚"),
            said(h25, "交付数", "1800|枚", "交付数=1,800枚"),
            said(h24, "稼働率", "99.5|%", "稼働率=99.5%"),
            said(h25, "稼働率", "99.5|%", "稼働率=99.5%"),
        ],
        "the same indicator in both years"
    );
    assert_eq!(indicators("3"), [said(h24, "", "0|件", "0件"), said(h25, "", "0|件", "0件")]);
    assert_eq!(indicators("4")[0], said(h24, "", "-", "－"));
}

async fn declared_changes_are_stated_of_the_items_that_the_edition_has(db: TestDatabase) {
    let app = open(&db).await;
    let both = Import {
        files: vec![fixture("made-up-changes.tsv"), fixture("made-up-planned-actual.tsv")],
        ..planned_actual()
    };
    let done = import(&app, &both).await;
    let outcomes: Vec<&Outcome> = done.preview.tables.iter().map(|table| &table.outcome).collect();
    assert!(matches!(outcomes[0], Outcome::NewEdition { items: 12, .. }), "{outcomes:?}");
    assert_eq!(outcomes[1], &Outcome::Declared { label: "平成24年度".to_owned(), changes: 2 });
    let plan = plan_of(&app).await;
    let reasons = |number: &str| {
        let of = |detail: &Detail| {
            if let Detail::DeclaredChange { reason } = detail { Some(reason.to_string()) } else { None }
        };
        details(&plan, "平成24年度", number).iter().find_map(of)
    };
    assert_eq!(reasons("7").as_deref(), Some("国の事業の対象となり、前倒しして実施したため"));
    assert_eq!(reasons("2"), None, "a difference between plan and result declares nothing");
    assert_eq!(import(&app, &both).await.done, None, "safe to repeat");

    let text = String::from_utf8(fixtures::bytes("made-up-changes.tsv")).unwrap();
    let other = Import {
        files: vec![file("changes.tsv", &text.replace("電子調達", "電子入札"))],
        ..planned_actual()
    };
    let refused = app.import(&staff(), id(), &other).await.unwrap_err();
    assert!(
        matches!(&refused, AppError::OtherRows { detail, .. } if detail.contains("電子入札")),
        "{refused}"
    );
}

async fn an_unknown_word_is_asked_for_and_given_for_plan_or_result(db: TestDatabase) {
    let app = open(&db).await;
    let text =
        fixtures::text("made-up-planned-actual.tsv").replace("\t－\t調査・検討", "\t仕様作成\t仕様作成");
    let unknown = Import { files: vec![file("table.tsv", &text)], ..planned_actual() };
    let AppError::File(problems) = app.import(&staff(), id(), &unknown).await.unwrap_err() else {
        panic!("an unknown word is a problem of the file")
    };
    let places: Vec<(&str, Option<u32>, Option<&str>)> =
        problems.0.iter().map(|p| (p.code(), p.place.row, p.place.column.as_deref())).collect();
    assert_eq!(
        places,
        [("unknown-status", Some(14), Some("実施状況")), ("unknown-status", Some(14), Some("計画事項"))],
        "each cell is asked for once"
    );
    let given = Import {
        planned_words: vec![("仕様作成".into(), CanonicalState::UnderStudy)],
        actual_words: vec![("仕様作成".into(), CanonicalState::Ongoing)],
        ..unknown
    };
    let done: Imported = import(&app, &given).await;
    assert!(done.done.is_some());
    let plan = plan_of(&app).await;
    let states: Vec<CanonicalState> =
        years(&plan, "平成24年度", "11").into_iter().map(|(_, _, _, state)| state).collect();
    assert_eq!(states, [CanonicalState::UnderStudy, CanonicalState::Ongoing]);
}

async fn a_new_version_of_the_words_changes_no_edition_that_was_adopted(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let yamada = staff();
    open_cycle(&app, &yamada, NEXT).await;
    adopt(&app, &yamada).await;
    let before = app.table(&staff(), PLAN, &of_edition(NEXT)).await.unwrap();
    let states = |table: &projections::report::TableReport| {
        table.rows.iter().map(|row| row.status.as_ref().map(|status| status.state)).collect::<Vec<_>>()
    };
    let vocabularies = edition_words(&app, NEXT).await;
    // The same word means something else from now on, in an edition of another time.
    let later = edition("令和9年3月", &[]);
    let later =
        Import { status_words: vec![("継続中".into(), CanonicalState::PartlyDone)], ..text(&later) };
    import(&app, &later).await;
    let after = app.table(&staff(), PLAN, &of_edition(NEXT)).await.unwrap();
    assert_eq!((export::tsv(&before), states(&before)), (export::tsv(&after), states(&after)));
    assert_eq!(edition_words(&app, NEXT).await, vocabularies);
    let now = app.table(&staff(), PLAN, &of_edition("令和9年3月")).await.unwrap();
    assert_eq!(row(&now, "1-1").status.as_ref().unwrap().state, CanonicalState::PartlyDone, "the control");
}

/// The versions of the words under which an edition stands.
async fn edition_words(app: &App, label: &str) -> Vec<domain::value::VocabularyVersion> {
    let plan = plan_of(app).await;
    plan.head.editions[&edition_id(&plan, label)].vocabularies.clone()
}

async fn a_corrected_cell_and_a_proposal_state_what_they_say_anew(db: TestDatabase) {
    let app = open(&db).await;
    import(&app, &planned_actual()).await;
    let text = fixtures::text("made-up-planned-actual.tsv");
    let corrected = text
        .replace("情報政策課・市民課\t継続", "情報政策課、窓口課\t新規")
        .replace("\t実施\t一部実施\t受付", "\t実施\t実施\t受付");
    let again = Import { files: vec![file("again.tsv", &corrected)], ..planned_actual() };
    let done = import(&app, &again).await;
    assert!(matches!(outcome(&done), Outcome::Corrections { differences, .. } if differences.len() == 3));
    let plan = plan_of(&app).await;
    assert_eq!(departments(&plan, "平成24年度", "1"), plain(&[("情報政策課", None), ("窓口課", None)]));
    assert_eq!(categories(&plan, "平成24年度", "1"), pairs(&[("区分", "新規")]));
    let actual = years(&plan, "平成24年度", "2").pop().unwrap();
    assert_eq!((actual.2.as_str(), actual.3), ("実施", CanonicalState::Done));
    assert_eq!(categories(&plan, "平成24年度", "3"), pairs(&[("区分", "継続")]), "another row is as it was");

    let cycle = request::OpenCycle { label: "平成25年度".into(), date: Some("平成26年3月".into()) };
    fresh(app.open_cycle(&staff(), PLAN, id(), &cycle).await);
    let proposed = corrected.replace("議会事務局\t継続\t運用\t運用", "総務課\t継続\t運用\t運用");
    let profile = PLANNED_ACTUAL.replace("平成24年度", "平成25年度").replace("平成25年3月", "平成26年3月");
    let live = Import {
        files: vec![file("live.tsv", &proposed)],
        profile: Some(file("p.toml", &profile)),
        ..planned_actual()
    };
    let done = import(&app, &live).await;
    assert!(matches!(outcome(&done), Outcome::Proposals { .. }), "{:?}", outcome(&done));
    let plan = plan_of(&app).await;
    let node = plan.numbers_of(edition_id(&plan, "平成24年度"))["4"];
    let cycle = plan.head.live_cycle().unwrap().id;
    let names = |lens: Lens| -> Vec<String> {
        let all = lens.details(&plan.head, &plan.nodes[&node]).into_iter().cloned();
        all.flat_map(|detail| {
            if let Detail::Departments { departments, .. } = detail { departments } else { Vec::new() }
        })
        .map(|department| department.printed.to_string())
        .collect()
    };
    assert_eq!(names(Lens::Cycle(cycle)), ["総務課"]);
    assert_eq!(names(Lens::Current), ["議会事務局"], "until it is adopted");
}

async fn a_table_of_goals_comes_out_cell_for_cell(db: TestDatabase) {
    let app = open(&db).await;
    let profile = r#"
[edition]
label = "前期"
date = "平成30年3月"
[headings]
"基本目標番号" = "number"
"基本目標" = "title"
"基本目標本文" = "body"
"基本方針" = "category"
"基本方針番号" = "other"
"基本方針本文" = "other"
"#;
    let goals = Import {
        title: Some("飯塚市地域情報化計画 基本目標".to_owned()),
        profile: Some(file("goals.toml", profile)),
        ..files(vec![fixture("iizuka-goals.tsv")])
    };
    let done = import(&app, &goals).await;
    let Outcome::NewEdition { items, defines, .. } = outcome(&done) else { panic!("{done:?}") };
    assert_eq!(*items, 10);
    assert_eq!(defines.categories["基本方針"].len(), 5);
    assert_eq!(printed(&app, "前期").await, fixtures::text("iizuka-goals.tsv"));
}

async fn departments_and_categories_are_the_same_ones_in_every_edition(db: TestDatabase) {
    let app = open(&db).await;
    import(&app, &planned_actual()).await;
    let before = plan_of(&app).await;
    let text = fixtures::text("made-up-planned-actual.tsv")
        .replace("平成24年度", "平成25年度")
        .replace("広報課\t新規", "窓口センター\t終了");
    let profile = PLANNED_ACTUAL.replace("平成24年度", "平成25年度").replace("平成25年3月", "平成26年3月");
    let next = Import {
        files: vec![file("next.tsv", &text)],
        profile: Some(file("next.toml", &profile.replace("fiscal_year = 2012", "fiscal_year = 2013"))),
        ..planned_actual()
    };
    let done = import(&app, &next).await;
    let Outcome::NewEdition { defines, new_nodes, .. } = outcome(&done) else { panic!("{done:?}") };
    assert_eq!((defines.departments.as_slice(), *new_nodes), (["窓口センター".to_owned()].as_slice(), 0));
    assert_eq!(defines.categories["区分"], ["終了"]);
    let after = plan_of(&app).await;
    assert_eq!(after.head.axes().len(), 1);
    assert_eq!(after.head.units.len(), before.head.units.len() + 1);
    let years: Vec<i16> = years(&after, "平成25年度", "1").iter().map(|(year, ..)| *year).collect();
    assert_eq!(years, [2012, 2012, 2013, 2013], "each year keeps what its own edition said");
    assert_eq!(printed(&app, "平成25年度").await, text);
    assert_eq!(printed(&app, "平成24年度").await, fixtures::text("made-up-planned-actual.tsv"));
}
