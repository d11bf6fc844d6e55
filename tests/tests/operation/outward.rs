//! Nothing leaves the machine: no page makes a browser call another host, and the service calls nobody but its database.

use crate::references::{inward, outward};
use crate::support::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use system_tests::{Server, TestDatabase, on_both_blocking};
use web::{API, PAGES, Route, Value};

on_both_blocking!(every_page_and_file_is_served_and_nobody_else_is_called);

/// The most pages that are visited: a table alone leads to every item of it.
const PAGES_AT_MOST: usize = 150;

fn every_page_and_file_is_served_and_nobody_else_is_called(db: TestDatabase) {
    let secret = token(&db);
    let server = serve(&db, &[], &[]);
    let watched = Watched::begin(server.id());
    assert_eq!(open_cycle(&server, &secret).send().unwrap().status(), 201);
    let mut findings = Vec::new();
    let edition = edition(&server);
    for page in PAGES.iter().filter(|page| page.segments().all(|name| known(name, &edition).is_some())) {
        let answer = get(&server.url(&address_of(page, &edition)));
        assert!(answer.status().as_u16() < 400, "{}: {}", page.path, answer.status());
        let text = answer.text().unwrap();
        findings.extend(outward(&text).into_iter().map(|found| format!("{}: {found}", page.path)));
    }
    let visited = visit(&server, &mut findings);
    assert!(visited.len() > 20, "{visited:?}");
    for address in files() {
        let file = get(&server.url(&address));
        assert_eq!(file.status(), 200, "{address}");
        let text = String::from_utf8_lossy(&file.bytes().unwrap()).into_owned();
        findings.extend(outward(&text).into_iter().map(|found| format!("{address}: {found}")));
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));

    let called = watched.end();
    let allowed = database(&db);
    let wrong: Vec<_> = called.iter().filter(|far| Some(**far) != allowed).collect();
    assert!(wrong.is_empty(), "the service calls {wrong:?}");
    assert_eq!(called.contains(&allowed.unwrap_or(SocketAddr::from(([0; 4], 0)))), allowed.is_some());
    assert!(server.stop().success());
}

/// The id of the sample's edition.
fn edition(server: &Server) -> String {
    let plan: serde_json::Value = get(&server.url(&format!("/api/v1/plans/{PLAN}"))).json().unwrap();
    plan["editions"][0]["id"].as_str().unwrap().to_owned()
}

/// What a name in a path stands for in the sample; other names are met by following links.
fn known<'e>(name: &str, edition: &'e str) -> Option<&'e str> {
    match name {
        "plan" => Some(PLAN),
        "edition" => Some(edition),
        "item" => Some("6-6"),
        _ => None,
    }
}

/// A page of the sample, with what its query must have.
fn address_of(page: &Route, edition: &str) -> String {
    let filled = page.segments().fold(page.path.to_owned(), |path, name| {
        path.replace(&format!("{{{name}}}"), known(name, edition).unwrap_or_default())
    });
    let needed = page.query.iter().filter(|parameter| parameter.required);
    let pairs: Vec<_> = needed
        .map(|parameter| match parameter.name {
            "from" | "to" => format!("{}=current", parameter.name),
            "of" => "of=table".to_owned(),
            "format" => "format=html".to_owned(),
            name => format!("{name}=%E8%B2%BB%E7%94%A8"),
        })
        .collect();
    if pairs.is_empty() { filled } else { format!("{filled}?{}", pairs.join("&")) }
}

/// Follows every link from the start page, the styles too, in both languages.
fn visit(server: &Server, findings: &mut Vec<String>) -> BTreeSet<String> {
    let begin = ["/", "/?lang=en", "/healthz", "/readyz", "/no/such/page"].map(str::to_owned);
    let mut waiting: VecDeque<String> = begin.into_iter().collect();
    let mut visited = BTreeSet::new();
    while let Some(address) = waiting.pop_front() {
        if visited.len() >= PAGES_AT_MOST || !visited.insert(address.clone()) {
            continue;
        }
        let answer = get(&server.url(&address));
        assert!(!answer.status().is_server_error(), "{address}: {}", answer.status());
        let kind = answer.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        let text = answer.text().unwrap();
        findings.extend(outward(&text).into_iter().map(|found| format!("{address}: {found}")));
        if kind.is_some_and(|kind| kind.starts_with("text/html")) {
            let next = inward(&text);
            // Pages of kinds that were not seen yet come first.
            let (seen, fresh): (Vec<_>, Vec<_>) = next.into_iter().partition(|next| {
                let path = next.split('?').next().unwrap();
                let kind = PAGES.iter().find(|page| fits(page.path, path));
                kind.is_none_or(|kind| {
                    visited.iter().any(|old| fits(kind.path, old.split('?').next().unwrap()))
                })
            });
            fresh.into_iter().rev().for_each(|next| waiting.push_front(next));
            waiting.extend(seen);
        }
    }
    visited
}

