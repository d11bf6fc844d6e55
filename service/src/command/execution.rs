//! `execution` and `classify`: what a person adds to the record of an item afterwards.

use super::evidence::Evidence;
use super::writing::Writing;
use crate::Ended;
use crate::lang::Pick as _;
use crate::session::Session;
use app::request;
use clap::Args;

/// `execution`
#[derive(Debug, Args)]
pub(crate) struct Execution {
    /// 計画 · the plan
    plan: String,
    /// 事業の番号または識別子 · the item, by number or id
    item: String,
    /// 未実施・一部実施・実施 · never, partly or ran
    extent: String,
    /// 根拠 · on what grounds
    #[arg(long, value_name = "TEXT")]
    grounds: String,
    #[command(flatten)]
    evidence: Evidence,
    #[command(flatten)]
    writing: Writing,
}

/// `classify`
#[derive(Debug, Args)]
pub(crate) struct Classify {
    /// 計画 · the plan
    plan: String,
    /// 事業の番号または識別子 · the item, by number or id
    item: String,
    /// 理由の分類 · classes of the reason: cost, 費用, …
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
    /// 決定（省略時は現在の状況のもの） · the decision; that of the current status without
    #[arg(long, value_name = "ID")]
    decision: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Execution {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, item, extent, grounds, evidence, writing } = self;
        let (app, caller, id) = (session.writing().await?, session.caller(), writing.id());
        let evidence = evidence.register(&app, &caller, &plan, id).await?;
        let request = request::StateExecution { item, extent, grounds, evidence };
        let done = app.state_execution(&caller, &plan, id, &request).await?;
        session
            .recorded(&done, session.lang().pick("実施の有無を記録しました", "the execution is stated"))?;
        Ok(Ended::Done)
    }
}

impl Classify {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, item, codes, decision, writing } = self;
        let app = session.writing().await?;
        let codes = codes.iter().map(|code| crate::command::codes::name(code)).collect();
        let request = request::Classify { item, decision, codes };
        let done = app.classify_reason(&session.caller(), &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("理由を分類しました", "the reason is classified"))?;
        Ok(Ended::Done)
    }
}
