//! Commands: recorded once, in order, or refused without a trace.

use crate::support::*;
use domain::id::{CommandId, NodeId};
use domain::refusal::Refusal;
use storage::{Access, ExecuteError, Projected, Store};
use system_tests::{TestDatabase, on_both};
use uuid::Uuid;

on_both!(a_command_is_recorded_with_all_that_is_known_of_it);
async fn a_command_is_recorded_with_all_that_is_known_of_it(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_id();
    let given = command(open_plan(plan));

    let executed = recorded(store.execute(plan, given.clone(), origin()).await);

    assert_eq!((executed.version, executed.already), (1, false));
    assert_eq!(executed.recorded, store.events(plan, 0).await.unwrap(), "what is answered is what is stored");
    let metadata = &executed.recorded[0].metadata;
    assert_eq!((metadata.command, metadata.part, metadata.parts), (given.id, 1, 1));
    assert_eq!((metadata.recorded_at, &metadata.actor), (origin().recorded_at, &actor()));
}

on_both!(the_events_of_one_command_are_numbered_as_its_parts);
async fn the_events_of_one_command_are_numbered_as_its_parts(db: TestDatabase) {
    use domain::command::Action;
    let store = open(&db).await;
    let plan = plan_id();
    let together = Action::Together(vec![open_plan(plan), describe("その二"), describe("その三")]);

    let executed = recorded(store.execute(plan, command(together), origin()).await);

    assert_eq!(executed.version, 3);
    let parts: Vec<_> =
        executed.recorded.iter().map(|event| (event.metadata.part, event.metadata.parts)).collect();
    assert_eq!(parts, [(1, 3), (2, 3), (3, 3)]);
}

on_both!(the_same_command_again_is_answered_as_done_and_other_content_is_refused);
async fn the_same_command_again_is_answered_as_done_and_other_content_is_refused(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 1).await;
    let id = CommandId::new(Uuid::now_v7());
    let first = recorded(store.execute(plan, command_of(id, describe("一度だけ")), origin()).await);
    recorded(store.execute(plan, command(describe("その後")), origin()).await);

    let again = recorded(store.execute(plan, command_of(id, describe("一度だけ")), origin()).await);
    let other = store.execute(plan, command_of(id, describe("別の内容")), origin()).await;

    assert_eq!((again.version, again.already, again.recorded.len()), (first.version, true, 0));
    assert!(matches!(other, Err(ExecuteError::Refused(Refusal::OtherContent { command })) if command == id));
    assert_eq!(store.events(plan, 0).await.unwrap().len(), 3);
}

on_both!(a_refused_command_leaves_nothing);
async fn a_refused_command_leaves_nothing(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 1).await;

    let refused = store.execute(plan, command(open_plan(plan)), origin()).await;

    assert!(matches!(refused, Err(ExecuteError::Refused(Refusal::PlanAlreadyOpened))));
    assert_eq!(store.events(plan, 0).await.unwrap().len(), 1);
    assert_eq!(recorded(store.execute(plan, command(describe("次")), origin()).await).version, 2);
}

on_both!(of_two_who_saw_the_same_revision_one_wins);
async fn of_two_who_saw_the_same_revision_one_wins(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 1).await;
    let node = NodeId::new(Uuid::now_v7());
    let seen =
        recorded(store.execute(plan, command(add_node(node, 1, "本会議のライブ中継")), origin()).await)
            .version;

    let (one, two) = tokio::join!(
        store.execute(plan, command(state_remark(node, "試行した", seen)), origin()),
        store.execute(plan, command(state_remark(node, "実施した", seen)), origin()),
    );

    let won = [&one, &two].into_iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(won, 1, "{one:?} {two:?}");
    let lost = one.err().or(two.err()).unwrap();
    assert!(
        matches!(lost, ExecuteError::Refused(_)),
        "the loser must be refused with both readings: {lost:?}"
    );
    assert_eq!(store.events(plan, 0).await.unwrap().len(), 3);
}

