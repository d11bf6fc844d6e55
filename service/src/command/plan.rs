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
    /// 名称・対象年度・期間を記録する · say what a plan is; what is left out stays
    Describe {
        /// 計画 · the plan
        plan: String,
        /// 名称 · its title
        #[arg(long)]
        title: Option<String>,
        /// 対象年度（平成29～31年度 など） · which fiscal years it covers
        #[arg(long, value_name = "YEARS")]
        years: Option<String>,
        /// 期間（前期 または 前期=平成29～31年度、繰り返し可） · its periods: NAME or NAME=YEARS, once or more
        #[arg(long = "period", value_name = "NAME=YEARS", value_parser = period)]
        periods: Vec<request::Period>,
        #[command(flatten)]
        writing: Writing,
    },
    /// 表の印刷の体裁を記録する · say how the plan's table is printed
    Layout {
        /// 計画 · the plan
        plan: String,
        /// 用紙の向き · landscape or portrait
        #[arg(long, value_name = "横|縦")]
        orientation: Option<String>,
        /// 用紙 · a4 or a3
        #[arg(long, value_name = "A4|A3")]
        paper: Option<String>,
        /// 列の幅（備考=350、全体を1000とする。繰り返し可） · HEADING=SHARE of 1000, once or more
        #[arg(long = "width", value_name = "HEADING=SHARE", value_parser = width)]
        widths: Vec<request::ColumnWidth>,
        #[command(flatten)]
        writing: Writing,
    },
    /// 他の計画との関係を記録する · say how another plan stands to it
    Link {
        /// 計画 · the plan
        plan: String,
        /// 上位計画・前計画・後継計画 · parent, predecessor or successor
        relation: String,
        /// 相手の計画 · the other plan, by slug or id
        #[arg(required_unless_present = "citation")]
        other: Option<String>,
        /// この台帳にない計画の名称 · a plan that is not in this register, in words
        #[arg(long, value_name = "TEXT", conflicts_with = "other")]
        citation: Option<String>,
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
            Self::Describe { plan, title, years, periods, writing } => {
                let request = request::DescribePlan { title, years, periods };
                let app = session.writing().await?;
                let done = app.describe_plan(&caller, &plan, writing.id(), &request).await?;
                session.recorded(&done, lang.pick("計画の概要を記録しました", "the plan is described"))?;
            }
            Self::Layout { plan, orientation, paper, widths, writing } => {
                let request = request::LayOut { orientation, paper, widths };
                let done = session.writing().await?.lay_out(&caller, &plan, writing.id(), &request).await?;
                session.recorded(&done, lang.pick("印刷の体裁を記録しました", "the layout is recorded"))?;
            }
            Self::Link { plan, relation, other, citation, writing } => {
                let request = request::LinkPlan { relation, plan: other, citation };
                let app = session.writing().await?;
                let done = app.link_plan(&caller, &plan, writing.id(), &request).await?;
                session.recorded(&done, lang.pick("計画の関係を記録しました", "the relation is recorded"))?;
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

/// `NAME` or `NAME=YEARS`.
fn period(text: &str) -> Result<request::Period, String> {
    let (name, years) = text.split_once('=').map_or((text, None), |(name, years)| (name, Some(years)));
    Ok(request::Period { name: name.to_owned(), years: years.map(str::to_owned) })
}

fn width(text: &str) -> Result<request::ColumnWidth, String> {
    let accepted = "HEADING=SHARE, such as 備考=350";
    let (column, width) = text.rsplit_once('=').ok_or(accepted)?;
    Ok(request::ColumnWidth { column: column.to_owned(), width: width.parse().map_err(|_| accepted)? })
}

async fn named(app: &App, overview: PlanOverview) -> Result<NamedPlan, AppError> {
    let slug = match overview.plan.id {
        Some(plan) => app.slug_of(plan).await?,
        None => None,
    };
    Ok(NamedPlan { slug, overview })
}
