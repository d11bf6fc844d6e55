//! Commands of Chromium's own protocol, which chromedriver passes on beside those of WebDriver.

use super::Browser;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A `POST` below the session's address.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: String,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.clone()))
    }
}

impl Browser {
    /// Sends a command of the DevTools protocol and returns its answer.
    pub(super) async fn command(&self, name: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": name, "params": parameters });
        self.extension("goog/cdp/execute", &body).await.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// What the browser has logged of a kind since this was asked for last.
    pub(super) async fn logged(&self, kind: &str) -> Vec<Value> {
        let entries = self.extension("se/log", &json!({ "type": kind })).await;
        let entries = entries.unwrap_or_else(|error| panic!("the log {kind}: {error}"));
        entries.as_array().expect("a log is a list").clone()
    }

    async fn extension(
        &self,
        path: &'static str,
        body: &Value,
    ) -> Result<Value, fantoccini::error::CmdError> {
        self.client.issue_cmd(Extension { path, body: body.to_string() }).await
    }
}
