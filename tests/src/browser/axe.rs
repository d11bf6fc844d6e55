//! axe-core, run on the page that is shown. Its licence lies beside it.

use super::Browser;
use serde_json::Value;

const AXE: &str = include_str!("../../vendor/axe.min.js");
/// What is looked for: WCAG 2.2 at levels A and AA, which includes JIS X 8341-3, and good practice beside.
const TAGS: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

impl Browser {
    /// What axe finds wrong on the page, a line for each element. What it cannot tell is in it too where `all` says so.
    pub async fn axe(&self) -> Vec<String> {
        if self.evaluate("typeof axe === 'undefined'").await == Value::Bool(true) {
            // It leaves a name behind and no value that could be brought here.
            let _ = self.evaluate(&format!("{AXE}\n;null")).await;
        }
        // The size of targets is off unless it is asked for.
        let options = format!(
            "{{ runOnly: {{ type: 'tag', values: {TAGS} }}, rules: {{ 'target-size': {{ enabled: true }} }}, \
             resultTypes: ['violations'], selectors: false, iframes: false, preload: false }}"
        );
        let report = self.evaluate(&format!("axe.run(document, {options})")).await;
        let passes = report["passes"].as_array().map_or(0, Vec::len);
        assert!(passes > 5, "axe has looked at nothing: {report:#}");
        let violations = report["violations"].as_array().expect("a list of violations");
        violations.iter().flat_map(lines).collect()
    }
}

/// A violation, a line for each element.
fn lines(violation: &Value) -> Vec<String> {
    let rule = format!("{} ({})", text(&violation["id"]), text(&violation["help"]));
    let nodes = violation["nodes"].as_array().expect("a violation names elements");
    nodes
        .iter()
        .map(|node| {
            let html: String = text(&node["html"]).chars().take(160).collect();
            let why = text(&node["failureSummary"]).replace('\n', " ");
            format!("{rule}: {html} — {why}")
        })
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
