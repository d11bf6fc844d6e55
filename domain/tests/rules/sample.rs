//! The published table of 流山市議会.

use crate::story::Story;
use crate::table::{DERIVED, SAMPLE, sample_of_2018};
use domain::event::{CycleOrigin, NodeKind};
use domain::plan::Lens;
use domain::value::{CanonicalState, Certainty};

fn body(tsv: &str) -> Vec<&str> {
    tsv.lines().skip_while(|line| !line.starts_with("実施事業\t")).skip(1).collect()
}

fn sample() -> Story {
    let mut story = Story::opened();
    story.transcribed("令和3年3月", SAMPLE);
    story
}

#[test]
fn the_outline_is_in_the_printed_order_of_the_60_rows() {
    let story = sample();
    let outline = story.plan.outline(Lens::Current);
    assert_eq!(outline.len(), 60);
    assert_eq!(story.table_now(), body(SAMPLE));
    let derived = DERIVED.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    for (line, derived) in outline.iter().zip(derived) {
        assert_eq!(line.full_label.as_deref(), Some(derived[1]));
        let parent =
            line.parent.map(|parent| outline.iter().find(|above| above.view.node == parent).unwrap());
        assert_eq!(parent.and_then(|above| above.full_label.as_deref()).unwrap_or_default(), derived[2]);
        let kind = if derived[3] == "heading" { NodeKind::Heading } else { NodeKind::Item };
        assert_eq!(line.view.kind, kind, "{}", derived[1]);
        let state = line.view.status.as_ref().map_or("", |status| status.state.name());
        assert_eq!(state, derived[5].replace([' ', '-'], "_"), "{}", derived[1]);
    }
}

#[test]
fn it_makes_the_cycles_of_2018_with_18_decisions_and_of_2021_with_9() {
    let story = sample();
    let cycles: Vec<_> = story
        .plan
        .head
        .cycles
        .values()
        .map(|cycle| (cycle.label.as_str(), cycle.origin, cycle.decided))
        .collect();
    assert_eq!(cycles.len(), 2);
    assert!(cycles.contains(&("平成30年11月", CycleOrigin::Inferred, 18)));
    assert!(cycles.contains(&("令和3年3月", CycleOrigin::Transcribed, 9)));
    let inferred = story.cycle("平成30年11月").id;
    for node in story.plan.nodes.values() {
        let Some(decision) = node.decision(inferred) else { continue };
        assert_eq!(decision.certainty, Certainty::Inferred);
        assert_eq!(decision.status.as_ref().unwrap().state, CanonicalState::Cancelled);
        assert!(decision.reason.is_some());
        let now = Lens::Current.view(&story.plan.head, node);
        assert_eq!(now.decision, Some(decision.decision), "{}", node.title);
    }
}

#[test]
fn the_edition_of_2018_taken_over_afterwards_changes_nothing_newer() {
    let mut story = sample();
    let newer = story.plan.head.current_edition().unwrap().id;
    let stated = story.cycle("令和3年3月").id;
    let own: Vec<_> = story.plan.nodes.values().filter_map(|node| node.decision(stated).cloned()).collect();
    let older = story.transcribed("平成30年11月", &sample_of_2018());

    assert_eq!(story.table_now(), body(SAMPLE));
    assert_eq!(story.printed_table(newer), body(SAMPLE));
    assert_eq!(story.printed_table(older), body(&sample_of_2018()));
    assert_eq!(story.plan.nodes.len(), 60, "every row is found again by its number");
    let after: Vec<_> = story.plan.nodes.values().filter_map(|node| node.decision(stated).cloned()).collect();
    assert_eq!(after, own);
    let cycle = story.cycle("平成30年11月");
    assert_eq!((cycle.origin, cycle.decided), (CycleOrigin::Transcribed, 18));
    let decisions = story.plan.nodes.values().filter_map(|node| node.decision(cycle.id));
    for decision in decisions {
        assert_eq!((decision.certainty, decision.edition), (Certainty::Stated, Some(older)));
        assert!(decision.supersedes.is_some());
    }
}

#[test]
fn the_older_edition_first_gives_the_same_current_state() {
    let mut story = Story::opened();
    story.transcribed("平成30年11月", &sample_of_2018());
    story.transcribed("令和3年3月", SAMPLE);
    assert_eq!(story.table_now(), body(SAMPLE));
    assert_eq!(story.plan.nodes.len(), 60);
    let mut other = sample();
    other.transcribed("平成30年11月", &sample_of_2018());
    for day in ["2019-01-01", "2022-01-01"] {
        let lens = Lens::AsOf(crate::story::day(day));
        assert_eq!(story.table_through(lens), other.table_through(lens), "{day}");
    }
}

#[test]
fn what_an_import_says_of_a_node_comes_from_its_row_in_the_file() {
    use domain::event::{Fact, places_in_files};
    let mut story = Story::opened();
    story.transcribed("令和3年3月", SAMPLE);
    let places = places_in_files(&story.events);
    let printed = story.events.iter().zip(&places).filter_map(|(event, row)| {
        let Fact::RowTranscribed(printed) = &event.fact else { return None };
        Some((printed.row, row.row))
    });
    let import = story.events.iter().find_map(|event| {
        let Fact::ImportRecorded(import) = &event.fact else { return None };
        Some(import)
    });
    let lines: Vec<u32> = import.unwrap().rows.iter().map(|row| row.row).collect();
    assert_eq!(lines.len(), 60);
    for (row, line) in printed {
        assert_eq!(line, Some(lines[usize::try_from(row).unwrap() - 1]));
    }
    assert_eq!(places[0].row, None, "opening the plan is not about a row");
}
