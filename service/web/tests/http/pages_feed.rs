//! The Atom feed: what became public, under ids that stay.

use crate::support::{DRAFT, EDITION, OTHER_PUBLISHED, PUBLISHED, World, id, world_of};
use app::{Caller, request};

async fn feed(world: &World, address: &str) -> String {
    let reply = world.to("GET", address).reply().await.is(200);
    assert_eq!(reply.header("content-type"), "application/atom+xml; charset=utf-8");
    let tag = reply.header("etag").to_owned();
    let again = world.to("GET", address).header("if-none-match", &tag).reply().await;
    assert_eq!(again.status.as_u16(), 304, "nothing has changed");
    reply.text()
}

fn ids(feed: &str) -> Vec<&str> {
    feed.split("<id>").skip(1).filter_map(|rest| rest.split('<').next()).collect()
}

#[tokio::test]
async fn a_feed_tells_what_became_public_and_its_ids_stay() {
    let world = world_of(&[PUBLISHED, DRAFT, OTHER_PUBLISHED]).await;
    let operator = Caller::operator("試験");
    let all = feed(&world, "/feed.atom").await;
    assert!(all.contains("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ja\">"));
    assert_eq!(all.matches("<entry>").count(), 2, "two plans are public");
    assert!(!all.contains("計画 draft") && !all.contains("試験"), "no draft and no person");
    let own = feed(&world, &format!("/p/{PUBLISHED}/feed.atom")).await;
    assert_eq!(own.matches("<entry>").count(), 1);
    assert!(own.contains(&format!("{EDITION}の版を公開しました")));
    assert!(ids(&own).iter().all(|id| id.starts_with("urn:uuid:")));

    let withdraw = request::WithdrawEdition {
        edition: EDITION.to_owned(),
        kind: "unpublish".to_owned(),
        reason: "誤りが<見つかった>ため & 確認".to_owned(),
        authority: "議長".to_owned(),
    };
    world.app.withdraw_edition(&operator, PUBLISHED, id(), &withdraw).await.unwrap();
    let later = feed(&world, &format!("/p/{PUBLISHED}/feed.atom")).await;
    assert_eq!(later.matches("<entry>").count(), 2);
    assert!(later.contains("誤りが&#60;見つかった&#62;ため &#38; 確認") && later.contains("議長"));
    for kept in ids(&own) {
        assert!(ids(&later).contains(&kept), "{kept} is gone");
    }
    let distinct: std::collections::BTreeSet<&str> = ids(&later).into_iter().collect();
    assert_eq!(distinct.len(), 3, "the feed, the publication, the withdrawal");
    for link in later.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        world.to("GET", link).reply().await.is(200);
    }
}

#[tokio::test]
async fn a_correction_stands_in_the_feed_with_both_readings_and_a_hidden_plan_has_none() {
    let world = world_of(&[PUBLISHED, DRAFT]).await;
    let operator = Caller::operator("試験");
    let edition = world.edition(PUBLISHED).await;
    let correct = request::Correct {
        edition,
        item: "1-1-1①".to_owned(),
        column: "備考 (現在の状況の補足、中止などの理由)".to_owned(),
        kind: "erratum".to_owned(),
        seen: None,
        corrected: "訂正後の備考".to_owned(),
        reason: "印刷の誤り".to_owned(),
        evidence: vec![],
    };
    world.app.correct_edition(&operator, PUBLISHED, id(), &correct).await.unwrap();
    let feed = feed(&world, &format!("/p/{PUBLISHED}/feed.atom?lang=en")).await;
    assert_eq!(feed.matches("<entry>").count(), 2);
    assert!(feed.contains("訂正後の備考（印刷の誤り）") && feed.contains("lang=en#n-"));
    world.to("GET", &format!("/p/{DRAFT}/feed.atom")).reply().await.is(404);
    let page = world.to("GET", &format!("/p/{PUBLISHED}/")).reply().await.text();
    assert!(page.contains("type=\"application/atom+xml\"") && page.contains("/feed.atom\""));
    let home = world.to("GET", "/").reply().await.text();
    assert!(home.contains("最近の変更") && home.contains("印刷の誤り"));
}
