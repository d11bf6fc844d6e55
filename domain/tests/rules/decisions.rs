//! What may be decided about an item, and what a decision keeps.

use crate::story::{REVIEWER, Story, date, id, status, text};
use domain::command::{AbandonCycle, ClassifyReason, Decide, WithdrawDecision};
use domain::event::{Outcome, TextChange, TextField};
use domain::id::CycleId;
use domain::plan::Lens;
use domain::value::{CanonicalState, Certainty, Reason, ReasonCode, Seen, Status};
use domain::{Action, Fact, Refusal};

fn decide(decide: Decide) -> Action {
    Action::Decide(Box::new(decide))
}

#[test]
fn an_ending_needs_a_reason() {
    let (mut story, cycle) = Story::reviewing();
    let unexplained = story.changed(cycle, "2-1", "中止");
    let expected = Refusal::ReasonMissing { node: story.node("2-1"), state: CanonicalState::Cancelled };
    assert_eq!(story.refused(decide(unexplained.clone())), expected);
    let explained =
        Decide { reason: Some(Reason::Stated(text("効果が見込めないため"))), ..unexplained };
    story.decided(explained);
    assert_eq!(story.decision(cycle, "2-1").status, Some(status("中止")));
}

#[test]
fn every_ending_state_needs_a_reason_and_no_other_does() {
    for state in CanonicalState::ALL {
        let (mut story, cycle) = Story::reviewing();
        let term =
            crate::story::vocabulary().terms.into_iter().find(|term| term.state == Some(state)).unwrap();
        let wanted = story.changed(cycle, "1-1", &term.wording);
        let answer = story.give(1, &decide(wanted));
        let node = story.node("1-1");
        match state.is_ending() {
            true => assert_eq!(answer, Err(Refusal::ReasonMissing { node, state })),
            false => assert!(answer.is_ok(), "{state:?}: {answer:?}"),
        }
    }
}

#[test]
fn that_the_document_gives_no_reason_is_a_statement_too() {
    let (mut story, cycle) = Story::reviewing();
    let ending = story.changed(cycle, "2-1", "廃止");
    story.decided(Decide { reason: Some(Reason::NotInSource), ..ending });
    assert_eq!(story.decision(cycle, "2-1").reason, Some(Reason::NotInSource));
}

#[test]
fn a_changed_item_gets_the_date_of_the_cycle_and_an_unchanged_one_keeps_its_own() {
    let (mut story, cycle) = Story::reviewing();
    let changed = story.changed(cycle, "2-1", "継続中");
    story.decided(changed);
    let unchanged = story.unchanged(cycle, "1-1①");
    story.decided(unchanged);
    let proposed = |number| story.seen_through(Lens::Cycle(cycle), number).review.unwrap().text;
    assert_eq!(proposed("2-1"), "令和6年3月");
    assert_eq!(proposed("1-1①"), "令和3年3月");
    assert_eq!(story.now("2-1").review.unwrap().text, "令和3年3月", "nothing holds before the adoption");
    assert_eq!(story.wording("2-1"), "未着手");
}

#[test]
fn unchanged_keeps_the_status() {
    let (mut story, cycle) = Story::reviewing();
    let same = Decide { status: Some(status("未着手")), ..story.unchanged(cycle, "2-1") };
    let other = Decide { status: Some(status("検討中")), ..story.unchanged(cycle, "2-1") };
    assert_eq!(story.refused(decide(other)), Refusal::StatusChanged { node: story.node("2-1") });
    story.decided(same);
    assert_eq!(story.decision(cycle, "2-1").status, Some(status("未着手")));
}

#[test]
fn a_change_without_a_status_keeps_the_one_that_the_item_has() {
    let (mut story, cycle) = Story::reviewing();
    let reworded = Decide {
        status: None,
        remark: Some(text("協議を始めました。")),
        ..story.changed(cycle, "2-1", "継続中")
    };
    story.decided(reworded);
    assert_eq!(story.decision(cycle, "2-1").status, Some(status("未着手")));
}

