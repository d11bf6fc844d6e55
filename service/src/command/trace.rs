//! `trace …`: from concepts over issues to policies, and what stands alone.

use super::OfPlan;
use super::import::{described, files};
use super::writing::Writing;
use crate::Ended;
use crate::lang::Pick as _;
use crate::print;
use crate::session::Session;
use crate::target::put;
use anyhow::Context as _;
use app::import::TraceImport;
use app::request;
use clap::{Args, Subcommand, ValueEnum};
use domain::value::TraceLevel;
use std::path::PathBuf;

/// `trace …`
#[derive(Debug, Subcommand)]
pub(crate) enum Trace {
    /// 課題と方針の表を取り込む · import the tables of issues and of policies
    Import(Import),
    /// 課題と方針の対応（孤立したものを含む） · how far the policies answer to the issues, and what stands alone
    Coverage(OfPlan),
    /// 表を書き出す（取込元と同じ） · export a table as it was imported
    Export(Export),
    /// 対応付けの一覧 · the links
    Links(OfPlan),
    /// 対応付けを加える · state that a term answers to another
    Link(Link),
    /// 対応付けを取り消す · retract a link, with the reason
    Retract(Retract),
}

/// `trace import`
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// 計画 · the plan
    plan: String,
    /// 課題の表（xlsx・CSV・TSV） · the tables of issues; `-` reads the standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// 方針の表 · the table of policies
    #[arg(long, value_name = "FILE")]
    policies: Option<PathBuf>,
    /// 列の定義ファイル（TOML の [trace]） · a file whose section [trace] says which column is which level
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// 表の属する版（省略時は現在の版） · the edition that the tables belong to; the current one without
    #[arg(long, value_name = "LABEL")]
    edition: Option<String>,
    /// 版の日付（新しい版で、名称が日付でない場合） · the date of a new edition, where its name is none
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// 読み取った内容を表示し、何も書き込まない · show what was understood, write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    writing: Writing,
}

/// `trace export`
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// 計画 · the plan
    plan: String,
    /// どの表か · which table
    #[arg(long, value_name = "TABLE", default_value = "issues")]
    table: Table,
    /// 形式 · the format
    #[arg(long, value_name = "FORMAT", default_value = "tsv")]
    format: Format,
    /// 出力先のファイル · the file; the standard output without
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A table of the trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    /// 課題 · issues
    Issues,
    /// 方針 · policies
    Policies,
}

/// A form of a table of the trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// タブ区切り · the same cells as were imported
    Tsv,
    /// JSON（全ての表と対応付け） · all tables and links
    Json,
}

/// `trace link`
#[derive(Debug, Args)]
pub(crate) struct Link {
    /// 計画 · the plan
    plan: String,
    /// 対応するもの（用語、番号、識別子） · what answers: a term by its words, an item by its number, or an id
    from: String,
    /// 対応される側 · what is answered to
    to: String,
    /// 関係 · in which relation
    #[arg(long, value_name = "TEXT")]
    relation: Option<String>,
    /// 根拠の版（省略時は現在の版） · the edition that says so; the current one without
    #[arg(long, value_name = "LABEL")]
    edition: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// `trace retract`
#[derive(Debug, Args)]
pub(crate) struct Retract {
    /// 計画 · the plan
    plan: String,
    /// 対応付けの識別子（trace links のとおり） · the link, by the id that `trace links` shows
    link: String,
    /// 理由 · why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    writing: Writing,
}

impl Trace {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        match self {
            Self::Import(command) => command.run(session).await,
            Self::Coverage(of) => {
                let report = session.reading().await?.coverage(&session.caller(), &of.plan).await?;
                session.answer(&report, print::coverage::text)?;
                Ok(Ended::Done)
            }
            Self::Export(command) => command.run(session).await,
            Self::Links(of) => {
                let report = session.reading().await?.trace(&session.caller(), &of.plan).await?;
                session.answer(&report.links, |links, lang| print::trace::links(links, lang))?;
                Ok(Ended::Done)
            }
            Self::Link(command) => command.run(session).await,
            Self::Retract(command) => command.run(session).await,
        }
    }
}

impl Import {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let (dry_run, id) = (self.dry_run, self.writing.id());
        let policies = self.policies.map(|path| files(&[path])).transpose()?;
        let request = TraceImport {
            plan: self.plan,
            edition: self.edition,
            date: self.date,
            files: files(&self.files)?,
            policies: policies.and_then(|mut files| files.pop()),
            profile: self.profile.as_deref().map(described).transpose()?,
        };
        let caller = session.caller();
        if dry_run {
            let preview = session.reading().await?.preview_trace(&caller, &request).await?;
            session.answer(&preview, print::trace::preview)?;
        } else {
            let imported = session.writing().await?.import_trace(&caller, id, &request).await?;
            session.answer(&imported, print::trace::imported)?;
        }
        Ok(Ended::Done)
    }
}

impl Export {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let report = session.reading().await?.trace(&session.caller(), &self.plan).await?;
        let anchor = match self.table {
            Table::Issues => TraceLevel::Issue,
            Table::Policies => TraceLevel::Policy,
        };
        let bytes = match self.format {
            Format::Json => serde_json::to_vec_pretty(&report).context("a report can be written")?,
            Format::Tsv => report.table(anchor).map(export::trace_tsv).unwrap_or_default().into_bytes(),
        };
        put(&bytes, self.output.as_deref())?;
        Ok(Ended::Done)
    }
}

impl Link {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, from, to, relation, edition, writing } = self;
        let app = session.writing().await?;
        let request = request::LinkTrace { from, to, relation, edition };
        let done = app.link_trace(&session.caller(), &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("対応付けを記録しました", "the link is recorded"))?;
        Ok(Ended::Done)
    }
}

impl Retract {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, link, reason, writing } = self;
        let app = session.writing().await?;
        let request = request::RetractLink { link, reason };
        let done = app.retract_link(&session.caller(), &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("対応付けを取り消しました", "the link is retracted"))?;
        Ok(Ended::Done)
    }
}
