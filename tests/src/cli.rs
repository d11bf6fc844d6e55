//! The command line as a test uses it: run a command on a database, assert how it ended, read what it printed.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::{TestDatabase, binary};

/// A command that is about to be run on a database.
#[derive(Debug, Clone)]
#[must_use = "nothing runs before `run`"]
pub struct Cli {
    database: String,
    directory: PathBuf,
    name: Option<String>,
    arguments: Vec<OsString>,
    input: Vec<u8>,
}

/// What a command printed, and how it ended.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The command, for messages.
    pub command: String,
    /// The exit code; none if a signal ended the program.
    pub code: Option<i32>,
    /// What was printed, byte for byte.
    pub stdout: Vec<u8>,
    /// The messages.
    pub stderr: String,
}

/// A command on this database. It runs in the database's scratch directory, without the caller's `MINAOSHI_…`.
pub fn cli(db: &TestDatabase) -> Cli {
    Cli {
        database: db.url(),
        directory: db.scratch().to_path_buf(),
        name: None,
        arguments: Vec::new(),
        input: Vec::new(),
    }
}

impl Cli {
    /// Adds arguments.
    pub fn args<Argument: Into<OsString>>(mut self, arguments: impl IntoIterator<Item = Argument>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// Adds one argument: for a path between texts.
    pub fn arg(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Says who writes: `--as NAME`.
    pub fn as_name(mut self, name: &str) -> Self {
        self.name = Some(name.to_owned());
        self
    }

    /// What the program reads from its standard input; nothing otherwise.
    pub fn input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// Runs the command to its end.
    ///
    /// # Panics
    /// If it cannot be started.
    #[track_caller]
    #[must_use]
    pub fn run(self) -> Answer {
        let mut command = self.command();
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
        let mut stdin = child.stdin.take().expect("the standard input was asked for");
        let input = self.input;
        // Beside us: a program that answers before it has read everything would block us both.
        let writer = std::thread::spawn(move || {
            // A program that refuses without reading closes the pipe, which is its right.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap_or_else(|error| panic!("lost {command:?}: {error}"));
        writer.join().expect("the writer does not panic");
        Answer {
            command: format!("{command:?}"),
            code: output.status.code(),
            stdout: output.stdout,
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The command, not yet started: `minaoshi --database URL [--as NAME] ARGUMENT…`.
    ///
    /// # Panics
    /// If the program was not built.
    #[track_caller]
    #[must_use]
    pub fn command(&self) -> Command {
        let mut command = Command::new(binary::path());
        for (name, _) in
            std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("MINAOSHI_"))
        {
            command.env_remove(name);
        }
        command.current_dir(&self.directory).arg("--database").arg(&self.database);
        if let Some(name) = &self.name {
            command.arg("--as").arg(name);
        }
        command.args(&self.arguments);
        command
    }
}

impl Answer {
    /// Asserts that it was done: exit 0.
    #[track_caller]
    pub fn success(self) -> Self {
        self.ended(0, "done")
    }

    /// Asserts that it was refused, or that there is a finding: exit 1, with a message.
    #[track_caller]
    pub fn refused(self) -> Self {
        self.ended(1, "a refusal or a finding").with_words()
    }

    /// Asserts that the command was not understood: exit 2, with a message.
    #[track_caller]
    pub fn usage(self) -> Self {
        self.ended(2, "an error of usage").with_words()
    }

    /// What was printed, as text.
    ///
    /// # Panics
    /// If it is not UTF-8.
    #[track_caller]
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout)
            .unwrap_or_else(|error| panic!("{} printed no UTF-8: {error}", self.command))
    }

    /// What was printed, as JSON.
    ///
    /// # Panics
    /// If it is not JSON.
    #[track_caller]
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.stdout)
            .unwrap_or_else(|error| panic!("no JSON: {error}\n{}", self.report()))
    }

    /// Asserts that the messages, or what was printed, contain these words.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        let said = self.stderr.contains(words) || String::from_utf8_lossy(&self.stdout).contains(words);
        assert!(said, "«{words}» is not said\n{}", self.report());
        self
    }

    #[track_caller]
    fn ended(self, code: i32, meaning: &str) -> Self {
        assert!(self.code == Some(code), "expected {meaning} (exit {code})\n{}", self.report());
        self
    }

    #[track_caller]
    fn with_words(self) -> Self {
        let silent = self.stderr.trim().is_empty() && self.stdout.trim_ascii().is_empty();
        assert!(!silent, "ended without a word\n{}", self.report());
        self
    }

    fn report(&self) -> String {
        let Self { command, code, stdout, stderr } = self;
        let stdout = String::from_utf8_lossy(stdout);
        format!("{command}\nexit: {code:?}\n── stdout\n{stdout}\n── stderr\n{stderr}")
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;

    fn ended(code: i32, stderr: &str) -> Answer {
        Answer {
            command: "minaoshi".into(),
            code: Some(code),
            stdout: b"{\"rows\":51}".to_vec(),
            stderr: stderr.into(),
        }
    }

    #[test]
    fn an_ending_is_accepted_as_what_it_is() {
        assert_eq!(ended(0, "").success().json()["rows"], 51);
        assert_eq!(ended(1, "number taken").refused().says("taken").text(), "{\"rows\":51}");
        let _ = ended(2, "unknown option").usage();
    }

    #[test]
    #[should_panic(expected = "expected done (exit 0)")]
    fn a_refusal_is_not_a_success() {
        let _ = ended(1, "number taken").success();
    }

    #[test]
    #[should_panic(expected = "expected a refusal or a finding (exit 1)")]
    fn an_error_of_usage_is_not_a_refusal() {
        let _ = ended(2, "unknown option").refused();
    }

    #[test]
    #[should_panic(expected = "ended without a word")]
    fn a_refusal_has_words() {
        let silent = Answer { stdout: Vec::new(), ..ended(1, "\n") };
        let _ = silent.refused();
    }
}
