//! 新旧対照.

use crate::sample::{OLDER, Register, text};
use domain::Action;
use domain::command::{AddNode, EndNode, MoveNode};
use domain::event::NodeKind;
use domain::value::{Basis, Label, Reason, ReasonCode};
use projections::report::{CompareRow, Difference, FieldName, TableOf, compare, compare_tables, table};

fn change<'r>(row: &'r CompareRow, field: &FieldName) -> (Option<&'r str>, Option<&'r str>) {
    let change = row.changes.iter().find(|change| change.field == *field).unwrap();
    (change.before.as_deref(), change.after.as_deref())
}

#[test]
fn the_two_editions_of_the_journey_differ_in_exactly_three_items() {
    let mut register = Register::nagareyama();
    let old = TableOf::Edition(register.edition("令和3年3月"));
    let new = TableOf::Edition(register.run_march_2024());
    let report = compare(&register.plan, old, new).unwrap();
    let numbers: Vec<_> = report.rows.iter().map(|row| row.item.full_label.as_deref().unwrap()).collect();
    assert_eq!(numbers, ["5-1-2", "6-6", "6-7"]);
    assert_eq!((report.changed, report.added, report.removed, report.unchanged), (3, 0, 0, 57));
    let stopped = &report.rows[0];
    assert_eq!(change(stopped, &FieldName::Status), (Some("未着手"), Some("中止")));
    assert_eq!(change(stopped, &FieldName::Review), (Some("令和3年3月"), Some("令和6年3月")));
    assert_eq!(stopped.changes.len(), 2);
    let decision = &stopped.decisions[0];
    assert!(
        matches!(&decision.reason, Some(Reason::Stated(reason)) if reason.as_str().contains("費用対効果"))
    );
    let codes: Vec<_> = decision.codes.iter().map(|code| code.code).collect();
    assert_eq!(codes, [ReasonCode::Cost, ReasonCode::Alternative]);
    assert_eq!(decision.body.as_ref().unwrap().as_str(), "議会運営委員会");
    assert_eq!(change(&report.rows[1], &FieldName::Review), (None, Some("令和6年3月")));
    assert_eq!(report.rows[2].decisions[0].effective.as_ref().unwrap().text, "令和5年4月");
}

#[test]
fn a_table_does_not_differ_from_itself() {
    let register = Register::nagareyama();
    let edition = TableOf::Edition(register.edition("令和3年3月"));
    for to in [edition, TableOf::Current, TableOf::AsOf("2021-03-01".parse().unwrap())] {
        let report = compare(&register.plan, edition, to).unwrap();
        assert_eq!(report.rows, []);
        assert_eq!(report.unchanged, 60);
    }
}

#[test]
fn an_open_cycle_can_be_compared_before_it_is_adopted() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    register.decide_three(cycle);
    let report = compare(&register.plan, TableOf::Current, TableOf::Cycle(cycle)).unwrap();
    assert_eq!(report.changed, 3);
    assert!(report.rows.iter().all(|row| row.decisions.len() == 1 && row.is_item()));
    let other = compare(&register.plan, TableOf::Cycle(cycle), TableOf::Current).unwrap();
    assert_eq!(change(&other.rows[0], &FieldName::Status), (Some("中止"), Some("未着手")));
}

#[test]
fn added_removed_moved_and_renumbered_rows_are_told_apart() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    let basis = Basis::Cycle(cycle);
    let (six, moved, gone) = (register.node("6"), register.node("5-10"), register.node("2-4"));
    let (node, placement) = (register.fresh(), register.fresh());
    register.give(Action::AddNode(AddNode {
        node,
        placement,
        kind: NodeKind::Item,
        parent: Some(six),
        rank: 8,
        label: Some(Label::parse("6-8", "6-8. ").unwrap()),
        title: text("電子署名の導入"),
        basis,
    }));
    let seen = register.plan.nodes[&moved].revision;
    register.give(Action::MoveNode(MoveNode {
        node: moved,
        placement: None,
        parent: Some(six),
        rank: 9,
        label: Some(Label::parse("6-9", "6-9. ").unwrap()),
        basis,
        seen,
    }));
    let seen = register.plan.nodes[&gone].revision;
    let reason = text("一覧から除く");
    register.give(Action::EndNode(EndNode { node: gone, basis, reason, seen }));
    let report = compare(&register.plan, TableOf::Current, TableOf::Cycle(cycle)).unwrap();
    assert_eq!((report.changed, report.added, report.removed, report.renumbered), (1, 1, 1, 1));
    let row = |difference| report.rows.iter().find(|row| row.difference == difference).unwrap();
    assert_eq!(row(Difference::Added).item.full_label.as_deref(), Some("6-8"));
    assert_eq!(row(Difference::Removed).item.full_label.as_deref(), Some("2-4"));
    let changed = row(Difference::Changed);
    assert!(changed.moved && changed.renumbered && !changed.retitled);
    assert_eq!(changed.number_before.as_deref(), Some("5-10"));
    assert_eq!(change(changed, &FieldName::Number), (Some("5-10"), Some("6-9")));
    let (before, after) = change(changed, &FieldName::Parent);
    assert_eq!(before, Some("5 ペーパーレスの促進"));
    assert_eq!(after, Some("6 必要となるICT基盤の整備"));
}

#[test]
fn two_recorded_times_can_be_compared() {
    let mut register = Register::nagareyama();
    let before = table(&register.plan, TableOf::Current).unwrap();
    register.run_march_2024();
    let after = table(&register.plan, TableOf::Current).unwrap();
    let report = compare_tables(&register.plan, &before, &after);
    assert_eq!(report.changed, 3);
    assert!(report.from.version < report.to.version);
}

#[test]
fn an_older_edition_that_arrives_later_is_compared_by_its_date() {
    let mut register = Register::nagareyama();
    register.import("nagareyama-2018-11.tsv", OLDER, "平成30年11月");
    let old = TableOf::Edition(register.edition("平成30年11月"));
    let new = TableOf::Edition(register.edition("令和3年3月"));
    let report = compare(&register.plan, old, new).unwrap();
    let old_table = table(&register.plan, old).unwrap();
    let new_table = table(&register.plan, new).unwrap();
    let listed = |table: &projections::report::TableReport, node| {
        table.rows.iter().find(|row| row.node == node).map(|row| row.cells.clone())
    };
    let nodes: std::collections::BTreeSet<_> =
        old_table.rows.iter().chain(&new_table.rows).map(|row| row.node).collect();
    let differing = nodes.iter().filter(|node| listed(&old_table, **node) != listed(&new_table, **node));
    assert_eq!(report.rows.len(), differing.count());
    assert!(report.changed > 0);
    for row in report.rows.iter().filter(|row| row.difference == Difference::Changed) {
        assert!(row.decisions.iter().all(|decision| decision.cycle.label.as_str() == "令和3年3月"));
    }
}
