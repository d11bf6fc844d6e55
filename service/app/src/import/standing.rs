//! Under which heading the rows of a file stand, where people have moved them. Numbers are not looked at here.

use super::matching::{Known, Matched};
use ::import::Table;
use domain::event::NodeKind;

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
    /// Whether the file is in the table's order. One that was sorted has its headings anywhere.
    pub(super) in_order: bool,
    /// For each row that was put under another heading, that one.
    pub(super) moved: Vec<Option<Above>>,
}

impl Standing {
    /// Compares what stands above each row in the file with what stands there in the table.
    pub(super) fn of(table: &Table, known: &[Known], matched: &Matched) -> Self {
        let depths: Vec<Option<u32>> = known.iter().map(|row| Some(row.depth)).collect();
        let heads = heads(known);
        let expected = |place: usize| {
            let rank = |at: usize| depths[at].filter(|_| heads[at] && !known[at].relisted);
            above(place, known[place].depth, rank)
        };
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
        for (at, found) in matched.iter().enumerate() {
            let Some((place, _)) = found else { continue };
            let head = expected(*place);
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
            }
        }
        let in_order = lost == 0 || kept > lost;
        if !in_order {
            moved.fill(None);
        }
        Self { in_order, moved }
    }
}

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
