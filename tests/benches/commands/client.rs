//! A client that costs little: it shares two cores with what it measures. One connection, one request at a time.

use domain::id::{NodeId, PlanId};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use uuid::Uuid;

/// What one client decides about: the items of its plan, with their revisions.
pub(crate) struct Work {
    pub(crate) plan: PlanId,
    pub(crate) items: Vec<(NodeId, u64)>,
}

pub(crate) struct Client {
    stream: TcpStream,
    host: String,
    secret: String,
    work: Work,
    next: usize,
    received: Vec<u8>,
}

impl Client {
    pub(crate) async fn connect(address: &str, secret: &str, work: Work) -> Self {
        let host = address.strip_prefix("http://").unwrap().to_owned();
        let stream = TcpStream::connect(&host).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, host, secret: secret.to_owned(), work, next: 0, received: Vec::new() }
    }

    /// 「変更なし」 for the next item, until it is answered.
    pub(crate) async fn decide(&mut self) {
        let place = self.next % self.work.items.len();
        self.next += 1;
        let (node, seen) = self.work.items[place];
        let body = json!({ "item": node.to_string(), "unchanged": true, "seen": seen }).to_string();
        let request = format!(
            "PUT /api/v1/plans/{}/decisions/{} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.work.plan,
            Uuid::now_v7(),
            self.host,
            self.secret,
            body.len(),
        );
        self.stream.write_all(request.as_bytes()).await.unwrap();
        let answer = self.answer("201").await;
        self.work.items[place].1 = answer["version"].as_u64().unwrap();
    }

    /// Reads the table of its plan.
    #[allow(dead_code, reason = "not every benchmark reads")]
    pub(crate) async fn read(&mut self) {
        let request = format!(
            "GET /api/v1/plans/{}/table HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\r\n",
            self.work.plan, self.host, self.secret
        );
        self.stream.write_all(request.as_bytes()).await.unwrap();
        self.answer("200").await;
    }

    /// Its work, for a client of another service.
    #[allow(dead_code, reason = "not every benchmark changes the service")]
    pub(crate) fn into_work(self) -> Work {
        self.work
    }

    /// The body of an answer of that status.
    async fn answer(&mut self, status: &str) -> Value {
        self.received.clear();
        loop {
            let read = self.stream.read_buf(&mut self.received).await.unwrap();
            assert!(read > 0, "the server ended: {}", String::from_utf8_lossy(&self.received));
            let Some(end) = self.received.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = std::str::from_utf8(&self.received[..end]).unwrap();
            let length = head.lines().filter_map(|line| line.split_once(':'));
            let mut length = length.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
            let length: usize = length.next().unwrap().1.trim().parse().unwrap();
            let Some(body) = self.received.get(end + 4..end + 4 + length) else { continue };
            let as_expected = head.split(' ').nth(1) == Some(status);
            assert!(as_expected, "{head}\n{}", String::from_utf8_lossy(body));
            return serde_json::from_slice(body).unwrap();
        }
    }
}
