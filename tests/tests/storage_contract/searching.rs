//! Search: two characters and more, the same answers on both databases, and the same as a plain look at every key.

use crate::support::*;
use domain::id::{NodeId, PlanId};
use domain::value::search_key::search_key;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use storage::{Error, Store};
use system_tests::{TestDatabase, on_both};
use uuid::Uuid;

async fn plan_with(store: &Store, titles: &[&str]) -> (PlanId, Vec<NodeId>) {
    let plan = plan_of(store, 1).await;
    let mut nodes = Vec::new();
    for (rank, title) in (1..).zip(titles) {
        let node = NodeId::new(Uuid::now_v7());
        recorded(store.execute(plan, command(add_node(node, rank, title)), origin()).await);
        nodes.push(node);
    }
    settled(store).await;
    (plan, nodes)
}

async fn found(store: &Store, query: &str, plan: Option<PlanId>) -> Vec<String> {
    let found = store.search(&search_key(query), plan, 1_000).await.unwrap();
    found.into_iter().filter(|(_, key)| key.kind.name() == "node").map(|(_, key)| key.name).collect()
}

on_both!(two_characters_are_enough_and_one_is_not);
async fn two_characters_are_enough_and_one_is_not(db: TestDatabase) {
    let store = open(&db).await;
    let (_, nodes) = plan_with(&store, &["議会の中継", "中止の理由", "費用 100%_削減", "ｲﾝﾀｰﾈｯﾄ中継"]).await;

    let node = |index: usize| nodes[index].to_string();
    assert_eq!(found(&store, "中継", None).await, [node(0), node(3)]);
    assert_eq!(found(&store, "インターネット", None).await, [node(3)], "widths do not matter");
    assert_eq!(found(&store, "止の理", None).await, [node(1)]);
    assert_eq!(found(&store, "0%_削", None).await, [node(2)], "signs stand for themselves");
    assert_eq!(found(&store, "1_0", None).await, Vec::<String>::new());
    assert_eq!(found(&store, "中の", None).await, Vec::<String>::new(), "both characters, but not together");
    assert!(matches!(store.search("中", None, 10).await, Err(Error::QueryTooShort)));
}

on_both!(a_search_can_be_kept_to_one_plan_and_to_a_number);
async fn a_search_can_be_kept_to_one_plan_and_to_a_number(db: TestDatabase) {
    let store = open(&db).await;
    let (one, first) = plan_with(&store, &["政務活動費", "活動の報告"]).await;
    let (two, second) = plan_with(&store, &["活動計画"]).await;

    assert_eq!(found(&store, "活動", Some(one)).await.len(), 2);
    assert_eq!(found(&store, "活動", Some(two)).await, [second[0].to_string()]);
    let limited = store.search("活動", None, 1).await.unwrap();
    assert_eq!(
        limited.iter().map(|(plan, key)| (*plan, key.name.clone())).collect::<Vec<_>>(),
        [(one, first[0].to_string())]
    );
}

on_both!(the_plans_in_which_something_is_found_are_the_same_by_the_index_and_by_looking);
async fn the_plans_in_which_something_is_found_are_the_same_by_the_index_and_by_looking(db: TestDatabase) {
    let store = open(&db).await;
    let mut plans = Vec::new();
    for number in 0..6 {
        let title = if number % 2 == 0 { "議会の中継" } else { "議会の録画" };
        plans.push(plan_with(&store, &[title, "配付"]).await.0);
    }
    for (query, wanted) in [("議会", vec![0, 1, 2, 3, 4, 5]), ("中継", vec![0, 2, 4]), ("会中", vec![])]
    {
        let key = search_key(query);
        let wanted: Vec<PlanId> = wanted.into_iter().map(|number: usize| plans[number]).collect();
        // More are asked for than there are, so that looking does not suffice.
        let indexed = store.search_plans(&key, None, 100).await.unwrap();
        assert_eq!(indexed.iter().map(|(plan, _)| *plan).collect::<Vec<_>>(), wanted);
        let (mut looked, mut after) = (Vec::new(), None);
        while let Some(next) = store.search_plans(&key, after, 1).await.unwrap().pop() {
            after = Some(next.0);
            looked.push(next);
        }
        assert_eq!(looked, indexed);
    }
    let (all, first) = (store.stamps(None, 100).await.unwrap(), store.stamps(None, 2).await.unwrap());
    assert_eq!(all.iter().map(|(plan, _)| *plan).collect::<Vec<_>>(), plans);
    assert_eq!(first, all[..2]);
    assert_eq!(store.stamps(Some(plans[1]), 100).await.unwrap(), all[2..]);
    assert!(matches!(store.search_plans("議", None, 1).await, Err(Error::QueryTooShort)));
}

on_both!(what_is_no_longer_said_is_no_longer_found);
async fn what_is_no_longer_said_is_no_longer_found(db: TestDatabase) {
    let store = open(&db).await;
    let (plan, nodes) = plan_with(&store, &["広報"]).await;
    recorded(store.execute(plan, command(state_remark(nodes[0], "検討中", 2)), origin()).await);
    settled(&store).await;
    assert_eq!(found(&store, "検討", None).await.len(), 1);

    recorded(store.execute(plan, command(state_remark(nodes[0], "実施済", 3)), origin()).await);
    settled(&store).await;

    assert_eq!(found(&store, "検討", None).await, Vec::<String>::new());
    assert_eq!(found(&store, "実施済", None).await, [nodes[0].to_string()]);
}

on_both!(any_query_finds_what_a_look_at_every_title_finds);
async fn any_query_finds_what_a_look_at_every_title_finds(db: TestDatabase) {
    let mut runner = TestRunner::deterministic();
    let mut draw = |strategy: &str| strategy.new_tree(&mut runner).unwrap().current();
    // Few characters, so that queries hit; signs that mean something to one database or the other.
    let titles: Vec<String> =
        (0..60).map(|_| draw("[あ中止%_'\" *-]{1,8}").trim().to_owned() + "々").collect();
    let queries: Vec<String> = (0..80).map(|_| draw("[あ中止%_'\" *-]{2,4}")).collect();
    let store = open(&db).await;
    let (_, nodes) = plan_with(&store, &titles.iter().map(String::as_str).collect::<Vec<_>>()).await;

    let mut hits = 0;
    for query in &queries {
        let key = search_key(query);
        if key.chars().count() < 2 {
            continue;
        }
        let expected: Vec<String> = titles
            .iter()
            .zip(&nodes)
            .filter(|(title, _)| search_key(title).contains(&key))
            .map(|(_, node)| node.to_string())
            .collect();
        hits += expected.len();
        assert_eq!(found(&store, query, None).await, expected, "{query:?}");
    }
    assert!(hits > 50, "the queries must find something: {hits}");
}
