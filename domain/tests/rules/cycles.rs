//! Opening, submitting, adopting and abandoning a cycle.

use crate::story::{Story, date, day, id, status, text};
use domain::command::{AbandonCycle, AdoptCycle, Decide, OpenCycle, StateText, SubmitCycle};
use domain::event::{CycleOrigin, Resolution, TextChange, TextField};
use domain::plan::{CycleState, EditionOrigin, Lens};
use domain::value::{Basis, Reason};
use domain::{Action, Fact, Refusal};

fn open(number: u32, label: &str, when: &str) -> Action {
    Action::OpenCycle(OpenCycle { cycle: id(number), label: text(label), date: date(when) })
}

#[test]
fn at_most_one_live_cycle() {
    let mut story = Story::printed();
    let facts = story.done(open(900, "令和6年3月", "令和6年3月"));
    let [Fact::CycleOpened(opened)] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!(opened.origin, CycleOrigin::Live);
    assert_eq!(opened.baseline, story.plan.head.current_edition().map(|edition| edition.id));
    let expected = Refusal::LiveCycleExists { cycle: id(900), label: text("令和6年3月") };
    assert_eq!(story.refused(open(901, "令和7年3月", "令和7年3月")), expected);
    story.done(Action::AbandonCycle(AbandonCycle { cycle: id(900), reason: text("解散のため") }));
    assert_eq!(
        story.refused(open(900, "令和7年3月", "令和7年3月")),
        Refusal::IdTaken { id: opened.cycle.to_string() }
    );
    story.done(open(901, "令和7年3月", "令和7年3月"));
}

#[test]
fn a_cycle_needs_a_date_with_a_day() {
    let mut story = Story::printed();
    assert_eq!(story.refused(open(900, "次回", "未定")), Refusal::DateMissing { date: "未定".to_owned() });
}

#[test]
fn transcribed_and_inferred_cycles_have_no_workflow_and_never_block_a_live_one() {
    let mut story = Story::printed();
    for label in ["令和3年3月", "平成30年11月"] {
        let cycle = story.cycle(label).id;
        let refusal = story.refused(Action::SubmitCycle(SubmitCycle { cycle }));
        assert_eq!(refusal, Refusal::CycleNotReady { cycle, state: CycleState::Adopted });
        let adopt = story.adoption(cycle);
        assert_eq!(story.refused(Action::AdoptCycle(adopt)), refusal);
        let abandon = Action::AbandonCycle(AbandonCycle { cycle, reason: text("誤り") });
        assert_eq!(story.refused(abandon), refusal);
    }
    story.open_cycle("令和6年3月");
}

#[test]
fn to_submit_every_item_is_decided() {
    let (mut story, cycle) = Story::reviewing();
    let submit = Action::SubmitCycle(SubmitCycle { cycle });
    let numbers = ["1-1", "1-1①", "1-1②", "2-1", "2-2"];
    let nodes = numbers.map(|number| story.node(number)).to_vec();
    assert_eq!(story.refused(submit.clone()), Refusal::Undecided { nodes: nodes.clone() });
    for number in &numbers[..4] {
        let decide = story.unchanged(cycle, number);
        story.decided(decide);
    }
    assert_eq!(story.refused(submit.clone()), Refusal::Undecided { nodes: vec![nodes[4]] });
    let last = story.unchanged(cycle, "2-2");
    story.decided(last);
    let facts = story.done(submit.clone());
    let [Fact::CycleSubmitted(submitted)] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!((submitted.round, submitted.digest), (1, story.plan.cycle_digest(cycle)));
    assert_eq!(story.refused(submit), Refusal::CycleNotReady { cycle, state: CycleState::Submitted });
}