/// Every form in which a table is given out, and the API's document.
fn files() -> Vec<String> {
    let export = API.iter().find(|route| route.name == "export").unwrap();
    let format = export.query.iter().find(|parameter| parameter.name == "format").unwrap();
    let Value::OneOf(formats) = format.value else { panic!("formats are words") };
    assert!(formats.len() >= 3, "{formats:?}");
    let files = formats.iter().map(|format| format!("/api/v1/plans/{PLAN}/export?format={format}"));
    files.chain(["/api/v1/openapi.json".to_owned()]).collect()
}

/// Whether a path is one of a route's.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    let same =
        |(known, given): (&&str, &&str)| known == given || (known.starts_with('{') && !given.is_empty());
    pattern.len() == path.len() && pattern.iter().zip(&path).all(same)
}

/// Where the database listens, if it does.
fn database(db: &TestDatabase) -> Option<SocketAddr> {
    let url = db.url();
    let (_, host) = url.strip_prefix("postgres://")?.rsplit_once('@')?;
    host.split('/').next()?.parse().ok()
}

/// Looks at the connections of a process for as long as it is asked to.
struct Watched {
    ended: Arc<AtomicBool>,
    called: Arc<Mutex<BTreeSet<SocketAddr>>>,
    watcher: std::thread::JoinHandle<()>,
}

impl Watched {
    fn begin(process: u32) -> Self {
        let (ended, called) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(BTreeSet::new())));
        let watcher = std::thread::spawn({
            let (ended, called) = (Arc::clone(&ended), Arc::clone(&called));
            move || {
                while !ended.load(Ordering::Relaxed) {
                    called.lock().unwrap().extend(calls(process));
                    std::thread::park_timeout(std::time::Duration::from_millis(5));
                }
            }
        });
        Self { ended, called, watcher }
    }

    /// Whom the process has called, by connection or by datagram.
    fn end(self) -> BTreeSet<SocketAddr> {
        self.ended.store(true, Ordering::Relaxed);
        self.watcher.join().unwrap();
        std::mem::take(&mut self.called.lock().unwrap())
    }
}

/// Whom a process is connected to, those apart who have called it. Every socket for datagrams is a finding: names are
/// asked for by these.
fn calls(process: u32) -> Vec<SocketAddr> {
    let descriptors = std::fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    let links = descriptors.filter_map(|one| std::fs::read_link(one.path()).ok());
    let own: BTreeSet<String> = links
        .filter_map(|link| link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']').map(str::to_owned))
        .collect();
    let mut sockets = BTreeMap::new();
    for table in ["tcp", "tcp6", "udp", "udp6"] {
        let text = std::fs::read_to_string(format!("/proc/{process}/net/{table}")).unwrap_or_default();
        for line in text.lines().skip(1) {
            let words: Vec<&str> = line.split_whitespace().collect();
            if let [_, near, far, state, .., inode] = words.get(..10).unwrap_or_default()
                && own.contains(*inode)
                && let (Some(near), Some(far)) = (address(near), address(far))
            {
                sockets.insert((*inode).to_owned(), (table, near, far, (*state).to_owned()));
            }
        }
    }
    const LISTENS: &str = "0A";
    let listening: BTreeSet<u16> = sockets
        .values()
        .filter(|(table, _, _, state)| table.starts_with("tcp") && state == LISTENS)
        .map(|(_, near, _, _)| near.port())
        .collect();
    let called = sockets.into_values().filter(|(table, near, _, state)| {
        table.starts_with("udp") || (state != LISTENS && !listening.contains(&near.port()))
    });
    called.map(|(_, _, far, _)| far).collect()
}

/// An address as the kernel prints it: hexadecimal words in the order of the machine, and the port.
fn address(printed: &str) -> Option<SocketAddr> {
    let (host, port) = printed.split_once(':')?;
    let words =
        host.as_bytes().chunks(8).map(|word| u32::from_str_radix(std::str::from_utf8(word).ok()?, 16).ok());
    let bytes: Vec<u8> = words.collect::<Option<Vec<_>>>()?.into_iter().flat_map(u32::to_ne_bytes).collect();
    let host = match <[u8; 4]>::try_from(&bytes[..]) {
        Ok(bytes) => IpAddr::from(Ipv4Addr::from(bytes)),
        Err(_) => IpAddr::from(Ipv6Addr::from(<[u8; 16]>::try_from(&bytes[..]).ok()?)),
    };
    Some(SocketAddr::new(host.to_canonical(), u16::from_str_radix(port, 16).ok()?))
}

#[test]
fn a_process_that_calls_somebody_is_caught() {
    let somebody = TcpListener::bind("127.0.0.1:0").unwrap();
    let elsewhere = somebody.local_addr().unwrap();
    let caller = TcpStream::connect(elsewhere).unwrap();
    let (called, _) = somebody.accept().unwrap();
    // This process listens there itself, so its own call is told from those to it by their near ends.
    drop(somebody);
    let found = calls(std::process::id());
    assert!(found.contains(&elsewhere), "{found:?}");
    drop((caller, called));

    let asks = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    asks.connect("127.0.0.1:53").unwrap();
    assert!(calls(std::process::id()).contains(&"127.0.0.1:53".parse().unwrap()));
}
