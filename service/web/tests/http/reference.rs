//! The API's document for people: a page for each operation, for each kind of problem, and the viewer, which is the
//! only page with scripts.

use crate::support::{World, world_of};
use web::{API, BASE};

async fn page(world: &World, path: &str) -> String {
    world.to("GET", path).reply().await.is(200).text()
}

#[tokio::test]
async fn every_operation_is_on_the_list_and_has_its_page_in_both_languages() {
    let world = world_of(&[]).await;
    for (language, begin) in [("ja", "<html lang=\"ja\""), ("en", "<html lang=\"en\"")] {
        let list = page(&world, &format!("/api/?lang={language}")).await;
        assert!(list.contains(begin) && !list.contains("<script"));
        for route in API {
            let address = format!("/api/operations/{}/?lang={language}", route.name);
            assert!(list.contains(&address), "{address} is not on the list");
            let one = page(&world, &address).await;
            let call = format!("<code>{} {BASE}{}</code>", route.method.name(), route.path);
            assert!(list.contains(&call) && one.contains(&call), "{address}: {call}");
            assert!(
                one.contains("<pre class=\"code\"") && one.contains("curl -X"),
                "{address} has no example"
            );
            assert!(one.contains(begin) && !one.contains("<script"), "{address}");
            for parameter in route.query {
                assert!(
                    one.contains(&format!("<code>{}</code>", parameter.name)),
                    "{address}: {}",
                    parameter.name
                );
            }
        }
    }
}

#[tokio::test]
async fn a_page_says_things_in_its_own_language() {
    let world = world_of(&[]).await;
    let route = API.iter().find(|route| route.name == "decide").unwrap();
    let ja = page(&world, "/api/operations/decide/").await;
    let en = page(&world, "/api/operations/decide/?lang=en").await;
    assert!(ja.contains(route.summary.ja) && !ja.contains(route.summary.en));
    assert!(en.contains(route.summary.en) && !en.contains(route.summary.ja));
    assert!(ja.contains("理由が必要") && en.contains("An ending needs a reason"));
}

#[tokio::test]
async fn every_kind_of_problem_of_the_document_has_its_page() {
    let world = world_of(&[]).await;
    let document = web::document();
    let kinds =
        document["components"]["schemas"]["Problem"]["properties"]["type"]["enum"].as_array().unwrap();
    assert!(kinds.len() > 60, "{} kinds only", kinds.len());
    let list = page(&world, "/problems/").await;
    for kind in kinds {
        let address = kind.as_str().unwrap();
        assert!(list.contains(&format!("href=\"{address}\"")), "{address} is not on the list");
        let ja = page(&world, address).await;
        let en = page(&world, &format!("{address}?lang=en")).await;
        let example = format!("&quot;type&quot;: &quot;{address}&quot;").replace("&quot;", "&#34;");
        assert!(ja.contains(&example) && en.contains(&example), "{address}: {ja}");
        assert_ne!(ja, en);
    }
    world.to("GET", "/problems/no-such-kind").reply().await.is(404);
    world.to("GET", "/api/operations/no-such-operation/").reply().await.is(404);
}

#[tokio::test]
async fn only_the_viewer_runs_scripts_and_only_those_of_its_own() {
    let world = world_of(&[]).await;
    let reply = world.to("GET", "/api/viewer/").reply().await.is(200);
    let policy = reply.header("content-security-policy").to_owned();
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    let text = reply.text();
    assert!(text.contains("<noscript>"));
    let files: Vec<&str> = text.split("src=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(files, ["/assets/viewer/swagger-ui-bundle.js", "/assets/viewer/start.js"]);
    for file in [&files[..], &["/assets/viewer/swagger-ui.css"]].concat() {
        let reply = world.to("GET", file).reply().await.is(200);
        let tag = reply.header("etag").to_owned();
        world.to("GET", file).header("if-none-match", &tag).reply().await.is(304);
    }
    let start = page(&world, "/assets/viewer/start.js").await;
    assert!(start.contains("validatorUrl: null"), "else the viewer asks another host");
    let other = world.to("GET", "/api/").reply().await.is(200);
    assert!(!other.header("content-security-policy").contains("script-src"));
}
