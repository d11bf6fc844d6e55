//! The figures of this process in the text format of Prometheus, on a listener of their own.
//!
//! Labels are constants: a route's name, a method, a status. No address, no path and nobody's name ever becomes one.

use crate::router::Site;
use crate::watch;
use app::App;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use metrics::{Unit, describe_counter, describe_gauge, describe_histogram, gauge};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use std::time::{Duration, SystemTime};

pub(crate) const REQUESTS: &str = "minaoshi_http_requests_total";
pub(crate) const REQUEST_TIME: &str = "minaoshi_http_request_seconds";
pub(crate) const REQUESTS_OPEN: &str = "minaoshi_http_requests_in_flight";
pub(crate) const CONNECTIONS_OPEN: &str = "minaoshi_http_connections";
pub(crate) const CONNECTIONS_REFUSED: &str = "minaoshi_http_connections_refused_total";
const BUILD: &str = "minaoshi_build_info";
const STARTED: &str = "process_start_time_seconds";

/// Upper ends of what times are sorted into, in seconds: close together where the limits of the guarantees are.
const TIMES: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 15.0, 60.0];
/// How often what was timed is sorted, whether anybody looks or not.
const UPKEEP: Duration = Duration::from_secs(5);

/// The figures of this process.
#[derive(Clone)]
pub struct Figures(PrometheusHandle);

impl Figures {
    /// Counts from now on; until then nothing is kept.
    ///
    /// # Errors
    /// Something else in this process counts already.
    pub fn install() -> Result<Self, BuildError> {
        let builder = PrometheusBuilder::new();
        let seconds = Matcher::Suffix("_seconds".to_owned());
        let handle = builder.set_buckets_for_metric(seconds, &TIMES)?.install_recorder()?;
        app::describe_figures();
        describe_counter!(REQUESTS, "Requests, by route, method and status");
        describe_histogram!(
            REQUEST_TIME,
            Unit::Seconds,
            "From a request's headers to those of its answer, by route"
        );
        describe_gauge!(REQUESTS_OPEN, "Requests under way");
        describe_gauge!(CONNECTIONS_OPEN, "Connections of clients");
        describe_counter!(CONNECTIONS_REFUSED, "Connections of clients that have too many");
        describe_gauge!(BUILD, "1, with the version of the program");
        describe_gauge!(STARTED, Unit::Seconds, "When this process started to count, since 1970");
        gauge!(BUILD, "version" => env!("CARGO_PKG_VERSION")).set(1.0);
        let started = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        gauge!(STARTED).set(started.as_secs_f64().floor());
        Ok(Self(handle))
    }

    /// Sorts what was timed, for ever: without it memory would grow while nobody looks.
    pub async fn keep(self) {
        let mut again = tokio::time::interval(UPKEEP);
        loop {
            again.tick().await;
            self.0.run_upkeep();
        }
    }
}

/// What an operator's listener answers: the figures and the probes, and nothing of the register.
pub fn operations(app: App, options: crate::Options, figures: Figures) -> Router {
    let site = Site::new(app, options);
    let shown = async move |site: State<Site>| {
        site.app.store().observe().await;
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], figures.0.render())
            .into_response()
    };
    Router::new()
        .route("/metrics", get(shown))
        .route("/healthz", get(watch::alive))
        .route("/readyz", get(watch::ready))
        .with_state(site)
}
