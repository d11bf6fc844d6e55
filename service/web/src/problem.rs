//! Problems: every error of the API as `application/problem+json` (RFC 9457).
//!
//! A handler answers a [`Problem`]; it is written when the answer leaves, because only there the reader's language and
//! the request's id are known. An error that axum itself answers is written in the same way.

mod catalogue;
mod fault;
mod kind;
mod refused;

pub(crate) use catalogue::{Described, all, find};

use crate::language::preferred;
use crate::said::Said;
use crate::watch::RequestId;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kind::Kind;
use projections::wording::Language;
use serde::Serialize;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The media type of problems.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// What a case says, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Words {
    ja: String,
    en: String,
}

impl Words {
    fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }

    fn of(&self, language: Language) -> &str {
        match language {
            Language::Japanese => &self.ja,
            Language::English => &self.en,
        }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    status: StatusCode,
    /// Its type, below `/problems/`.
    name: Cow<'static, str>,
    /// What its type is, in a few words.
    title: Said,
    /// What it says of its case; on the heap, because a problem is returned everywhere.
    detail: Option<Box<Words>>,
    data: Map<String, Value>,
    retry_after: Option<u32>,
    /// Whether the answer must be the same, byte for byte, whatever was asked for.
    bare: bool,
}

impl Problem {
    /// A problem of that type.
    fn new(kind: &'static Kind) -> Self {
        let status = StatusCode::from_u16(kind.status).expect("the kinds have statuses that exist");
        Self::named(status, kind.name.into(), kind.title)
    }

    fn named(status: StatusCode, name: Cow<'static, str>, title: Said) -> Self {
        Self { status, name, title, detail: None, data: Map::new(), retry_after: None, bare: false }
    }

    /// The same with another status.
    fn status_of(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// A field that cannot be read.
    pub(crate) fn unread(field: &str, found: impl Into<String>, accepted: impl Into<String>) -> Self {
        Self::new(&kind::INVALID)
            .with("field", field)
            .with("found", found.into())
            .with("accepted", accepted.into())
    }

    /// Nothing is there, or nothing that the caller may know of.
    pub(crate) fn not_found() -> Self {
        Self { bare: true, ..Self::new(&kind::NOT_FOUND) }
    }

    /// The same with a detail.
    fn detail(self, detail: Words) -> Self {
        Self { detail: Some(Box::new(detail)), ..self }
    }

    /// The same with a datum; the names of the standard are not taken.
    fn with(mut self, name: &str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or_default();
        if !matches!(name, "type" | "title" | "status" | "detail" | "instance") {
            self.data.insert(name.to_owned(), value);
        }
        self
    }

    fn retry_after(self, seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// The status.
    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// What it is, in a few words.
    pub(crate) fn title(&self, language: Language) -> &'static str {
        self.title.of(language)
    }

    /// The field that cannot be read, what was found in it and what would be accepted; none where it is no such problem.
    pub(crate) fn field(&self) -> Option<(&str, &str, &str)> {
        let text = |name: &str| self.data.get(name).and_then(Value::as_str);
        Some((text("field")?, text("found")?, text("accepted")?))
    }

    /// After how many seconds the same request may be answered, where that is known.
    pub(crate) fn wait(&self) -> Option<u32> {
        self.retry_after
    }

    /// The id of its request, where the answer may bear it.
    pub(crate) fn reference<'r>(&self, request: Option<&'r RequestId>) -> Option<&'r RequestId> {
        request.filter(|_| !self.bare)
    }

    fn json(&self, language: Language) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("type".into(), format!("/problems/{}", self.name).into());
        body.insert("title".into(), self.title(language).into());
        body.insert("status".into(), self.status.as_u16().into());
        if let Some(detail) = &self.detail {
            body.insert("detail".into(), detail.of(language).into());
        }
        body.extend(self.data.clone());
        body
    }

    fn body(&self, language: Language, request: Option<&RequestId>) -> Vec<u8> {
        let mut body = self.json(language);
        if let Some(request) = self.reference(request) {
            body.insert("instance".into(), format!("urn:uuid:{request}").into());
        }
        serde_json::to_vec(&body).expect("a JSON value can be written")
    }

    fn written(&self, language: Language, request: Option<&RequestId>) -> Response {
        let mut response = (self.status, self.body(language, request)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Marks an answer as a problem that is still to be written.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the problem of an answer that has one, in the reader's language.
pub(crate) async fn write(request: Request, next: Next) -> Response {
    let language = preferred(request.headers());
    let id = request.extensions().get::<RequestId>().cloned();
    let mut response = next.run(request).await;
    let Some(problem) = of(&mut response) else { return response };
    let mut written = problem.written(language, id.as_ref());
    // What a method would be accepted is said by the router.
    if let Some(allowed) = response.headers_mut().remove(header::ALLOW) {
        written.headers_mut().insert(header::ALLOW, allowed);
    }
    written
}

/// The problem of an answer: ours, or one that axum answered in plain text.
pub(crate) fn of(response: &mut Response) -> Option<Problem> {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return Some(problem);
    }
    let status = response.status();
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    let said = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind != plain);
    if said || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    Some(match status {
        StatusCode::NOT_FOUND => Problem::not_found(),
        status => Problem::new(kind::of_status(status.as_u16())).status_of(status),
    })
}
