//! Opening, describing and closing a plan; the same command twice.

use crate::story::{RECORDER, Story, column, day, id, open_plan, profile, source, text, vocabulary};
use domain::command::{ClosePlan, DescribePlan, OpenCycle, StateExecution};
use domain::event::{
    ExecutionExtent, FiscalYears, PlanLinked, PlanRelation, PlanTarget, ProgressReported, SourceRegistered,
};
use domain::value::{FiscalYear, Meaning, Profile, Vocabulary};
use domain::{Action, Fact, Plan, Refusal};

fn describe(title: &str) -> Action {
    Action::DescribePlan(DescribePlan {
        title: text(title),
        title_lines: vec![text("実施計画一覧")],
        fiscal_years: Some(FiscalYears { from: FiscalYear::new(2010), to: FiscalYear::new(2023) }),
        periods: Vec::new(),
    })
}

fn close() -> Action {
    Action::ClosePlan(ClosePlan { reason: text("計画期間が満了したため"), successor: None })
}

#[test]
fn a_plan_is_opened_once_and_first() {
    let mut story = Story::empty();
    assert_eq!(story.refused(describe("ICT推進基本計画")), Refusal::PlanNotOpened);
    assert!(matches!(story.done(open_plan())[..], [Fact::PlanOpened(_)]));
    assert_eq!(story.refused(open_plan()), Refusal::PlanAlreadyOpened);
    assert_eq!(story.plan.head.id, Some(id(600)));
    assert_eq!(story.plan.version(), 1);
}

#[test]
fn a_description_replaces_the_one_before() {
    let mut story = Story::opened();
    story.done(describe("ICT推進基本計画"));
    story.done(describe("第2次ICT推進基本計画"));
    assert_eq!(story.plan.head.title, text("第2次ICT推進基本計画"));
    assert_eq!(story.plan.head.title_lines, [text("実施計画一覧")]);
}

#[test]
fn the_same_command_again_is_answered_as_done() {
    let mut story = Story::opened();
    let command = story.command(RECORDER, &describe("ICT推進基本計画"));
    let events = story.plan.decide(&command).unwrap();
    assert_eq!(events.len(), 1);
    events.iter().for_each(|event| story.plan.apply(event));
    story.done(describe("ほかの題名"));
    assert_eq!(story.plan.decide(&command), Ok(Vec::new()));
    assert_eq!(story.plan.recorded_command(command.id), Some(5));
    assert_eq!(story.plan.recorded_command(id(1)), None);
}

#[test]
fn the_same_command_id_with_other_content_is_refused() {
    let mut story = Story::opened();
    let first = story.command(RECORDER, &describe("ICT推進基本計画"));
    story.plan.decide(&first).unwrap().iter().for_each(|event| story.plan.apply(event));
    let mut other = story.command(RECORDER, &describe("ほかの題名"));
    other.id = first.id;
    assert_eq!(story.plan.decide(&other), Err(Refusal::OtherContent { command: first.id }));
}

#[test]
fn only_the_first_event_of_a_command_says_what_the_command_said() {
    let mut story = Story::opened();
    let both = Action::Together(vec![describe("一"), describe("二"), describe("三")]);
    let command = story.command(RECORDER, &both);
    let events = story.plan.decide(&command).unwrap();
    let digests: Vec<_> = events.iter().map(|event| event.command.digest).collect();
    assert_eq!(digests, [Some(command.content), None, None]);
    assert!(events.iter().all(|event| event.command.id == command.id && event.command.actor == id(RECORDER)));
}

#[test]
fn of_several_actions_all_happen_or_none() {
    let mut story = Story::opened();
    let cycle = |number, label: &str| {
        Action::OpenCycle(OpenCycle {
            cycle: id(number),
            label: text(label),
            date: crate::story::date(label),
        })
    };
    let both = Action::Together(vec![cycle(900, "令和6年3月"), cycle(901, "令和7年3月")]);
    let expected = Refusal::LiveCycleExists { cycle: id(900), label: text("令和6年3月") };
    assert_eq!(story.refused(both), expected);
    assert!(story.plan.head.live_cycle().is_none());
    let facts = story.done(Action::Together(vec![describe("題名"), cycle(900, "令和6年3月")]));
    assert!(matches!(facts[..], [Fact::PlanDescribed(_), Fact::CycleOpened(_)]));
}

