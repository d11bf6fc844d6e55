//! What an operator sees: a line for each request, without bodies and without persons, and two probes.

use crate::router::Site;
use axum::Json;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::fmt;
use std::time::Instant;
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
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let mut response = next.run(request).await;
    let value = HeaderValue::try_from(id.to_string()).expect("an id is plain ASCII");
    response.headers_mut().insert(HEADER, value);
    tracing::info!(
        request = %id,
        %method,
        route = route.as_deref().unwrap_or("none"),
        status = response.status().as_u16(),
        micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
    response
}

/// The process runs.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers, and what is read is complete. Why it is not so is in the log and told by the doctor.
pub(crate) async fn ready(site: State<Site>) -> Response {
    let health = site.app.store().health().await;
    let database = health.unreachable.is_none();
    let following = health.sequencer.is_none() && health.projector.is_none();
    let ready = database && health.complete && following;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = json!({
        "ready": ready,
        "database": database,
        "read_models": health.complete,
        "following": following,
        "unnumbered": health.unnumbered,
        "plans_behind": health.plans_behind,
    });
    (status, Json(body)).into_response()
}
