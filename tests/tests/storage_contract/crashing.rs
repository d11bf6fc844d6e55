//! What a crash, a lost connection or a database that goes away leaves behind: nothing wrong, nothing half.

use crate::support::*;
use crate::wire::Wire;
use domain::id::{CommandId, NodeId};
use projections::fold::Kind;
use sqlx::{Connection as _, PgConnection};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use storage::{Access, Error, ExecuteError, Projected, Store};
use system_tests::{TestDatabase, on_both, on_both_blocking};
use uuid::Uuid;

on_both!(events_that_were_committed_before_a_crash_are_folded_after_it);
async fn events_that_were_committed_before_a_crash_are_folded_after_it(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 1).await;
    recorded(store.execute(plan, command(describe("落ちる直前")), origin()).await);
    assert_eq!(store.projected_version(plan).await.unwrap(), 0, "nobody has folded it yet");
    store.close().await;

    let store = open(&db).await;
    settled(&store).await;

    assert_eq!(store.projected_version(plan).await.unwrap(), 2);
    assert!(store.documents(plan, Kind::Plan).await.unwrap()[0].body.contains("落ちる直前"));
    assert_eq!(store.rebuild(|_| {}).await.unwrap().differing, 0);
}

/// Makes the server end the session in the middle of its next commit of an event, once.
async fn break_next_commit(db: &TestDatabase) {
    // A deferred trigger runs inside COMMIT: ending the session there loses the commit as a crash would. A sequence is
    // not rolled back, so it happens once.
    let statement = "
        CREATE SEQUENCE commits;
        CREATE FUNCTION break_session() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF nextval('commits') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER break_it AFTER INSERT ON events
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION break_session()";
    behind_the_back(db, statement).await.unwrap();
}

#[tokio::test]
async fn a_commit_that_was_lost_with_its_connection_is_made_again() {
    let db = TestDatabase::postgres();
    let store = open(&db).await;
    let plan = plan_of(&store, 1).await;
    break_next_commit(&db).await;
    let id = CommandId::new(Uuid::now_v7());

    let executed = recorded(store.execute(plan, command_of(id, describe("途切れた")), origin()).await);

    assert_eq!((executed.version, executed.already, executed.recorded.len()), (2, false, 1));
    let events = store.events(plan, 0).await.unwrap();
    assert_eq!(events.len(), 2, "recorded once");
    assert_eq!(events[1].metadata.command, id);
    let mut look = PgConnection::connect(&db.url()).await.unwrap();
    let commits: i64 =
        sqlx::query_scalar("SELECT last_value FROM commits").fetch_one(&mut look).await.unwrap();
    assert_eq!(commits, 2, "the first commit was lost and made again");
}

#[tokio::test]
async fn a_commit_whose_answer_was_lost_is_found_by_its_command() {
    let db = TestDatabase::postgres();
    let plan = plan_of(&open(&db).await, 1).await;
    let wire = Wire::to(&db).await;
    let store = Store::open(&wire.address, Access::Write).await.unwrap();
    wire.lose_the_next_answer();
    let id = CommandId::new(Uuid::now_v7());

    let executed = recorded(store.execute(plan, command_of(id, describe("返事がない")), origin()).await);

    assert!(wire.has_lost_it(), "no answer was lost, so nothing was shown");
    assert_eq!((executed.version, executed.already), (2, false), "recorded by this very call");
    let events = store.events(plan, 0).await.unwrap();
    assert_eq!(events.len(), 2, "recorded once");
    assert_eq!(executed.recorded, events[1..]);
    assert_eq!(events[1].metadata.command, id);
    let next = recorded(store.execute(plan, command(describe("次")), origin()).await);
    assert_eq!(next.version, 3, "the cache is right again");
}

