//! Who may depend on whom. This table is the only place where the layers are written a second time.
//!
//! `domain ◄ projections ◄ storage ◄ app ◄ web ◄ service`, with `import` on domain and `export` on projections.

use cargo_metadata::{DependencyKind, Metadata};

use crate::{assert_caught, assert_none, metadata};

/// What a crate of ours may use in what it delivers.
struct Layer {
    name: &'static str,
    ours: &'static [&'static str],
    /// Pure crates say which libraries they use; the others may use what is not `KEPT` for somebody else.
    theirs: Option<&'static [&'static str]>,
}

const LAYERS: &[Layer] = &[
    Layer {
        name: "domain",
        ours: &[],
        theirs: Some(&[
            "cqrs-es",
            "hex",
            "jiff",
            "schemars",
            "serde",
            "serde_json",
            "serde_json_canonicalizer",
            "sha2",
            "thiserror",
            "unicode-normalization",
            "uuid",
        ]),
    },
    Layer {
        name: "projections",
        ours: &["domain"],
        theirs: Some(&[
            "hex",
            "jiff",
            "schemars",
            "serde",
            "serde_json",
            "sha2",
            "strsim",
            "thiserror",
            "unicode-normalization",
            "uuid",
        ]),
    },
    Layer { name: "storage", ours: &["domain", "projections"], theirs: None },
    Layer { name: "import", ours: &["domain"], theirs: None },
    Layer { name: "export", ours: &["domain", "projections"], theirs: None },
    Layer { name: "app", ours: &["domain", "export", "import", "projections", "storage"], theirs: None },
    Layer { name: "web", ours: &["app", "domain", "export", "projections"], theirs: None },
    Layer {
        name: "service",
        ours: &["app", "domain", "export", "import", "projections", "storage", "web"],
        theirs: None,
    },
    Layer {
        name: SYSTEM_TESTS,
        ours: &["app", "domain", "export", "import", "projections", "service", "storage", "web"],
        theirs: None,
    },
];

/// The crate that may use everything, and that others may use in their tests only.
const SYSTEM_TESTS: &str = "system-tests";

/// Libraries that belong to a layer, and to whom. A name that ends with `*` stands for all that begin so.
const KEPT: &[(&str, &[&str])] = &[
    ("cqrs-es", &["domain", "storage"]),
    ("postgres-es", &["storage"]),
    ("sqlite-es", &["storage"]),
    ("sqlx*", &["storage"]),
    ("axum*", &["web"]),
    ("askama*", &["export", "web"]),
    ("hyper*", &["web"]),
    ("tower*", &["web"]),
    ("utoipa*", &["web"]),
    ("calamine", &["import"]),
    ("encoding_rs", &["export", "import"]),
    ("typst*", &["export"]),
    ("rust_xlsxwriter", &["export"]),
    ("clap*", &["service"]),
    ("anyhow", &["service"]),
    ("tracing-subscriber", &["service"]),
    ("tokio", &["storage", "app", "web", "service"]),
];

/// One crate of ours uses another crate.
#[derive(Debug, Clone)]
struct Edge {
    from: String,
    to: String,
    kind: DependencyKind,
}

#[test]
fn every_crate_keeps_to_its_layer() {
    let (crates, edges) = graph(&metadata());

    assert!(edges.len() > crates.len(), "cargo has shown no dependencies");
    assert_none("the layers", &check(&crates, &edges));
}

#[test]
fn every_layer_has_its_crate() {
    let (crates, _) = graph(&metadata());
    let gone: Vec<_> = LAYERS.iter().filter(|layer| !crates.iter().any(|name| name == layer.name)).collect();
    assert!(gone.is_empty(), "no such crate: {:?}", gone.iter().map(|layer| layer.name).collect::<Vec<_>>());
}

