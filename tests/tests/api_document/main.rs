//! The API's document against a running service, on both databases: its examples are sent and answered as it says, and
//! so are requests that nobody thought of.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod examples;
mod fuzzed_heavy;
mod site;
