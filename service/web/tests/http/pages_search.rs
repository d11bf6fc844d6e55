//! Search: items by plan, the words marked, and what to do where nothing can be found.

use crate::support::{PUBLISHED, world, world_of};

const COST: &str = "%E8%B2%BB%E7%94%A8";

#[tokio::test]
async fn items_are_found_by_plan_with_the_words_marked() {
    let world = world_of(&[PUBLISHED, "other-published"]).await;
    // 中継 stands in the titles of both plans.
    let page = world.to("GET", "/search?q=%E4%B8%AD%E7%B6%99").reply().await.is(200).text();
    assert_eq!(page.matches("<section>").count(), 2);
    assert!(page.contains("<mark>中継</mark>") && page.contains("class=\"badge "));
    let one = world.to("GET", "/search?q=%E4%B8%AD%E7%B6%99&plan=published").reply().await.is(200).text();
    assert_eq!(one.matches("<section>").count(), 1);
    assert!(one.contains("name=\"plan\" value=\"published\"") && one.contains("全ての計画を検索する"));
    let hidden = world.to("GET", "/search?q=%E4%B8%AD%E7%B6%99&plan=draft").reply().await;
    hidden.is(404);
}

#[tokio::test]
async fn a_reason_is_found_and_leads_to_its_item() {
    let world = world().await;
    let page = world.to("GET", &format!("/search?q={COST}")).reply().await.is(200).text();
    let history = world.app.history(&app::Caller::operator("試験"), PUBLISHED, "5-2", None).await.unwrap();
    assert!(page.contains("件見つかりました"));
    assert!(page.matches("/i/").count() >= 5);
    let by_words = world.to("GET", "/search?q=5-2").reply().await.is(200).text();
    assert!(by_words.contains("見つかりませんでした") || by_words.contains(&history.item.node.to_string()));
}

#[tokio::test]
async fn what_is_too_short_or_not_there_is_explained_on_a_page() {
    let world = world().await;
    for address in ["/search?q=a", "/search?q=%20%E8%B2%BB%20"] {
        let page = world.to("GET", address).reply().await.is(200).text();
        assert!(page.contains("2文字以上の言葉を入れてください"), "{address}");
    }
    let page = world.to("GET", "/search?q=zzzz").reply().await.is(200).text();
    assert!(page.contains("見つかりませんでした"));
    for address in ["/search", "/search?q="] {
        let page = world.to("GET", address).reply().await.is(200).text();
        assert!(!page.contains("見つかりませんでした") && page.contains("name=\"q\""), "{address}");
    }
    let english = world.to("GET", "/search?q=a&lang=en").reply().await.is(200).text();
    assert!(
        english.contains("Type two characters at least") && english.contains("name=\"lang\" value=\"en\"")
    );
}

#[tokio::test]
async fn what_was_typed_is_text_on_the_page() {
    let world = world().await;
    let page = world.to("GET", "/search?q=%3Cscript%3E%22%27&lang=ja").reply().await.is(200).text();
    assert!(!page.contains("<script"));
    assert!(page.contains("&#60;script&#62;"));
}
