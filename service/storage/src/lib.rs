//! Both databases behind one [`Store`]: the events, their order, the documents made of them, and ordinary rows.
//!
//! Architecture invariant: this is the only crate that knows SQL. The database is chosen once, when the store is opened,
//! and no type parameter tells callers which one it is. Documents are kept, found and never looked into.
//!
//! The transactions, all of them: an append with the documents that follow from it, a numbering of what was appended, a plan's documents with the
//! version they reflect, one plan's rebuild, a migration. Everything else is one statement.

#[macro_use]
mod store;

pub mod figures;

mod cache;
mod committer;
mod content;
mod decode;
mod documents;
mod error;
mod events;
mod execute;
mod gather;
mod health;
mod log;
mod look;
mod postgres;
mod projector;
mod rebuild;
mod schema;
mod search;
mod security;
mod slugs;
mod sqlite;
mod stamp;
mod tokens;

pub use content::Content;
pub use decode::{DecodeError, decode};
pub use error::{Corruption, Error, OpenError};
pub use execute::{ExecuteError, Executed, Origin};
pub use health::{Counts, Health};
pub use log::Logged;
pub use projector::{Progress, Projected};
pub use rebuild::Report;
pub use security::{SecurityEntry, SecurityRecord};
pub use slugs::Reservation;
pub use stamp::Stamp;
pub use store::{Access, Kind, Store};
pub use tokens::{Token, TokenId};
