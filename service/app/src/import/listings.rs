//! What the rows of a file say of the items of the live cycle. An item that the table lists at several places (再掲) says the
//! same at each of them: a cell that was changed in one of them is a change of the item, wherever that row stands. Where two
//! were changed and not to the same, people are asked which is right.

use super::matching::{MatchedBy, at_cell};
use super::proposals::{Part, Placed, name};
use super::{CellDifference, Pass};
use crate::error::AppError;
use ::import::{IdFinding, Problem, Problems, Row, Table};
use domain::command::Action;
use domain::event::{TextField, YearSide};
use domain::id::{CycleId, NodeId};
use domain::plan::{Lens, View};
use domain::value::{FiscalYear, Meaning, PrintedDate, Status, Text};
use std::collections::HashMap;

/// What the rows of one node say together.
pub(super) struct Together {
    /// Its first row, with what the others say otherwise than the plan.
    pub(super) row: Row,
    pub(super) node: NodeId,
    /// The cells that differ from the plan, with what they are about.
    pub(super) changes: Vec<(Meaning, Part, CellDifference)>,
}

/// The rows of one node.
struct Listings<'t> {
    table: &'t Table,
    placed: &'t Placed,
    /// The rows of the file, that of the primary place first.
    rows: Vec<usize>,
    /// As the cycle shows it.
    view: View,
    /// As it is without the cycle: what a file may say that went out before the cycle said otherwise.
    before: View,
    /// The same file was imported before, so that what it says otherwise is known.
    repeated: bool,
}

impl Pass<'_> {
    /// What the file says of each node, in the order of the file.
    ///
    /// # Errors
    /// [`AppError::File`] with each cell in which two rows of one item were changed, and not to the same.
    pub(super) fn listed_together(
        &mut self,
        table: &Table,
        cycle: CycleId,
        placed: &Placed,
        parts: &[Part],
    ) -> Result<Vec<Together>, AppError> {
        let mut rows: HashMap<NodeId, Vec<usize>> = HashMap::new();
        for (at, node) in placed.nodes.iter().enumerate() {
            rows.entry(*node).or_default().push(at);
        }
        let repeated = self.is_repeated();
        let (mut all, mut problems) = (Vec::new(), Vec::new());
        for node in &placed.nodes {
            let Some(mut rows) = rows.remove(node) else { continue };
            rows.sort_by_key(|at| placed.again[*at]);
            let (head, known) = (&self.desk.plan.head, self.desk.plan.node(*node)?);
            let (view, before) = (Lens::Cycle(cycle).view(head, known), Lens::Current.view(head, known));
            let listings = Listings { table, placed, rows, view, before, repeated };
            all.push(listings.together(*node, parts, &mut problems));
        }
        let (refused, warned): (Vec<Problem>, Vec<Problem>) =
            problems.into_iter().partition(Problem::is_error);
        self.warned.extend(warned);
        if refused.is_empty() { Ok(all) } else { Err(AppError::File(Problems(refused))) }
    }

    /// Whether the file at hand was imported before, not by a table before this one.
    fn is_repeated(&self) -> bool {
        let Some(source) = self.registered(self.file) else { return false };
        let is_new = |id| {
            self.actions.iter().any(|action| matches!(action, Action::RecordImport(new) if new.import == id))
        };
        self.desk.plan.head.imports.iter().any(|(id, import)| import.source == source && !is_new(*id))
    }
}

