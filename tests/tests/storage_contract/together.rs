//! Events and the documents that follow from them, in one commit: never one that is wrong, and never an event less.

use crate::support::*;
use domain::id::{NodeId, PlanId};
use projections::fold::{Kind, VERSION};
use sqlx::{Connection as _, Executor as _, PgConnection};
use storage::{Error, Projected, Store};
use system_tests::{Engine, TestDatabase, on_both};
use uuid::Uuid;

/// What the document of the plan says, and up to which version.
async fn shown(store: &Store, plan: PlanId) -> (String, u64) {
    let body = store.documents(plan, Kind::Plan).await.unwrap().remove(0).body;
    (body, store.projected_version(plan).await.unwrap())
}

on_both!(a_command_is_shown_when_it_is_recorded);
async fn a_command_is_shown_when_it_is_recorded(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 1).await;
    settled(&store).await;
    let node = NodeId::new(Uuid::now_v7());

    let added = recorded(store.execute(plan, command(add_node(node, 1, "委員会の中継")), origin()).await);
    let said = state_remark(node, "試行した", added.version);
    let said = recorded(store.execute(plan, command(said), origin()).await);

    assert!(added.shown && said.shown);
    assert_eq!(shown(&store, plan).await.1, 3, "nobody had to fold");
    assert_eq!(store.search("試行", Some(plan), 10).await.unwrap().len(), 1);
    settled(&store).await;
    assert_eq!(store.rebuild(|_| {}).await.unwrap().differing, 0);
}

on_both!(documents_that_are_behind_are_not_written_over);
async fn documents_that_are_behind_are_not_written_over(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 1).await;
    settled(&store).await;
    let node = NodeId::new(Uuid::now_v7());
    recorded(store.execute(plan, command(add_node(node, 1, "委員会の中継")), origin()).await);
    // As if the last command's documents had been lost.
    let back = format!(
        "UPDATE projected_v{VERSION} SET sequence = 1; DELETE FROM documents_v{VERSION} WHERE kind = 'node'"
    );
    behind_the_back(&db, &back).await.unwrap();

    let executed = recorded(store.execute(plan, command(describe("その後")), origin()).await);

    assert!(!executed.shown);
    let (body, version) = shown(&store, plan).await;
    assert!(version == 1 && !body.contains("その後"), "{version}: {body}");
    assert_eq!(store.show(plan, &executed, PATIENCE).await.unwrap(), Projected::Current);
    assert_eq!(shown(&store, plan).await.1, 3);
    assert_eq!(store.rebuild(|_| {}).await.unwrap().differing, 0);
}

/// No document can be written any more, until [`mend`].
async fn spoil(db: &TestDatabase) {
    let spoil = match db.engine() {
        Engine::Sqlite => format!(
            "CREATE TRIGGER spoilt BEFORE INSERT ON documents_v{VERSION}
                BEGIN SELECT raise(ABORT, 'no document is written'); END"
        ),
        Engine::Postgres => format!(
            "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'no document is written'; END $$;
            CREATE TRIGGER spoilt BEFORE INSERT ON documents_v{VERSION} FOR EACH ROW EXECUTE FUNCTION spoil()"
        ),
    };
    behind_the_back(db, &spoil).await.unwrap();
}

async fn mend(db: &TestDatabase) {
    let mend = match db.engine() {
        Engine::Sqlite => "DROP TRIGGER spoilt".to_owned(),
        Engine::Postgres => format!("DROP TRIGGER spoilt ON documents_v{VERSION}"),
    };
    behind_the_back(db, &mend).await.unwrap();
}

