//! The way of a person who has never seen the pages.

use crate::support::Site;
use std::sync::Arc;
use system_tests::browser::{self, Browser, Language, Width};
use system_tests::{TestDatabase, on_both};

on_both!(why_an_item_was_cancelled_and_what_it_was_before_is_two_clicks_away, the_chosen_language_stays);

/// What the plan is called on the first page.
const PLAN: &str = "流山市議会 ICT 推進基本計画に基づく実施計画一覧";

async fn why_an_item_was_cancelled_and_what_it_was_before_is_two_clicks_away(db: TestDatabase) {
    let site = Arc::new(Site::of_the_sample(db));
    browser::with(|browser| async move {
        for width in [Width::Desk, Width::Phone] {
            browser.resize(width).await;
            // 5-2 was cancelled in the oldest table that is kept: what stood before is what that table left standing.
            let page = two_clicks(&site, &browser, "5-2. 予算・決算審査資料の電子化").await;
            says(
                &page,
                &["中止の理由", "議会内の協議の場でも統一の要求も特になく中止しました。", "平成30年11月"],
            );
            says(
                &page,
                &["その前の記載", "不明（これより前の版は登録されていません）", "実施時期：平成23年度"],
            );
            // 5-1-2 was cancelled in a review that is kept whole.
            let page = two_clicks(&site, &browser, "5-1-2. 減冊の検討").await;
            says(&page, &["中止の理由", "費用に見合わないため", "議会運営委員会", "令和6年第1回"]);
            says(&page, &["その前の記載", "未着手", "既に電子化が行われていることから"]);
        }
    })
    .await;
}

/// From the first page to an item, through the table.
async fn two_clicks(site: &Site, browser: &Browser, item: &str) -> String {
    site.open(browser, Language::Japanese, "/").await;
    browser.follow(PLAN).await;
    browser.follow(item).await;
    browser.text().await
}

#[track_caller]
fn says(page: &str, words: &[&str]) {
    for words in words {
        assert!(page.contains(words), "{words:?} is not on the page:\n{page}");
    }
}

async fn the_chosen_language_stays(db: TestDatabase) {
    let site = Arc::new(Site::of_the_sample(db));
    browser::with(|browser| async move {
        browser.resize(Width::Phone).await;
        site.open(&browser, Language::Japanese, &site.fill("/p/{plan}/i/{item}")).await;
        browser.follow("English").await;
        let page = browser.text().await;
        says(&page, &["Why it was cancelled", "The table before", "平成23年度"]);
        browser.follow("Plans").await;
        assert_eq!(browser.address().await, site.server.url("/?lang=en"));
        browser.follow("日本語").await;
        says(&browser.text().await, &["計画の一覧", PLAN]);
    })
    .await;
}
