//! Departments, categories, years and indicators: what holds, and what a table takes back by its silence.

use crate::story::{Story, id, status, text};
use crate::table;
use domain::command::{PublishEdition, StateDetail};
use domain::event::{Assignment, IndicatorSide, IndicatorValue, OrganUnitDefined, UnitKind, YearSide};
use domain::id::{EditionId, UnitId};
use domain::plan::{Detail, Lens};
use domain::value::vocabulary::{Term, VocabularyKind};
use domain::value::{Basis, FiscalYear, Meaning, Vocabulary};
use domain::{Action, Refusal};

fn departments(names: &[&str]) -> Detail {
    let assignment = |name: &&str| Assignment { unit: None, qualifier: None, printed: text(name) };
    Detail::Departments { departments: names.iter().map(assignment).collect(), from: None }
}

fn state(story: &Story, number: &str, detail: Detail, basis: Basis) -> Action {
    Action::StateDetail(Box::new(StateDetail { node: story.node(number), detail, basis }))
}

fn progress(day: &str) -> Basis {
    Basis::Progress(crate::story::day(day))
}

#[track_caller]
fn held(story: &Story, lens: Lens, number: &str) -> Vec<Detail> {
    let node = story.plan.node(story.node(number)).unwrap();
    lens.details(&story.plan.head, node).into_iter().cloned().collect()
}

#[test]
fn the_departments_of_a_day_are_those_that_were_stated_last_until_then() {
    let mut story = Story::printed();
    let before = departments(&["情報政策課", "広報課"]);
    let after = departments(&["デジタル推進課"]);
    story.done(state(&story.clone(), "2-1", after.clone(), progress("2023-04-01")));
    story.done(state(&story.clone(), "2-1", before.clone(), progress("2021-04-01")));
    assert_eq!(held(&story, Lens::Current, "2-1"), [after]);
    let day = crate::story::day("2022-06-01");
    assert_eq!(held(&story, Lens::AsOf(day), "2-1"), [before]);
}

#[test]
fn a_department_that_is_named_by_its_id_is_defined_first() {
    let mut story = Story::printed();
    let unit: UnitId = id(9_001);
    let assignment =
        Assignment { unit: Some(unit), qualifier: Some(text("（全所属）")), printed: text("総務課") };
    let detail = Detail::Departments { departments: vec![assignment], from: None };
    let action = state(&story, "2-1", detail, progress("2021-04-01"));
    assert_eq!(story.refused(action.clone()), Refusal::UnknownUnit { unit });
    let kind = UnitKind::Department;
    let defined =
        OrganUnitDefined { unit, kind, name: text("総務課"), from: None, predecessors: Vec::new() };
    story.done(Action::DefineUnit(defined));
    story.done(action);
}

#[test]
fn a_category_belongs_to_its_axis() {
    let mut story = Story::printed();
    let term = |number, wording: &str| Term {
        id: id(number),
        wording: wording.to_owned(),
        state: None,
        definition: None,
    };
    let axis = Vocabulary {
        id: id(9_010),
        version: 1,
        kind: VocabularyKind::Category,
        terms: vec![term(9_011, "新規"), term(9_012, "継続")],
    };
    let category = |term| Detail::Category { axis: axis.id, term: Some(id(term)) };
    let basis = progress("2021-04-01");
    let action = state(&story, "2-1", category(9_011), basis);
    assert_eq!(story.refused(action.clone()), Refusal::UnknownVocabulary { vocabulary: axis.id });
    story.done(Action::DefineVocabulary(axis.clone()));
    story.done(action);
    let refused = story.refused(state(&story.clone(), "2-1", category(9_099), basis));
    assert_eq!(refused, Refusal::UnknownCategory { axis: axis.id, term: id(9_099) });
    story.done(state(&story.clone(), "2-1", category(9_012), basis));
    assert_eq!(held(&story, Lens::Current, "2-1"), [category(9_012)], "the same occasion says one thing");
}

