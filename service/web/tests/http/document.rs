//! The API's document: every route is in it and nothing else is, and it holds together.

use crate::support::world_of;
use serde_json::Value;
use std::collections::BTreeSet;
use web::{API, Body};

#[test]
fn the_document_has_every_route_and_no_other() {
    let document = web::document();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    let mut documented = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        documented.extend(item.as_object().unwrap().keys().map(|method| format!("{method} {path}")));
    }
    let known: BTreeSet<String> =
        API.iter().map(|route| format!("{} {}", route.method.name().to_lowercase(), route.path)).collect();
    assert_eq!(documented, known);
    assert_eq!(known.len(), API.len(), "two rows have the same method and path");
    let names: BTreeSet<&str> = API.iter().map(|route| route.name).collect();
    assert_eq!(names.len(), API.len(), "two rows have the same name");
    let mute: Vec<_> =
        API.iter().filter(|route| route.summary.ja.is_empty() || route.summary.en.is_empty()).collect();
    assert!(mute.is_empty(), "not said in both languages: {mute:?}");
}

#[test]
fn every_reference_in_the_document_leads_somewhere() {
    let document = web::document();
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > API.len());
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn every_schema_has_a_name_of_its_own() {
    let document = web::document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    assert!(schemas.len() > 200, "{} schemas only", schemas.len());
    // Two types of one name would be told apart by a number, which could change from one version to the next.
    let numbered: Vec<_> =
        schemas.keys().filter(|name| name.ends_with(|c: char| c.is_ascii_digit())).collect();
    assert!(numbered.is_empty(), "two types are called the same: {numbered:?}");
    for route in API {
        let Body::Json(taken) = route.body else { continue };
        assert_eq!(schemas[taken.name]["additionalProperties"], false, "{} is another schema", taken.name);
    }
}

#[test]
fn every_name_in_a_path_is_a_parameter() {
    let document = web::document();
    for route in API {
        let operation = &document["paths"][route.path][route.method.name().to_lowercase()];
        let parameters = operation["parameters"].as_array().unwrap();
        let names: Vec<&str> = parameters
            .iter()
            .filter(|parameter| parameter["in"] == "path")
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, route.segments().collect::<Vec<_>>(), "{}", route.path);
        let query = parameters.iter().filter(|parameter| parameter["in"] == "query").count();
        assert_eq!(query, route.query.len(), "{}", route.path);
        let seen = parameters.iter().any(|parameter| parameter["name"] == "If-Match");
        assert_eq!(seen, route.seen, "{}", route.path);
    }
}

#[tokio::test]
async fn the_document_is_served_to_everyone() {
    let world = world_of(&[]).await;
    let reply = world.get("/openapi.json").reply().await.is(200);
    assert_eq!(reply.json(), web::document());
    assert_eq!(reply.json()["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
    let tag = reply.header("etag").to_owned();
    world.get("/openapi.json").header("if-none-match", &tag).reply().await.is(304);
}

fn collect<'d>(value: &'d Value, found: &mut Vec<&'d str>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(reference) if name == "$ref" => found.push(reference),
                    Value::Null
                    | Value::Bool(_)
                    | Value::Number(_)
                    | Value::String(_)
                    | Value::Array(_)
                    | Value::Object(_) => collect(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
