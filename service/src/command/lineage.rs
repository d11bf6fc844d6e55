//! `lineage`: how items of editions and of plans belong together.

use super::writing::Writing;
use crate::Ended;
use crate::lang::Pick as _;
use crate::print;
use crate::session::Session;
use app::request::{self, LineageEnd};
use clap::{Args, Subcommand};

/// `lineage …`
#[derive(Debug, Subcommand)]
pub(crate) enum Lineage {
    /// 系譜の一覧と候補 · list the links, and what looks likely
    List {
        /// 計画 · the plan
        plan: String,
        /// 前の計画からの候補だけ · only what looks as if it continued that plan
        #[arg(long, value_name = "PLAN")]
        before: Option<String>,
    },
    /// つながりを記録する · state how items belong together
    State(State),
    /// 推定を確認済みとする · confirm what was inferred
    Confirm {
        /// 計画 · the plan
        plan: String,
        /// 系譜の識別子 · the link, by its id
        link: String,
        /// 理由 · why it is so
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        writing: Writing,
    },
    /// 前の計画と名称が一致する事業を推定として記録する · infer by equal titles what continues the plan before
    Infer {
        /// 計画 · the plan
        plan: String,
        /// 前の計画 · the plan before
        #[arg(long, value_name = "PLAN")]
        from: String,
        #[command(flatten)]
        writing: Writing,
    },
    /// 関連付けを取り消す · retract a link; it stays in the history
    Retract {
        /// 計画 · the plan
        plan: String,
        /// 関連付けの識別子 · the link, by its id
        link: String,
        /// 理由 · why it does not hold
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        writing: Writing,
    },
}

/// `lineage state`
#[derive(Debug, Args)]
pub(crate) struct State {
    /// 計画 · the plan
    plan: String,
    /// 種類（統合 など） · same, retitled, renumbered, both, moved, merged, split, new, abolished, revived or related
    #[arg(value_name = "KIND")]
    kind: String,
    /// 前（[計画:]番号[@版]、繰り返し可） · before: [PLAN:]ITEM[@EDITION], once or more
    #[arg(long, value_name = "ITEM", value_parser = end)]
    from: Vec<LineageEnd>,
    /// 後（[計画:]番号[@版]、繰り返し可） · after: [PLAN:]ITEM[@EDITION], once or more
    #[arg(long, value_name = "ITEM", value_parser = end)]
    to: Vec<LineageEnd>,
    /// 確度（明記・推定・確認済み） · stated, inferred or confirmed
    #[arg(long, value_name = "WORD")]
    certainty: Option<String>,
    /// 資料の記載・理由 · as printed, or why it is so
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Lineage {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let (caller, lang) = (session.caller(), session.lang());
        match self {
            Self::List { plan, before } => {
                let app = session.reading().await?;
                let report = match before {
                    Some(before) => app.suggested_lineage(&caller, &plan, &before).await?,
                    None => app.lineage(&caller, &plan).await?,
                };
                session.answer(&report, print::lineage::text)?;
            }
            Self::State(command) => command.run(session).await?,
            Self::Confirm { plan, link, note, writing } => {
                let request = request::ConfirmLineage { link, note };
                let app = session.writing().await?;
                let done = app.confirm_lineage(&caller, &plan, writing.id(), &request).await?;
                session.recorded(&done, lang.pick("確認済みとしました", "it is confirmed"))?;
            }
            Self::Infer { plan, from, writing } => {
                let request = request::InferLineage { from };
                let app = session.writing().await?;
                let done = app.infer_lineage(&caller, &plan, writing.id(), &request).await?;
                session.recorded(&done, lang.pick("推定として記録しました", "it is stated as inferred"))?;
            }
            Self::Retract { plan, link, reason, writing } => {
                let request = request::RetractLink { link, reason };
                let app = session.writing().await?;
                let done = app.retract_link(&caller, &plan, writing.id(), &request).await?;
                session.recorded(&done, lang.pick("関連付けを取り消しました", "the link is retracted"))?;
            }
        }
        Ok(Ended::Done)
    }
}

impl State {
    async fn run(self, session: &Session) -> anyhow::Result<()> {
        let Self { plan, kind, from, to, certainty, note, writing } = self;
        let request = request::StateLineage { kind, from, to, certainty, note };
        let app = session.writing().await?;
        let done = app.state_lineage(&session.caller(), &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("系譜を記録しました", "the lineage is stated"))
    }
}

/// `[PLAN:]ITEM[@EDITION]`. No slug and no number has a colon or an at sign.
fn end(text: &str) -> Result<LineageEnd, String> {
    let (plan, rest) = text.split_once(':').map_or((None, text), |(plan, rest)| (Some(plan), rest));
    let (item, edition) = rest.split_once('@').map_or((rest, None), |(item, at)| (item, Some(at)));
    if item.is_empty() {
        return Err("[PLAN:]ITEM[@EDITION]".to_owned());
    }
    Ok(LineageEnd {
        item: item.to_owned(),
        edition: edition.map(str::to_owned),
        plan: plan.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, plan: Option<&str>, item: &str, edition: Option<&str>) {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let expected = LineageEnd { item: item.to_owned(), edition: own(edition), plan: own(plan) };
        assert_eq!(end(text), Ok(expected));
    }

    #[test]
    fn an_item_is_named_by_plan_and_edition_where_these_are_others() {
        check("1-1-1①", None, "1-1-1①", None);
        check("6-2@令和3年3月", None, "6-2", Some("令和3年3月"));
        check("ict-2010:3@平成23年度", Some("ict-2010"), "3", Some("平成23年度"));
        assert!(end("ict-2010:").is_err() && end("@令和3年3月").is_err());
    }
}
