//! The access matrix of the guarantees, cell by cell: every role × every route × published, draft, another plan.

use crate::support::{DRAFT, OTHER_DRAFT, OTHER_PUBLISHED, PUBLISHED, ROLES, Reply, World, id, world_of};
use app::permission::Operation;
use axum::http::StatusCode;
use serde_json::{Value, json};
use web::{API, BASE, Body, Kind, Method, Object, PAGES, Route, Value as Holds};

const PLANS: [&str; 4] = [PUBLISHED, DRAFT, OTHER_PUBLISHED, OTHER_DRAFT];
/// No plan has this name.
const NOWHERE: &str = "no-such-plan";

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Allowed,
    Refused,
    Hidden,
}

/// The matrix as the guarantees print it: public, auditor, member, staff, admin; A, g with a grant, – refused, H hidden.
fn row(operation: Operation) -> [char; 5] {
    match operation {
        Operation::ReadPublished => ['A', 'A', 'A', 'A', 'A'],
        Operation::ReadDraft | Operation::ReadHistory => ['H', 'A', 'g', 'g', 'H'],
        Operation::CreatePlan => ['–', '–', '–', 'A', '–'],
        Operation::Edit | Operation::Decide | Operation::Adopt => ['H', '–', '–', 'g', 'H'],
        Operation::Review => ['H', '–', 'g', 'g', 'H'],
        Operation::ReadSecurityLog => ['H', 'A', '–', '–', 'A'],
        Operation::Administer => ['H', '–', '–', '–', 'A'],
        Operation::OwnTokens => ['–', 'A', 'A', 'A', 'A'],
        Operation::Host => ['H', '–', '–', '–', '–'],
    }
}

/// What the matrix says of a token whose scope is the first two plans.
fn expected(route: &Route, role: usize, plan: &str) -> Cell {
    let granted = !plan.starts_with("other");
    let published = plan.ends_with(PUBLISHED);
    let reads = route.operation == Operation::ReadPublished;
    let operation = if reads && !published { Operation::ReadDraft } else { route.operation };
    match row(operation)[role] {
        'A' if granted || operation == Operation::ReadPublished => Cell::Allowed,
        'g' if granted => Cell::Allowed,
        '–' => Cell::Refused,
        'A' | 'g' | 'H' => Cell::Hidden,
        other => panic!("no such cell: {other}"),
    }
}

/// A body that can be read, whatever the rules say of it.
fn example(object: &Object) -> Value {
    let fields = object.fields.iter().filter(|field| field.required).map(|field| {
        let value = match field.kind {
            Kind::Text => json!(if field.name == "item" { "1-1" } else { "令和6年3月" }),
            Kind::Word(words) => json!(words[0]),
            Kind::Flag => json!(false),
            Kind::Number => json!(1),
            Kind::Texts => json!(["cost"]),
            Kind::Objects(_) => json!([]),
        };
        (field.name.to_owned(), value)
    });
    Value::Object(fields.collect())
}

