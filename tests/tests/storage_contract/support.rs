//! A plan to write to, commands to give, and a way behind the store's back.

use domain::command::{Action, AddNode, Command, DescribePlan, OpenPlan, StateText};
use domain::digest::Digest;
use domain::event::{Channel, NodeKind, TextChange, TextField};
use domain::id::{ActorId, CommandId, NodeId, PlacementId, PlanId};
use domain::value::text::Field;
use domain::value::{Actor, Basis, Role, Text};
use std::time::Duration;
use storage::{Access, ExecuteError, Executed, Origin, Store};
use system_tests::TestDatabase;
use uuid::Uuid;

/// Long enough for any machine that runs tests.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) async fn open(db: &TestDatabase) -> Store {
    Store::open(&db.url(), Access::Write).await.unwrap()
}

pub(crate) fn plan_id() -> PlanId {
    PlanId::new(Uuid::now_v7())
}

pub(crate) fn actor() -> Actor {
    let id = ActorId::parse("0190b5a8-7c1e-7000-8000-00000000000a").unwrap();
    Actor { id, role: Role::Staff, name: "事務局 一郎".to_owned() }
}

pub(crate) fn origin() -> Origin {
    Origin {
        recorded_at: "2024-03-01T09:00:00.123Z".parse().unwrap(),
        actor: actor(),
        channel: Channel::Api,
        software: "0.0.0-test".to_owned(),
    }
}

/// A command with an id of its own.
pub(crate) fn command(action: Action) -> Command {
    command_of(CommandId::new(Uuid::now_v7()), action)
}

pub(crate) fn command_of(id: CommandId, action: Action) -> Command {
    Command { id, actor: actor().id, content: Digest::of_bytes(format!("{action:?}").as_bytes()), action }
}

pub(crate) fn open_plan(plan: PlanId) -> Action {
    Action::OpenPlan(OpenPlan {
        plan,
        title: text("議会基本条例に基づく実施計画"),
        organisation: text("流山市議会"),
        code: None,
    })
}

/// One event; may be given any number of times.
pub(crate) fn describe(title: &str) -> Action {
    Action::DescribePlan(DescribePlan {
        title: text(title),
        title_lines: Vec::new(),
        fiscal_years: None,
        periods: Vec::new(),
    })
}

pub(crate) fn add_node(node: NodeId, rank: u32, title: &str) -> Action {
    Action::AddNode(AddNode {
        node,
        placement: PlacementId::new(Uuid::now_v7()),
        kind: NodeKind::Item,
        parent: None,
        rank,
        label: None,
        title: text(title),
        basis: Basis::Progress(jiff::civil::date(2024, 3, 1)),
    })
}

pub(crate) fn state_remark(node: NodeId, remark: &str, seen: u64) -> Action {
    Action::StateText(StateText {
        node,
        field: TextField::Remark,
        text: text(remark),
        change: TextChange::Substance,
        basis: Basis::Progress(jiff::civil::date(2024, 3, 1)),
        seen,
    })
}

pub(crate) fn text(text: &str) -> Text {
    Text::parse(Field::Remark, text).unwrap()
}

/// Gives a command that must be recorded.
#[track_caller]
pub(crate) fn recorded(outcome: Result<Executed, ExecuteError>) -> Executed {
    outcome.unwrap_or_else(|error| panic!("the command must be recorded: {error:?}"))
}

/// A plan with that many events.
pub(crate) async fn plan_of(store: &Store, events: u64) -> PlanId {
    let plan = plan_id();
    recorded(store.execute(plan, command(open_plan(plan)), origin()).await);
    for number in 2..=events {
        recorded(store.execute(plan, command(describe(&format!("第{number}"))), origin()).await);
    }
    plan
}

/// Everything that is committed is numbered and folded.
pub(crate) async fn settled(store: &Store) {
    store.catch_up(|_| {}).await.unwrap();
}

/// One statement behind the store's back.
pub(crate) async fn behind_the_back(db: &TestDatabase, statement: &str) -> Result<(), sqlx::Error> {
    use sqlx::Connection as _;
    match db.engine() {
        system_tests::Engine::Sqlite => {
            let mut connection = sqlx::SqliteConnection::connect(&db.url()).await?;
            sqlx::raw_sql("PRAGMA recursive_triggers = ON").execute(&mut connection).await?;
            sqlx::raw_sql(statement).execute(&mut connection).await?;
            connection.close().await
        }
        system_tests::Engine::Postgres => {
            let mut connection = sqlx::PgConnection::connect(&db.url()).await?;
            sqlx::raw_sql(statement).execute(&mut connection).await?;
            connection.close().await
        }
    }
}

/// One number, read behind the store's back.
pub(crate) async fn counted(db: &TestDatabase, query: &str) -> i64 {
    use sqlx::Connection as _;
    match db.engine() {
        system_tests::Engine::Sqlite => {
            let mut connection = sqlx::SqliteConnection::connect(&db.url()).await.unwrap();
            sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap()
        }
        system_tests::Engine::Postgres => {
            let mut connection = sqlx::PgConnection::connect(&db.url()).await.unwrap();
            sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap()
        }
    }
}
