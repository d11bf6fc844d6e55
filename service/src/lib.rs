//! The command line of minaoshi, and the place where everything meets.
//!
//! Arguments become requests, requests go to `app`, and what comes back is a report model that [`print`] turns into lines
//! for people or that is printed as JSON. No rule of the field is decided here.
//!
//! How a command ends: 0 it was done, 1 it was refused or there is a finding, 2 it was not understood.

mod bar;
mod cli;
mod command;
mod failure;
mod lang;
mod log;
mod output;
mod print;
mod session;
mod target;

use clap::Parser as _;
use std::process::ExitCode;

/// How a command ended that did what it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// It was done.
    Done,
    /// It was done, and what it looked for was found to be wrong.
    Finding,
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let lang = cli.language();
    match run(cli) {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::Finding) => ExitCode::from(1),
        Err(error) => failure::report(&error, lang),
    }
}

fn run(cli: cli::Cli) -> anyhow::Result<Ended> {
    cli.start_log();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(cli.run())
}
