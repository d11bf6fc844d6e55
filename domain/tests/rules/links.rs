//! Lineage and trace: what a link may join, which way it goes, and what is left of one that was taken back.

use crate::story::{Story, id, text};
use crate::table;
use domain::command::{Identity, PublishEdition};
use domain::event::{LineageKind, LineageStated, LinkRetracted, NodeRef, TraceLinked};
use domain::id::{EditionId, LinkId, NodeId};
use domain::refusal::LineageEnds;
use domain::value::{Basis, Certainty};
use domain::{Action, Refusal};

/// Two editions; 2-9 is in the older one only, 2-1 in the newer one only.
fn two_editions() -> (Story, EditionId, EditionId) {
    let mut story = Story::opened();
    let older = story.transcribed("平成30年11月", table::OLDER);
    let newer = story.transcribed("令和3年3月", table::SMALL);
    (story, older, newer)
}

fn end(edition: EditionId, node: NodeId) -> NodeRef {
    NodeRef { plan: id(600), edition: Some(edition), node }
}

#[track_caller]
fn in_edition(story: &Story, edition: EditionId, number: &str) -> NodeId {
    story.plan.numbers_of(edition)[number]
}

fn lineage(story: &mut Story, kind: LineageKind, from: Vec<NodeRef>, to: Vec<NodeRef>) -> LineageStated {
    LineageStated { link: story.fresh(), kind, from, to, certainty: Certainty::Stated, note: None }
}

#[test]
fn lineage_leads_from_an_older_edition_to_a_newer_one() {
    let (mut story, older, newer) = two_editions();
    let before = end(older, in_edition(&story, older, "2-9"));
    let after = end(newer, in_edition(&story, newer, "2-1"));
    let back = lineage(&mut story, LineageKind::Both, vec![after.clone()], vec![before.clone()]);
    let refused = story.refused(Action::StateLineage(back));
    assert_eq!(refused, Refusal::LineageBackwards { from: after.node, to: before.node });
    let forward = lineage(&mut story, LineageKind::Both, vec![before], vec![after]);
    story.done(Action::StateLineage(forward.clone()));
    assert_eq!(story.plan.head.lineage(), [&forward]);
}

#[test]
fn lineage_without_editions_never_leads_back() {
    let (mut story, older, newer) = two_editions();
    let (a, b) = (in_edition(&story, older, "2-9"), in_edition(&story, newer, "2-1"));
    let bare = |node| NodeRef { plan: id(600), edition: None, node };
    let there = lineage(&mut story, LineageKind::Related, vec![bare(a)], vec![bare(b)]);
    story.done(Action::StateLineage(there.clone()));
    let back = lineage(&mut story, LineageKind::Related, vec![bare(b)], vec![bare(a)]);
    assert_eq!(story.refused(Action::StateLineage(back)), Refusal::LineageBackwards { from: b, to: a });
    let own = lineage(&mut story, LineageKind::Related, vec![bare(a)], vec![bare(a)]);
    assert_eq!(story.refused(Action::StateLineage(own)), Refusal::LineageBackwards { from: a, to: a });
    story.done(Action::RetractLink(LinkRetracted { link: there.link, reason: text("取り違え") }));
    let back = lineage(&mut story, LineageKind::Related, vec![bare(b)], vec![bare(a)]);
    story.done(Action::StateLineage(back));
}

#[test]
fn each_kind_has_its_numbers_of_items() {
    let (mut story, older, newer) = two_editions();
    let before = end(older, in_edition(&story, older, "2-9"));
    let after = end(newer, in_edition(&story, newer, "2-1"));
    let cases = [
        (LineageKind::Merged, vec![], vec![after.clone()], LineageEnds::SomeToOne),
        (LineageKind::New, vec![before.clone()], vec![after.clone()], LineageEnds::NoneToSome),
        (LineageKind::Abolished, vec![before.clone()], vec![after.clone()], LineageEnds::SomeToNone),
        (LineageKind::Same, vec![before.clone()], vec![], LineageEnds::OneToOne),
        (LineageKind::Split, vec![before.clone()], vec![], LineageEnds::OneToSome),
        (LineageKind::Revived, vec![], vec![after.clone()], LineageEnds::SomeToSome),
    ];
    for (kind, from, to, needs) in cases {
        let counts = (from.len(), to.len());
        let stated = lineage(&mut story, kind, from, to);
        let (from, to) = counts;
        let refused = story.refused(Action::StateLineage(stated));
        assert_eq!(refused, Refusal::LineageMisfits { kind, from, to, needs });
    }
    let new = lineage(&mut story, LineageKind::New, vec![], vec![after]);
    story.done(Action::StateLineage(new));
    let abolished = lineage(&mut story, LineageKind::Abolished, vec![before], vec![]);
    story.done(Action::StateLineage(abolished));
}

