//! The controls: pages on which each check must find what was put there.

use system_tests::browser::{self, Browser, Width, keyboard};

/// Asserts that each of these words is in one of the findings.
#[track_caller]
fn caught(findings: &[String], words: &[&str]) {
    for word in words {
        assert!(
            findings.iter().any(|finding| finding.contains(word)),
            "{word} was not caught: {findings:#?}"
        );
    }
}

/// A page with this in it, that is right in everything else.
fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang='ja'><meta charset='utf-8'><title>a page</title>\
         <meta name='viewport' content='width=device-width, initial-scale=1'>\
         <body style='margin: 0; font-size: 16px'><main><h1>a page</h1>{body}</main></body></html>"
    )
}

async fn showing(browser: &Browser, body: &str) {
    browser.show(&page(body)).await;
}

#[tokio::test]
async fn a_page_with_faults_is_caught_by_axe_and_one_without_is_not() {
    browser::with(|browser| async move {
        showing(&browser, "<p>nothing is wrong here</p>").await;
        assert_eq!(browser.axe().await, Vec::<String>::new());

        let faults = "<p style='color: #999; background: #fff'>faint</p><input type='text'>\
            <img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='><p lang='xx-nonsense'>?</p>";
        let broken = page(faults).replace(" lang='ja'", "");
        browser.show(&broken).await;
        caught(
            &browser.axe().await,
            &["color-contrast", "label", "html-has-lang", "image-alt", "valid-lang"],
        );
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_is_caught() {
    browser::with(|browser| async move {
        browser.resize(Width::Phone).await;
        showing(&browser, "<p>narrow</p>").await;
        assert_eq!(browser.misfits().await, Vec::<String>::new());

        showing(&browser, "<p style='width: 600px'>a wide one</p>").await;
        caught(&browser.misfits().await, &["on a screen of 375: p “a wide one”"]);
        let cut = "<p style='height: 1em; overflow: hidden'>one<br>two<br>three</p>";
        let scrolls = "<div style='overflow-x: auto; width: 90px'><p style='width: 400px'>far</p></div>";
        showing(&browser, &format!("{cut}{scrolls}")).await;
        caught(&browser.misfits().await, &["text is cut off in p", "keys cannot scroll div"]);
    })
    .await;
}

#[tokio::test]
async fn type_that_does_not_fit_when_it_grows_is_caught() {
    browser::with(|browser| async move {
        browser.resize(Width::Desk).await;
        let rigid = "<p style='width: 20em; height: 44px; overflow: hidden; line-height: 1.2; font-size: 1rem; margin: 0'>\
            十分な長さの文を書いておく。これで二行になる、と思う。</p>";
        browser.show(&page(rigid).replace("font-size: 16px", "")).await;
        assert_eq!(browser.misfits().await, Vec::<String>::new());
        browser.enlarge_type().await;
        caught(&browser.misfits().await, &["text is cut off"]);
        browser.reset_type().await;
        assert_eq!(browser.misfits().await, Vec::<String>::new());
        browser.space_type().await;
        caught(&browser.misfits().await, &["text is cut off"]);
    })
    .await;
}

#[tokio::test]
async fn small_targets_are_caught_and_links_in_a_sentence_are_not() {
    browser::with(|browser| async move {
        showing(&browser, "<p>a sentence with <a href='#a'>one</a> and <a href='#b'>two</a> links</p>").await;
        assert_eq!(browser.small_targets().await, Vec::<String>::new());
        let tiny = "<button style='width: 12px; height: 12px; padding: 0'>1</button>";
        showing(&browser, &tiny.repeat(2)).await;
        caught(&browser.small_targets().await, &["button “1” is 12 by 12, beside “1”"]);
    })
    .await;
}

#[tokio::test]
async fn faint_text_edges_and_shapes_are_caught() {
    browser::with(|browser| async move {
        showing(&browser, "<p>black on white</p><span class='badge' style='border: 2px solid #115a36'>done</span>").await;
        assert_eq!(browser.faint().await, Vec::<String>::new());
        let faint = "<p style='color: #808080'>grey</p>\
            <p style='background: #000'><span style='color: rgba(255, 255, 255, .4)'>veiled</span></p>\
            <span class='badge' style='border: 2px solid #ccc'>pale</span><input aria-label='a' style='border: 1px solid #ddd'>\
            <svg width='100' height='40'><rect width='90' height='30' fill='#e0e0e0'/><text y='20' fill='#999'>12</text></svg>";
        showing(&browser, faint).await;
        let words = ["text p “grey”: a contrast of 3.9", "“veiled”", "edge span.badge", "edge input", "shape rect", "text text “12”"];
        caught(&browser.faint().await, &words);
    })
    .await;
}

#[tokio::test]
async fn a_table_that_is_not_told_as_one_is_caught() {
    browser::with(|browser| async move {
        let table = "<table><caption>names</caption><thead><tr><th scope='col'>a<th scope='col'>b<th scope='col'>c</thead>\
            <tr><th scope='row'>1<td>2<td>3</table>";
        showing(&browser, table).await;
        let tables = browser.tree().await.tables();
        assert_eq!(tables.iter().flat_map(browser::Table::findings).collect::<Vec<_>>(), Vec::<String>::new());
        assert_eq!((tables[0].name.as_str(), tables[0].rows.len()), ("names", 2));

        showing(&browser, &table.replace("<table>", "<table role='presentation'>")).await;
        assert!(browser.tree().await.tables().is_empty(), "what is no table is told as one");
        showing(&browser, &table.replace("<th scope='row'>", "<td>")).await;
        let tables = browser.tree().await.tables();
        caught(&tables[0].findings(), &["a row of 3 columns is told as 3 cells"]);
        showing(&browser, &table.replace("<td>2", "<td hidden>2")).await;
        let tables = browser.tree().await.tables();
        caught(&tables[0].findings(), &["a row of 3 columns is told as 2 cells"]);
    })
    .await;
}

#[tokio::test]
async fn keys_that_miss_or_do_not_show_where_one_is_are_caught() {
    browser::with(|browser| async move {
        let style = "<style>a:focus-visible { outline: 4px solid #000 }</style>";
        showing(&browser, &format!("{style}<p><a href='#a'>one</a></p><p><a href='#b'>two</a></p><p><a href='#c'>three</a></p>")).await;
        let (stops, count) = browser.walk().await;
        assert_eq!((stops.len(), count), (3, 3));
        assert_eq!(keyboard::findings(&stops, count), Vec::<String>::new());

        let bare = "<style>a { outline: none }</style><p><a href='#a'>one</a></p>\
            <p><a href='#b' tabindex='-1'>two</a></p><div style='display: flex; flex-direction: column-reverse'>\
            <a href='#c'>three</a><a href='#d'>four</a></div>";
        showing(&browser, bare).await;
        let (stops, count) = browser.walk().await;
        caught(&keyboard::findings(&stops, count), &[
            "Tab does not reach control 1 of 4",
            "the focus on a “one” is not seen",
            "Tab leads back from a “three” to a “four”",
        ]);
    })
    .await;
}

#[tokio::test]
async fn what_paper_and_forced_colours_lose_and_what_moves_is_caught() {
    browser::with(|browser| async move {
        let body = "<style>.moving { transition: color 2s } thead, tr, table { display: block }</style>\
            <p class='moving'>slow</p><details><summary>more</summary><p>folded</p></details>\
            <table><thead><tr><th>a</thead><tr><td>1</table><form><button>ask</button></form><span class='badge'>bare</span>";
        showing(&browser, body).await;
        caught(&browser.moves().await, &["changes slowly"]);
        browser.as_preferred(&[("forced-colors", "active")]).await;
        caught(&browser.lost_in_forced_colours().await, &["badge “bare” has no edge"]);
        browser.as_print().await;
        let lost = ["folded under “more”", "a table is not printed as a table", "header is not repeated", "shows a form"];
        caught(&browser.lost_in_print().await, &lost);
    })
    .await;
}

#[tokio::test]
async fn a_page_that_speaks_or_calls_elsewhere_is_caught() {
    browser::with(|browser| async move {
        let _ = browser.log().await;
        showing(
            &browser,
            "<img alt='' src='http://cdn.example/a.png'><script>console.error('ouch')</script>",
        )
        .await;
        // The console is read after the request has failed for want of a name.
        let failed = "new Promise((done) => { const image = document.images[0]; \
            if (image.complete) done(); else image.onerror = image.onload = () => done(); })";
        let _ = browser.evaluate(failed).await;
        caught(
            &browser.log().await.findings("http://127.0.0.1:1"),
            &["ouch", "a request to http://cdn.example/a.png"],
        );
    })
    .await;
}
