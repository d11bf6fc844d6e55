//! Documents: what the stream says, soon after it says so, and equal to what a rebuild makes.

use crate::support::*;
use domain::id::NodeId;
use projections::fold::{Key, Kind};
use storage::{Error, Projected, Store};
use system_tests::{TestDatabase, on_both};
use uuid::Uuid;

/// A plan with a node that has been spoken of twice.
async fn plan_with_node(store: &Store, title: &str) -> (domain::id::PlanId, NodeId) {
    let plan = plan_of(store, 2).await;
    let node = NodeId::new(Uuid::now_v7());
    let seen = recorded(store.execute(plan, command(add_node(node, 1, title)), origin()).await).version;
    let version =
        recorded(store.execute(plan, command(state_remark(node, "試行した", seen)), origin()).await).version;
    assert_eq!(store.project(plan, version, PATIENCE).await.unwrap(), Projected::Current);
    (plan, node)
}

on_both!(one_reads_what_one_wrote);
async fn one_reads_what_one_wrote(db: TestDatabase) {
    let store = open(&db).await;

    let (plan, node) = plan_with_node(&store, "一般質問の一問一答").await;

    let key = Key { kind: Kind::Node, name: node.to_string() };
    let document = store.document(plan, &key).await.unwrap().unwrap();
    assert!(
        document.body.contains("一般質問の一問一答") && document.body.contains("試行した"),
        "{document:?}"
    );
    assert_eq!(store.documents(plan, Kind::Node).await.unwrap(), [document]);
    assert_eq!(store.document(plan_id(), &key).await.unwrap(), None);
    let entries = store.documents_prefix(plan, Kind::Entry, &node.to_string()).await.unwrap();
    assert_eq!(entries.len(), 2);
    assert!(entries.is_sorted_by_key(|entry| entry.key.name.clone()));
    assert_eq!(store.plans().await.unwrap(), [plan]);
}

on_both!(documents_are_found_across_plans_by_their_facet);
async fn documents_are_found_across_plans_by_their_facet(db: TestDatabase) {
    let store = open(&db).await;
    let (one, _) = plan_with_node(&store, "委員会の公開").await;
    let (two, _) = plan_with_node(&store, "議会報告会").await;
    for (plan, facet) in [(one, "done"), (two, "ongoing")] {
        let plan = plan.to_string();
        let statement = format!(
            "UPDATE documents_v{} SET facet = '{facet}' WHERE plan = '{plan}' AND kind = 'node'",
            projections::fold::VERSION
        );
        behind_the_back(&db, &statement).await.unwrap();
    }

    let plans = async |facets: &[&str]| -> Vec<_> {
        store.documents_across(Kind::Node, facets).await.unwrap().into_iter().map(|(plan, _)| plan).collect()
    };

    assert_eq!(plans(&["done"]).await, [one]);
    assert_eq!(plans(&["ongoing", "done", "done"]).await, [one, two]);
    assert_eq!(plans(&["cancelled"]).await, []);
    assert_eq!(plans(&[]).await, []);
}

on_both!(a_rebuild_changes_nothing_that_is_right);
async fn a_rebuild_changes_nothing_that_is_right(db: TestDatabase) {
    let store = open(&db).await;
    let (plan, _) = plan_with_node(&store, "夜間議会").await;
    let before = store.documents(plan, Kind::Node).await.unwrap();

    let report = store.rebuild(|_| {}).await.unwrap();

    assert_eq!((report.plans, report.events, report.differing), (1, 4, 0));
    assert_eq!(report.documents, store.counts().await.unwrap().documents);
    assert_eq!(store.documents(plan, Kind::Node).await.unwrap(), before);
}

on_both!(a_rebuild_finds_and_rights_what_is_wrong);
/// The control: a rebuild that says that nothing differs is only worth something when it can say otherwise.
async fn a_rebuild_finds_and_rights_what_is_wrong(db: TestDatabase) {
    let store = open(&db).await;
    let (plan, node) = plan_with_node(&store, "休日議会").await;
    let before = store.documents(plan, Kind::Node).await.unwrap();
    let version = projections::fold::VERSION;
    for wrong in [
        format!("UPDATE documents_v{version} SET body = '{{}}' WHERE kind = 'node'"),
        format!("DELETE FROM documents_v{version} WHERE kind = 'plan'"),
        format!("INSERT INTO documents_v{version} VALUES ('{plan}', 'entry', 'nobody', NULL, '{{}}')"),
    ] {
        behind_the_back(&db, &wrong).await.unwrap();
    }

    let report = store.rebuild(|_| {}).await.unwrap();
    let again = store.rebuild(|_| {}).await.unwrap();

    assert_eq!((report.differing, again.differing), (3, 0));
    assert_eq!(store.documents(plan, Kind::Node).await.unwrap(), before);
    assert_eq!(store.search("休日", None, 10).await.unwrap()[0].1.name, node.to_string());
}

