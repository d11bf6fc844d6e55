//! The handlers of the API: extract, parse, call a use case, respond.

pub(crate) mod audit;
pub(crate) mod charts;
pub(crate) mod comments;
pub(crate) mod counted;
pub(crate) mod cycle;
pub(crate) mod edition;
pub(crate) mod import;
pub(crate) mod link;
pub(crate) mod node;
pub(crate) mod open_data;
pub(crate) mod plan;
pub(crate) mod print;
pub(crate) mod source;
pub(crate) mod trace;
pub(crate) mod unit;
pub(crate) mod view;

pub(crate) use audit::Page;
pub(crate) use comments::OpinionsImported;
pub(crate) use import::Imported;
pub(crate) use trace::TraceImported;
pub(crate) use view::Named;

use crate::header::encoded;

/// Where an item's history is, below its plan.
fn history_of(item: &str) -> String {
    format!("/items/{}/history", encoded(item))
}

/// Where the table of an edition is, below its plan.
fn table_of(edition: &str) -> String {
    format!("/table?edition={}", encoded(edition))
}
