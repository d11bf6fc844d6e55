//! Under which heading the rows of a file stand and in which order, where people have moved them.

use super::known::Known;
use super::matching::Matched;
use super::order::{self, Counts};
use ::import::Table;
use domain::event::NodeKind;
use std::collections::BTreeMap;

/// What stands above a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    /// Nothing.
    Nothing,
    /// A row of the table.
    Known(usize),
    /// A new row, by its place in the file.
    New(usize),
}

/// Where the rows of a file stand.
#[derive(Debug)]
pub(super) struct Standing {
    /// Whether the file is in the table's order. One that was sorted has its headings anywhere, or most rows elsewhere.
    pub(super) in_order: bool,
    /// The rows that stand in another order than the others under their heading, in the order of the file.
    pub(super) displaced: Vec<usize>,
    /// For each row that was put under another heading, that one.
    pub(super) moved: Vec<Option<Above>>,
    /// For each row of the table what it stands under.
    heads: Vec<Option<usize>>,
}

impl Standing {
    /// Compares what stands above each row in the file with what stands there in the table.
    pub(super) fn of(
        table: &Table,
        known: &[Known],
        matched: &Matched,
        counts: impl Fn(usize) -> Counts,
    ) -> Self {
        let depths: Vec<Option<u32>> = known.iter().map(|row| Some(row.depth)).collect();
        let heads = heads(known);
        let expected = |place: usize| {
            let rank = |at: usize| depths[at].filter(|_| heads[at] && !known[at].relisted);
            above(place, known[place].depth, rank)
        };
        let expected: Vec<Option<usize>> = (0..known.len()).map(expected).collect();
        let in_file = |at: usize| match matched[at] {
            Some((place, _)) => (heads[place] && !known[place].relisted).then_some(known[place].depth),
            None => new_depth(table, known, matched, at),
        };
        let mut place_of: Vec<Option<usize>> = vec![None; known.len()];
        for (at, found) in matched.iter().enumerate() {
            if let Some((place, _)) = found {
                place_of[*place] = Some(at);
            }
        }
        let (mut kept, mut lost) = (0_usize, 0_usize);
        let mut moved = vec![None; matched.len()];
        let mut together: BTreeMap<Option<usize>, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, found) in matched.iter().enumerate() {
            let Some((place, _)) = found else { continue };
            let head = expected[*place];
            match head.map(|head| place_of[head]) {
                // What stood above it is not in the file, so that nothing is known of its place.
                Some(None) => continue,
                Some(Some(head)) if head < at => kept += 1,
                Some(Some(_)) => lost += 1,
                None => {}
            }
            let now = above(at, known[*place].depth, in_file);
            let now_known = now.and_then(|now| matched[now]).map(|(place, _)| place);
            if now_known != head || (now.is_some() && now_known.is_none()) {
                moved[at] = Some(match (now, now_known) {
                    (None, _) => Above::Nothing,
                    (Some(_), Some(known)) => Above::Known(known),
                    (Some(now), None) => Above::New(now),
                });
            } else if counts(at) != Counts::Not {
                together.entry(head).or_default().push((at, *place));
            }
        }
        let mut displaced: Vec<usize> =
            together.values().flat_map(|rows| order::displaced(rows, &counts)).collect();
        displaced.sort_unstable();
        let stay = together.values().map(Vec::len).sum::<usize>() - displaced.len();
        let dragged = moved.iter().flatten().count();
        let is_sorted = displaced.len() > stay
            || (dragged > FEW && dragged > stay)
            || (displaced.len() > FEW && order::is_sorted_by_a_column(table, matched));
        let in_order = (lost == 0 || kept > lost) && !is_sorted;
        if !in_order {
            moved.fill(None);
            displaced.clear();
        }
        Self { in_order, displaced, moved, heads: expected }
    }

    /// The row of the table that a row stands behind there, of those under the same heading.
    pub(super) fn behind(&self, place: usize) -> Option<usize> {
        (0..place).rev().find(|above| self.heads[*above] == self.heads[place])
    }
}

/// So many rows may be moved one by one, whatever it looks like.
const FEW: usize = 2;

/// Which rows of the table have others under them, or may have.
fn heads(known: &[Known]) -> Vec<bool> {
    let below = |at: usize| known.get(at + 1).is_some_and(|next| next.depth > known[at].depth);
    known.iter().enumerate().map(|(at, row)| row.kind == NodeKind::Heading || below(at)).collect()
}

/// The nearest row above that stands higher.
fn above(at: usize, depth: u32, rank: impl Fn(usize) -> Option<u32>) -> Option<usize> {
    (0..at).rev().find(|above| rank(*above).is_some_and(|rank| rank < depth))
}

/// How deep a new heading stands; none for a new item, under which nothing stands yet.
fn new_depth(table: &Table, known: &[Known], matched: &Matched, at: usize) -> Option<u32> {
    let row = &table.rows[at];
    if row.kind != NodeKind::Heading {
        return None;
    }
    let Some(parent) = row.parent else { return Some(0) };
    match matched[parent] {
        Some((place, _)) => Some(known[place].depth + 1),
        None => new_depth(table, known, matched, parent).map(|depth| depth + 1),
    }
}
