//! What an operator sees: a line for each request, without bodies and without persons, and two probes.

use crate::figures::{REQUEST_TIME, REQUESTS, REQUESTS_OPEN};
use crate::route::Route;
use crate::router::Site;
use crate::table::{API, BASE, PAGES};
use axum::Json;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use metrics::{counter, gauge, histogram};
use serde_json::json;
use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};
use tracing::Instrument as _;
use uuid::Uuid;

/// The id of one request, which its answer, its problem and its line in the log bear.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestId(Uuid);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Gives each request its id, and says what became of it. An id that the caller sends is not believed.
pub(crate) async fn watch(mut request: Request, next: Next) -> Response {
    const HEADER: HeaderName = HeaderName::from_static("x-request-id");
    let started = Instant::now();
    let id = RequestId(Uuid::now_v7());
    request.extensions_mut().insert(id);
    let method = known(request.method());
    let route = route(request.extensions().get::<MatchedPath>(), method);
    // At the level of errors, so that it is there whatever is logged: every line of this request bears its id.
    let span = tracing::error_span!("request", request = %id, method, route);
    let open = Open::new();
    let mut response = next.run(request).instrument(span.clone()).await;
    drop(open);
    let value = HeaderValue::try_from(id.to_string()).expect("an id is plain ASCII");
    response.headers_mut().insert(HEADER, value);
    let (status, took) = (response.status(), started.elapsed());
    span.in_scope(|| answered(route, status, took));
    counter!(REQUESTS, "route" => route, "method" => method, "status" => status.as_str().to_owned())
        .increment(1);
    histogram!(REQUEST_TIME, "route" => route).record(took);
    response
}

/// The line in the log. Probes come every few seconds, and nobody wants to read them.
fn answered(route: &str, status: StatusCode, took: Duration) {
    let (status, micros) = (status.as_u16(), u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    match route {
        "alive" | "ready" => tracing::debug!(status, micros, "answered"),
        _ => tracing::info!(status, micros, "answered"),
    }
}

/// A method by its name, where it is one that anybody uses: others may be any word.
fn known(method: &Method) -> &'static str {
    const KNOWN: [&str; 9] = ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}

/// The name of the route that a request has found.
fn route(path: Option<&MatchedPath>, method: &str) -> &'static str {
    static NAMES: LazyLock<HashMap<String, Vec<&'static Route>>> = LazyLock::new(|| {
        let mut names: HashMap<String, Vec<&'static Route>> = HashMap::new();
        let api = API.iter().map(|route| (format!("{BASE}{}", route.path), route));
        for (path, route) in api.chain(PAGES.iter().map(|route| (route.path.to_owned(), route))) {
            names.entry(path).or_default().push(route);
        }
        names
    });
    let method = if method == "HEAD" { "GET" } else { method };
    let found = path.and_then(|path| NAMES.get(path.as_str()));
    let route = found.and_then(|routes| routes.iter().find(|route| route.method.name() == method));
    route.map_or("none", |route| route.name)
}

/// A request in the figures, until it is answered or its client goes away.
struct Open;

impl Open {
    fn new() -> Self {
        gauge!(REQUESTS_OPEN).increment(1.0);
        Self
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        gauge!(REQUESTS_OPEN).decrement(1.0);
    }
}

/// That the service is ending: from then on it is not ready, whatever it still answers.
#[derive(Debug, Clone, Default)]
pub struct Ending(Arc<AtomicBool>);

impl Ending {
    /// It has begun to end.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The process runs.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers, what is read is complete, and the service is not ending. Why it is not so is in the log and told by the doctor.
pub(crate) async fn ready(site: State<Site>) -> Response {
    let health = site.app.store().health().await;
    let database = health.unreachable.is_none();
    let following = health.sequencer.is_none() && health.projector.is_none();
    let ending = site.options.ending.has_begun();
    let ready = database && health.complete && following && !ending;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = json!({
        "ready": ready,
        "database": database,
        "read_models": health.complete,
        "following": following,
        "unnumbered": health.unnumbered,
        "plans_behind": health.plans_behind,
        "events_behind": health.events_behind,
        "ending": ending,
    });
    (status, Json(body)).into_response()
}
