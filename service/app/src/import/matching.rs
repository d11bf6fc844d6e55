//! Which row of a file is which row of the plan's table: by its id, then by its number. In a file with ids never by its
//! title, so that a new item is not taken for one that is called the same.

use super::Pass;
use super::known::Known;
use crate::error::AppError;
use ::import::{Finding, IdFinding, Place, Problem, Problems, Table};
use domain::command::{Identity, Relisted, TranscribeRow};
use domain::id::NodeId;
use domain::value::{Certainty, ID_HEADING};
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
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

/// For each row of the file its row of the table and by what it was recognised; none for a new one.
pub(super) type Matched = Vec<Option<(usize, MatchedBy)>>;

/// Matches a file with ids.
///
/// # Errors
/// [`AppError::File`] with every id that the table does not have, or not so often.
pub(super) fn matched(table: &Table, known: &[Known]) -> Result<Matched, AppError> {
    let mut found = matched_by_id(table, known)?;
    let mut taken: BTreeSet<usize> = found.iter().flatten().map(|(place, _)| *place).collect();
    for (at, row) in table.rows.iter().enumerate().filter(|(_, row)| row.id.is_none()) {
        let Some(number) = &row.full_label else { continue };
        let same =
            |place: &usize| known[*place].full_label.as_ref() == Some(number) && !taken.contains(place);
        if let Some(place) = (0..known.len()).find(same) {
            found[at] = Some((place, MatchedBy::Number));
            taken.insert(place);
        }
    }
    Ok(found)
}

/// The rows that have an id. Of several rows with the same one each is the place of the item that it is most like.
fn matched_by_id(table: &Table, known: &[Known]) -> Result<Matched, AppError> {
    let mut places: HashMap<NodeId, Vec<usize>> = HashMap::new();
    for (at, row) in known.iter().enumerate() {
        places.entry(row.node).or_default().push(at);
    }
    let mut rows: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
    for (at, row) in table.rows.iter().enumerate() {
        if let Some(id) = row.id {
            rows.entry(id).or_default().push(at);
        }
    }
    let count = rows.values().map(Vec::len).sum();
    if count > 1 && rows.keys().all(|id| !places.contains_key(id)) {
        let finding = IdFinding::Foreign { count };
        return Err(AppError::File(Problems(vec![at_id(table, table.header_line, finding)])));
    }
    let (mut found, mut problems): (Matched, Vec<Problem>) = (vec![None; table.rows.len()], Vec::new());
    for (id, rows) in rows {
        let places = places.get(&id).map_or(&[][..], Vec::as_slice);
        for (row, place) in paired(table, known, &rows, places) {
            found[row] = Some((place, MatchedBy::Id));
        }
        let first = rows.iter().find(|row| found[**row].is_some()).map(|row| table.rows[*row].line);
        for row in rows.iter().filter(|row| found[**row].is_none()) {
            let finding = match first {
                Some(first) => IdFinding::Twice { first },
                None => IdFinding::Unknown { id: id.to_string() },
            };
            problems.push(at_id(table, table.rows[*row].line, finding));
        }
    }
    if !problems.is_empty() {
        problems.sort_by_key(|problem| problem.place.row);
        return Err(AppError::File(Problems(problems)));
    }
    Ok(found)
}

/// The rows of one item with their places, the most alike first; what is as much alike in the order of both.
fn paired(table: &Table, known: &[Known], rows: &[usize], places: &[usize]) -> Vec<(usize, usize)> {
    let alike = |row: usize, place: usize| known[place].likeness(table, &table.rows[row]);
    let pairs = rows.iter().flat_map(|row| places.iter().map(|place| (*row, *place)));
    let mut pairs: Vec<(usize, usize)> = pairs.collect();
    pairs.sort_by_key(|(row, place)| (Reverse(alike(*row, *place)), *row, *place));
    let (mut rows, mut places) = (BTreeSet::new(), BTreeSet::new());
    pairs.retain(|(row, place)| {
        let free = !rows.contains(row) && !places.contains(place);
        free && rows.insert(*row) && places.insert(*place)
    });
    pairs
}

/// The rows of the table that the file does not have, by number and title; further places too.
pub(super) fn missing(known: &[Known], matched: &Matched) -> Vec<String> {
    let there: BTreeSet<usize> = matched.iter().flatten().map(|(place, _)| *place).collect();
    let gone = known.iter().enumerate().filter(|(place, _)| !there.contains(place));
    gone.map(|(_, row)| row.name_of_place()).collect()
}

/// A row with an id is one that the plan knows: nobody is asked whether it lists an item again (再掲).
pub(super) fn forget_known_listings(table: &mut Table) {
    let known: BTreeSet<u32> = table.rows.iter().filter(|row| row.id.is_some()).map(|row| row.line).collect();
    table.warnings.retain(|problem| {
        let asks = matches!(problem.finding, Finding::Relisted { .. } | Finding::RelistedUnclear { .. });
        !(asks && problem.place.row.is_some_and(|row| known.contains(&row)))
    });
}

/// A problem of an id, at its place.
pub(super) fn at_id(table: &Table, row: u32, finding: IdFinding) -> Problem {
    Problem { place: place(table, Some(row), Some(ID_HEADING)), finding: Finding::Id(finding) }
}

/// A problem of a row.
pub(super) fn at_row(table: &Table, row: u32, finding: IdFinding) -> Problem {
    Problem { place: place(table, Some(row), None), finding: Finding::Id(finding) }
}

/// A problem of a cell.
pub(super) fn at_cell(table: &Table, row: u32, heading: &str, finding: IdFinding) -> Problem {
    Problem { place: place(table, Some(row), Some(heading)), finding: Finding::Id(finding) }
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

    /// Tells a person what is not taken of the order of the rows.
    pub(super) fn warn_of_order(&mut self, table: &Table, finding: IdFinding) {
        self.warned.push(Problem { place: place(table, None, None), finding: Finding::Id(finding) });
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
            match first.get(&node) {
                // A heading that became an item is another thing.
                None if known[*place].kind != table.rows[at].kind => {}
                None => {
                    first.insert(node, at);
                    rows[at].identity = Identity::Known(node);
                }
                // A further listing may print nothing but the title.
                Some(first) => {
                    let certainty = Certainty::Confirmed;
                    rows[at].relists = Some(Relisted { first: *first, marker: None, certainty });
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
