//! The router: the tables of routes with what stands around every request.

use crate::client::{Clients, limit};
use crate::page::Makings;
use crate::problem::{self, Problem};
use crate::route::Route;
use crate::table::{API, BASE, PAGES};
use crate::watch::Ending;
use crate::{encode, page, watch};
use app::App;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension, OriginalUri, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::MethodRouter;
use std::any::Any;
use std::net::IpAddr;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// What a site may be told about itself.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A line that every page shows at its top, such as that this is a sample.
    pub notice: Option<String>,
    /// The licence of open data: its address, or its name.
    pub licence: Option<String>,
    /// The proxies whose word on the client is believed.
    pub proxies: Vec<IpAddr>,
    /// Whether the service is ending.
    pub ending: Ending,
}

/// What every handler has.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) app: App,
    pub(crate) options: Arc<Options>,
    pub(crate) makings: Arc<Makings>,
}

impl Site {
    pub(crate) fn new(app: App, options: Options) -> Self {
        Self { app, options: Arc::new(options), makings: Arc::default() }
    }
}

/// Everything that is served.
pub fn router(app: App, options: Options) -> Router {
    assembled(Site::new(app, options), API, PAGES)
}

/// The routes of both tables with what stands around every request.
fn assembled(site: Site, api: &'static [Route], pages: &'static [Route]) -> Router {
    let whole = || CatchPanicLayer::custom(panicked);
    let clients = Arc::new(Clients::new(&site.options.proxies));
    let fair = || from_fn_with_state(Arc::clone(&clients), limit);
    let api = routed(api).layer(whole()).layer(fair()).layer(from_fn(problem::write));
    let pages = routed(pages)
        .layer(whole())
        .layer(fair())
        .layer(from_fn_with_state(site.clone(), page::write_problem));
    let everything = pages.nest(BASE, api).layer(from_fn(options)).layer(from_fn_with_state(clients, guard));
    let encoded = everything.layer(encode::compression()).layer(from_fn(encode::tags));
    encoded.layer(from_fn(watch::watch)).with_state(site)
}

/// The routes of a table, each with its limits, and for everything else the answer that there is nothing.
fn routed(table: &'static [Route]) -> Router<Site> {
    let empty = Router::new().fallback(nothing);
    table.iter().fold(empty, |router, route| router.route(route.path, limited(route)))
}

/// Nothing is there; addresses of the API end without a slash, and with one they lead there.
async fn nothing(OriginalUri(uri): OriginalUri, method: Method) -> Response {
    let reads = matches!(method, Method::GET | Method::HEAD);
    let of_api = uri.path().strip_prefix(BASE).is_some_and(|rest| rest.starts_with('/'));
    match uri.path().strip_suffix('/') {
        Some(path) if reads && of_api && path != BASE => {
            let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            Redirect::permanent(&format!("{}{query}", path.trim_end_matches('/'))).into_response()
        }
        Some(_) | None => Problem::not_found().into_response(),
    }
}

/// `OPTIONS` is answered with the methods of an address, which axum adds. Other origins are told nothing, and so may do
/// nothing.
async fn options(request: Request, next: Next) -> Response {
    let asked = *request.method() == Method::OPTIONS;
    let response = next.run(request).await;
    if asked && response.status() == StatusCode::METHOD_NOT_ALLOWED {
        return StatusCode::NO_CONTENT.into_response();
    }
    response
}

fn limited(route: &'static Route) -> MethodRouter<Site> {
    route
        .handler()
        .route_layer(from_fn(in_time))
        .route_layer(DefaultBodyLimit::max(route.limit()))
        .route_layer(Extension(route))
}

/// A request may take as long as its route says. What it has begun to write goes on: the same request again will tell.
async fn in_time(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<&'static Route>();
    let patience = route.expect("the router leaves each route with its requests").patience();
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::timeout().into_response(),
    }
}

/// A panic ends its request only.
fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let said = panic.downcast_ref::<String>().map(String::as_str);
    let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
    Problem::panicked(said.unwrap_or("without a word")).into_response()
}

/// The headers that keep a browser from doing what nobody meant: nothing inline, nothing from elsewhere, no frames.
async fn guard(State(clients): State<Arc<Clients>>, request: Request, next: Next) -> Response {
    const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
        form-action 'self'; frame-ancestors 'none'";
    const FEATURES: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), \
        gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";
    let secure = clients.is_secure(&request);
    let personal =
        [header::AUTHORIZATION, header::COOKIE].iter().any(|name| request.headers().contains_key(name));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), FEATURES);
    if secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    // Answers differ by token and by language, and are asked for again each time; a tag makes that cheap. What anyone
    // is answered a proxy may keep, too, and has to ask likewise.
    let shared = !personal && headers.contains_key(header::ETAG);
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CACHE_CONTROL, if shared { "public, no-cache" } else { "private, no-cache" });
    set(header::VARY, "authorization, accept-language");
    response
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use app::{Access, Settings, Store};
    use axum::body::{Body, to_bytes};
    use axum::routing::get;
    use serde_json::Value;
    use tower::ServiceExt;

    static BAD: &[Route] = &[
        Route::get("/panic", "panic", || get(|| async { assert_eq!(1 + 1, 3, "a secret of the program") })),
        Route::get("/slow", "slow", || get(std::future::pending::<()>)),
    ];

    async fn answer(path: &str) -> (u16, Value) {
        let directory = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", directory.path().join("register.db").display());
        let app = App::new(Store::open(&address, Access::Write).await.unwrap(), Settings::default());
        let site = Site::new(app, Options::default());
        let request = Request::builder().uri(format!("{BASE}{path}")).body(Body::empty()).unwrap();
        tokio::time::pause();
        let response = assembled(site, BAD, &[]).oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap())
    }

    #[tokio::test]
    async fn a_panic_is_a_problem_that_tells_nothing() {
        let (status, problem) = answer("/panic").await;
        assert_eq!((status, problem["type"].as_str()), (500, Some("/problems/internal")));
        assert!(!problem.to_string().contains("secret"));
        assert!(problem["instance"].as_str().unwrap().starts_with("urn:uuid:"));
    }

    #[tokio::test]
    async fn what_takes_too_long_is_ended_with_a_problem() {
        let begun = std::time::Instant::now();
        let (status, problem) = answer("/slow").await;
        assert_eq!((status, problem["type"].as_str()), (503, Some("/problems/timeout")));
        assert!(begun.elapsed() < BAD[1].patience(), "time did not run ahead");
    }
}
