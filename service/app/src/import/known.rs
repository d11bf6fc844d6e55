//! A row of the plan's table, as far as rows of a file are told apart by it.

use ::import::Table;
use domain::event::NodeKind;
use domain::id::{NodeId, PlacementId};
use domain::plan::outline::Line;
use domain::plan::{Node, Row};
use domain::value::{Label, Text};
use std::collections::HashMap;

/// A row of the plan's table, as far as rows are told apart.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) node: NodeId,
    pub(super) placement: PlacementId,
    pub(super) kind: NodeKind,
    pub(super) label: Option<Label>,
    pub(super) full_label: Option<String>,
    pub(super) title: String,
    pub(super) depth: u32,
    /// A further place of a node (再掲).
    pub(super) relisted: bool,
    /// The title of what it stands under.
    under: Option<String>,
    /// What the cells of the row of an edition say.
    cells: Vec<String>,
}

impl Known {
    /// The rows of a cycle's table.
    pub(super) fn of_lines(lines: &[Line]) -> Vec<Self> {
        let titles: HashMap<NodeId, &Text> =
            lines.iter().map(|line| (line.view.node, &line.view.title)).collect();
        let of = |line: &Line| Self {
            node: line.view.node,
            placement: line.placement,
            kind: line.view.kind,
            label: line.label.clone(),
            full_label: line.full_label.clone(),
            title: line.view.title.to_string(),
            depth: line.depth,
            relisted: line.relisted,
            under: line.parent.and_then(|parent| Some(titles.get(&parent)?.to_string())),
            cells: Vec::new(),
        };
        lines.iter().map(of).collect()
    }

    /// The rows of an edition's table.
    pub(super) fn of_rows<'r>(rows: impl Iterator<Item = &'r Row>) -> Vec<Self> {
        let mut above: HashMap<NodeId, (u32, Option<String>, String)> = HashMap::new();
        let of = |row: &Row| {
            let parent = row.parent.and_then(|parent| above.get(&parent));
            let depth = parent.map_or(0, |(depth, ..)| depth + 1);
            let number = parent.and_then(|(_, number, _)| number.as_deref());
            let under = parent.map(|(.., title)| title.clone());
            let full_label = row.reading.label.as_ref().map(|label| label.full_under(number));
            let relisted = above.contains_key(&row.node);
            let title = row.reading.title.to_string();
            above.entry(row.node).or_insert((depth, full_label.clone(), title.clone()));
            Self {
                node: row.node,
                placement: row.placement,
                kind: row.reading.kind,
                label: row.reading.label.clone(),
                full_label,
                title,
                depth,
                relisted,
                under,
                cells: row.cells.iter().map(|cell| cell.text.to_string()).collect(),
            }
        };
        rows.map(of).collect()
    }

    /// A node, once for each place at which it is listed.
    pub(super) fn of_places(node: &Node) -> impl Iterator<Item = Self> {
        node.placements.keys().map(|placement| Self {
            node: node.id,
            placement: *placement,
            kind: node.kind,
            label: None,
            full_label: None,
            title: String::new(),
            depth: 0,
            relisted: *placement != node.primary,
            under: None,
            cells: Vec::new(),
        })
    }

    /// The number and the title.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.full_label.as_deref().unwrap_or_default(), self.title).trim().to_owned()
    }

    /// The same, and that it is a further place where that is not printed.
    pub(super) fn name_of_place(&self) -> String {
        const MARK: &str = "再掲";
        let mark = if self.relisted && !self.title.contains(MARK) { "（再掲）" } else { "" };
        format!("{}{mark}", self.name())
    }

    /// How much a row of the file is like this place of its item: above all by its number, then by what it says, then by
    /// what it stands under.
    pub(super) fn likeness(&self, table: &Table, row: &::import::Row) -> usize {
        let same_number = row.full_label.is_some() && row.full_label == self.full_label;
        let text = |label: &Option<Label>| label.as_ref().map(|label| label.text.clone());
        let same_label = row.label.is_some() && text(&row.label) == text(&self.label);
        let same_cells =
            row.cells.iter().filter(|cell| !cell.is_empty() && self.cells.contains(cell)).count();
        let under = row.parent.map(|parent| table.rows[parent].title.as_str());
        let parts = [same_number, same_label].map(usize::from);
        let same_under = usize::from(under == self.under.as_deref());
        ((parts[0] * 2 + parts[1]) * (row.cells.len() + 1) + same_cells) * 2 + same_under
    }
}
