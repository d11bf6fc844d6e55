//! Hostile text in every field (B4): none of it runs, none of it becomes part of a page, and the policy of the pages has
//! nothing to report.

use crate::addresses::{READ, every};
use crate::support::{Site, done, json};
use std::sync::Arc;
use system_tests::browser::{self, Browser, Language};
use system_tests::{TestDatabase, cli, fixtures, on_both};

on_both!(hostile_text_in_every_field_stays_text);

/// A word of a status, which is one of the plan's own: anything but an equals sign may stand in it.
const STATUS: &str = "停止 \"><script>top.ran++</script>";
/// What every payload does when it runs, and what a page has that has taken one for its own: elements, attributes and
/// addresses that no page of ours has.
const TAKEN: &str = include_str!("taken.js");

async fn hostile_text_in_every_field_stays_text(db: TestDatabase) {
    let payloads = fixtures::text("payloads.txt");
    let payloads: Vec<String> = payloads.lines().map(str::to_owned).collect();
    assert_eq!(payloads.len(), 50);
    // A field holds a thousand characters, so that a plan of each half has every field full of them.
    let every_other =
        |from: usize| payloads.iter().skip(from).step_by(2).cloned().collect::<Vec<_>>().join(" ");
    let halves = [every_other(0), every_other(1)];
    for (number, half) in halves.iter().enumerate() {
        record(&db, &format!("hostile-{number}"), &payloads, half);
    }
    let plans = json(&db, &["plan", "list"]);
    let named = [0, 1].map(|number| {
        let plan =
            plans.as_array().expect("a list").iter().find(|plan| plan["slug"] == format!("hostile-{number}"));
        let history = json(&db, &["history", &format!("hostile-{number}"), "1-2"]);
        (plan.expect("the plan is there").clone(), history)
    });
    let site = Arc::new(Site::over(db));
    browser::with(|browser| async move {
        let mut findings = Vec::new();
        for (half, (plan, history)) in halves.iter().zip(&named) {
            let site = site.about(plan, history);
            for path in addresses(&site, half, &payloads) {
                site.open(&browser, Language::Japanese, &path).await;
                let found = taken(&browser).await.into_iter().chain(noise(&site, &browser).await);
                findings.extend(
                    found.map(|finding| format!("{}: {finding}", path.chars().take(60).collect::<String>())),
                );
            }
            site.open(&browser, Language::Japanese, &site.fill("/p/{plan}/")).await;
            let text = browser.text().await;
            assert!(
                payloads.iter().all(|payload| text.contains(payload.as_str())),
                "each stands there as text:\n{text}"
            );
        }
        assert!(findings.is_empty(), "{} findings:\n  {}", findings.len(), findings.join("\n  "));
    })
    .await;
}

/// Fills every field that there is.
fn record(db: &TestDatabase, plan: &str, payloads: &[String], half: &str) {
    // Fields of two hundred characters.
    let (begin, _) = half.split_at(half.char_indices().nth(190).expect("a long text").0);
    let by = |name: &str, arguments: &[&str]| done(db, name, arguments);
    let status = format!("{STATUS}=cancelled");
    let table = db.scratch().join(format!("{plan}.csv"));
    std::fs::write(&table, document(payloads)).expect("a scratch file");
    let import =
        cli(db).arg("import").arg(&table).args(["--plan", plan, "--organisation", half, "--status", &status]);
    let _ = import.run().success();
    by("山田", &["cycle", "publish", plan, "令和3年3月"]);
    by("山田", &["cycle", "open", plan, "令和6年3月"]);
    let decide = ["cycle", "decide", plan, "1-2", "--status", "中止", "--reason", half, "--code", "費用"];
    by("山田", &[&decide[..], &["--cite", half, "--place", begin, "--body", half]].concat());
    by("山田", &["cycle", "decide", plan, "--rest-unchanged"]);
    by("山田", &["cycle", "submit", plan]);
    by(half, &["cycle", "review", plan, "--return", "--comment", half]);
    by("山田", &["cycle", "submit", plan]);
    by(half, &["cycle", "review", plan, "--approve", "--comment", half]);
    let adopt = ["cycle", "adopt", plan, "--body", half, "--meeting", half, "--on", "2024-03-22"];
    by("山田", &[&adopt[..], &["--result", begin, "--cite", half, "--place", begin]].concat());
    by("山田", &["cycle", "publish", plan, "令和6年3月"]);
    let title = format!("1-2. {half}");
    let correct = ["correct", plan, "令和6年3月", "1-2", "実施事業", &title, "--kind", "誤字訂正"];
    by("山田", &[&correct[..], &["--reason", half, "--cite", half]].concat());
    by("山田", &["execution", plan, "1-2", "未実施", "--grounds", half, "--cite", half]);
    by("山田", &["progress", plan, "1-2", half, "--on", "2024-04-01"]);
    for field in ["remark", "body"] {
        by("山田", &["edit", plan, "1-2", field, half, "--on", "2024-05-01"]);
    }
}

