//! Taking over printed editions in any order.

use crate::story::{Story, date, day, id, status, text};
use crate::table::{OLDER, SMALL};
use domain::command::TranscribeEdition;
use domain::event::{CycleOrigin, ImportTarget};
use domain::plan::Lens;
use domain::value::{Certainty, Reason, Seen};
use domain::{Action, Fact, Refusal};

fn take_over(transcribe: TranscribeEdition) -> Action {
    Action::TranscribeEdition(Box::new(transcribe))
}

fn body(tsv: &str) -> Vec<&str> {
    tsv.lines().skip(1).collect()
}

#[test]
fn a_table_prints_back_what_was_taken_over() {
    let mut story = Story::opened();
    let edition = story.transcribed("令和3年3月", SMALL);
    assert_eq!(story.printed_table(edition), body(SMALL));
    assert_eq!(story.table_now(), body(SMALL));
}

#[test]
fn a_transcription_needs_its_file_its_columns_its_rows_and_a_date() {
    let mut story = Story::opened();
    let good = story.transcribe("令和3年3月", SMALL);
    let refused = |story: &mut Story, wrong| story.refused(take_over(wrong));
    let source = TranscribeEdition { source: id(9), ..good.clone() };
    assert_eq!(refused(&mut story, source), Refusal::UnknownSource { source_id: id(9) });
    let mut columns = good.clone();
    columns.profile.version = 2;
    assert_eq!(refused(&mut story, columns), Refusal::NoProfile);
    let empty = TranscribeEdition { rows: Vec::new(), ..good.clone() };
    assert_eq!(refused(&mut story, empty), Refusal::NoRows);
    let undated = TranscribeEdition { date: date("未定"), ..good.clone() };
    assert_eq!(refused(&mut story, undated), Refusal::DateMissing { date: "未定".to_owned() });
    let without_cycles = TranscribeEdition { cycles: Vec::new(), ..good.clone() };
    assert_eq!(refused(&mut story, without_cycles), Refusal::DateMissing { date: "令和3年3月".to_owned() });
    story.done(take_over(good.clone()));
    let twin = story.transcribe("令和3年3月", SMALL);
    let expected = Refusal::EditionExists { edition: good.edition, label: good.label.clone() };
    assert_eq!(refused(&mut story, twin), expected);
    let same_import = TranscribeEdition { import: good.import, ..story.transcribe("令和5年3月", SMALL) };
    assert_eq!(refused(&mut story, same_import), Refusal::IdTaken { id: good.import.to_string() });
    let same_edition =
        TranscribeEdition { edition: good.edition, ..story.transcribe("令和5年3月", SMALL) };
    assert_eq!(refused(&mut story, same_edition), Refusal::IdTaken { id: good.edition.to_string() });
}

#[test]
fn decisions_are_recorded_only_where_a_review_date_is_printed() {
    let story = Story::printed();
    let own = story.cycle("令和3年3月");
    let earlier = story.cycle("平成30年11月");
    assert_eq!((own.origin, own.decided), (CycleOrigin::Transcribed, 2));
    assert_eq!((earlier.origin, earlier.decided), (CycleOrigin::Inferred, 2));
    assert!(story.plan.node(story.node("1-1")).unwrap().decisions.is_empty());
    let stated = story.decision(own.id, "1-1①");
    assert_eq!((stated.certainty, &stated.seen), (Certainty::Stated, &Seen::Unknown));
    let inferred = story.decision(earlier.id, "1-1②");
    assert_eq!(inferred.certainty, Certainty::Inferred);
    assert_eq!(inferred.status, Some(status("平成30年11月 中止")));
    assert_eq!(inferred.effective, Some(date("平成30年11月")));
    assert_eq!(inferred.reason, Some(Reason::Stated(text("費用の増大を招くため中止としました。"))));
    assert_eq!(
        story.now("1-1②").decision,
        Some(inferred.decision),
        "the row repeats what that cycle decided"
    );
}

