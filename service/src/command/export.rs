//! `export`: the table as its owner printed it, byte for byte, and every report in every format.

use super::look::LookWithCycle;
use crate::Ended;
use crate::bar::Bar;
use crate::failure::Message;
use crate::lang::Pick as _;
use crate::session::Session;
use crate::target;
use app::request::{DocumentKind, DocumentQuery, HandedIn};
use app::{FileFormat, InForm};
use clap::{Args, ValueEnum};
use export::{Csv, Encoding, Layout, Manner, Progress};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

/// `export`
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// 計画 · the plan
    plan: String,
    /// 内容（省略時は表） · what: table, comparison, history, cancelled, overdue, report, pack, replacements, grid, cards, …
    #[arg(long = "document", value_name = "DOCUMENT", default_value = "table", value_parser = kind)]
    kind: DocumentKind,
    #[command(flatten)]
    look: LookWithCycle,
    /// 形式 · the format
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Format,
    /// Excel の体裁 · of a workbook: for going on with, or for paper
    #[arg(long, value_name = "LAYOUT", value_enum, default_value_t)]
    layout: Sheets,
    /// CSV の先頭に印（BOM）を付ける · begin a CSV with a byte order mark
    #[arg(long)]
    mark: bool,
    /// CSV で数式に見える値に印を付けない · leave cells of a CSV as they are that look like formulas
    #[arg(long)]
    raw: bool,
    /// CSV の最後の列に管理番号を付ける（直して取り込み直すため） · the rows' ids in a last column of a CSV, for importing it again
    #[arg(long)]
    ids: bool,
    /// 新旧対照表の旧 · the earlier table of a comparison
    #[arg(long, value_name = "LABEL")]
    from: Option<String>,
    /// 新旧対照表の新 · the later one
    #[arg(long, value_name = "LABEL")]
    to: Option<String>,
    /// 会議資料の表紙に記す会議 · the meeting, for the cover of papers
    #[arg(long, value_name = "TEXT")]
    meeting: Option<String>,
    /// 前回配付した資料の記録時点 · when the papers were recorded that were handed out before
    #[arg(long, value_name = "TIME")]
    handed_out: Option<String>,
    /// 前回配付したPDFそのもの（差替ページ表） · the PDF itself that was handed out before
    #[arg(long, value_name = "FILE", conflicts_with = "handed_out")]
    before: Option<PathBuf>,
    /// 経過の事業 · the item of a history, by number or id
    #[arg(long, value_name = "ITEM")]
    item: Option<String>,
    /// 期限超過の基準日 · as of which day something is overdue
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// 計画と実施を比べる年度 · the fiscal year that is compared
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// 担当部署 · the department that answers for it
    #[arg(long, value_name = "TEXT")]
    department: Option<String>,
    /// 由来（版、アドレス、SHA-256）を「ファイル名.about.json」に書く · write beside the file where it comes from
    #[arg(long, requires = "output")]
    about: bool,
    /// 出力先のファイル · the file; the standard output without
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A form of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// タブ区切り（取込元と同じ） · the same bytes as were imported
    Tsv,
    /// コンマ区切り · comma-separated values
    Csv,
    /// JSON
    Json,
    /// Excel
    Xlsx,
    /// Word
    Docx,
    /// PDF
    Pdf,
    /// 単独で開ける HTML · a page that needs nothing beside itself
    Html,
}

/// How a workbook is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Sheets {
    /// 再利用のため（結合なし） · for going on with
    #[default]
    Data,
    /// 印刷のため · for paper
    Print,
}

impl From<Format> for FileFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Tsv => Self::Document(export::Format::Tsv),
            Format::Csv => Self::Document(export::Format::Csv),
            Format::Json => Self::Json,
            Format::Xlsx => Self::Document(export::Format::Xlsx),
            Format::Docx => Self::Document(export::Format::Docx),
            Format::Pdf => Self::Document(export::Format::Pdf),
            Format::Html => Self::Document(export::Format::Html),
        }
    }
}

impl Format {
    /// Whether nobody can read it on a terminal.
    const fn is_binary(self) -> bool {
        match self {
            Self::Tsv | Self::Csv | Self::Json | Self::Html => false,
            Self::Xlsx | Self::Docx | Self::Pdf => true,
        }
    }
}

fn kind(name: &str) -> Result<DocumentKind, String> {
    let names = || DocumentKind::all().map(DocumentKind::name).collect::<Vec<_>>().join(", ");
    DocumentKind::of_name(name).ok_or_else(names)
}

impl Export {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        if self.format.is_binary() && self.output.is_none() && std::io::stdout().is_terminal() {
            return Err(Message::no_terminal().into());
        }
        let encoding = if self.mark { Encoding::Utf8WithMark } else { Encoding::Utf8 };
        let csv = Csv { encoding, unguarded: self.raw, ids: self.ids, ..Csv::default() };
        let layout = match self.layout {
            Sheets::Data => Layout::Data,
            Sheets::Print => Layout::Print,
        };
        let manner = Manner { csv, layout };
        let before = self.before.as_deref().map(super::import::read_file).transpose()?.map(HandedIn);
        let form = InForm { format: self.format.into(), manner, language: session.lang() };
        let asked = DocumentQuery {
            look: self.look.into(),
            from: self.from,
            to: self.to,
            meeting: self.meeting,
            handed_out: self.handed_out,
            before,
            item: self.item,
            on: self.on,
            year: self.year,
            department: self.department,
            ..DocumentQuery::of(self.kind)
        };
        let app = session.reading().await?;
        let prepared = app.document(&session.caller(), &self.plan, &asked, form).await?;
        let what = session.lang().pick("ファイルを作成中", "making the file");
        let progress = Progress::default();
        let sending = app.send(prepared, manner, &progress);
        let mut sent = Bar::of_file(what.to_owned(), &progress, sending).await?;
        for warning in &sent.warnings {
            eprintln!("minaoshi: {warning}");
        }
        target::send(&mut sent.content, self.output.as_deref()).await?;
        if let Some(output) = self.output.as_deref().filter(|_| self.about) {
            let mut name = output.as_os_str().to_owned();
            name.push(".about.json");
            let mut about = sent.side_file();
            about.file = output.file_name().unwrap_or_default().to_string_lossy().into_owned();
            target::put(export::json(&about)?.as_bytes(), Some(Path::new(&name)))?;
        }
        Ok(Ended::Done)
    }
}
