//! `plan`: which plans there are, and what they are made of.

use super::writing::Writing;
use crate::Ended;
use crate::lang::Pick as _;
use crate::print::{self, plans::NamedPlan};
use crate::session::Session;
use app::{App, AppError, request};
use clap::Subcommand;
use projections::report::PlanOverview;

/// `plan …`
#[derive(Debug, Subcommand)]
pub(crate) enum Plan {
    /// 計画の一覧 · list the plans
    List,
    /// 計画の概要 · what a plan is made of
    Show {
        /// 計画 · the plan, by slug or id
        plan: String,
    },
    /// 計画を作る · create a plan without a table
    Create {
        /// 短い名前（英小文字・数字・ハイフン） · its name in addresses and at the command line
        plan: String,
        /// 名称 · its title
        #[arg(long)]
        title: String,
        /// 団体名 · whose plan it is
        #[arg(long, value_name = "NAME")]
        organisation: String,
        /// 全国地方公共団体コード · six digits, such as 122203
        #[arg(long)]
        code: Option<String>,
        #[command(flatten)]
        writing: Writing,
    },
    /// 計画を閉じる · close a plan
    Close {
        /// 計画 · the plan
        plan: String,
        /// 理由 · why
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// 後継の計画 · the plan that continues it
        #[arg(long, value_name = "PLAN")]
        successor: Option<String>,
        #[command(flatten)]
        writing: Writing,
    },
}

impl Plan {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let caller = session.caller();
        let lang = session.lang();
        match self {
            Self::List => {
                let app = session.reading().await?;
                let mut plans = Vec::new();
                for overview in app.plans(&caller).await? {
                    plans.push(named(&app, overview).await?);
                }
                session.answer(&plans, |plans, lang| print::plans::list(plans, lang))?;
            }
            Self::Show { plan } => {
                let app = session.reading().await?;
                let overview = app.plan(&caller, &plan).await?;
                session.answer(&named(&app, overview).await?, print::plans::one)?;
            }
            Self::Create { plan, title, organisation, code, writing } => {
                let request = request::CreatePlan { slug: plan, title, organisation, code };
                let done = session.writing().await?.create_plan(&caller, writing.id(), &request).await?;
                session.recorded(&done, lang.pick("計画を作成しました", "the plan is created"))?;
            }
            Self::Close { plan, reason, successor, writing } => {
                let request = request::ClosePlan { reason, successor };
                let app = session.writing().await?;
                let done = app.close_plan(&caller, &plan, writing.id(), &request).await?;
                session.recorded(&done, lang.pick("計画を閉じました", "the plan is closed"))?;
            }
        }
        Ok(Ended::Done)
    }
}

async fn named(app: &App, overview: PlanOverview) -> Result<NamedPlan, AppError> {
    let slug = match overview.plan.id {
        Some(plan) => app.slug_of(plan).await?,
        None => None,
    };
    Ok(NamedPlan { slug, overview })
}
