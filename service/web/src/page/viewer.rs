//! The interactive viewer of the API's document: an extra beside the pages that need no script. Its files are part of
//! the program; it asks nothing of another host. It is the only page that may run scripts, and only those of its own.

use super::Frame;
use crate::extract::Known;
use crate::respond::{Answer, tag};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Its own policy: scripts, styles and requests of this host; the pictures in its style sheet.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

#[derive(Template)]
#[template(path = "viewer.html")]
struct Viewer<'p> {
    frame: &'p Frame,
}

pub(crate) async fn viewer(frame: Frame, known: Known) -> Answer {
    let mut page = frame.show(&known, &Viewer { frame: &frame })?;
    page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    Ok(page)
}

pub(crate) async fn script(known: Known) -> Response {
    file(&known, "text/javascript; charset=utf-8", include_str!("../../assets/viewer/swagger-ui-bundle.js"))
}

pub(crate) async fn start(known: Known) -> Response {
    file(&known, "text/javascript; charset=utf-8", include_str!("../../assets/viewer/start.js"))
}

pub(crate) async fn style(known: Known) -> Response {
    file(&known, "text/css; charset=utf-8", include_str!("../../assets/viewer/swagger-ui.css"))
}

fn file(known: &Known, kind: &'static str, text: &'static str) -> Response {
    let tag = tag(None, text.as_bytes());
    if known.has(&tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let kept = "public, max-age=86400".to_owned();
    let headers =
        [(header::ETAG, tag), (header::CONTENT_TYPE, kind.to_owned()), (header::CACHE_CONTROL, kept)];
    (headers, text).into_response()
}
