//! Report models as lines for people: one file for each report. Nothing is computed here, only arranged and worded.

pub(crate) mod cancelled;
pub(crate) mod comments;
pub(crate) mod compare;
pub(crate) mod counts;
pub(crate) mod coverage;
pub(crate) mod cycle;
pub(crate) mod departments;
pub(crate) mod done;
pub(crate) mod finding;
pub(crate) mod gaps;
mod grid;
pub(crate) mod health;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod lineage;
pub(crate) mod lint;
pub(crate) mod open_data;
pub(crate) mod overdue;
pub(crate) mod plans;
pub(crate) mod report;
pub(crate) mod rewrites;
pub(crate) mod search;
pub(crate) mod table;
pub(crate) mod tokens;
pub(crate) mod trace;

use crate::lang::{Lang, Pick as _};
use grid::Grid;
use projections::report::{ItemRef, PlanRef};

/// The plan's name as a first line.
fn plan_line(plan: &PlanRef, lang: Lang) -> String {
    let (title, organisation) = (&plan.title, &plan.organisation);
    lang.pick(format!("{title}（{organisation}）\n"), format!("{title} ({organisation})\n"))
}

/// The whole number of an item, or nothing.
fn number(item: &ItemRef) -> String {
    item.full_label.clone().unwrap_or_default()
}

/// An item's number and title.
fn named(item: &ItemRef) -> String {
    format!("{} {}", number(item), one_line(item.title.as_str())).trim().to_owned()
}

/// A text without its line ends.
fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}