#[test]
fn adopting_freezes_the_table_as_an_edition() {
    let (mut story, cycle) = Story::reviewing();
    let baseline = story.plan.head.current_edition().unwrap().id;
    let before = story.printed_table(baseline);
    let ending = story.cancelled(cycle, "2-1", "費用のため");
    story.decided(Decide { remark: Some(text("費用の増大を招くため。")), ..ending });
    story.approved(cycle);
    let proposed = story.table_through(Lens::Cycle(cycle));
    let at = story.plan.version();
    let edition = story.adopted(cycle);

    assert_eq!(story.printed_table(edition), proposed);
    assert_eq!(story.table_now(), proposed);
    assert_eq!(proposed[5], "2-1. 減冊の検討\t令和4年3月\t中止\t令和6年3月\t費用の増大を招くため。");
    assert_eq!(story.printed_table(baseline), before, "the edition before stays as it is");
    let changed = before.iter().zip(&proposed).filter(|(before, now)| before != now).count();
    assert_eq!(changed, 1, "what is unchanged prints as it did");

    let adopted = story.plan.edition(edition).unwrap();
    let lines: Vec<&str> = adopted.title_lines.iter().map(|line| line.as_str()).collect();
    assert_eq!(lines, ["実施計画一覧", "", "見直し：令和6年3月"]);
    let EditionOrigin::Adopted { at_sequence, table } = adopted.origin else { panic!("{adopted:?}") };
    assert_eq!(at_sequence, at);
    let rows: Vec<_> = story.plan.rows[&edition].values().cloned().collect();
    assert_eq!(domain::plan::table::digest(&adopted.title_lines, &crate::story::profile(), &rows), table);
    assert_eq!(story.plan.cycle(cycle).unwrap().adopted_as, Some(edition));
    assert_eq!(story.plan.cycle(cycle).unwrap().adoption.as_ref().unwrap().result, Resolution::Unanimous);

    let next = story.open_cycle("令和7年3月");
    let reopened = Decide { remark: Some(text("ほか")), ..story.unchanged(next, "1-1") };
    story.decided(reopened);
    assert_eq!(story.printed_table(edition), proposed, "it never changes again");
}

#[test]
fn an_edition_adopted_without_any_change_prints_what_the_baseline_printed() {
    let (mut story, cycle) = Story::reviewing();
    let baseline = story.plan.head.current_edition().unwrap().id;
    story.approved(cycle);
    let edition = story.adopted(cycle);
    assert_eq!(story.printed_table(edition), story.printed_table(baseline));
    let cells = |edition| story.plan.rows[&edition].values().map(|row| row.cells.clone()).collect::<Vec<_>>();
    assert_eq!(cells(edition), cells(baseline));
}

#[test]
fn nothing_is_adopted_that_is_not_approved() {
    let (mut story, cycle) = Story::reviewing();
    let adopt = |story: &mut Story| Action::AdoptCycle(story.adoption(cycle));
    for state in [CycleState::Open, CycleState::Submitted] {
        let wanted = adopt(&mut story);
        assert_eq!(story.refused(wanted), Refusal::CycleNotReady { cycle, state });
        if state == CycleState::Open {
            story.rest_unchanged(cycle);
            story.submitted(cycle);
        }
    }
    let approval = story.approval(cycle);
    story.done_by(2, Action::ReviewCycle(approval));
    story.adopted(cycle);
    let again = adopt(&mut story);
    assert_eq!(story.refused(again), Refusal::CycleNotReady { cycle, state: CycleState::Adopted });
}

#[test]
fn an_empty_table_is_not_adopted() {
    let mut story = Story::opened();
    let cycle = story.open_cycle("令和6年3月");
    story.approved(cycle);
    let adopt = story.adoption(cycle);
    assert_eq!(story.refused(Action::AdoptCycle(adopt)), Refusal::NoRows);
}

#[test]
fn an_edition_has_a_label_and_a_date_of_its_own() {
    let mut story = Story::printed();
    let printed = story.plan.head.current_edition().unwrap().id;
    let cycle = story.open_cycle("令和6年3月");
    story.approved(cycle);
    let adopt = story.adoption(cycle);
    let twin = Refusal::EditionExists { edition: printed, label: text("令和3年3月") };
    let label = AdoptCycle { label: Some(text("令和3年3月")), ..adopt.clone() };
    assert_eq!(story.refused(Action::AdoptCycle(label)), twin);
    let same = AdoptCycle { date: Some(date("2021年3月")), ..adopt.clone() };
    assert_eq!(story.refused(Action::AdoptCycle(same)), twin);
    let undated = AdoptCycle { date: Some(date("未定")), ..adopt.clone() };
    assert_eq!(story.refused(Action::AdoptCycle(undated)), Refusal::DateMissing { date: "未定".to_owned() });
    let taken = AdoptCycle { edition: printed, ..adopt.clone() };
    assert_eq!(story.refused(Action::AdoptCycle(taken)), Refusal::IdTaken { id: printed.to_string() });
    story
        .done(Action::AdoptCycle(AdoptCycle { title_lines: Some(vec![text("別の題")]), ..adopt.clone() }));
    assert_eq!(story.plan.edition(adopt.edition).unwrap().title_lines, [text("別の題")]);
}

