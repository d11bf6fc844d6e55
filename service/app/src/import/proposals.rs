//! A table of the live cycle: what differs from the plan becomes proposals in that cycle.

use super::kinds::refuse_other_kinds;
use super::known::Known;
use super::listings::Together;
use super::matching::{Matched, MatchedBy, missing};
use super::outcome::RowMove;
use super::restated::is_stated;
use super::transcription::remark;
use super::{CellDifference, Outcome, Pass};
use crate::error::AppError;
use crate::parse::{any, filled};
use ::import::{IdFinding, Row, Table};
use domain::command::{Action, AddNode, Decide, StateSchedule, StateText};
use domain::event::{ImportTarget, NodeKind, Outcome as Decision, TextChange, TextField};
use domain::id::{CycleId, DecisionId, NodeId, PlacementId};
use domain::plan::Lens;
use domain::plan::outline::Line;
use domain::value::{Basis, Field, Meaning, Reason, Status};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a column of the table says of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Status,
    Schedule,
    Text(TextField),
    /// The number identifies the row, and 見直し時期 follows from the decision: neither is proposed.
    Nothing,
}

/// The rows of a file as rows of the cycle.
pub(super) struct Placed {
    /// The node of each row.
    pub(super) nodes: Vec<NodeId>,
    /// By what each row was recognised; none for a new one.
    pub(super) by: Vec<Option<MatchedBy>>,
    /// Rows that are about a further place of their node (再掲).
    pub(super) again: Vec<bool>,
    pub(super) added: Vec<String>,
    pub(super) missing: Vec<String>,
    pub(super) moved: Vec<RowMove>,
}

/// The row at hand.
struct At<'t> {
    table: &'t Table,
    row: &'t Row,
    node: NodeId,
    cycle: CycleId,
}