impl Listings<'_> {
    fn together(&self, node: NodeId, parts: &[Part], problems: &mut Vec<Problem>) -> Together {
        let mut row = self.table.rows[self.rows[0]].clone();
        let mut changes = Vec::new();
        for (column, part) in parts.iter().enumerate() {
            let Some(at) = self.changed(column, part, problems) else { continue };
            let meaning = self.table.columns[column].meaning;
            changes.push((meaning, part.clone(), self.difference(at, column, part)));
            if at != self.rows[0] {
                take_over(
                    &mut row,
                    &self.table.rows[at],
                    (column, meaning, &self.table.columns[column].heading),
                );
            }
        }
        Together { row, node, changes }
    }

    /// The row whose cell is to be taken; none where no row says anything else than the plan.
    fn changed(&self, column: usize, part: &Part, problems: &mut Vec<Problem>) -> Option<usize> {
        let holds = stands(part, &self.view);
        let differ = |at: &usize| self.says(*at, column, part) != holds;
        let others: Vec<usize> = self.rows.iter().copied().filter(differ).collect();
        let first = *others.first()?;
        let (said, held_before) = (self.says(first, column, part), stands(part, &self.before));
        if others.len() == self.rows.len() && others.iter().all(|at| self.says(*at, column, part) == said) {
            return Some(first);
        }
        // What says what held before may be a row that nobody touched: the file went out before the other row was imported.
        let is_old = |at: &usize| self.repeated || self.says(*at, column, part) == held_before;
        let (old, fresh): (Vec<usize>, Vec<usize>) = others.into_iter().partition(is_old);
        let heading = &self.table.columns[column].heading;
        let line = |at: usize| self.table.rows[at].line;
        let holding = self.rows.iter().copied().find(|at| !old.contains(at) && !fresh.contains(at));
        if let Some(right) = fresh.first().copied().or(holding) {
            for at in old {
                let (there, here) = (self.says(right, column, part), self.says(at, column, part));
                let finding = IdFinding::ListedAsBefore { first: line(right), there, here };
                problems.push(at_cell(self.table, line(at), heading, finding));
            }
        } else if let Some(at) = old.iter().copied().find(|at| self.says(*at, column, part) != said) {
            let (there, here) = (said, self.says(at, column, part));
            let finding = IdFinding::ListedDifferently { first: line(first), there, here, before: holds };
            problems.push(at_cell(self.table, line(at), heading, finding));
            return None;
        }
        let first = *fresh.first()?;
        let said = self.says(first, column, part);
        for at in fresh.into_iter().filter(|at| self.says(*at, column, part) != said) {
            let (there, here) = (said.clone(), self.says(at, column, part));
            let finding =
                IdFinding::ListedDifferently { first: line(first), there, here, before: holds.clone() };
            problems.push(at_cell(self.table, line(at), heading, finding));
        }
        Some(first)
    }

    fn says(&self, at: usize, column: usize, part: &Part) -> String {
        let row = &self.table.rows[at];
        let cell = row.cells.get(column).map_or("", String::as_str);
        match part {
            Part::Nothing => String::new(),
            Part::Status => wording(row.status.as_ref()),
            Part::Schedule => date(row.schedule.as_ref()),
            Part::Text(TextField::Title) => row.title.clone(),
            Part::Text(TextField::Remark | TextField::Body | TextField::Column(_)) => {
                if cell.trim().is_empty() { String::new() } else { cell.to_owned() }
            }
        }
    }

    fn difference(&self, at: usize, column: usize, part: &Part) -> CellDifference {
        let row = &self.table.rows[at];
        let by: Option<MatchedBy> = self.placed.by[at];
        CellDifference {
            line: row.line,
            item: name(row),
            title: row.title.clone(),
            by,
            relisted: self.placed.again[at],
            column: self.table.columns[column].heading.clone(),
            before: stands(part, &self.view),
            after: self.says(at, column, part),
        }
    }
}

/// What the plan says.
fn stands(part: &Part, view: &View) -> String {
    let text = |text: Option<&Text>| text.map(ToString::to_string).unwrap_or_default();
    match part {
        Part::Nothing => String::new(),
        Part::Status => wording(view.status.as_ref()),
        Part::Schedule => date(view.schedule.as_ref()),
        Part::Text(TextField::Title) => view.title.to_string(),
        Part::Text(TextField::Remark) => text(view.remark.as_ref()),
        Part::Text(TextField::Body) => text(view.body.as_ref()),
        Part::Text(TextField::Column(id)) => text(view.others.get(id)),
    }
}

fn wording(status: Option<&Status>) -> String {
    status.map(|status| status.wording.clone()).unwrap_or_default()
}

fn date(date: Option<&PrintedDate>) -> String {
    date.map(|date| date.text.clone()).unwrap_or_default()
}

/// Takes over a cell of another row of the same item, and what is read of it.
fn take_over(row: &mut Row, from: &Row, (column, meaning, heading): (usize, Meaning, &str)) {
    if let (Some(cell), Some(said)) = (row.cells.get_mut(column), from.cells.get(column)) {
        cell.clone_from(said);
    }
    let years = |row: &mut Row, side: YearSide, of: Option<FiscalYear>| {
        let is_meant =
            |year: &import::understand::YearStatus| year.side == side && of.is_none_or(|of| year.year == of);
        row.details.years.retain(|year| !is_meant(year));
        row.details.years.extend(from.details.years.iter().filter(|year| is_meant(year)).cloned());
    };
    match meaning {
        Meaning::Title => row.title.clone_from(&from.title),
        Meaning::Schedule => row.schedule.clone_from(&from.schedule),
        Meaning::Status => {
            row.status.clone_from(&from.status);
            row.status_wording.clone_from(&from.status_wording);
            years(row, YearSide::Actual, None);
        }
        Meaning::PlannedStatus => years(row, YearSide::Planned, None),
        Meaning::YearPlanned(year) => years(row, YearSide::Planned, Some(year)),
        Meaning::YearActual(year) => years(row, YearSide::Actual, Some(year)),
        Meaning::Department => row.details.departments.clone_from(&from.details.departments),
        Meaning::Category => {
            row.details.categories.retain(|category| category.axis != heading);
            let of_axis = from.details.categories.iter().filter(|category| category.axis == heading);
            row.details.categories.extend(of_axis.cloned());
        }
        Meaning::Indicator => row.details.indicators.clone_from(&from.details.indicators),
        Meaning::Number
        | Meaning::Review
        | Meaning::Remark
        | Meaning::Body
        | Meaning::Trace(_)
        | Meaning::Other => {}
    }
}
