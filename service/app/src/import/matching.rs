//! Which row of a file is which row of the plan's table: by its id, then by its number. In a file with ids never by its
//! title, so that a new item is not taken for one that is called the same.

use super::Pass;
use crate::error::AppError;
use ::import::{Finding, IdFinding, Place, Problem, Problems, Table};
use domain::command::{Identity, Relisted, TranscribeRow};
use domain::event::NodeKind;
use domain::id::NodeId;
use domain::plan::outline::Line;
use domain::plan::{Node, Row};
use domain::value::{Certainty, ID_HEADING, Label};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// By what a row of a file was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportMatchedBy")]
pub enum MatchedBy {
    /// By the id that it went out with.
    Id,
    /// By its number.
    Number,
    /// By its title under the same heading, because neither has a number.
    Title,
    /// By its place: the file has the same rows in the same order.
    Place,
}

/// A row of the plan's table, as far as rows are told apart.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) node: NodeId,
    pub(super) kind: NodeKind,
    pub(super) label: Option<Label>,
    pub(super) full_label: Option<String>,
    pub(super) title: String,
    pub(super) depth: u32,
    /// A further place of a node that stands above already.
    pub(super) relisted: bool,
}

impl Known {
    /// The rows of a cycle's table.
    pub(super) fn of_lines(lines: &[Line]) -> Vec<Self> {
        let of = |line: &Line| Self {
            node: line.view.node,
            kind: line.view.kind,
            label: line.label.clone(),
            full_label: line.full_label.clone(),
            title: line.view.title.to_string(),
            depth: line.depth,
            relisted: line.relisted,
        };
        lines.iter().map(of).collect()
    }

    /// The rows of an edition's table.
    pub(super) fn of_rows<'r>(rows: impl Iterator<Item = &'r Row>) -> Vec<Self> {
        let mut above: HashMap<NodeId, (u32, Option<String>)> = HashMap::new();
        let of = |row: &Row| {
            let parent = row.parent.and_then(|parent| above.get(&parent));
            let depth = parent.map_or(0, |(depth, _)| depth + 1);
            let number = parent.and_then(|(_, number)| number.as_deref());
            let full_label = row.reading.label.as_ref().map(|label| label.full_under(number));
            let relisted = above.contains_key(&row.node);
            above.entry(row.node).or_insert((depth, full_label.clone()));
            Self {
                node: row.node,
                kind: row.reading.kind,
                label: row.reading.label.clone(),
                full_label,
                title: row.reading.title.to_string(),
                depth,
                relisted,
            }
        };
        rows.map(of).collect()
    }

    /// A node, once for each place at which it is listed.
    fn of_places(node: &Node) -> impl Iterator<Item = Self> {
        let known = |further| Self {
            node: node.id,
            kind: node.kind,
            label: None,
            full_label: None,
            title: String::new(),
            depth: 0,
            relisted: further,
        };
        (0..node.placements.len()).map(move |at| known(at > 0))
    }

    /// The number and the title.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.full_label.as_deref().unwrap_or_default(), self.title).trim().to_owned()
    }
}

/// For each row of the file its row of the table and by what it was recognised; none for a new one.
pub(super) type Matched = Vec<Option<(usize, MatchedBy)>>;

/// Matches a file with ids.
///
/// # Errors
/// [`AppError::File`] with every id that the table does not have, or not so often.
pub(super) fn matched(table: &Table, known: &[Known]) -> Result<Matched, AppError> {
    let mut found = matched_by_id(table, known)?;
    let mut taken: BTreeSet<NodeId> = found.iter().flatten().map(|(place, _)| known[*place].node).collect();
    for (at, row) in table.rows.iter().enumerate().filter(|(_, row)| row.id.is_none()) {
        let Some(number) = &row.full_label else { continue };
        let same = |known: &Known| {
            known.full_label.as_ref() == Some(number) && !known.relisted && !taken.contains(&known.node)
        };
        if let Some(place) = known.iter().position(same) {
            found[at] = Some((place, MatchedBy::Number));
            taken.insert(known[place].node);
        }
    }
    Ok(found)
}

