//! `progress`: 実施状況 between cycles.

use super::writing::Writing;
use crate::Ended;
use crate::lang::Pick as _;
use crate::session::Session;
use app::request;
use clap::Args;

/// `progress`
#[derive(Debug, Args)]
pub(crate) struct Progress {
    /// 計画 · the plan
    plan: String,
    /// 事業の番号または識別子 · the item, by number or id
    item: String,
    /// 実施状況（一行ずつ） · what was done, a line each
    #[arg(required = true, value_name = "BULLET")]
    bullets: Vec<String>,
    /// 報告日 · on which day
    #[arg(long, value_name = "DATE")]
    on: String,
    /// 対象期間 · over which time
    #[arg(long, value_name = "TEXT")]
    period: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Progress {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, item, bullets, on, period, writing } = self;
        let app = session.writing().await?;
        let request = request::ReportProgress { item, period, bullets, reported_on: on };
        let done = app.report_progress(&session.caller(), &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("進捗を記録しました", "the progress is recorded"))?;
        Ok(Ended::Done)
    }
}
