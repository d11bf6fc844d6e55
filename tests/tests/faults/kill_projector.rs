//! Projectors and rebuilds that are killed, and databases that fail in the middle of one: the rows are those of a clean
//! rebuild afterwards, and an error is an error.
//!
//! `MINAOSHI_REBUILD_KILLS` sets how often a process is killed.

use crate::support::*;
use app::App;
use domain::id::PlanId;
use projections::fold::{Document, VERSION};
use sqlx::{Connection as _, PgConnection};
use std::process::{Command, Stdio};
use std::time::Duration;
use system_tests::{TestDatabase, on_both, on_both_blocking};

const KILLS: u64 = 10;
const PLANS: usize = 8;
const ITEMS: usize = 30;

/// Plans with their documents as they should be.
async fn begin(db: &TestDatabase) -> (App, Vec<PlanId>, Vec<(PlanId, Document)>) {
    let app = open(db).await;
    let mut plans = Vec::new();
    for plan in 0..PLANS {
        plans.push(import(&app, &format!("plan-{plan}"), ITEMS).await);
    }
    app.store().catch_up(|_| {}).await.unwrap();
    plans.sort_unstable();
    let rows = rows(app.store()).await;
    assert!(rows.len() > PLANS * ITEMS);
    (app, plans, rows)
}

/// The register as an older program leaves it to the first start of a newer one: no document is there.
async fn forget(db: &TestDatabase) {
    let forget = format!(
        "DELETE FROM search_v{VERSION}; DELETE FROM documents_v{VERSION}; DELETE FROM projected_v{VERSION};
            UPDATE folds SET complete_at = NULL"
    );
    behind_the_back(db, &forget).await;
}

/// Makes every node of every plan say nothing.
async fn tamper(db: &TestDatabase) {
    behind_the_back(db, &format!("UPDATE documents_v{VERSION} SET body = '{{}}' WHERE kind = 'node'")).await;
}

/// How many plans are as a rebuild makes them: folded at all, and none of their nodes silent.
const DONE: &str = "SELECT count(*) FROM projected_v6 AS p WHERE p.sequence > 0
    AND NOT EXISTS (SELECT 1 FROM documents_v6 AS d WHERE d.plan = p.plan AND d.body = '{}')";

#[test]
fn the_statements_behind_the_back_name_this_version_of_the_fold() {
    assert!(
        DONE.contains(&format!("projected_v{VERSION} ")) && DONE.contains(&format!("documents_v{VERSION} "))
    );
}

/// Starts the program and kills it once that many plans are done; false where it ended before.
fn killed(runtime: &tokio::runtime::Runtime, db: &TestDatabase, arguments: &[&str], plans: i64) -> bool {
    let mut command = Command::new(system_tests::binary::path());
    command.current_dir(db.scratch()).args(["--database", &db.url()]).args(arguments);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        if runtime.block_on(count(db, DONE)) >= plans {
            child.kill().unwrap();
            return child.wait().unwrap().code().is_none();
        }
    }
    false
}

on_both_blocking!(a_projector_that_is_killed_leaves_what_a_clean_rebuild_makes);
fn a_projector_that_is_killed_leaves_what_a_clean_rebuild_makes(db: TestDatabase) {
    let runtime = runtime();
    let expected = runtime.block_on(async {
        let (app, _, rows) = begin(&db).await;
        app.store().close().await;
        rows
    });
    let programs: [&[&str]; 2] = [&["rebuild"], &["serve", "--listen", "127.0.0.1:0"]];
    let mut unfinished = 0;
    for kill in 0..option("MINAOSHI_REBUILD_KILLS", KILLS) {
        runtime.block_on(forget(&db));
        let after = (kill * 3) % (PLANS as u64 - 1);
        let program = programs[kill as usize % programs.len()];
        let killed = killed(&runtime, &db, program, after as i64);
        let done = runtime.block_on(count(&db, DONE));
        unfinished += u64::from(killed && done < PLANS as i64);
        println!("{program:?}: killed {killed} with {done} of {PLANS} plans done");
        runtime.block_on(async {
            let app = open(&db).await;
            app.store().catch_up(|_| {}).await.unwrap();
            assert!(rows(app.store()).await == expected, "the rows are not what they were");
            let rebuilt = app.rebuild(&staff("事務局"), |_| {}).await.unwrap();
            assert_eq!((rebuilt.plans, rebuilt.differing), (PLANS as u64, 0));
            app.store().close().await;
        });
    }
    assert!(unfinished > 0, "no kill came before the work was done: this has shown nothing");
}

on_both_blocking!(a_rebuild_that_is_killed_leaves_each_plan_as_it_was_or_as_it_should_be);
fn a_rebuild_that_is_killed_leaves_each_plan_as_it_was_or_as_it_should_be(db: TestDatabase) {
    let runtime = runtime();
    let (plans, expected) = runtime.block_on(async {
        let (app, plans, rows) = begin(&db).await;
        app.store().close().await;
        (plans, rows)
    });
    let wrong = |rows: &[(PlanId, Document)], plan: PlanId| {
        let differ = rows.iter().zip(&expected).filter(|(row, expected)| row.0 == plan && row != expected);
        differ.count()
    };
    for after in [1, 3, 5] {
        runtime.block_on(tamper(&db));
        let killed = killed(&runtime, &db, &["rebuild"], after);
        runtime.block_on(async {
            let app = open(&db).await;
            app.store().catch_up(|_| {}).await.unwrap();
            let rows = rows(app.store()).await;
            let left: Vec<usize> = plans.iter().map(|plan| wrong(&rows, *plan)).collect();
            println!("killed {killed}: documents that are wrong still, by plan: {left:?}");
            assert!(left.iter().all(|wrong| [0, ITEMS + 1].contains(wrong)), "half a plan: {left:?}");
            let rebuilt = app.rebuild(&staff("事務局"), |_| {}).await.unwrap();
            // The control of all that finds nothing: what is wrong is found, all of it.
            assert_eq!(rebuilt.differing as usize, left.iter().sum::<usize>());
            assert!(self::rows(app.store()).await == expected);
            app.store().close().await;
        });
    }
}