#[tokio::test]
async fn a_server_that_goes_away_and_comes_back_is_served_from_again() {
    let db = TestDatabase::postgres();
    let wire = Wire::to(&db).await;
    let store = Store::open(&wire.address, Access::Write).await.unwrap();
    let plan = plan_of(&store, 2).await;
    settled(&store).await;
    let given = command(describe("停電の間に"));

    wire.take_down();
    let read = store.documents(plan, Kind::Plan).await;
    let written = store.execute(plan, given.clone(), origin()).await;
    let health = store.health().await;

    assert!(matches!(read, Err(Error::Unavailable(_))), "{read:?}");
    let unavailable = matches!(
        written,
        Err(ExecuteError::Failed(Error::Unavailable(_)) | ExecuteError::OutcomeUnknown(Error::Unavailable(_)))
    );
    assert!(unavailable, "{written:?}");
    assert!(health.unreachable.is_some());

    wire.bring_up();
    let written = recorded(store.execute(plan, given, origin()).await);

    assert_eq!((written.version, written.already), (3, false));
    assert_eq!(store.project(plan, 3, PATIENCE).await.unwrap(), Projected::Current);
    assert_eq!(store.health().await.unreachable, None);
}

/// What a process says while it runs, and what is left of it.
#[derive(Default)]
struct Said {
    steps: AtomicU64,
    answered: Mutex<Vec<CommandId>>,
}

/// Runs a process in this one: it opens the store, repeats its work, and everything that it does is dropped at once,
/// wherever it is, after so many steps.
fn crash<Work, Working>(db: &TestDatabase, steps: u64, said: &Arc<Said>, work: Work)
where
    Work: Fn(Store, Arc<Said>) -> Working + Send + 'static,
    Working: Future<Output = ()> + Send,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (url, saying) = (db.url(), Arc::clone(said));
    let until = said.steps.load(Ordering::SeqCst) + steps;
    let process = runtime.spawn(async move {
        let store = Store::open(&url, Access::Write).await.unwrap();
        loop {
            work(store.clone(), Arc::clone(&saying)).await;
            saying.steps.fetch_add(1, Ordering::SeqCst);
        }
    });
    while said.steps.load(Ordering::SeqCst) < until {
        assert!(!process.is_finished(), "the process failed by itself");
        std::thread::yield_now();
    }
    runtime.shutdown_timeout(PATIENCE);
}

/// Writes to a new plan, sometimes much, and folds it.
async fn write_and_fold(store: Store, said: Arc<Said>) {
    let plan = plan_id();
    for action in
        [open_plan(plan), describe("その二"), add_node(NodeId::new(Uuid::now_v7()), 1, "委員会の中継")]
    {
        let given = command(action);
        let id = given.id;
        match store.execute(plan, given, origin()).await {
            Ok(_) => {}
            // The end has come while the answer was awaited.
            Err(ExecuteError::Panicked) => return,
            Err(error) => panic!("{error:?}"),
        }
        said.answered.lock().unwrap().push(id);
        said.steps.fetch_add(1, Ordering::SeqCst);
    }
    settled(&store).await;
}

on_both_blocking!(a_process_that_ends_anywhere_loses_nothing_and_leaves_what_a_rebuild_makes);
fn a_process_that_ends_anywhere_loses_nothing_and_leaves_what_a_rebuild_makes(db: TestDatabase) {
    let said = Arc::new(Said::default());
    for round in 0..20 {
        crash(&db, 1 + round % 7, &said, write_and_fold);
    }

    blocking(async {
        let store = open(&db).await;
        settled(&store).await;
        let logged = store.log(0, 10_000).await.unwrap();
        let stored: Vec<_> = logged.iter().map(|entry| entry.recorded.metadata.command).collect();
        let answered = said.answered.lock().unwrap().clone();
        assert!(answered.len() >= 20);
        for id in &answered {
            assert_eq!(
                stored.iter().filter(|stored| *stored == id).count(),
                1,
                "what was answered is there, once"
            );
        }
        assert_eq!(store.rebuild(|_| {}).await.unwrap().differing, 0);
    });
}

on_both_blocking!(a_rebuild_that_ends_anywhere_leaves_each_plan_as_it_was_or_as_it_should_be);
fn a_rebuild_that_ends_anywhere_leaves_each_plan_as_it_was_or_as_it_should_be(db: TestDatabase) {
    let version = projections::fold::VERSION;
    let spoil = format!("UPDATE documents_v{version} SET body = '{{}}' WHERE kind = 'plan'");
    let count = format!("SELECT count(*) FROM documents_v{version} WHERE kind = 'plan'");
    let said = Arc::new(Said::default());
    crash(&db, 20, &said, write_and_fold);
    blocking(async {
        let store = open(&db).await;
        settled(&store).await;
        store.close().await;
    });
    let plans = blocking(counted(&db, &count));
    for round in 0..15 {
        blocking(behind_the_back(&db, &spoil)).unwrap();
        crash(&db, 1 + round, &said, |store, said| async move {
            let step = |_| {
                said.steps.fetch_add(1, Ordering::SeqCst);
            };
            store.rebuild(step).await.unwrap();
        });
        assert_eq!(blocking(counted(&db, &count)), plans, "no plan is ever without its document");
    }

    blocking(async {
        let store = open(&db).await;
        store.rebuild(|_| {}).await.unwrap();
        assert_eq!(store.rebuild(|_| {}).await.unwrap().differing, 0);
    });
}

