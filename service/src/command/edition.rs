//! `edition` and `correct`: what is said about an edition after it was printed or adopted.

use super::evidence::Evidence;
use super::writing::Writing;
use crate::Ended;
use crate::lang::Pick as _;
use crate::session::Session;
use app::request;
use clap::{Args, Subcommand};

/// `edition …`
#[derive(Debug, Subcommand)]
pub(crate) enum Edition {
    /// 版を取り下げる · withdraw an edition; nothing is deleted
    Withdraw(Withdraw),
}

/// `edition withdraw`
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("how").required(true))]
pub(crate) struct Withdraw {
    /// 計画 · the plan
    plan: String,
    /// 版 · the edition, by label or id
    edition: String,
    /// 誤った取込みとして無効にする · it was imported by mistake and never counts
    #[arg(long, group = "how")]
    void: bool,
    /// 公表をやめる · it is no longer public
    #[arg(long, group = "how")]
    unpublish: bool,
    /// 理由 · why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// 決定者 · who decided it
    #[arg(long, value_name = "NAME")]
    authority: String,
    #[command(flatten)]
    writing: Writing,
}

/// `correct`
#[derive(Debug, Args)]
pub(crate) struct Correct {
    /// 計画 · the plan
    plan: String,
    /// 版 · the edition, by label or id
    edition: String,
    /// 事業の番号または識別子 · the item, by number in that edition or id
    item: String,
    /// 列の見出し · the column, by its heading or id
    column: String,
    /// 正しい文言 · what the cell should say
    text: String,
    /// 誤字訂正・表記統一・内容変更・正誤・転記訂正 · typo, wording, substance, erratum or transcription
    #[arg(long, value_name = "KIND")]
    kind: String,
    /// 理由 · why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// 確認した現在の文言 · what the cell says, as it was read
    #[arg(long, value_name = "TEXT")]
    seen: Option<String>,
    #[command(flatten)]
    evidence: Evidence,
    #[command(flatten)]
    writing: Writing,
}

impl Edition {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        match self {
            Self::Withdraw(command) => command.run(session).await,
        }
    }
}

impl Withdraw {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, edition, void, unpublish: _, reason, authority, writing } = self;
        let kind = if void { "void" } else { "unpublish" }.to_owned();
        let app = session.writing().await?;
        let request = request::WithdrawEdition { edition, kind, reason, authority };
        let done = app.withdraw_edition(&session.caller(), &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("版を取り下げました", "the edition is withdrawn"))?;
        Ok(Ended::Done)
    }
}

impl Correct {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, edition, item, column, text, kind, reason, seen, evidence, writing } = self;
        let (app, caller, id) = (session.writing().await?, session.caller(), writing.id());
        let evidence = evidence.register(&app, &caller, &plan, id).await?;
        let request =
            request::Correct { edition, item, column, kind, seen, corrected: text, reason, evidence };
        let done = app.correct_edition(&caller, &plan, id, &request).await?;
        session.recorded(&done, session.lang().pick("訂正を記録しました", "the correction is recorded"))?;
        Ok(Ended::Done)
    }
}