on_both!(one_row_that_is_not_right_is_found);
/// The control: a rebuild that says that nothing differs must be able to say otherwise.
async fn one_row_that_is_not_right_is_found(db: TestDatabase) {
    let (app, plans, expected) = begin(&db).await;
    let (documents, plan) = (format!("documents_v{VERSION}"), plans[3]);
    let tamper = format!(
        "UPDATE {documents} SET body = replace(body, '第7の備考', '第8の備考')
            WHERE plan = '{plan}' AND kind = 'node' AND body LIKE '%第7の備考%'"
    );
    behind_the_back(&db, &tamper).await;

    let finding = app.doctor(&staff("事務局")).await.unwrap().findings;
    let rebuilt = app.rebuild(&staff("事務局"), |_| {}).await.unwrap();

    assert_eq!(finding.len(), 1, "{finding:?}");
    assert!(finding[0].detail.contains("1 documents") && finding[0].detail.contains(&plan.to_string()));
    assert_eq!(rebuilt.differing, 1);
    assert!(rows(app.store()).await == expected);
}

/// What may end a fold that waits for a lock.
#[derive(Clone, Copy)]
enum End {
    /// The server ends its session.
    Terminated,
    /// The lock is given back.
    Released,
}

/// A lock that somebody will wait for.
struct Held {
    holder: PgConnection,
    watch: PgConnection,
}

impl Held {
    async fn take(db: &TestDatabase, lock: &str) -> Self {
        let mut holder = PgConnection::connect(&db.url()).await.unwrap();
        sqlx::raw_sql("BEGIN").execute(&mut holder).await.unwrap();
        sqlx::raw_sql(lock).execute(&mut holder).await.unwrap();
        Self { holder, watch: PgConnection::connect(&db.url()).await.unwrap() }
    }

    /// Ends the waiting of the first one who waits.
    async fn end(mut self, end: End) {
        const WAITING: &str = "SELECT pid FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()";
        let waits = async {
            loop {
                if let Some(pid) = sqlx::query_scalar(WAITING).fetch_optional(&mut self.watch).await.unwrap()
                {
                    return pid;
                }
            }
        };
        let waiting: i32 = tokio::time::timeout(Duration::from_secs(60), waits).await.expect("nobody waits");
        if let End::Terminated = end {
            let end = sqlx::query_scalar("SELECT pg_terminate_backend($1)").bind(waiting);
            let ended: bool = end.fetch_one(&mut self.watch).await.unwrap();
            assert!(ended, "nobody waited any more");
        }
        sqlx::raw_sql("ROLLBACK").execute(&mut self.holder).await.unwrap();
    }
}

/// Where a rebuild is held up: before its first plan, in its third, and where it writes.
fn locks(plans: &[PlanId]) -> [String; 3] {
    [
        "LOCK TABLE events IN ACCESS EXCLUSIVE MODE".to_owned(),
        format!("SELECT 1 FROM projected_v{VERSION} WHERE plan = '{}' FOR UPDATE", plans[2]),
        format!("LOCK TABLE documents_v{VERSION} IN EXCLUSIVE MODE"),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_ends_in_the_middle_of_a_rebuild_is_an_error_and_no_short_success() {
    let db = TestDatabase::postgres();
    let (app, plans, expected) = begin(&db).await;
    let operator = staff("事務局");
    for lock in locks(&plans) {
        tamper(&db).await;
        let held = Held::take(&db, &lock).await;
        let (outcome, ()) = tokio::join!(app.rebuild(&operator, |_| {}), held.end(End::Terminated));
        assert!(outcome.is_err(), "{lock}: {outcome:?}");

        // The control: the same waiting, ended otherwise, is a success, and a whole one.
        let held = Held::take(&db, &lock).await;
        let (rebuilt, ()) = tokio::join!(app.rebuild(&operator, |_| {}), held.end(End::Released));
        let rebuilt = rebuilt.unwrap();
        assert_eq!(rebuilt.plans, PLANS as u64, "{lock}");
        assert!(rebuilt.differing > 0, "{lock}: nothing was left to be done");
        assert!(rows(app.store()).await == expected, "{lock}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_ends_while_documents_are_first_made_leaves_them_unread() {
    let db = TestDatabase::postgres();
    let (app, _, expected) = begin(&db).await;
    app.store().close().await;
    forget(&db).await;
    let app = open(&db).await;
    let lock = format!("LOCK TABLE documents_v{VERSION} IN EXCLUSIVE MODE");
    let held = Held::take(&db, &lock).await;

    let (outcome, ()) = tokio::join!(app.store().catch_up(|_| {}), held.end(End::Terminated));

    assert!(outcome.is_err(), "{outcome:?}");
    assert!(matches!(app.store().plans().await, Err(storage::Error::NotBuilt)), "half of them may be read");
    app.store().catch_up(|_| {}).await.unwrap();
    assert!(rows(app.store()).await == expected);
}
