//! A table of the live cycle: what differs from the plan becomes proposals in that cycle.

use super::transcription::remark;
use super::{CellDifference, Outcome, Pass};
use crate::error::AppError;
use ::import::{Row, Table};
use domain::command::{Action, AddNode, Decide, StateSchedule, StateText};
use domain::event::{NodeKind, Outcome as Decision, TextChange, TextField};
use domain::id::{CycleId, DecisionId, NodeId, PlacementId};
use domain::plan::{Lens, View};
use domain::value::{Basis, Field, Meaning, Reason};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

impl Pass<'_> {
    pub(super) fn propose(&mut self, table: &Table, cycle: CycleId) -> Result<Outcome, AppError> {
        let lens = Lens::Cycle(cycle);
        let label = self.desk.plan.cycle(cycle)?.label.to_string();
        let lines = self.desk.plan.outline(lens);
        let known: BTreeMap<String, NodeId> =
            lines.iter().filter_map(|line| Some((line.full_label.clone()?, line.view.node))).collect();
        let (mut differences, mut added, mut nodes) = (Vec::new(), Vec::new(), Vec::new());
        for (row, rank) in table.rows.iter().zip(1..) {
            let name = row.full_label.clone().unwrap_or_else(|| row.title.clone());
            let parent = row.parent.and_then(|index| nodes.get(index)).copied();
            let node = match row.full_label.as_ref().and_then(|label| known.get(label)) {
                Some(node) => *node,
                None => {
                    added.push(format!("{name} {}", row.title));
                    self.add_row(row, parent, rank, cycle)?
                }
            };
            nodes.push(node);
            let view = lens.view(&self.desk.plan.head, self.desk.plan.node(node)?);
            let before = differences.len();
            differences.extend(cell_differences(table, row, &name, &view));
            if differences.len() > before {
                self.propose_row(table, row, &view, cycle)?;
            }
        }
        let listed: BTreeSet<NodeId> = nodes.into_iter().collect();
        let missing: Vec<String> = lines
            .into_iter()
            .filter(|line| !line.relisted && !listed.contains(&line.view.node))
            .map(|line| format!("{} {}", line.full_label.unwrap_or_default(), line.view.title))
            .collect();
        if differences.is_empty() && added.is_empty() {
            return Ok(Outcome::Nothing { label });
        }
        self.source(table)?;
        Ok(Outcome::Proposals { label, differences, added, missing })
    }

    fn add_row(
        &mut self,
        row: &Row,
        parent: Option<NodeId>,
        rank: u32,
        cycle: CycleId,
    ) -> Result<NodeId, AppError> {
        let node = NodeId::new(Uuid::now_v7());
        self.take(Action::AddNode(AddNode {
            node,
            placement: PlacementId::new(Uuid::now_v7()),
            kind: row.kind,
            parent,
            rank,
            label: row.label.clone(),
            title: crate::parse::filled("title", Field::Title, &row.title)?,
            basis: Basis::Cycle(cycle),
        }))?;
        Ok(node)
    }

    fn propose_row(&mut self, table: &Table, row: &Row, view: &View, cycle: CycleId) -> Result<(), AppError> {
        let basis = Basis::Cycle(cycle);
        let node = view.node;
        let remark = remark(table, row)?;
        let status = row.status.clone().filter(|status| Some(status) != view.status.as_ref());
        if row.title != view.title.as_str() {
            let text = crate::parse::filled("title", Field::Title, &row.title)?;
            let (field, change, seen) = (TextField::Title, TextChange::Substance, self.revision(node));
            self.take(Action::StateText(StateText { node, field, text, change, basis, seen }))?;
        }
        if row.kind == NodeKind::Item && status.is_some() {
            let ending = status.as_ref().is_some_and(|status| status.state.is_ending());
            let ended = view.status.as_ref().is_some_and(|status| status.state.is_ending());
            let reason = if ending || ended { remark.clone().map(Reason::Stated) } else { None };
            return self.take(Action::Decide(Box::new(Decide {
                decision: DecisionId::new(Uuid::now_v7()),
                cycle,
                node,
                outcome: if ended && !ending { Decision::Revived } else { Decision::Changed },
                effective: status.as_ref().and_then(|status| status.date.clone()),
                status,
                codes: Vec::new(),
                reason,
                body: None,
                decided_on: None,
                evidence: Vec::new(),
                remark,
                schedule: row.schedule.clone(),
                seen: Some(self.revision(node)),
            })));
        }
        if row.schedule != view.schedule {
            let date = row.schedule.clone();
            let seen = self.revision(node);
            self.take(Action::StateSchedule(StateSchedule { node, date, basis, seen }))?;
        }
        if remark != view.remark {
            let text = remark.unwrap_or_default();
            let (field, change, seen) = (TextField::Remark, TextChange::Substance, self.revision(node));
            self.take(Action::StateText(StateText { node, field, text, change, basis, seen }))?;
        }
        Ok(())
    }

    fn revision(&self, node: NodeId) -> u64 {
        self.desk.plan.nodes.get(&node).map_or(0, |node| node.revision)
    }
}

/// What the row says otherwise; 見直し時期 follows from the decision and is not proposed.
fn cell_differences(table: &Table, row: &Row, name: &str, view: &View) -> Vec<CellDifference> {
    let read = |meaning| table.cell(row, meaning).unwrap_or_default().to_owned();
    let date =
        |date: &Option<domain::value::PrintedDate>| date.as_ref().map(|d| d.text.clone()).unwrap_or_default();
    let pairs = [
        (Meaning::Title, view.title.to_string(), row.title.clone()),
        (Meaning::Schedule, date(&view.schedule), date(&row.schedule)),
        (
            Meaning::Status,
            view.status.as_ref().map(|status| status.wording.clone()).unwrap_or_default(),
            row.status.as_ref().map(|status| status.wording.clone()).unwrap_or_default(),
        ),
        (
            Meaning::Remark,
            view.remark.as_ref().map(ToString::to_string).unwrap_or_default(),
            read(Meaning::Remark),
        ),
    ];
    pairs
        .into_iter()
        .filter(|(meaning, before, after)| before != after && table.column(*meaning).is_some())
        .map(|(meaning, before, after)| CellDifference {
            line: row.line,
            item: name.to_owned(),
            column: table.column(meaning).map(|at| table.columns[at].heading.clone()).unwrap_or_default(),
            before,
            after,
        })
        .collect()
}
