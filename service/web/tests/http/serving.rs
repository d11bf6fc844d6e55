//! The accept loop over real connections: an answer, slow headers, an orderly end.

use crate::support::{World, world_of};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

async fn serving(world: &World) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let shutdown = async move {
        let _ = stopped.await;
    };
    (address, stop, tokio::spawn(web::serve(listener, world.router(), &[], shutdown)))
}

async fn read_all(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn a_request_is_answered_and_the_end_waits_for_nobody_idle() {
    let world = world_of(&[]).await;
    let (address, stop, ended) = serving(&world).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut begin = [0; 15];
    stream.read_exact(&mut begin).await.unwrap();
    assert_eq!(&begin, b"HTTP/1.1 200 OK");

    stop.send(()).unwrap();
    ended.await.unwrap();
    assert!(read_all(&mut stream).await.ends_with("ok\n"));
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn headers_that_never_end_are_cut_off() {
    let world = world_of(&[]).await;
    let (address, _stop, _ended) = serving(&world).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.unwrap();

    // Time runs ahead as soon as everybody waits, so that this test takes none.
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    let answer = read_all(&mut stream).await;

    assert!(!answer.contains("200 OK"), "{answer}");
    let waited = begun.elapsed().as_secs();
    assert!((9..=11).contains(&waited), "{waited} s");
}

#[tokio::test]
async fn headers_that_are_too_large_are_refused() {
    let world = world_of(&[]).await;
    let (address, _stop, _ended) = serving(&world).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Large: {}\r\n\r\n", "a".repeat(1024 * 1024));
    // The service may close before it has read everything, and then the answer may be lost.
    let _ = stream.write_all(head.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8(answer).unwrap();
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
}