#[test]
fn an_ended_item_is_revived_with_a_reason_and_not_changed_back() {
    let (mut story, cycle) = Story::reviewing();
    let node = story.node("2-2");
    let changed = story.changed(cycle, "2-2", "継続中");
    assert_eq!(
        story.refused(decide(changed.clone())),
        Refusal::Ended { node, state: CanonicalState::Cancelled }
    );
    let revived = Decide { outcome: Outcome::Revived, ..changed };
    let unexplained = Refusal::ReasonMissing { node, state: CanonicalState::Ongoing };
    assert_eq!(story.refused(decide(revived.clone())), unexplained);
    let to_an_ending = Decide { status: Some(status("廃止")), ..revived.clone() };
    assert_eq!(story.refused(decide(to_an_ending)), Refusal::NotEnded { node });
    let without = Decide { status: None, ..revived.clone() };
    assert_eq!(story.refused(decide(without)), Refusal::StatusMissing { node });
    story.decided(Decide { reason: Some(Reason::Stated(text("要望が多いため"))), ..revived });
    assert_eq!(story.decision(cycle, "2-2").outcome, Outcome::Revived);
}

#[test]
fn an_item_that_goes_on_cannot_be_revived() {
    let (mut story, cycle) = Story::reviewing();
    let wanted = Decide {
        outcome: Outcome::Revived,
        reason: Some(Reason::NotInSource),
        ..story.changed(cycle, "1-1", "継続中")
    };
    assert_eq!(story.refused(decide(wanted)), Refusal::NotEnded { node: story.node("1-1") });
}

#[test]
fn ending_and_reviving_alternate_from_cycle_to_cycle() {
    let (mut story, mut cycle) = Story::reviewing();
    for (round, label) in [(1, "令和7年3月"), (2, "令和8年3月"), (3, "令和9年3月")] {
        let ending = round % 2 == 1;
        let wanted = match ending {
            true => story.cancelled(cycle, "2-1", "費用のため"),
            false => Decide {
                outcome: Outcome::Revived,
                reason: Some(Reason::Stated(text("予算がついたため"))),
                ..story.changed(cycle, "2-1", "継続中")
            },
        };
        story.decided(wanted);
        story.approved(cycle);
        story.adopted(cycle);
        assert_eq!(story.wording("2-1"), if ending { "中止" } else { "継続中" });
        cycle = story.open_cycle(label);
    }
}

#[test]
fn only_listed_items_are_decided_upon() {
    let (mut story, cycle) = Story::reviewing();
    let heading = story.unchanged(cycle, "2");
    assert_eq!(story.refused(decide(heading.clone())), Refusal::NotAnItem { node: heading.node });
    let unknown = Decide { node: id(9), ..heading.clone() };
    assert_eq!(story.refused(decide(unknown)), Refusal::UnknownNode { node: id(9) });
    let elsewhere = Decide { cycle: id(9), ..heading };
    assert_eq!(story.refused(decide(elsewhere)), Refusal::UnknownCycle { cycle: id(9) });
}

#[test]
fn a_status_is_a_word_of_the_vocabulary_with_its_meaning() {
    let (mut story, cycle) = Story::reviewing();
    let wanted = story.changed(cycle, "2-1", "継続中");
    let twisted = Status { state: CanonicalState::Done, ..status("継続中") };
    let expected = Refusal::UnknownTerm { term: twisted.term, state: CanonicalState::Done };
    assert_eq!(story.refused(decide(Decide { status: Some(twisted), ..wanted.clone() })), expected);
    let foreign = Status { term: id(9), ..status("継続中") };
    let expected = Refusal::UnknownTerm { term: id(9), state: CanonicalState::Ongoing };
    assert_eq!(story.refused(decide(Decide { status: Some(foreign), ..wanted })), expected);
}

