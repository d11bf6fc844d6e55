//! Use cases: what callers may ask of a register, and who may ask it. One file a verb.
//!
//! Architecture invariant: every use case checks its permission before it says whether a thing exists. Requests come
//! in as text and are parsed here once; ids of new things and the time are chosen here, never in the domain.

pub mod caller;
pub mod error;
pub mod import;
mod parse;
pub mod permission;
pub mod request;
pub mod token;

mod changes;
mod desk;
mod document;
mod everywhere;
mod execute;
mod further;
mod glance;
mod look;
mod operate;
mod print;
mod read;
mod shelf;
mod write;

pub use caller::{Caller, Scope};
pub use document::{InForm, file_name};
pub use error::{AppError, Thing};
pub use everywhere::{From, Part};
pub use execute::Done;
pub use further::further_id;
pub use glance::Glance;
pub use operate::{Doctor, Finding, RebuildReport};
pub use print::{FileFormat, Origin, Outgoing, Prepared, Printed, Printing, Sent, SideFile};
pub use read::{Compared, Gone, Item, Shown, Source};
pub use write::{NewSource, Reorganised, ReorganisedDepartment, ReorganisedPlan};

// What callers of the use cases meet of the store below, so that they need not name its crate.
pub use storage::figures::describe as describe_figures;
pub use storage::{Access, Error as StoreError, OpenError, Store};

use print::Press;
use shelf::Shelf;
use std::sync::Arc;
use std::time::Duration;

/// The version of this software, as events record it.
pub const SOFTWARE: &str = concat!("minaoshi ", env!("CARGO_PKG_VERSION"));

/// What an organisation has decided about its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Whether who recorded a decision may not review it (R5); on by default.
    pub four_eyes: bool,
    /// How documents are printed.
    pub printing: Printing,
    /// How long an answer waits for the read models; after that it says that they follow (反映中).
    pub shown_within: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self { four_eyes: true, printing: Printing::default(), shown_within: Duration::from_secs(2) }
    }
}

/// The use cases over one register. Cloning it is cheap.
#[derive(Clone)]
pub struct App {
    store: Store,
    settings: Arc<Settings>,
    shelf: Arc<Shelf>,
    press: Arc<Press>,
}

impl App {
    /// The use cases over that store.
    pub fn new(store: Store, settings: Settings) -> Self {
        Self { store, settings: Arc::new(settings), shelf: Arc::default(), press: Arc::default() }
    }

    /// The store below.
    pub fn store(&self) -> &Store {
        &self.store
    }
}
