//! The outline: a forest in the order of the table, with one number under one parent.

use crate::story::{Story, day, id, text};
use domain::command::{AddNode, EndNode, MoveNode, StateSchedule, StateText};
use domain::event::{NodeKind, TextChange, TextField};
use domain::id::NodeId;
use domain::plan::Lens;
use domain::value::{Basis, Label};
use domain::{Action, Refusal};

fn label(text: &str) -> Option<Label> {
    Some(Label::parse(text.trim_end_matches(['.', ' ']), text).unwrap())
}

fn add(number: u32, parent: Option<NodeId>, rank: u32, numbered: &str, basis: Basis) -> AddNode {
    AddNode {
        node: id(number),
        placement: id(number + 50),
        kind: NodeKind::Item,
        parent,
        rank,
        label: label(numbered),
        title: text("新しい取組"),
        basis,
    }
}

fn to(story: &Story, number: &str, parent: Option<&str>, basis: Basis) -> MoveNode {
    MoveNode {
        node: story.node(number),
        placement: None,
        parent: parent.map(|parent| story.node(parent)),
        rank: 1,
        label: label(&format!("{number}. ")),
        basis,
        seen: story.revision(number),
    }
}

fn numbers(story: &Story, lens: Lens) -> Vec<String> {
    story.plan.outline(lens).into_iter().map(|line| line.full_label.unwrap_or_default()).collect()
}

#[test]
fn a_new_item_is_listed_in_the_cycle_and_after_its_adoption() {
    let (mut story, cycle) = Story::reviewing();
    let under = story.node("2");
    story.done(Action::AddNode(add(900, Some(under), 3, "2-3. ", Basis::Cycle(cycle))));
    let with = ["1", "1-1", "1-1①", "1-1②", "2", "2-1", "2-2", "2-3"];
    assert_eq!(numbers(&story, Lens::Cycle(cycle)), with);
    assert_eq!(numbers(&story, Lens::Current), with[..7]);
    let decide = story.changed(cycle, "2-3", "検討中");
    story.decided(decide);
    story.approved(cycle);
    story.adopted(cycle);
    assert_eq!(numbers(&story, Lens::Current), with);
    assert_eq!(story.wording("2-3"), "検討中");
}

#[test]
fn ids_of_nodes_and_places_are_taken_once() {
    let (mut story, cycle) = Story::reviewing();
    let first = add(900, None, 3, "3. ", Basis::Cycle(cycle));
    story.done(Action::AddNode(first.clone()));
    let same_node = AddNode { placement: id(999), label: label("4. "), ..first.clone() };
    assert_eq!(story.refused(Action::AddNode(same_node)), Refusal::IdTaken { id: first.node.to_string() });
    let same_place = AddNode { node: id(998), label: label("4. "), ..first.clone() };
    assert_eq!(
        story.refused(Action::AddNode(same_place)),
        Refusal::IdTaken { id: first.placement.to_string() }
    );
}

#[test]
fn a_number_is_unique_under_its_parent() {
    let (mut story, cycle) = Story::reviewing();
    let under = story.node("2");
    let twin = add(900, Some(under), 3, "2-1. ", Basis::Cycle(cycle));
    let by = story.node("2-1");
    let taken = Refusal::NumberTaken { label: "2-1".to_owned(), by };
    assert_eq!(story.refused(Action::AddNode(twin.clone())), taken);
    let moved = MoveNode { label: label("2-1. "), ..to(&story, "2-2", Some("2"), Basis::Cycle(cycle)) };
    assert_eq!(story.refused(Action::MoveNode(moved)), taken);
    let elsewhere = AddNode { parent: Some(story.node("1")), ..twin };
    story.done(Action::AddNode(elsewhere));
}

#[test]
fn a_number_of_the_open_cycle_is_not_given_beside_it() {
    let (mut story, cycle) = Story::reviewing();
    let under = story.node("2");
    story.done(Action::AddNode(add(900, Some(under), 3, "2-3. ", Basis::Cycle(cycle))));
    let beside = add(901, Some(under), 3, "2-3. ", Basis::Progress(day("2024-01-01")));
    let taken = Refusal::NumberTaken { label: "2-3".to_owned(), by: id(900) };
    assert_eq!(story.refused(Action::AddNode(beside)), taken);
}

#[test]
fn a_node_never_stands_under_itself() {
    let (mut story, cycle) = Story::reviewing();
    let node = story.node("1");
    for under in ["1", "1-1", "1-1①"] {
        let wanted = to(&story, "1", Some(under), Basis::Cycle(cycle));
        assert_eq!(story.refused(Action::MoveNode(wanted)), Refusal::UnderItself { node });
    }
}

