//! A service with the published sample, and those who ask it.

use reqwest::Method;
use reqwest::blocking::multipart::{Form, Part};
use reqwest::blocking::{Client, RequestBuilder};
use std::collections::BTreeMap;
use std::time::Duration;
use system_tests::document::Document;
use system_tests::{Server, TestDatabase, cli, fixtures};
use uuid::Uuid;

/// What the sample plan is called.
pub(crate) const PLAN: &str = "nagareyama-ict";
const SOURCE: &str = "nagareyama-2021-03.source.tsv";

/// A service with the published sample, and who asks.
pub(crate) struct Site {
    pub(crate) secrets: BTreeMap<&'static str, String>,
    client: Client,
    pub(crate) document: Document,
    pub(crate) server: Server,
}

impl Site {
    pub(crate) fn open(db: &TestDatabase) -> Self {
        let bearers = [
            ("staff", "山田", "staff"),
            ("second", "鈴木", "staff"),
            ("auditor", "佐藤", "auditor"),
            ("member", "高橋", "member"),
            ("admin", "田中", "admin"),
        ];
        let secrets = bearers.map(|(by, name, role)| {
            let create = cli(db).args(["token", "create", "--json", "--name", name, "--role", role]);
            let token = create.run().success().json();
            (by, token["secret"].as_str().expect("the secret is shown once").to_owned())
        });
        let server = Server::start(db);
        let client = Client::builder().no_proxy().pool_max_idle_per_host(0).timeout(Duration::from_secs(90));
        let client = client.build().unwrap();
        let document = client.get(server.url("/api/v1/openapi.json")).send().unwrap().json().unwrap();
        let site = Self { secrets: secrets.into(), client, document: Document::new(document), server };
        site.publish(PLAN);
        site
    }

    /// Imports the sample under that name and publishes it.
    pub(crate) fn publish(&self, plan: &str) {
        let form = Form::new().text("plan", plan.to_owned()).text("organisation", "流山市議会");
        let form = form.part("file", Part::bytes(fixtures::bytes(SOURCE)).file_name(SOURCE));
        let import = format!("/imports/{}", Uuid::now_v7());
        let imported = self.ask(Method::PUT, &import, "staff").multipart(form).send().unwrap();
        assert_eq!(imported.status(), 201);
        let publish = format!("/plans/{plan}/editions/令和3年3月/publications/{}", Uuid::now_v7());
        assert_eq!(self.ask(Method::PUT, &publish, "staff").send().unwrap().status(), 201);
    }

    pub(crate) fn ask(&self, method: Method, path: &str, by: &str) -> RequestBuilder {
        let request = self.client.request(method, self.server.url(&format!("/api/v1{path}")));
        let request = request.header("accept-language", "ja");
        match by {
            "public" => request,
            by => request.bearer_auth(&self.secrets[by]),
        }
    }
}