#[test]
fn a_forbidden_edge_is_caught() {
    let (crates, edges) = graph(&metadata());
    let caught = |from: &str, to: &str, kind: DependencyKind| {
        let mut doctored = edges.clone();
        doctored.push(Edge { from: from.into(), to: to.into(), kind });
        check(&crates, &doctored)
    };
    let normal = DependencyKind::Normal;

    assert_caught(&caught("domain", "storage", normal), &["domain may not use storage"]);
    assert_caught(&caught("projections", "app", normal), &["projections may not use app"]);
    assert_caught(&caught("web", "storage", normal), &["web may not use storage"]);
    assert_caught(&caught("import", "projections", normal), &["import may not use projections"]);
    assert_caught(&caught("export", "import", DependencyKind::Build), &["export may not use import"]);
    assert_caught(&caught("domain", "storage", DependencyKind::Development), &["domain may not use storage"]);
    assert_caught(&caught("app", "system-tests", normal), &["app may use system-tests in its tests only"]);
    assert_caught(&caught("web", "sqlx", normal), &["web may not use sqlx, which is kept for storage"]);
    assert_caught(
        &caught("app", "axum-extra", normal),
        &["app may not use axum-extra, which is kept for web"],
    );
    assert_caught(
        &caught("app", "cqrs-es", normal),
        &["app may not use cqrs-es, which is kept for domain, storage"],
    );
    assert_caught(
        &caught("domain", "rand", normal),
        &["domain may not use rand: it is not among its libraries"],
    );
}

#[test]
fn what_the_layers_allow_is_not_caught() {
    let edge = |from: &str, to: &str, kind| Edge { from: from.into(), to: to.into(), kind };
    let crates = ["domain".to_owned(), "storage".to_owned(), "import".to_owned(), SYSTEM_TESTS.to_owned()];
    let edges = [
        edge("storage", "domain", DependencyKind::Normal),
        edge("storage", "sqlx", DependencyKind::Normal),
        edge("storage", SYSTEM_TESTS, DependencyKind::Development),
        edge("domain", "proptest", DependencyKind::Development),
        edge("import", "rust_xlsxwriter", DependencyKind::Development),
        edge(SYSTEM_TESTS, "sqlx", DependencyKind::Normal),
    ];
    assert_none("the layers", &check(&crates, &edges));
}

#[test]
fn a_crate_without_a_layer_is_caught() {
    assert_caught(
        &check(&["shortcut".to_owned()], &[]),
        &["shortcut has no layer: give it a row in this table"],
    );
}

/// Our crates, and everything that they name in their manifests.
fn graph(metadata: &Metadata) -> (Vec<String>, Vec<Edge>) {
    let packages = metadata.workspace_packages();
    let edges = packages.iter().flat_map(|package| {
        let from = package.name.to_string();
        package.dependencies.iter().map(move |dependency| Edge {
            from: from.clone(),
            to: dependency.name.clone(),
            kind: dependency.kind,
        })
    });
    (packages.iter().map(|package| package.name.to_string()).collect(), edges.collect())
}

fn check(crates: &[String], edges: &[Edge]) -> Vec<String> {
    let without = crates.iter().filter(|name| layer(name).is_none());
    let without = without.map(|name| format!("{name} has no layer: give it a row in this table"));
    without.chain(edges.iter().filter_map(|edge| forbidden(edge, crates))).collect()
}

fn forbidden(edge: &Edge, crates: &[String]) -> Option<String> {
    let Edge { from, to, kind } = edge;
    let layer = layer(from)?;
    let in_tests = *kind == DependencyKind::Development;
    if from == SYSTEM_TESTS {
        return None;
    }
    if to == SYSTEM_TESTS {
        return (!in_tests).then(|| format!("{from} may use {to} in its tests only"));
    }
    if crates.contains(to) {
        return (!layer.ours.contains(&to.as_str())).then(|| format!("{from} may not use {to}"));
    }
    if in_tests {
        return None;
    }
    if let Some((_, owners)) = KEPT.iter().find(|(library, _)| stands_for(library, to))
        && !owners.contains(&from.as_str())
    {
        return Some(format!("{from} may not use {to}, which is kept for {}", owners.join(", ")));
    }
    let theirs = layer.theirs?;
    (!theirs.contains(&to.as_str()))
        .then(|| format!("{from} may not use {to}: it is not among its libraries"))
}

fn layer(name: &str) -> Option<&'static Layer> {
    LAYERS.iter().find(|layer| layer.name == name)
}

fn stands_for(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => name == beginning || name.starts_with(&format!("{beginning}-")),
        None => name == pattern,
    }
}
