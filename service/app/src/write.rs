//! Changes to a plan. Each checks its permission, parses its request and gives one command.

mod comments;
mod cycle;
mod decide;
mod edition;
mod layout;
mod link;
mod node;
mod plan;
mod source;
mod trace;
mod unit;

pub(crate) use comments::{Consultation, answered};
pub(crate) use layout::laid_out;
pub(crate) use plan::{code, slug};
pub use source::NewSource;
pub(crate) use source::registered;
pub use unit::{Reorganised, ReorganisedDepartment, ReorganisedPlan};