#[test]
fn a_change_after_approval_voids_it() {
    for change in ["decide", "text"] {
        let (mut story, cycle) = Story::reviewing();
        story.approved(cycle);
        let action = match change {
            "decide" => Action::Decide(Box::new(story.changed(cycle, "2-1", "検討中"))),
            _ => state_text(&story, "2-1", Basis::Cycle(cycle)),
        };
        story.done(action);
        assert_eq!(story.plan.cycle(cycle).unwrap().state, CycleState::Open);
        let adopt = story.adoption(cycle);
        let refusal = story.refused(Action::AdoptCycle(adopt));
        assert_eq!(refusal, Refusal::CycleNotReady { cycle, state: CycleState::Open });
        story.approved(cycle);
        story.adopted(cycle);
        assert_eq!(story.plan.cycle(cycle).unwrap().round, 2);
    }
}

#[test]
fn what_is_stated_beside_the_cycle_after_its_approval_needs_another_submission() {
    let (mut story, cycle) = Story::reviewing();
    story.approved(cycle);
    let beside = state_text(&story, "2-1", Basis::Progress(day("2024-03-02")));
    story.done(beside);
    let submitted = story.plan.cycle(cycle).unwrap().submitted.unwrap();
    let adopt = story.adoption(cycle);
    let expected = Refusal::DigestDiffers { seen: story.plan.cycle_digest(cycle), submitted };
    assert_eq!(story.refused(Action::AdoptCycle(adopt)), expected);
    story.approved(cycle);
    story.adopted(cycle);
}

#[test]
fn an_abandoned_cycle_changes_nothing_and_is_over() {
    let (mut story, cycle) = Story::reviewing();
    let before = story.table_now();
    let ending = story.cancelled(cycle, "2-1", "費用のため");
    story.decided(ending);
    let abandon = Action::AbandonCycle(AbandonCycle { cycle, reason: text("解散のため") });
    story.done(abandon.clone());
    assert_eq!(story.table_now(), before);
    assert_eq!(story.refused(abandon), Refusal::CycleNotReady { cycle, state: CycleState::Abandoned });
    assert!(story.plan.head.live_cycle().is_none());
}

#[test]
fn an_adopted_decision_holds_from_the_day_on_which_it_takes_effect() {
    let (mut story, cycle) = Story::reviewing();
    let early =
        Decide { effective: Some(date("令和5年4月")), ..story.changed(cycle, "2-1", "実施済み") };
    story.decided(early);
    let late = Decide {
        effective: Some(date("令和7年4月")),
        reason: Some(Reason::Stated(text("契約の満了をもって中止するため"))),
        ..story.changed(cycle, "1-1", "中止")
    };
    let late = story.decided(late);
    story.approved(cycle);
    story.adopted(cycle);
    let on = |day_text: &str, number| {
        story.seen_through(Lens::AsOf(day(day_text)), number).status.map(|status| status.wording)
    };
    assert_eq!(on("2023-03-31", "2-1").as_deref(), Some("未着手"));
    assert_eq!(on("2023-04-01", "2-1").as_deref(), Some("実施済み"), "back-dated entry is normal (T6)");
    assert_eq!(on("2024-04-01", "1-1").as_deref(), Some("継続中"), "printed, but not yet in effect");
    assert_eq!(on("2025-04-01", "1-1").as_deref(), Some("中止"));
    assert_eq!(story.now("1-1").status, Some(status("中止")));
    assert_eq!(story.now("1-1").decision, Some(late));
}

fn state_text(story: &Story, number: &str, basis: Basis) -> Action {
    Action::StateText(StateText {
        node: story.node(number),
        field: TextField::Remark,
        text: text("書き足しました。"),
        change: TextChange::Substance,
        basis,
        seen: story.revision(number),
    })
}