on_both!(documents_that_cannot_be_written_keep_no_event_from_being_recorded);
async fn documents_that_cannot_be_written_keep_no_event_from_being_recorded(db: TestDatabase) {
    let store = open(&db).await;
    let (one, other) = (plan_of(&store, 1).await, plan_of(&store, 1).await);
    settled(&store).await;
    spoil(&db).await;

    let (first, second) = tokio::join!(
        store.execute(one, command(describe("それでも")), origin()),
        store.execute(other, command(describe("これも")), origin()),
    );

    let (first, second) = (recorded(first), recorded(second));
    assert_eq!((first.version, first.shown, second.version, second.shown), (2, false, 2, false));
    assert_eq!(store.projected_version(one).await.unwrap(), 1);
    let spoilt = store.show(one, &first, PATIENCE).await;
    assert!(matches!(spoilt, Err(Error::Internal(_))), "the control: nothing can be written: {spoilt:?}");

    mend(&db).await;
    assert_eq!(store.show(one, &first, PATIENCE).await.unwrap(), Projected::Current);
    assert!(shown(&store, one).await.0.contains("それでも"));
    settled(&store).await;
    assert_eq!(store.rebuild(|_| {}).await.unwrap().differing, 0);
}

#[tokio::test]
async fn a_fold_of_another_process_is_not_waited_for() {
    let db = TestDatabase::postgres();
    let store = open(&db).await;
    let (plan, free) = (plan_of(&store, 1).await, plan_of(&store, 1).await);
    settled(&store).await;
    let mut other = PgConnection::connect(&db.url()).await.unwrap();
    let hold = format!("BEGIN; SELECT * FROM projected_v{VERSION} WHERE plan = '{plan}' FOR UPDATE");
    other.execute(sqlx::raw_sql(&hold)).await.unwrap();

    let executed = recorded(store.execute(plan, command(describe("待たない")), origin()).await);
    let beside = recorded(store.execute(free, command(describe("隣")), origin()).await);

    assert!(!executed.shown, "the documents are another's at this moment");
    assert!(beside.shown, "the control: nobody has these");
    other.execute("ROLLBACK").await.unwrap();
    assert_eq!(store.show(plan, &executed, PATIENCE).await.unwrap(), Projected::Current);
    assert_eq!(store.rebuild(|_| {}).await.unwrap().differing, 0);
}

#[tokio::test]
async fn what_is_in_memory_decides_nothing_that_has_changed() {
    let db = TestDatabase::postgres();
    let (here, there) = (open(&db).await, open(&db).await);
    let plan = plan_of(&here, 1).await;
    settled(&here).await;
    let node = NodeId::new(Uuid::now_v7());
    let added = recorded(there.execute(plan, command(add_node(node, 1, "委員会の中継")), origin()).await);

    // In memory here there is no such node: that would be a refusal.
    let said = state_remark(node, "試行した", added.version);
    let said = recorded(here.execute(plan, command(said), origin()).await);
    // In memory there this is the third event: that would be a conflict.
    let next = recorded(there.execute(plan, command(describe("その後")), origin()).await);

    assert_eq!((said.version, next.version), (3, 4));
    settled(&here).await;
    assert_eq!(here.rebuild(|_| {}).await.unwrap().differing, 0);
}

on_both!(many_writers_on_many_plans_leave_what_a_rebuild_makes);
async fn many_writers_on_many_plans_leave_what_a_rebuild_makes(db: TestDatabase) {
    const WRITERS: usize = 16;
    const EACH: u64 = 12;
    let store = open(&db).await;
    let mut plans = Vec::new();
    for _ in 0..WRITERS {
        plans.push(plan_of(&store, 1).await);
    }
    settled(&store).await;

    let writers = plans.iter().map(|&plan| {
        let store = store.clone();
        tokio::spawn(async move {
            for number in 0..EACH {
                let node = NodeId::new(Uuid::now_v7());
                let action = add_node(node, u32::try_from(number).unwrap() + 1, &format!("項目{number}"));
                let executed = recorded(store.execute(plan, command(action), origin()).await);
                assert!(executed.shown);
                let projected = store.projected_version(plan).await.unwrap();
                assert!(projected >= executed.version, "a writer reads what it wrote");
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }

    settled(&store).await;
    for plan in plans {
        assert_eq!(store.documents(plan, Kind::Node).await.unwrap().len(), 12);
    }
    assert_eq!(store.rebuild(|_| {}).await.unwrap().differing, 0);
}
