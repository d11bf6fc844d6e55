//! An item's history.

use crate::sample::{Decision, OLDER, Register, text};
use domain::Action;
use domain::command::{CorrectEdition, StateExecution};
use domain::event::{
    CellReading, CorrectionKind, ExecutionExtent, Fact, QuestionAnswered, QuestionAsked, Reviewed,
    TextRedacted, Verdict,
};
use domain::value::{CanonicalState, Certainty, Meaning, Reason, Seen, Text};
use projections::report::{
    Execution, FieldName, HistoryEntry, HistoryReport, Occasion, Through, What, history,
};
use projections::wording::{self, Language};

fn told(register: &Register, number: &str) -> HistoryReport {
    let node = register.node(number);
    history(&register.plan, node, &register.entries(node)).unwrap()
}

fn cycles(report: &HistoryReport) -> Vec<&str> {
    let groups = report.groups.iter();
    groups
        .map(|group| match &group.occasion {
            Occasion::Cycle(cycle) => cycle.label.as_str(),
            Occasion::Edition(edition) => edition.label.as_str(),
            Occasion::Between => "between",
        })
        .collect()
}

fn decisions(report: &HistoryReport) -> Vec<&HistoryEntry> {
    let entries = report.groups.iter().flat_map(|group| &group.entries);
    entries.filter(|entry| matches!(entry.what, What::Decided { .. })).collect()
}

#[test]
fn the_item_5_9_is_proposed_as_cancelled_before_it_started_until_a_person_states_it() {
    let mut register = Register::nagareyama();
    let report = told(&register, "5-9");
    let Some(Execution::Proposed(proposal)) = &report.execution else { panic!("nobody stated it") };
    assert!(proposal.proposal);
    let said = wording::proposal(proposal, CanonicalState::Cancelled, Language::Japanese);
    assert!(said.starts_with("未実施のまま中止"), "{said}");
    let node = register.node("5-9");
    let (extent, grounds) = (ExecutionExtent::Never, text("実施した記録がない"));
    register.give(Action::StateExecution(StateExecution { node, extent, grounds, evidence: vec![] }));
    let report = told(&register, "5-9");
    assert!(matches!(&report.execution, Some(Execution::Stated(stated)) if stated.extent == extent));
    assert_eq!(cycles(&report), ["平成30年11月", "令和3年3月", "between"]);
    let stated = report.groups[2].entries.last().unwrap();
    assert!(matches!(&stated.what, What::ExecutionStated { .. }));
}

#[test]
fn an_inferred_ending_says_what_is_known_and_what_is_not() {
    let register = Register::nagareyama();
    let report = told(&register, "5-9");
    assert_eq!(cycles(&report), ["平成30年11月", "令和3年3月"]);
    let [decided] = decisions(&report)[..] else { panic!("one decision") };
    assert_eq!(decided.certainty, Some(Certainty::Inferred));
    assert_eq!(decided.seen, Some(Seen::Unknown));
    assert_eq!(decided.changes, [], "nothing is known of before");
    assert!(
        matches!(&decided.reason, Some(Reason::Stated(reason)) if reason.as_str().contains("漏洩リスク"))
    );
    assert!(decided.counts && decided.body.is_none());
    assert_eq!(decided.recorded.actor.name, "山田花子");
    assert!(matches!(&decided.recorded.through, Through::File { name, .. } if name == "nagareyama.tsv"));
    assert_eq!(report.editions.len(), 1);
    assert_eq!(report.editions[0].cells[2].printed, "中止");
}

#[test]
fn a_live_cycle_is_told_with_before_after_reason_and_resolution() {
    let mut register = Register::nagareyama();
    register.run_march_2024();
    let report = told(&register, "5-1-2");
    assert_eq!(cycles(&report), ["令和3年3月", "令和6年3月"]);
    let entries = &report.groups[1].entries;
    let kinds: Vec<String> =
        entries.iter().map(|entry| wording::summary(&entry.what, Language::Japanese)).collect();
    assert_eq!(
        kinds,
        [
            "見直しを開始",
            "変更：「中止」",
            "付議（1 回目）",
            "承認",
            "議会運営委員会（令和6年第1回、2024-03-19）で議決：全会一致。令和6年3月の版となる",
        ]
    );
    let decided = &entries[1];
    let status = decided.changes.iter().find(|change| change.field == FieldName::Status).unwrap();
    assert_eq!((status.before.as_deref(), status.after.as_deref()), (Some("未着手"), Some("中止")));
    assert_eq!(decided.resolution.as_ref().unwrap().body.as_str(), "議会運営委員会");
    assert_eq!(decided.codes.len(), 2);
    assert!(matches!(&decided.seen, Some(Seen::Row(row)) if row.status == Some(text("未着手"))));
    assert_eq!(entries[3].recorded.actor.name, "鈴木太郎");
    let editions: Vec<_> = report.editions.iter().map(|row| row.edition.label.as_str()).collect();
    assert_eq!(editions, ["令和3年3月", "令和6年3月"]);
    assert_eq!(report.ended.as_ref().unwrap().state, CanonicalState::Cancelled);
}

