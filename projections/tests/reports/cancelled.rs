//! 中止一覧.

use crate::sample::{Decision, Register, text};
use domain::Action;
use domain::command::{ClassifyReason, StateExecution};
use domain::event::ExecutionExtent;
use domain::value::{CanonicalState, Certainty, Reason, ReasonCode};
use projections::report::{
    CancelledFilter, CancelledReport, CancelledRow, Cue, Execution, SearchText, Started, cancelled,
    count_codes,
};

fn list(register: &Register, filter: CancelledFilter) -> CancelledReport {
    cancelled(&register.plan, &filter)
}

fn numbers(report: &CancelledReport) -> Vec<&str> {
    report.rows.iter().map(|row| row.item.full_label.as_deref().unwrap()).collect()
}

fn about(text: &str) -> CancelledFilter {
    CancelledFilter { text: Some(SearchText::parse(text).unwrap()), ..CancelledFilter::default() }
}

fn row<'r>(report: &'r CancelledReport, number: &str) -> &'r CancelledRow {
    report.rows.iter().find(|row| row.item.full_label.as_deref() == Some(number)).unwrap()
}

#[test]
fn the_18_cancelled_items_are_listed_with_their_reasons() {
    let register = Register::nagareyama();
    let report = list(&register, CancelledFilter::default());
    assert_eq!(
        numbers(&report),
        [
            "1-1-1①", "1-1-1③", "1-1-2①", "1-1-3", "1-1-4", "1-1-5", "1-1-6", "1-2-4", "1-2-5", "2-2", "2-4",
            "4-5", "5-2", "5-9", "6-1-3", "6-2", "6-3", "6-4"
        ]
    );
    assert_eq!(report.total, 18);
    for row in &report.rows {
        assert_eq!(row.state, CanonicalState::Cancelled);
        assert!(matches!(&row.reason, Some(Reason::Stated(reason)) if Some(reason) == row.remark.as_ref()));
        assert_eq!(row.cycle.as_ref().unwrap().label.as_str(), "平成30年11月");
        assert_eq!(row.certainty, Some(Certainty::Inferred));
        assert!(row.body.is_none(), "the published table names no body");
        assert!(row.listed);
    }
}

#[test]
fn four_of_them_are_about_cost() {
    let register = Register::nagareyama();
    let report = list(&register, about("費用"));
    assert_eq!(numbers(&report), ["1-1-1③", "1-1-2①", "2-4", "6-2"]);
    assert_eq!(report.total, 18);
}

#[test]
fn widths_and_case_do_not_matter_for_a_text() {
    let register = Register::nagareyama();
    assert_eq!(numbers(&list(&register, about("ＡＳＰ"))), ["1-1-1③", "1-1-2①"]);
    assert_eq!(numbers(&list(&register, about("asp"))), ["1-1-1③", "1-1-2①"]);
    assert_eq!(list(&register, about("宇宙開発")).rows, []);
}

#[test]
fn whether_an_item_ran_is_proposed_from_status_and_remark() {
    let register = Register::nagareyama();
    let report = list(&register, CancelledFilter::default());
    let by = |extent| -> Vec<&str> {
        let rows = report.rows.iter();
        let rows = rows.filter(|row| row.execution.as_ref().unwrap().extent() == extent);
        rows.map(|row| row.item.full_label.as_deref().unwrap()).collect()
    };
    assert_eq!(by(ExecutionExtent::Partly), ["1-1-5", "1-1-6", "5-2"]);
    assert_eq!(by(ExecutionExtent::Ran), ["6-2", "6-3"]);
    assert_eq!(by(ExecutionExtent::Never).len(), 13);
    assert!(report.rows.iter().all(|row| row.execution.as_ref().unwrap().is_proposal()));
    let Some(Execution::Proposed(proposal)) = &row(&report, "6-3").execution else {
        panic!("stated by nobody")
    };
    assert_eq!(proposal.cues, [Cue::Remark { words: "配布しました".to_owned() }]);
    let started = CancelledFilter { started: Some(Started::Yes), ..CancelledFilter::default() };
    assert_eq!(numbers(&list(&register, started)), ["1-1-5", "1-1-6", "5-2", "6-2", "6-3"]);
}

