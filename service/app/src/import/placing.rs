//! Rows of a file with ids in the live cycle: which are new, which have another number, which stand under another heading.
//!
//! A number says where its row stands. Where it stays as it was, or is counted under its heading, the place in the file
//! does. What is dragged under another heading and keeps a number of the old one is reported and not done. So is a row with
//! a number in another order under its heading; one without a number goes where it was put. A further place of an item
//! (再掲) has a number and a heading of its own.

use super::Pass;
use super::kinds::refuse_other_kinds;
use super::known::Known;
use super::matching::{MatchedBy, at_row, matched, missing};
use super::order::Counts;
use super::outcome::{Change, RowMove};
use super::proposals::Placed;
use super::sheet_beside::{Sheet, paths};
use super::standing::Standing;
use crate::error::AppError;
use ::import::{IdFinding, Problems, Row, Table};
use domain::Refusal;
use domain::command::{Action, MoveNode};
use domain::id::{CycleId, NodeId};
use domain::plan::Lens;
use domain::plan::node::Place;
use domain::value::{Basis, Label, Meaning};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A row that is to be added, or to have another place.
#[derive(Debug, Clone)]
struct Wanted {
    at: usize,
    parent: Option<NodeId>,
    label: Option<Label>,
    is_new: bool,
}

impl Pass<'_> {
    pub(super) fn placed_by_id(
        &mut self,
        table: &Table,
        cycle: CycleId,
        known: &[Known],
    ) -> Result<Placed, AppError> {
        let matched = matched(table, known)?;
        refuse_other_kinds(table, known, &matched)?;
        let has_numbers = self.has_numbers(table);
        let counts = |at: usize| match matched[at] {
            Some((place, _)) if has_numbers && renumbered(&table.rows[at], &known[place]) => Counts::Not,
            Some((place, _)) if known[place].label.is_some() => Counts::ByNumber,
            Some(_) | None => Counts::ByPlace,
        };
        let standing = Standing::of(table, known, &matched, counts);
        if !standing.in_order {
            self.warn_of_order(table, IdFinding::Sorted);
        }
        let displaced = standing.displaced.iter().copied();
        let (reordered, mut kept): (BTreeSet<usize>, BTreeSet<usize>) =
            displaced.partition(|at| counts(*at) == Counts::ByPlace);
        if !kept.is_empty() {
            let place = |at: &usize| matched[*at].map(|(place, _)| known[place].name_of_place());
            let rows = kept.iter().filter_map(place).collect();
            self.warn_of_order(table, IdFinding::OrderOfNumbers { rows });
        }
        let node = |found: &Option<(usize, MatchedBy)>| match found {
            Some((place, _)) => known[*place].node,
            None => NodeId::new(Uuid::now_v7()),
        };
        let nodes: Vec<NodeId> = matched.iter().map(node).collect();
        let missing = missing(known, &matched);
        let paths = paths(table, known, &matched, &nodes);
        let parents = vec![None; nodes.len()];
        let places = matched.iter().map(|found| found.map(|(place, _)| known[place].placement)).collect();
        let mut sheet = Sheet { table, known, cycle, nodes, places, parents, standing, paths };
        let (mut wanted, mut moved, mut added) = (Vec::new(), Vec::new(), Vec::new());
        for (at, found) in matched.iter().enumerate() {
            let row = &table.rows[at];
            match found {
                None => {
                    let parent = sheet.parent_of_new(at);
                    sheet.parents[at] = Some(parent);
                    added.push(sheet.name_of(at));
                    wanted.push(Wanted { at, parent, label: row.label.clone(), is_new: true });
                }
                Some((place, by)) => {
                    let (stands, change) = self.change(&sheet, at, *place, *by);
                    sheet.parents[at] = Some(stands.parent);
                    if reordered.contains(&at) {
                        moved.push(sheet.reordered(at, *place, *by));
                    } else if let Some(change) = change {
                        if !change.proposed {
                            kept.insert(at);
                        } else {
                            let (parent, label) = (stands.parent, stands.label);
                            wanted.push(Wanted { at, parent, label, is_new: false });
                        }
                        moved.push(change);
                    }
                }
            }
        }
        // What stays where it is says nothing of the others by where it stands in the file.
        let changed: BTreeSet<usize> = wanted.iter().map(|wanted| wanted.at).collect();
        self.reorder(&sheet, &reordered, &kept.union(&changed).copied().collect())?;
        self.settle(&sheet, wanted)?;
        if sheet.standing.in_order {
            self.reorder(&sheet, &changed, &kept)?;
        }
        let again = matched.iter().map(|found| found.is_some_and(|(place, _)| known[place].relisted));
        let by = matched.iter().map(|found| found.map(|(_, by)| by));
        let (again, by) = (again.collect(), by.collect());
        Ok(Placed { nodes: sheet.nodes, by, again, added, missing, moved })
    }

    /// The place that a row of the table shall have, and how it differs from the one that it has.
    fn change(&self, sheet: &Sheet<'_>, at: usize, place: usize, by: MatchedBy) -> (Place, Option<RowMove>) {
        let (row, known) = (&sheet.table.rows[at], &sheet.known[place]);
        let had = self.place(sheet, at).unwrap_or(Place { parent: None, rank: 0, label: None });
        let number = (self.has_numbers(sheet.table) && renumbered(row, known))
            .then(|| Change { before: text(&had.label), after: text(&row.label) });
        let dragged = sheet.standing.moved[at].map(|above| (sheet.node_of(above), sheet.name_above(above)));
        let says_place = row.label.as_ref().is_some_and(|label| !label.is_relative());
        let by_path = row.label.as_ref().and_then(Label::parent_path);
        let by_path = by_path.and_then(|path| sheet.paths.get(&path)).filter(|_| number.is_some()).copied();
        let to = match (by_path, &dragged) {
            (Some(parent), _) => Some(parent),
            (None, Some((parent, _))) if !says_place || number.is_some() => *parent,
            (None, _) => had.parent,
        };
        let stays = says_place && number.is_none() && dragged.is_some();
        let before = had.parent.map(|parent| self.name_in(sheet, parent)).unwrap_or_default();
        let under = match &dragged {
            Some((_, after)) if stays => Some(Change { before, after: after.clone() }),
            Some(_) | None if to != had.parent => {
                let after = to.map(|parent| self.name_in(sheet, parent)).unwrap_or_default();
                Some(Change { before, after })
            }
            Some(_) | None => None,
        };
        let label = if number.is_some() { row.label.clone() } else { had.label };
        let stands = Place { parent: to, rank: had.rank, label };
        let change = (number.is_some() || under.is_some()).then(|| RowMove {
            line: row.line,
            item: known.full_label.clone().unwrap_or_else(|| known.title.clone()),
            title: row.title.clone(),
            by,
            relisted: known.relisted,
            number,
            under,
            behind: None,
            proposed: !stays,
        });
        (stands, change)
    }

    /// Whether numbers can be compared: the file may lack the column that has them.
    fn has_numbers(&self, table: &Table) -> bool {
        let profile = self.desk.plan.head.latest_profile();
        let column = profile.is_some_and(|p| p.columns.iter().any(|c| c.meaning == Meaning::Number));
        !column || table.column(Meaning::Number).is_some()
    }

    /// Where the node of a row of the file stands, at the place that the row is about.
    pub(super) fn place(&self, sheet: &Sheet<'_>, at: usize) -> Option<Place> {
        let node = self.desk.plan.nodes.get(&sheet.nodes[at])?;
        let placement = sheet.places[at].unwrap_or(node.primary);
        Lens::Cycle(sheet.cycle).place(&self.desk.plan.head, node, placement)
    }

    fn name_in(&self, sheet: &Sheet<'_>, node: NodeId) -> String {
        match sheet.known.iter().filter(|known| known.node == node).min_by_key(|known| known.relisted) {
            Some(known) => known.name(),
            None => sheet
                .nodes
                .iter()
                .position(|one| *one == node)
                .map(|at| sheet.name_of(at))
                .unwrap_or_default(),
        }
    }

    /// Adds and moves. A number may have to become free first, a heading to be there.
    fn settle(&mut self, sheet: &Sheet<'_>, mut wanted: Vec<Wanted>) -> Result<(), AppError> {
        while !wanted.is_empty() {
            let (before, mut waiting, mut refused) = (wanted.len(), Vec::new(), None);
            for one in wanted {
                match self.put(sheet, &one) {
                    Ok(true) => {}
                    Ok(false) => waiting.push(one),
                    Err(AppError::Refused(refusal @ Refusal::NumberTaken { .. })) => {
                        refused = Some(refusal);
                        waiting.push(one);
                    }
                    Err(error) => return Err(error),
                }
            }
            if waiting.len() == before {
                self.free_a_number(sheet, &waiting, refused)?;
            }
            wanted = waiting;
        }
        Ok(())
    }

    /// Whether a row could be put where it shall stand.
    fn put(&mut self, sheet: &Sheet<'_>, wanted: &Wanted) -> Result<bool, AppError> {
        if wanted.parent.is_some_and(|parent| !self.desk.plan.nodes.contains_key(&parent)) {
            return Ok(false);
        }
        let row = &sheet.table.rows[wanted.at];
        let rank = self.rank(sheet, wanted);
        match wanted.is_new {
            true => self.add_row(row, sheet.nodes[wanted.at], (wanted.parent, rank), sheet.cycle)?,
            false => {
                let place = Place { parent: wanted.parent, rank, label: wanted.label.clone() };
                self.move_row(sheet, wanted.at, place)?;
            }
        }
        Ok(true)
    }

    pub(super) fn move_row(
        &mut self,
        sheet: &Sheet<'_>,
        at: usize,
        Place { parent, rank, label }: Place,
    ) -> Result<(), AppError> {
        let (node, placement) = (sheet.nodes[at], sheet.places[at]);
        let seen = self.desk.plan.node(node)?.revision;
        let basis = Basis::Cycle(sheet.cycle);
        self.take(Action::MoveNode(MoveNode { node, placement, parent, rank, label, basis, seen }))
    }

    /// Two rows that exchange their numbers: one of them has none in between.
    fn free_a_number(
        &mut self,
        sheet: &Sheet<'_>,
        waiting: &[Wanted],
        refused: Option<Refusal>,
    ) -> Result<(), AppError> {
        let taken = match refused {
            Some(Refusal::NumberTaken { by, .. }) => Some(by),
            Some(_) | None => None,
        };
        let primary = |at: usize| self.desk.plan.nodes.get(&sheet.nodes[at]).map(|node| node.primary);
        let holds = |one: &&Wanted| {
            !one.is_new && taken == Some(sheet.nodes[one.at]) && sheet.places[one.at] == primary(one.at)
        };
        let holder = waiting.iter().find(holds).and_then(|one| {
            let place = self.place(sheet, one.at)?;
            place.label.is_some().then_some((one.at, place))
        });
        match (holder, refused) {
            (Some((at, place)), _) => self.move_row(sheet, at, Place { label: None, ..place }),
            (None, Some(Refusal::NumberTaken { label, by })) => {
                let holds = |one: &&Wanted| one.label.as_ref().is_some_and(|wanted| wanted.text == label);
                let line = waiting.iter().find(holds).map_or(0, |one| sheet.table.rows[one.at].line);
                let finding = IdFinding::NumberTaken { number: label, by: self.name_in(sheet, by) };
                Err(AppError::File(Problems(vec![at_row(sheet.table, line, finding)])))
            }
            (None, Some(refusal)) => Err(AppError::Refused(refusal)),
            (None, None) => Err(AppError::Refused(Refusal::UnderItself { node: sheet.nodes[waiting[0].at] })),
        }
    }

    /// The order among its siblings: behind the one that stands above it in the file, as far as the file is in order.
    fn rank(&self, sheet: &Sheet<'_>, wanted: &Wanted) -> u32 {
        let stands = self.place(sheet, wanted.at);
        let own = stands.filter(|place| place.parent == wanted.parent).map(|place| place.rank);
        if let (Some(own), false) = (own, sheet.standing.in_order) {
            return own;
        }
        let sibling = |at: &usize| {
            let place = self.place(sheet, *at)?;
            let is_one = sheet.parents[*at] == Some(wanted.parent) && place.parent == wanted.parent;
            is_one.then_some((*at, place.rank))
        };
        let above = (0..wanted.at).rev().find_map(|at| sibling(&at));
        let Some((above, rank)) = above else {
            let below = (wanted.at + 1..sheet.nodes.len()).find_map(|at| sibling(&at)).map(|(_, rank)| rank);
            return match (own, below) {
                (Some(own), Some(below)) if own > below => below.saturating_sub(1),
                (Some(own), _) => own,
                (None, below) => below.map_or(0, |below| below.saturating_sub(1)),
            };
        };
        // Of two with the same rank the older stands first.
        let later = self.arrives(sheet, wanted.at) > self.arrival(sheet, above);
        let behind = if later { rank } else { rank + 1 };
        own.map_or(behind, |own| own.max(behind))
    }
}

/// Whether a row has another number than it had.
fn renumbered(row: &Row, known: &Known) -> bool {
    !row.is_total && text(&row.label) != text(&known.label)
}

fn text(label: &Option<Label>) -> String {
    label.as_ref().map(|label| label.text.clone()).unwrap_or_default()
}
