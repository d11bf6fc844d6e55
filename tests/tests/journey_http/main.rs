//! The same work over HTTP, against the program as a service: two members of staff with a token each, files that cannot be
//! taken, rows that have moved on, what is hidden, and a database that goes away.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod bad_input;
mod conflicts;
mod crash_of_the_database;
mod handed_out;
mod hidden;
mod journey;
mod permanent;
mod repeating;
mod shapes;
mod support;
mod tracing;
