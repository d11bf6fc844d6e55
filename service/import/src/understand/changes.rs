//! 計画に変更が生じた事業: a list of items that stand in another table, each with the reason as printed.

use super::header::Header;
use super::heading::squeezed;
use super::{Desk, Hints, Row};
use crate::problem::Finding;
use domain::event::NodeKind;
use serde::Deserialize;

/// Which column of such a list has the reasons; `[changes]` of a profile file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeColumns {
    /// The heading of the column; a table without it is no such list.
    pub reason: String,
}

/// Reads the reasons where the table is such a list, and says whether it is.
pub(super) fn read(desk: &mut Desk<'_>, header: &Header, hints: &Hints, rows: &mut [Row]) -> bool {
    let Some(changes) = &hints.changes else { return false };
    let wanted = squeezed(&changes.reason);
    let Some(at) = header.columns.iter().position(|(_, column)| squeezed(&column.heading) == wanted) else {
        return false;
    };
    for row in rows {
        row.kind = NodeKind::Item;
        let reason = row.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        match reason {
            Some(reason) => row.declared = Some(reason.to_owned()),
            None if row.is_total => {}
            None => desk.report(Some(row.line), Some(&header.name(at)), Finding::NoReason),
        }
    }
    true
}
