//! The program as its users meet it: at the command line, on both databases.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod answering;
mod bad_input;
mod exporting;
mod importing;
mod journey;
mod linking;
mod publishing;
mod repeating;
mod shapes;
mod starting;
mod support;
mod tracing;
