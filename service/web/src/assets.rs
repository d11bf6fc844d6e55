//! What pages need besides themselves, served from memory: nothing is loaded from elsewhere.

use crate::extract::Known;
use crate::respond::tag;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// How pages look, a file for each thing that is looked at. Later files win.
const STYLE: &str = concat!(
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/frame.css"),
    include_str!("../assets/css/badge.css"),
    include_str!("../assets/css/table.css"),
    include_str!("../assets/css/chart.css"),
    include_str!("../assets/css/compare.css"),
    include_str!("../assets/css/find.css"),
    include_str!("../assets/css/list.css"),
    include_str!("../assets/css/item.css"),
    include_str!("../assets/css/counted.css"),
    include_str!("../assets/css/trace.css"),
    include_str!("../assets/css/api.css"),
    include_str!("../assets/css/print.css"),
);

/// What stands beside a page's title in the browser's tab.
const ICON: &str = include_str!("../assets/icon.svg");

pub(crate) async fn style(known: Known) -> Response {
    kept(&known, "text/css; charset=utf-8", STYLE)
}

pub(crate) async fn icon(known: Known) -> Response {
    kept(&known, "image/svg+xml", ICON)
}

/// Answers what a browser may keep for a while, or that it has it as it is.
fn kept(known: &Known, kind: &'static str, text: &'static str) -> Response {
    let tag = tag(None, text.as_bytes());
    if known.has(&tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let kept = "public, max-age=300".to_owned();
    let headers =
        [(header::ETAG, tag), (header::CONTENT_TYPE, kind.to_owned()), (header::CACHE_CONTROL, kept)];
    (headers, text).into_response()
}
