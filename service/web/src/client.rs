//! Who a client is, and how much one may ask for at a time.
//!
//! A client is an address; of IPv6 the network of 64 bits, which is what one customer has. The limits are far above
//! what an office behind one address asks for, and far below what would keep others from being answered. Addresses are
//! held in memory while they count and are written nowhere.

use crate::header::text;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::http::{Extensions, HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Requests a second that a client may send for long.
const RATE: NonZeroU32 = NonZeroU32::new(100).expect("it is not zero");
/// Requests that it may send at once after a rest: three hundred people who open a page with what belongs to it.
const BURST: NonZeroU32 = NonZeroU32::new(1_000).expect("it is not zero");
/// Requests of a client that may be under way at the same time.
const AT_ONCE: u32 = 256;
/// After how many requests clients are forgotten that have been quiet for long enough.
const FORGET: u32 = 4_096;

/// The other end of a connection, which the accept loop leaves with each of its requests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Counts what each address has at the moment.
#[derive(Debug, Default, Clone)]
pub(crate) struct Seats(Arc<Mutex<HashMap<IpAddr, u32>>>);

/// A place that an address has taken; it is free again when this value is dropped.
#[derive(Debug)]
pub(crate) struct Seat {
    seats: Seats,
    address: IpAddr,
}

impl Seats {
    /// A place for an address, unless it has `most` already.
    pub(crate) fn take(&self, address: IpAddr, most: u32) -> Option<Seat> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(address).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Seat { seats: self.clone(), address })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.address);
            }
        }
    }
}

/// All clients of this process.
pub(crate) struct Clients {
    /// Whose word on the client is believed.
    proxies: Vec<IpAddr>,
    rate: DefaultKeyedRateLimiter<IpAddr>,
    busy: Seats,
    asked: AtomicU32,
}

impl Clients {
    pub(crate) fn new(proxies: &[IpAddr]) -> Self {
        let rate = RateLimiter::keyed(Quota::per_second(RATE).allow_burst(BURST));
        let proxies = proxies.iter().copied().map(plain).collect();
        Self { proxies, rate, busy: Seats::default(), asked: AtomicU32::new(0) }
    }

    /// Who has sent a request; none for who is not limited: this machine itself, and whom a proxy does not name.
    fn of(&self, extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
        const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");
        let Peer(peer) = *extensions.get::<Peer>()?;
        let peer = plain(peer);
        if !self.proxies.contains(&peer) {
            return (!peer.is_loopback()).then(|| network(peer));
        }
        // Each proxy adds at the end who has called it; what stands before the first that is none may be invented.
        let named = headers.get_all(FORWARDED).iter().filter_map(|value| value.to_str().ok());
        let named: Vec<&str> = named.flat_map(|value| value.split(',')).collect();
        let mut callers = named.iter().rev().map(|name| address(name.trim()));
        callers
            .find(|caller| caller.is_none_or(|caller| !self.proxies.contains(&caller)))
            .flatten()
            .map(network)
    }

    /// Whether the client speaks TLS with a proxy that is believed.
    pub(crate) fn is_secure(&self, request: &Request) -> bool {
        const PROTOCOL: HeaderName = HeaderName::from_static("x-forwarded-proto");
        let peer = request.extensions().get::<Peer>();
        peer.is_some_and(|Peer(peer)| self.proxies.contains(&plain(*peer)))
            && text(request.headers(), PROTOCOL) == Some("https")
    }

    /// Seconds until the client may ask again, where it asks for too much.
    fn too_fast(&self, client: IpAddr) -> Option<u32> {
        if self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(FORGET) {
            self.rate.retain_recent();
            self.rate.shrink_to_fit();
        }
        let refused = self.rate.check_key(&client).err()?;
        let wait = refused.wait_time_from(DefaultClock::default().now());
        Some(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1))
    }
}

