//! Serving: our own accept loop, because axum's sets no limit on the time that a request's headers may take.

use crate::client::{Peer, Seats, network, plain};
use crate::figures::{CONNECTIONS_OPEN, CONNECTIONS_REFUSED};
use crate::line::Line;
use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use metrics::{counter, gauge};
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tower::ServiceExt;

/// How long the headers of a request may take, and how long a connection may wait for its next request.
const HEADERS: Duration = Duration::from_secs(10);
/// The most that the headers of a request may be, in bytes.
const HEADER_BYTES: usize = 64 * 1024;
/// The most connections at a time; others wait to be accepted.
const CONNECTIONS: usize = 1024;
/// The most connections of one client, so that others find a place; this machine and proxies may have all.
const CONNECTIONS_EACH: u32 = 512;
/// How long the loop pauses when the system has no means for another connection.
const PAUSE: Duration = Duration::from_millis(100);
/// How long requests may take to end when the service ends: as long as the longest of them may.
const GRACE: Duration = Duration::from_secs(60);

/// Serves until `shutdown` is complete, then lets the requests end that have begun. The proxies may have as many
/// connections as there are.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    proxies: &[IpAddr],
    shutdown: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let (seats, clients) = (Arc::new(Semaphore::new(CONNECTIONS)), Seats::default());
    let mut shutdown = pin!(shutdown);
    loop {
        let next = async {
            let seat = Arc::clone(&seats).acquire_owned().await.expect("nobody closes the seats");
            (seat, listener.accept().await)
        };
        let (seat, accepted) = tokio::select! {
            next = next => next,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, address)) => {
                let peer = plain(address.ip());
                let most =
                    if peer.is_loopback() || proxies.contains(&peer) { u32::MAX } else { CONNECTIONS_EACH };
                let Some(own) = clients.take(network(peer), most) else {
                    counter!(CONNECTIONS_REFUSED).increment(1);
                    continue;
                };
                // Answers are written in large pieces; waiting to fill a packet only delays them.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "a connection keeps its delay");
                }
                let service = router.clone().map_request(move |mut request: Request<Incoming>| {
                    request.extensions_mut().insert(Peer(peer));
                    request
                });
                let line = Line::new(stream, (seat, own, Open::new()));
                let connection = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(HEADERS)
                    .max_buf_size(HEADER_BYTES)
                    .serve_connection(TokioIo::new(line), TowerToHyperService::new(service));
                let connection = graceful.watch(connection);
                tokio::spawn(async move {
                    // A client that goes away, or that is too slow, is no event of ours.
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "a connection ended early");
                    }
                });
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted at the moment");
                if timeout(PAUSE, &mut shutdown).await.is_ok() {
                    break;
                }
            }
        }
    }
    drop(listener);
    if timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests were still running when the service ended");
    }
}

/// Whether an error of accepting says nothing about the next connection.
fn is_of_one_connection(error: &std::io::Error) -> bool {
    use std::io::ErrorKind as Kind;
    matches!(error.kind(), Kind::ConnectionRefused | Kind::ConnectionAborted | Kind::ConnectionReset)
}

/// A connection in the figures, for as long as it is open.
struct Open;

impl Open {
    fn new() -> Self {
        gauge!(CONNECTIONS_OPEN).increment(1.0);
        Self
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        gauge!(CONNECTIONS_OPEN).decrement(1.0);
    }
}
