//! The shape of the workspace, as tests: who may use whom, and what a source file may hold.
//!
//! Each rule is a pure function from what was read to a list of findings. It runs twice: over the workspace, where
//! it must find nothing, and over a doctored example, where it must find what was hidden there.

mod layers;
mod licences;
mod manifests;
mod sources;

use std::path::{Path, PathBuf};

/// The directory of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this crate lies in the workspace").to_path_buf()
}

/// What cargo knows of the workspace, with or without everything it depends on.
fn metadata(dependencies: bool) -> cargo_metadata::Metadata {
    let mut command = cargo_metadata::MetadataCommand::new();
    command.manifest_path(root().join("Cargo.toml")).other_options(["--locked".to_owned()]);
    if !dependencies {
        command.no_deps();
    }
    command.exec().expect("cargo can describe the workspace")
}

/// Fails with every finding, one a line.
#[track_caller]
fn assert_none(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{rule}:\n  {}", findings.join("\n  "));
}

/// Fails unless the rule found exactly this.
#[track_caller]
fn assert_caught(findings: &[String], expected: &[&str]) {
    assert_eq!(findings, expected, "the control must be caught, and nothing else");
}