#[test]
fn a_returned_decision_and_its_correction_are_both_told() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    register.decide_three(cycle);
    register.leave_the_rest(cycle);
    register.submit(cycle);
    let node = register.node("6-7");
    let first = register.plan.nodes[&node].decision(cycle).unwrap().decision;
    register.review(cycle, Reviewed::Decisions(vec![first]), Verdict::Returned);
    let again = Decision { effective: Some("令和5年5月"), ..Decision::of("6-7", "実施済み") };
    register.decide(cycle, again).unwrap();
    let report = told(&register, "6-7");
    let decided = decisions(&report);
    assert_eq!(decided.iter().map(|entry| entry.counts).collect::<Vec<_>>(), [false, true]);
    for entry in &decided {
        let status = entry.changes.iter().find(|change| change.field == FieldName::Status).unwrap();
        assert_eq!(status.before.as_deref(), Some("未着手"), "before the cycle, not before the correction");
    }
    let reviews = |report: &HistoryReport| -> Vec<(bool, Option<Text>)> {
        let entries = report.groups.iter().flat_map(|group| &group.entries);
        let reviews = entries.filter_map(|entry| {
            let What::Reviewed { verdict: Verdict::Returned, named, comment } = &entry.what else {
                return None;
            };
            Some((*named, comment.clone()))
        });
        reviews.collect()
    };
    let comment = Some(text("適用日を確かめてください"));
    assert_eq!(reviews(&report), [(true, comment.clone())]);
    assert_eq!(reviews(&told(&register, "6-6")), [(false, comment)], "the return did not name 6-6");
}

#[test]
fn an_older_edition_that_arrives_later_becomes_the_before_of_the_newer_one() {
    let mut register = Register::nagareyama();
    let before = told(&register, "2-3");
    assert_eq!(decisions(&before)[0].changes, []);
    register.import("nagareyama-2018-11.tsv", OLDER, "平成30年11月");
    let report = told(&register, "2-3");
    let editions: Vec<_> = report.editions.iter().map(|row| row.edition.label.as_str()).collect();
    assert_eq!(editions, ["平成30年11月", "令和3年3月"]);
    let printed = report.editions[0].cells.clone();
    let decided = decisions(&report);
    let newest = decided.last().unwrap();
    let status = newest.changes.iter().find(|change| change.field == FieldName::Status);
    let was = printed.iter().find(|cell| cell.meaning == Meaning::Status).unwrap();
    assert_eq!(status.and_then(|change| change.before.clone()), Some(was.printed.clone()));
    assert_eq!(newest.sequence, decisions(&before)[0].sequence, "the event itself is as it was");
}

#[test]
fn an_erratum_is_told_with_both_readings() {
    let mut register = Register::nagareyama();
    let edition = register.edition("令和3年3月");
    let (correction, column) = (register.fresh(), register.column(Meaning::Remark));
    let seen = text("委員会において必要に応じて活用中です。");
    register.give(Action::CorrectEdition(CorrectEdition {
        correction,
        edition,
        row: 30,
        column,
        kind: CorrectionKind::Typo,
        seen: seen.clone(),
        corrected: text("委員会において、必要に応じて活用中です。"),
        reading: CellReading::Text,
        reason: text("読点の脱落"),
        evidence: vec![],
    }));
    let report = told(&register, "3-3");
    let entry = report.groups[0].entries.last().unwrap();
    assert!(matches!(&entry.what, What::Corrected { kind: CorrectionKind::Typo, row: 30, .. }));
    assert_eq!(entry.changes[0].before.as_deref(), Some(seen.as_str()));
    assert_eq!(entry.changes[0].after.as_deref(), Some("委員会において、必要に応じて活用中です。"));
    assert_eq!(entry.reason, Some(Reason::Stated(text("読点の脱落"))));
    let cell = &report.editions[0].cells[4];
    assert_eq!(cell.printed, seen.as_str());
    assert_eq!(cell.corrected.as_deref(), Some("委員会において、必要に応じて活用中です。"));
}

#[test]
fn a_history_needs_the_node_s_own_entries_only() {
    let mut register = Register::nagareyama();
    register.run_march_2024();
    let node = register.node("6-6");
    let mut own = register.entries(node);
    own.retain(|entry| domain::plan::touched_nodes(&entry.fact).contains(&node));
    let report = history(&register.plan, node, &own).unwrap();
    let decided = decisions(&report);
    assert_eq!(decided.len(), 1);
    assert_eq!(decided[0].body.as_ref().unwrap().as_str(), "議会運営委員会");
}

