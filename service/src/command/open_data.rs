//! `open-data`: everything that a plan publishes, as data for the programs of other people.

use crate::Ended;
use crate::failure::Message;
use crate::print;
use crate::session::Session;
use crate::target::{put, send};
use app::{AppError, Thing};
use clap::Args;
use export::open_data::{Encoding, Level, Options, file, look, package};
use std::path::PathBuf;

/// `open-data`
#[derive(Debug, Args)]
pub(crate) struct OpenData {
    /// 計画 · the plan
    plan: String,
    /// 公開していない版も含める（公開前の確認用） · as if every edition were published, to look at before
    #[arg(long)]
    draft: bool,
    /// CSV の文字コード · the encoding of CSV: utf8-bom, utf8, cp932
    #[arg(long, value_name = "ENCODING", default_value = Encoding::Utf8WithMark.name(), value_parser = parse_encoding)]
    encoding: Encoding,
    /// 利用条件（URL または名称） · the licence, by its address or its name
    #[arg(long, value_name = "LICENCE", env = "MINAOSHI_LICENCE")]
    licence: Option<String>,
    /// 公開するアドレス · where the files will be read
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// ファイルを一つだけ · one of the files instead of the archive: items.csv, dcat.jsonld …
    #[arg(long, value_name = "NAME")]
    file: Option<String>,
    /// 書き出さずに点検する（不備があれば終了コード 1） · look only; exit 1 where a program would misread something
    #[arg(long, conflicts_with_all = ["file", "output"])]
    check: bool,
    /// 出力先のファイル · the file; the standard output without
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn parse_encoding(text: &str) -> Result<Encoding, String> {
    Encoding::of_name(text).ok_or_else(|| Encoding::ALL.map(Encoding::name).join(", "))
}

impl OpenData {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.reading().await?;
        let data = match app.open_data(&session.caller(), &self.plan, self.draft).await {
            Err(AppError::NotFound { thing: Thing::Edition, .. }) => {
                return Err(Message::nothing_published(&self.plan).into());
            }
            data => data?,
        };
        if self.check {
            let looked = look(&data, self.encoding);
            session.answer(&looked, print::open_data::text)?;
            let faulty = looked.findings.iter().any(|finding| finding.level == Level::Fault);
            return Ok(if faulty { Ended::Finding } else { Ended::Done });
        }
        let options = Options {
            encoding: self.encoding,
            address: self.address,
            licence: self.licence,
            language: session.lang(),
        };
        match &self.file {
            Some(name) => {
                let found = file(&data, name, &options)?;
                let found = found.ok_or_else(|| Message::no_such_file(name))?;
                let mut content = app.send_text(move |out| found.write(out)).await?;
                send(&mut content, self.output.as_deref()).await?;
            }
            None => {
                let package = package(&data, &options)?;
                print::open_data::notes(&package.findings, &package.losses, session.lang())
                    .into_iter()
                    .for_each(|line| eprintln!("{line}"));
                put(&package.zip()?, self.output.as_deref())?;
            }
        }
        Ok(Ended::Done)
    }
}
