//! A service with options, and requests by hand where a client would be too polite.

use reqwest::Method;
use reqwest::blocking::{Client, RequestBuilder, Response};
use serde_json::json;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;
use system_tests::{Server, TestDatabase, cli};
use uuid::Uuid;

/// What the sample plan is called.
pub(crate) const PLAN: &str = "nagareyama-ict";

/// The secret of a member of staff, made while no service runs.
#[track_caller]
pub(crate) fn token(db: &TestDatabase) -> String {
    let create = ["token", "create", "--json", "--name", "山田花子", "--role", "staff"];
    let token = cli(db).args(create).run().success().json();
    token["secret"].as_str().expect("the secret is shown once").to_owned()
}

/// A service with the sample plan, options and an environment.
#[track_caller]
pub(crate) fn serve(db: &TestDatabase, options: &[&str], environment: &[(&str, &str)]) -> Server {
    let command =
        cli(db).args(["serve", "--listen", "127.0.0.1:0", "--sample"]).args(options.iter().copied());
    let mut command = command.command();
    command.envs(environment.iter().copied());
    Server::spawn(command)
}

pub(crate) fn client() -> Client {
    let client = Client::builder().no_proxy().pool_max_idle_per_host(0).timeout(Duration::from_secs(90));
    client.redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

#[track_caller]
pub(crate) fn get(address: &str) -> Response {
    client().get(address).send().unwrap_or_else(|error| panic!("{address}: {error}"))
}

/// A request that opens a cycle.
pub(crate) fn open_cycle(server: &Server, secret: &str) -> RequestBuilder {
    let path = server.url(&format!("/api/v1/plans/{PLAN}/cycles/{}", Uuid::now_v7()));
    client().request(Method::PUT, path).bearer_auth(secret).json(&json!({ "label": "令和6年3月" }))
}

/// A connection to the service.
#[track_caller]
pub(crate) fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(server.address().trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(90))).unwrap();
    stream
}

/// Sends bytes, and reads until the service closes.
pub(crate) fn say(server: &Server, bytes: &[u8]) -> String {
    let mut stream = connect(server);
    // A service that has heard enough may close before it has heard all.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// Asks again and again until it is as it should be; the limit of the whole test is the limit of this.
pub(crate) fn until<T>(mut ask: impl FnMut() -> Option<T>) -> T {
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        std::thread::yield_now();
    }
}
