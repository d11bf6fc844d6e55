//! `cycle`: a live review cycle from its opening to its publication.

mod decide;

use super::evidence::Evidence;
use super::writing::Writing;
use crate::Ended;
use crate::lang::Pick as _;
use crate::print;
use crate::session::Session;
use app::request;
use clap::{Args, Subcommand};

/// `cycle …`
#[derive(Debug, Subcommand)]
pub(crate) enum Cycle {
    /// 見直しを始める · open a live cycle
    Open(Open),
    /// 見直しの経過 · where a cycle stands
    Show(Show),
    /// 事業を決定する · decide about an item
    Decide(decide::Decide),
    /// 決定を取り下げる · take a decision back
    WithdrawDecision(decide::WithdrawDecision),
    /// 付議する · submit the cycle for review
    Submit(Submit),
    /// 承認または差戻し · approve or return
    Review(Review),
    /// 議決を記録する · record the body's resolution
    Adopt(Adopt),
    /// 版を公表する · publish an edition
    Publish(Publish),
    /// 見直しを取りやめる · end the cycle without a resolution
    Abandon(Abandon),
}

/// `cycle open`
#[derive(Debug, Args)]
pub(crate) struct Open {
    /// 計画 · the plan
    plan: String,
    /// 名称（令和6年3月など） · what it is called, which is also its date
    label: String,
    /// 時期（名称が日付でないとき） · its date, where the label is none
    #[arg(long)]
    date: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// `cycle show`
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// 計画 · the plan
    plan: String,
    /// 見直し（省略時は進行中のもの） · the cycle, by label or id; the live one without
    cycle: Option<String>,
    /// 担当部署 · the department that answers for it
    #[arg(long, value_name = "TEXT")]
    department: Option<String>,
}

/// `cycle submit`
#[derive(Debug, Args)]
pub(crate) struct Submit {
    /// 計画 · the plan
    plan: String,
    #[command(flatten)]
    writing: Writing,
}

/// `cycle review`
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("verdict").required(true))]
pub(crate) struct Review {
    /// 計画 · the plan
    plan: String,
    /// 承認 · approve
    #[arg(long, group = "verdict")]
    approve: bool,
    /// 差戻し · return
    #[arg(long = "return", group = "verdict")]
    send_back: bool,
    /// 対象の事業（省略時は全体） · the items that are meant; the whole cycle without
    #[arg(long = "item", value_name = "ITEM")]
    items: Vec<String>,
    /// 意見（差戻しには必要） · in words; a return needs it
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
    /// 確認した内容の要約値 · the digest of what was read
    #[arg(long, value_name = "SHA-256")]
    digest: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// `cycle adopt`
#[derive(Debug, Args)]
pub(crate) struct Adopt {
    /// 計画 · the plan
    plan: String,
    /// 議決機関 · which body
    #[arg(long, value_name = "NAME")]
    body: String,
    /// 会議 · at which meeting
    #[arg(long, value_name = "NAME")]
    meeting: String,
    /// 議決日 · on which day
    #[arg(long, value_name = "DATE")]
    on: String,
    /// 結果（全会一致、賛成多数など） · with what result
    #[arg(long, value_name = "TEXT")]
    result: String,
    /// 版の名称（省略時は見直しの名称） · what the edition is called
    #[arg(long)]
    label: Option<String>,
    #[command(flatten)]
    evidence: Evidence,
    #[command(flatten)]
    writing: Writing,
}

/// `cycle publish`
#[derive(Debug, Args)]
pub(crate) struct Publish {
    /// 計画 · the plan
    plan: String,
    /// 版 · the edition, by label or id
    edition: String,
    #[command(flatten)]
    writing: Writing,
}

/// `cycle abandon`
#[derive(Debug, Args)]
pub(crate) struct Abandon {
    /// 計画 · the plan
    plan: String,
    /// 理由 · why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    writing: Writing,
}

impl Cycle {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        match self {
            Self::Open(command) => command.run(session).await,
            Self::Show(command) => command.run(session).await,
            Self::Decide(command) => command.run(session).await,
            Self::WithdrawDecision(command) => command.run(session).await,
            Self::Submit(command) => command.run(session).await,
            Self::Review(command) => command.run(session).await,
            Self::Adopt(command) => command.run(session).await,
            Self::Publish(command) => command.run(session).await,
            Self::Abandon(command) => command.run(session).await,
        }
    }
}

impl Open {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, label, date, writing } = self;
        let app = session.writing().await?;
        let request = request::OpenCycle { label, date };
        let done = app.open_cycle(&session.caller(), &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("見直しを始めました", "the cycle is open"))?;
        Ok(Ended::Done)
    }
}

impl Show {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.reading().await?;
        let mut report = app.cycle(&session.caller(), &self.plan, self.cycle.as_deref()).await?;
        self.department.iter().for_each(|department| report.narrow(department));
        session.answer(&report, print::cycle::text)?;
        Ok(Ended::Done)
    }
}

impl Submit {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.writing().await?;
        let done = app.submit_cycle(&session.caller(), &self.plan, self.writing.id()).await?;
        session.recorded(&done, session.lang().pick("付議しました", "the cycle is submitted"))?;
        Ok(Ended::Done)
    }
}

impl Review {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, approve, send_back: _, items, comment, digest, writing } = self;
        let app = session.writing().await?;
        let verdict = if approve { "approved" } else { "returned" };
        let request = request::Review { verdict: verdict.to_owned(), items, comment, digest };
        let done = app.review_cycle(&session.caller(), &plan, writing.id(), &request).await?;
        let lang = session.lang();
        let what = if approve {
            lang.pick("承認しました", "approved")
        } else {
            lang.pick("差し戻しました", "returned")
        };
        session.recorded(&done, what)?;
        Ok(Ended::Done)
    }
}

impl Adopt {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, body, meeting, on, result, label, evidence, writing } = self;
        let (app, caller, id) = (session.writing().await?, session.caller(), writing.id());
        let evidence = evidence.register(&app, &caller, &plan, id).await?;
        let request = request::Adopt { body, meeting, resolved_on: on, result, label, evidence };
        let done = app.adopt_cycle(&caller, &plan, id, &request).await?;
        let what = "議決を記録しました。この見直しの表が版になりました";
        session.recorded(
            &done,
            session.lang().pick(what, "the resolution is recorded; the table is an edition"),
        )?;
        Ok(Ended::Done)
    }
}

impl Publish {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let (app, caller) = (session.writing().await?, session.caller());
        let done = app.publish_edition(&caller, &self.plan, self.writing.id(), &self.edition).await?;
        let look = request::Look { edition: Some(self.edition), ..request::Look::default() };
        let edition = app.table(&caller, &self.plan, &look).await?.edition;
        let address = edition.and_then(|edition| edition.published).unwrap_or_default();
        let lang = session.lang();
        let what =
            lang.pick(format!("公表しました: {address}"), format!("the edition is published: {address}"));
        session.recorded(&done, &what)?;
        Ok(Ended::Done)
    }
}

impl Abandon {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.writing().await?;
        let request = request::Abandon { reason: self.reason };
        let done = app.abandon_cycle(&session.caller(), &self.plan, self.writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("見直しを取りやめました", "the cycle is abandoned"))?;
        Ok(Ended::Done)
    }
}