/// Lets a request through unless its client asks for too much.
pub(crate) async fn limit(State(clients): State<Arc<Clients>>, request: Request, next: Next) -> Response {
    let Some(client) = clients.of(request.extensions(), request.headers()) else {
        return next.run(request).await;
    };
    if let Some(seconds) = clients.too_fast(client) {
        return Problem::too_many(seconds).into_response();
    }
    let Some(_seat) = clients.busy.take(client, AT_ONCE) else {
        return Problem::too_many(1).into_response();
    };
    next.run(request).await
}

/// An address as a proxy writes it, with a port or without.
fn address(written: &str) -> Option<IpAddr> {
    let whole = written.parse::<IpAddr>().ok();
    whole.or_else(|| written.parse::<SocketAddr>().ok().map(|socket| socket.ip())).map(plain)
}

/// An IPv4 address that stands in IPv6 as what it is.
pub(crate) fn plain(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

/// What counts as one client.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match plain(address) {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    /// Who a request is from, by its peer and by what it says of itself.
    #[track_caller]
    fn check(proxies: &[&str], peer: &str, forwarded: &[&'static str], expected: Option<&str>) {
        let proxies: Vec<IpAddr> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        let mut request = Request::new(axum::body::Body::empty());
        request.extensions_mut().insert(Peer(peer.parse().unwrap()));
        for value in forwarded {
            request.headers_mut().append("x-forwarded-for", value.parse().unwrap());
        }
        let client = Clients::new(&proxies).of(request.extensions(), request.headers());
        assert_eq!(client, expected.map(|client| client.parse().unwrap()), "{peer} {forwarded:?}");
    }

    #[test]
    fn a_client_is_who_is_connected_whatever_it_says() {
        check(&[], "192.0.2.7", &[], Some("192.0.2.7"));
        check(&[], "192.0.2.7", &["198.51.100.9"], Some("192.0.2.7"));
        check(&[], "::ffff:192.0.2.7", &[], Some("192.0.2.7"));
        check(&[], "2001:db8:1:2:3:4:5:6", &[], Some("2001:db8:1:2::"));
        check(&[], "127.0.0.1", &["198.51.100.9"], None);
    }

    #[test]
    fn a_proxy_that_is_believed_says_who_is_behind_it_and_nobody_else_does() {
        check(&["127.0.0.1"], "127.0.0.1", &["198.51.100.9"], Some("198.51.100.9"));
        check(&["127.0.0.1"], "::ffff:127.0.0.1", &["198.51.100.9:4711"], Some("198.51.100.9"));
        check(&["127.0.0.1"], "127.0.0.1", &["203.0.113.5, 198.51.100.9"], Some("198.51.100.9"));
        check(&["127.0.0.1"], "127.0.0.1", &["203.0.113.5", "198.51.100.9"], Some("198.51.100.9"));
        check(&["10.0.0.1", "10.0.0.2"], "10.0.0.2", &["198.51.100.9, 10.0.0.1"], Some("198.51.100.9"));
        check(&["127.0.0.1"], "127.0.0.1", &["198.51.100.9, nonsense"], None);
        check(&["127.0.0.1"], "127.0.0.1", &[], None);
        check(&["127.0.0.1"], "192.0.2.7", &["198.51.100.9"], Some("192.0.2.7"));
    }

    #[test]
    fn an_office_is_not_hurt_and_a_flood_is() {
        let clients = Clients::new(&[]);
        let office = "192.0.2.7".parse().unwrap();
        let at_once = (0..5_000).take_while(|_| clients.too_fast(office).is_none()).count();
        assert!(at_once >= 1_000, "{at_once} requests at once");
        assert!(at_once < 5_000, "nothing is limited");
        let other = "192.0.2.8".parse().unwrap();
        assert_eq!(clients.too_fast(other), None, "one client is limited for another");
    }

    #[test]
    fn a_seat_is_free_again_when_it_is_left() {
        let seats = Seats::default();
        let (here, there) = ("192.0.2.7".parse().unwrap(), "192.0.2.8".parse().unwrap());
        let first = seats.take(here, 2).unwrap();
        let _second = seats.take(here, 2).unwrap();
        assert!(seats.take(here, 2).is_none());
        assert!(seats.take(there, 2).is_some());
        drop(first);
        assert!(seats.take(here, 2).is_some());
    }
}
