//! `cycle decide` and `cycle withdraw-decision`.

use crate::Ended;
use crate::command::evidence::Evidence;
use crate::command::writing::Writing;
use crate::lang::Pick as _;
use crate::session::Session;
use app::request;
use clap::Args;

/// `cycle decide`
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("outcome").required(true))]
pub(crate) struct Decide {
    /// 計画 · the plan
    plan: String,
    /// 事業の番号または識別子 · the item, by number or id
    #[arg(required_unless_present = "rest_unchanged", conflicts_with = "rest_unchanged")]
    item: Option<String>,
    /// 変更なし · it stays as it is
    #[arg(long, group = "outcome")]
    unchanged: bool,
    /// 残りの事業をすべて変更なしとする · every item without a decision stays as it is
    #[arg(long, group = "outcome")]
    rest_unchanged: bool,
    /// 状況 · the status from now on, in a word of the plan
    #[arg(long, value_name = "WORD", group = "outcome")]
    status: Option<String>,
    #[command(flatten)]
    details: Details,
    #[command(flatten)]
    evidence: Evidence,
    #[command(flatten)]
    writing: Writing,
}

/// What a decision says besides the status.
#[derive(Debug, Args)]
struct Details {
    /// 効力の生じる時期 · from when it holds
    #[arg(long, value_name = "DATE", conflicts_with = "rest_unchanged")]
    effective: Option<String>,
    /// 理由の分類 · a class of the reason: cost, 費用, …
    #[arg(long = "code", value_name = "CODE", conflicts_with = "rest_unchanged")]
    codes: Vec<String>,
    /// 理由 · why, in words
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["rest_unchanged", "no_reason_in_source"])]
    reason: Option<String>,
    /// 原資料に理由記載なし · the document gives no reason
    #[arg(long, conflicts_with = "rest_unchanged")]
    no_reason_in_source: bool,
    /// 備考 · the remark from now on
    #[arg(long, value_name = "TEXT", conflicts_with = "rest_unchanged")]
    remark: Option<String>,
    /// 実施時期 · the schedule from now on
    #[arg(long, value_name = "DATE", conflicts_with = "rest_unchanged")]
    schedule: Option<String>,
    /// 決定機関 · the body that decided, where that is known before adoption
    #[arg(long, value_name = "NAME", conflicts_with = "rest_unchanged")]
    body: Option<String>,
    /// 決定日 · the day of the decision, where that is known before adoption
    #[arg(long, value_name = "DATE", conflicts_with = "rest_unchanged")]
    decided_on: Option<String>,
    /// 確認した行の改訂番号 · the revision of the row that was read
    #[arg(long, value_name = "REV", conflicts_with = "rest_unchanged")]
    seen: Option<u64>,
}

/// `cycle withdraw-decision`
#[derive(Debug, Args)]
pub(crate) struct WithdrawDecision {
    /// 計画 · the plan
    plan: String,
    /// 事業の番号または識別子 · the item, by number or id
    item: String,
    /// 理由 · why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    writing: Writing,
}

impl Decide {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, item, unchanged, rest_unchanged: _, status, details, evidence, writing } = self;
        let (app, caller, id) = (session.writing().await?, session.caller(), writing.id());
        let lang = session.lang();
        let Some(item) = item else {
            let done = app.decide_rest(&caller, &plan, id, &request::DecideRest::default()).await?;
            let what = lang.pick("残りの事業を変更なしとしました", "every other item is decided: no change");
            session.recorded(&done, what)?;
            return Ok(Ended::Done);
        };
        let evidence = evidence.register(&app, &caller, &plan, id).await?;
        let codes = details.codes.iter().map(|code| crate::command::codes::name(code)).collect();
        let what = lang.pick(format!("{item} の決定を記録しました"), format!("{item} is decided"));
        let request = request::Decide {
            item,
            unchanged,
            status,
            effective: details.effective,
            codes,
            reason: details.reason,
            no_reason_in_source: details.no_reason_in_source,
            body: details.body,
            decided_on: details.decided_on,
            evidence,
            remark: details.remark,
            schedule: details.schedule,
            seen: details.seen,
        };
        let done = app.decide(&caller, &plan, id, &request).await?;
        session.recorded(&done, &what)?;
        Ok(Ended::Done)
    }
}

impl WithdrawDecision {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, item, reason, writing } = self;
        let (app, caller) = (session.writing().await?, session.caller());
        let request = request::WithdrawDecision { decision: None, item, reason };
        let done = app.withdraw_decision(&caller, &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("決定を取り下げました", "the decision is withdrawn"))?;
        Ok(Ended::Done)
    }
}
