//! A client's connection: ended politely, and not held up for ever by a client that does not read.
//!
//! When the service ends a connection while the client still sends, such as after a 413, the system would throw the
//! answer away with what has not been read. So the sending side is closed first, and what still comes is read and thrown
//! away for a while.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::time::{Sleep, sleep, timeout};

/// How long a client may take no byte of its answer.
const STUCK: Duration = Duration::from_secs(30);
/// How long an ended connection waits for the next byte, how long for all, and how many it takes.
const QUIET: Duration = Duration::from_secs(2);
const LINGER: Duration = Duration::from_secs(15);
const LEFT_OVER: u64 = 64 * 1024 * 1024;

/// A connection, and what is kept for as long as it is open.
pub(crate) struct Line<Kept: Send + 'static> {
    /// None once the connection is dropped.
    open: Option<(TcpStream, Kept)>,
    /// Runs while the client takes nothing.
    stuck: Option<Pin<Box<Sleep>>>,
}

impl<Kept: Send + 'static> Line<Kept> {
    pub(crate) fn new(stream: TcpStream, kept: Kept) -> Self {
        Self { open: Some((stream, kept)), stuck: None }
    }

    fn stream(&mut self) -> Pin<&mut TcpStream> {
        let (stream, _) = self.open.as_mut().expect("it is taken when the line is dropped");
        Pin::new(stream)
    }

    /// The outcome of an attempt to write, or that it has been none for too long.
    fn moving(&mut self, cx: &mut Context<'_>, outcome: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if outcome.is_ready() {
            self.stuck = None;
            return outcome;
        }
        let stuck = self.stuck.get_or_insert_with(|| Box::pin(sleep(STUCK)));
        ready!(stuck.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<Kept: Send + Unpin + 'static> AsyncRead for Line<Kept> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.stream().poll_read(cx, buffer)
    }
}

impl<Kept: Send + Unpin + 'static> AsyncWrite for Line<Kept> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let outcome = self.stream().poll_write(cx, bytes);
        self.moving(cx, outcome)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = self.stream().poll_write_vectored(cx, bytes);
        self.moving(cx, outcome)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_shutdown(cx)
    }
}

impl<Kept: Send + 'static> Drop for Line<Kept> {
    fn drop(&mut self) {
        // Where the runtime has ended there is nobody who could wait.
        if let (Some((stream, kept)), Ok(runtime)) = (self.open.take(), Handle::try_current()) {
            runtime.spawn(async move {
                let _ = timeout(LINGER, end(stream)).await;
                drop(kept);
            });
        }
    }
}

/// Closes our side, and waits until the client closes its own or is quiet.
async fn end(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown().await?;
    let (mut taken, mut buffer) = (0, vec![0; 16 * 1024]);
    while taken < LEFT_OVER {
        match timeout(QUIET, stream.read(&mut buffer)).await {
            Ok(Ok(read)) if read > 0 => taken += read as u64,
            Ok(_) | Err(_) => break,
        }
    }
    Ok(())
}
