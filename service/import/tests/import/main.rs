//! Files of every form, good and bad, to tables.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod bad_input;
mod forms;
mod ids;
mod messy;
mod mutations;
mod problems;
mod profile;
mod sample;
mod structure;
mod support;
mod workbooks;