#[test]
fn a_decision_keeps_the_row_that_its_author_saw() {
    let (mut story, cycle) = Story::reviewing();
    let wanted = story.changed(cycle, "2-1", "継続中");
    let revision = wanted.seen.unwrap();
    story.decided(wanted);
    let Seen::Row(seen) = &story.decision(cycle, "2-1").seen else { panic!("unknown") };
    assert_eq!(seen.revision, revision);
    assert_eq!(seen.title, Some(text("減冊の検討")));
    assert_eq!(seen.schedule, Some(text("令和4年3月")));
    assert_eq!(seen.status, Some(text("未着手")));
    assert_eq!(seen.review, Some(text("令和3年3月")));
    assert_eq!(seen.remark, Some(text("協議していきます。")));
    let blind = Decide { seen: None, ..story.unchanged(cycle, "1-1") };
    story.decided(blind);
    assert_eq!(story.decision(cycle, "1-1").seen, Seen::Unknown);
    assert_eq!(story.decision(cycle, "1-1").certainty, Certainty::Stated);
}

#[test]
fn a_stale_revision_is_refused_with_the_row_as_it_is_now() {
    let (mut story, cycle) = Story::reviewing();
    let late = story.changed(cycle, "2-1", "検討中");
    let first =
        Decide { remark: Some(text("協議中です。")), ..story.changed(cycle, "2-1", "継続中") };
    story.decided(first);
    let Refusal::Stale { node, seen, now } = story.refused(decide(late.clone())) else { panic!("not stale") };
    assert_eq!((node, seen), (late.node, late.seen.unwrap()));
    assert_eq!(now.revision, story.revision("2-1"));
    assert_eq!(now.status, Some(text("継続中")));
    assert_eq!(now.remark, Some(text("協議中です。")));
}

#[test]
fn a_decision_states_remark_and_schedule_only_where_they_change() {
    let (mut story, cycle) = Story::reviewing();
    let wanted = Decide {
        remark: Some(text("協議していきます。")),
        schedule: Some(date("令和4年3月")),
        ..story.changed(cycle, "2-1", "継続中")
    };
    assert!(matches!(story.done(decide(wanted))[..], [Fact::StatusDecided(_)]));
    let wanted = Decide {
        remark: Some(text("始めました。")),
        schedule: Some(date("令和6年4月")),
        ..story.changed(cycle, "2-1", "継続中")
    };
    let facts = story.done(decide(wanted));
    let [Fact::StatusDecided(_), Fact::TextStated(remark), Fact::ScheduleStated(schedule)] = &facts[..]
    else {
        panic!("{facts:?}")
    };
    assert_eq!((&remark.field, remark.change), (&TextField::Remark, TextChange::Substance));
    assert_eq!(schedule.date, Some(date("令和6年4月")));
    assert_eq!(story.now("2-1").schedule, Some(date("令和4年3月")));
    assert_eq!(story.seen_through(Lens::Cycle(cycle), "2-1").schedule, Some(date("令和6年4月")));
}

#[test]
fn a_second_decision_names_the_one_that_it_replaces_and_gives_way_when_withdrawn() {
    let (mut story, cycle) = Story::reviewing();
    let first = story.changed(cycle, "2-1", "継続中");
    let first = story.decided(first);
    let second = story.changed(cycle, "2-1", "検討中");
    let second = story.decided(second);
    assert_eq!(story.decision(cycle, "2-1").supersedes, Some(first));
    assert_eq!(story.plan.cycle(cycle).unwrap().decided, 1);
    let node = story.node("2-1");
    let withdraw = |decision| {
        Action::WithdrawDecision(WithdrawDecision { decision, node, reason: text("取り違えたため") })
    };
    assert_eq!(story.refused(withdraw(first)), Refusal::UnknownDecision { decision: first });
    story.done(withdraw(second));
    assert_eq!(
        story.decision(cycle, "2-1").decision,
        first,
        "the last one not withdrawn counts (invariant 5)"
    );
    assert_eq!(story.plan.cycle(cycle).unwrap().decided, 1);
    story.done(withdraw(first));
    assert!(story.plan.undecided(cycle).contains(&node));
    assert_eq!(story.plan.cycle(cycle).unwrap().decided, 0);
    assert_eq!(story.refused(withdraw(first)), Refusal::UnknownDecision { decision: first });
}