#[test]
fn years_and_indicators_stand_beside_each_other() {
    let mut story = Story::printed();
    let (y24, y25) = (FiscalYear::new(2012), FiscalYear::new(2013));
    let year = |year, side, wording| Detail::Year { year, side, status: status(wording) };
    let target = Detail::Indicator {
        indicator: id(9_020),
        name: None,
        year: y25,
        side: IndicatorSide::Target,
        value: IndicatorValue::Quantity { number: text("20000"), unit: Some(text("件")) },
        printed: text("予約数=20,000件"),
    };
    let said = [
        year(y24, YearSide::Planned, "未着手"),
        year(y24, YearSide::Actual, "継続中"),
        year(y25, YearSide::Planned, "継続中"),
        target,
    ];
    for detail in &said {
        story.done(state(&story.clone(), "2-1", detail.clone(), progress("2021-04-01")));
    }
    assert_eq!(held(&story, Lens::Current, "2-1"), said);
}

#[test]
fn a_table_that_has_the_column_takes_back_what_an_older_one_said() {
    let mut story = Story::opened();
    let mut profile = crate::story::profile();
    profile.version = 2;
    let mut column = profile.columns[0].clone();
    (column.id, column.meaning, column.order) = (id(9_030), Meaning::Department, 5);
    column.heading = "担当部署".to_owned();
    profile.columns.push(column);
    let version = domain::value::ProfileVersion { profile: profile.id, version: 2 };
    story.done(Action::DefineProfile(profile));
    let transcribe = |story: &mut Story, label: &str, says: bool, has_column: bool| {
        let mut transcribe = story.transcribe(label, table::SMALL);
        if has_column {
            transcribe.profile = version;
        }
        if says {
            transcribe.rows[5].details = vec![departments(&["議会事務局"])];
        }
        story.done(Action::TranscribeEdition(Box::new(transcribe)));
    };
    transcribe(&mut story, "令和3年3月", true, true);
    assert_eq!(held(&story, Lens::Current, "2-1"), [departments(&["議会事務局"])]);
    transcribe(&mut story, "令和4年3月", false, false);
    assert_eq!(
        held(&story, Lens::Current, "2-1"),
        [departments(&["議会事務局"])],
        "a table without the column"
    );
    transcribe(&mut story, "令和5年3月", false, true);
    assert_eq!(held(&story, Lens::Current, "2-1"), []);
    let day = crate::story::day("2022-06-01");
    assert_eq!(held(&story, Lens::AsOf(day), "2-1"), [departments(&["議会事務局"])]);
}

#[test]
fn a_declared_change_is_an_editions_own_and_public_with_it() {
    let mut story = Story::opened();
    let edition = story.transcribed("令和3年3月", table::SMALL);
    let declared = Detail::DeclaredChange { reason: text("国の制度改正のため") };
    let refused = story.refused(state(&story.clone(), "2-1", declared.clone(), progress("2021-04-01")));
    assert_eq!(refused, Refusal::EditionMissing);
    story.done(state(&story.clone(), "2-1", declared.clone(), Basis::Edition(edition)));
    assert_eq!(held(&story, Lens::Current, "2-1"), [declared]);
    assert!(shown(&story).is_empty(), "nothing is published");
    publish(&mut story, edition);
    assert_eq!(shown(&story).len(), 1);
}

#[test]
fn what_is_said_between_editions_is_not_public() {
    let mut story = Story::opened();
    let edition = story.transcribed("令和3年3月", table::SMALL);
    publish(&mut story, edition);
    story.done(state(&story.clone(), "2-1", departments(&["秘書課"]), progress("2021-04-01")));
    assert!(shown(&story).is_empty());
}

fn publish(story: &mut Story, edition: EditionId) {
    story.done(Action::PublishEdition(PublishEdition { edition, address: text("/p/a/e/b/") }));
}

/// The details that anyone may see.
fn shown(story: &Story) -> Vec<Detail> {
    let plan = story.plan.clone().published();
    plan.nodes.values().flat_map(|node| &node.details).map(|said| said.value.clone()).collect()
}
