//! Messages of the program: a line each on the standard error output, for people or for machines.
//!
//! Lines hold ids, names of routes, figures and causes; no bodies, no addresses of clients and nothing about persons.
//! What happens in a request bears the request's id.

use std::io::IsTerminal as _;
use tracing_subscriber::EnvFilter;

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// A JSON object each.
    Json,
    /// For people.
    Text,
}

/// Which messages there are without `MINAOSHI_LOG`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Of a command: what somebody should look at.
    Command,
    /// Of the service: what it does, too.
    Service,
}

impl Level {
    const fn filter(self) -> &'static str {
        match self {
            Self::Command => "warn",
            Self::Service => "info,sqlx=warn",
        }
    }
}

/// Sends the messages of this process to the standard error output: those that `MINAOSHI_LOG` asks for, as JSON where
/// nobody reads along, unless said otherwise.
pub(crate) fn to_stderr(format: Option<Format>, level: Level) {
    let filter = EnvFilter::try_from_env("MINAOSHI_LOG").unwrap_or_else(|_| EnvFilter::new(level.filter()));
    let terminal = std::io::stderr().is_terminal();
    let format = format.unwrap_or(match level {
        Level::Service if !terminal => Format::Json,
        Level::Service | Level::Command => Format::Text,
    });
    let messages = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second call in one process, as in a test, keeps the first one's choice.
    let _ = match format {
        Format::Json => messages.json().flatten_event(true).with_span_list(false).try_init(),
        Format::Text => messages.with_ansi(terminal).try_init(),
    };
}

/// Writes a panic as a message like others, with the id of its request; what it said may be anybody's words, so that
/// only its place is told.
pub(crate) fn panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a part of the program panicked");
    }));
}