#[test]
fn an_ending_without_a_remark_has_no_reason_in_its_source() {
    let mut story = Story::opened();
    story.transcribed("令和3年3月", &SMALL.replace("漏洩リスクにつながるため。", ""));
    let cycle = story.cycle("平成30年11月").id;
    assert_eq!(story.decision(cycle, "2-2").reason, Some(Reason::NotInSource));
}

#[test]
fn a_review_date_after_the_edition_is_not_a_decision() {
    let mut story = Story::opened();
    let facts = {
        let action = take_over(story.transcribe("平成29年3月", SMALL));
        story.done(action)
    };
    assert!(!facts.iter().any(|fact| matches!(fact, Fact::StatusDecided(_) | Fact::CycleOpened(_))));
}

#[test]
fn an_import_is_the_map_from_rows_to_nodes() {
    let mut story = Story::opened();
    let transcribe = story.transcribe("令和3年3月", SMALL);
    let (edition, source) = (transcribe.edition, transcribe.source);
    let facts = story.done(take_over(transcribe));
    let Some(Fact::ImportRecorded(import)) = facts.last() else { panic!("{facts:?}") };
    assert_eq!((import.source, &import.target), (source, &ImportTarget::Edition(edition)));
    let lines: Vec<u32> = import.rows.iter().map(|row| row.row).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(import.rows[5].node, story.node("2-1"));
    let rank = |fact: &Fact| if let Fact::RowTranscribed(row) = fact { Some(row.rank) } else { None };
    let ranks = facts.iter().filter_map(rank);
    assert_eq!(ranks.collect::<Vec<_>>(), [1, 1, 1, 2, 2, 1, 2]);
}

#[test]
fn a_number_twice_in_a_table_is_two_nodes() {
    let mut story = Story::opened();
    let twice = SMALL.replace("2-2. ", "2-1. ");
    story.transcribed("令和3年3月", &twice);
    assert_eq!(story.table_now(), body(&twice));
    assert_eq!(story.plan.nodes.len(), 7);
    let mut older = OLDER.replace("2-2. ", "2-1. ");
    older = older.replace("2-9. ", "2-1. ");
    story.transcribed("平成30年11月", &older);
    assert_eq!(story.table_now(), body(&twice));
}

#[test]
fn a_heading_that_is_printed_as_an_item_is_another_node() {
    let mut story = Story::opened();
    story.transcribed("平成30年11月", OLDER);
    let heading = story.node("2");
    let next = SMALL
        .replace("2. ペーパーレスの促進\t\t\t\t", "2. ペーパーレスの促進\t令和4年度\t未着手\t令和3年3月\t");
    story.transcribed("令和3年3月", &next);
    assert_eq!(story.table_now(), body(&next));
    assert_ne!(story.node("2"), heading);
    let cycle = story.open_cycle("令和6年3月");
    let decide = story.changed(cycle, "2", "検討中");
    story.decided(decide);
    assert!(story.plan.node(heading).unwrap().decisions.is_empty());
}

#[test]
fn the_next_edition_lists_the_same_nodes_under_their_numbers() {
    let mut story = Story::opened();
    story.transcribed("平成30年11月", OLDER);
    let numbers = ["1", "1-1", "1-1①", "1-1②", "2", "2-2"];
    let before = numbers.map(|number| story.node(number));
    story.transcribed("令和3年3月", SMALL);
    assert_eq!(numbers.map(|number| story.node(number)), before);
    assert_eq!(story.table_now(), body(SMALL), "2-9 is not listed any more");
    assert_eq!(story.plan.nodes.len(), 8, "and remains");
}

