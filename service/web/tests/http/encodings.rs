//! Answers in fewer bytes: the same answer behind each encoding, and a tag for each.

use crate::support::{PUBLISHED, Reply, World, world};
use std::io::Read;
use web::BASE;

async fn asked(world: &World, path: &str, accepted: &str, known: &str) -> Reply {
    let ask = world.to("GET", path).header("accept-encoding", accepted);
    if known.is_empty() { ask.reply().await } else { ask.header("if-none-match", known).reply().await }
}

fn encoding(reply: &Reply) -> Option<&str> {
    reply.headers.get("content-encoding").map(|value| value.to_str().unwrap())
}

/// What a client makes of an answer.
fn decoded(reply: &Reply) -> Vec<u8> {
    let mut plain = Vec::new();
    match encoding(reply) {
        Some("gzip") => flate2::read::GzDecoder::new(&reply.bytes[..]).read_to_end(&mut plain).unwrap(),
        Some("br") => brotli::Decompressor::new(&reply.bytes[..], 4096).read_to_end(&mut plain).unwrap(),
        Some(other) => panic!("{other} was not asked for"),
        None => return reply.bytes.to_vec(),
    };
    plain
}

fn addresses() -> [String; 4] {
    let plan = format!("{BASE}/plans/{PUBLISHED}");
    // The last is a text that goes out in pieces.
    [
        format!("/p/{PUBLISHED}/"),
        format!("{plan}/table"),
        "/assets/minaoshi.css".to_owned(),
        format!("{plan}/print?of=table&format=json"),
    ]
}

#[tokio::test]
async fn pages_reports_styles_and_files_come_compressed_to_whoever_takes_them_so() {
    let world = world().await;
    for path in addresses() {
        let plain = asked(&world, &path, "identity", "").await.is(200);
        assert_eq!(encoding(&plain), None, "{path}");
        for (accepted, expected) in [("gzip", "gzip"), ("br", "br"), ("gzip, deflate, br, zstd", "br")] {
            let reply = asked(&world, &path, accepted, "").await.is(200);
            assert_eq!(encoding(&reply), Some(expected), "{path}");
            assert!(reply.bytes.len() * 2 < plain.bytes.len(), "{path}: {} bytes", reply.bytes.len());
            assert_eq!(decoded(&reply), plain.bytes, "{path}: another answer");
            let vary: Vec<_> =
                reply.headers.get_all("vary").iter().map(|one| one.to_str().unwrap()).collect();
            assert!(vary.join(", ").contains("accept-encoding"), "{path}: {vary:?}");
            assert!(vary.join(", ").contains("accept-language"), "{path}: {vary:?}");
        }
    }
}

#[tokio::test]
async fn each_encoding_has_a_tag_of_its_own_and_is_known_by_it() {
    let world = world().await;
    for path in addresses() {
        let mut tags = Vec::new();
        for accepted in ["identity", "gzip", "br"] {
            let tag = asked(&world, &path, accepted, "").await.is(200).header("etag").to_owned();
            assert!(tag.starts_with('"') && tag.ends_with('"'), "{tag}");
            let kept = asked(&world, &path, accepted, &tag).await.is(304);
            assert!(kept.bytes.is_empty());
            assert_eq!(kept.header("etag"), tag, "{path}: what is kept is called otherwise");
            let _ = asked(&world, &path, accepted, "\"another-br\"").await.is(200);
            assert!(!tags.contains(&tag), "{path}: {tag} stands for two encodings");
            tags.push(tag);
        }
    }
}

#[tokio::test]
async fn the_tag_of_a_compressed_history_says_which_revision_was_seen() {
    let world = world().await;
    let path = format!("{BASE}/plans/{PUBLISHED}/items/6-6/history");
    let tag = asked(&world, &path, "br", "").await.is(200).header("etag").to_owned();
    assert!(tag.ends_with("-br\""), "{tag}");
    let body = serde_json::json!({ "item": "6-6", "field": "remark", "text": "継続", "on": "2022-05-01" });
    let edit = || format!("/plans/{PUBLISHED}/edits/{}", crate::support::id());
    world.put(&edit(), &body).by("staff").header("if-match", &tag).reply().await.is(201);
    // The control: once the row has moved on, the same tag is refused.
    world.put(&edit(), &body).by("staff").header("if-match", &tag).reply().await.is(409);
}

#[tokio::test]
async fn what_is_short_or_refuses_everything_comes_plain_and_is_not_refused() {
    let world = world().await;
    assert_eq!(encoding(&asked(&world, "/healthz", "br", "").await.is(200)), None);
    for accepted in ["identity;q=0, *;q=0", "identity;q=0", "zstd, identity;q=0", "gzip;q=0, br;q=0"] {
        let reply = asked(&world, &format!("/p/{PUBLISHED}/"), accepted, "").await.is(200);
        assert_eq!(encoding(&reply), None, "{accepted}");
    }
}
