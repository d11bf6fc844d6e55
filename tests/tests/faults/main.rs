//! Faults: processes that are killed, writers that meet, databases that fail, and a model that knows what must be true.
//!
//! Each check has its control beside it: the same check, given something that is wrong, must say so.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod contention;
mod endurance;
mod kill_projector;
mod kill_server;
mod ledger;
mod printable;
mod support;
