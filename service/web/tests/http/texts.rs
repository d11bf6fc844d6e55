//! Long texts, which go out as they are written: what a client is told before, and what it gets.

use crate::support::{PUBLISHED, World, world};
use axum::body::{Body, HttpBody};
use axum::http::Request;
use domain::digest::Digest;
use std::future::poll_fn;
use std::pin::Pin;
use tower::ServiceExt;
use web::BASE;

fn addresses() -> [String; 4] {
    let report = format!("{BASE}/plans/{PUBLISHED}/print?of=table&format=json");
    let page = format!("/p/{PUBLISHED}/file?of=table&format=json");
    let data = format!("{BASE}/plans/{PUBLISHED}/open-data");
    [report, page, format!("{data}/items.json"), format!("{data}/status_by_edition.csv")]
}

/// The length that is told before the first piece, and the pieces.
async fn pieces(world: &World, path: &str) -> (Option<u64>, Vec<Vec<u8>>) {
    let request = Request::builder().uri(path).body(Body::empty()).unwrap();
    let mut body = world.router().oneshot(request).await.unwrap().into_body();
    let told = body.size_hint().exact();
    let mut pieces = Vec::new();
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        pieces.push(frame.unwrap().into_data().unwrap().to_vec());
    }
    (told, pieces)
}

#[tokio::test]
async fn its_length_and_its_tag_are_told_before_its_first_piece() {
    let world = world().await;
    for path in addresses() {
        let whole = world.to("GET", &path).reply().await.is(200);
        let tag = whole.header("etag").to_owned();
        let digest = Digest::of_bytes(&whole.bytes).to_string();
        assert_eq!(tag.trim_matches('"'), &digest[..16], "{path}: the tag is of the bytes");
        let (told, pieces) = pieces(&world, &path).await;
        assert_eq!(told, Some(whole.bytes.len() as u64), "{path}");
        assert!(pieces.concat() == whole.bytes, "{path}: the same each time");
        let long = whole.bytes.len() > 64 * 1024;
        assert_eq!(pieces.len() > 1, long, "{path}: {} pieces of {} bytes", pieces.len(), whole.bytes.len());

        let length = whole.bytes.len().to_string();
        assert_eq!(whole.header("content-length"), length, "{path}");
        let kept = world.to("GET", &path).header("if-none-match", &tag).reply().await.is(304);
        assert!(kept.bytes.is_empty(), "{path}");
        let head = world.to("HEAD", &path).reply().await.is(200);
        assert_eq!((head.header("etag"), head.header("content-length")), (tag.as_str(), &*length), "{path}");
        assert!(head.bytes.is_empty(), "{path}");
    }
    let (_, longest) = pieces(&world, &addresses()[0]).await;
    assert!(longest.len() > 1, "the table as JSON is a long text");
}
