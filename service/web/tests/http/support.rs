//! A register with two plans of the real table, bearers of every role, and requests whose answers are checked against
//! what the API's document promises.

use app::import::{Import, ImportFile};
use app::token::CreateToken;
use app::{Access, App, Caller, Settings, Store};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;
use web::{API, BASE, Options, Route};

/// The plan whose edition is published, which every token is granted.
pub(crate) const PUBLISHED: &str = "published";
/// The plan whose edition is not published, which every token is granted.
pub(crate) const DRAFT: &str = "draft";
/// The same two, granted to nobody.
pub(crate) const OTHER_PUBLISHED: &str = "other-published";
pub(crate) const OTHER_DRAFT: &str = "other-draft";

/// Whoever calls; `public` has no token.
pub(crate) const ROLES: [&str; 5] = ["public", "auditor", "member", "staff", "admin"];

/// The label of the edition that every plan has.
pub(crate) const EDITION: &str = "令和3年3月";

pub(crate) struct World {
    router: Router,
    pub(crate) app: App,
    /// Secrets by role; `staff2` is another member of staff, `keeper` one for all plans.
    secrets: BTreeMap<&'static str, String>,
    _directory: TempDir,
}

/// An answer, read to its end.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
}

/// A request that is being written.
pub(crate) struct Ask<'w> {
    world: &'w World,
    request: axum::http::request::Builder,
    body: Body,
    method: String,
    path: String,
}

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/../../tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub(crate) fn id() -> Uuid {
    Uuid::now_v7()
}

/// Each plan that a test asks for, and one bearer of every role who is granted the first two.
pub(crate) async fn world_of(plans: &[&'static str]) -> World {
    let directory = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", directory.path().join("register.db").display());
    let app = App::new(Store::open(&address, Access::Write).await.unwrap(), Settings::default());
    let operator = Caller::operator("試験");
    for slug in plans {
        // Who asks for several plans asks about access to them, not about what is in them.
        let table = if plans.len() > 1 { short_table() } else { fixture(TABLE) };
        app.import(&operator, id(), &import(slug, table)).await.unwrap();
        if !slug.ends_with(DRAFT) {
            app.publish_edition(&operator, slug, id(), EDITION).await.unwrap();
        }
    }
    let granted = plans.iter().filter(|plan| !plan.starts_with("other")).map(|plan| (*plan).to_owned());
    let granted: Vec<String> = granted.collect();
    let mut secrets = BTreeMap::new();
    for name in ["auditor", "member", "staff", "staff2", "admin", "keeper"] {
        let (role, plans) = match name {
            "keeper" => ("staff", Vec::new()),
            role => (role.trim_end_matches('2'), granted.clone()),
        };
        let token = CreateToken { name: format!("{name}さん"), role: role.to_owned(), plans, days: 1 };
        secrets.insert(name, app.create_token(&operator, &token).await.unwrap().secret);
    }
    let router = web::router(app.clone(), Options::default());
    World { router, app, secrets, _directory: directory }
}

/// One published plan.
pub(crate) async fn world() -> World {
    world_of(&[PUBLISHED]).await
}

const TABLE: &str = "nagareyama-2021-03.source.tsv";

/// The first five rows of the published table, below its title lines and its header.
pub(crate) fn short_table() -> Vec<u8> {
    let table = fixture(TABLE);
    table.split_inclusive(|byte| *byte == b'\n').take(5 + 5).flatten().copied().collect()
}

fn import(slug: &str, bytes: Vec<u8>) -> Import {
    Import {
        plan: slug.to_owned(),
        organisation: Some("流山市議会".to_owned()),
        title: Some(format!("計画 {slug}")),
        files: vec![ImportFile { name: "nagareyama-2021-03.tsv".to_owned(), bytes }],
        ..Import::default()
    }
}

impl World {
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// The secret of a bearer.
    pub(crate) fn secret(&self, role: &str) -> &str {
        &self.secrets[role]
    }

    /// A request to any address.
    pub(crate) fn to(&self, method: &str, path: &str) -> Ask<'_> {
        let request = Request::builder().method(method).uri(path);
        Ask { world: self, request, body: Body::empty(), method: method.to_owned(), path: path.to_owned() }
    }

    /// Reads from the API.
    pub(crate) fn get(&self, path: &str) -> Ask<'_> {
        self.to("GET", &format!("{BASE}{path}"))
    }

    /// Records through the API.
    pub(crate) fn put(&self, path: &str, body: &Value) -> Ask<'_> {
        self.to("PUT", &format!("{BASE}{path}")).json(body)
    }

    /// What is the caller's id of the only edition of a plan.
    pub(crate) async fn edition(&self, plan: &str) -> String {
        let plan = self.app.plan(&Caller::operator("試験"), plan).await.unwrap();
        plan.editions.first().unwrap().id.to_string()
    }

    /// The revision of an item.
    pub(crate) async fn revision(&self, plan: &str, item: &str) -> u64 {
        self.app.history(&Caller::operator("試験"), plan, item, None).await.unwrap().revision
    }
}

