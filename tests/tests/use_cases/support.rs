//! A small plan, files that speak about it, and what a refused use case must leave as it was.

use app::import::{Import, ImportFile, Imported, Outcome};
use app::request::DocumentQuery;
use app::{App, AppError, Caller, Done, FileFormat, InForm, Printed, Scope, Settings, request};
use domain::event::Channel;
use domain::id::{ActorId, PlanId};
use domain::value::{Actor, CanonicalState, Role};
use export::{Manner, Progress};
use projections::report::{TableReport, TableRow};
use projections::wording::Language;
use storage::{Access, Store};
use system_tests::TestDatabase;
use uuid::Uuid;

pub(crate) const PLAN: &str = "test-plan";
pub(crate) const EDITION: &str = "令和3年3月";
pub(crate) const NEXT: &str = "令和6年3月";

/// Two headings, four items.
pub(crate) const TABLE: &str = "試験実施計画

見直し：令和3年3月

実施事業\t実施時期\t状況\t見直し時期\t備考
1. 情報共有\t\t\t\t
1-1. 中継\t平成18年9月\t継続中\t\t
1-2. 録画\t未定\t平成30年11月 中止\t平成30年11月\t費用の増大を招くため中止としました。
1-3. 公開\t令和元年9月\t実施済み\t令和3年3月\t公開しています。
2. 改革\t\t\t\t
2-1. 配付\t令和3年4月\t未着手\t\t配付の準備中です。
";

/// [`TABLE`] with some of its text replaced; each must be there once at least.
pub(crate) fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(TABLE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

/// [`TABLE`] as the edition of another date.
pub(crate) fn edition(label: &str, changes: &[(&str, &str)]) -> String {
    let heading = format!("見直し：{label}");
    let all: Vec<(&str, &str)> =
        [("見直し：令和3年3月", heading.as_str())].into_iter().chain(changes.iter().copied()).collect();
    changed(&all)
}

pub(crate) fn id() -> Uuid {
    Uuid::now_v7()
}

pub(crate) async fn open(db: &TestDatabase) -> App {
    App::new(Store::open(&db.url(), Access::Write).await.unwrap(), Settings::default())
}

/// A person in a role; a member of staff that is granted everything where nothing else is said.
pub(crate) fn person(role: Role, scope: Scope) -> Caller {
    let actor = Actor { id: ActorId::new(id()), role, name: format!("{}の人", role.name()) };
    Caller { actor, channel: Channel::Api, scope, token: false }
}

pub(crate) fn staff() -> Caller {
    person(Role::Staff, Scope::All)
}

pub(crate) fn public() -> Caller {
    Caller::public(Channel::Api)
}

pub(crate) fn file(name: &str, text: &str) -> ImportFile {
    ImportFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
}

pub(crate) fn files(files: Vec<ImportFile>) -> Import {
    Import {
        plan: PLAN.to_owned(), organisation: Some("試験市議会".to_owned()), files, ..Import::default()
    }
}

pub(crate) fn text(text: &str) -> Import {
    files(vec![file("table.tsv", text)])
}

pub(crate) async fn import(app: &App, what: &Import) -> Imported {
    app.import(&staff(), id(), what).await.unwrap()
}

/// The small plan.
pub(crate) async fn small(app: &App) -> PlanId {
    import(app, &text(TABLE)).await.done.unwrap().plan
}

/// What became of the only table.
#[track_caller]
pub(crate) fn outcome(imported: &Imported) -> &Outcome {
    assert_eq!(imported.preview.tables.len(), 1);
    &imported.preview.tables[0].outcome
}

pub(crate) fn of_edition(label: &str) -> request::Look {
    request::Look { edition: Some(label.to_owned()), ..Default::default() }
}

pub(crate) fn of_day(day: &str) -> request::Look {
    request::Look { as_of: Some(day.to_owned()), ..Default::default() }
}

pub(crate) fn of_cycle(label: &str) -> request::Look {
    request::Look { cycle: Some(label.to_owned()), ..Default::default() }
}

#[track_caller]
pub(crate) fn row<'t>(table: &'t TableReport, number: &str) -> &'t TableRow {
    table.rows.iter().find(|row| row.full_label.as_deref() == Some(number)).unwrap()
}

/// How many items have that state.
pub(crate) async fn having(app: &App, look: &request::Look, state: CanonicalState) -> u32 {
    let counts = app.report(&staff(), PLAN, look, None).await.unwrap().counts;
    counts.by_state.iter().find(|of| of.state == Some(state)).map_or(0, |of| of.count.distinct)
}

/// How many events, documents and kept files there are, and which of these names are taken.
pub(crate) async fn footprint(app: &App, slugs: &[&str]) -> (u64, u64, u64, u64, Vec<bool>) {
    let counts = app.store().counts().await.unwrap();
    let mut taken = Vec::new();
    for slug in slugs {
        taken.push(app.store().plan_of_slug(slug).await.unwrap().is_some());
    }
    (counts.events, counts.documents, counts.contents, counts.plans, taken)
}

/// Says that a change was recorded now.
#[track_caller]
pub(crate) fn fresh(done: Result<Done, AppError>) -> Done {
    let done = done.unwrap();
    assert!(!done.already);
    done
}

pub(crate) fn decide(item: &str, status: &str) -> request::Decide {
    request::Decide { item: item.to_owned(), status: Some(status.to_owned()), ..Default::default() }
}

pub(crate) fn review(verdict: &str) -> request::Review {
    request::Review { verdict: verdict.to_owned(), items: vec![], comment: None, digest: None }
}

pub(crate) fn resolution() -> request::Adopt {
    request::Adopt {
        body: "議会運営委員会".to_owned(),
        meeting: "令和6年第1回定例会".to_owned(),
        resolved_on: "2024-03-22".to_owned(),
        result: "全会一致".to_owned(),
        label: None,
        evidence: vec![],
    }
}

pub(crate) async fn open_cycle(app: &App, by: &Caller, label: &str) -> Uuid {
    let request = request::OpenCycle { label: label.to_owned(), date: None };
    fresh(app.open_cycle(by, PLAN, id(), &request).await).id
}

/// Decides what is left, submits, lets another person approve, and adopts.
pub(crate) async fn adopt(app: &App, by: &Caller) -> Uuid {
    fresh(app.decide_rest(by, PLAN, id(), &request::DecideRest {}).await);
    fresh(app.submit_cycle(by, PLAN, id()).await);
    fresh(app.review_cycle(&staff(), PLAN, id(), &review("approved")).await);
    fresh(app.adopt_cycle(by, PLAN, id(), &resolution()).await).id
}

/// A report of the plan as a file.
pub(crate) async fn printed(
    app: &App,
    by: &Caller,
    query: &DocumentQuery,
    format: FileFormat,
) -> Result<Printed, AppError> {
    let manner = Manner::default();
    let form = InForm { format, manner, language: Language::Japanese };
    let prepared = app.document(by, PLAN, query, form).await?;
    app.print(prepared, manner, &Progress::default()).await
}
