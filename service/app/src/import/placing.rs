//! Rows of a file with ids in the live cycle: which are new, which have another number, which stand under another heading.
//!
//! A number says where its row stands. Where it stays as it was, or is counted under its heading, the place in the file
//! does. What is dragged under another heading and keeps a number of the old one is reported and not done.

use super::Pass;
use super::matching::{Known, MatchedBy, at_row, matched, missing};
use super::outcome::{Change, RowMove};
use super::proposals::{Placed, refuse_other_kind};
use super::sheet_beside::{Sheet, paths};
use super::standing::Standing;
use crate::error::AppError;
use ::import::{IdFinding, Problems, Table};
use domain::Refusal;
use domain::command::{Action, MoveNode};
use domain::id::{CycleId, NodeId};
use domain::plan::Lens;
use domain::plan::node::Place;
use domain::value::{Basis, Label, Meaning};
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
        label: &str,
    ) -> Result<Placed, AppError> {
        let matched = matched(table, known)?;
        for (row, found) in table.rows.iter().zip(&matched) {
            if let Some((place, _)) = found {
                refuse_other_kind(row, known[*place].kind, label)?;
            }
        }
        let standing = Standing::of(table, known, &matched);
        if !standing.in_order {
            self.warn_of_order(table);
        }
        let node = |found: &Option<(usize, MatchedBy)>| match found {
            Some((place, _)) => known[*place].node,
            None => NodeId::new(Uuid::now_v7()),
        };
        let nodes: Vec<NodeId> = matched.iter().map(node).collect();
        let missing = missing(known, &matched);
        let paths = paths(table, known, &nodes);
        let parents = vec![None; nodes.len()];
        let mut sheet = Sheet { table, known, cycle, nodes, parents, standing, paths };
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
                Some((place, _)) if known[*place].relisted => {}
                Some((place, by)) => {
                    let (stands, change) = self.change(&sheet, at, *place, *by);
                    sheet.parents[at] = Some(stands.parent);
                    if let Some(change) = change {
                        if change.proposed {
                            let (parent, label) = (stands.parent, stands.label);
                            wanted.push(Wanted { at, parent, label, is_new: false });
                        }
                        moved.push(change);
                    }
                }
            }
        }
        self.settle(&sheet, wanted)?;
        let again = matched.iter().map(|found| found.is_some_and(|(place, _)| known[place].relisted));
        let by = matched.iter().map(|found| found.map(|(_, by)| by));
        let (again, by) = (again.collect(), by.collect());
        Ok(Placed { nodes: sheet.nodes, by, again, added, missing, moved })
    }

    /// The place that a row of the table shall have, and how it differs from the one that it has.
    fn change(&self, sheet: &Sheet<'_>, at: usize, place: usize, by: MatchedBy) -> (Place, Option<RowMove>) {
        let (row, known) = (&sheet.table.rows[at], &sheet.known[place]);
        let had = self.place(sheet.cycle, known.node).unwrap_or(Place { parent: None, rank: 0, label: None });
        let text = |label: &Option<Label>| label.as_ref().map(|label| label.text.clone()).unwrap_or_default();
        let number = (self.has_numbers(sheet.table) && !row.is_total && text(&row.label) != text(&had.label))
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
            number,
            under,
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

    fn place(&self, cycle: CycleId, node: NodeId) -> Option<Place> {
        let node = self.desk.plan.nodes.get(&node)?;
        Lens::Cycle(cycle).place(&self.desk.plan.head, node, node.primary)
    }

    fn name_in(&self, sheet: &Sheet<'_>, node: NodeId) -> String {
        match sheet.known.iter().find(|known| known.node == node) {
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

    fn move_row(
        &mut self,
        sheet: &Sheet<'_>,
        at: usize,
        Place { parent, rank, label }: Place,
    ) -> Result<(), AppError> {
        let node = sheet.nodes[at];
        let seen = self.desk.plan.node(node)?.revision;
        let basis = Basis::Cycle(sheet.cycle);
        self.take(Action::MoveNode(MoveNode { node, parent, rank, label, basis, seen }))
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
        let holds = |one: &&Wanted| !one.is_new && taken == Some(sheet.nodes[one.at]);
        let holder = waiting.iter().find(holds).and_then(|one| {
            let place = self.place(sheet.cycle, sheet.nodes[one.at])?;
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
        let stands = (!wanted.is_new).then(|| self.place(sheet.cycle, sheet.nodes[wanted.at])).flatten();
        let own = stands.filter(|place| place.parent == wanted.parent).map(|place| place.rank);
        if let (Some(own), false) = (own, sheet.standing.in_order) {
            return own;
        }
        let sibling = |at: &usize| {
            let place = self.place(sheet.cycle, sheet.nodes[*at])?;
            let is_one = sheet.parents[*at] == Some(wanted.parent) && place.parent == wanted.parent;
            is_one.then_some((sheet.nodes[*at], place.rank))
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
        let behind = if self.arrival(sheet.nodes[wanted.at]) > self.arrival(above) { rank } else { rank + 1 };
        own.map_or(behind, |own| own.max(behind))
    }

    /// When a node came; what is not there yet comes last.
    fn arrival(&self, node: NodeId) -> u64 {
        let node = self.desk.plan.nodes.get(&node);
        let first = node.and_then(|node| node.placements.get(&node.primary)?.places.first());
        first.map_or(u64::MAX, |said| said.sequence)
    }
}
