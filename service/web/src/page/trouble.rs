//! The page of an answer that is none: what went wrong, the id of the request, and where to go from here.

use super::Frame;
use crate::problem::{self, Problem};
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
    /// The field of a form that was filled in otherwise than it can be read.
    wrong: Option<Wrong<'p>>,
    /// By which the operator finds the request; an answer about nothing bears none.
    request: Option<String>,
}

/// A field of a form that cannot be read.
struct Wrong<'p> {
    name: &'p str,
    found: &'p str,
    accepted: &'p str,
}

impl<'p> Wrong<'p> {
    /// Of a field that people fill in; all others stand in addresses that pages write.
    fn of(problem: &'p Problem, frame: &Frame) -> Option<Self> {
        let (field, found, accepted) = problem.field()?;
        let accepted = match field {
            "handed_out" if accepted.contains("both tables") => frame.of(
                "比べる二つの表がどちらもすでにあった日時。それより前には、会議資料はまだ配付できませんでした。",
                "a moment at which both tables were there already; before it nobody could hand these papers out",
            ),
            "handed_out" => frame.of(
                "2026-11-20T21:00（日本時間の日時）、または2026-11-20、令和8年11月20日などの日",
                "2026-11-20T21:00 (a time in Japan), or a day such as 2026-11-20",
            ),
            _ => return None,
        };
        let name = frame.of("前回配付した日時", "When they were handed out before");
        let found = if found.is_empty() { frame.of("（空欄）", "(empty)") } else { found };
        Some(Self { name, found, accepted })
    }
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
        wrong: Wrong::of(&problem, &frame),
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
