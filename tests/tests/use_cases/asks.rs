//! Every use case as a value, so that a story can be told of all of them.

use crate::support::*;
use app::permission::Operation;
use app::{App, AppError, Caller, Done, NewSource, request};
use projections::report::CancelledFilter;
use uuid::Uuid;

/// A change that somebody asks for.
#[derive(Debug, Clone)]
pub(crate) enum Ask {
    Create(request::CreatePlan),
    Close(request::ClosePlan),
    Open(request::OpenCycle),
    Decide(request::Decide),
    DecideRest,
    WithdrawDecision(request::WithdrawDecision),
    Submit,
    Review(request::Review),
    Adopt(request::Adopt),
    Abandon(request::Abandon),
    Publish(String),
    WithdrawEdition(request::WithdrawEdition),
    Correct(request::Correct),
    StateExecution(request::StateExecution),
    Classify(request::Classify),
    Edit(request::Edit),
    AddNode(request::AddNode),
    ReportProgress(request::ReportProgress),
    Source(NewSource),
    Import(app::import::Import),
}

impl Ask {
    /// Which row of the access matrix it needs.
    pub(crate) fn operation(&self) -> Operation {
        match self {
            Self::Create(_) => Operation::CreatePlan,
            Self::Open(_)
            | Self::Decide(_)
            | Self::DecideRest
            | Self::WithdrawDecision(_)
            | Self::Submit
            | Self::Abandon(_) => Operation::Decide,
            Self::Review(_) => Operation::Review,
            Self::Adopt(_) | Self::Publish(_) | Self::WithdrawEdition(_) => Operation::Adopt,
            Self::Close(_)
            | Self::Correct(_)
            | Self::StateExecution(_)
            | Self::Classify(_)
            | Self::Edit(_)
            | Self::AddNode(_)
            | Self::ReportProgress(_)
            | Self::Source(_)
            | Self::Import(_) => Operation::Edit,
        }
    }
}

/// Asks for a change of a plan.
pub(crate) async fn ask(app: &App, by: &Caller, plan: &str, id: Uuid, what: &Ask) -> Result<Done, AppError> {
    match what {
        Ask::Create(request) => app.create_plan(by, id, request).await,
        Ask::Close(request) => app.close_plan(by, plan, id, request).await,
        Ask::Open(request) => app.open_cycle(by, plan, id, request).await,
        Ask::Decide(request) => app.decide(by, plan, id, request).await,
        Ask::DecideRest => app.decide_rest(by, plan, id, &request::DecideRest {}).await,
        Ask::WithdrawDecision(request) => app.withdraw_decision(by, plan, id, request).await,
        Ask::Submit => app.submit_cycle(by, plan, id).await,
        Ask::Review(request) => app.review_cycle(by, plan, id, request).await,
        Ask::Adopt(request) => app.adopt_cycle(by, plan, id, request).await,
        Ask::Abandon(request) => app.abandon_cycle(by, plan, id, request).await,
        Ask::Publish(edition) => app.publish_edition(by, plan, id, edition).await,
        Ask::WithdrawEdition(request) => app.withdraw_edition(by, plan, id, request).await,
        Ask::Correct(request) => app.correct_edition(by, plan, id, request).await,
        Ask::StateExecution(request) => app.state_execution(by, plan, id, request).await,
        Ask::Classify(request) => app.classify_reason(by, plan, id, request).await,
        Ask::Edit(request) => app.edit_node(by, plan, id, request).await,
        Ask::AddNode(request) => app.add_node(by, plan, id, request).await,
        Ask::ReportProgress(request) => app.report_progress(by, plan, id, request).await,
        Ask::Source(file) => app.register_source(by, plan, id, file).await,
        Ask::Import(import) => {
            let import = app::import::Import { plan: plan.to_owned(), ..import.clone() };
            Ok(app.import(by, id, &import).await?.done.expect("a story imports what changes something"))
        }
    }
}

pub(crate) fn open_next() -> Ask {
    Ask::Open(request::OpenCycle { label: NEXT.into(), date: None })
}

pub(crate) fn edit(item: &str, field: &str, text: &str, on: Option<&str>) -> Ask {
    Ask::Edit(request::Edit {
        item: item.into(),
        field: field.into(),
        text: text.into(),
        kind: None,
        on: on.map(Into::into),
        seen: None,
    })
}

pub(crate) fn correct(edition: &str, column: &str, corrected: &str) -> Ask {
    Ask::Correct(request::Correct {
        edition: edition.into(),
        item: "2-1".into(),
        column: column.into(),
        kind: "正誤".into(),
        seen: None,
        corrected: corrected.into(),
        reason: "誤植".into(),
        evidence: vec![],
    })
}

pub(crate) fn withdraw(edition: &str, kind: &str) -> Ask {
    Ask::WithdrawEdition(request::WithdrawEdition {
        edition: edition.into(),
        kind: kind.into(),
        reason: "公開前の確認が済んでいないため".into(),
        authority: "議長".into(),
    })
}

pub(crate) fn take_back(item: &str) -> Ask {
    let reason = "再検討".into();
    Ask::WithdrawDecision(request::WithdrawDecision { decision: None, item: item.into(), reason })
}

pub(crate) fn execution() -> Ask {
    let (extent, grounds) = ("ran".into(), "議事録による".into());
    Ask::StateExecution(request::StateExecution { item: "1-2".into(), extent, grounds, evidence: vec![] })
}

