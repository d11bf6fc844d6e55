//! The rules of a plan and nothing else: values, events, commands, refusals.
//!
//! Architecture invariant: no I/O, no clock, no randomness. Callers pass in times and ids. The only file that
//! names `cqrs_es` is [`plan::aggregate`]; everything else is plain data and synchronous functions.

pub mod command;
pub mod digest;
pub mod event;
pub mod id;
pub mod plan;
pub mod refusal;
pub mod value;

pub use command::{Action, Command};
pub use event::{Event, Fact};
pub use plan::Plan;
pub use refusal::Refusal;
