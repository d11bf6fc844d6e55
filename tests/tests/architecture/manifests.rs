//! What every manifest of the workspace says: the workspace's lints, and no unsafe code.

use std::path::Path;

use crate::{assert_caught, assert_none, metadata, root};

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    let manifests: Vec<_> = metadata()
        .workspace_packages()
        .iter()
        .map(|package| (package.name.to_string(), read(package.manifest_path.as_std_path())))
        .collect();

    assert!(manifests.len() >= 9, "cargo has shown {} crates only", manifests.len());
    assert_none(
        "the lints",
        &manifests.iter().filter_map(|(name, text)| lints(name, text)).collect::<Vec<_>>(),
    );
}

#[test]
fn a_crate_with_lints_of_its_own_is_caught() {
    let caught = |text| lints("loose", text).into_iter().collect::<Vec<_>>();

    assert_caught(&caught("[package]\nname = 'loose'"), &["loose does not say `[lints] workspace = true`"]);
    assert_caught(&caught("[lints]\nworkspace = false"), &["loose does not say `[lints] workspace = true`"]);
    assert_none("the lints", &caught("[lints]\nworkspace = true"));
}

#[test]
fn unsafe_code_is_forbidden() {
    assert!(forbids_unsafe(&read(&root().join("Cargo.toml"))));
}

#[test]
fn unsafe_code_that_is_merely_denied_is_caught() {
    assert!(forbids_unsafe("[workspace.lints.rust]\nunsafe_code = 'forbid'"));
    assert!(!forbids_unsafe("[workspace.lints.rust]\nunsafe_code = 'deny'"));
    assert!(!forbids_unsafe("[workspace]"));
}

fn lints(name: &str, manifest: &str) -> Option<String> {
    let inherits = parse(manifest).get("lints").and_then(|lints| lints.get("workspace")?.as_bool());
    (inherits != Some(true)).then(|| format!("{name} does not say `[lints] workspace = true`"))
}

fn forbids_unsafe(manifest: &str) -> bool {
    let manifest = parse(manifest);
    let level =
        manifest.get("workspace").and_then(|it| it.get("lints")?.get("rust")?.get("unsafe_code")?.as_str());
    level == Some("forbid")
}

fn parse(manifest: &str) -> toml::Table {
    manifest.parse().expect("a manifest that cargo has read is TOML")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("cargo has read this manifest")
}
