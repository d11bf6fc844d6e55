//! The service as an operator runs it: what it logs, what it tells of itself, how it ends, what it withstands, and that
//! it calls nobody.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod ending;
mod hostile;
mod logs;
mod manager;
mod outward;
mod probes;
mod references;
mod support;
