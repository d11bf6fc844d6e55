//! The shape of the workspace, as tests: who may use whom, and what a source file may hold.
//!
//! Each rule is a pure function from what was read to a list of findings. It runs twice: over the workspace, where
//! it must find nothing, and over a doctored example, where it must find what was hidden there.

mod callers;
mod layers;
mod licences;
mod manifests;
mod sources;

use std::path::{Path, PathBuf};

/// The directory of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this crate lies in the workspace").to_path_buf()
}

/// What cargo knows of the crates of the workspace.
fn metadata() -> cargo_metadata::Metadata {
    let mut command = cargo_metadata::MetadataCommand::new();
    command.manifest_path(root().join("Cargo.toml")).no_deps();
    command.exec().expect("cargo can describe the workspace")
}

/// The same with everything that they depend on here. For other systems cargo would have to download first.
fn metadata_with_dependencies() -> cargo_metadata::Metadata {
    let host = std::process::Command::new("rustc").args(["--print", "host-tuple"]).output();
    let host = String::from_utf8(host.expect("rustc runs").stdout).expect("a tuple is ASCII");
    let mut command = cargo_metadata::MetadataCommand::new();
    let options = ["--locked", "--filter-platform", host.trim()];
    command.manifest_path(root().join("Cargo.toml")).other_options(options.map(str::to_owned));
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
