//! Answers in fewer bytes, with tags that stay right: each encoding of an answer is an answer with a tag of its own.
//!
//! Handlers know nothing of encodings. On the way in the tags of encoded answers become those that handlers gave; on the
//! way out a tag gets the name of the encoding again.

use crate::header::text;
use axum::extract::Request;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, Version, header};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, Predicate, SizeAbove};

/// The encodings that are offered.
const ENCODINGS: [&str; 2] = ["br", "gzip"];
/// Shorter answers fit into a packet or two as they are, in bytes.
const SHORT: u64 = 1024;
/// How hard to try: most of what is to be gained, in a millisecond or two for a page.
const EFFORT: CompressionLevel = CompressionLevel::Precise(4);

type Worth = fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool;

/// Compresses what is text; workbooks and PDF are compressed already.
pub(crate) fn compression() -> CompressionLayer<And<SizeAbove, Worth>> {
    let worth: Worth = |_, _, headers, _| is_text(headers);
    CompressionLayer::new().quality(EFFORT).compress_when(SizeAbove::new(SHORT).and(worth))
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = text(headers, header::CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.starts_with("text/")
        || kind.ends_with("json")
        || kind.ends_with("+xml")
        || matches!(kind, "application/xml" | "application/javascript")
}

/// Keeps the tags of encoded answers apart from those of plain ones.
pub(crate) async fn tags(mut request: Request, next: Next) -> Response {
    let headers = request.headers_mut();
    offer_ours(headers);
    let kept = text(headers, header::IF_NONE_MATCH).unwrap_or_default().to_owned();
    for name in [header::IF_NONE_MATCH, header::IF_MATCH] {
        without_encodings(headers, &name);
    }
    let mut response = next.run(request).await;
    let encoding = text(response.headers(), header::CONTENT_ENCODING).map(str::to_owned);
    if let Some(plain) = text(response.headers(), header::ETAG)
        && let Some(tag) = match encoding {
            Some(encoding) => of_encoding(plain, &encoding),
            // Which of them the client has is which of them it may keep.
            None if response.status() == StatusCode::NOT_MODIFIED => {
                let mut encoded = ENCODINGS.iter().filter_map(|encoding| of_encoding(plain, encoding));
                encoded.find(|tag| kept.contains(tag))
            }
            None => None,
        }
        && let Ok(tag) = HeaderValue::try_from(tag)
    {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// The tag of an answer in an encoding: `"17-0a1b"` becomes `"17-0a1b-br"`.
fn of_encoding(plain: &str, encoding: &str) -> Option<String> {
    Some(format!("{}-{encoding}\"", plain.strip_suffix('"')?))
}

/// Tags as handlers gave them. Theirs end with a digest, which is never the name of an encoding.
fn without_encodings(headers: &mut HeaderMap, name: &HeaderName) {
    let Some(given) = text(headers, name.clone()) else { return };
    let plain =
        ENCODINGS.iter().fold(given.to_owned(), |all, encoding| all.replace(&format!("-{encoding}\""), "\""));
    if let Ok(plain) = HeaderValue::try_from(plain) {
        headers.insert(name, plain);
    }
}

/// Of the encodings that a client accepts only those that are offered: one that refuses plain answers gets them all the
/// same, because what it asked for may have been recorded by then.
fn offer_ours(headers: &mut HeaderMap) {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let accepted: Vec<&str> = accepted.flat_map(|value| value.split(',')).map(str::trim).collect();
    let ours = |one: &&&str| {
        let name = one.split(';').next().unwrap_or_default().trim();
        ENCODINGS.iter().any(|encoding| name.eq_ignore_ascii_case(encoding))
    };
    let ours = accepted.iter().filter(ours).copied().collect::<Vec<_>>().join(", ");
    headers.remove(header::ACCEPT_ENCODING);
    if !ours.is_empty()
        && let Ok(ours) = HeaderValue::try_from(ours)
    {
        headers.insert(header::ACCEPT_ENCODING, ours);
    }
}
