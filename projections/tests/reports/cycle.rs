//! One cycle's work list.

use crate::sample::{Decision, Register, text};
use domain::event::{Reviewed, Verdict};
use domain::id::CycleId;
use domain::plan::CycleState;
use projections::report::{CycleReport, CycleRow, FieldName, cycle};

fn list(register: &Register, id: CycleId) -> CycleReport {
    cycle(&register.plan, id).unwrap()
}

fn find<'r>(report: &'r CycleReport, number: &str) -> &'r CycleRow {
    report.rows.iter().find(|row| row.item.full_label.as_deref() == Some(number)).unwrap()
}

#[test]
fn a_live_cycle_lists_every_item_and_what_is_still_to_be_decided() {
    let mut register = Register::nagareyama();
    let id = register.open_cycle();
    let report = list(&register, id);
    assert_eq!((report.summary.items, report.undecided, report.rows.len()), (51, 51, 60));
    register.decide_three(id);
    let report = list(&register, id);
    assert_eq!((report.summary.decided, report.undecided), (3, 48));
    assert_eq!(report.undecided_rows().count(), 48);
    let row = find(&report, "6-7");
    assert!(row.decided && row.open && row.to_decide);
    assert_eq!(row.status.as_ref().unwrap().wording, "未着手", "as it is now");
    let status = row.changes.iter().find(|change| change.field == FieldName::Status).unwrap();
    assert_eq!(status.after.as_deref(), Some("実施済み"));
    assert!(!find(&report, "6").to_decide, "headings are for orientation");
    let recorded: Vec<_> = report.recorders.iter().map(|who| (who.actor, who.decisions)).collect();
    assert_eq!(recorded, [(register.hanako.id, 3)]);
    assert_eq!(find(&report, "6-7").revision, register.plan.nodes[&register.node("6-7")].revision);
}

#[test]
fn unchanged_items_propose_nothing() {
    let mut register = Register::nagareyama();
    let id = register.open_cycle();
    register.decide_three(id);
    register.leave_the_rest(id);
    let report = list(&register, id);
    assert_eq!(report.undecided, 0);
    let changing = report.rows.iter().filter(|row| !row.changes.is_empty());
    let numbers: Vec<_> = changing.map(|row| row.item.full_label.as_deref().unwrap()).collect();
    assert_eq!(numbers, ["5-1-2", "6-6", "6-7"]);
    assert_eq!(report.summary.changed, 3);
    assert_eq!(report.codes.len(), 2);
}

#[test]
fn the_digest_is_that_of_the_submission_until_something_changes() {
    let mut register = Register::nagareyama();
    let id = register.open_cycle();
    register.decide_three(id);
    register.leave_the_rest(id);
    let before = list(&register, id).digest;
    register.submit(id);
    let report = list(&register, id);
    assert_eq!(report.cycle().state, CycleState::Submitted);
    assert_eq!((report.digest, report.summary.submitted), (before, before));
    assert!(!report.open && report.rows.iter().all(|row| !row.open));
}

#[test]
fn a_return_names_its_items_and_opens_only_them() {
    let mut register = Register::nagareyama();
    let id = register.open_cycle();
    register.decide_three(id);
    register.leave_the_rest(id);
    register.submit(id);
    let node = register.node("6-7");
    let decision = register.plan.nodes[&node].decision(id).unwrap().decision;
    register.review(id, Reviewed::Decisions(vec![decision]), Verdict::Returned);
    let report = list(&register, id);
    let open: Vec<_> = report.rows.iter().filter(|row| row.open).map(|row| row.item.node).collect();
    let returned: Vec<_> = report.rows.iter().filter(|row| row.returned).map(|row| row.item.node).collect();
    assert_eq!((&open, &returned), (&vec![node], &vec![node]));
    let review = &report.reviews[0];
    assert_eq!((review.verdict, review.actor, review.round), (Verdict::Returned, register.taro.id, 1));
    assert_eq!(review.comment, Some(text("適用日を確かめてください")));
    assert_eq!(review.items.len(), 1);
    let again = Decision { effective: Some("令和5年5月"), ..Decision::of("6-7", "実施済み") };
    register.decide(id, again).unwrap();
    let report = list(&register, id);
    assert_eq!(report.reviews[0].items[0].node, node, "the corrected decision is still found");
    assert_eq!(find(&report, "6-7").decision.as_ref().unwrap().supersedes, Some(decision));
}

#[test]
fn cycles_that_were_not_run_here_list_the_items_that_they_decided() {
    let register = Register::nagareyama();
    let older = list(&register, register.cycle("平成30年11月"));
    assert_eq!((older.rows.len(), older.summary.inferred, older.undecided), (18, 18, 0));
    assert_eq!(older.digest, None);
    let newer = list(&register, register.cycle("令和3年3月"));
    assert_eq!((newer.rows.len(), newer.summary.inferred), (9, 0));
    assert!(newer.rows.iter().all(|row| row.decided && !row.open));
}
