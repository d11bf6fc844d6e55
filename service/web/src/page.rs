//! Pages: what is published, for everyone, in Japanese and in English. They work without scripts and load nothing from
//! elsewhere.
//!
//! A page is a file here: the handler, what its template needs, and nothing that another page has too. What stands
//! around all of them is the [`Frame`]; what all pages of a plan have is the [`Place`](place::Place). Words stand in the
//! template in both languages, side by side; words that other interfaces need too are those of `projections`.

mod asked;
mod cancelled;
mod cards;
mod charts;
mod choice;
mod comments;
mod compare;
mod counted;
mod decision;
mod departmental;
mod departments;
mod ended;
mod feed;
mod file;
mod frame;
mod gaps;
mod gone;
mod grid;
mod grounds;
mod home;
mod item;
mod marked;
mod matrix;
mod more;
mod narrow;
mod open_data;
mod operation;
mod overdue;
mod place;
mod problems;
mod reference;
mod search;
mod sheet;
mod standing;
mod step;
mod table;
mod tie;
mod trace;
mod trouble;
mod viewer;

pub(crate) use ::export::badge;
pub(crate) use cancelled::{cancelled, cancelled_everywhere};
pub(crate) use cards::cards;
pub(crate) use charts::charts;
pub(crate) use comments::comments;
pub(crate) use compare::compare;
pub(crate) use counted::report;
pub(crate) use decision::decision;
pub(crate) use departments::departments;
pub(crate) use feed::{feed, plan_feed};
pub(crate) use file::{Makings, file};
pub(crate) use frame::Frame;
pub(crate) use gaps::gaps;
pub(crate) use grid::grid;
pub(crate) use home::home;
pub(crate) use item::item;
pub(crate) use open_data::open_data;
pub(crate) use overdue::overdue;
pub(crate) use search::search;
pub(crate) use table::{current, edition};
pub(crate) use trace::trace;
pub(crate) use trouble::write_problem;
pub(crate) use {problems::kind, problems::problems, reference::operation, reference::reference};
pub(crate) use {viewer::script, viewer::start, viewer::style, viewer::viewer};

use app::Caller;
use axum::extract::Request;
use axum::response::Redirect;
use domain::event::Channel;

/// Addresses below which there are others end with a slash.
pub(crate) async fn slash(request: Request) -> Redirect {
    let uri = request.uri();
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&format!("{}/{query}", uri.path()))
}

/// Pages show what everyone may see.
fn reader() -> Caller {
    Caller::public(Channel::Page)
}
