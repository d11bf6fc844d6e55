//! Who calls the service, and what it answers.

use reqwest::Method;
use reqwest::blocking::multipart::{Form, Part};
use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::HeaderMap;
use serde_json::{Value, json};
use std::time::Duration;
use system_tests::{Server, TestDatabase, cli, fixtures};
use uuid::Uuid;

/// What the sample plan is called.
pub(crate) const PLAN: &str = "nagareyama-ict";
/// The table of the sample, once: what comes out again byte for byte.
pub(crate) const SOURCE: &str = "nagareyama-2021-03.source.tsv";

pub(crate) fn id() -> Uuid {
    Uuid::now_v7()
}

/// The secret of a token that is made at the command line. On SQLite only while no service runs.
#[track_caller]
pub(crate) fn token(db: &TestDatabase, arguments: &[&str]) -> String {
    let create = ["token", "create", "--json"];
    let token = cli(db).args(create).args(arguments.iter().copied()).run().success().json();
    token["secret"].as_str().expect("the secret is shown once").to_owned()
}

/// A service with two members of staff.
pub(crate) struct Office {
    pub(crate) yamada: Person,
    pub(crate) suzuki: Person,
    pub(crate) server: Server,
}

impl Office {
    pub(crate) fn open(db: &TestDatabase) -> Self {
        let [yamada, suzuki] = ["山田", "鈴木"].map(|name| token(db, &["--name", name, "--role", "staff"]));
        let server = Server::start(db);
        let [yamada, suzuki] = [yamada, suzuki].map(|secret| Person::at(&server, Some(&secret)));
        Self { yamada, suzuki, server }
    }

    /// An office that has the sample plan.
    pub(crate) fn with_sample(db: &TestDatabase) -> Self {
        let office = Self::open(db);
        let _ = office.yamada.import(PLAN, SOURCE, fixtures::bytes(SOURCE)).is(201);
        office
    }
}

/// One who calls: with a token, or as anyone.
#[derive(Clone)]
pub(crate) struct Person {
    address: String,
    secret: Option<String>,
    client: Client,
}

impl Person {
    pub(crate) fn at(server: &Server, secret: Option<&str>) -> Self {
        // Each request has its own connection: one that was refused before it was read to its end is of no more use.
        let client = Client::builder().no_proxy().pool_max_idle_per_host(0).timeout(Duration::from_secs(90));
        let client = client.build().unwrap();
        Self { address: server.address().to_owned(), secret: secret.map(str::to_owned), client }
    }

    /// Whether this is somebody, and not anyone.
    pub(crate) fn is_named(&self) -> bool {
        self.secret.is_some()
    }

    /// A request below the API's base.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}/api/v1{path}", self.address));
        let request = request.header("accept-language", "ja");
        match &self.secret {
            Some(secret) => request.bearer_auth(secret),
            None => request,
        }
    }

    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Reply {
        Reply::to(path, self.request(Method::GET, path))
    }

    /// A page, in Japanese.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> Reply {
        let request = self.client.get(format!("{}{path}", self.address));
        Reply::to(path, request.header("accept-language", "ja"))
    }

    /// A request on a plan that exists.
    #[track_caller]
    pub(crate) fn ask(&self, path: &str) -> Value {
        self.get(&format!("/plans/{PLAN}{path}")).is(200).json()
    }

    #[track_caller]
    pub(crate) fn put(&self, path: &str, body: &Value) -> Reply {
        Reply::to(path, self.request(Method::PUT, path).json(body))
    }

    /// Records something on the sample plan, under an id of its own.
    #[track_caller]
    pub(crate) fn record(&self, what: &str, body: &Value) -> Reply {
        self.put(&format!("/plans/{PLAN}/{what}/{}", id()), body)
    }

    /// The entity tag of an item's history, which says at which revision the row is.
    #[track_caller]
    pub(crate) fn tag_of(&self, item: &str) -> String {
        let path = format!("/plans/{PLAN}/items/{item}/history");
        self.get(&path).is(200).header("etag").to_owned()
    }

    /// Decides upon an item as it is now.
    #[track_caller]
    pub(crate) fn decide(&self, item: &str, rest: Value) -> Reply {
        let tag = self.tag_of(item);
        let mut body = json!({ "item": item });
        body.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        let path = format!("/plans/{PLAN}/decisions/{}", id());
        Reply::to(&path, self.request(Method::PUT, &path).header("if-match", tag).json(&body))
    }

    /// Imports a file into a plan.
    #[track_caller]
    pub(crate) fn import(&self, plan: &str, name: &str, bytes: Vec<u8>) -> Reply {
        self.import_as(id(), plan, name, bytes)
    }

    #[track_caller]
    pub(crate) fn import_as(&self, id: Uuid, plan: &str, name: &str, bytes: Vec<u8>) -> Reply {
        let path = format!("/imports/{id}");
        Reply::to(&path, self.request(Method::PUT, &path).multipart(form(plan, name, bytes)))
    }

    /// What an import would do.
    #[track_caller]
    pub(crate) fn preview(&self, plan: &str, name: &str, bytes: Vec<u8>) -> Reply {
        let path = "/imports/preview";
        Reply::to(path, self.request(Method::POST, path).multipart(form(plan, name, bytes)))
    }

    /// The table of an edition as TSV.
    #[track_caller]
    pub(crate) fn tsv(&self, edition: &str) -> Vec<u8> {
        self.get(&format!("/plans/{PLAN}/export?format=tsv&edition={edition}")).is(200).bytes
    }
}

fn form(plan: &str, name: &str, bytes: Vec<u8>) -> Form {
    let file = Part::bytes(bytes).file_name(name.to_owned());
    Form::new().text("plan", plan.to_owned()).text("organisation", "流山市議会").part("file", file)
}

/// An answer.
#[derive(Debug)]
#[must_use = "an answer that nobody looks at shows nothing"]
pub(crate) struct Reply {
    path: String,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    #[track_caller]
    pub(crate) fn to(path: &str, request: RequestBuilder) -> Self {
        let response: Response = request.send().unwrap_or_else(|error| panic!("{path}: {error}"));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().unwrap_or_else(|error| panic!("{path}: {error}")).to_vec();
        Self { path: path.to_owned(), status, headers, bytes }
    }

    /// Asserts the status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        let Self { path, status: found, bytes, .. } = &self;
        assert_eq!(*found, status, "{path}\n{}", String::from_utf8_lossy(bytes));
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| {
            panic!("{}: {error}\n{}", self.path, String::from_utf8_lossy(&self.bytes))
        })
    }

    /// Asserts that this is a problem of that kind, and gives what it says.
    #[track_caller]
    pub(crate) fn problem(self, status: u16, kind: &str) -> Value {
        let reply = self.is(status);
        assert_eq!(reply.header("content-type"), "application/problem+json", "{}", reply.path);
        let problem = reply.json();
        assert_eq!(problem["type"], format!("/problems/{kind}"), "{}: {problem}", reply.path);
        assert_eq!(problem["status"], status);
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()), "{problem}");
        problem
    }

    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        let header = self.headers.get(name).unwrap_or_else(|| panic!("{} answers no {name}", self.path));
        header.to_str().unwrap()
    }
}

/// The items that a report lists, by their numbers.
#[track_caller]
pub(crate) fn numbers(report: &Value) -> Vec<&str> {
    let rows = report["rows"].as_array().expect("the report has rows");
    rows.iter().map(|row| row["item"]["full_label"].as_str().unwrap()).collect()
}
