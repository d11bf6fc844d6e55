//! What each route may answer: statuses with their bodies and headers.

use super::schemas;
use crate::problem::MEDIA_TYPE;
use crate::route::{Answer, Body, Method, Route};
use crate::said::{Said, said};
use app::permission::Operation;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::{Content, ObjectBuilder, Ref, ResponseBuilder, Responses, ResponsesBuilder, Type};

/// The answers of a route.
pub(super) fn of(route: &Route) -> Responses {
    let mut all = good(route);
    for (status, about) in problems(route) {
        let problem = Content::new(Some(Ref::from_schema_name(schemas::PROBLEM)));
        let mut response = ResponseBuilder::new().description(about.both()).content(MEDIA_TYPE, problem);
        for (name, about) in headers(status) {
            response = response.header(*name, header(about));
        }
        all = all.response(status.to_string(), response.build());
    }
    all.build()
}

fn good(route: &Route) -> ResponsesBuilder {
    let json = |about: &str, name: &str| {
        let content = Content::new(Some(Ref::from_schema_name(name)));
        ResponseBuilder::new().description(about).content("application/json", content)
    };
    let all = ResponsesBuilder::new();
    match route.answer {
        Answer::Report(name) => {
            let report = json("the report", name).header("ETag", header("the tag of the answer"));
            all.response("200", report.build())
                .response("304", ResponseBuilder::new().description("the caller has the answer").build())
        }
        Answer::Recorded => recorded(all, "recorded", schemas::RECORDED),
        Answer::Imported(name) => recorded(all, "imported", name),
        Answer::File => {
            let mut file = ResponseBuilder::new().description("the file, to download");
            for kind in kinds(route) {
                let said = if *kind == "application/json" { schemas::value() } else { schemas::bytes() };
                file = file.content(*kind, Content::new(Some(said)));
            }
            let file = file
                .header("ETag", header("the tag of the answer"))
                .header("Content-Disposition", header("attachment, with the file's name"));
            all.response("200", file.build())
                .response("304", ResponseBuilder::new().description("the caller has the answer").build())
        }
        Answer::Page => all.response("200", ResponseBuilder::new().description("a page").build()),
    }
}

fn recorded(all: ResponsesBuilder, about: &str, name: &str) -> ResponsesBuilder {
    let json = |about: String| {
        let content = Content::new(Some(Ref::from_schema_name(name)));
        ResponseBuilder::new()
            .description(about)
            .content("application/json", content)
            .header("Location", header("where it can be seen"))
            .build()
    };
    all.response("201", json(about.to_owned()))
        .response("200", json(format!("it was {about} before, or there was nothing to record")))
}

fn kinds(route: &Route) -> &'static [&'static str] {
    match (route.name, route.query) {
        ("open_data", _) => &["application/zip"],
        ("open_data_file", _) => {
            &["text/csv", "application/json", "application/schema+json", "application/ld+json"]
        }
        (_, []) => &["*/*"],
        (_, _) => &["text/tab-separated-values", "text/csv", "application/json"],
    }
}

/// The problems that a route may answer.
pub(crate) fn problems(route: &Route) -> Vec<(u16, Said)> {
    let named = route.segments().next().is_some();
    let writes = route.method != Method::Get;
    let takes = !matches!(route.body, Body::Nothing);
    let all = [
        (
            true,
            400,
            said(
                "要求を読み取れない（アドレス、パラメータ、またはJSONでない本文）",
                "the request cannot be read: its path, its query, or a body that is not JSON",
            ),
        ),
        (true, 401, said("トークンが有効でない", "the token counts for nothing")),
        (
            writes || route.operation != Operation::ReadPublished,
            403,
            said("その操作は許可されていない", "the caller may not do that"),
        ),
        (
            named || writes || !route.query.is_empty(),
            404,
            said(
                "そのようなものはない、または閲覧の権限がない",
                "no such thing, or none that the caller may know of",
            ),
        ),
        (
            writes,
            409,
            said(
                "今の状態と合わない（行が変わっていればseenとnowが付く）",
                "the request does not fit how things stand: with `seen` and `now` where a row has moved on",
            ),
        ),
        (takes, 413, said("本文が大き過ぎる", "the body is too large")),
        (takes, 415, said("その形式の本文は受け付けない", "a body of that media type is not taken")),
        (
            named || writes || !route.query.is_empty(),
            422,
            said(
                "項目を読み取れない、または規則により記録できない",
                "a field cannot be read, or a rule forbids it",
            ),
        ),
        (
            route.seen,
            428,
            said("見た時点の版番号がない", "the request does not say which revision its author saw"),
        ),
        (true, 429, said("要求が多過ぎる", "one client asks for too much at a time")),
        (true, 500, said("内部エラー", "something is wrong in this program")),
        (
            true,
            503,
            said("今は応じられない。同じ要求を送り直してよい", "not now; the same request again is safe"),
        ),
        (writes, 507, said("保存領域がいっぱい", "the disk is full")),
    ];
    all.into_iter().filter(|(may, ..)| *may).map(|(_, status, about)| (status, about)).collect()
}

fn headers(status: u16) -> &'static [(&'static str, &'static str)] {
    match status {
        401 => &[("WWW-Authenticate", "Bearer")],
        429 | 503 => &[("Retry-After", "after how many seconds to try again, where that is known")],
        _ => &[],
    }
}

fn header(about: &str) -> utoipa::openapi::header::Header {
    let text = ObjectBuilder::new().schema_type(Type::String).build();
    HeaderBuilder::new().description(Some(about)).schema(Some(text)).build()
}
