//! A browser of a test's own: headless Chromium behind the chromedriver that `tests/run` started.
//!
//! It shows pages at several widths and in two languages, presses keys, takes pictures, and keeps what the browser logs.
//! What must hold of a page stands in the tests; here is how it is seen and measured. Measures are scripts that the
//! browser runs for the driver, outside the page's own policy: the pages themselves have no script.

mod axe;
mod colour;
pub mod keyboard;
mod log;
mod measure;
mod picture;
mod protocol;
mod tree;
mod view;

pub use colour::{Colour, ratio};
pub use keyboard::Stop;
pub use log::Log;
pub use tree::{Table, Tree};
pub use view::{Language, Width};

use std::future::Future;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// The variable that holds the address of chromedriver.
pub const DRIVER: &str = "MINAOSHI_TEST_BROWSER";
/// The variable that holds the browser's program.
pub const PROGRAM: &str = "MINAOSHI_TEST_CHROMIUM";

/// What keeps the browser quiet: it asks for the pages that it is sent to, on this machine, and for nothing else.
const ARGUMENTS: [&str; 12] = [
    "--headless=new",
    // The pages are our own; in a container there is often no sandbox to be had.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-extensions",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--no-pings",
    "--no-proxy-server",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// A running browser with one tab.
#[derive(Debug, Clone)]
pub struct Browser {
    client: Client,
}

/// Tells a story with a browser, which is closed after it, however it ends.
///
/// # Panics
/// If the story does, or no browser can be had.
pub async fn with<Story, Telling>(story: Story)
where
    Story: FnOnce(Browser) -> Telling,
    Telling: Future<Output = ()> + Send + 'static,
{
    let browser = Browser::open().await;
    // In a task of its own, so that a panic comes back here.
    let told = tokio::spawn(story(browser.clone())).await;
    let closed = browser.client.close().await;
    if let Err(error) = told {
        std::panic::resume_unwind(error.into_panic());
    }
    closed.expect("the browser can be closed");
}

impl Browser {
    async fn open() -> Self {
        let driver = variable(DRIVER);
        let capabilities = json!({
            "goog:chromeOptions": { "binary": variable(PROGRAM), "args": ARGUMENTS },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!("an object was written") };
        let client =
            ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&driver).await;
        Self { client: client.unwrap_or_else(|error| panic!("no browser at {driver}: {error}")) }
    }

    /// Goes to an address and waits until the page is loaded.
    pub async fn visit(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("cannot go to {url}: {error}"));
    }

    /// Shows a page that no server has.
    pub async fn show(&self, html: &str) {
        self.visit("about:blank").await;
        let frames = self.command("Page.getFrameTree", json!({})).await;
        let frame = &frames["frameTree"]["frame"]["id"];
        let _ = self.command("Page.setDocumentContent", json!({ "frameId": frame, "html": html })).await;
    }

    /// The address of the page that is shown.
    pub async fn address(&self) -> String {
        self.client.current_url().await.expect("a tab has an address").into()
    }

    /// Clicks on the first link that says exactly this, and waits until the next page is loaded.
    pub async fn follow(&self, words: &str) {
        let link = self.client.find(Locator::LinkText(words)).await;
        let clicked = match link {
            Ok(link) => link.click().await,
            Err(error) => Err(error),
        };
        if let Err(error) = clicked {
            panic!("{}: cannot follow {words:?}: {error}\n{}", self.address().await, self.text().await);
        }
    }

    /// The text of the page as a reader has it: what is folded away is not in it.
    pub async fn text(&self) -> String {
        let text = self.evaluate("document.body.innerText").await;
        text.as_str().expect("a body has text").to_owned()
    }

    /// The value of an expression, evaluated for the driver: that works where scripts of pages do not. A promise is
    /// awaited.
    pub async fn evaluate(&self, expression: &str) -> Value {
        let question = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.command("Runtime.evaluate", question).await;
        let wrong = &answer["exceptionDetails"];
        assert!(wrong.is_null(), "{}\n{wrong:#}", expression.chars().take(300).collect::<String>());
        answer["result"]["value"].take()
    }

    /// The findings that a script of ours reports, each a line.
    async fn findings(&self, script: &str) -> Vec<String> {
        let found = self.evaluate(script).await;
        let found = found.as_array().expect("a list of findings");
        found.iter().map(|line| line.as_str().expect("a finding is a text").to_owned()).collect()
    }
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| {
        panic!("{name} is not set: run the tests by `tests/run`, which starts a browser for them")
    })
}