/// Waits for something outside of any runtime.
fn blocking<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work)
}

on_both!(calls_that_are_given_up_leave_the_store_in_order);
async fn calls_that_are_given_up_leave_the_store_in_order(db: TestDatabase) {
    let store = open(&db).await;
    for steps in 0..40 {
        let plan = plan_of(&store, 2).await;
        let given_up = end_after(steps, store.catch_up(|_| {})).await;
        let slug = end_after(steps % 4, store.reserve_slug(&format!("plan-{steps}"), plan)).await;
        assert!(given_up || slug || steps > 3, "nothing was given up");
    }

    settled(&store).await;

    let report = store.rebuild(|_| {}).await.unwrap();
    assert_eq!((report.plans, report.differing), (40, 0));
}

/// Works on something for a number of steps, then gives it up; true when it was not through.
async fn end_after<T>(steps: u32, work: impl Future<Output = Result<T, Error>>) -> bool {
    let mut work = Box::pin(work);
    for _ in 0..=steps {
        match futures::poll!(work.as_mut()) {
            std::task::Poll::Ready(done) => {
                done.unwrap();
                return false;
            }
            // What it waits for comes from other threads.
            std::task::Poll::Pending => tokio::task::yield_now().await,
        }
    }
    true
}

#[tokio::test]
async fn sessions_that_are_ended_while_serving_lose_nothing_that_was_answered() {
    const COMMANDS: u64 = 60;
    let db = TestDatabase::postgres();
    let store = open(&db).await;
    let plan = plan_of(&store, 1).await;
    let writer = tokio::spawn({
        let store = store.clone();
        async move {
            let mut answered = Vec::new();
            for number in 0..COMMANDS {
                let given = command(describe(&format!("{number}")));
                let id = given.id;
                match store.execute(plan, given, origin()).await {
                    Ok(_) => answered.push(id),
                    Err(ExecuteError::OutcomeUnknown(_) | ExecuteError::Failed(Error::Unavailable(_))) => {}
                    Err(error) => panic!("{error:?}"),
                }
            }
            answered
        }
    });
    let mut killer = PgConnection::connect(&db.url()).await.unwrap();
    let mut killed = 0;
    while !writer.is_finished() {
        killed += sqlx::query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .execute(&mut killer)
        .await
        .unwrap()
        .rows_affected();
    }
    let answered = writer.await.unwrap();
    assert!(killed > 20, "only {killed} sessions were ended");

    let events = tokio::time::timeout(PATIENCE, async {
        loop {
            if let Ok(events) = store.events(plan, 0).await {
                return events;
            }
        }
    })
    .await
    .unwrap();
    let mut stored: Vec<_> = events.iter().map(|event| event.metadata.command).collect();
    assert!(answered.iter().all(|id| stored.contains(id)), "what was answered is there");
    let all = stored.len();
    stored.sort();
    stored.dedup();
    assert_eq!(stored.len(), all, "nothing is there twice");
    assert_eq!(store.project(plan, all as u64, PATIENCE).await.unwrap(), Projected::Current);
}

on_both!(a_caller_that_goes_away_cancels_nothing);
async fn a_caller_that_goes_away_cancels_nothing(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 1).await;
    let given = command(describe("待たずに去る"));

    {
        let mut call = Box::pin(store.execute(plan, given.clone(), origin()));
        // The first look starts the command; then the caller is gone.
        let started = futures::poll!(call.as_mut());
        assert!(started.is_pending());
    }
    tokio::time::timeout(PATIENCE, async {
        while store.events(plan, 0).await.unwrap().len() < 2 {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("the command went away with its caller");

    assert!(recorded(store.execute(plan, given, origin()).await).already);
}
