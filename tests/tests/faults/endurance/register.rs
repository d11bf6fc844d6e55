//! The program under the model's commands: the use cases over a store that is opened again, rebuilt, and read.

use super::model::{Cells, DATES, Expected, FIRST, Model};
use super::observed::{Observed, items};
use super::transition::{Row, Transition};
use crate::support::{id, open, runtime, shown, staff};
use app::import::{Import, ImportFile};
use app::{App, AppError, Caller, request};
use domain::Plan;
use domain::event::CycleOrigin;
use domain::id::PlanId;
use domain::plan::Cycle;
use proptest_state_machine::StateMachineTest;
use std::collections::BTreeMap;
use std::sync::Arc;
use system_tests::TestDatabase;
use tokio::runtime::Runtime;

const PLAN: &str = "modelled";

/// A register on PostgreSQL, or on SQLite.
pub(crate) struct Register<const POSTGRES: bool> {
    runtime: Arc<Runtime>,
    db: TestDatabase,
    app: App,
    plan: PlanId,
    /// What was true after each command, by the plan's version.
    remembered: BTreeMap<u64, Observed>,
}

/// Who records, and who reviews.
fn writer() -> Caller {
    staff("山田")
}

fn reviewer() -> Caller {
    staff("鈴木")
}

/// A table as it is printed.
fn tsv(date: usize, rows: &[Cells]) -> String {
    let label = DATES[date].0;
    let mut text = format!(
        "試験実施計画\n\n見直し：{label}\n\n実施事業\t実施時期\t状況\t見直し時期\t備考\n1. 情報共有\t\t\t\t\n"
    );
    for (number, cells) in (1..).zip(rows) {
        text.push_str(&format!("1-{number}. 事業{number}\t{}\n", cells.join("\t")));
    }
    text
}

fn import(date: usize, rows: &[Row]) -> Import {
    let review = |row: &Row| row.review.map_or("", |date| DATES[date].0);
    let cells = |row: &Row| [row.schedule, row.status, review(row), &row.remark].map(str::to_owned);
    let bytes = tsv(date, &rows.iter().map(cells).collect::<Vec<_>>()).into_bytes();
    Import {
        plan: PLAN.to_owned(),
        organisation: Some("試験市議会".to_owned()),
        files: vec![ImportFile { name: format!("{}.tsv", DATES[date].1), bytes }],
        ..Import::default()
    }
}

fn number(item: usize) -> String {
    format!("1-{}", item + 1)
}

impl<const POSTGRES: bool> Register<POSTGRES> {
    /// The plan as the read side has it.
    async fn documents(&self) -> Plan {
        shown(self.app.store(), self.plan).await
    }

    /// The control makes it remember something else.
    pub(crate) fn remember_otherwise(&mut self) {
        let (_, first) = self.remembered.iter_mut().next().expect("something is remembered");
        first.current[0][1] = "別の状況".to_owned();
    }

    async fn give(&self, transition: &Transition) -> Result<Expected, AppError> {
        let (app, writer) = (&self.app, writer());
        let done = match transition {
            Transition::Import { date, rows } => {
                let imported = app.import(&writer, id(), &import(*date, rows)).await?;
                return Ok(if imported.done.is_some() { Expected::Done } else { Expected::Nothing });
            }
            Transition::Open { date } => {
                let open = request::OpenCycle { label: DATES[*date].0.to_owned(), date: None };
                app.open_cycle(&writer, PLAN, id(), &open).await
            }
            Transition::Decide { item, status, reason, remark } => {
                let decide = request::Decide {
                    item: number(*item),
                    unchanged: status.is_none(),
                    status: status.map(str::to_owned),
                    reason: reason.clone(),
                    remark: remark.clone(),
                    ..request::Decide::default()
                };
                app.decide(&writer, PLAN, id(), &decide).await
            }
            Transition::DecideRest => app.decide_rest(&writer, PLAN, id(), &request::DecideRest {}).await,
            Transition::Withdraw { item } => {
                let withdraw = request::WithdrawDecision {
                    decision: None,
                    item: number(*item),
                    reason: "取り下げ".to_owned(),
                };
                app.withdraw_decision(&writer, PLAN, id(), &withdraw).await
            }
            Transition::Submit => app.submit_cycle(&writer, PLAN, id()).await,
            Transition::Approve { own } => {
                let who = if *own { writer } else { reviewer() };
                app.review_cycle(&who, PLAN, id(), &review("approved", &[])).await
            }
            Transition::Return { items } => {
                app.review_cycle(&reviewer(), PLAN, id(), &review("returned", items)).await
            }
            Transition::Adopt => {
                let adopt = request::Adopt {
                    body: "議会運営委員会".to_owned(),
                    meeting: "定例会".to_owned(),
                    resolved_on: "2024-03-22".to_owned(),
                    result: "全会一致".to_owned(),
                    label: None,
                    evidence: Vec::new(),
                };
                app.adopt_cycle(&writer, PLAN, id(), &adopt).await
            }
            Transition::Abandon => {
                let abandon = request::Abandon { reason: "取りやめ".to_owned() };
                app.abandon_cycle(&writer, PLAN, id(), &abandon).await
            }
            Transition::Publish { date } => app.publish_edition(&writer, PLAN, id(), DATES[*date].0).await,
            Transition::Correct { date, item, status, remark } => {
                let correct = request::Correct {
                    edition: DATES[*date].0.to_owned(),
                    item: number(*item),
                    column: if status.is_some() { "状況" } else { "備考" }.to_owned(),
                    kind: "erratum".to_owned(),
                    seen: None,
                    corrected: status.unwrap_or(remark).to_owned(),
                    reason: "誤植".to_owned(),
                    evidence: Vec::new(),
                };
                app.correct_edition(&writer, PLAN, id(), &correct).await
            }
            Transition::Classify { cycle, item, codes } => self.classify(*cycle, *item, codes).await,
            Transition::Edit { date, item, remark } => {
                let edit = request::Edit {
                    item: number(*item),
                    field: "remark".to_owned(),
                    text: remark.clone(),
                    kind: None,
                    on: Some(format!("{}-15", DATES[*date].1)),
                    seen: None,
                };
                app.edit_node(&writer, PLAN, id(), &edit).await
            }
            Transition::Progress { item } => {
                let report = request::ReportProgress {
                    item: number(*item),
                    period: None,
                    bullets: vec!["進めた".to_owned()],
                    reported_on: "2022-05-01".to_owned(),
                };
                app.report_progress(&writer, PLAN, id(), &report).await
            }
            Transition::Restart | Transition::Rebuild => return Ok(Expected::Done),
        };
        done.map(|_| Expected::Done)
    }

