//! What a crash, a lost connection or a database that goes away leaves behind: nothing wrong, nothing half.

use crate::support::*;
use domain::id::CommandId;
use projections::fold::Kind;
use sqlx::{Connection as _, PgConnection};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use storage::{Access, Error, ExecuteError, Projected, Store};
use system_tests::{TestDatabase, on_both};
use uuid::Uuid;

on_both!(events_that_were_committed_before_a_crash_are_folded_after_it);
async fn events_that_were_committed_before_a_crash_are_folded_after_it(db: TestDatabase) {
    let store = open(&db).await;
    let plan = plan_of(&store, 1).await;
    settled(&store).await;
    recorded(store.execute(plan, command(describe("落ちる直前")), origin()).await);
    assert_eq!(store.projected_version(plan).await.unwrap(), 1, "nobody has folded it yet");
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

/// The answer of a commit gets lost on the way, after the server has committed.
struct LossyWire {
    address: String,
    /// An answer was cut off.
    lost: Arc<AtomicBool>,
}

impl LossyWire {
    /// A wire to the server of a database on which the answer to the first COMMIT that follows an insert into `events`
    /// is cut off.
    async fn to(db: &TestDatabase) -> Self {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let url = db.url();
        let (before, rest) = url.split_once('@').unwrap();
        let (server, name) = rest.split_once('/').unwrap();
        let (server, name) = (server.to_owned(), name.to_owned());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let lost = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&lost);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (server, lost) = (server.clone(), lost.clone());
                tokio::spawn(async move {
                    let upstream = tokio::net::TcpStream::connect(server).await.unwrap();
                    let (mut from_client, mut to_client) = client.into_split();
                    let (mut from_server, mut to_server) = upstream.into_split();
                    let (cut, mut cutting) = tokio::sync::watch::channel(false);
                    let up = async move {
                        let (mut buffer, mut inserted) = (vec![0; 65_536], false);
                        while let Ok(read @ 1..) = from_client.read(&mut buffer).await {
                            let sent = &buffer[..read];
                            inserted |= contains(sent, b"INSERT INTO events");
                            if inserted && contains(sent, b"COMMIT") && !lost.swap(true, Ordering::SeqCst) {
                                cut.send(true).unwrap();
                            }
                            to_server.write_all(sent).await.unwrap();
                        }
                    };
                    let down = async move {
                        let mut buffer = vec![0; 65_536];
                        while let Ok(read @ 1..) = from_server.read(&mut buffer).await {
                            // The server has answered, so it has committed; nobody will hear of it.
                            if *cutting.borrow_and_update() {
                                return;
                            }
                            if to_client.write_all(&buffer[..read]).await.is_err() {
                                return;
                            }
                        }
                    };
                    tokio::select! { () = up => {}, () = down => {} }
                });
            }
        });
        Self { address: format!("{before}@127.0.0.1:{port}/{name}"), lost: told }
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn a_commit_whose_answer_was_lost_is_found_by_its_command() {
    let db = TestDatabase::postgres();
    let plan = plan_of(&open(&db).await, 1).await;
    let wire = LossyWire::to(&db).await;
    let store = Store::open(&wire.address, Access::Write).await.unwrap();
    let id = CommandId::new(Uuid::now_v7());

    let executed = recorded(store.execute(plan, command_of(id, describe("返事がない")), origin()).await);

    assert!(wire.lost.load(Ordering::SeqCst), "no answer was lost, so nothing was shown");
    assert_eq!((executed.version, executed.already), (2, false), "recorded by this very call");
    let events = store.events(plan, 0).await.unwrap();
    assert_eq!(events.len(), 2, "recorded once");
    assert_eq!(executed.recorded, events[1..]);
    assert_eq!(events[1].metadata.command, id);
    let next = recorded(store.execute(plan, command(describe("次")), origin()).await);
    assert_eq!(next.version, 3, "the cache is right again");
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
