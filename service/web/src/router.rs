//! The router: the tables of routes with what stands around every request.

use crate::problem::{self, Problem};
use crate::route::Route;
use crate::table::{API, BASE, PAGES};
use crate::{page, watch};
use app::App;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Extension, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use std::any::Any;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// What a site may be told about itself.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A line that every page shows at its top, such as that this is a sample.
    pub notice: Option<String>,
}

/// What every handler has.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) app: App,
    pub(crate) options: Arc<Options>,
    /// The API's document, written once.
    pub(crate) document: Bytes,
}

/// Everything that is served.
pub fn router(app: App, options: Options) -> Router {
    let document = Bytes::from(crate::openapi::written());
    let site = Site { app, options: Arc::new(options), document };
    let api = routed(API).layer(CatchPanicLayer::custom(panicked)).layer(from_fn(problem::write));
    let pages = routed(PAGES).layer(CatchPanicLayer::custom(panicked)).layer(from_fn(page::write_problem));
    pages.nest(BASE, api).layer(from_fn(guard)).layer(from_fn(watch::watch)).with_state(site)
}

/// The routes of a table, each with its limits, and for everything else the answer that there is nothing.
fn routed(table: &'static [Route]) -> Router<Site> {
    let nothing = || async { Problem::not_found() };
    let empty = Router::new().fallback(nothing);
    table.iter().fold(empty, |router, route| router.route(route.path, limited(route)))
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
async fn guard(request: Request, next: Next) -> Response {
    const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
        form-action 'self'; frame-ancestors 'none'";
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    // Answers differ by token and by language, and are asked for again each time; a tag makes that cheap.
    set(header::CACHE_CONTROL, "private, no-cache");
    set(header::VARY, "authorization, accept-language");
    response
}
