//! Rows that people put in another order under their heading: those without a number go where they stand in the file.

use super::Pass;
use super::matching::MatchedBy;
use super::outcome::{Change, RowMove};
use super::sheet_beside::Sheet;
use crate::error::AppError;
use domain::id::NodeId;
use domain::plan::node::Place;
use domain::value::Basis;
use std::collections::BTreeSet;

/// What siblings are sorted by: the rank, then when each came.
type Key = (u32, u64);

impl Sheet<'_> {
    /// A row that shall stand behind another one than it does.
    pub(super) fn reordered(&self, at: usize, place: usize, by: MatchedBy) -> RowMove {
        let known = &self.known[place];
        let before = self.standing.behind(place).map(|place| self.known[place].name()).unwrap_or_default();
        let beside =
            |above: &usize| self.parents[*above].is_some() && self.parents[*above] == self.parents[at];
        let after = (0..at).rev().find(beside).map(|above| self.name_of(above)).unwrap_or_default();
        RowMove {
            line: self.table.rows[at].line,
            item: known.full_label.clone().unwrap_or_else(|| known.title.clone()),
            title: self.table.rows[at].title.clone(),
            by,
            relisted: known.relisted,
            number: None,
            under: None,
            behind: Some(Change { before, after }),
            proposed: true,
        }
    }
}

impl Pass<'_> {
    /// Puts rows of the file between those that stay, where they do not stand there already. Where there is no room between
    /// two, what comes behind gives way.
    pub(super) fn reorder(
        &mut self,
        sheet: &Sheet<'_>,
        rows: &BTreeSet<usize>,
        left_out: &BTreeSet<usize>,
    ) -> Result<(), AppError> {
        let parents: BTreeSet<Option<NodeId>> = rows.iter().filter_map(|at| sheet.parents[*at]).collect();
        for parent in parents {
            let beside = |at: &usize| sheet.parents[*at] == Some(parent) && !left_out.contains(at);
            let beside: Vec<usize> = (0..sheet.nodes.len()).filter(beside).collect();
            let mut above: Option<Key> = None;
            for (nth, at) in beside.iter().copied().enumerate() {
                let Some(place) = self.place(sheet, at) else { continue };
                let key = (place.rank, self.arrival(sheet, at));
                let below = || {
                    let below = beside[nth + 1..].iter().copied().find(|below| !rows.contains(below))?;
                    Some((self.place(sheet, below)?.rank, self.arrival(sheet, below)))
                };
                let below = if rows.contains(&at) { below() } else { None };
                if above.is_none_or(|above| above < key) && below.is_none_or(|below| key < below) {
                    above = Some(key);
                    continue;
                }
                let arrives = self.arrives(sheet, at);
                let rank = match (above, below) {
                    (Some((rank, arrival)), _) if arrives > arrival => rank,
                    (Some((rank, _)), _) => rank + 1,
                    (None, Some((rank, arrival))) if arrives < arrival => rank,
                    (None, Some((rank, _))) => rank.saturating_sub(1),
                    (None, None) => place.rank,
                };
                self.move_row(sheet, at, Place { rank, ..place })?;
                above = Some((rank, self.arrival(sheet, at)));
            }
        }
        Ok(())
    }

    /// When the node of a row came to its place; what is not there yet comes last.
    pub(super) fn arrival(&self, sheet: &Sheet<'_>, at: usize) -> u64 {
        self.first_said(sheet, at, |_| true)
    }

    /// When it will have come once it is moved: what the cycle itself has said until then is replaced.
    pub(super) fn arrives(&self, sheet: &Sheet<'_>, at: usize) -> u64 {
        self.first_said(sheet, at, |basis| basis != Basis::Cycle(sheet.cycle))
    }

    fn first_said(&self, sheet: &Sheet<'_>, at: usize, counts: impl Fn(Basis) -> bool) -> u64 {
        let said = || {
            let node = self.desk.plan.nodes.get(&sheet.nodes[at])?;
            let places = &node.placements.get(&sheet.places[at].unwrap_or(node.primary))?.places;
            places.iter().find(|said| counts(said.basis)).map(|said| said.sequence)
        };
        said().unwrap_or(u64::MAX)
    }
}
