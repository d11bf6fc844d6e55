//! What every caller of the store may rely on, told once and held against both databases.
//!
//! A story that is about one database alone says so in its name or in its module.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod appending;
mod crashing;
mod documents;
mod growing;
mod log;
mod opening;
mod rows;
mod schema;
mod searching;
mod sequencer;
mod support;
mod wire;