    /// Classifies the decision of an item in the cycle of that number; without one there is nothing to classify.
    async fn classify(&self, cycle: usize, item: usize, codes: &[&str]) -> Result<app::Done, AppError> {
        let plan = self.documents().await;
        let mut cycles: Vec<&Cycle> = plan.head.cycles.values().collect();
        cycles.retain(|cycle| cycle.origin == CycleOrigin::Live);
        cycles.sort_by_key(|cycle| cycle.sequence);
        let decision = cycles.get(cycle).and_then(|cycle| items(&plan)[item].decision(cycle.id));
        let missing = || AppError::not_found(app::Thing::Decision, "none");
        let classify = request::Classify {
            item: number(item),
            decision: Some(decision.ok_or_else(missing)?.decision.to_string()),
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        };
        self.app.classify_reason(&writer(), PLAN, id(), &classify).await
    }

    async fn restart(&mut self) {
        self.app.store().close().await;
        self.app = open(&self.db).await;
        self.app.store().catch_up(|_| {}).await.unwrap();
    }

    async fn rebuild(&self) {
        let rebuilt = self.app.rebuild(&writer(), |_| {}).await.unwrap();
        assert_eq!((rebuilt.plans, rebuilt.differing), (1, 0), "a rebuild makes other rows");
    }

    /// Every edition as it is exported is the text that the model prints.
    async fn exports(&self, model: &Model) {
        for (date, edition) in &model.editions {
            let look = request::Look { edition: Some(DATES[*date].0.to_owned()), ..Default::default() };
            let table = self.app.table(&writer(), PLAN, &look).await.unwrap();
            let rows: Vec<Cells> = edition.rows.iter().map(|row| row.printed.clone()).collect();
            assert_eq!(export::tsv(&table), tsv(*date, &rows), "the edition as it is exported");
        }
    }

    /// Each state that was ever observed is the fold of the events until then.
    async fn earlier_states(&self) {
        let mut plan = Plan::default();
        for recorded in self.app.store().events(self.plan, 0).await.unwrap() {
            plan.apply(&recorded.event);
            if let Some(then) = self.remembered.get(&recorded.sequence) {
                assert_eq!(&Observed::of_plan(&plan), then, "as of version {}", recorded.sequence);
            }
        }
    }
}

fn review(verdict: &str, items: &[usize]) -> request::Review {
    request::Review {
        verdict: verdict.to_owned(),
        items: items.iter().map(|item| number(*item)).collect(),
        comment: Some("確認した".to_owned()),
        digest: None,
    }
}

impl<const POSTGRES: bool> StateMachineTest for Register<POSTGRES> {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(_: &Model) -> Self {
        let runtime = Arc::new(runtime());
        let db = if POSTGRES { TestDatabase::postgres() } else { TestDatabase::sqlite() };
        let app = runtime.block_on(open(&db));
        let first = import(FIRST, &Model::first());
        let plan = runtime.block_on(app.import(&writer(), id(), &first)).unwrap().done.unwrap().plan;
        Self { runtime, db, app, plan, remembered: BTreeMap::new() }
    }

    fn apply(mut register: Self, model: &Model, transition: Transition) -> Self {
        let runtime = Arc::clone(&register.runtime);
        runtime.block_on(async {
            let before = register.app.store().events(register.plan, 0).await.unwrap().len();
            if let Transition::Restart = transition {
                register.restart().await;
            } else if let Transition::Rebuild = transition {
                register.rebuild().await;
            }
            let outcome = register.give(&transition).await;
            let found = match &outcome {
                Ok(found) => *found,
                Err(AppError::Store(error)) => panic!("{transition:?}: {error}"),
                Err(_) => Expected::Refused,
            };
            assert_eq!(found, model.expected, "{transition:?} became {outcome:?}");
            let plan = register.documents().await;
            if found != Expected::Done {
                assert_eq!(plan.head.version, before as u64, "{transition:?} has left a trace");
            }
            register.remembered.insert(plan.head.version, Observed::of_model(model));
        });
        register
    }

    fn check_invariants(register: &Self, model: &Model) {
        let plan = register.runtime.block_on(register.documents());
        let (found, expected) = (Observed::of_plan(&plan), Observed::of_model(model));
        assert_eq!(found.current, expected.current, "what holds now");
        assert_eq!(found.editions, expected.editions, "what editions print");
        assert_eq!(found.proposal, expected.proposal, "what the cycle proposes");
        assert_eq!(found.cycles, expected.cycles, "where the cycles stand");
    }

    fn teardown(register: Self, model: Model) {
        register.runtime.block_on(async {
            register.exports(&model).await;
            register.rebuild().await;
            register.earlier_states().await;
            let findings = register.app.doctor(&writer()).await.unwrap().findings;
            assert_eq!(findings, []);
        });
    }
}