#[test]
fn the_id_of_a_replaced_or_withdrawn_decision_is_never_used_again() {
    let (mut story, cycle) = Story::reviewing();
    let first = story.changed(cycle, "2-1", "継続中");
    let decision = story.decided(first);
    let second = story.changed(cycle, "2-1", "検討中");
    story.decided(second);
    let taken = Refusal::IdTaken { id: decision.to_string() };
    let again = Decide { decision, ..story.changed(cycle, "2-1", "継続中") };
    assert_eq!(story.refused(decide(again)), taken);
    let elsewhere = Decide { decision, ..story.unchanged(cycle, "1-1") };
    assert_eq!(story.refused(decide(elsewhere)), taken);
}

#[test]
fn nothing_is_decided_in_a_cycle_that_is_not_open() {
    let mut story = Story::printed();
    let transcribed: CycleId = story.cycle("令和3年3月").id;
    let wanted = story.unchanged(transcribed, "1-1");
    assert!(
        matches!(story.refused(decide(wanted)), Refusal::CycleNotReady { cycle, .. } if cycle == transcribed)
    );

    let cycle = story.open_cycle("令和6年3月");
    let wanted = story.unchanged(cycle, "1-1");
    story.done(Action::AbandonCycle(AbandonCycle { cycle, reason: text("解散のため") }));
    assert!(matches!(story.refused(decide(wanted)), Refusal::CycleNotReady { .. }));
}

#[test]
fn reasons_are_classified_afterwards_with_what_they_replace() {
    let mut story = Story::printed();
    let cycle = story.cycle("平成30年11月").id;
    let decision = story.decision(cycle, "1-1②").decision;
    let node = story.node("1-1②");
    let classify = |codes: &[ReasonCode]| {
        Action::ClassifyReason(ClassifyReason { decision, node, codes: codes.to_vec() })
    };
    assert_eq!(story.refused(classify(&[])), Refusal::NothingChanges);
    story.done_by(REVIEWER, classify(&[ReasonCode::Cost]));
    let facts = story.done(classify(&[ReasonCode::Cost, ReasonCode::Workload]));
    let [Fact::ReasonClassified(classified)] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!(classified.replaces, [ReasonCode::Cost]);
    assert_eq!(story.decision(cycle, "1-1②").codes, [ReasonCode::Cost, ReasonCode::Workload]);
}

#[test]
fn the_codes_of_an_open_cycle_are_part_of_what_is_approved() {
    let (mut story, cycle) = Story::reviewing();
    let ending = story.cancelled(cycle, "2-1", "費用のため");
    let decision = story.decided(ending);
    let node = story.node("2-1");
    let classify = Action::ClassifyReason(ClassifyReason { decision, node, codes: vec![ReasonCode::Cost] });
    story.rest_unchanged(cycle);
    story.submitted(cycle);
    assert!(matches!(story.refused(classify.clone()), Refusal::CycleNotReady { .. }));
    let approval = story.approval(cycle);
    story.done_by(REVIEWER, Action::ReviewCycle(approval));
    story.done(classify);
    let adopt = story.adoption(cycle);
    let refusal = story.refused(Action::AdoptCycle(adopt));
    assert!(matches!(refusal, Refusal::CycleNotReady { .. }), "the approval is void: {refusal}");
    story.approved(cycle);
    story.adopted(cycle);
    assert_eq!(story.decision(cycle, "2-1").codes, [ReasonCode::Cost]);
    assert_eq!(story.now("2-1").decision, Some(decision));
}
