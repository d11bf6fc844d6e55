//! The rules of a plan as sentences: given what happened, when a command comes, then these facts or this refusal.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod comments;
mod cycles;
mod decisions;
mod details;
mod editions;
mod links;
mod outline;
mod plans;
mod printed;
mod relisted;
mod reviews;
mod sample;
mod story;
mod table;
mod units;