on_both!(the_documents_of_a_plan_that_has_no_events_go);
async fn the_documents_of_a_plan_that_has_no_events_go(db: TestDatabase) {
    let store = open(&db).await;
    plan_with_node(&store, "傍聴").await;
    let (version, stray) = (projections::fold::VERSION, plan_id());
    let insert =
        format!("INSERT INTO documents_v{version} VALUES ('{stray}', 'node', 'nobody', NULL, '{{}}')");
    behind_the_back(&db, &insert).await.unwrap();

    let report = store.rebuild(|_| {}).await.unwrap();

    assert_eq!(report.differing, 1);
    assert_eq!(store.documents(stray, Kind::Node).await.unwrap(), []);
    assert_eq!(store.plans().await.unwrap().len(), 1);
}

on_both!(live_documents_are_those_of_a_rebuild_after_any_batches);
async fn live_documents_are_those_of_a_rebuild_after_any_batches(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 1).await;
    for number in 1..=30_u32 {
        let node = NodeId::new(Uuid::now_v7());
        let title = format!("実施事業{number}");
        let seen =
            recorded(store.execute(plan, command(add_node(node, number, &title)), origin()).await).version;
        if number % 3 == 0 {
            recorded(store.execute(plan, command(state_remark(node, "継続中", seen)), origin()).await);
        }
        // Folded one by one, two by two, in larger pieces.
        if number < 6 || number % 7 == 0 {
            settled(&store).await;
        }
    }
    settled(&store).await;

    assert_eq!(store.rebuild(|_| {}).await.unwrap().differing, 0);
}

on_both!(read_models_that_are_not_built_are_not_read);
async fn read_models_that_are_not_built_are_not_read(db: TestDatabase) {
    let before = open(&db).await;
    let plan = plan_of(&before, 2).await;
    before.close().await;
    // As an older program leaves it to the first start of a newer one.
    behind_the_back(&db, "UPDATE folds SET complete_at = NULL").await.unwrap();
    let store = open(&db).await;
    assert!(matches!(store.plans().await, Err(Error::NotBuilt)));
    assert!(matches!(store.documents(plan, Kind::Node).await, Err(Error::NotBuilt)));
    assert!(matches!(store.search("計画", None, 10).await, Err(Error::NotBuilt)));
    assert!(!store.health().await.complete);

    let steps = std::sync::Mutex::new(Vec::new());
    store.catch_up(|progress| steps.lock().unwrap().push((progress.done, progress.of))).await.unwrap();

    assert_eq!(*steps.lock().unwrap(), [(0, 1), (1, 1)]);
    assert_eq!(store.plans().await.unwrap(), [plan]);
    assert!(store.health().await.complete);
}

on_both!(the_background_task_folds_what_others_left);
async fn the_background_task_folds_what_others_left(db: TestDatabase) {
    let store = open(&db).await;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let background = tokio::spawn({
        let store = store.clone();
        async move {
            store
                .run_projector(async {
                    let _ = stopped.await;
                })
                .await;
        }
    });

    let plan = plan_of(&store, 5).await;
    tokio::time::timeout(PATIENCE, async {
        while store.projected_version(plan).await.unwrap() < 5 || store.log_end().await.unwrap() < 5 {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("nobody folded the plan");
    stop.send(()).unwrap();
    background.await.unwrap();

    assert_eq!(store.health().await.plans_behind, 0);
    assert_eq!(store.log(0, 10).await.unwrap().len(), 5);
}

#[tokio::test]
async fn processes_share_the_folding_and_none_does_it_twice() {
    let db = TestDatabase::postgres();
    let stores = [open(&db).await, open(&db).await, open(&db).await];
    for _ in 0..12 {
        plan_of(&stores[0], 3).await;
    }

    let folding = stores.clone().map(|store| tokio::spawn(async move { settled(&store).await }));
    for process in folding {
        process.await.unwrap();
    }
    settled(&stores[0]).await;

    assert_eq!(stores[0].rebuild(|_| {}).await.unwrap().differing, 0);
    assert_eq!(stores[1].plans().await.unwrap().len(), 12);
}
