//! What charts draw: states by edition, the flow between two editions, an item's time line.

use crate::sample::{OLDER, Register, text};
use domain::command::{AddNode, EndNode};
use domain::event::NodeKind;
use domain::value::CanonicalState::{self, AsNeeded, Cancelled, Done, NotStarted, Ongoing, PartlyDone};
use domain::value::{Basis, Certainty, Label};
use domain::{Action, Refusal};
use projections::report::{
    Count, FlowReport, Standing, TableOf, TimelineReport, counts, flow, states, table, timeline,
};
use std::collections::BTreeSet;

const THE_51: [(CanonicalState, u32); 6] =
    [(NotStarted, 4), (Ongoing, 19), (PartlyDone, 3), (Done, 6), (AsNeeded, 1), (Cancelled, 18)];

fn two_editions() -> Register {
    let mut register = Register::nagareyama();
    register.import("nagareyama-2018-11.tsv", OLDER, "平成30年11月");
    register
}

fn ways(report: &FlowReport) -> Vec<(Standing, Standing, u32)> {
    report.flows.iter().map(|flow| (flow.from, flow.to, flow.count)).collect()
}

#[test]
fn the_51_items_stand_by_state_in_canonical_order() {
    let report = states(&Register::nagareyama().plan).unwrap();
    assert_eq!(report.states, THE_51.map(|(state, _)| Some(state)));
    let [edition] = report.editions.as_slice() else { panic!("one edition was taken over") };
    assert_eq!(edition.items, Count { distinct: 51, listed: 51 });
    for (state, expected) in THE_51 {
        assert_eq!(edition.count(Some(state)).distinct, expected, "{state:?}");
    }
    assert_eq!(edition.count(None), Count::default());
}

#[test]
fn every_edition_stands_as_it_is_counted_and_the_oldest_is_first() {
    let mut register = two_editions();
    register.run_march_2024();
    let report = states(&register.plan).unwrap();
    let labels: Vec<&str> = report.editions.iter().map(|edition| edition.edition.label.as_str()).collect();
    assert_eq!(labels, ["平成30年11月", "令和3年3月", "令和6年3月"]);
    for edition in &report.editions {
        let counted = counts(&register.plan, TableOf::Edition(edition.edition.id)).unwrap();
        assert_eq!((&edition.by_state, edition.items), (&counted.by_state, counted.items));
        let sum: u32 = report.states.iter().map(|state| edition.count(*state).distinct).sum();
        assert_eq!(sum, edition.items.distinct);
    }
}

#[test]
fn a_plan_without_editions_has_no_bars() {
    let report = states(&Register::opened().plan).unwrap();
    assert!(report.editions.is_empty() && report.states.is_empty());
}

#[test]
fn the_flow_adds_up_to_both_editions() {
    let register = two_editions();
    let of = |label| TableOf::Edition(register.edition(label));
    let (old, new) = (of("平成30年11月"), of("令和3年3月"));
    let report = flow(&register.plan, old, new).unwrap();
    assert_eq!((report.items, report.changed + report.unchanged), (51, 51));
    assert_eq!((report.added, report.removed), (0, 0));
    for (state, expected) in THE_51 {
        assert_eq!(report.right(Standing::State(state)), expected, "{state:?}");
        let counted = counts(&register.plan, old).unwrap();
        let before = counted.by_state.iter().find(|counted| counted.state == Some(state));
        let before = before.map_or(0, |counted| counted.count.distinct);
        assert_eq!(report.left(Standing::State(state)), before, "{state:?}");
    }
    let moved: BTreeSet<&str> = report
        .flows
        .iter()
        .filter(|flow| (flow.from, flow.to) == (Standing::State(NotStarted), Standing::State(Done)))
        .flat_map(|flow| flow.items.iter().filter_map(|item| item.full_label.as_deref()))
        .collect();
    assert!(moved.contains("1-2-6") && moved.contains("3-1-1"), "{moved:?}");
}

#[test]
fn the_journey_flows_three_items_and_backwards_it_flows_them_back() {
    let mut register = Register::nagareyama();
    let newer = TableOf::Edition(register.run_march_2024());
    let older = TableOf::Edition(register.edition("令和3年3月"));
    let from = Standing::State(NotStarted);
    let changed = |report: &FlowReport| -> Vec<_> {
        ways(report).into_iter().filter(|(from, to, _)| from != to).collect()
    };
    let report = flow(&register.plan, older, newer).unwrap();
    let expected = [Ongoing, Done, Cancelled].map(|state| (from, Standing::State(state), 1));
    assert_eq!(changed(&report), expected);
    assert_eq!((report.changed, report.unchanged), (3, 48));
    let back = flow(&register.plan, newer, older).unwrap();
    assert_eq!(changed(&back), expected.map(|(from, to, count)| (to, from, count)));
}

