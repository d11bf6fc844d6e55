//! The way of a person who has never seen the pages.

use crate::support::Site;
use std::sync::Arc;
use system_tests::browser::{self, Browser, Language, Width};
use system_tests::{TestDatabase, on_both};

on_both!(why_an_item_was_cancelled_and_what_it_was_before_is_two_clicks_away, the_chosen_language_stays);

/// What the plan is called on the first page.
const PLAN: &str = "流山市議会 ICT 推進基本計画に基づく実施計画一覧";

/// What the page of an item that was cancelled says, in the language of the page.
struct Answer {
    /// Its link in the table.
    item: &'static str,
    /// Why, and of which review.
    why: [&'static str; 2],
    /// What stood before, in Japanese and in English; of a row that no older edition prints, that it is not known.
    before: [[&'static str; 2]; 2],
}

/// 5-2 was cancelled in the oldest table that is kept: what stood before is what that table left standing.
const OLD: Answer = Answer {
    item: "5-2. 予算・決算審査資料の電子化",
    why: ["議会内の協議の場でも統一の要求も特になく中止しました。", "平成30年11月"],
    before: [
        ["不明（これより前の版は登録されていません）", "実施時期：平成23年度"],
        ["unknown (no older edition is kept)", "scheduled for: 平成23年度"],
    ],
};
/// 5-1-2 was cancelled in a review that is kept whole.
const KEPT: Answer = Answer {
    item: "5-1-2. 減冊の検討",
    why: ["費用に見合わないため", "議会運営委員会（令和6年第1回）"],
    before: [
        ["未着手", "既に電子化が行われていることから"],
        ["未着手 (not started)", "既に電子化が行われていることから"],
    ],
};

async fn why_an_item_was_cancelled_and_what_it_was_before_is_two_clicks_away(db: TestDatabase) {
    let site = Arc::new(Site::of_the_sample(db));
    browser::with(|browser| async move {
        for width in [Width::Desk, Width::Phone] {
            browser.resize(width).await;
            for language in Language::EACH {
                for answer in [OLD, KEPT] {
                    let page = two_clicks(&site, &browser, language, answer.item).await;
                    let missing = answer.missing(&page, language);
                    assert!(missing.is_empty(), "{missing:?} is not said in {}:\n{page}", language.tag());
                }
                // The controls: the page of another item answers neither, and an item that goes on has no such answer.
                let page = two_clicks(&site, &browser, language, KEPT.item).await;
                assert_eq!(OLD.missing(&page, language).len(), 4, "{page}");
                let page =
                    two_clicks(&site, &browser, language, "6-6. 情報端末を全員（議員、職員）に配付").await;
                assert_eq!(KEPT.missing(&page, language).len(), 4, "{page}");
            }
        }
    })
    .await;
}

impl Answer {
    /// What a page does not say under the heading that it belongs under.
    fn missing(&self, page: &str, language: Language) -> Vec<&'static str> {
        let (headings, before) = match language {
            Language::Japanese => (["中止の理由", "その前の記載", "実施の有無"], self.before[0]),
            Language::English => {
                (["Why it was cancelled", "The table before", "Did it run?"], self.before[1])
            }
        };
        let part = |from: &str, to: &str| {
            let rest = page.split_once(from).map_or("", |(_, rest)| rest);
            rest.split_once(to).map_or("", |(part, _)| part).to_owned()
        };
        let [why, was] = [part(headings[0], headings[1]), part(headings[1], headings[2])];
        let why = self.why.into_iter().filter(|words| !why.contains(words));
        why.chain(before.into_iter().filter(|words| !was.contains(words))).collect()
    }
}

/// From the first page to an item, through the table.
async fn two_clicks(site: &Site, browser: &Browser, language: Language, item: &str) -> String {
    site.open(browser, language, "/").await;
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
