//! What the service tells operators, on a listener of their own.

use crate::support::*;
use serde_json::Value;
use system_tests::{Server, TestDatabase, on_both_blocking};

on_both_blocking!(operators_see_figures_and_readiness_where_nobody_else_looks);

/// Where operators look, as the service says it.
fn operators(server: &Server) -> String {
    until(|| {
        let said = server.said();
        let end = said.find("/metrics\"")?;
        let begin = said[..end].rfind("http://")?;
        Some(said[begin..end].to_owned())
    })
}

fn operators_see_figures_and_readiness_where_nobody_else_looks(db: TestDatabase) {
    let secret = token(&db);
    let server = serve(&db, &["--metrics", "127.0.0.1:0", "--log", "json"], &[]);
    let operators = operators(&server);
    assert_eq!(open_cycle(&server, &secret).send().unwrap().status(), 201);

    let metrics = get(&format!("{operators}/metrics"));
    let kind = metrics.headers()["content-type"].to_str().unwrap().to_owned();
    assert!(kind.starts_with("text/plain; version=0.0.4"), "{kind}");
    let text = metrics.text().unwrap();
    for line in [
        "minaoshi_commands_total{action=\"open_cycle\",outcome=\"recorded\"} 1",
        "minaoshi_http_requests_total{route=\"open_cycle\",method=\"PUT\",status=\"201\"} 1",
        "minaoshi_database_reachable 1",
        "minaoshi_read_models_complete 1",
        "minaoshi_read_models_build_plans{state=\"to_do\"} 0",
    ] {
        assert!(text.lines().any(|found| found == line), "no line {line}\n{text}");
    }
    for name in ["minaoshi_log_unnumbered_events", "minaoshi_projection_events_behind"] {
        assert!(text.contains(&format!("\n{name} ")), "{name}");
    }
    for base in [operators.as_str(), server.address()] {
        let ready = get(&format!("{base}/readyz"));
        assert_eq!(ready.status(), 200);
        assert_eq!(ready.json::<Value>().unwrap()["ready"], true);
        assert_eq!(get(&format!("{base}/healthz")).status(), 200);
    }
    assert_eq!(get(&format!("{operators}/api/v1/plans")).status(), 404);
    assert_eq!(get(&server.url("/metrics")).status(), 404);
    assert!(server.stop().success());
}
