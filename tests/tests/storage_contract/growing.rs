//! A plan that has grown for decades: a command changes no more of its documents than of a young plan's.

use crate::support::*;
use domain::command::{Action, Decide};
use domain::event::Outcome;
use domain::id::{DecisionId, PlanId};
use projections::fold::{Document, Kind, assemble};
use std::collections::BTreeMap;
use storage::{Projected, Store};
use system_tests::bench::plan::{Author, Shape};
use system_tests::{TestDatabase, on_both};
use uuid::Uuid;

/// A plan with that many adopted reviews, and the next one open.
async fn plan_with(store: &Store, reviews: u32) -> (PlanId, Author) {
    let mut author = Author::new();
    for given in author.write(Shape { items: 3, reviews }) {
        recorded(store.execute(author.id(), given.command, origin()).await);
    }
    store.catch_up(|_| {}).await.unwrap();
    (author.id(), author)
}

async fn all(store: &Store, plan: PlanId) -> BTreeMap<String, Document> {
    let mut all = BTreeMap::new();
    for kind in Kind::ALL {
        let documents = store.documents(plan, kind).await.unwrap().into_iter();
        all.extend(documents.map(|document| (format!("{} {}", kind.name(), document.key.name), document)));
    }
    all
}

/// How many documents a decision changes, and how many bytes they have then.
async fn changed_by_a_decision(store: &Store, reviews: u32) -> (usize, usize) {
    let (plan, author) = plan_with(store, reviews).await;
    let before = all(store, plan).await;
    let documents: Vec<Document> = before.values().cloned().collect();
    let shown = assemble(&documents).unwrap().unwrap();
    assert_eq!(shown.head.editions.len(), reviews as usize);
    let (node, revision) = author.items()[0];
    let decide = Decide {
        decision: DecisionId::new(Uuid::now_v7()),
        cycle: shown.head.live_cycle().unwrap().id,
        node,
        outcome: Outcome::Unchanged,
        status: None,
        effective: None,
        codes: Vec::new(),
        reason: None,
        body: None,
        decided_on: None,
        evidence: Vec::new(),
        remark: Some(text("第百回の見直しで確認した。")),
        schedule: None,
        seen: Some(revision),
    };
    let decide = command(Action::Decide(Box::new(decide)));
    let version = recorded(store.execute(plan, decide, origin()).await).version;
    assert_eq!(store.project(plan, version, PATIENCE).await.unwrap(), Projected::Current);
    let mut after = all(store, plan).await;
    after.retain(|key, document| before.get(key) != Some(document));
    (after.len(), after.values().map(|document| document.body.len()).sum())
}

on_both!(a_decision_changes_as_much_after_forty_editions_as_after_four);
async fn a_decision_changes_as_much_after_forty_editions_as_after_four(db: TestDatabase) {
    let store = open(&db).await;

    let (young, bytes_of_young) = changed_by_a_decision(&store, 4).await;
    let (old, bytes_of_old) = changed_by_a_decision(&store, 40).await;

    assert_eq!(young, 6, "the head, the cycle, the item and its part, and an entry for each of two events");
    assert_eq!(old, young);
    assert!(bytes_of_old <= bytes_of_young + 40, "{bytes_of_young} bytes, then {bytes_of_old}");
}
