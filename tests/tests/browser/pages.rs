//! Every page at every width, in both languages.

use crate::addresses::{Page, pages};
use crate::support::Site;
use std::sync::Arc;
use system_tests::browser::{self, Browser, Language, Width};
use system_tests::{Engine, TestDatabase, on_both};

on_both!(every_page_can_be_read_by_everyone, every_page_is_the_same_without_scripts);

/// Looks at every page and fails with everything that was found on any of them.
async fn every_page_can_be_read_by_everyone(db: TestDatabase) {
    let site = Arc::new(Site::of_the_sample(db));
    browser::with(|browser| async move {
        let mut findings = Vec::new();
        for language in Language::EACH {
            for page in pages(&site) {
                look(&site, &browser, language, &page, &mut findings).await;
            }
        }
        assert!(findings.is_empty(), "{} findings:\n  {}", findings.len(), findings.join("\n  "));
    })
    .await;
}

async fn look(site: &Site, browser: &Browser, language: Language, page: &Page, all: &mut Vec<String>) {
    let mut add = |what: &str, findings: Vec<String>| {
        // The same fault in each of fifty rows is said twice.
        let said = findings
            .iter()
            .take(2)
            .map(|finding| format!("{}, {}, {what}: {finding}", page.name, language.tag()));
        all.extend(said);
        if let more @ 1.. = findings.len().saturating_sub(2) {
            all.push(format!("{}, {}, {what}: {more} more", page.name, language.tag()));
        }
    };
    browser.resize(Width::Desk).await;
    site.open(browser, language, &page.path).await;
    add("page", wrong_answer(browser, language, page).await);
    for width in Width::EACH {
        browser.resize(width).await;
        let at = width.pixels();
        if examined(site.engine(), language, width) {
            add(&format!("{at}, axe"), browser.axe().await);
        }
        add(&format!("{at}, fit"), browser.misfits().await);
        add(&format!("{at}, targets"), browser.small_targets().await);
        add(&format!("{at}, contrast"), browser.faint().await);
        add(&format!("{at}, told"), told(browser).await);
        if site.engine() == Engine::Sqlite {
            browser.picture(page.name, width, language).await;
        }
    }
    browser.resize(Width::Narrow).await;
    add("320, fit", browser.misfits().await);
    browser.space_type().await;
    add("320, spaced type, fit", browser.misfits().await);
    browser.resize(Width::Desk).await;
    add("1280, spaced type, fit", browser.misfits().await);
    browser.reset_type().await;
    browser.enlarge_type().await;
    add("1280, type twice as large, fit", browser.misfits().await);
    browser.reset_type().await;
    browser.as_preferred(&[("forced-colors", "active")]).await;
    add("forced colours", browser.lost_in_forced_colours().await);
    browser.as_preferred(&[("prefers-reduced-motion", "reduce")]).await;
    add("less motion", browser.moves().await);
    browser.resize(Width::Paper).await;
    browser.as_print().await;
    add("print", browser.lost_in_print().await);
    add("print, fit", browser.misfits().await);
    if site.engine() == Engine::Sqlite {
        let pdf = browser.print(page.name, language).await;
        assert!(pdf.starts_with(b"%PDF"), "{} is not printed", page.name);
    }
    browser.as_preferred(&[]).await;
    add("log", noise(site, browser, page).await);
}

/// axe is slow: it looks at each page at each width in each language once, half on each database.
fn examined(engine: Engine, language: Language, width: Width) -> bool {
    let first = match width {
        Width::Desk | Width::Phone => Language::Japanese,
        Width::Tablet | Width::Paper | Width::Narrow => Language::English,
    };
    (engine == Engine::Sqlite) == (language == first)
}

/// A status or a language that is not the one to be expected.
async fn wrong_answer(browser: &Browser, language: Language, page: &Page) -> Vec<String> {
    let said =
        "[performance.getEntriesByType('navigation')[0].responseStatus, document.documentElement.lang]";
    let said = browser.evaluate(said).await;
    let expected = serde_json::json!([page.status, language.tag()]);
    if said == expected { Vec::new() } else { vec![format!("{said} instead of {expected}")] }
}

/// How the tables of a page are told to those who hear it.
async fn told(browser: &Browser) -> Vec<String> {
    let tree = browser.tree().await;
    let shown = "[...document.querySelectorAll('table')].filter((table) => table.checkVisibility()).length";
    let shown = browser.evaluate(shown).await.as_u64().expect("a count");
    let tables = tree.tables();
    let mut findings: Vec<String> = tables.iter().flat_map(system_tests::browser::Table::findings).collect();
    if tables.len() as u64 != shown {
        findings.push(format!("{shown} tables are shown, {} are told", tables.len()));
    }
    findings
}

/// What a page has done that nobody asked it to. That a page is missing is said once.
async fn noise(site: &Site, browser: &Browser, page: &Page) -> Vec<String> {
    let mut log = browser.log().await;
    assert!(!log.requests.is_empty(), "the log shows no request for {}", page.path);
    if page.status == 404 {
        log.console.retain(|line| !(line.contains(&page.path) && line.contains("status of 404")));
    }
    log.findings(site.server.address())
}

async fn every_page_is_the_same_without_scripts(db: TestDatabase) {
    let site = Arc::new(Site::of_the_sample(db));
    browser::with(|browser| async move {
        for page in pages(&site) {
            let mut texts = Vec::new();
            for allowed in [true, false] {
                browser.allow_scripts(allowed).await;
                site.open(&browser, Language::Japanese, &page.path).await;
                texts.push(browser.text().await);
            }
            assert!(texts[0].len() > 100, "{} says hardly anything: {}", page.path, texts[0]);
            assert_eq!(texts[0], texts[1], "{}", page.path);
            browser.allow_scripts(true).await;
        }
    })
    .await;
}
