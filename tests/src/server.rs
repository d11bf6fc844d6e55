//! A server of a test's own: `minaoshi serve` on a free port, as a process that can be killed.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::{Cli, TestDatabase, cli};

/// How long a server may take before it says where it listens: migrations and a rebuild come first.
const START: Duration = Duration::from_secs(60);

/// A running server; it is killed when this value is dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: String,
    said: Said,
}

/// Everything that the process has printed, as it arrives.
type Said = Arc<Mutex<String>>;

impl Server {
    /// Starts a server on this database and waits until it says where it listens.
    ///
    /// # Panics
    /// If it ends or stays silent.
    #[track_caller]
    #[must_use]
    pub fn start(db: &TestDatabase) -> Self {
        Self::start_with(db, &[])
    }

    /// Starts a server with further options of `serve`.
    ///
    /// # Panics
    /// If it ends or stays silent.
    #[track_caller]
    #[must_use]
    pub fn start_with(db: &TestDatabase, options: &[&str]) -> Self {
        let command: Cli = cli(db).args(["serve", "--listen", "127.0.0.1:0"]).args(options.iter().copied());
        Self::spawn(command.command())
    }

    /// Starts a program that prints `http://127.0.0.1:PORT` once it listens.
    ///
    /// # Panics
    /// If it ends or stays silent.
    #[track_caller]
    #[must_use]
    pub fn spawn(mut command: Command) -> Self {
        use std::process::Stdio;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
        let said = Said::default();
        let addresses = listen(child.stdout.take().expect("the standard output was asked for"), &said);
        drop(listen(child.stderr.take().expect("the messages were asked for"), &said));
        let mut server = Self { child, address: String::new(), said };
        match addresses.recv_timeout(START) {
            Ok(address) => server.address = address,
            Err(RecvTimeoutError::Timeout) => {
                panic!("{command:?} did not say where it listens within {START:?}\n{}", server.said())
            }
            Err(RecvTimeoutError::Disconnected) => {
                let status = server.child.wait();
                panic!("{command:?} ended before it listened: {status:?}\n{}", server.said())
            }
        }
        server
    }

    /// `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The address of a path that begins with `/`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What the server has printed until now, output and messages.
    #[must_use]
    pub fn said(&self) -> String {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends the process as a power cut would, `kill -9`, and waits until it is gone.
    ///
    /// # Panics
    /// If the process was gone already: then the test has not tested what it says.
    #[track_caller]
    pub fn kill9(mut self) {
        let gone = self.child.try_wait().expect("a child can be asked");
        assert!(gone.is_none(), "the server was gone before the kill: {gone:?}\n{}", self.said());
        self.child.kill().expect("a child can be killed");
        self.child.wait().expect("a child can be awaited");
    }

    /// Asks the process to end, as a service manager does, and returns how it ended.
    ///
    /// # Panics
    /// If it cannot be asked.
    #[track_caller]
    pub fn stop(self) -> ExitStatus {
        self.ask_to_end();
        self.ended()
    }

    /// Asks the process to end, as a service manager does, and does not wait for it.
    ///
    /// # Panics
    /// If it cannot be asked.
    #[track_caller]
    pub fn ask_to_end(&self) {
        let asked = Command::new("kill").args(["-TERM", &self.id().to_string()]).status();
        assert!(asked.as_ref().is_ok_and(ExitStatus::success), "cannot ask the server to end: {asked:?}");
    }

    /// Waits until the process has ended, and says how.
    ///
    /// # Panics
    /// If it cannot be awaited.
    #[track_caller]
    pub fn ended(mut self) -> ExitStatus {
        self.child.wait().expect("a child can be awaited")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only where the process is gone, which is what we want.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("── the server {} said\n{}", self.address, self.said());
        }
    }
}

/// Reads a pipe to its end on a thread, so that the process never blocks on it. Sends the first address it sees;
/// the channel closes when the pipe does.
fn listen(pipe: impl Read + Send + 'static, said: &Said) -> Receiver<String> {
    let (sender, receiver) = channel();
    let said = Arc::clone(said);
    std::thread::spawn(move || {
        let mut lines = BufReader::new(pipe).split(b'\n');
        while let Some(Ok(line)) = lines.next() {
            let line = String::from_utf8_lossy(&line);
            {
                let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
                said.push_str(&line);
                said.push('\n');
            }
            if let Some(address) = address_in(&line) {
                // Nobody waits for a second one.
                let _ = sender.send(address.to_owned());
            }
        }
    });
    receiver
}

/// The `http://127.0.0.1:PORT` in a line.
fn address_in(line: &str) -> Option<&str> {
    const HOST: &str = "http://127.0.0.1:";
    let begin = line.find(HOST)?;
    let rest = &line[begin..];
    let port = rest[HOST.len()..].bytes().take_while(u8::is_ascii_digit).count();
    (port > 0).then(|| &rest[..HOST.len() + port])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn the_address_is_found_in_a_sentence() {
        assert_eq!(address_in("open http://127.0.0.1:34567/p/ (日本語)"), Some("http://127.0.0.1:34567"));
        assert_eq!(address_in("open http://127.0.0.1:/"), None);
        assert_eq!(address_in("starting"), None);
    }

    #[test]
    fn a_server_is_ready_when_it_says_where_it_listens() {
        let server =
            Server::spawn(shell("echo migrating; echo open http://127.0.0.1:1/; exec tail -f /dev/null"));

        assert_eq!(server.url("/api/v1/plans"), "http://127.0.0.1:1/api/v1/plans");
        assert!(server.said().contains("migrating"));
        server.kill9();
    }

    #[test]
    #[should_panic(expected = "ended before it listened")]
    fn a_server_that_ends_is_reported_with_what_it_said() {
        let _ = Server::spawn(shell("echo the port is taken >&2; exit 1"));
    }

    #[test]
    #[should_panic(expected = "the server was gone before the kill")]
    fn a_server_that_has_ended_by_itself_cannot_be_killed() {
        let mut server = Server::spawn(shell("echo http://127.0.0.1:1"));
        server.child.wait().unwrap();
        server.kill9();
    }
}
