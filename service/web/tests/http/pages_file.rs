//! Files from the pages: at once where they are soon made, else a page that waits for them.

use crate::support::{DRAFT, EDITION, PUBLISHED, World, world, world_of};
use std::sync::mpsc::{Sender, channel};

/// Takes every place where documents are printed, until what is answered is dropped.
async fn crowd(world: &World) -> Vec<Sender<()>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut holders = Vec::new();
    for _ in 0..(cores / 2).max(1) {
        let (holder, held) = channel::<()>();
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let app = world.app.clone();
        tokio::spawn(async move {
            let wait = move || {
                let _ = begun.send(());
                held.recv().is_ok()
            };
            app.beside(wait).await
        });
        has_begun.await.unwrap();
        holders.push(holder);
    }
    holders
}

#[tokio::test]
async fn a_file_that_is_soon_made_is_a_download() {
    let world = world().await;
    let file = format!("/p/{PUBLISHED}/file?of=table&format=xlsx");
    let reply = world.to("GET", &file).reply().await.is(200);
    assert!(reply.header("content-disposition").starts_with("attachment; filename="));
    assert!(reply.bytes.starts_with(b"PK"));
    assert!(!reply.headers.contains_key("refresh"));
}

#[tokio::test]
async fn who_asks_for_a_file_that_takes_its_time_sees_how_far_it_is_and_gets_it_then() {
    let world = world().await;
    let holders = crowd(&world).await;
    let file = format!("/p/{PUBLISHED}/file?of=table&format=pdf&edition={EDITION}");
    let file = file.replace(EDITION, "%E4%BB%A4%E5%92%8C3%E5%B9%B43%E6%9C%88");
    let waiting = world.to("GET", &file).reply().await.is(200);
    assert_eq!(waiting.header("refresh"), "3");
    assert_eq!(waiting.header("cache-control"), "no-store");
    let page = waiting.text();
    assert!(page.contains("は順番を待っています") && page.contains("value=\"0\""), "{page}");
    let still = page.split("href=\"").find(|rest| rest.contains("still=true")).unwrap();
    let still = still.split('"').next().unwrap().replace("&#38;", "&");
    let still = world.to("GET", &still).reply().await.is(200);
    assert!(!still.headers.contains_key("refresh"), "who does not want it is not taken along");
    drop(holders);
    let done = world.to("GET", &file).reply().await.is(200);
    assert!(done.bytes.starts_with(b"%PDF-"), "{}", done.text());
}

#[tokio::test]
async fn a_draft_and_a_report_that_is_not_known_have_no_file() {
    let world = world_of(&[DRAFT]).await;
    let _ = world.to("GET", &format!("/p/{DRAFT}/file?of=table&format=pdf")).reply().await.is(404);
    let _ = world.to("GET", &format!("/p/{DRAFT}/file?of=everything&format=pdf")).reply().await.is(422);
}
