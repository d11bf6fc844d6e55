//! `comments …`: public comments.

use super::OfPlan;
use super::import::{described, files};
use super::writing::Writing;
use crate::Ended;
use crate::lang::Pick as _;
use crate::print;
use crate::session::Session;
use app::import::OpinionsImport;
use app::request;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `comments …`
#[derive(Debug, Subcommand)]
pub(crate) enum Comments {
    /// 意見募集と意見の表を取り込む · import a consultation and its table of opinions
    Import(Import),
    /// 意見と考え方の一覧 · the opinions and their answers
    List(List),
    /// 意見への考え方を記録する · answer an opinion
    Answer(Answer),
    /// 募集を終了する · no longer take opinions
    Close(Close),
    /// 区分別・方法別の件数 · counts by disposition and by channel
    Report(OfPlan),
}

/// `comments import`
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// 計画 · the plan
    plan: String,
    /// 意見の表（xlsx・CSV・TSV） · the table of opinions; without it the consultation alone is recorded
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// 意見募集の定義ファイル（TOML の [consultation]） · a file that says what the consultation was
    #[arg(long, value_name = "FILE")]
    about: PathBuf,
    /// 意見募集の識別子（期間の表記が変わる場合） · the consultation by its id, where its period reads otherwise
    #[arg(long, value_name = "ID")]
    consultation: Option<String>,
    /// 読み取った内容を表示し、何も書き込まない · show what was understood, write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    writing: Writing,
}

/// `comments list`
#[derive(Debug, Args)]
pub(crate) struct List {
    /// 計画 · the plan
    plan: String,
    /// 考え方のない意見だけ · only those without an answer
    #[arg(long)]
    unanswered: bool,
}

/// `comments answer`
#[derive(Debug, Args)]
pub(crate) struct Answer {
    /// 計画 · the plan
    plan: String,
    /// 意見の番号または識別子 · the opinion, by number or id
    opinion: String,
    /// 考え方 · the organisation's view
    #[arg(long, value_name = "TEXT")]
    view: String,
    /// 区分（A など） · one of the codes of the consultation
    #[arg(long, value_name = "CODE")]
    disposition: Option<String>,
    /// 意見募集の識別子（省略時は最新） · the consultation; the newest without
    #[arg(long, value_name = "ID")]
    consultation: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// `comments close`
#[derive(Debug, Args)]
pub(crate) struct Close {
    /// 計画 · the plan
    plan: String,
    /// 意見募集の識別子（省略時は最新） · the consultation; the newest without
    #[arg(long, value_name = "ID")]
    consultation: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Comments {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        match self {
            Self::Import(command) => command.run(session).await,
            Self::List(List { plan, unanswered }) => {
                let report = session.reading().await?.comments(&session.caller(), &plan).await?;
                session.answer(&report, |report, lang| print::comments::list(report, unanswered, lang))?;
                Ok(Ended::Done)
            }
            Self::Answer(command) => command.run(session).await,
            Self::Close(Close { plan, consultation, writing }) => {
                let app = session.writing().await?;
                let request = request::CloseConsultation { consultation };
                let done = app.close_consultation(&session.caller(), &plan, writing.id(), &request).await?;
                let said = session.lang().pick("意見募集を終了しました", "the consultation is closed");
                session.recorded(&done, said)?;
                Ok(Ended::Done)
            }
            Self::Report(OfPlan { plan }) => {
                let report = session.reading().await?.comments(&session.caller(), &plan).await?;
                session.answer(&report, print::comments::counts)?;
                Ok(Ended::Done)
            }
        }
    }
}

impl Import {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let (dry_run, id) = (self.dry_run, self.writing.id());
        let table = self.file.map(|path| files(&[path])).transpose()?;
        let request = OpinionsImport {
            plan: self.plan,
            file: table.and_then(|mut files| files.pop()),
            about: described(&self.about)?,
            consultation: self.consultation,
        };
        let caller = session.caller();
        if dry_run {
            let preview = session.reading().await?.preview_opinions(&caller, &request).await?;
            session.answer(&preview, print::comments::preview)?;
        } else {
            let imported = session.writing().await?.import_opinions(&caller, id, &request).await?;
            session.answer(&imported, print::comments::imported)?;
        }
        Ok(Ended::Done)
    }
}

impl Answer {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, opinion, view, disposition, consultation, writing } = self;
        let app = session.writing().await?;
        let request = request::AnswerOpinion { consultation, opinion, view, disposition };
        let done = app.answer_opinion(&session.caller(), &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("考え方を記録しました", "the answer is recorded"))?;
        Ok(Ended::Done)
    }
}
