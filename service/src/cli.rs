//! The arguments that every command shares, and which command there is.

use crate::Ended;
use crate::command::{
    answers, comments, cycle, department, doctor, edition, execution, export, import, lineage, node,
    open_data, plan, progress, rebuild, report, serve, token, trace,
};
use crate::lang::{self, Lang};
use crate::log::{self, Format, Level};
use crate::session::Session;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// 見直し — 計画の状況と見直しの経過を、書き換えられない記録として残す
///
/// Keeps the progress of a council's plans: every change of status and every decision of a review is an event that is
/// never altered. / 終了コード exit codes: 0 完了 done, 1 拒否または指摘あり refused or a finding, 2 使い方の誤り usage.
#[derive(Debug, Parser)]
#[command(name = "minaoshi", version, propagate_version = false, subcommand_required = true)]
#[command(arg_required_else_help = false, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub(crate) struct Shared {
    /// 台帳 · the register: sqlite:FILE or postgres://USER@HOST/NAME
    #[arg(long, global = true, value_name = "URL", env = "MINAOSHI_DATABASE")]
    #[arg(default_value = "sqlite:minaoshi.db", hide_env_values = true)]
    pub(crate) database: String,
    /// 記録者の氏名 · who writes; the login name by default
    #[arg(long = "as", global = true, value_name = "NAME", env = "MINAOSHI_AS")]
    pub(crate) name: Option<String>,
    /// JSON で出力 · print JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// 表示の言語 · the language of the output
    #[arg(long, global = true, value_name = "ja|en", env = "MINAOSHI_LANG", value_parser = lang::parse)]
    pub(crate) lang: Option<Lang>,
    /// 記録した者自身による承認を認めない · who records a decision does not approve it
    #[arg(long, global = true, value_name = "BOOL", env = "MINAOSHI_FOUR_EYES", default_value_t = true)]
    #[arg(action = clap::ArgAction::Set)]
    pub(crate) four_eyes: bool,
    /// 公開先のアドレス（https://example.jp）。書き出す文書に記す · where the pages are, for documents to name
    #[arg(long, global = true, value_name = "URL", env = "MINAOSHI_SITE", value_parser = site)]
    pub(crate) site: Option<String>,
    /// 追加の書体（フォント）のディレクトリ · a directory of further fonts for PDF
    #[arg(long, global = true, value_name = "DIRECTORY", env = "MINAOSHI_FONT_DIR")]
    pub(crate) font_dir: Option<PathBuf>,
    /// 記録（ログ）の形式 · how messages are written; MINAOSHI_LOG says which, as RUST_LOG does elsewhere
    #[arg(long, global = true, value_name = "FORMAT", env = "MINAOSHI_LOG_FORMAT", value_enum)]
    pub(crate) log: Option<Format>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// サービスを起動する · run the service
    Serve(serve::Serve),
    /// 表を取り込む · import tables from files
    Import(import::Import),
    /// 表を書き出す · export a table
    Export(export::Export),
    /// オープンデータを書き出す（zip）、点検する · open data as a zip, and what to look at before
    OpenData(open_data::OpenData),
    /// 計画 · plans
    #[command(subcommand)]
    Plan(plan::Plan),
    /// 表を表示する · print a table
    Table(answers::Table),
    /// 事業の履歴を表示する · print the history of an item
    History(answers::History),
    /// 二つの版を比べる · compare two editions
    Compare(answers::Compare),
    /// 中止などの一覧と理由 · what was cancelled, and why
    Cancelled(answers::Cancelled),
    /// 期限超過の一覧 · what is overdue
    Overdue(answers::Overdue),
    /// 件数・計画と実施状況・項目数・年度別一覧 · counts, planned × actual, sections, years
    Report(report::Report),
    /// 記載漏れの一覧 · what is missing in the record
    Gaps(answers::Gaps),
    /// 誤りと思われる箇所の一覧（指摘があれば終了コード 1） · what looks like a mistake; exit 1 where anything does
    Lint(answers::Lint),
    /// 担当部署と組織改正 · departments, and what they become
    #[command(subcommand)]
    Department(department::Department),
    /// 系譜（版や計画をまたぐ事業のつながり） · how items of editions and plans belong together
    #[command(subcommand)]
    Lineage(lineage::Lineage),
    /// 検索 · search titles, remarks and reasons
    Search(answers::Search),
    /// 見直し · review cycles
    #[command(subcommand)]
    Cycle(cycle::Cycle),
    /// 版 · editions
    #[command(subcommand)]
    Edition(edition::Edition),
    /// 版の記載を正す · correct a cell of an edition
    Correct(edition::Correct),
    /// 実施の有無を記録する · state whether an item ever ran
    Execution(execution::Execution),
    /// 理由を分類する · classify the reason of an ending
    Classify(execution::Classify),
    /// 文言を改める · change a text of an item
    Edit(node::Edit),
    /// 見出し・事業 · headings and items
    #[command(subcommand)]
    Node(node::NodeCommand),
    /// 進捗を記録する · report progress of an item
    Progress(progress::Progress),
    /// 理念・課題・方針の対応 · from concepts over issues to policies
    #[command(subcommand)]
    Trace(trace::Trace),
    /// 意見募集 · public comments
    #[command(subcommand)]
    Comments(comments::Comments),
    /// 読み取り用の表を作り直す · rebuild every read model
    Rebuild(rebuild::Rebuild),
    /// API の利用権 · access tokens
    #[command(subcommand)]
    Token(token::Token),
    /// 台帳を点検する · check the register
    Doctor(doctor::Doctor),
}

