//! Report models on the published table of 流山市議会 and on a review cycle run from it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(unreachable_pub, reason = "the modules of a test are its own")]

mod cancelled;
mod charts;
mod compare;
mod counts;
mod cycle;
mod gaps;
mod history;
mod incremental;
mod lint;
mod long;
mod open_data;
mod overview;
mod pack;
mod planned;
mod replacements;
mod sample;
mod search;
mod table;
mod wording;
