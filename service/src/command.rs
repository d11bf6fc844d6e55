//! The commands, one file for each group: what they take, and what they ask of `app`.

pub(crate) mod answers;
mod codes;
pub(crate) mod comments;
pub(crate) mod cycle;
pub(crate) mod department;
pub(crate) mod doctor;
pub(crate) mod edition;
mod evidence;
pub(crate) mod execution;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod lineage;
mod look;
pub(crate) mod node;
pub(crate) mod open_data;
pub(crate) mod plan;
pub(crate) mod progress;
pub(crate) mod rebuild;
pub(crate) mod report;
mod sample;
pub(crate) mod serve;
pub(crate) mod token;
pub(crate) mod trace;
mod writing;

use clap::Args;

/// A question about a plan, and nothing else.
#[derive(Debug, Args)]
pub(crate) struct OfPlan {
    /// 計画 · the plan
    plan: String,
}
