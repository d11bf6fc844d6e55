//! The column of ids in a file that went out and comes back. It stands where people have left it, shown or hidden, and is
//! no column of the plan's table.

use super::Hints;
use super::heading::squeezed;
use crate::read::SheetRow;
use domain::id::NodeId;
use domain::value::ID_HEADING;

/// The place of the column of ids, from 0. A column of that name without a single id is one of the plan's own, if the plan
/// has such a one; an empty one is what is left when people have cleared it.
pub(super) fn column(headings: &[&str], rows: &[SheetRow], hints: &Hints) -> Option<usize> {
    let wanted = squeezed(ID_HEADING);
    let named = || (0..headings.len()).filter(|at| squeezed(headings[*at]) == wanted);
    let has_id = |at: &usize| rows.iter().any(|row| NodeId::parse(row.cell(*at).trim()).is_ok());
    let is_empty = |at: &usize| rows.iter().all(|row| row.cell(*at).trim().is_empty());
    let is_own = || is_of_plan(ID_HEADING, hints);
    named().find(has_id).or_else(|| named().find(is_empty).filter(|_| !is_own()))
}

/// Whether a table of the plan has a column of that heading, or the caller names it.
pub(super) fn is_of_plan(heading: &str, hints: &Hints) -> bool {
    let wanted = squeezed(heading);
    hints
        .printed
        .iter()
        .chain(hints.headings.iter().map(|(name, _)| name))
        .any(|name| squeezed(name) == wanted)
}