impl Pass<'_> {
    pub(super) fn propose(&mut self, table: &Table, cycle: CycleId) -> Result<Outcome, AppError> {
        let lens = Lens::Cycle(cycle);
        let label = self.desk.plan.cycle(cycle)?.label.to_string();
        let parts = self.parts(table, &label)?;
        let mut lines = self.desk.plan.outline(lens);
        lines.retain(|line| line.view.kind != NodeKind::Term);
        let placed = match table.has_ids {
            true => self.placed_by_id(table, cycle, &Known::of_lines(&lines))?,
            false => self.placed_by_number(table, cycle, &lines)?,
        };
        let items = self.listed_together(table, cycle, &placed, &parts)?;
        let Placed { nodes, added, missing, moved, .. } = placed;
        let mut differences = Vec::new();
        for Together { row, node, changes } in items {
            let mut anew = false;
            for (column, part, difference) in changes {
                let at = At { table, row: &row, node, cycle };
                self.propose_part(&at, part, &difference)?;
                anew |= is_stated(column);
                differences.push(difference);
            }
            if anew {
                self.restate(&row, node, Basis::Cycle(cycle))?;
            }
        }
        if differences.is_empty() && added.is_empty() && missing.is_empty() && moved.is_empty() {
            return Ok(Outcome::Nothing { label });
        }
        // Rows that are missing or stay where they are change nothing, but a person is told of them.
        if !differences.is_empty() || !added.is_empty() || moved.iter().any(|row| row.proposed) {
            let source = self.source()?;
            self.record(table, source, ImportTarget::Cycle(cycle), &nodes)?;
        }
        Ok(Outcome::Proposals { label, differences, added, missing, moved })
    }

    /// Rows of a file without ids: by number, or by title under the same heading where neither has one.
    fn placed_by_number(
        &mut self,
        table: &Table,
        cycle: CycleId,
        lines: &[Line],
    ) -> Result<Placed, AppError> {
        let lens = Lens::Cycle(cycle);
        let mut matched: Matched = Vec::new();
        let (mut nodes, mut added) = (Vec::<NodeId>::new(), Vec::new());
        // The place of the row above among its siblings: a new row stands behind it.
        let mut ranks: BTreeMap<Option<NodeId>, u32> = BTreeMap::new();
        for row in &table.rows {
            let parent = row.parent.and_then(|index| nodes.get(index)).copied();
            let known = matching(lines, row, parent, &matched);
            let by = |place: usize| match lines[place].full_label {
                Some(_) => MatchedBy::Number,
                None => MatchedBy::Title,
            };
            matched.push(known.map(|place| (place, by(place))));
            let node = match known {
                Some(place) => lines[place].view.node,
                None => {
                    added.push(
                        format!("{} {}", row.full_label.clone().unwrap_or_default(), row.title)
                            .trim()
                            .to_owned(),
                    );
                    let node = NodeId::new(Uuid::now_v7());
                    let rank = ranks.get(&parent).copied().unwrap_or(0);
                    self.add_row(row, node, (parent, rank), cycle)?;
                    node
                }
            };
            nodes.push(node);
            let stands = self.desk.plan.node(node)?;
            let placement = known.map_or(stands.primary, |place| lines[place].placement);
            if let Some(place) = lens.place(&self.desk.plan.head, stands, placement) {
                ranks.insert(parent, place.rank);
            }
        }
        let known = Known::of_lines(lines);
        refuse_other_kinds(table, &known, &matched)?;
        Ok(Placed {
            nodes,
            by: matched.iter().map(|found| found.map(|(_, by)| by)).collect(),
            again: matched
                .iter()
                .map(|found| found.is_some_and(|(place, _)| known[place].relisted))
                .collect(),
            added,
            missing: missing(&known, &matched),
            moved: Vec::new(),
        })
    }

    /// What each column of the table says; one that the plan does not have is refused, because it would be lost. In a
    /// file with ids it is left out, and so is what the file does not have.
    fn parts(&mut self, table: &Table, label: &str) -> Result<Vec<Part>, AppError> {
        let profile = self.desk.plan.head.latest_profile().cloned();
        let columns = profile.as_ref().map(|p| p.columns.as_slice()).unwrap_or_default();
        if table.has_ids {
            for column in
                columns.iter().filter(|known| table.columns.iter().all(|c| c.heading != known.heading))
            {
                let heading = column.heading.clone();
                self.warn_of_column(table, &column.heading, IdFinding::ColumnMissing { heading });
            }
        }
        let of = |column: &::import::Column| match column.meaning {
            Meaning::Number | Meaning::Review => Some(Part::Nothing),
            Meaning::Title => Some(Part::Text(TextField::Title)),
            Meaning::Schedule => Some(Part::Schedule),
            Meaning::Status => Some(Part::Status),
            Meaning::Remark => Some(Part::Text(TextField::Remark)),
            Meaning::Body => Some(Part::Text(TextField::Body)),
            Meaning::PlannedStatus
            | Meaning::Department
            | Meaning::Category
            | Meaning::YearPlanned(_)
            | Meaning::YearActual(_)
            | Meaning::Indicator
            | Meaning::Trace(_)
            | Meaning::Other => {
                let known = columns.iter().find(|known| known.heading == column.heading);
                known.map(|known| Part::Text(TextField::Column(known.id)))
            }
        };
        let mut parts = Vec::new();
        for column in &table.columns {
            let is_known = columns.iter().any(|known| known.heading == column.heading);
            parts.push(match of(column).filter(|_| is_known || !table.has_ids) {
                Some(part) => part,
                None if table.has_ids => {
                    let heading = column.heading.clone();
                    self.warn_of_column(table, &column.heading, IdFinding::ColumnLeftOut { heading });
                    Part::Nothing
                }
                None => {
                    let detail = format!("the plan has no column {:?}", column.heading);
                    return Err(AppError::OtherRows { edition: label.to_owned(), detail });
                }
            });
        }
        Ok(parts)
    }

    pub(super) fn add_row(
        &mut self,
        row: &Row,
        node: NodeId,
        (parent, rank): (Option<NodeId>, u32),
        cycle: CycleId,
    ) -> Result<(), AppError> {
        self.take(Action::AddNode(AddNode {
            node,
            placement: PlacementId::new(Uuid::now_v7()),
            kind: row.kind,
            parent,
            rank,
            label: row.label.clone(),
            title: filled("title", Field::Title, &row.title)?,
            basis: Basis::Cycle(cycle),
        }))
    }

    fn propose_part(&mut self, at: &At, part: Part, difference: &CellDifference) -> Result<(), AppError> {
        let (node, basis) = (at.node, Basis::Cycle(at.cycle));
        let seen = self.desk.plan.nodes.get(&node).map_or(0, |node| node.revision);
        match part {
            Part::Nothing => Ok(()),
            Part::Status => match &at.row.status {
                Some(status) => self.propose_status(at, status),
                None => {
                    let (line, item, before) = (difference.line, name(at.row), &difference.before);
                    let accepted = format!("a status in row {line}, because {item} has {before:?}");
                    Err(AppError::invalid("status", "", accepted))
                }
            },
            Part::Schedule => {
                let date = at.row.schedule.clone();
                self.take(Action::StateSchedule(StateSchedule { node, date, basis, seen }))
            }
            Part::Text(field) => {
                let text = match field {
                    TextField::Title => filled("title", Field::Title, &difference.after)?,
                    TextField::Body => any("body", Field::Body, &difference.after)?,
                    TextField::Remark | TextField::Column(_) => {
                        any("remark", Field::Remark, &difference.after)?
                    }
                };
                let change = TextChange::Substance;
                self.take(Action::StateText(StateText { node, field, text, change, basis, seen }))
            }
        }
    }

    fn propose_status(&mut self, at: &At, status: &Status) -> Result<(), AppError> {
        let (node, cycle) = (at.node, at.cycle);
        let known = self.desk.plan.node(node)?;
        let before = Lens::Current.view(&self.desk.plan.head, known).status;
        let (ending, ended) =
            (status.state.is_ending(), before.is_some_and(|status| status.state.is_ending()));
        let seen = Some(known.revision);
        let reason = if ending || ended { remark(at.table, at.row)?.map(Reason::Stated) } else { None };
        self.take(Action::Decide(Box::new(Decide {
            decision: DecisionId::new(Uuid::now_v7()),
            cycle,
            node,
            outcome: if ended && !ending { Decision::Revived } else { Decision::Changed },
            effective: status.date.clone(),
            status: Some(status.clone()),
            codes: Vec::new(),
            reason,
            body: None,
            decided_on: None,
            evidence: Vec::new(),
            remark: None,
            schedule: None,
            seen,
        })))
    }
}

/// The line that a row of the file means and that no row above it meant: by its number, or by its title under the same
/// heading where it has no number. What lists an item again has a line of its own.
fn matching(lines: &[Line], row: &Row, parent: Option<NodeId>, matched: &Matched) -> Option<usize> {
    let means = |line: &Line| match &row.full_label {
        Some(label) => line.full_label.as_ref() == Some(label),
        None => line.full_label.is_none() && line.parent == parent && line.view.title.as_str() == row.title,
    };
    let taken = |place: usize| matched.iter().flatten().any(|(taken, _)| *taken == place);
    // Of two with the same number the item itself is meant first.
    let mut found: Vec<usize> =
        (0..lines.len()).filter(|place| means(&lines[*place]) && !taken(*place)).collect();
    found.sort_by_key(|place| lines[*place].relisted);
    found.first().copied()
}

pub(super) fn name(row: &Row) -> String {
    row.full_label.clone().unwrap_or_else(|| row.title.clone())
}