#[test]
fn new_and_no_longer_listed_items_flow_from_and_to_nowhere() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    let (node, placement, six) = (register.fresh(), register.fresh(), register.node("6"));
    register.give(Action::AddNode(AddNode {
        node,
        placement,
        kind: NodeKind::Item,
        parent: Some(six),
        rank: 8,
        label: Some(Label::parse("6-8", "6-8. ").unwrap()),
        title: text("電子署名の導入"),
        basis: Basis::Cycle(cycle),
    }));
    let gone = register.node("2-4");
    let seen = register.plan.nodes[&gone].revision;
    let reason = text("一覧から除く");
    register.give(Action::EndNode(EndNode { node: gone, basis: Basis::Cycle(cycle), reason, seen }));
    let report = flow(&register.plan, TableOf::Current, TableOf::Cycle(cycle)).unwrap();
    assert_eq!((report.items, report.added, report.removed, report.changed), (52, 1, 1, 0));
    let new = report.flows.iter().find(|flow| flow.is_new()).unwrap();
    assert_eq!((new.to, new.items[0].full_label.as_deref()), (Standing::NotStated, Some("6-8")));
    let left = report.flows.iter().find(|flow| flow.is_gone()).unwrap();
    assert_eq!((left.from, left.items[0].full_label.as_deref()), (Standing::State(Cancelled), Some("2-4")));
}

#[test]
fn before_the_first_edition_the_flow_begins_in_the_unknown() {
    let register = Register::nagareyama();
    let day = TableOf::AsOf("2015-04-01".parse().unwrap());
    let report = flow(&register.plan, day, TableOf::Current).unwrap();
    assert_eq!(report.left(Standing::Unknown), 51);
    assert_eq!(report.right(Standing::State(Ongoing)), 19);
}

/// The spans in short: first day, standing, certainty.
fn spans(report: &TimelineReport) -> Vec<(Option<String>, Standing, Certainty)> {
    let first = |day: jiff::civil::Date| day.to_string();
    report.spans.iter().map(|span| (span.from.map(first), span.standing, span.certainty)).collect()
}

fn day(day: &str) -> Option<String> {
    Some(day.to_owned())
}

#[test]
fn what_only_a_later_edition_says_is_inferred_and_before_it_nothing_is_known() {
    let register = Register::nagareyama();
    let report = timeline(&register.plan, register.node("5-9")).unwrap();
    let cancelled = Standing::State(Cancelled);
    assert_eq!(
        spans(&report),
        [
            (None, Standing::Unknown, Certainty::Stated),
            (day("2018-11-01"), cancelled, Certainty::Inferred),
            (day("2021-03-01"), cancelled, Certainty::Stated),
        ]
    );
    assert!(report.spans[1].is_inferred() && report.spans[1].is_approximate());
    let [decision] = report.decisions.as_slice() else { panic!("one decision is known") };
    assert_eq!(decision.decision.certainty, Certainty::Inferred);
    assert_eq!(report.schedule.as_ref().unwrap().text, "平成23年4月");
    assert_eq!(report.editions.len(), 1);
}

#[test]
fn spans_follow_each_other_without_a_gap_for_every_item() {
    let mut register = two_editions();
    let newest = register.run_march_2024();
    for row in table(&register.plan, TableOf::Edition(newest)).unwrap().rows {
        let report = timeline(&register.plan, row.node).unwrap();
        assert_eq!(report.editions.len(), 3);
        assert!(report.spans.windows(2).all(|pair| pair[0].until == pair[1].from && pair[0].until.is_some()));
        let last = report.spans.last().unwrap();
        assert_eq!((last.until, last.standing), (None, Standing::stated(row.state)), "{}", row.title);
    }
}

#[test]
fn a_decision_holds_from_its_effective_day_though_it_was_taken_later() {
    let mut register = Register::nagareyama();
    register.run_march_2024();
    let report = timeline(&register.plan, register.node("6-7")).unwrap();
    assert_eq!(
        spans(&report),
        [
            (None, Standing::Unknown, Certainty::Stated),
            (day("2021-03-01"), Standing::State(NotStarted), Certainty::Stated),
            (day("2023-04-01"), Standing::State(Done), Certainty::Stated),
        ]
    );
    assert_eq!(report.spans[2].since.as_ref().unwrap().text, "令和5年4月");
    let taken = report.decisions.last().unwrap();
    assert_eq!(taken.day.map(|day| day.to_string()), day("2024-03-01"));
    assert_eq!(report.spans[2].decision, Some(taken.decision.decision));
}

#[test]
fn what_a_live_cycle_proposes_is_not_on_the_line() {
    let mut register = Register::nagareyama();
    let node = register.node("6-6");
    let before = timeline(&register.plan, node).unwrap();
    let cycle = register.open_cycle();
    register.decide_three(cycle);
    let after = timeline(&register.plan, node).unwrap();
    assert_eq!((after.spans, after.decisions), (before.spans, before.decisions));
}

#[test]
fn an_edition_that_does_not_list_the_item_says_so() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    let gone = register.node("2-4");
    let seen = register.plan.nodes[&gone].revision;
    let reason = text("一覧から除く");
    register.give(Action::EndNode(EndNode { node: gone, basis: Basis::Cycle(cycle), reason, seen }));
    register.leave_the_rest(cycle);
    register.submit(cycle);
    register.review(cycle, domain::event::Reviewed::All, domain::event::Verdict::Approved);
    register.adopt(cycle);
    let report = timeline(&register.plan, gone).unwrap();
    let printed: Vec<_> = report.editions.iter().map(|edition| edition.standing).collect();
    assert_eq!(printed, [Standing::State(Cancelled), Standing::NotListed]);
    assert_eq!(report.spans.last().unwrap().standing, Standing::NotListed);
}

#[test]
fn a_node_that_is_not_there_has_no_time_line() {
    let mut register = Register::nagareyama();
    let node = register.fresh();
    assert!(
        matches!(timeline(&register.plan, node), Err(Refusal::UnknownNode { node: named }) if named == node)
    );
}