pub(crate) fn classify() -> Ask {
    Ask::Classify(request::Classify { item: "1-2".into(), decision: None, codes: vec!["cost".into()] })
}

pub(crate) fn add(label: &str) -> Ask {
    let (kind, parent, title) = ("item".into(), Some("1".into()), "要約".into());
    Ask::AddNode(request::AddNode { kind, parent, label: Some(label.into()), title })
}

pub(crate) fn progress() -> Ask {
    let (bullets, reported_on) = (vec!["機器を更新しました。".into()], "2022-05-01".into());
    Ask::ReportProgress(request::ReportProgress { item: "1-1".into(), period: None, bullets, reported_on })
}

pub(crate) fn source() -> Ask {
    let (name, media_type) = ("議事録.pdf".into(), "application/pdf".into());
    Ask::Source(NewSource { name, media_type, bytes: b"%PDF-1.7".to_vec() })
}

pub(crate) fn close() -> Ask {
    Ask::Close(request::ClosePlan { reason: "計画期間の終了".into(), successor: None })
}

pub(crate) fn create(slug: &str) -> Ask {
    let (title, organisation) = ("計画".into(), "試験市議会".into());
    Ask::Create(request::CreatePlan { slug: slug.into(), title, organisation, code: None })
}

pub(crate) fn abandon() -> Ask {
    Ask::Abandon(request::Abandon { reason: "見直しの中止".into() })
}

/// One of each change of a plan.
pub(crate) fn changes() -> Vec<Ask> {
    vec![
        Ask::Import(text(TABLE)),
        open_next(),
        Ask::Decide(decide("2-1", "継続中")),
        Ask::DecideRest,
        take_back("2-1"),
        Ask::Submit,
        Ask::Review(review("approved")),
        Ask::Adopt(resolution()),
        Ask::Publish(EDITION.into()),
        withdraw(EDITION, "unpublish"),
        correct(EDITION, "備考", "済み"),
        execution(),
        classify(),
        edit("2-1", "remark", "準備", None),
        add("1-9. "),
        progress(),
        source(),
        abandon(),
        close(),
    ]
}

/// Every question about a plan by its name, each answer as JSON.
pub(crate) async fn questions(
    app: &App,
    by: &Caller,
    plan: &str,
    names: &Names,
) -> Vec<(&'static str, Operation, Result<String, AppError>)> {
    use Operation::{ReadDraft, ReadHistory, ReadPublished};
    fn json<T: serde::Serialize>(answer: Result<T, AppError>) -> Result<String, AppError> {
        answer.map(|answer| serde_json::to_string(&answer).unwrap())
    }
    let look = request::Look::default();
    let recorded = request::Look { recorded_at: Some("2100-01-01T00:00:00Z".into()), ..look.clone() };
    let filter = CancelledFilter::default();
    let entries = app.events(by, plan, 0, 1000).await.map(|entries| format!("{entries:?}"));
    let cycle = Some(names.cycle.as_str());
    vec![
        ("plan", ReadPublished, json(app.plan(by, plan).await)),
        ("table", ReadPublished, json(app.table(by, plan, &look).await)),
        ("edition", ReadPublished, json(app.table(by, plan, &of_edition(&names.edition)).await)),
        ("as of", ReadPublished, json(app.table(by, plan, &of_day("令和8年3月")).await)),
        ("recorded", ReadPublished, json(app.table(by, plan, &recorded).await)),
        ("report", ReadPublished, json(app.report(by, plan, &look, None).await)),
        ("grid", ReadPublished, json(app.grid(by, plan, &look, None).await)),
        ("cards", ReadPublished, json(app.cards(by, plan, &look, None).await)),
        ("history", ReadPublished, json(app.history(by, plan, "1-2", None).await)),
        ("compare", ReadPublished, json(app.compare(by, plan, EDITION, "current").await)),
        ("cancelled", ReadPublished, json(app.cancelled(by, Some(plan), &filter).await)),
        ("overdue", ReadPublished, json(app.overdue(by, plan, Some("令和8年3月")).await)),
        ("gaps", ReadPublished, json(app.gaps(by, plan).await)),
        ("lint", ReadDraft, json(app.lint(by, plan).await)),
        ("lineage", ReadPublished, json(app.lineage(by, plan).await)),
        ("departments", ReadPublished, json(app.departments(by, plan, Some("令和8年3月")).await)),
        ("cycle", ReadPublished, json(app.cycle(by, plan, cycle).await)),
        ("search", ReadPublished, json(app.search(by, "中止", Some(plan)).await)),
        ("source", ReadPublished, app.source(by, plan, &names.source).await.map(|s| s.name)),
        ("no source", ReadPublished, app.source(by, plan, "x").await.map(|source| source.name)),
        ("events", ReadHistory, entries),
    ]
}

/// What questions about a plan name in it.
pub(crate) struct Names {
    pub(crate) edition: String,
    pub(crate) cycle: String,
    pub(crate) source: String,
}

pub(crate) async fn names(app: &App, plan: &str) -> Names {
    let overview = app.plan(&Caller::operator("試験"), plan).await.unwrap();
    Names {
        edition: overview.editions[0].id.to_string(),
        cycle: overview.cycles.last().unwrap().cycle.id.to_string(),
        source: overview.sources[0].source.to_string(),
    }
}
