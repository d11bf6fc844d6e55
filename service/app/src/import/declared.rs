//! A list of changes that a document declares of items that stand in another of its tables (計画に変更が生じた事業).

use super::{Outcome, Pass};
use crate::error::AppError;
use crate::parse::any;
use ::import::{Row, Table};
use domain::command::{Action, StateDetail};
use domain::event::ImportTarget;
use domain::id::{EditionId, NodeId};
use domain::plan::Detail;
use domain::value::search_key::search_key;
use domain::value::{Basis, Field, PrintedDate, Text};
use std::collections::HashMap;

impl Pass<'_> {
    /// States each reason of the item that the edition has; a row that names none of them is refused.
    pub(super) fn declare(
        &mut self,
        table: &Table,
        label: &Text,
        date: &PrintedDate,
    ) -> Result<Outcome, AppError> {
        let edition = self.edition_of(label.as_str(), date).ok_or_else(|| {
            let accepted = "an edition that the plan has, because the table lists changes of its items";
            AppError::invalid("edition", label.as_str(), accepted)
        })?;
        let (edition, label) = (edition.id, edition.label.to_string());
        let mut nodes: Vec<NodeId> = Vec::new();
        let mut changes = 0;
        let numbers = self.desk.plan.numbers_of(edition);
        for row in &table.rows {
            let node = self.item_of(edition, &label, &numbers, row)?;
            nodes.push(node);
            let Some(reason) = &row.declared else { continue };
            let detail = Detail::DeclaredChange { reason: any("reason", Field::Body, reason)? };
            if !self.says(node, edition, &detail) {
                let basis = Basis::Edition(edition);
                self.take(Action::StateDetail(Box::new(StateDetail { node, detail, basis })))?;
                changes += 1;
            }
        }
        if changes == 0 {
            return Ok(Outcome::Nothing { label });
        }
        let source = self.source()?;
        self.record(table, source, ImportTarget::Edition(edition), &nodes)?;
        Ok(Outcome::Declared { label, changes })
    }

    /// Whether the edition says that of the node already.
    pub(super) fn says(&self, node: NodeId, edition: EditionId, detail: &Detail) -> bool {
        let node = self.desk.plan.nodes.get(&node);
        let mut said = node.into_iter().flat_map(|node| &node.details);
        said.any(|said| said.basis == Basis::Edition(edition) && said.value == *detail)
    }

    /// The item of the edition that a row names: by number where it has one, and by a title that agrees.
    fn item_of(
        &self,
        edition: EditionId,
        label: &str,
        numbers: &HashMap<String, NodeId>,
        row: &Row,
    ) -> Result<NodeId, AppError> {
        let rows = self.desk.plan.rows.get(&edition);
        let mut rows = rows.into_iter().flat_map(|rows| rows.values());
        let same_title = |title: &str| comparable(title) == comparable(&row.title);
        let found = match &row.full_label {
            Some(number) => {
                let node = numbers.get(number);
                rows.find(|row| Some(&row.node) == node).filter(|row| same_title(row.reading.title.as_str()))
            }
            None => {
                let mut same = rows.filter(|row| same_title(row.reading.title.as_str()));
                let first = same.next();
                first.filter(|_| same.next().is_none())
            }
        };
        found.map(|row| row.node).ok_or_else(|| AppError::OtherRows {
            edition: label.to_owned(),
            detail: format!(
                "row {}, {} {}, names no item of that edition by number and title",
                row.line,
                row.full_label.as_deref().unwrap_or_default(),
                row.title
            ),
        })
    }
}

fn comparable(title: &str) -> String {
    search_key(title).chars().filter(|c| !c.is_whitespace()).collect()
}
