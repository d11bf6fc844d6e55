//! What the system tests share: databases, fixtures, the command line and the server.
//!
//! Nothing here knows a rule of the product. It starts things, waits for them, asserts how they ended and cleans
//! up. It skips nothing: what is missing is a panic that says what to run.

pub mod bench;
pub mod binary;
pub mod browser;
pub mod cli;
pub mod database;
pub mod document;
pub mod fixtures;
pub mod server;

pub use browser::Browser;
pub use cli::{Answer, Cli, cli};
pub use database::{Engine, TestDatabase};
pub use fixtures::fixture;
pub use server::Server;
