//! Commands that ask and change nothing: one for each report.

use super::codes;
use super::look::LookWithCycle;
use crate::Ended;
use crate::print;
use crate::session::Session;
use app::request::Sides;
use clap::{Args, ValueEnum};
use projections::report::{CancelledFilter, SearchText, Started};

/// `table`
#[derive(Debug, Args)]
pub(crate) struct Table {
    /// 計画 · the plan, by slug or id
    plan: String,
    #[command(flatten)]
    look: LookWithCycle,
    /// 担当部署 · the department that answers for it
    #[arg(long, value_name = "TEXT")]
    department: Option<String>,
}

/// `history`
#[derive(Debug, Args)]
pub(crate) struct History {
    /// 計画 · the plan
    plan: String,
    /// 事業の番号または識別子 · the item, by number (1-1-1①) or id
    item: String,
    /// 番号をこの版のものとして読む · the edition whose number it is
    #[arg(long, value_name = "LABEL")]
    edition: Option<String>,
}

/// `compare`
#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// 計画 · the plan
    plan: String,
    /// 旧 · an edition or a cycle by label or id, a day, or `current`
    from: String,
    /// 新 · the same
    to: String,
    /// 担当部署 · the department that answers for it
    #[arg(long, value_name = "TEXT")]
    department: Option<String>,
}

/// `cancelled`
#[derive(Debug, Args)]
pub(crate) struct Cancelled {
    /// 計画（省略時はすべて） · the plan; all of them without
    plan: Option<String>,
    /// 理由の分類 · the class of the reason: cost, 費用, …, or `none`
    #[arg(long, value_name = "CODE")]
    reason: Option<String>,
    /// 見直し · the review cycle that ended it
    #[arg(long, value_name = "LABEL")]
    cycle: Option<String>,
    /// 決定機関 · the body that decided
    #[arg(long, value_name = "TEXT")]
    body: Option<String>,
    /// 担当部署 · the department that answers for it
    #[arg(long, value_name = "TEXT")]
    department: Option<String>,
    /// 文言 · a text in title, reason or remark
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// 実施の有無 · whether it had started
    #[arg(long, value_name = "YES|NO")]
    started: Option<YesNo>,
}

/// Yes or no.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum YesNo {
    /// 実施あり · it ran, wholly or in part
    Yes,
    /// 未実施 · it never ran
    No,
}

/// `overdue`
#[derive(Debug, Args)]
pub(crate) struct Overdue {
    /// 計画 · the plan
    plan: String,
    /// 基準日（省略時は今日） · as of a day; today without
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// 担当部署 · the department that answers for it
    #[arg(long, value_name = "TEXT")]
    department: Option<String>,
}

/// `gaps`
#[derive(Debug, Args)]
pub(crate) struct Gaps {
    /// 計画 · the plan
    plan: String,
    /// 記載漏れがあれば終了コード 1 · exit 1 where anything is missing
    #[arg(long)]
    check: bool,
    /// 担当部署 · the department that answers for it
    #[arg(long, value_name = "TEXT")]
    department: Option<String>,
}

/// `lint`
#[derive(Debug, Args)]
pub(crate) struct Lint {
    /// 計画 · the plan
    plan: String,
}

/// `search`
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// 文言（2文字以上） · the text, two characters and more
    text: String,
    /// 計画（省略時はすべて） · the plan; all of them without
    plan: Option<String>,
    /// 担当部署 · the department that answers for it
    #[arg(long, value_name = "TEXT")]
    department: Option<String>,
}

impl Table {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.reading().await?;
        let mut report = app.table(&session.caller(), &self.plan, &self.look.into()).await?;
        self.department.iter().for_each(|department| report.narrow_to_department(department));
        session.answer(&report, print::table::text)?;
        Ok(Ended::Done)
    }
}

impl History {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.reading().await?;
        let edition = self.edition.as_deref();
        let report = app.history(&session.caller(), &self.plan, &self.item, edition).await?;
        session.answer(&report, print::history::text)?;
        Ok(Ended::Done)
    }
}

impl Compare {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.reading().await?;
        let sides = Sides { from: &self.from, to: &self.to, department: self.department.as_deref() };
        let compared = app.compared(&session.caller(), &self.plan, sides).await?;
        session.answer(&compared.report, print::compare::text)?;
        Ok(Ended::Done)
    }
}

impl Cancelled {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.reading().await?;
        let plan = self.plan.clone();
        let reports = app.cancelled(&session.caller(), plan.as_deref(), &self.filter()?).await?;
        session.answer_each(plan.is_some(), &reports, print::cancelled::text)?;
        Ok(Ended::Done)
    }

    fn filter(self) -> anyhow::Result<CancelledFilter> {
        let Self { plan: _, reason, cycle, body, department, text, started } = self;
        let unclassified = reason.as_deref() == Some("none");
        let code = reason.filter(|_| !unclassified).map(|code| codes::parse("reason", &code)).transpose()?;
        let text =
            text.map(|text| SearchText::parse(&text).map_err(|e| app::AppError::invalid("text", text, e)));
        let started = started.map(|started| match started {
            YesNo::Yes => Started::Yes,
            YesNo::No => Started::No,
        });
        Ok(CancelledFilter { code, unclassified, cycle, body, department, text: text.transpose()?, started })
    }
}

impl Overdue {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.reading().await?;
        let mut report = app.overdue(&session.caller(), &self.plan, self.as_of.as_deref()).await?;
        self.department.iter().for_each(|department| report.narrow(department));
        session.answer(&report, print::overdue::text)?;
        Ok(Ended::Done)
    }
}

impl Gaps {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.reading().await?;
        let mut report = app.gaps(&session.caller(), &self.plan).await?;
        self.department.iter().for_each(|department| report.narrow(department));
        session.answer(&report, print::gaps::text)?;
        let missing = report.gaps.iter().any(|gap| !gap.items.is_empty());
        Ok(if self.check && missing { Ended::Finding } else { Ended::Done })
    }
}

impl Lint {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.reading().await?;
        let report = app.lint(&session.caller(), &self.plan).await?;
        session.answer(&report, print::lint::text)?;
        Ok(if report.findings.is_empty() { Ended::Done } else { Ended::Finding })
    }
}

impl Search {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.reading().await?;
        let mut reports = app.search(&session.caller(), &self.text, self.plan.as_deref()).await?;
        if let Some(department) = &self.department {
            reports.iter_mut().for_each(|report| report.narrow(department));
            reports.retain(|report| self.plan.is_some() || !report.hits.is_empty());
        }
        session.answer_each(self.plan.is_some(), &reports, print::search::text)?;
        Ok(Ended::Done)
    }
}
