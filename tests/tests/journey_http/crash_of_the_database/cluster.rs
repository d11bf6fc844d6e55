//! A PostgreSQL of a test's own, which it may stop: the cluster of the other tests must run on.

use sqlx::Connection as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A cluster on the loopback; it ends with this value, however the test ends.
pub(crate) struct Cluster {
    programs: PathBuf,
    directory: TempDir,
    port: u16,
    server: Option<Child>,
}

impl Cluster {
    /// A new cluster that runs.
    pub(crate) fn start() -> Self {
        // Not in $TMPDIR, which may be closed to the unprivileged user.
        let directory = tempfile::Builder::new().prefix("minaoshi-cluster-").tempdir_in("/tmp").unwrap();
        if let Some((user, group)) = unprivileged() {
            std::os::unix::fs::chown(directory.path(), Some(user), Some(group)).unwrap();
        }
        let mut cluster = Self { programs: programs(), directory, port: 0, server: None };
        cluster.initialise();
        // Below the ports that the system hands out by itself, so that nobody takes ours while the server is stopped.
        for _ in 0..20 {
            cluster.port = 20_000 + u16::from_le_bytes([random(), random()]) % 12_000;
            if cluster.run() {
                return cluster;
            }
        }
        panic!("no cluster starts:\n{}", cluster.said());
    }

    /// The address of its database.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Stops it as a power cut would: no session ends its work.
    pub(crate) fn crash(&mut self) {
        let mut server = self.server.take().expect("the cluster runs");
        let asked = Command::new("kill").args(["-QUIT", &server.id().to_string()]).status().unwrap();
        assert!(asked.success(), "the cluster cannot be stopped");
        server.wait().unwrap();
    }

    /// Starts it again on the same port.
    pub(crate) fn restart(&mut self) {
        assert!(self.run(), "the cluster does not start again:\n{}", self.said());
    }

    fn initialise(&self) {
        let data = self.directory.path().join("data");
        let mut initdb = self.program("initdb");
        initdb.arg("--pgdata").arg(&data).args(["--username=postgres", "--auth=trust", "--encoding=UTF8"]);
        let made = initdb.arg("--locale=C.UTF-8").output().unwrap();
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    }

    /// Starts the server and waits until it answers; false where it ends.
    fn run(&mut self) -> bool {
        let log = std::fs::File::create(self.directory.path().join("server.log")).unwrap();
        let mut postgres = self.program("postgres");
        postgres.arg("-D").arg(self.directory.path().join("data")).args(["-p", &self.port.to_string()]);
        postgres.args(["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]);
        let server = postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap();
        let server = self.server.insert(server);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (begun, url) = (Instant::now(), format!("postgres://postgres@127.0.0.1:{}/postgres", self.port));
        while server.try_wait().unwrap().is_none() {
            if runtime.block_on(sqlx::PgConnection::connect(&url)).is_ok() {
                return true;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "the cluster does not answer");
        }
        self.server = None;
        false
    }

    /// A program of PostgreSQL, which refuses to run as root and must end with the test.
    fn program(&self, name: &str) -> Command {
        let mut command = Command::new("setpriv");
        command.current_dir(self.directory.path()).args(["--pdeathsig", "INT"]);
        if let Some((user, group)) = unprivileged() {
            command.args([
                format!("--reuid={user}"),
                format!("--regid={group}"),
                "--clear-groups".to_owned(),
            ]);
        }
        command.arg(self.programs.join(name));
        command
    }

    fn said(&self) -> String {
        std::fs::read_to_string(self.directory.path().join("server.log")).unwrap_or_default()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            // Killed, it would leave its children behind; it ends all of them at once when it is asked to quit.
            let _ = Command::new("kill").args(["-QUIT", &server.id().to_string()]).status();
            let _ = server.wait();
        }
    }
}

/// The directory of the newest PostgreSQL's programs, as `tests/run` looks for it.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut directories: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    directories.sort();
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let newest_first = directories.into_iter().rev().map(|(_, directory)| directory);
    newest_first
        .chain(std::env::split_paths(&on_path))
        .find(|directory| ["initdb", "postgres"].iter().all(|program| directory.join(program).is_file()))
        .expect("PostgreSQL is missing: run the tests by `tests/run`, which installs it")
}

/// Nobody's user and group, where we are root.
fn unprivileged() -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt as _;
    let number = |arguments: &[&str]| -> u32 {
        let said = Command::new("id").args(arguments).output().unwrap();
        String::from_utf8(said.stdout).unwrap().trim().parse().unwrap()
    };
    let root = std::fs::metadata(Path::new("/proc/self")).unwrap().uid() == 0;
    root.then(|| (number(&["-u", "nobody"]), number(&["-g", "nobody"])))
}

fn random() -> u8 {
    uuid::Uuid::now_v7().as_bytes()[15]
}