#[test]
fn another_plans_items_are_not_looked_up_here() {
    let (mut story, _, newer) = two_editions();
    let other = NodeRef { plan: id(9_600), edition: Some(id(9_601)), node: id(9_602) };
    let after = end(newer, in_edition(&story, newer, "2-1"));
    let stated = lineage(&mut story, LineageKind::Same, vec![other], vec![after]);
    story.done(Action::StateLineage(stated));
    let unknown = NodeRef { plan: id(600), edition: None, node: id(9_603) };
    let stated = lineage(&mut story, LineageKind::Abolished, vec![unknown], vec![]);
    assert_eq!(story.refused(Action::StateLineage(stated)), Refusal::UnknownNode { node: id(9_603) });
}

#[test]
fn a_link_that_was_taken_back_stays_with_its_reason() {
    let (mut story, older, newer) = two_editions();
    let (a, b) = (in_edition(&story, older, "1-1"), in_edition(&story, newer, "2-1"));
    let link: LinkId = story.fresh();
    let basis = Basis::Edition(newer);
    let trace = TraceLinked { link, from: b, to: a, relation: Some(text("整備方針")), basis };
    story.done(Action::LinkTrace(trace.clone()));
    let again = TraceLinked { link: story.fresh(), ..trace.clone() };
    assert_eq!(story.refused(Action::LinkTrace(again)), Refusal::NothingChanges);
    let retract = LinkRetracted { link, reason: text("分類が異なる") };
    story.done(Action::RetractLink(retract.clone()));
    assert!(story.plan.head.traces().is_empty());
    assert_eq!(story.plan.head.links[&link].retracted, Some(text("分類が異なる")));
    assert_eq!(story.refused(Action::RetractLink(retract)), Refusal::UnknownLink { link });
}

#[test]
fn a_link_is_public_once_both_of_its_editions_are() {
    let (mut story, older, newer) = two_editions();
    let before = end(older, in_edition(&story, older, "2-9"));
    let after = end(newer, in_edition(&story, newer, "2-1"));
    let stated = lineage(&mut story, LineageKind::Both, vec![before], vec![after]);
    story.done(Action::StateLineage(stated));
    let shown = |story: &Story| story.plan.clone().published().head.lineage().len();
    let publish = |edition| Action::PublishEdition(PublishEdition { edition, address: text("/p/a/e/b/") });
    story.done(publish(newer));
    assert_eq!(shown(&story), 0);
    story.done(publish(older));
    assert_eq!(shown(&story), 1);
}

#[test]
fn a_row_is_about_the_item_that_its_document_names_whatever_its_number() {
    let mut story = Story::opened();
    let older = story.transcribed("平成30年11月", table::OLDER);
    let (was_2_9, was_2_2) = (in_edition(&story, older, "2-9"), in_edition(&story, older, "2-2"));
    let mut transcribe = story.transcribe("令和3年3月", table::SMALL);
    let newer = transcribe.edition;
    let row = |rows: &[domain::command::TranscribeRow], number: &str| {
        rows.iter().position(|row| row.full_label.as_deref() == Some(number)).unwrap()
    };
    let (at_2_1, at_2_2) = (row(&transcribe.rows, "2-1"), row(&transcribe.rows, "2-2"));
    transcribe.rows[at_2_1].identity = Identity::Known(was_2_9);
    transcribe.rows[at_2_2].identity = Identity::New;
    let fresh = transcribe.rows[at_2_2].node;
    story.done(Action::TranscribeEdition(Box::new(transcribe)));
    assert_eq!(in_edition(&story, newer, "2-1"), was_2_9);
    assert_eq!(in_edition(&story, newer, "2-2"), fresh);
    assert_ne!(fresh, was_2_2);
    assert!(story.plan.nodes[&was_2_2].listed.contains_key(&older));
    assert!(!story.plan.nodes[&was_2_2].listed.contains_key(&newer), "a reused number never mixes two items");
}

#[test]
fn two_rows_are_not_about_the_same_item_unless_one_is_listed_again() {
    let mut story = Story::opened();
    let older = story.transcribed("平成30年11月", table::OLDER);
    let node = in_edition(&story, older, "2-2");
    let mut transcribe = story.transcribe("令和3年3月", table::SMALL);
    for row in transcribe.rows.iter_mut().rev().take(2) {
        row.identity = Identity::Known(node);
    }
    let refused = story.refused(Action::TranscribeEdition(Box::new(transcribe)));
    assert_eq!(refused, Refusal::IdTaken { id: node.to_string() });
}