fn query(route: &Route) -> String {
    let needed = route.query.iter().filter(|parameter| parameter.required);
    let pairs: Vec<String> = needed
        .map(|parameter| {
            let value = match parameter.name {
                "of" => "table",
                "format" => "tsv",
                "part" => "sections",
                "from" | "to" => "current",
                _ => "ab",
            };
            format!("{}={value}", parameter.name)
        })
        .collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// The names in a path with what they name in a plan.
struct Names {
    edition: String,
    source: String,
}

async fn names(world: &World, plan: &str) -> Names {
    let plan = world.app.plan(&app::Caller::operator("試験"), plan).await.unwrap();
    let source = plan.sources.first().unwrap().source.to_string();
    Names { edition: plan.editions.first().unwrap().id.to_string(), source }
}

async fn call(world: &World, route: &Route, role: &str, plan: &str, names: &Names) -> Reply {
    let fresh = id().to_string();
    let source = if route.method == Method::Put { &fresh } else { &names.source };
    let path = route
        .path
        .replace("{plan}", plan)
        .replace("{item}", "1-1-1")
        .replace("{edition}", &names.edition)
        .replace("{decision}", &id().to_string())
        .replace("{source}", source)
        .replace("{file}", "items.csv")
        .replace("{id}", &fresh);
    let ask = world.to(route.method.name(), &format!("{BASE}{path}{}", query(route))).by(role);
    let ask = match route.body {
        Body::Nothing => ask,
        Body::Json(object) => ask.json(&example(object)),
        Body::File => ask.body("text/plain", "証拠"),
        Body::Form(fields) => {
            let needed = fields.iter().filter(|field| field.required);
            let filled = needed.map(|field| match field.value {
                Holds::File | Holds::Files => (field.name, Some("a.tsv"), b"a\tb\n".as_slice()),
                Holds::Text | Holds::Number | Holds::Flag | Holds::OneOf(_) => {
                    (field.name, None, plan.as_bytes())
                }
            });
            ask.form(&filled.collect::<Vec<_>>())
        }
    };
    let ask = if route.seen { ask.header("if-match", "\"1\"") } else { ask };
    ask.reply().await
}

/// Which cell an answer is, seen against the answer for a plan that is not there.
fn cell(reply: &Reply, unknown: &Reply) -> Cell {
    if reply.status == StatusCode::FORBIDDEN && reply.problem() == "forbidden" {
        return Cell::Refused;
    }
    if reply.status == StatusCode::NOT_FOUND && reply.json()["thing"] == "plan" {
        assert_eq!(reply.bytes, unknown.bytes, "what is hidden differs from what is not there");
        return Cell::Hidden;
    }
    Cell::Allowed
}

/// Every cell in which the answers to these bearers differ from these columns of the matrix.
async fn wrong_cells(world: &World, bearers: &[(&str, usize)], plans: &[&'static str]) -> Vec<String> {
    let of_plan = |route: &&Route| route.segments().next() == Some("plan");
    let routes = API.iter().filter(of_plan).filter(|route| route.operation != Operation::CreatePlan);
    let routes: Vec<&Route> = routes.collect();
    assert!(routes.len() >= 28, "the routes of a plan were not found");
    let mut wrong = Vec::new();
    for plan in plans {
        let names = names(world, plan).await;
        for route in &routes {
            for (role, column) in bearers {
                let reply = call(world, route, role, plan, &names).await;
                let unknown = call(world, route, role, NOWHERE, &names).await;
                let (found, expected) = (cell(&reply, &unknown), expected(route, *column, plan));
                if found != expected || reply.status.is_server_error() {
                    let (method, path, status) = (route.method.name(), route.path, reply.status);
                    wrong.push(format!(
                        "{method} {path} as {role} on {plan}: {found:?} ({status}), not {expected:?}"
                    ));
                }
            }
        }
    }
    wrong
}

#[tokio::test]
async fn every_role_on_every_route_of_a_plan_is_answered_as_the_matrix_says() {
    let world = world_of(&PLANS).await;
    let bearers: Vec<(&str, usize)> = ROLES.into_iter().zip(0..).collect();
    let wrong = wrong_cells(&world, &bearers, &PLANS).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_bearer_who_may_more_than_its_column_says_is_caught() {
    let world = world_of(&[DRAFT]).await;
    let public = 0;
    let wrong = wrong_cells(&world, &[("staff", public)], &[DRAFT]).await;
    let routes = API.iter().filter(|route| route.segments().next() == Some("plan")).count();
    assert_eq!(wrong.len(), routes - 1, "all but the creation of plans: {wrong:?}");
}

#[tokio::test]
async fn only_staff_create_plans() {
    let world = world_of(&[]).await;
    for role in ROLES {
        let body = json!({"slug": format!("new-{role}"), "title": "計画", "organisation": "流山市議会"});
        let status = if role == "staff" { 201 } else { 403 };
        world.put(&format!("/plans/{}", id()), &body).by(role).reply().await.is(status);
    }
}

#[tokio::test]
async fn only_staff_with_a_grant_import() {
    let world = world_of(&PLANS).await;
    let table = crate::support::short_table();
    for plan in PLANS {
        for role in ROLES {
            let allowed = role == "staff" && !plan.starts_with("other");
            for (method, path) in
                [("POST", "/imports/preview".to_owned()), ("PUT", format!("/imports/{}", id()))]
            {
                let fields: [(&str, Option<&str>, &[u8]); 2] =
                    [("plan", None, plan.as_bytes()), ("file", Some("t.tsv"), &table)];
                let ask = world.to(method, &format!("{BASE}{path}")).by(role).form(&fields);
                let status = ask.reply().await.status.as_u16();
                let expected: &[u16] = if allowed { &[200] } else { &[403, 404] };
                assert!(expected.contains(&status), "{method} {path} as {role} on {plan}: {status}");
            }
        }
    }
}

#[tokio::test]
async fn lists_name_only_the_plans_that_the_caller_may_see() {
    let world = world_of(&PLANS).await;
    for role in ROLES {
        let inside = matches!(role, "auditor" | "member" | "staff");
        for path in ["/plans", "/cancelled", "/search?q=%E4%BC%9A%E8%AD%B0"] {
            let text = world.get(path).by(role).reply().await.is(200).text();
            for plan in PLANS {
                let seen = plan.ends_with(PUBLISHED) || (inside && plan == DRAFT);
                let title = format!("\"計画 {plan}\"");
                assert_eq!(text.contains(&title), seen, "{path} as {role}: {plan}");
            }
        }
    }
}

#[tokio::test]
async fn pages_show_what_is_published_and_nothing_else() {
    let world = world_of(&PLANS).await;
    let staff = ["staff", "public"];
    for route in PAGES.iter().filter(|route| route.path.contains("{plan}") && !route.name.ends_with("_slash"))
    {
        for plan in PLANS {
            let edition = world.edition(plan).await;
            let operator = app::Caller::operator("試験");
            let ended = world.app.cancelled(&operator, Some(plan), &Default::default()).await.unwrap();
            let ended = ended[0].rows.first().unwrap();
            let decision = ended.decision.as_ref().unwrap().decision.to_string();
            for role in staff {
                let at = |plan: &str| {
                    let path = route.path.replace("{plan}", plan).replace("{edition}", &edition);
                    let path =
                        path.replace("{item}", &ended.item.node.to_string()).replace("{decision}", &decision);
                    format!("{path}{}", query(route))
                };
                let reply = world.to("GET", &at(plan)).by(role).reply().await;
                let unknown = world.to("GET", &at(NOWHERE)).by(role).reply().await;
                let published = plan.ends_with(PUBLISHED);
                assert_eq!(reply.status.as_u16(), if published { 200 } else { 404 }, "{}", at(plan));
                assert_eq!(reply.bytes == unknown.bytes, !published, "{}", at(plan));
            }
        }
    }
}

#[tokio::test]
async fn a_token_that_counts_for_nothing_is_refused_even_where_none_is_needed() {
    let world = world_of(&[PUBLISHED]).await;
    for bad in ["Bearer minaoshi_0", "Bearer x", "Bearer ", "Basic abc", "x"] {
        let reply = world.get("/plans").header("authorization", bad).reply().await.is(401);
        assert_eq!(reply.header("www-authenticate"), "Bearer", "{bad}");
        assert_eq!(reply.problem(), "unauthenticated", "{bad}");
    }
}
