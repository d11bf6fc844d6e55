//! What handlers take out of a request. Each says precisely what it could not read.

mod at;
mod body;
mod form;
mod query;
mod seen;
mod who;

pub(crate) use at::At;
pub(crate) use body::{File, Json};
pub(crate) use form::Form;
pub(crate) use query::Query;
pub(crate) use seen::{Known, Seen};
pub(crate) use who::Who;

use crate::route::Route;
use axum::http::Extensions;

/// The route of a request, which the router has left with it.
fn route(extensions: &Extensions) -> &'static Route {
    extensions.get::<&'static Route>().expect("the router leaves each route with its requests")
}
