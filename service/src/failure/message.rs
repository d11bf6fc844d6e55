//! What goes wrong in the command line itself: files, ports, formats.

use super::Block;
use crate::lang::{Lang, Pick as _};
use std::fmt;
use std::io::{Error, ErrorKind};
use std::net::SocketAddr;
use std::path::Path;

/// A message in both languages.
#[derive(Debug)]
pub(crate) struct Message {
    japanese: Words,
    english: Words,
    code: u8,
}

#[derive(Debug)]
struct Words {
    what: String,
    found: String,
    accepted: &'static str,
}

impl Message {
    fn new(code: u8, found: String, japanese: (&str, &'static str), english: (&str, &'static str)) -> Self {
        let words = |(what, accepted): (&str, &'static str)| Words {
            what: what.to_owned(),
            found: found.clone(),
            accepted,
        };
        Self { japanese: words(japanese), english: words(english), code }
    }

    /// A file that cannot be read.
    pub(crate) fn unreadable(path: &Path, error: &Error) -> Self {
        let found = format!("{}: {error}", path.display());
        Self::new(
            1,
            found,
            ("ファイルを読めません", "読み取れるファイル"),
            ("a file cannot be read", "a file that can be read"),
        )
    }

    /// A file that cannot be written.
    pub(crate) fn unwritable(path: &Path, error: &Error) -> Self {
        let found = format!("{}: {error}", path.display());
        Self::new(
            1,
            found,
            ("ファイルに書き込めません", "書き込める場所"),
            ("a file cannot be written", "a place where files can be written"),
        )
    }

    /// A directory where a file was to be written.
    pub(crate) fn is_directory(path: &Path) -> Self {
        Self::new(
            1,
            path.display().to_string(),
            ("これはディレクトリです", "ファイル名"),
            ("this is a directory", "the name of a file"),
        )
    }

    /// A file that nobody can read on a terminal.
    pub(crate) fn no_terminal() -> Self {
        Self::new(
            2,
            "-o".to_owned(),
            ("この形式は端末に表示できません", "-o ファイル名、または出力の切替え"),
            ("this format cannot be read on a terminal", "-o FILE, or an output that goes elsewhere"),
        )
    }

    /// A plan of which no edition is published.
    pub(crate) fn nothing_published(plan: &str) -> Self {
        Self::new(
            1,
            plan.to_owned(),
            (
                "この計画の版は公表されていません",
                "公表した版（minaoshi cycle publish）、または公開前の確認（--draft）",
            ),
            (
                "no edition of this plan is published",
                "an edition that is published (minaoshi cycle publish), or a look before (--draft)",
            ),
        )
    }

    /// A file that open data do not have.
    pub(crate) fn no_such_file(name: &str) -> Self {
        Self::new(
            1,
            name.to_owned(),
            (
                "このファイルはありません",
                "表の名前に .csv、.json、.schema.json を付けたもの、または dcat.jsonld",
            ),
            ("there is no such file", "the name of a table with .csv, .json or .schema.json, or dcat.jsonld"),
        )
    }

    /// An address on which nobody can listen.
    pub(crate) fn cannot_listen(address: SocketAddr, error: &Error) -> Self {
        let found = format!("{address}: {error}");
        if error.kind() == ErrorKind::AddrInUse {
            return Self::new(
                1,
                found,
                (
                    "ポートは使用中です",
                    "別のポート（--listen 127.0.0.1:8081）、または空きポート（--listen 127.0.0.1:0）",
                ),
                (
                    "the port is taken",
                    "another port (--listen 127.0.0.1:8081), or a free one (--listen 127.0.0.1:0)",
                ),
            );
        }
        Self::new(
            1,
            found,
            ("このアドレスでは待ち受けできません", "この機器のアドレスと、使用できるポート"),
            ("nobody can listen on this address", "an address of this machine and a port that may be used"),
        )
    }

    pub(super) fn block(&self, lang: Lang) -> Block {
        let words = lang.pick(&self.japanese, &self.english);
        let block = Block::new(&words.what).line(&words.found).accepted(words.accepted);
        Block { code: self.code, ..block }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.english.what, self.english.found)
    }
}

impl std::error::Error for Message {}
