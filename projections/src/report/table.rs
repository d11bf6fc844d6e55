//! The table: of an edition as printed, as it is now, as a cycle proposes it, as it was on a day.

use super::assigned::{Department, any_is_called, department_names, departments};
use super::listing::lens_of;
use super::named::{CycleRef, EditionRef, PlanRef, counted, origin};
use domain::Refusal;
use domain::event::{CorrectionKind, EditionCorrected, NodeKind};
use domain::id::{ColumnId, CorrectionId, CycleId, DecisionId, EditionId, NodeId, PlacementId};
use domain::plan::outline::Line;
use domain::plan::{Edition, Head, Lens, Node, Plan, Row, View};
use domain::value::{
    CanonicalState, Column, Evidence, Field, Layout, Meaning, Precision, PrintedDate, Profile, Status, Text,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Which table of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TableOf {
    /// Of an edition, as printed.
    Edition(EditionId),
    /// As it is now.
    Current,
    /// As a cycle proposes it.
    Cycle(CycleId),
    /// As it was on a day.
    AsOf(Date),
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TableColumn {
    /// Its id.
    pub id: ColumnId,
    /// As printed in the header row.
    pub heading: String,
    /// What it says.
    pub meaning: Meaning,
    /// Share of the printed width, in 1/1000; 0 leaves it to the printer.
    pub width: u32,
}

/// A correction of one cell, with both readings.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Erratum {
    /// The correction.
    pub correction: CorrectionId,
    /// The cell's column.
    pub column: ColumnId,
    /// Which kind.
    pub kind: CorrectionKind,
    /// What the cell said until then.
    pub printed: Text,
    /// What it should say.
    pub corrected: Text,
    /// Why.
    pub reason: Text,
    /// On what grounds.
    pub evidence: Vec<Evidence>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TableRow {
    /// Its place, from 1.
    pub row: u32,
    /// The node.
    pub node: NodeId,
    /// At which of its places.
    pub placement: PlacementId,
    /// What stands above it.
    pub parent: Option<NodeId>,
    /// How many nodes stand above it.
    pub depth: u32,
    /// Heading or item.
    pub kind: NodeKind,
    /// The whole number: `1-1-1①`.
    pub full_label: Option<String>,
    /// The number as it identifies the row under its parent: `①`.
    pub label: Option<String>,
    /// The title without the number.
    pub title: Text,
    /// As printed, one for each column. Of an edition, errata are not applied.
    pub cells: Vec<String>,
    /// 実施時期 as understood, corrections included.
    pub schedule: Option<PrintedDate>,
    /// 状況 as understood, corrections included.
    pub status: Option<Status>,
    /// What the status means.
    pub state: Option<CanonicalState>,
    /// 見直し時期 as understood, corrections included.
    pub review: Option<PrintedDate>,
    /// From when the status holds, where that is stated. Where its precision is coarser than a day it is printed 「頃」.
    pub since: Option<PrintedDate>,
    /// As of a day that lies inside the month or the year in which the status began: it may not have held yet (「頃」).
    pub approximate: bool,
    /// As of a day before anything is known about the item.
    pub unknown: bool,
    /// The decision that the status comes from, where there is one.
    pub decision: Option<DecisionId>,
    /// What was corrected in the row, in order. Of a table that is no edition, in the row of the edition in force.
    pub errata: Vec<Erratum>,
    /// Whether it is a further place (再掲).
    pub relisted: bool,
    /// 担当部署: those that are stated, else what its column prints.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Department>,
    /// The node's revision, for a command to carry.
    pub revision: u64,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TableReport {
    /// The plan.
    pub plan: PlanRef,
    /// Which table.
    pub of: TableOf,
    /// The edition, where the table is one.
    pub edition: Option<EditionRef>,
    /// The edition that was in force, where the table is none.
    pub in_force: Option<EditionRef>,
    /// The cycle, where the table is its proposal.
    pub cycle: Option<CycleRef>,
    /// When the edition was withdrawn; the events know it, the fold does not, so that whoever has them fills it in.
    pub withdrawn_at: Option<jiff::Timestamp>,
    /// The lines above the header row.
    pub title_lines: Vec<Text>,
    /// The columns from left to right.
    pub columns: Vec<TableColumn>,
    /// How it is printed, as the plan's columns were last defined.
    #[serde(skip_serializing_if = "Layout::is_usual")]
    pub layout: Layout,
    /// The rows in order.
    pub rows: Vec<TableRow>,
}

impl TableReport {
    /// The place of the first column of that meaning.
    pub fn column(&self, meaning: Meaning) -> Option<usize> {
        self.columns.iter().position(|column| column.meaning == meaning)
    }

    /// Leaves the rows for which that department answers, a part of its name is enough, and what stands above them.
    pub fn narrow_to_department(&mut self, department: &str) {
        self.narrow_to(|row| any_is_called(&row.departments, department));
    }

    /// Every department that answers for a row, under the name by which it counts.
    pub fn department_names(&self) -> Vec<String> {
        department_names(self.rows.iter().flat_map(|row| &row.departments))
    }

    /// Leaves the rows that are wanted and what stands above them.
    pub fn narrow_to(&mut self, wanted: impl Fn(&TableRow) -> bool) {
        let mut kept: Vec<TableRow> = Vec::new();
        let mut above: BTreeSet<NodeId> = BTreeSet::new();
        for row in std::mem::take(&mut self.rows).into_iter().rev() {
            let stands_above = !row.relisted && above.contains(&row.node);
            if wanted(&row) || stands_above {
                above.extend(row.parent);
                kept.push(row);
            }
        }
        kept.reverse();
        self.rows = kept;
    }

    /// A row's cell in the first column of that meaning; none where there is none or nothing in it.
    pub fn cell<'r>(&self, row: &'r TableRow, meaning: Meaning) -> Option<&'r str> {
        let cell = row.cells.get(self.column(meaning)?)?;
        (!cell.is_empty()).then_some(cell.as_str())
    }
}

/// The table of a plan.
///
/// # Errors
/// [`Refusal::UnknownEdition`], [`Refusal::UnknownCycle`], [`Refusal::NoProfile`].
pub fn table(plan: &Plan, of: TableOf) -> Result<TableReport, Refusal> {
    let mut table = match of {
        TableOf::Edition(edition) => of_edition(plan, plan.edition(edition)?)?,
        TableOf::Current => through(plan, of, Lens::Current)?,
        TableOf::Cycle(cycle) => {
            plan.cycle(cycle)?;
            through(plan, of, Lens::Cycle(cycle))?
        }
        TableOf::AsOf(day) => through(plan, of, Lens::AsOf(day))?,
    };
    let lens = lens_of(plan, of);
    for at in 0..table.rows.len() {
        table.rows[at].departments = departments(plan, lens, &table, &table.rows[at]);
    }
    Ok(table)
}

fn of_edition(plan: &Plan, edition: &Edition) -> Result<TableReport, Refusal> {
    let profile = plan.head.profile(edition.profile).ok_or(Refusal::NoProfile)?;
    let mut above: BTreeMap<NodeId, (u32, Option<String>)> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in plan.rows.get(&edition.id).into_iter().flat_map(BTreeMap::values) {
        let node = plan.nodes.get(&row.node);
        let relisted = node.is_some_and(|node| node.primary != row.placement);
        let parent = row.parent.and_then(|parent| above.get(&parent));
        let depth = parent.map_or(0, |(depth, _)| depth + 1);
        let parent_label = parent.and_then(|(_, label)| label.as_deref());
        let full_label = row.reading.label.as_ref().map(|label| label.full_under(parent_label));
        if !relisted {
            above.insert(row.node, (depth, full_label.clone()));
        }
        let decision = edition
            .cycle
            .and_then(|cycle| counted(&plan.head, node?, cycle))
            .map(|decided| &decided.decision)
            .filter(|decision| decision.status == row.reading.status)
            .map(|decision| decision.decision);
        let status = row.reading.status.as_ref();
        let since = since(plan, node, decision, status, edition.day());
        rows.push(TableRow {
            row: row.row,
            node: row.node,
            placement: row.placement,
            parent: row.parent,
            depth,
            kind: row.reading.kind,
            full_label,
            label: row.reading.label.as_ref().map(|label| label.text.clone()),
            title: row.reading.title.clone(),
            cells: profile.in_order().into_iter().map(|column| row.printed(column.id).to_owned()).collect(),
            schedule: row.reading.schedule.clone(),
            status: row.reading.status.clone(),
            state: row.reading.status.as_ref().map(|status| status.state),
            review: row.reading.review.clone(),
            since: since.or_else(|| status.and_then(|status| status.date.clone())),
            approximate: false,
            unknown: false,
            decision,
            errata: errata(row),
            relisted,
            departments: Vec::new(),
            revision: node.map_or(0, |node| node.revision),
        });
    }
    Ok(TableReport {
        plan: PlanRef::of(plan),
        of: TableOf::Edition(edition.id),
        edition: Some(EditionRef::of(edition)),
        in_force: None,
        cycle: None,
        withdrawn_at: None,
        title_lines: edition.title_lines.clone(),
        columns: columns(&plan.head, profile),
        layout: plan.head.latest_profile().map(|latest| latest.layout).unwrap_or_default(),
        rows,
    })
}

fn through(plan: &Plan, of: TableOf, lens: Lens) -> Result<TableReport, Refusal> {
    let head = &plan.head;
    let in_force = in_force(plan, lens);
    let profile = match lens {
        // What a cycle will print: adoption takes the columns that were defined last.
        Lens::Cycle(_) => None,
        Lens::Current | Lens::AsOf(_) => in_force.and_then(|edition| head.profile(edition.profile)),
    };
    let profile = profile.or_else(|| head.latest_profile()).ok_or(Refusal::NoProfile)?;
    let printed: BTreeMap<PlacementId, &Row> = in_force
        .and_then(|edition| plan.rows.get(&edition.id))
        .into_iter()
        .flat_map(BTreeMap::values)
        .map(|row| (row.placement, row))
        .collect();
    let rows = lines(plan, lens)
        .into_iter()
        .zip(1..)
        .map(|(line, row)| {
            let cells = profile.in_order().into_iter();
            let cells = cells.map(|column| domain::plan::table::cell(profile, column, &line)).collect();
            let errata = printed.get(&line.placement).map(|row| errata(row)).unwrap_or_default();
            let (approximate, unknown) = doubts(plan, lens, &line.view);
            let since = since_seen(plan, lens, &line.view);
            let view = line.view;
            TableRow {
                row,
                node: view.node,
                placement: line.placement,
                parent: line.parent,
                depth: line.depth,
                kind: view.kind,
                full_label: line.full_label,
                label: line.label.map(|label| label.text),
                title: view.title,
                cells,
                schedule: view.schedule,
                state: view.status.as_ref().map(|status| status.state),
                status: view.status,
                review: view.review,
                since,
                approximate,
                unknown,
                decision: view.decision,
                errata,
                relisted: line.relisted,
                departments: Vec::new(),
                revision: view.revision,
            }
        })
        .collect();
    let cycle = match lens {
        Lens::Cycle(cycle) => head.cycles.get(&cycle),
        Lens::Current | Lens::AsOf(_) => None,
    };
    Ok(TableReport {
        plan: PlanRef::of(plan),
        of,
        edition: None,
        in_force: in_force.map(EditionRef::of),
        cycle: cycle.map(CycleRef::of),
        withdrawn_at: None,
        title_lines: title_lines(plan, lens, in_force),
        columns: columns(&plan.head, profile),
        layout: plan.head.latest_profile().map(|latest| latest.layout).unwrap_or_default(),
        rows,
    })
}

/// The lines of the table. As of a day before the first edition, the outline is that of the first edition, because
/// that is all that is known of it; what the lines say is what is known of that day.
fn lines(plan: &Plan, lens: Lens) -> Vec<Line> {
    let first = plan.head.editions_by_date().first().map(|edition| edition.day());
    let outline = match (lens, first) {
        (Lens::AsOf(day), Some(first)) => Lens::AsOf(day.max(first)),
        (Lens::AsOf(_), None) | (Lens::Current | Lens::Cycle(_), _) => lens,
    };
    let mut lines = plan.outline(outline);
    lines.retain(|line| line.view.kind != NodeKind::Term);
    if outline != lens {
        for line in &mut lines {
            line.view = lens.view(&plan.head, &plan.nodes[&line.view.node]);
        }
    }
    lines
}

/// The newest edition, on the day where there is one.
fn in_force(plan: &Plan, lens: Lens) -> Option<&Edition> {
    let mut editions = plan.editions_at_hand();
    match lens {
        Lens::AsOf(day) => editions.retain(|edition| edition.day() <= day),
        Lens::Current | Lens::Cycle(_) => {}
    }
    editions.pop()
}

/// From when a status holds: as the decision that gave it states, else the date of that decision's cycle.
fn since(
    plan: &Plan,
    node: Option<&Node>,
    shown: Option<DecisionId>,
    status: Option<&Status>,
    until: Date,
) -> Option<PrintedDate> {
    let decided = origin(&plan.head, node?, shown, status, until)?;
    let cycle = || plan.head.cycles.get(&decided.decision.cycle).map(|cycle| cycle.date.clone());
    decided.decision.effective.clone().or_else(cycle)
}

/// The same through a lens.
fn since_seen(plan: &Plan, lens: Lens, view: &View) -> Option<PrintedDate> {
    let until = match lens {
        Lens::AsOf(day) => day,
        Lens::Current | Lens::Cycle(_) => Date::MAX,
    };
    let node = plan.nodes.get(&view.node);
    view.effective.clone().or_else(|| since(plan, node, view.decision, view.status.as_ref(), until))
}

/// Whether the status may not have held yet on that day, and whether nothing is known of the item then.
fn doubts(plan: &Plan, lens: Lens, view: &View) -> (bool, bool) {
    let Lens::AsOf(day) = lens else { return (false, false) };
    let listed = plan.nodes.get(&view.node).into_iter().flat_map(|node| node.listed.keys());
    let stated_in = listed
        .filter_map(|edition| plan.head.editions.get(edition))
        .filter(|edition| !edition.is_void() && edition.day() <= day)
        .max_by_key(|edition| (edition.day(), edition.sequence));
    let from = since_seen(plan, lens, view).or_else(|| stated_in.map(|edition| edition.date.clone()));
    let approximate = from.is_some_and(|from| match from.precision {
        Precision::Month | Precision::FiscalYear | Precision::Year => from.contains(day),
        Precision::Day | Precision::Undecided => false,
    });
    let known = view.kind != NodeKind::Item || view.status.is_some() || stated_in.is_some();
    (approximate && view.kind == NodeKind::Item, !known)
}

/// The lines above the header row. A table that is no edition says so where its day is not the edition's.
fn title_lines(plan: &Plan, lens: Lens, in_force: Option<&Edition>) -> Vec<Text> {
    let lines = in_force.map_or(&plan.head.title_lines, |edition| &edition.title_lines);
    match lens {
        Lens::Current => lines.clone(),
        Lens::Cycle(id) => {
            let cycle = plan.head.cycles.get(&id);
            let baseline = cycle.and_then(|cycle| plan.head.editions.get(&cycle.baseline?));
            match (cycle, baseline) {
                (Some(cycle), Some(baseline)) => {
                    let next =
                        |line: &Text| line.as_str().replace(baseline.label.as_str(), cycle.label.as_str());
                    let next = baseline.title_lines.iter().map(next);
                    next.map(|line| Text::parse(Field::Body, &line).unwrap_or_default()).collect()
                }
                (Some(_) | None, _) => lines.clone(),
            }
        }
        Lens::AsOf(day) => {
            let title = lines.first().unwrap_or(&plan.head.title).as_str();
            let on = format!("{}現在", PrintedDate::on(day).text);
            let text = |line: &str| Text::parse(Field::Body, line).unwrap_or_default();
            [title, "", &on, ""].map(text).to_vec()
        }
    }
}

/// The columns of a version of the profile; how wide they are is what was said last.
fn columns(head: &Head, profile: &Profile) -> Vec<TableColumn> {
    let width = |column: &Column| head.latest_profile()?.by_id(column.id).map(|column| column.width);
    let columns = profile.in_order().into_iter();
    columns
        .map(|column| TableColumn {
            id: column.id,
            heading: column.heading.clone(),
            meaning: column.meaning,
            width: width(column).unwrap_or(column.width),
        })
        .collect()
}

fn errata(row: &Row) -> Vec<Erratum> {
    row.corrections.iter().map(Erratum::of).collect()
}

impl Erratum {
    /// The correction as a reader needs it.
    pub fn of(correction: &EditionCorrected) -> Self {
        Self {
            correction: correction.correction,
            column: correction.column,
            kind: correction.kind,
            printed: correction.printed.clone(),
            corrected: correction.corrected.clone(),
            reason: correction.reason.clone(),
            evidence: correction.evidence.clone(),
        }
    }
}
