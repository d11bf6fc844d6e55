//! The page of an answer that is none: what went wrong, the id of the request, and where to go from here.

use super::Frame;
use crate::problem;
use crate::router::Site;
use crate::watch::RequestId;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

/// Why there is no page.
#[derive(Template)]
#[template(path = "trouble.html")]
struct Trouble<'p> {
    frame: &'p Frame,
    status: u16,
    title: &'p str,
    /// By which the operator finds the request; an answer about nothing bears none.
    request: Option<String>,
}

/// Writes the problem of an answer that has one as a page.
pub(crate) async fn write_problem(site: State<Site>, request: Request, next: Next) -> Response {
    let frame = Frame::new(request.uri(), request.headers(), site.options.notice.clone());
    let id = request.extensions().get::<RequestId>().copied();
    let mut response = next.run(request).await;
    let Some(problem) = problem::of(&mut response) else { return response };
    let status = problem.status();
    let trouble = Trouble {
        frame: &frame,
        status: status.as_u16(),
        title: problem.title(frame.language),
        request: problem.reference(id.as_ref()).map(ToString::to_string),
    };
    let Ok(html) = trouble.render() else { return status.into_response() };
    let headers = [(header::CONTENT_LANGUAGE, frame.tag()), (header::CACHE_CONTROL, "no-store")];
    let mut written = (status, headers, Html(html)).into_response();
    if let Some(seconds) = problem.wait() {
        written.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    written
}
