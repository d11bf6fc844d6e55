//! `import`: files to an edition, to corrections of one, or to proposals of the live cycle.

use super::writing::Writing;
use crate::Ended;
use crate::failure::Message;
use crate::print;
use crate::session::Session;
use app::import::{Import as Request, ImportFile, Relisted};
use app::{App, Settings};
use clap::Args;
use domain::value::CanonicalState;
use import::limits::FILE_BYTES;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use storage::{Access, Store};

/// `import`
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// 取り込むファイル（xlsx・CSV・TSV・文書の本文、UTF-8 または CP932） · the files; `-` reads the standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// 計画（なければ作られる） · the plan; a name that no plan has makes a new one
    #[arg(long, value_name = "SLUG")]
    plan: String,
    /// 団体名（新しい計画に必要） · whose plan it is, for a new one
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
    /// 計画の名称（省略時は表の先頭行） · the plan's title; the first line of the table without
    #[arg(long)]
    title: Option<String>,
    /// 全国地方公共団体コード · the organisation's code
    #[arg(long)]
    code: Option<String>,
    /// 版の名称（表にない場合） · what the edition is called, where the table does not say
    #[arg(long, value_name = "LABEL")]
    edition: Option<String>,
    /// 版の日付（名称が日付でない場合） · the edition's date, where its name is none
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// 列と用語の定義ファイル（TOML） · a file that says what headings and words mean
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// 状況の用語と意味（着手=ongoing など。計画・実施状況にも） · a status word and what it means, wherever it stands
    #[arg(long = "status", value_name = "WORD=STATE", value_parser = status_word)]
    status_words: Vec<(String, CanonicalState)>,
    /// 計画事項の用語と意味（--status と異なる場合） · a word for what is planned for a year, where it differs
    #[arg(long = "planned", value_name = "WORD=STATE", value_parser = status_word)]
    planned_words: Vec<(String, CanonicalState)>,
    /// 年度の実施状況の用語と意味（--status と異なる場合） · a word for what came of a year, where it differs
    #[arg(long = "actual", value_name = "WORD=STATE", value_parser = status_word)]
    actual_words: Vec<(String, CanonicalState)>,
    /// 再掲の候補を同じ事業として確認（行番号を指定すればその行だけ） · the re-listed rows that the preview proposes are
    /// the same items; with row numbers, those rows
    #[arg(long, value_name = "ROW,…", value_delimiter = ',', num_args = 0.., require_equals = true)]
    confirm_relisted: Option<Vec<u32>>,
    /// 読み取った内容を表示し、何も書き込まない · show what was understood, write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    writing: Writing,
}

impl Import {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let (dry_run, id) = (self.dry_run, self.writing.id());
        let request = self.request()?;
        let caller = session.caller();
        if dry_run {
            let preview = match session.reading_if_there().await? {
                Some(app) => app.preview_import(&caller, &request).await?,
                None => Scratch::new()?.app().await?.preview_import(&caller, &request).await?,
            };
            session.answer(&preview, print::import::preview)?;
        } else {
            let imported = session.writing().await?.import(&caller, id, &request).await?;
            session.answer(&imported, print::import::imported)?;
        }
        Ok(Ended::Done)
    }

    fn request(self) -> anyhow::Result<Request> {
        let files = files(&self.files)?;
        let profile = self.profile.as_deref().map(described);
        Ok(Request {
            plan: self.plan,
            organisation: self.organisation,
            title: self.title,
            code: self.code,
            edition: self.edition,
            date: self.date,
            files,
            profile: profile.transpose()?,
            status_words: self.status_words,
            planned_words: self.planned_words,
            actual_words: self.actual_words,
            relisted: match self.confirm_relisted {
                None => Relisted::None,
                Some(rows) if rows.is_empty() => Relisted::All,
                Some(rows) => Relisted::Rows(rows),
            },
        })
    }
}

/// An empty register for a preview where there is none yet: a preview writes nothing, not even a database.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> std::io::Result<Self> {
        let directory = std::env::temp_dir().join(format!("minaoshi-preview-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&directory)?;
        Ok(Self(directory))
    }

    async fn app(&self) -> anyhow::Result<App> {
        let address = format!("sqlite:{}", self.0.join("empty.db").display());
        let store = Store::open(&address, Access::Write).await?;
        Ok(App::new(store, Settings::default()))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays behind is an empty register among the system's temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Files to import, by their names; `-` reads the standard input.
pub(super) fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<ImportFile>> {
    let read = |(path, name): (&PathBuf, String)| {
        let bytes = if path.as_os_str() == "-" { read_input() } else { read_file(path) };
        Ok(ImportFile { name, bytes: bytes? })
    };
    paths.iter().zip(names(paths)).map(read).collect()
}

/// A file that says how others are read.
pub(super) fn described(path: &Path) -> anyhow::Result<ImportFile> {
    Ok(ImportFile { name: path.display().to_string(), bytes: read_file(path)? })
}

/// The files' names without their directories, which are nobody's business later; with them where two would be the same.
fn names(paths: &[PathBuf]) -> Vec<String> {
    let short = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let names: Vec<String> = paths
        .iter()
        .map(|path| match short(path) {
            Some(name) if name != "-" => name,
            Some(_) => "stdin.txt".to_owned(),
            None => path.display().to_string(),
        })
        .collect();
    let is_unique = |name: &String| names.iter().filter(|other| *other == name).count() == 1;
    paths
        .iter()
        .zip(&names)
        .map(|(path, name)| if is_unique(name) { name.clone() } else { path.display().to_string() })
        .collect()
}

/// Reads a file, but no more of it than decides that it is too large.
pub(super) fn read_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    let cannot = |error: &std::io::Error| Message::unreadable(path, error);
    let file = File::open(path).map_err(|error| cannot(&error))?;
    read(file).map_err(|error| cannot(&error).into())
}

fn read_input() -> anyhow::Result<Vec<u8>> {
    read(std::io::stdin().lock()).map_err(|error| Message::unreadable(Path::new("-"), &error).into())
}

fn read(source: impl std::io::Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn status_word(text: &str) -> Result<(String, CanonicalState), String> {
    let states = || CanonicalState::ALL.map(CanonicalState::name).join(", ");
    let (word, state) =
        text.split_once('=').filter(|(word, _)| !word.trim().is_empty()).ok_or_else(|| {
            format!("accepted is WORD=STATE, such as 着手=ongoing; the states are {}", states())
        })?;
    let state = CanonicalState::of_name(state.trim())
        .ok_or_else(|| format!("{state:?} is no state; accepted are {}", states()))?;
    Ok((word.trim().to_owned(), state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_word_has_a_word_and_a_state() {
        assert_eq!(status_word("着手=ongoing"), Ok(("着手".to_owned(), CanonicalState::Ongoing)));
        assert!(status_word("着手").unwrap_err().contains("WORD=STATE"));
        assert!(status_word("=ongoing").unwrap_err().contains("WORD=STATE"));
        assert!(status_word("着手=begun").unwrap_err().contains("not_started"));
    }

    #[test]
    fn files_are_named_without_their_directories_where_that_is_clear() {
        let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(names(&paths(&["a/2021.tsv", "b/2018.tsv"])), ["2021.tsv", "2018.tsv"]);
        assert_eq!(names(&paths(&["a/t.tsv", "b/t.tsv", "c.tsv"])), ["a/t.tsv", "b/t.tsv", "c.tsv"]);
        assert_eq!(names(&paths(&["-"])), ["stdin.txt"]);
    }
}
