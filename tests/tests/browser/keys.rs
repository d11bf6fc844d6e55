//! Every page by its keys: Tab reaches every link and control in the order of reading, and one sees where one is.

use crate::addresses::pages;
use crate::support::Site;
use std::sync::Arc;
use system_tests::browser::{self, Browser, Language, Width, keyboard};
use system_tests::{Engine, TestDatabase, on_both};

on_both!(every_page_can_be_used_by_its_keys);

/// On one database on a desk and in Japanese, on the other on a phone and in English.
async fn every_page_can_be_used_by_its_keys(db: TestDatabase) {
    let site = Arc::new(Site::of_the_sample(db));
    browser::with(|browser| async move {
        let (width, language) = match site.engine() {
            Engine::Sqlite => (Width::Desk, Language::Japanese),
            Engine::Postgres => (Width::Phone, Language::English),
        };
        browser.resize(width).await;
        let mut findings = Vec::new();
        for page in pages(&site) {
            site.open(&browser, language, &page.path).await;
            let (stops, count) = browser.walk().await;
            assert!(stops.len() > 2, "{}: {stops:?}", page.path);
            let found = keyboard::findings(&stops, count).into_iter().chain(unfolded(&browser).await);
            findings.extend(found.map(|finding| format!("{}: {finding}", page.name)));
            site.open(&browser, language, &page.path).await;
            findings.extend(skipped(&browser).await.map(|finding| format!("{}: {finding}", page.name)));
        }
        assert!(findings.is_empty(), "{} findings:\n  {}", findings.len(), findings.join("\n  "));
    })
    .await;
}

/// The first stop skips to the content: after it Tab leads to something in there, or beyond.
async fn skipped(browser: &Browser) -> Option<String> {
    browser.press("Tab").await;
    let first = browser.focused().await;
    browser.press("Enter").await;
    browser.press("Tab").await;
    let passed = "(() => { const main = document.querySelector('main'); const at = document.activeElement; \
        return main.contains(at) || at === document.body || \
        !!(main.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING); })()";
    let passed = browser.evaluate(passed).await == true;
    (!passed).then(|| format!("the first stop does not skip to the content: {first:?}"))
}

/// What is folded opens by its keys, and closes again.
async fn unfolded(browser: &Browser) -> Option<String> {
    let first = "document.querySelector('main details > summary')";
    if browser.evaluate(&format!("!{first}?.checkVisibility()")).await == true {
        return None;
    }
    let open = format!("{first}.parentElement.open");
    let before = browser.evaluate(&format!("{first}.focus(), {open}")).await;
    browser.press("Enter").await;
    let after = browser.evaluate(&open).await;
    browser.press(" ").await;
    let again = browser.evaluate(&open).await;
    (before == after || before != again)
        .then(|| "what is folded does not open and close by its keys".to_owned())
}