impl Ask<'_> {
    pub(crate) fn by(self, role: &str) -> Self {
        match self.world.secrets.get(role) {
            Some(secret) => {
                let secret = format!("Bearer {secret}");
                self.header("authorization", &secret)
            }
            None => self,
        }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    pub(crate) fn body(mut self, kind: &str, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self.header("content-type", kind)
    }

    /// A form; a field with a file name is a file.
    pub(crate) fn form(self, fields: &[(&str, Option<&str>, &[u8])]) -> Self {
        let mut body = Vec::new();
        for (name, file, bytes) in fields {
            let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
            let head = format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--cut--\r\n");
        self.body("multipart/form-data; boundary=cut", body)
    }

    /// Sends it, and checks what holds for every answer.
    pub(crate) async fn reply(self) -> Reply {
        let Self { world, request, body, method, path } = self;
        let response = world.router().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let reply = Reply { status: parts.status, headers: parts.headers, bytes };
        reply.check(&method, &path);
        reply
    }
}

impl Reply {
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.to_vec()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Its type, where it is a problem.
    pub(crate) fn problem(&self) -> String {
        let kind = self.json()["type"].as_str().unwrap_or_default().to_owned();
        kind.trim_start_matches("/problems/").to_owned()
    }

    #[track_caller]
    fn check(&self, method: &str, path: &str) {
        let at = format!("{method} {path}: {}", self.status);
        assert!(Uuid::try_parse(self.header("x-request-id")).is_ok(), "{at}: no request id");
        assert_eq!(self.header("x-content-type-options"), "nosniff", "{at}");
        assert!(self.header("content-security-policy").starts_with("default-src 'none';"), "{at}");
        assert!(!self.header("cache-control").is_empty(), "{at}");
        let Some(below) = path.strip_prefix(BASE) else { return };
        if self.status.is_client_error() || self.status.is_server_error() {
            assert_eq!(self.header("content-type"), "application/problem+json", "{at}");
            let problem = self.json();
            assert_eq!(problem["status"], self.status.as_u16(), "{at}");
            assert!(!problem["title"].as_str().unwrap().is_empty(), "{at}");
            assert!(problem["type"].as_str().unwrap().starts_with("/problems/"), "{at}");
        }
        if let Some(route) = route(method, below) {
            let documented = documented(route);
            let status = self.status.as_str();
            assert!(documented.iter().any(|known| known == status), "{at} is not documented: {documented:?}");
        }
    }
}

/// The row of the table that a path belongs to; where two fit, the one with fewer names in it.
fn route(method: &str, path: &str) -> Option<&'static Route> {
    let path = path.split('?').next().unwrap();
    let fits = |route: &&Route| {
        let (known, given): (Vec<_>, Vec<_>) = (route.path.split('/').collect(), path.split('/').collect());
        route.method.name() == method
            && known.len() == given.len()
            && known.iter().zip(&given).all(|(known, given)| known.starts_with('{') || known == given)
    };
    API.iter().filter(fits).min_by_key(|route| route.segments().count())
}

/// The statuses that the document promises for a route.
fn documented(route: &Route) -> Vec<String> {
    // To make it takes longer than most requests.
    static DOCUMENT: LazyLock<Value> = LazyLock::new(web::document);
    let operation = &DOCUMENT["paths"][route.path][route.method.name().to_lowercase()];
    operation["responses"].as_object().unwrap().keys().cloned().collect()
}
