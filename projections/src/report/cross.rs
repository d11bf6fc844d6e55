//! A cross-table: how many items are so in one respect and so in another, with sums both ways.

use super::counts::Count;
use super::listing::Listing;
use super::named::ItemRef;
use super::table::TableRow;
use domain::value::CanonicalState;
use schemars::JsonSchema;
use serde::Serialize;

/// What a row or a column of a cross-table counts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct CrossHead {
    /// The words, where it counts by words; none for what is not stated.
    pub name: Option<String>,
    /// The canonical state, where it counts states or words that have one.
    pub state: Option<CanonicalState>,
    /// The heading, where it counts what stands under one.
    pub heading: Option<ItemRef>,
    /// The sum of the row or the column.
    pub count: Count,
}

/// A cross-table. The sums of its rows and those of its columns both add up to the total.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct CrossTable {
    /// The rows with their sums.
    pub rows: Vec<CrossHead>,
    /// The columns with their sums.
    pub columns: Vec<CrossHead>,
    /// The counts, a list for each row.
    pub cells: Vec<Vec<Count>>,
    /// The grand total.
    pub total: Count,
}

impl CrossTable {
    /// Counts the items by where they belong; what belongs nowhere is not counted. Rows and columns for what is not
    /// stated are left out where they are empty.
    pub(super) fn of(
        listing: &Listing<'_>,
        rows: Vec<CrossHead>,
        columns: Vec<CrossHead>,
        place: impl Fn(&TableRow) -> Option<(usize, usize)>,
    ) -> Self {
        let cells = vec![vec![Count::default(); columns.len()]; rows.len()];
        let mut table = Self { rows, columns, cells, total: Count::default() };
        for row in listing.rows() {
            let Some((across, down)) = place(row) else { continue };
            let weight = listing.weight(row);
            table.cells[across][down] += weight;
            table.rows[across].count += weight;
            table.columns[down].count += weight;
            table.total += weight;
        }
        table.without_empty_rests();
        table
    }

    fn without_empty_rests(&mut self) {
        let is_shown = |head: &CrossHead| !head.is_rest() || head.count.listed > 0;
        let keep: Vec<bool> = self.columns.iter().map(is_shown).collect();
        for cells in &mut self.cells {
            let mut kept = keep.iter();
            cells.retain(|_| kept.next().copied().unwrap_or(true));
        }
        self.columns.retain(is_shown);
        let mut kept = self.rows.iter().map(is_shown).collect::<Vec<_>>().into_iter();
        self.cells.retain(|_| kept.next().unwrap_or(true));
        self.rows.retain(is_shown);
    }
}

impl CrossHead {
    /// What is called so.
    pub(super) fn named(name: &str) -> Self {
        Self { name: Some(name.to_owned()), ..Self::default() }
    }

    /// What stands under a heading.
    pub(super) fn under(heading: &TableRow) -> Self {
        Self { heading: Some(heading.item()), ..Self::default() }
    }

    /// Whether it counts that of which nothing is stated.
    pub fn is_rest(&self) -> bool {
        self.name.is_none() && self.state.is_none() && self.heading.is_none()
    }
}