#[test]
fn two_moves_on_two_occasions_do_not_make_a_ring() {
    let (mut story, cycle) = Story::reviewing();
    let proposed = to(&story, "1", Some("2"), Basis::Cycle(cycle));
    story.done(Action::MoveNode(proposed));
    let beside = to(&story, "2", Some("1"), Basis::Progress(day("2024-01-01")));
    assert_eq!(story.refused(Action::MoveNode(beside)), Refusal::UnderItself { node: story.node("2") });
}

#[test]
fn a_moved_node_takes_what_stands_under_it_along() {
    let (mut story, cycle) = Story::reviewing();
    let wanted =
        MoveNode { label: label("2-3. "), rank: 3, ..to(&story, "1-1", Some("2"), Basis::Cycle(cycle)) };
    story.done(Action::MoveNode(wanted));
    let moved = ["1", "2", "2-1", "2-2", "2-3", "2-3①", "2-3②"];
    assert_eq!(numbers(&story, Lens::Cycle(cycle)), moved);
    assert_eq!(numbers(&story, Lens::Current), ["1", "1-1", "1-1①", "1-1②", "2", "2-1", "2-2"]);
}

#[test]
fn an_ended_node_is_not_listed_and_remains() {
    let (mut story, cycle) = Story::reviewing();
    let node = story.node("2-1");
    let decide = story.unchanged(cycle, "2-1");
    let end = EndNode {
        node,
        basis: Basis::Cycle(cycle),
        reason: text("2-2に統合したため"),
        seen: story.revision("2-1"),
    };
    story.done(Action::EndNode(end.clone()));
    let again = EndNode { seen: story.plan.node(node).unwrap().revision, ..end };
    assert_eq!(story.refused(Action::EndNode(again)), Refusal::NotListed { node });
    let seen = Some(story.plan.node(node).unwrap().revision);
    let decide = domain::command::Decide { seen, ..decide };
    assert_eq!(story.refused(Action::Decide(Box::new(decide))), Refusal::NotListed { node });
    assert!(!numbers(&story, Lens::Cycle(cycle)).contains(&"2-1".to_owned()));
    assert!(numbers(&story, Lens::Current).contains(&"2-1".to_owned()));
    story.approved(cycle);
    let edition = story.adopted(cycle);
    assert!(!story.printed_table(edition).iter().any(|row| row.starts_with("2-1")));
    assert!(story.plan.nodes.contains_key(&node));
}

#[test]
fn whoever_states_something_saw_the_node_as_it_is() {
    let (mut story, cycle) = Story::reviewing();
    let (node, seen) = (story.node("2-1"), story.revision("2-1"));
    let basis = Basis::Cycle(cycle);
    let decide = story.changed(cycle, "2-1", "検討中");
    story.decided(decide);
    let stale = [
        Action::MoveNode(MoveNode { seen, ..to(&story, "2-1", Some("1"), basis) }),
        Action::EndNode(EndNode { node, basis, reason: text("統合のため"), seen }),
        Action::StateText(StateText {
            node,
            field: TextField::Body,
            text: text("本文"),
            change: TextChange::Initial,
            basis,
            seen,
        }),
        Action::StateSchedule(StateSchedule {
            node,
            date: Some(crate::story::date("令和7年度")),
            basis,
            seen,
        }),
    ];
    for action in stale {
        let refusal = story.refused(action);
        assert!(matches!(refusal, Refusal::Stale { node: of, seen: at, .. } if of == node && at == seen));
    }
}

#[test]
fn a_statement_between_cycles_holds_from_its_day() {
    let mut story = Story::printed();
    let state = |story: &Story, words: &str, on: &str| {
        Action::StateText(StateText {
            node: story.node("2-1"),
            field: TextField::Remark,
            text: text(words),
            change: TextChange::Substance,
            basis: Basis::Progress(day(on)),
            seen: story.revision("2-1"),
        })
    };
    let later = state(&story, "実施しました。", "2023-04-01");
    story.done(later);
    let earlier = state(&story, "準備しています。", "2022-04-01");
    story.done(earlier);
    let before_the_edition = state(&story, "未定です。", "2019-04-01");
    story.done(before_the_edition);
    assert_eq!(story.now("2-1").remark, Some(text("実施しました。")), "never by arrival alone");
    let on = |on| story.seen_through(Lens::AsOf(day(on)), "2-1").remark;
    assert_eq!(on("2022-12-31"), Some(text("準備しています。")));
    assert_eq!(on("2021-12-31"), Some(text("協議していきます。")));
    assert_eq!(on("2019-12-31"), Some(text("未定です。")));
}
