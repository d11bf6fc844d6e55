//! The JSON API and the pages: extract, parse, call a use case, respond.
//!
//! Architecture invariant: two tables, [`API`] and [`PAGES`], hold every route. The router, the API's document and the
//! tests of the access matrix are made from them, so that there is no route that one of them does not know. Whether a
//! caller may do something is decided in `app`; what the tables say about it is for the document and the tests.

mod api;
mod assets;
mod client;
mod encode;
mod extract;
mod figures;
mod header;
mod language;
mod line;
mod openapi;
mod page;
mod problem;
mod respond;
mod route;
mod router;
mod said;
mod schema;
mod serve;
mod table;
mod watch;

pub use export::chart;
pub use figures::{Figures, operations};
pub use openapi::document;
pub use route::{Answer, Body, Method, Parameter, Route, Value};
pub use router::{Options, router};
pub use said::Said;
pub use schema::{Field, Kind, Object};
pub use serve::serve;
pub use table::{API, BASE, PAGES};
pub use watch::Ending;
