//! `export`: a table as its owner printed it, byte for byte.

use super::look::Look;
use crate::Ended;
use crate::failure::Message;
use crate::output;
use crate::session::Session;
use clap::{Args, ValueEnum};
use export::Csv;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// `export`
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// 計画 · the plan
    plan: String,
    #[command(flatten)]
    look: Look,
    /// 形式 · the format
    #[arg(long, value_name = "FORMAT")]
    format: Format,
    /// 出力先のファイル · the file; the standard output without
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// タブ区切り（取込元と同じ） · the same bytes as were imported
    Tsv,
    /// コンマ区切り · comma-separated values
    Csv,
    /// JSON
    Json,
    /// （後の版で対応） · part of a later version
    Xlsx,
    /// （後の版で対応） · part of a later version
    Docx,
    /// （後の版で対応） · part of a later version
    Pdf,
    /// （後の版で対応） · part of a later version
    Html,
}

impl Format {
    fn of_a_later_version(self) -> Option<&'static str> {
        match self {
            Self::Tsv | Self::Csv | Self::Json => None,
            Self::Xlsx => Some("xlsx"),
            Self::Docx => Some("docx"),
            Self::Pdf => Some("pdf"),
            Self::Html => Some("html"),
        }
    }
}

impl Export {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        if let Some(format) = self.format.of_a_later_version() {
            return Err(Message::later_format(format).into());
        }
        let app = session.reading().await?;
        let table = app.table(&session.caller(), &self.plan, &self.look.into()).await?;
        let bytes = match self.format {
            Format::Csv => export::csv(&table, Csv::default())?,
            Format::Json => export::json(&table)?.into_bytes(),
            Format::Tsv | Format::Xlsx | Format::Docx | Format::Pdf | Format::Html => {
                export::tsv(&table).into_bytes()
            }
        };
        put(&bytes, self.output.as_deref())?;
        Ok(Ended::Done)
    }
}

/// Prints bytes, or writes the file as a whole where one is named.
pub(super) fn put(bytes: &[u8], path: Option<&Path>) -> anyhow::Result<()> {
    match path {
        None => Ok(output::bytes(bytes)?),
        Some(path) => write(path, bytes),
    }
}

/// Writes the file as a whole: beside it first, so that nobody ever finds half of it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let cannot = |error: &std::io::Error| Message::unwritable(path, error);
    if path.is_dir() {
        return Err(Message::is_directory(path).into());
    }
    if path.exists() && !path.is_file() {
        // A device or a pipe takes what it is given.
        let mut file = File::options().write(true).open(path).map_err(|error| cannot(&error))?;
        return file.write_all(bytes).map_err(|error| cannot(&error).into());
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(name);
    let written = File::create_new(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&beside, path));
    if let Err(error) = written {
        // Where nothing could be made there is nothing to take away.
        let _ = std::fs::remove_file(&beside);
        return Err(cannot(&error).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_a_directory_is_left_alone() {
        let directory = std::env::temp_dir().join(format!("minaoshi-export-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&directory).unwrap();
        let path = directory.join("table.tsv");
        write(&path, b"old").unwrap();
        write(&path, b"new").unwrap();

        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert!(write(&directory, b"x").is_err());
        assert!(write(&directory.join("no/such/table.tsv"), b"x").is_err());
        assert_eq!(std::fs::read_dir(&directory).unwrap().count(), 1);
        std::fs::remove_dir_all(&directory).unwrap();
    }
}
