//! What goes wrong with the database, and what an operator does about it.

use super::Block;
use crate::lang::{Lang, Pick as _};
use storage::{Error, OpenError};

/// The database could not be opened.
pub(super) fn opening(error: &OpenError, lang: Lang) -> Block {
    match error {
        OpenError::Address(address) => {
            Block::new(lang.pick("台帳のアドレスを読み取れません", "this is no address of a database"))
                .line(format!("--database {}", without_password(address)))
                .accepted(lang.pick(
                    "受け付けるもの: sqlite:ファイル名、postgres://利用者@ホスト/名前",
                    "accepted: sqlite:FILE and postgres://USER@HOST/NAME",
                ))
        }
        OpenError::Unreachable { address, source: _ } => {
            Block::new(lang.pick("データベースに接続できません", "the database does not answer"))
                .line(address)
                .causes(error)
                .accepted(lang.pick(
                    "稼働中のデータベース（ホスト・ポート・稼働状況を確認してください）",
                    "a database that runs; check host, port and whether it is up",
                ))
        }
        OpenError::Refused { address, source: _ } => {
            Block::new(lang.pick("データベースに拒否されました", "the database refuses"))
                .line(address)
                .causes(error)
                .accepted(lang.pick(
                    "利用者名・パスワード・データベース名・権限を確認してください",
                    "check the user, the password, the name of the database and the rights",
                ))
        }
        OpenError::MissingDirectory(path) => {
            Block::new(lang.pick("ディレクトリがありません", "there is no such directory"))
                .line(path.display().to_string())
                .accepted(
                    lang.pick("存在するディレクトリの中のファイル名", "a file in a directory that exists"),
                )
        }
        OpenError::Missing(path) => Block::new(lang.pick("台帳がありません", "there is no such register"))
            .line(path.display().to_string())
            .accepted(lang.pick(
                "--database で台帳を指定するか、minaoshi import または minaoshi serve で作成してください",
                "name one by --database, or make one by minaoshi import or minaoshi serve",
            )),
        OpenError::ReadOnly { path, source: _ } => {
            Block::new(lang.pick("書き込めません", "this cannot be written"))
                .line(path.display().to_string())
                .causes(error)
                .accepted(lang.pick(
                    "書き込めるファイルとディレクトリ（読むだけの操作はそのまま使えます）",
                    "a file and a directory that can be written; commands that only read work as they are",
                ))
        }
        OpenError::NotOurs(path) => {
            Block::new(lang.pick("見直しの台帳ではありません", "this is no database of minaoshi"))
                .line(path.display().to_string())
                .accepted(lang.pick(
                    "minaoshi が作成した台帳、または新しいファイル名",
                    "a register made by minaoshi, or a new file",
                ))
        }
        OpenError::InUse { path, address } => {
            let block =
                Block::new(lang.pick(
                    "別のプロセスがこの台帳に書き込んでいます",
                    "another process writes to this register",
                ))
                .line(path.display().to_string());
            match address {
                Some(address) => block
                    .line(lang.pick(format!("稼働中のサービス: {address}"), format!("the service runs at {address}")))
                    .accepted(lang.pick(
                        "そのサービスを使うか、停止してから再実行してください（読むだけの操作はそのまま使えます）",
                        "use that service, or stop it first; commands that only read work beside it",
                    )),
                None => block.accepted(lang.pick(
                    "終わるのを待って再実行してください（読むだけの操作はそのまま使えます）",
                    "repeat it when the other one has ended; commands that only read work beside it",
                )),
            }
        }
        OpenError::Newer { found, known } => {
            Block::new(lang.pick(
                "この台帳は、より新しい版の minaoshi のものです",
                "a newer minaoshi made this register",
            ))
            .line(lang.pick(
                format!("台帳の形式 {found}、このプログラムの形式 {known} まで"),
                format!("the register has schema {found}, this program knows up to {known}"),
            ))
            .accepted(lang.pick("新しい版の minaoshi", "a newer minaoshi"))
        }
        OpenError::Older { found: 0, .. } => {
            Block::new(lang.pick(
                "このデータベースには、まだ台帳がありません",
                "there is no register in this database yet",
            ))
            .accepted(lang.pick(
                "minaoshi import または minaoshi serve で作成してください",
                "make one by minaoshi import or minaoshi serve",
            ))
        }
        OpenError::Older { found, known } => Block::new(
            lang.pick("この台帳は、古い版の minaoshi のものです", "an older minaoshi made this register"),
        )
        .line(lang.pick(
            format!("台帳の形式 {found}、このプログラムには {known} が必要"),
            format!("the register has schema {found}, this program needs {known}"),
        ))
        .accepted(lang.pick(
            "書き込む操作（minaoshi rebuild など）で新しい形式になります",
            "a writing command, such as minaoshi rebuild, brings it up to date",
        )),
        OpenError::Store(error) => call(error, lang),
    }
}

/// An address as it may be shown: what stands between the user's name and the host is nobody's business.
fn without_password(address: &str) -> String {
    let parts = address.split_once("://").and_then(|(scheme, rest)| {
        let (user, host) = rest.rsplit_once('@')?;
        let (name, _) = user.split_once(':')?;
        Some(format!("{scheme}://{name}:…@{host}"))
    });
    parts.unwrap_or_else(|| address.to_owned())
}

/// A call to the database failed.
pub(super) fn call(error: &Error, lang: Lang) -> Block {
    let block = |japanese, english| Block::new(lang.pick(japanese, english)).causes(error);
    match error {
        Error::Unavailable(_) => block("データベースが応答しません", "the database does not answer")
            .accepted(lang.pick("しばらくして再実行", "repeat it in a moment")),
        Error::Full(_) => block("データベースの空き容量がありません", "the database has no space left")
            .accepted(lang.pick("空き容量を確保して再実行", "make room and repeat it")),
        Error::ReadOnly => block("データベースに書き込めません", "the database cannot be written"),
        Error::NotBuilt => {
            block("読み取り用の表がまだ準備できていません", "the read models are not built yet").accepted(
                lang.pick(
                    "サービスが稼働中なら完了を待ち、そうでなければ minaoshi rebuild",
                    "wait for the service that runs, or else minaoshi rebuild",
                ),
            )
        }
        Error::QueryTooShort => block("検索の文言が短すぎます", "the text to search for is too short")
            .accepted(lang.pick("2文字以上", "two characters and more")),
        Error::Corrupt(corruption) => block("台帳が壊れています", "the register is damaged")
            .line(corruption.to_string())
            .accepted("minaoshi doctor"),
        Error::Internal(_) => block(
            "データベースの操作に失敗しました（プログラムの不具合）",
            "the database refused a statement, which is a fault of this program",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn a_password_is_not_shown() {
        assert_eq!(without_password("mysql://me:p@ss@host/db"), "mysql://me:…@host/db");
        assert_eq!(without_password("mysql://me@host/db"), "mysql://me@host/db");
        assert_eq!(without_password("register.db"), "register.db");
    }
}