#[test]
fn an_older_edition_that_arrives_later_changes_nothing_newer() {
    let mut story = Story::opened();
    let newer = story.transcribed("令和3年3月", SMALL);
    let (printed, stated) = (story.printed_table(newer), story.cycle("令和3年3月").id);
    let own = story.decision(stated, "2-1").clone();
    let inferred = story.cycle("平成30年11月").id;
    let before = story.decision(inferred, "1-1②").clone();
    let other = story.decision(inferred, "2-2").decision;

    let older = story.transcribed("平成30年11月", OLDER);
    assert_eq!(story.table_now(), body(SMALL));
    assert_eq!(story.printed_table(newer), printed);
    assert_eq!(story.printed_table(older), body(OLDER));
    assert_eq!(*story.decision(stated, "2-1"), own);

    let cycle = story.cycle("平成30年11月");
    assert_eq!((cycle.id, cycle.origin, cycle.adopted_as), (inferred, CycleOrigin::Transcribed, Some(older)));
    let now = story.decision(inferred, "1-1②");
    assert_eq!(now.certainty, Certainty::Stated, "what was inferred is replaced by what is stated");
    assert_eq!(now.supersedes, Some(before.decision));
    assert_eq!(now.reason, Some(Reason::Stated(text("費用がかかるため。"))));
    assert_eq!(story.decision(inferred, "2-2").supersedes, Some(other));
}

#[test]
fn the_order_of_arrival_makes_no_difference() {
    let tables = [("平成28年3月", MIDDLE), ("平成30年11月", OLDER), ("令和3年3月", SMALL)];
    let days = ["2017-01-01", "2019-01-01", "2022-01-01"];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut story = Story::opened();
        for index in order {
            story.transcribed(tables[index].0, tables[index].1);
        }
        assert_eq!(story.table_now(), body(SMALL), "{order:?}");
        for (on, (_, table)) in days.into_iter().zip(tables) {
            assert_eq!(story.table_through(Lens::AsOf(day(on))), body(table), "{order:?} as of {on}");
        }
    }
}

/// Before [`OLDER`]: 2 stands above 1, 2-2 is not there, 3 comes and goes.
const MIDDLE: &str = "\
実施事業\t実施時期\t状況\t見直し時期\t備考
2. ペーパーレスの促進\t\t\t\t
2-9. 議会だよりの電子化\t平成24年4月\t検討中\t\t
1. 市民との情報共有の拡充\t\t\t\t
1-1. 本会議のインターネット中継\t平成18年9月\t検討中\t\t
3. その他の取組\t\t\t\t
3-1. 傍聴席の無線LAN\t未定\t検討中\t\t";

#[test]
fn a_voided_older_edition_gives_back_what_was_inferred() {
    let mut story = Story::printed();
    let cycle = story.cycle("平成30年11月").id;
    let inferred = story.decision(cycle, "1-1②").decision;
    let older = story.transcribed("平成30年11月", OLDER);
    story.voided(older);
    let node = story.plan.node(story.node("1-1②")).unwrap();
    let counted: Vec<_> = node.counted(&story.plan.head).map(|decided| decided.decision.decision).collect();
    assert_eq!(counted, [inferred]);
    assert_eq!(story.table_now(), body(SMALL));
    assert_eq!(story.now("1-1②").decision, Some(inferred));
}

#[test]
fn what_a_person_classified_survives_the_statement() {
    use domain::command::ClassifyReason;
    use domain::value::ReasonCode;
    let mut story = Story::printed();
    let cycle = story.cycle("平成30年11月").id;
    let decision = story.decision(cycle, "1-1②").decision;
    let node = story.node("1-1②");
    story.done(Action::ClassifyReason(ClassifyReason { decision, node, codes: vec![ReasonCode::Cost] }));
    story.transcribed("平成30年11月", OLDER);
    assert_eq!(story.decision(cycle, "1-1②").codes, [ReasonCode::Cost]);
}

#[test]
fn a_transcription_never_speaks_for_a_live_cycle() {
    let mut story = Story::printed();
    let live = story.open_cycle("令和6年3月");
    let next = SMALL.replace("未着手\t令和3年3月", "検討中\t令和6年3月");
    let edition = story.transcribed("令和7年3月", &next);
    assert_eq!(story.plan.cycle(live).unwrap().decided, 0);
    assert_eq!(story.plan.head.live_cycle().map(|cycle| cycle.id), Some(live));
    assert_eq!(story.printed_table(edition), body(&next));
}
