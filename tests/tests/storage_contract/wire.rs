//! A wire to a PostgreSQL server that can be cut: for a moment, or at the worst one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use system_tests::TestDatabase;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

const PIECE: usize = 65_536;

/// The wire; it lies from when it is made until the test ends.
pub(crate) struct Wire {
    /// The address of the database at this end.
    pub(crate) address: String,
    up: watch::Sender<bool>,
    /// The answer to the next commit of an event is to be lost.
    lose: Arc<AtomicBool>,
}

impl Wire {
    pub(crate) async fn to(db: &TestDatabase) -> Self {
        let url = db.url();
        let (before, rest) = url.split_once('@').unwrap();
        let (server, name) = rest.split_once('/').unwrap();
        let server = server.to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("{before}@{}/{name}", listener.local_addr().unwrap());
        let (up, is_up) = watch::channel(true);
        let lose = Arc::new(AtomicBool::new(false));
        tokio::spawn({
            let lose = Arc::clone(&lose);
            async move {
                while let Ok((client, _)) = listener.accept().await {
                    if *is_up.borrow() {
                        tokio::spawn(carry(client, server.clone(), is_up.clone(), Arc::clone(&lose)));
                    }
                }
            }
        });
        Self { address, up, lose }
    }

    /// Cuts every connection; new ones are cut at once.
    pub(crate) fn take_down(&self) {
        self.up.send_replace(false);
    }

    pub(crate) fn bring_up(&self) {
        self.up.send_replace(true);
    }

    /// The next commit of an event happens, and its answer is cut off.
    pub(crate) fn lose_the_next_answer(&self) {
        self.lose.store(true, Ordering::SeqCst);
    }

    /// The answer that was to be lost is lost.
    pub(crate) fn has_lost_it(&self) -> bool {
        !self.lose.load(Ordering::SeqCst)
    }
}

async fn carry(client: TcpStream, server: String, mut is_up: watch::Receiver<bool>, lose: Arc<AtomicBool>) {
    let server = TcpStream::connect(server).await.unwrap();
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    let (cut, cutting) = watch::channel(false);
    tokio::select! {
        () = questions(from_client, to_server, &lose, &cut) => {}
        () = answers(from_server, to_client, cutting) => {}
        _ = is_up.wait_for(|up| !up) => {}
    }
}

async fn questions(
    mut client: OwnedReadHalf,
    mut server: OwnedWriteHalf,
    lose: &AtomicBool,
    cut: &watch::Sender<bool>,
) {
    let (mut buffer, mut appending) = (vec![0; PIECE], false);
    while let Ok(read @ 1..) = client.read(&mut buffer).await {
        let sent = &buffer[..read];
        appending |= contains(sent, b"INSERT INTO events");
        if appending && contains(sent, b"COMMIT") && lose.swap(false, Ordering::SeqCst) {
            cut.send_replace(true);
        }
        if server.write_all(sent).await.is_err() {
            return;
        }
    }
}

async fn answers(mut server: OwnedReadHalf, mut client: OwnedWriteHalf, cutting: watch::Receiver<bool>) {
    let mut buffer = vec![0; PIECE];
    while let Ok(read @ 1..) = server.read(&mut buffer).await {
        // The server has answered, so it has committed; nobody will hear of it.
        if *cutting.borrow() || client.write_all(&buffer[..read]).await.is_err() {
            return;
        }
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
