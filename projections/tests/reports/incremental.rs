//! A fold in batches makes the same documents as a rebuild, however the events are split (A7).

use crate::sample::{OLDER, Register, text};
use domain::Action;
use domain::Plan;
use domain::command::{StateDetail, StateExecution, WithdrawEdition};
use domain::event::{
    Assignment, ConsultationRecorded, ConsultationState, ExecutionExtent, LineageKind, LineageStated,
    LinkRetracted, NodeRef, OpinionAnswered, OpinionRecorded, Recorded, Reviewed, TraceLinked, Verdict,
    WithdrawalKind,
};
use domain::plan::Detail;
use domain::value::{Basis, Certainty};
use jiff::civil::date;
use projections::fold::{Document, Key, Need, Rebuild, fold, fold_in_memory, needs};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A register with everything in it: two editions, a returned and adopted cycle, a correction of a decision.
static EVENTS: LazyLock<Vec<Recorded>> = LazyLock::new(|| {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    register.decide_three(cycle);
    register.leave_the_rest(cycle);
    register.submit(cycle);
    let node = register.node("6-7");
    let decision = register.plan.nodes[&node].decision(cycle).unwrap().decision;
    register.review(cycle, Reviewed::Decisions(vec![decision]), Verdict::Returned);
    register.decide(cycle, crate::sample::Decision::of("6-7", "実施済み")).unwrap();
    register.submit(cycle);
    register.review(cycle, Reviewed::All, Verdict::Approved);
    let adopted = register.adopt(cycle);
    register.import("nagareyama-2018-11.tsv", OLDER, "平成30年11月");
    let (node, extent) = (register.node("5-9"), ExecutionExtent::Never);
    register.give(Action::StateExecution(StateExecution {
        node,
        extent,
        grounds: text("記録なし"),
        evidence: vec![],
    }));
    say_more(&mut register);
    register.give(Action::WithdrawEdition(WithdrawEdition {
        edition: adopted,
        kind: WithdrawalKind::Void,
        reason: text("誤り"),
        authority: text("議長"),
    }));
    register.events
});

/// Departments, links that hold and one that does not, an opinion with two answers.
fn say_more(register: &mut Register) {
    let (newer, older) = (register.edition("令和3年3月"), register.edition("平成30年11月"));
    let (node, other) = (register.node("5-2"), register.node("6-7"));
    for basis in [Basis::Edition(older), Basis::Edition(newer), Basis::Progress(date(2022, 4, 1))] {
        let printed = text(&format!("{basis:?}"));
        let departments = vec![Assignment { unit: None, qualifier: None, printed }];
        let detail = Detail::Departments { departments, from: None };
        register.give(Action::StateDetail(Box::new(StateDetail { node, detail, basis })));
    }
    let plan = register.plan.head.id.unwrap();
    let end = |edition| NodeRef { plan, edition: Some(edition), node };
    for kind in [LineageKind::Same, LineageKind::Retitled] {
        let link = register.fresh();
        let (from, to, certainty) = (vec![end(older)], vec![end(newer)], Certainty::Inferred);
        register.give(Action::StateLineage(LineageStated { link, kind, from, to, certainty, note: None }));
        if kind == LineageKind::Same {
            register.give(Action::RetractLink(LinkRetracted { link, reason: text("題名が異なる") }));
        }
    }
    let (link, basis) = (register.fresh(), Basis::Edition(newer));
    register.give(Action::LinkTrace(TraceLinked { link, from: node, to: other, relation: None, basis }));
    let (consultation, opinion) = (register.fresh(), register.fresh());
    register.give(Action::RecordConsultation(ConsultationRecorded {
        consultation,
        from: None,
        to: None,
        printed_period: None,
        channels: vec![],
        dispositions: None,
        state: ConsultationState::Open,
    }));
    let (number, gist, nodes) = (text("1"), text("中継を続けてほしい。"), vec![node]);
    register.give(Action::RecordOpinion(OpinionRecorded { opinion, consultation, number, gist, nodes }));
    for supersedes in [false, true] {
        let (view, disposition) = (text("検討します。"), None);
        register.give(Action::AnswerOpinion(OpinionAnswered { opinion, view, disposition, supersedes }));
    }
}

/// What storage keeps: documents by key.
pub(crate) type Store = BTreeMap<Key, Document>;

