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
    include_str!("../assets/css/print.css"),
);

pub(crate) async fn style(known: Known) -> Response {
    let tag = tag(None, STYLE.as_bytes());
    if known.has(&tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let kind = "text/css; charset=utf-8".to_owned();
    let kept = "public, max-age=300".to_owned();
    let headers = [(header::ETAG, tag), (header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)];
    (headers, STYLE).into_response()
}