impl Cli {
    /// In which language the answer is.
    pub(crate) fn language(&self) -> Lang {
        self.shared.lang.unwrap_or_else(|| lang::of_environment(|name| std::env::var(name).ok()))
    }

    /// Sends messages where they belong from now on.
    pub(crate) fn start_log(&self) {
        let level = if matches!(self.command, Command::Serve(_)) { Level::Service } else { Level::Command };
        log::to_stderr(self.shared.log, level);
    }

    /// Runs the command.
    ///
    /// # Errors
    /// Why it was not done.
    pub(crate) async fn run(self) -> anyhow::Result<Ended> {
        let lang = self.language();
        let session = Session::new(self.shared, lang);
        match self.command {
            Command::Serve(command) => command.run(&session).await,
            Command::Import(command) => command.run(&session).await,
            Command::Export(command) => command.run(&session).await,
            Command::OpenData(command) => command.run(&session).await,
            Command::Plan(command) => command.run(&session).await,
            Command::Table(command) => command.run(&session).await,
            Command::History(command) => command.run(&session).await,
            Command::Compare(command) => command.run(&session).await,
            Command::Cancelled(command) => command.run(&session).await,
            Command::Overdue(command) => command.run(&session).await,
            Command::Report(command) => command.run(&session).await,
            Command::Gaps(command) => command.run(&session).await,
            Command::Lint(command) => command.run(&session).await,
            Command::Department(command) => command.run(&session).await,
            Command::Lineage(command) => command.run(&session).await,
            Command::Search(command) => command.run(&session).await,
            Command::Cycle(command) => command.run(&session).await,
            Command::Edition(command) => command.run(&session).await,
            Command::Correct(command) => command.run(&session).await,
            Command::Execution(command) => command.run(&session).await,
            Command::Classify(command) => command.run(&session).await,
            Command::Edit(command) => command.run(&session).await,
            Command::Node(command) => command.run(&session).await,
            Command::Progress(command) => command.run(&session).await,
            Command::Trace(command) => command.run(&session).await,
            Command::Comments(command) => command.run(&session).await,
            Command::Rebuild(command) => command.run(&session).await,
            Command::Token(command) => command.run(&session).await,
            Command::Doctor(command) => command.run(&session).await,
        }
    }
}

/// The address of a site, which documents print and lead to.
fn site(text: &str) -> Result<String, String> {
    let known = ["https://", "http://"].into_iter().find_map(|scheme| text.strip_prefix(scheme));
    let host = known.filter(|rest| !rest.is_empty() && !rest.contains(['?', '#', ' ']));
    host.map(|_| text.trim_end_matches('/').to_owned()).ok_or_else(|| "https://HOST".to_owned())
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_contradict_each_other_nowhere() {
        Cli::command().debug_assert();
    }
}
