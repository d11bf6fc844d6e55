//! What holds for every address: headers that guard a browser, methods, slashes, and paths that lead nowhere.

use crate::support::{PUBLISHED, world};
use web::{API, BASE, PAGES};

const NOWHERE: &str = "/no/such/address";

#[tokio::test]
async fn every_answer_bears_the_headers_that_guard_a_browser() {
    let world = world().await;
    let addresses = ["/", "/healthz", "/assets/minaoshi.css", NOWHERE, &format!("{BASE}/plans"), BASE];
    for path in addresses {
        let reply = world.to("GET", path).reply().await;
        for (name, part) in [
            ("content-security-policy", "default-src 'none'"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("permissions-policy", "camera=()"),
        ] {
            assert!(reply.header(name).contains(part), "{path}: {name}");
        }
        assert!(!reply.header("cache-control").is_empty(), "{path}");
        // Without TLS a browser must not be told to insist on it.
        assert!(!reply.headers.contains_key("strict-transport-security"), "{path}");
        assert!(!reply.headers.contains_key("server") && !reply.headers.contains_key("x-powered-by"));
    }
}

#[tokio::test]
async fn each_request_has_an_id_that_its_caller_cannot_choose() {
    let world = world().await;
    let mine = "0192f0c0-0000-7000-8000-000000000000";
    let first = world.to("GET", "/").header("x-request-id", mine).reply().await;
    let second = world.to("GET", "/").header("x-request-id", mine).reply().await;
    let ids = [first.header("x-request-id"), second.header("x-request-id")];
    assert!(ids[0] != ids[1] && ids.iter().all(|id| *id != mine && id.len() == mine.len()), "{ids:?}");
}

#[tokio::test]
async fn what_is_for_everyone_may_be_kept_by_everyone_and_what_is_for_one_by_that_one() {
    let world = world().await;
    for path in [format!("/p/{PUBLISHED}/"), format!("{BASE}/plans/{PUBLISHED}/table")] {
        let anyone = world.to("GET", &path).reply().await.is(200);
        assert_eq!(anyone.header("cache-control"), "public, no-cache", "{path}");
        let staff = world.to("GET", &path).by("staff").reply().await.is(200);
        assert_eq!(staff.header("cache-control"), "private, no-cache", "{path}");
        assert!(anyone.header("vary").contains("authorization"), "{path}");
    }
    let nothing = world.to("GET", NOWHERE).reply().await.is(404);
    assert_eq!(nothing.header("cache-control"), "no-store");
}

#[tokio::test]
async fn an_address_says_by_which_methods_it_is_called() {
    let world = world().await;
    let api = API.iter().map(|route| (format!("{BASE}{}", route.path), route));
    let mut asked = 0;
    for (path, route) in api.chain(PAGES.iter().map(|route| (route.path.to_owned(), route))) {
        let path = path.split('/').map(|part| if part.starts_with('{') { "a" } else { part });
        let path = path.collect::<Vec<_>>().join("/");
        let refused = world.to("DELETE", &path).reply().await.is(405);
        assert!(refused.header("allow").contains(route.method.name()), "{path}");
        let told = world.to("OPTIONS", &path).reply().await.is(204);
        assert_eq!(told.header("allow"), refused.header("allow"), "{path}");
        let cross = told.headers.keys().any(|name| name.as_str().starts_with("access-control"));
        assert!(told.bytes.is_empty() && !cross, "{path}: another origin is told something");
        asked += 1;
    }
    assert!(asked > 40, "{asked} routes");
    world.to("OPTIONS", NOWHERE).reply().await.is(404);
}

#[tokio::test]
async fn the_head_of_an_answer_is_that_of_its_whole() {
    let world = world().await;
    for path in [format!("/p/{PUBLISHED}/"), format!("{BASE}/plans"), "/assets/minaoshi.css".to_owned()] {
        let whole = world.to("GET", &path).reply().await.is(200);
        let head = world.to("HEAD", &path).reply().await.is(200);
        assert!(head.bytes.is_empty(), "{path}");
        for name in ["etag", "content-type", "cache-control"] {
            assert_eq!(head.header(name), whole.header(name), "{path}: {name}");
        }
    }
}

#[tokio::test]
async fn a_slash_too_many_leads_to_the_address_without_it_and_never_elsewhere() {
    let world = world().await;
    let moved = world.to("GET", &format!("{BASE}/plans/{PUBLISHED}/table/?a=b")).reply().await.is(308);
    assert_eq!(moved.header("location"), format!("{BASE}/plans/{PUBLISHED}/table?a=b"));
    world.to("PUT", &format!("{BASE}/plans/{PUBLISHED}/table/")).reply().await.is(404);
    for path in ["//evil.example/", "/%2f%2fevil.example/", "//evil.example/api/v1/plans/"] {
        let reply = world.to("GET", path).reply().await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.headers.contains_key("location"), "{path}");
    }
}

#[tokio::test]
async fn a_path_leads_to_no_file() {
    let world = world().await;
    let up = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "..%5c", "....//", "%252e%252e%252f"];
    let bases = ["/", "/assets/", "/p/", &format!("/p/{PUBLISHED}/e/"), &format!("{BASE}/plans/")];
    for base in bases {
        for up in up {
            for file in ["etc/passwd", "Cargo.toml"] {
                let path = format!("{base}{}{file}", up.repeat(8));
                let reply = world.to("GET", &path).reply().await;
                let said = String::from_utf8_lossy(&reply.bytes).into_owned();
                // What looks like the name of a plan is led to the address with its slash, and there is none.
                let slash = reply.status == 308 && reply.header("location") == format!("{path}/");
                assert!(reply.status.is_client_error() || slash, "{path}: {}", reply.status);
                assert!(!said.contains("root:") && !said.contains("[workspace]"), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn nothing_that_a_caller_says_becomes_a_header() {
    let world = world().await;
    let bad = "%0d%0aX-Injected:%20yes";
    let addresses = [
        format!("/p/{bad}"),
        format!("/p/{PUBLISHED}{bad}"),
        format!("/p/{PUBLISHED}?lang=ja{bad}"),
        format!("/p/{PUBLISHED}/e/{bad}"),
        format!("{BASE}/plans/{bad}/"),
        format!("{BASE}/plans/{PUBLISHED}/export?format=tsv&edition={bad}"),
    ];
    for path in addresses {
        let reply = world.to("GET", &path).reply().await;
        assert!(!reply.headers.contains_key("x-injected"), "{path}");
        let whole = reply.headers.values().all(|value| !value.as_bytes().contains(&b'\n'));
        assert!(whole && !reply.status.is_server_error(), "{path}: {}", reply.status);
    }
    let kept = format!("{BASE}/plans/{PUBLISHED}/sources/{}?name=a{bad}.pdf", crate::support::id());
    let file = world.to("PUT", &kept).by("staff").body("application/pdf", "%PDF").reply().await;
    assert!(!file.status.is_server_error() && !file.headers.contains_key("x-injected"));
}