fn load(store: &Store, events: &[Recorded]) -> Vec<Document> {
    let mut loaded = Store::new();
    for need in needs(events) {
        match need {
            Need::One(key) => loaded.extend(store.get(&key).map(|document| (key, document.clone()))),
            Need::Under(kind, begin) => {
                let under = store.iter().filter(|(key, _)| key.kind == kind && key.name.starts_with(&begin));
                loaded.extend(under.map(|(key, document)| (key.clone(), document.clone())));
            }
            Need::All(kind) => {
                let all = store.iter().filter(|(key, _)| key.kind == kind);
                loaded.extend(all.map(|(key, document)| (key.clone(), document.clone())));
            }
        }
    }
    loaded.into_values().collect()
}

pub(crate) fn rebuilt(events: &[Recorded]) -> Store {
    let mut rebuild = Rebuild::default();
    for recorded in events {
        rebuild.apply(recorded);
    }
    rebuild.finish().into_iter().map(|document| (document.key.clone(), document)).collect()
}

pub(crate) fn in_batches(events: &[Recorded], cuts: &[usize]) -> Store {
    let mut store = Store::new();
    let mut cuts: Vec<usize> =
        cuts.iter().map(|cut| cut % (events.len() + 1)).chain([0, events.len()]).collect();
    cuts.sort_unstable();
    for pair in cuts.windows(2) {
        let batch = &events[pair[0]..pair[1]];
        for document in fold(load(&store, batch), batch).unwrap() {
            store.insert(document.key.clone(), document);
        }
    }
    store
}

#[test]
fn one_event_at_a_time_gives_what_a_rebuild_gives() {
    let cuts: Vec<usize> = (0..EVENTS.len()).collect();
    let (live, clean) = (in_batches(&EVENTS, &cuts), rebuilt(&EVENTS));
    assert_eq!(live.len(), clean.len());
    for (key, document) in &clean {
        assert_eq!(live.get(key), Some(document), "{key:?}");
    }
}

/// A batch for each command, from the plan in memory where that will do; how often it did.
pub(crate) fn from_memory(events: &[Recorded]) -> (Store, usize) {
    let (mut store, mut plan, mut times) = (Store::new(), Plan::default(), 0);
    for batch in events.chunk_by(|one, next| one.metadata.command == next.metadata.command) {
        batch.iter().for_each(|recorded| plan.apply(&recorded.event));
        let documents = fold_in_memory(&plan, batch).inspect(|_| times += 1);
        for document in documents.unwrap_or_else(|| fold(load(&store, batch), batch).unwrap()) {
            store.insert(document.key.clone(), document);
        }
    }
    (store, times)
}

#[test]
fn a_plan_in_memory_gives_what_a_rebuild_gives() {
    let (live, times) = from_memory(&EVENTS);

    assert!(live == rebuilt(&EVENTS));
    assert!(times > 10, "it was of use {times} times only");
}

#[test]
fn a_plan_in_memory_that_is_not_where_the_events_end_is_of_no_use() {
    let mut plan = Plan::default();
    EVENTS.iter().for_each(|recorded| plan.apply(&recorded.event));
    assert_eq!(fold_in_memory(&plan, &EVENTS[..EVENTS.len() - 1]), None);
    assert_eq!(fold_in_memory(&plan, &[]), None);
}

#[test]
fn a_fold_that_forgets_a_document_is_caught() {
    let batch = &EVENTS[..EVENTS.len() - 1];
    let mut store = in_batches(batch, &[]);
    let last = &EVENTS[EVENTS.len() - 1..];
    let done = |document: &&Document| document.facet.as_deref() == Some("done");
    let changed = store
        .values()
        .filter(done)
        .find(|document| rebuilt(&EVENTS)[&document.key].facet.as_deref() == Some("not_started"));
    let node = changed.unwrap().key.clone();
    let loaded = load(&store, last).into_iter().filter(|document| document.key != node).collect();
    for document in fold(loaded, last).unwrap() {
        store.insert(document.key.clone(), document);
    }
    let clean = rebuilt(&EVENTS);
    let differing = clean.iter().filter(|(key, document)| store.get(key) != Some(document)).count();
    assert_eq!(differing, 1, "voiding the edition takes 6-7 back to 未着手");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_split_of_the_events_gives_what_a_rebuild_gives(
        cuts in prop::collection::vec(any::<usize>(), 0..12),
        end in 1_usize..10_000,
    ) {
        let events = &EVENTS[..1 + end % EVENTS.len()];
        let (live, clean) = (in_batches(events, &cuts), rebuilt(events));
        prop_assert!(live == clean);
    }
}
