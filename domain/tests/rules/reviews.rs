//! Approval and return: by whom, of what, and what a return reopens.

use crate::story::{RECORDER, REVIEWER, Story, id, text};
use domain::command::{AddNode, Decide, ReviewCycle, StateText};
use domain::digest::Digest;
use domain::event::{NodeKind, Reviewed, TextChange, TextField, Verdict};
use domain::id::CycleId;
use domain::plan::CycleState;
use domain::value::Basis;
use domain::{Action, Refusal};

fn submitted() -> (Story, CycleId) {
    let (mut story, cycle) = Story::reviewing();
    story.rest_unchanged(cycle);
    story.submitted(cycle);
    (story, cycle)
}

#[test]
fn who_recorded_a_decision_does_not_approve_it() {
    let (mut story, cycle) = submitted();
    let approval = story.approval(cycle);
    let own = Refusal::OwnDecision { cycle };
    assert_eq!(story.refused_by(RECORDER, Action::ReviewCycle(approval.clone())), own);
    story.done_by(REVIEWER, Action::ReviewCycle(approval));
    assert_eq!(story.plan.cycle(cycle).unwrap().state, CycleState::Approved);
}

#[test]
fn who_stated_a_text_of_the_cycle_does_not_approve_it_either() {
    let (mut story, cycle) = Story::reviewing();
    let statement = Action::StateText(StateText {
        node: story.node("2-1"),
        field: TextField::Remark,
        text: text("書き足しました。"),
        change: TextChange::Substance,
        basis: Basis::Cycle(cycle),
        seen: story.revision("2-1"),
    });
    story.done_by(REVIEWER, statement);
    story.rest_unchanged(cycle);
    story.submitted(cycle);
    let approval = story.approval(cycle);
    assert_eq!(story.refused_by(REVIEWER, Action::ReviewCycle(approval)), Refusal::OwnDecision { cycle });
}

#[test]
fn an_organisation_can_do_without_four_eyes() {
    let (mut story, cycle) = submitted();
    let approval = ReviewCycle { four_eyes: false, ..story.approval(cycle) };
    story.done_by(RECORDER, Action::ReviewCycle(approval));
    story.adopted(cycle);
}

#[test]
fn what_is_approved_is_what_was_seen() {
    let (mut story, cycle) = submitted();
    let approval = story.approval(cycle);
    let (seen, submitted) = (Digest::of_bytes(b"another table"), approval.digest);
    let blind = ReviewCycle { digest: seen, ..approval };
    let expected = Refusal::DigestDiffers { seen, submitted };
    assert_eq!(story.refused_by(REVIEWER, Action::ReviewCycle(blind)), expected);
}

#[test]
fn only_what_is_submitted_is_reviewed() {
    let (mut story, cycle) = Story::reviewing();
    let approval = story.approval(cycle);
    let expected = Refusal::CycleNotReady { cycle, state: CycleState::Open };
    assert_eq!(story.refused_by(REVIEWER, Action::ReviewCycle(approval)), expected);
}

#[test]
fn a_review_has_an_id_of_its_own() {
    let (mut story, cycle) = submitted();
    let approval = story.approval(cycle);
    let returned = ReviewCycle {
        verdict: Verdict::Returned,
        comment: Some(text("確認してください。")),
        ..approval.clone()
    };
    story.done_by(REVIEWER, Action::ReviewCycle(returned));
    story.submitted(cycle);
    let taken = Refusal::IdTaken { id: approval.review.to_string() };
    assert_eq!(story.refused_by(REVIEWER, Action::ReviewCycle(approval)), taken);
}

#[test]
fn a_return_needs_a_comment_and_names_decisions_of_the_cycle() {
    let (mut story, cycle) = submitted();
    let silent = ReviewCycle { verdict: Verdict::Returned, ..story.approval(cycle) };
    assert_eq!(story.refused_by(REVIEWER, Action::ReviewCycle(silent.clone())), Refusal::CommentMissing);
    let foreign = ReviewCycle {
        reviewed: Reviewed::Decisions(vec![id(9)]),
        comment: Some(text("確認してください。")),
        ..silent
    };
    let expected = Refusal::UnknownDecision { decision: id(9) };
    assert_eq!(story.refused_by(REVIEWER, Action::ReviewCycle(foreign)), expected);
}

#[test]
fn a_return_reopens_only_what_it_names() {
    let (mut story, cycle) = submitted();
    let decision = story.decision(cycle, "2-1").decision;
    story.returned(cycle, &[decision]);
    assert_eq!(story.plan.cycle(cycle).unwrap().returned_decisions(), [decision]);

    let other = story.unchanged(cycle, "1-1");
    assert_eq!(
        story.refused(Action::Decide(Box::new(other))),
        Refusal::NotReopened { node: story.node("1-1") }
    );
    let node = id(910);
    let add = Action::AddNode(AddNode {
        node,
        placement: id(911),
        kind: NodeKind::Item,
        parent: Some(story.node("2")),
        rank: 9,
        label: None,
        title: text("新しい取組"),
        basis: Basis::Cycle(cycle),
    });
    assert_eq!(story.refused(add), Refusal::NotReopened { node });

    let named = Decide {
        remark: Some(text("根拠を添えました。")), ..story.changed(cycle, "2-1", "検討中")
    };
    story.decided(named);
    story.submitted(cycle);
    let approval = story.approval(cycle);
    story.done_by(REVIEWER, Action::ReviewCycle(approval));
    story.adopted(cycle);
    assert_eq!(story.wording("2-1"), "検討中");
    let rounds: Vec<u32> =
        story.plan.cycle(cycle).unwrap().reviews.iter().map(|review| review.round).collect();
    assert_eq!(rounds, [1, 2]);
}

#[test]
fn a_return_of_the_whole_reopens_everything() {
    let (mut story, cycle) = submitted();
    let whole = ReviewCycle {
        verdict: Verdict::Returned,
        comment: Some(text("全体を見直してください。")),
        ..story.approval(cycle)
    };
    story.done_by(REVIEWER, Action::ReviewCycle(whole));
    for number in ["1-1", "2-1"] {
        let decide = story.changed(cycle, number, "検討中");
        story.decided(decide);
    }
}

#[test]
fn approving_some_decisions_does_not_approve_the_cycle() {
    let (mut story, cycle) = submitted();
    let decision = story.decision(cycle, "2-1").decision;
    let some = ReviewCycle { reviewed: Reviewed::Decisions(vec![decision]), ..story.approval(cycle) };
    story.done_by(REVIEWER, Action::ReviewCycle(some));
    let adopt = story.adoption(cycle);
    let expected = Refusal::CycleNotReady { cycle, state: CycleState::Submitted };
    assert_eq!(story.refused(Action::AdoptCycle(adopt)), expected);
    let approval = story.approval(cycle);
    story.done_by(3, Action::ReviewCycle(approval));
    story.adopted(cycle);
}