/// A table with a payload in every title and remark, and in a status.
fn document(payloads: &[String]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut table = format!(
        "{}\n見直し：令和3年3月\n実施事業,実施時期,状況,見直し時期,備考\n",
        quoted(&format!("計画 {}", payloads[0]))
    );
    table.push_str(&format!(
        "{},,,,{}\n",
        quoted(&format!("1. 見出し {}", payloads[1])),
        quoted(&payloads[2])
    ));
    for (number, payload) in payloads.iter().enumerate() {
        let status = if number == 0 { STATUS } else { ["継続中", "中止", "未着手"][number % 3] };
        let (title, remark) =
            (format!("1-{}. {payload}", number + 1), &payloads[(number + 1) % payloads.len()]);
        table.push_str(&format!(
            "{},令和2年4月,{},令和3年3月,{}\n",
            quoted(&title),
            quoted(status),
            quoted(remark)
        ));
    }
    table
}

/// Every page of a plan, every page with hostile questions, and addresses that are hostile themselves.
fn addresses(site: &Site, half: &str, payloads: &[String]) -> Vec<String> {
    let mut paths: Vec<String> = every(site).map(|(_, path)| path).collect();
    for route in web::PAGES.iter().filter(|route| READ.iter().any(|(read, _)| *read == route.path)) {
        let path = site.fill(route.path);
        for name in route.query.iter().map(|parameter| parameter.name).chain(["lang", "unknown"]) {
            paths.push(format!("{path}?{name}={}", escaped(half)));
        }
    }
    paths.extend(payloads.iter().map(|payload| format!("/p/{}/", escaped(payload))));
    paths
}

/// As it stands in an address.
fn escaped(text: &str) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(byte).collect()
}

async fn taken(browser: &Browser) -> Vec<String> {
    let found = browser.evaluate(TAKEN).await;
    found.as_array().expect("a list").iter().map(ToString::to_string).collect()
}

/// What a page has done that nobody asked it to. That it refuses an address is said in the console too.
async fn noise(site: &Site, browser: &Browser) -> Vec<String> {
    let mut log = browser.log().await;
    let refused =
        |line: &String| line.contains(site.server.address()) && line.contains("Failed to load resource");
    log.console.retain(|line| !refused(line));
    log.findings(site.server.address())
}

#[tokio::test]
async fn text_that_is_not_escaped_is_caught() {
    browser::with(|browser| async move {
        let mut harmless = Vec::new();
        for payload in fixtures::text("payloads.txt").lines() {
            let places = format!(
                "<p title=\"{payload}\">{payload}</p><p title='{payload}'></p><a href=\"{payload}\">a</a><p title={payload}></p>"
            );
            browser.show(&format!("<!DOCTYPE html><title>a page</title>{places}")).await;
            if taken(&browser).await.is_empty() {
                harmless.push(payload.to_owned());
            }
        }
        // Those would need a page that decodes text twice, or one with a language of templates in its browser.
        assert!(harmless.iter().all(|payload| payload.starts_with(['&', '{'])), "{harmless:#?}");
    })
    .await;
}