/// The rows that have an id.
fn matched_by_id(table: &Table, known: &[Known]) -> Result<Matched, AppError> {
    let mut places: HashMap<NodeId, Vec<usize>> = HashMap::new();
    for (at, row) in known.iter().enumerate().rev() {
        places.entry(row.node).or_default().push(at);
    }
    let ids: Vec<(usize, NodeId)> =
        table.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.id?))).collect();
    if ids.len() > 1 && ids.iter().all(|(_, id)| !places.contains_key(id)) {
        let finding = IdFinding::Foreign { count: ids.len() };
        return Err(AppError::File(Problems(vec![at_id(table, table.header_line, finding)])));
    }
    let (mut found, mut problems): (Matched, Vec<Problem>) = (vec![None; table.rows.len()], Vec::new());
    let mut first: BTreeMap<NodeId, u32> = BTreeMap::new();
    for (at, id) in ids {
        let line = table.rows[at].line;
        match places.get_mut(&id).map(Vec::pop) {
            Some(Some(place)) => found[at] = Some((place, MatchedBy::Id)),
            Some(None) => {
                let first = first.get(&id).copied().unwrap_or(line);
                problems.push(at_id(table, line, IdFinding::Twice { first }));
            }
            None => problems.push(at_id(table, line, IdFinding::Unknown { id: id.to_string() })),
        }
        first.entry(id).or_insert(line);
    }
    if !problems.is_empty() {
        return Err(AppError::File(Problems(problems)));
    }
    Ok(found)
}

/// The rows of the table that the file does not have, by number and title.
pub(super) fn missing(known: &[Known], matched: &Matched) -> Vec<String> {
    let there: BTreeSet<NodeId> = matched.iter().flatten().map(|(place, _)| known[*place].node).collect();
    known.iter().filter(|row| !row.relisted && !there.contains(&row.node)).map(Known::name).collect()
}

/// A problem of an id, at its place.
pub(super) fn at_id(table: &Table, row: u32, finding: IdFinding) -> Problem {
    Problem { place: place(table, Some(row), Some(ID_HEADING)), finding: Finding::Id(finding) }
}

/// A problem of a row.
pub(super) fn at_row(table: &Table, row: u32, finding: IdFinding) -> Problem {
    Problem { place: place(table, Some(row), None), finding: Finding::Id(finding) }
}

fn place(table: &Table, row: Option<u32>, column: Option<&str>) -> Place {
    Place { file: table.file.clone(), sheet: table.sheet.clone(), row, column: column.map(str::to_owned) }
}

impl Pass<'_> {
    /// Tells a person that something of the header is not taken.
    pub(super) fn warn_of_column(&mut self, table: &Table, heading: &str, finding: IdFinding) {
        let place = place(table, Some(table.header_line), Some(heading));
        self.warned.push(Problem { place, finding: Finding::Id(finding) });
    }

    /// Tells a person that the rows were sorted.
    pub(super) fn warn_of_order(&mut self, table: &Table) {
        let place = place(table, None, None);
        self.warned.push(Problem { place, finding: Finding::Id(IdFinding::Sorted) });
    }
}

impl Pass<'_> {
    /// Rows of a new edition that went out as rows of the plan are the same items, whatever their numbers. A row that
    /// has the id of one above lists it again, where the plan does so too.
    pub(super) fn tell_ids(
        &self,
        table: &Table,
        numbers: &HashMap<String, NodeId>,
        rows: &mut [TranscribeRow],
    ) -> Result<(), AppError> {
        let known: Vec<Known> = self.desk.plan.nodes.values().flat_map(Known::of_places).collect();
        let matched = matched_by_id(table, &known)?;
        let mut first: HashMap<NodeId, usize> = HashMap::new();
        for (at, found) in matched.iter().enumerate() {
            let Some((place, _)) = found else { continue };
            let node = known[*place].node;
            // A heading that became an item is another thing.
            if known[*place].kind != table.rows[at].kind {
                continue;
            }
            match first.get(&node) {
                None => {
                    first.insert(node, at);
                    rows[at].identity = Identity::Known(node);
                }
                Some(first) => {
                    let certainty = Certainty::Confirmed;
                    rows[at].relists = Some(Relisted { first: *first, marker: None, certainty });
                    rows[at].details.clear();
                }
            }
        }
        for row in rows.iter_mut().filter(|row| row.identity == Identity::ByNumber) {
            let numbered = row.full_label.as_ref().and_then(|number| numbers.get(number));
            if numbered.is_some_and(|node| first.contains_key(node)) {
                row.identity = Identity::New;
            }
        }
        Ok(())
    }
}
