//! Clients that are slow, many, or send too much: what becomes of them, and that others are answered all the while.

use crate::support::{PUBLISHED, World, world, world_of};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use web::{BASE, Options};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Serves behind a proxy on this machine, which is whoever calls.
async fn behind_a_proxy(world: &World) -> (SocketAddr, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let options = Options { proxies: vec![HERE], ..Options::default() };
    let router = web::router(world.app.clone(), options);
    let served = async move { web::serve(listener, router, &[HERE], std::future::pending()).await };
    (address, tokio::spawn(served))
}

async fn served(world: &World) -> (SocketAddr, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = world.router();
    (address, tokio::spawn(async move { web::serve(listener, router, &[], std::future::pending()).await }))
}

/// Sends all of it, and only then reads what comes.
async fn ask(address: SocketAddr, head: &str, body: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(format!("{head}\r\n\r\n").as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// A request of a client that the proxy names.
fn of(client: &str, path: &str, more: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {client}\r\nConnection: close{more}")
}

#[tokio::test]
async fn slow_headers_are_dropped_and_others_are_answered_meanwhile() {
    let world = world_of(&[]).await;
    let (address, _served) = served(&world).await;
    let mut slow = Vec::new();
    for _ in 0..100 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.unwrap();
        slow.push(stream);
    }
    let other = ask(address, &of("192.0.2.1", "/", ""), b"").await;
    assert!(other.starts_with("HTTP/1.1 200"), "{other}");

    // Time runs ahead as soon as everybody waits.
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    for stream in &mut slow {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        assert!(!answer.starts_with(b"HTTP/1.1 2"), "an answer to half a request");
    }
    let waited = begun.elapsed().as_secs();
    assert!(waited <= 15, "dropped after {waited} s");
}

#[tokio::test]
async fn a_body_that_never_ends_is_given_up() {
    let world = world().await;
    let (address, _served) = served(&world).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let token = world.secret("staff");
    let head = format!(
        "PUT {BASE}/plans/{PUBLISHED}/cycles/{} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{\"label\"",
        crate::support::id()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // The service has read what there is, and waits for the rest.
    let other = ask(address, &of("192.0.2.1", &format!("/p/{PUBLISHED}/"), ""), b"").await;
    assert!(other.starts_with("HTTP/1.1 200"), "{other}");

    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 503");
    let waited = begun.elapsed().as_secs();
    assert!((14..=15).contains(&waited), "{waited} s");
}

#[tokio::test]
async fn who_sends_far_too_much_before_reading_still_reads_why_it_was_refused() {
    const MUCH: usize = 32 * 1024 * 1024;
    let world = world().await;
    let (address, _served) = served(&world).await;
    let token = world.secret("staff");
    let head = format!(
        "PUT {BASE}/plans/{PUBLISHED}/cycles/{} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {MUCH}",
        crate::support::id()
    );
    let answer = ask(address, &head, &vec![b' '; MUCH]).await;
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("/problems/too-large"), "{answer}");
}

#[tokio::test]
async fn a_flood_from_one_client_is_slowed_down_and_others_are_not() {
    let world = world_of(&[]).await;
    let (address, _served) = behind_a_proxy(&world).await;
    let mut limited = None;
    for _ in 0..20_000 {
        let answer = ask(address, &of("198.51.100.9", "/assets/minaoshi.css", ""), b"").await;
        if answer.starts_with("HTTP/1.1 429") {
            limited = Some(answer);
            break;
        }
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    let limited = limited.expect("nobody is ever slowed down").to_ascii_lowercase();
    assert!(limited.contains("retry-after: "), "{limited}");
    let api = ask(address, &of("198.51.100.9", &format!("{BASE}/plans"), ""), b"").await;
    if !api.starts_with("HTTP/1.1 200") {
        assert!(api.contains("/problems/too-many-requests"), "{api}");
    }
    let other = ask(address, &of("198.51.100.10", "/", ""), b"").await;
    assert!(other.starts_with("HTTP/1.1 200"), "{other}");
    // The control: who is not behind a proxy that is believed cannot blame another.
    let (address, _served) = served(&world).await;
    let here = ask(address, &of("198.51.100.9", "/", ""), b"").await;
    assert!(here.starts_with("HTTP/1.1 200"), "{here}");
}

#[tokio::test]
async fn only_behind_tls_is_a_browser_told_to_insist_on_it() {
    let world = world_of(&[]).await;
    let secure = of("192.0.2.1", "/", "\r\nX-Forwarded-Proto: https");
    let insists = |answer: &str| answer.to_ascii_lowercase().contains("strict-transport-security: ");
    let (believed, _served) = behind_a_proxy(&world).await;
    assert!(insists(&ask(believed, &secure, b"").await));
    assert!(!insists(&ask(believed, &of("192.0.2.1", "/", ""), b"").await));
    let (nobody, _served) = served(&world).await;
    assert!(!insists(&ask(nobody, &secure, b"").await), "anybody can say so");
}
