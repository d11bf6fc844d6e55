//! The way of a person who has never seen the pages.

use crate::support::Site;
use std::sync::Arc;
use system_tests::browser::{self, Language, Width};
use system_tests::{TestDatabase, on_both};

on_both!(a_person_finds_the_table_from_the_first_page_and_back);

async fn a_person_finds_the_table_from_the_first_page_and_back(db: TestDatabase) {
    let site = Arc::new(Site::of_the_sample(db));
    browser::with(|browser| async move {
        browser.resize(Width::Phone).await;
        site.open(&browser, Language::Japanese, "/").await;
        browser.follow("流山市議会 ICT 推進基本計画に基づく実施計画一覧").await;
        let table = browser.text().await;
        assert!(
            table.contains("予算・決算審査資料の電子化") && table.contains("平成30年11月 中止"),
            "{table}"
        );

        browser.follow("English").await;
        let said = browser.evaluate("document.documentElement.lang").await;
        assert_eq!(said, "en", "{}", browser.address().await);
        browser.follow("Plans").await;
        assert_eq!(browser.address().await, site.server.url("/?lang=en"), "the chosen language stays");
    })
    .await;
}
