//! What operators see: figures in Prometheus' text format, and probes; nothing of the register.

use crate::support::{PUBLISHED, World, id, world};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::Value;
use tower::ServiceExt;
use web::{BASE, Ending, Figures, Options};

async fn look(router: &Router, path: &str) -> (u16, String) {
    let request = Request::builder().uri(path).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

/// The figure whose name and labels begin so.
#[track_caller]
fn figure(text: &str, begin: &str) -> f64 {
    let line = text.lines().find(|line| line.starts_with(begin));
    let line = line.unwrap_or_else(|| panic!("no {begin}\n{text}"));
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

async fn work(world: &World) {
    let cycle = id();
    let open = serde_json::json!({ "label": "令和6年3月" });
    let path = format!("/plans/{PUBLISHED}/cycles/{cycle}");
    world.put(&path, &open).by("staff").reply().await.is(201);
    world.put(&path, &open).by("staff").reply().await.is(200);
    world.put(&format!("/plans/{PUBLISHED}/cycles/{}", id()), &open).by("staff").reply().await.is(409);
    world.to("GET", &format!("/p/{PUBLISHED}/")).reply().await.is(200);
    world.to("GET", "/secret-of-somebody").reply().await.is(404);
    world.to("BREW", &format!("/p/{PUBLISHED}/")).reply().await.is(405);
}

#[tokio::test]
async fn figures_count_what_happens_by_words_that_are_few() {
    let figures = Figures::install().unwrap();
    let world = world().await;
    let operators = web::operations(world.app.clone(), Options::default(), figures);
    work(&world).await;
    let (status, text) = look(&operators, "/metrics").await;

    assert_eq!(status, 200);
    for (name, least) in [
        ("minaoshi_commands_total{action=\"open_cycle\",outcome=\"recorded\"}", 1.0),
        ("minaoshi_commands_total{action=\"open_cycle\",outcome=\"already\"}", 1.0),
        ("minaoshi_commands_total{action=\"open_cycle\",outcome=\"refused\"}", 1.0),
        ("minaoshi_command_seconds_bucket{le=\"+Inf\"}", 3.0),
        ("minaoshi_folds_total{outcome=\"current\"}", 1.0),
        ("minaoshi_fold_seconds_count", 1.0),
        ("minaoshi_http_requests_total{route=\"open_cycle\",method=\"PUT\",status=\"201\"}", 1.0),
        ("minaoshi_http_requests_total{route=\"current\",method=\"GET\",status=\"200\"}", 1.0),
        ("minaoshi_http_requests_total{route=\"none\",method=\"GET\",status=\"404\"}", 1.0),
        ("minaoshi_http_requests_total{route=\"none\",method=\"other\",status=\"405\"}", 1.0),
        ("minaoshi_http_request_seconds_bucket{route=\"current\",le=\"0.02\"}", 0.0),
        ("minaoshi_database_reachable", 1.0),
        ("minaoshi_read_models_complete", 0.0),
        ("minaoshi_log_unnumbered_events", 0.0),
        ("minaoshi_projection_plans_behind", 0.0),
        ("minaoshi_projection_events_behind", 0.0),
        ("minaoshi_database_connections{pool=\"reading\",state=\"limit\"}", 1.0),
        ("minaoshi_background_stopped{work=\"projector\"}", 0.0),
        ("minaoshi_build_info{version=", 1.0),
        ("process_start_time_seconds", 1_700_000_000.0),
    ] {
        assert!(figure(&text, name) >= least, "{name}\n{text}");
    }
    assert!(figure(&text, "minaoshi_http_requests_in_flight").abs() < f64::EPSILON, "{text}");
    for word in [PUBLISHED, "secret", "BREW", "さん", "流山"] {
        assert!(!text.contains(word), "{word} is in the figures\n{text}");
    }
    for line in text.lines().filter(|line| line.starts_with("# TYPE")) {
        let name = line.split(' ').nth(2).unwrap();
        assert!(text.contains(&format!("# HELP {name} ")), "{name} says nothing of itself");
    }
}

#[tokio::test]
async fn the_figures_are_not_where_everybody_looks() {
    let world = world().await;
    world.to("GET", "/metrics").reply().await.is(404);
    world.to("GET", &format!("{BASE}/metrics")).by("admin").reply().await.is(404);
}

#[tokio::test]
async fn a_service_that_ends_is_alive_and_not_ready() {
    let world = world().await;
    let ending = Ending::default();
    let router = web::router(world.app.clone(), Options { ending: ending.clone(), ..Options::default() });
    world.app.store().catch_up(|_| {}).await.unwrap();
    assert_eq!(look(&router, "/readyz").await.0, 200);

    ending.begin();
    let (status, said) = look(&router, "/readyz").await;
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((status, &said["ready"], &said["ending"]), (503, &Value::Bool(false), &Value::Bool(true)));
    assert_eq!(look(&router, "/healthz").await.0, 200);
}
