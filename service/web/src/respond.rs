//! How handlers answer: a report with its tag, what was recorded with its address, a file to download.

use crate::extract::Known;
use crate::header::attachment;
use crate::problem::Problem;
use crate::table::BASE;
use app::{AppError, Done, Outgoing};
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::digest::Digest;
use domain::id::PlanId;
use hyper::body::{Frame, SizeHint};
use schemars::JsonSchema;
use serde::Serialize;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use uuid::Uuid;

/// What a handler answers.
pub(crate) type Answer = Result<Response, Problem>;

/// A report, or 304 where the caller has it.
pub(crate) fn report<T: Serialize>(known: &Known, report: &T) -> Answer {
    tagged(known, None, report)
}

/// A report about one row; its tag begins with the row's revision, so that it can be sent back as `If-Match`.
pub(crate) fn revision<T: Serialize>(known: &Known, revision: u64, report: &T) -> Answer {
    tagged(known, Some(revision), report)
}

fn tagged<T: Serialize>(known: &Known, revision: Option<u64>, report: &T) -> Answer {
    let bytes = serde_json::to_vec(report).map_err(|error| Problem::unwritable(&error))?;
    let tag = tag(revision, &bytes);
    if known.has(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let kind = HeaderValue::from_static("application/json");
    Ok(([(header::ETAG, value(&tag)), (header::CONTENT_TYPE, kind)], bytes).into_response())
}

/// The tag of an answer: a digest of its bytes, behind the revision where it is about one row.
pub(crate) fn tag(revision: Option<u64>, bytes: &[u8]) -> String {
    tag_of(revision, Digest::of_bytes(bytes))
}

fn tag_of(revision: Option<u64>, digest: Digest) -> String {
    let digest: String = digest.to_string().chars().take(16).collect();
    match revision {
        Some(revision) => format!("\"{revision}-{digest}\""),
        None => format!("\"{digest}\""),
    }
}

/// What was recorded, as the API answers it: the same each time that the request is repeated.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Done")]
pub(crate) struct Recorded {
    /// The plan.
    plan: PlanId,
    /// The caller's id, which is that of the new thing too.
    id: Uuid,
    /// The plan's version after it.
    version: u64,
    /// Reading shows it; else it follows (反映中).
    shown: bool,
}

impl Recorded {
    /// Of what a use case has done.
    pub(crate) fn of(done: &Done) -> Self {
        Self { plan: done.plan, id: done.id, version: done.version, shown: done.shown }
    }
}

/// What was recorded, and where it can be seen: 201, or 200 where it had been recorded before.
pub(crate) fn recorded(done: &Done, place: &str) -> Answer {
    let status = if done.already { StatusCode::OK } else { StatusCode::CREATED };
    located(status, done.plan, place, &Recorded::of(done))
}

/// An answer with the address of what it speaks about, below that of the plan.
pub(crate) fn located<T: Serialize>(status: StatusCode, plan: PlanId, place: &str, body: &T) -> Answer {
    let address = value(&format!("{BASE}/plans/{plan}{place}"));
    Ok((status, [(header::LOCATION, address)], axum::Json(body)).into_response())
}

/// A file to download, never to be shown in place.
pub(crate) fn download(known: &Known, name: &str, media_type: &str, content: Outgoing) -> Response {
    let tag = tag_of(None, content.sha256());
    if known.has(&tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let media_type = HeaderValue::try_from(media_type)
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    let headers = [
        (header::ETAG, value(&tag)),
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, attachment(name)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    ];
    (headers, Body::new(Pieces(content))).into_response()
}

/// The body of a file that may still be written while it is sent.
struct Pieces(Outgoing);

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = AppError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, AppError>>> {
        let piece = ready!(self.0.poll_piece(cx));
        Poll::Ready(piece.map(|piece| piece.map(|bytes| Frame::data(bytes.into()))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.left())
    }
}

/// A header of what was encoded for it.
fn value(text: &str) -> HeaderValue {
    HeaderValue::try_from(text).expect("addresses and tags are made of printable ASCII")
}