#[test]
fn what_a_person_states_replaces_the_proposal() {
    let mut register = Register::nagareyama();
    let node = register.node("5-9");
    let before = list(&register, CancelledFilter::default());
    let proposed = row(&before, "5-9").execution.clone().unwrap();
    assert_eq!((proposed.extent(), proposed.is_proposal()), (ExecutionExtent::Never, true));
    register.give(Action::StateExecution(StateExecution {
        node,
        extent: ExecutionExtent::Never,
        grounds: text("事務局の記録に実施の事実がない"),
        evidence: vec![],
    }));
    let after = list(&register, CancelledFilter::default());
    let stated = row(&after, "5-9").execution.clone().unwrap();
    assert_eq!((stated.extent(), stated.is_proposal()), (ExecutionExtent::Never, false));
}

#[test]
fn reasons_are_counted_by_code_and_an_item_with_two_counts_in_both() {
    let mut register = Register::nagareyama();
    for (number, codes) in [
        ("1-1-1③", vec![ReasonCode::Cost]),
        ("1-1-2①", vec![ReasonCode::Cost, ReasonCode::Workload]),
        ("5-9", vec![ReasonCode::PrivacyOrSafety]),
    ] {
        let report = list(&register, CancelledFilter::default());
        let (node, decision) =
            (register.node(number), row(&report, number).decision.as_ref().unwrap().decision);
        register.give(Action::ClassifyReason(ClassifyReason { decision, node, codes }));
    }
    let report = list(&register, CancelledFilter::default());
    let counts: Vec<_> = report.by_code.iter().map(|c| (c.code.as_ref().map(|c| c.code), c.items)).collect();
    assert_eq!(
        counts,
        [
            (Some(ReasonCode::Cost), 2),
            (Some(ReasonCode::Workload), 1),
            (Some(ReasonCode::PrivacyOrSafety), 1),
            (None, 15)
        ]
    );
    let cost = CancelledFilter { code: Some(ReasonCode::Cost), ..CancelledFilter::default() };
    assert_eq!(numbers(&list(&register, cost)), ["1-1-1③", "1-1-2①"]);
    let open = CancelledFilter { unclassified: true, ..CancelledFilter::default() };
    assert_eq!(list(&register, open).rows.len(), 15);
    let twice = report.rows.iter().chain(&report.rows);
    assert_eq!(count_codes(twice)[0].items, 4, "rows of several plans are counted together");
}

#[test]
fn an_ending_of_a_live_cycle_counts_once_it_is_adopted_with_body_and_evidence() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    register.decide_three(cycle);
    assert_eq!(list(&register, CancelledFilter::default()).total, 18);
    let mut register = Register::nagareyama();
    register.run_march_2024();
    let report = list(&register, CancelledFilter::default());
    assert_eq!(report.total, 19);
    let stopped = row(&report, "5-1-2");
    assert_eq!(stopped.body.as_ref().unwrap().as_str(), "議会運営委員会");
    assert_eq!(stopped.meeting.as_ref().unwrap().as_str(), "令和6年第1回");
    assert_eq!(stopped.decided_on.unwrap().to_string(), "2024-03-19");
    assert_eq!(stopped.certainty, Some(Certainty::Stated));
    assert_eq!(stopped.evidence.len(), 1);
    assert!(
        matches!(&stopped.reason, Some(Reason::Stated(reason)) if reason.as_str().contains("費用対効果"))
    );
    // 変更なし repeats the older endings and takes nothing of theirs away.
    assert_eq!(row(&report, "5-9").cycle.as_ref().unwrap().label.as_str(), "平成30年11月");
    let body = CancelledFilter { body: Some("運営委員会".to_owned()), ..CancelledFilter::default() };
    assert_eq!(numbers(&list(&register, body)), ["5-1-2"]);
    let cycle =
        CancelledFilter { cycle: Some("令和６年３月".to_owned()), ..CancelledFilter::default() };
    assert_eq!(numbers(&list(&register, cycle)), ["5-1-2"]);
}

#[test]
fn a_reason_that_the_source_does_not_give_is_said_to_be_missing_there() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    let stopped = Decision { reason: Some(Reason::NotInSource), ..Decision::of("5-6", "廃止") };
    register.decide(cycle, stopped).unwrap();
    register.leave_the_rest(cycle);
    register.submit(cycle);
    register.review(cycle, domain::event::Reviewed::All, domain::event::Verdict::Approved);
    register.adopt(cycle);
    let report = list(&register, CancelledFilter::default());
    let stopped = row(&report, "5-6");
    assert_eq!((stopped.state, &stopped.reason), (CanonicalState::Abolished, &Some(Reason::NotInSource)));
}