#[test]
fn nothing_is_recorded_in_a_closed_plan() {
    let mut story = Story::opened();
    story.done(close());
    assert_eq!(story.refused(describe("題名")), Refusal::PlanClosed);
    assert_eq!(story.refused(close()), Refusal::PlanClosed);
}

#[test]
fn a_plan_with_an_unfinished_cycle_is_not_closed() {
    let (mut story, cycle) = Story::reviewing();
    let expected = Refusal::LiveCycleExists { cycle, label: text("令和6年3月") };
    assert_eq!(story.refused(close()), expected);
}

#[test]
fn versions_of_columns_and_words_follow_each_other() {
    let mut story = Story::opened();
    let again = story.refused(Action::DefineProfile(profile()));
    assert_eq!(again, Refusal::VersionGap { last: 1, given: 1 });
    let third = Action::DefineVocabulary(Vocabulary { version: 3, ..vocabulary() });
    assert_eq!(story.refused(third), Refusal::VersionGap { last: 1, given: 3 });
    story.done(Action::DefineProfile(Profile { version: 2, ..profile() }));
    assert_eq!(story.plan.head.latest_profile().unwrap().version, 2);
    assert_eq!(column(Meaning::Status), story.plan.head.profiles[0].column(Meaning::Status).unwrap().id);
}

#[test]
fn a_file_is_registered_once() {
    let mut story = Story::opened();
    assert_eq!(
        story.refused(Action::RegisterSource(source())),
        Refusal::IdTaken { id: source().source.to_string() }
    );
    story.done(Action::RegisterSource(SourceRegistered { source: id(602), ..source() }));
    assert_eq!(story.plan.head.sources.len(), 2);
}

#[test]
fn a_link_keeps_its_id_for_ever() {
    let mut story = Story::opened();
    let link = PlanLinked {
        link: id(650),
        relation: PlanRelation::Predecessor,
        target: PlanTarget::Citation(text("平成17年の計画")),
        basis: None,
    };
    story.done(Action::LinkPlan(link.clone()));
    assert_eq!(story.refused(Action::LinkPlan(link.clone())), Refusal::IdTaken { id: link.link.to_string() });
}

#[test]
fn progress_and_execution_are_stated_of_known_items() {
    let mut story = Story::printed();
    let report = |node| ProgressReported {
        report: id(651),
        node,
        period: None,
        bullets: vec![text("協議を始めました。")],
        reported_on: day("2023-10-16"),
        unit: None,
    };
    let unknown = id(652);
    let refusal = story.refused(Action::ReportProgress(report(unknown)));
    assert_eq!(refusal, Refusal::UnknownNode { node: unknown });
    let node = story.node("2-1");
    story.done(Action::ReportProgress(report(node)));
    assert_eq!(story.plan.node(node).unwrap().reports, 1);
    let again = story.refused(Action::ReportProgress(report(node)));
    assert_eq!(again, Refusal::IdTaken { id: id::<domain::id::ReportId>(651).to_string() });

    let ran = |node| {
        Action::StateExecution(StateExecution {
            node,
            extent: ExecutionExtent::Never,
            grounds: text("開始の記録がない"),
            evidence: Vec::new(),
        })
    };
    let heading = story.node("2");
    assert_eq!(story.refused(ran(heading)), Refusal::NotAnItem { node: heading });
    assert_eq!(story.plan.node(story.node("2-2")).unwrap().execution, None, "a date never proves it (T7)");
    let item = story.node("2-2");
    story.done(ran(item));
    assert_eq!(story.plan.node(item).unwrap().execution.as_ref().unwrap().extent, ExecutionExtent::Never);
}

#[test]
fn a_plan_of_which_nothing_is_known_refuses_by_reason_not_by_panic() {
    let plan = Plan::default();
    assert_eq!(plan.node(id(1)), Err(Refusal::UnknownNode { node: id(1) }));
    assert_eq!(plan.cycle(id(1)), Err(Refusal::UnknownCycle { cycle: id(1) }));
    assert_eq!(plan.edition(id(1)), Err(Refusal::UnknownEdition { edition: id(1) }));
}
