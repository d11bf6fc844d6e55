//! What the program is linked with that could call another host: the driver of its database, and nothing else.

use crate::{assert_caught, assert_none, metadata_with_dependencies};
use cargo_metadata::{DependencyKind, Metadata, PackageId};
use std::collections::{BTreeSet, HashMap};

/// Libraries that call other hosts or ask for their addresses. A name that ends with `*` stands for all that begin so.
const CALLERS: &[&str] = &[
    "attohttpc*",
    "awc*",
    "aws-sdk*",
    "curl*",
    "hickory*",
    "hyper-rustls",
    "hyper-tls",
    "isahc*",
    "lettre*",
    "metrics-exporter-statsd*",
    "minreq*",
    "opentelemetry-otlp*",
    "quinn*",
    "reqwest*",
    "sentry*",
    "surf*",
    "trust-dns*",
    "tungstenite*",
    "ureq*",
];

#[test]
fn the_program_is_linked_with_nothing_that_calls_other_hosts() {
    let linked = linked(&metadata_with_dependencies(), "service");

    assert!(linked.len() > 100, "cargo has shown {} libraries only", linked.len());
    assert!(linked.contains("sqlx-postgres"), "the driver was not found, so nothing would be");
    assert_none("calls to other hosts", &findings(&linked));
}

#[test]
fn a_library_that_calls_other_hosts_is_caught() {
    // The tests call the service, by such a library.
    let caught = findings(&linked(&metadata_with_dependencies(), "system-tests"));
    assert_caught(&caught, &["reqwest calls other hosts"]);
    let names = ["hickory-resolver", "metrics", "ureq"].map(str::to_owned);
    let caught = findings(&BTreeSet::from(names));
    assert_caught(&caught, &["hickory-resolver calls other hosts", "ureq calls other hosts"]);
}

fn findings(linked: &BTreeSet<String>) -> Vec<String> {
    let calls = |name: &&String| {
        CALLERS
            .iter()
            .any(|known| known.strip_suffix('*').map_or(name == known, |begin| name.starts_with(begin)))
    };
    linked.iter().filter(calls).map(|name| format!("{name} calls other hosts")).collect()
}

/// The names of everything that a package of ours is linked with; for the system tests, what they are run with too.
fn linked(metadata: &Metadata, package: &str) -> BTreeSet<String> {
    let graph = metadata.resolve.as_ref().expect("cargo has resolved the dependencies");
    let nodes: HashMap<&PackageId, _> = graph.nodes.iter().map(|node| (&node.id, node)).collect();
    let names: HashMap<&PackageId, &str> =
        metadata.packages.iter().map(|package| (&package.id, package.name.as_str())).collect();
    let root = metadata.packages.iter().find(|known| known.name == package).expect("such a package");
    let (mut found, mut waiting) = (BTreeSet::new(), vec![&root.id]);
    while let Some(id) = waiting.pop() {
        if !found.insert(id) {
            continue;
        }
        let with_tests = *id == root.id && package == "system-tests";
        let delivered = |kind: DependencyKind| {
            kind == DependencyKind::Normal || (with_tests && kind == DependencyKind::Development)
        };
        let dependencies = nodes[id].deps.iter();
        let used = dependencies.filter(|used| used.dep_kinds.iter().any(|kind| delivered(kind.kind)));
        waiting.extend(used.map(|used| &used.pkg));
    }
    found.into_iter().map(|id| names[id].to_owned()).collect()
}
