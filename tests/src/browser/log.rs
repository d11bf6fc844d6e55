//! What a browser says beside the page: its console, the reports of the page's policy, and every request.

use super::Browser;
use serde_json::Value;

/// What was logged since the log was read last.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// Messages of the console: what is wrong with a page, and what its policy has stopped.
    pub console: Vec<String>,
    /// The addresses that were asked for.
    pub requests: Vec<String>,
}

impl Browser {
    /// Takes what was logged since this was called last.
    pub async fn log(&self) -> Log {
        let console = self.logged("browser").await.iter().map(said).collect();
        let requests = self.logged("performance").await.iter().filter_map(request).collect();
        Log { console, requests }
    }
}

impl Log {
    /// Everything that a quiet page does not do: say something, or ask another host than `origin`.
    #[must_use]
    pub fn findings(&self, origin: &str) -> Vec<String> {
        let elsewhere = self.requests.iter().filter(|address| !is_of(address, origin));
        let said = self.console.iter().map(|line| format!("the console says: {line}"));
        said.chain(elsewhere.map(|address| format!("a request to {address}"))).collect()
    }
}

/// Whether an address is one of `origin`, or needs no host.
fn is_of(address: &str, origin: &str) -> bool {
    let rest = address.strip_prefix(origin);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        || ["data:", "about:"].iter().any(|scheme| address.starts_with(scheme))
}

fn said(entry: &Value) -> String {
    format!(
        "{} {}",
        entry["level"].as_str().unwrap_or_default(),
        entry["message"].as_str().unwrap_or_default()
    )
}

/// The address that an entry of the network's log asks for.
fn request(entry: &Value) -> Option<String> {
    let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
    let message = &message["message"];
    let asks = message["method"] == "Network.requestWillBeSent";
    asks.then(|| message["params"]["request"]["url"].as_str().map(str::to_owned))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_to_another_host_is_found() {
        let log = |address: &str| Log { requests: vec![address.to_owned()], ..Log::default() };
        let origin = "http://127.0.0.1:8080";
        for ours in ["http://127.0.0.1:8080/", "http://127.0.0.1:8080/p/a/", "data:,", "about:blank"] {
            assert!(log(ours).findings(origin).is_empty(), "{ours}");
        }
        for other in ["http://127.0.0.1:80801/", "https://127.0.0.1:8080/", "http://cdn.example/a.js"] {
            assert_eq!(log(other).findings(origin).len(), 1, "{other}");
        }
    }

    #[test]
    fn only_what_is_sent_is_a_request() {
        let entry = |method: &str| {
            let message = serde_json::json!({
                "message": { "method": method, "params": { "request": { "url": "http://a/" } } }
            });
            serde_json::json!({ "message": message.to_string() })
        };
        assert_eq!(request(&entry("Network.requestWillBeSent")), Some("http://a/".to_owned()));
        assert_eq!(request(&entry("Network.responseReceived")), None);
    }
}