on_both!(thirty_two_writers_on_one_plan_leave_no_gap);
async fn thirty_two_writers_on_one_plan_leave_no_gap(db: TestDatabase) {
    const WRITERS: u64 = 32;
    const EACH: u64 = 8;
    let store = open(&db).await;
    let plan = plan_of(&store, 1).await;

    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for number in 0..EACH {
                    let title = format!("{writer}-{number}");
                    let version =
                        recorded(store.execute(plan, command(describe(&title)), origin()).await).version;
                    let projected = store.project(plan, version, PATIENCE).await.unwrap();
                    assert_eq!(projected, Projected::Current);
                    assert!(
                        store.projected_version(plan).await.unwrap() >= version,
                        "one reads what one wrote"
                    );
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }

    let events = store.events(plan, 0).await.unwrap();
    assert_eq!(events.len() as u64, 1 + WRITERS * EACH);
    settled(&store).await;
    let logged = store.log(0, 10_000).await.unwrap();
    assert_eq!(logged.len(), events.len());
    assert!(logged.iter().map(|entry| &entry.recorded).eq(&events), "the log has the order of the stream");
}

#[tokio::test]
async fn two_processes_with_stale_caches_decide_on_what_is_true() {
    let db = TestDatabase::postgres();
    let (one, two) = (open(&db).await, open(&db).await);
    let plan = plan_of(&one, 1).await;
    let node = NodeId::new(Uuid::now_v7());
    recorded(two.execute(plan, command(add_node(node, 1, "議会だより")), origin()).await);

    // One still has the plan as it was before the node came.
    let stated = recorded(one.execute(plan, command(state_remark(node, "発行した", 2)), origin()).await);
    let stale = two.execute(plan, command(state_remark(node, "休刊した", 2)), origin()).await;

    assert_eq!(stated.version, 3);
    assert!(matches!(stale, Err(ExecuteError::Refused(_))), "{stale:?}");
}

#[tokio::test]
async fn two_processes_that_meet_on_one_plan_lose_nothing() {
    const EACH: u64 = 30;
    let db = TestDatabase::postgres();
    let stores = [open(&db).await, open(&db).await];
    let plan = plan_of(&stores[0], 1).await;

    let writers = stores.clone().map(|store| {
        tokio::spawn(async move {
            for number in 0..EACH {
                recorded(store.execute(plan, command(describe(&format!("{number}"))), origin()).await);
            }
        })
    });
    for writer in writers {
        writer.await.unwrap();
    }

    assert_eq!(stores[0].events(plan, 0).await.unwrap().len() as u64, 1 + 2 * EACH);
}

#[tokio::test]
async fn two_processes_that_meet_on_many_plans_lose_nothing() {
    const EACH: u64 = 10;
    let db = TestDatabase::postgres();
    let stores = [open(&db).await, open(&db).await];
    let mut plans = Vec::new();
    for _ in 0..8 {
        plans.push(plan_of(&stores[0], 1).await);
    }

    let mut writers = Vec::new();
    for (store, plan) in stores.iter().flat_map(|store| plans.iter().map(move |plan| (store.clone(), *plan)))
    {
        writers.push(tokio::spawn(async move {
            for number in 0..EACH {
                recorded(store.execute(plan, command(describe(&format!("{number}"))), origin()).await);
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }

    for plan in plans {
        assert_eq!(stores[0].events(plan, 0).await.unwrap().len() as u64, 1 + 2 * EACH);
    }
    settled(&stores[0]).await;
    assert_eq!(stores[0].log(0, 1_000).await.unwrap().len() as u64, 8 * (1 + 2 * EACH));
}

on_both!(who_reads_only_cannot_write);
async fn who_reads_only_cannot_write(db: TestDatabase) {
    let writer = open(&db).await;
    let plan = plan_of(&writer, 2).await;

    let reader = Store::open(&db.url(), Access::Read).await.unwrap();
    let refused = reader.execute(plan, command(describe("書けない")), origin()).await;

    assert_eq!(reader.events(plan, 0).await.unwrap().len(), 2);
    assert!(matches!(refused, Err(ExecuteError::Failed(storage::Error::ReadOnly))), "{refused:?}");
    assert!(matches!(reader.reserve_slug("a", plan).await, Err(storage::Error::ReadOnly)));
}
