//! 再掲: one item at several places, each with its own number, printed where it stands and counted once.

use crate::story::{Story, column, id, text};
use domain::command::{CorrectEdition, MoveNode, Relisted, TranscribeEdition};
use domain::event::{CellReading, CorrectionKind};
use domain::plan::Lens;
use domain::value::{Basis, Certainty, Label, Meaning};
use domain::{Action, Fact, Refusal};

const RELISTED: &str = "\
実施事業\t実施時期\t状況\t見直し時期\t備考
1. 市民との情報共有の拡充\t\t\t\t
1-1. 会議録の公開\t平成18年9月\t継続中\t\t
1-2. 議員履歴の電子化\t平成23年4月\t継続中\t\t
2. ペーパーレスの促進\t\t\t\t
2-1. 会議録の公開（再掲）\t平成18年9月\t継続中\t\t
2-2. 減冊の検討\t令和4年3月\t未着手\t\t";

/// The table, in which the row of 2-1 lists 1-1 again.
fn relisting(story: &mut Story, label: &str) -> TranscribeEdition {
    let mut transcribe = story.transcribe(label, RELISTED);
    let (marker, certainty) = (Some(text("（再掲）")), Certainty::Confirmed);
    transcribe.rows[4].relists = Some(Relisted { first: 1, marker, certainty });
    transcribe
}

#[test]
fn a_row_that_lists_an_item_again_is_a_further_place_of_it() {
    let mut story = Story::opened();
    let transcribe = relisting(&mut story, "令和3年3月");
    let edition = transcribe.edition;
    story.done(Action::TranscribeEdition(Box::new(transcribe)));
    let rows = &story.plan.rows[&edition];
    assert_eq!(rows[&2].node, rows[&5].node);
    assert_ne!(rows[&2].placement, rows[&5].placement);
    let outline = story.plan.outline(Lens::Current);
    let relisted: Vec<_> = outline.iter().filter(|line| line.relisted).collect();
    assert_eq!(relisted.len(), 1);
    assert_eq!(relisted[0].full_label.as_deref(), Some("2-1"));
    assert_eq!(outline.len(), 6, "headings and items, every place");
    assert_eq!(story.plan.nodes.len(), 5, "headings and items, each once");
}

#[test]
fn the_next_edition_keeps_the_further_place() {
    let mut story = Story::opened();
    for label in ["令和3年3月", "令和4年3月"] {
        let transcribe = relisting(&mut story, label);
        let facts = story.done(Action::TranscribeEdition(Box::new(transcribe)));
        let added = facts.iter().filter(|fact| matches!(fact, Fact::PlacementAdded(_))).count();
        assert_eq!(added, usize::from(label == "令和3年3月"));
    }
    assert_eq!(story.plan.outline(Lens::Current).len(), 6);
}

#[test]
fn an_edition_that_does_not_list_it_again_ends_the_further_place_only() {
    let mut story = Story::opened();
    let transcribe = relisting(&mut story, "令和3年3月");
    story.done(Action::TranscribeEdition(Box::new(transcribe)));
    let without: Vec<&str> = RELISTED.lines().filter(|line| !line.contains("再掲")).collect();
    story.transcribed("令和4年3月", &without.join("\n"));
    let outline = story.plan.outline(Lens::Current);
    assert_eq!(outline.iter().filter(|line| line.relisted).count(), 0);
    assert_eq!(outline.len(), 5);
}

#[test]
fn a_further_place_is_moved_by_itself() {
    let mut story = Story::opened();
    let transcribe = relisting(&mut story, "令和3年3月");
    story.done(Action::TranscribeEdition(Box::new(transcribe)));
    let cycle = story.open_cycle("令和6年3月");
    let outline = story.plan.outline(Lens::Current);
    let further = outline.iter().find(|line| line.relisted).unwrap();
    let wanted = MoveNode {
        node: further.view.node,
        placement: Some(further.placement),
        parent: further.parent,
        rank: 9,
        label: Some(Label::parse("2-3", "2-3. ").unwrap()),
        basis: Basis::Cycle(cycle),
        seen: further.view.revision,
    };
    let elsewhere = MoveNode { placement: Some(id(990)), ..wanted.clone() };
    assert_eq!(story.refused(Action::MoveNode(elsewhere)), Refusal::NotListed { node: further.view.node });
    let beside = MoveNode { label: Some(Label::parse("2-2", "2-2. ").unwrap()), ..wanted.clone() };
    assert!(matches!(story.refused(Action::MoveNode(beside)), Refusal::NumberTaken { .. }));
    let under = MoveNode { parent: Some(further.view.node), ..wanted.clone() };
    assert!(matches!(story.refused(Action::MoveNode(under)), Refusal::UnderItself { .. }));
    story.done(Action::MoveNode(wanted));
    let numbers: Vec<_> =
        story.plan.outline(Lens::Cycle(cycle)).into_iter().filter_map(|line| line.full_label).collect();
    assert_eq!(numbers, ["1", "1-1", "1-2", "2", "2-2", "2-3"], "the item keeps its number");
}

#[test]
fn a_corrected_further_row_says_nothing_of_the_item() {
    let mut story = Story::opened();
    let transcribe = relisting(&mut story, "令和3年3月");
    let edition = transcribe.edition;
    story.done(Action::TranscribeEdition(Box::new(transcribe)));
    let reading = CellReading::Title {
        label: Some(Label::parse("2-1", "2-1. ").unwrap()),
        title: text("会議録の公開（再掲：1-1）"),
    };
    let correct = |row, seen: &str, corrected: &str, reading, correction| CorrectEdition {
        correction,
        edition,
        row,
        column: column(Meaning::Title),
        kind: CorrectionKind::Transcription,
        seen: text(seen),
        corrected: text(corrected),
        reading,
        reason: text("転記の誤り"),
        evidence: Vec::new(),
    };
    let of_further =
        correct(5, "2-1. 会議録の公開（再掲）", "2-1. 会議録の公開（再掲：1-1）", reading, story.fresh());
    story.done(Action::CorrectEdition(of_further));
    let title = |story: &Story| story.plan.outline(Lens::Current)[1].view.title.to_string();
    assert_eq!(title(&story), "会議録の公開");
    let reading = CellReading::Title {
        label: Some(Label::parse("1-1", "1-1. ").unwrap()),
        title: text("会議録の全文公開"),
    };
    let of_first = correct(2, "1-1. 会議録の公開", "1-1. 会議録の全文公開", reading, story.fresh());
    story.done(Action::CorrectEdition(of_first));
    assert_eq!(title(&story), "会議録の全文公開", "the control");
}

#[test]
fn a_row_cannot_list_again_what_no_row_before_it_lists() {
    let mut story = Story::opened();
    let mut transcribe = relisting(&mut story, "令和3年3月");
    transcribe.rows[4].relists.as_mut().unwrap().first = 5;
    let refused = story.refused(Action::TranscribeEdition(Box::new(transcribe)));
    assert_eq!(refused, Refusal::RelistedMissing { row: 5 });
}