#[test]
fn unreadable_metadata_and_unknown_nodes_are_errors() {
    let mut register = Register::nagareyama();
    let node = register.node("6-6");
    let mut entries = register.entries(node);
    for entry in &mut entries {
        entry.metadata.remove("actor");
    }
    let error = history(&register.plan, node, &entries).unwrap_err();
    assert!(error.to_string().contains("actor"), "{error}");
    let unknown = register.fresh();
    assert!(history(&register.plan, unknown, &[]).is_err());
}

/// Adds a fact that no command makes yet to the stream.
fn state(register: &mut Register, fact: impl Into<Fact>) {
    let mut recorded = register.events.last().unwrap().clone();
    recorded.event.fact = fact.into();
    recorded.sequence += 1;
    register.plan.apply(&recorded.event);
    register.events.push(recorded);
}

#[test]
fn answers_and_maskings_that_name_no_node_are_told_where_they_belong() {
    let mut register = Register::nagareyama();
    let (node, other) = (register.node("6-6"), register.node("6-7"));
    let (mine, theirs) = (register.fresh(), register.fresh());
    state(&mut register, QuestionAsked { question: mine, node, text: text("配付の時期は") });
    state(&mut register, QuestionAsked { question: theirs, node: other, text: text("費用は") });
    state(&mut register, QuestionAnswered { question: mine, text: text("令和7年度です") });
    state(&mut register, QuestionAnswered { question: theirs, text: text("検討中です") });
    let masked = |sequence| TextRedacted {
        sequence,
        field: text("text"),
        authority: text("議長"),
        reason: text("個人情報"),
    };
    let asked = register.events.len() as u64 - 3;
    state(&mut register, masked(asked));
    state(&mut register, masked(asked + 1));
    let report = told(&register, "6-6");
    let between = report.groups.last().unwrap();
    assert_eq!(between.occasion, Occasion::Between);
    let said: Vec<_> =
        between.entries.iter().map(|entry| wording::summary(&entry.what, Language::Japanese)).collect();
    assert_eq!(
        said,
        [
            "質問：配付の時期は".to_owned(),
            "回答：令和7年度です".to_owned(),
            format!("第 {asked} 号の記録の一部を墨塗り（指示：議長）")
        ]
    );
}

#[test]
fn every_entry_of_every_item_is_told_in_both_languages() {
    let mut register = Register::nagareyama();
    register.run_march_2024();
    register.import("nagareyama-2018-11.tsv", OLDER, "平成30年11月");
    let mut told = 0;
    for node in register.plan.nodes.keys() {
        let entries = register.entries(*node);
        let own = |entry: &&projections::fold::Entry| domain::plan::touched_nodes(&entry.fact).contains(node);
        let report = history(&register.plan, *node, &entries).unwrap();
        let shown: Vec<u64> =
            report.groups.iter().flat_map(|group| &group.entries).map(|entry| entry.sequence).collect();
        assert!(
            entries.iter().filter(own).all(|entry| shown.contains(&entry.sequence)),
            "nothing is left out"
        );
        for entry in report.groups.iter().flat_map(|group| &group.entries) {
            let [japanese, english] = Language::ALL.map(|language| wording::summary(&entry.what, language));
            assert!(!japanese.is_empty() && japanese != english, "{japanese} {english}");
            told += 1;
        }
    }
    assert!(told > 300, "{told}");
}

#[test]
fn the_remark_says_which_items_it_names() {
    let table = crate::sample::PUBLISHED.replace("①クラウド上に", "6-6の後、①クラウド上に");
    assert_ne!(table, crate::sample::PUBLISHED);
    let mut register = Register::opened();
    register.import("changed.tsv", &table, "令和3年3月");
    let report = told(&register, "6-7");
    let [reference] = report.remark_references.as_slice() else { panic!("{:?}", report.remark_references) };
    assert_eq!(reference.names[0].node, Some(register.node("6-6")));
    let remark = report.remark.unwrap();
    assert_eq!(&remark.as_str()[reference.range.clone()], "6-6");
    assert_eq!(told(&register, "6-6").remark_references, []);
}

#[test]
fn a_reason_names_items_by_the_numbers_of_the_edition_that_reports_it() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    let reason = Some(Reason::Stated(text("6-7の導入により不要、令和3年3月")));
    register.decide(cycle, Decision { reason, ..Decision::of("5-1-2", "中止") }).unwrap();
    let report = told(&register, "5-1-2");
    let [(decision, named)] = Vec::from_iter(&report.reason_references)[..] else { panic!("one reason") };
    assert!(report.steps.iter().any(|step| step.decision.as_ref().is_some_and(|d| d.decision == *decision)));
    let nodes: Vec<_> = named.iter().flat_map(|reference| &reference.names).map(|name| name.node).collect();
    assert_eq!(nodes, [Some(register.node("6-7"))]);
    assert!(told(&register, "6-7").reason_references.is_empty());
}
