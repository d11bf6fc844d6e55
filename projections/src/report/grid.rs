//! 年度別一覧: items down, fiscal years across: what was planned, what came of it, targets and results (S10).

use super::assigned::{Department, any_is_called};
use super::listing::Listing;
use super::named::{CycleRef, EditionRef, ItemRef, PlanRef};
use super::table::{TableOf, TableRow};
use domain::event::{IndicatorSide, IndicatorValue, YearSide};
use domain::id::IndicatorId;
use domain::plan::{Detail, Plan};
use domain::refusal::Refusal;
use domain::value::{FiscalYear, Status, Text};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A target or a result of one year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct YearIndicator {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What it is called, where it has a name.
    pub name: Option<Text>,
    /// A quantity, a milestone, or that the document has none.
    pub value: IndicatorValue,
    /// As printed.
    pub printed: Text,
}

/// What is stated of an item for one year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct YearCell {
    /// The year.
    pub year: FiscalYear,
    /// 計画.
    pub planned: Option<Status>,
    /// 実施.
    pub actual: Option<Status>,
    /// 計画 as printed, where that is a dash (「－」), which is no status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_printed: Option<String>,
    /// 実施 as printed, where that is a dash (「－」), which is no status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual_printed: Option<String>,
    /// 目標.
    pub targets: Vec<YearIndicator>,
    /// 実績.
    pub results: Vec<YearIndicator>,
}

/// An item with its years.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GridRow {
    /// The item.
    pub item: ItemRef,
    /// Its departments.
    pub departments: Vec<Department>,
    /// One for each year of the grid, in order; empty where nothing is stated.
    pub years: Vec<YearCell>,
}

/// Items and years.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "YearGrid")]
pub struct Grid {
    /// Every year of which anything is stated, the oldest first.
    pub years: Vec<FiscalYear>,
    /// The items of the table, each once, in its order.
    pub rows: Vec<GridRow>,
}

/// The grid of a table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GridReport {
    /// The plan.
    pub plan: PlanRef,
    /// Which table.
    pub of: TableOf,
    /// The edition, where the table is one.
    pub edition: Option<EditionRef>,
    /// The edition in force, where the table is none.
    pub in_force: Option<EditionRef>,
    /// The cycle, where the table is its proposal.
    pub cycle: Option<CycleRef>,
    /// Items and years.
    #[serde(flatten)]
    pub grid: Grid,
}

/// The grid of a table.
///
/// # Errors
/// Those of [`super::table()`].
pub fn grid(plan: &Plan, of: TableOf) -> Result<GridReport, Refusal> {
    let listing = Listing::of(plan, of)?;
    let grid = Grid::of(&listing);
    let table = listing.table;
    Ok(GridReport {
        plan: table.plan,
        of,
        edition: table.edition,
        in_force: table.in_force,
        cycle: table.cycle,
        grid,
    })
}

impl GridReport {
    /// Leaves the items for which that department answers; a part of its name is enough.
    pub fn narrow(&mut self, department: &str) {
        self.grid.rows.retain(|row| any_is_called(&row.departments, department));
    }
}

impl Grid {
    pub(super) fn of(listing: &Listing<'_>) -> Self {
        let dashes = listing.items().flat_map(|row| listing.dashes(row)).map(|(year, _, _)| year);
        let years: BTreeSet<FiscalYear> = listing.every_detail().filter_map(year_of).chain(dashes).collect();
        let years: Vec<FiscalYear> = years.into_iter().collect();
        let rows = listing.items().map(|row| {
            let mut stated = cells(listing, row);
            let cell = |year: &FiscalYear| stated.remove(year).unwrap_or_else(|| YearCell::empty(*year));
            GridRow {
                item: row.item(),
                departments: row.departments.clone(),
                years: years.iter().map(cell).collect(),
            }
        });
        Self { rows: rows.collect(), years: years.clone() }
    }
}

/// What is stated of an item, year by year, and the dashes that its row prints beside that.
pub(super) fn cells(listing: &Listing<'_>, row: &TableRow) -> BTreeMap<FiscalYear, YearCell> {
    let mut cells: BTreeMap<FiscalYear, YearCell> = BTreeMap::new();
    for detail in listing.details(row.node) {
        let Some(of) = year_of(detail) else { continue };
        let cell = cells.entry(of).or_insert_with(|| YearCell::empty(of));
        match detail {
            Detail::Year { side: YearSide::Planned, status, .. } => cell.planned = Some(status.clone()),
            Detail::Year { side: YearSide::Actual, status, .. } => cell.actual = Some(status.clone()),
            Detail::Indicator { indicator, name, side, value, printed, .. } => {
                let stated = YearIndicator {
                    indicator: *indicator,
                    name: name.clone(),
                    value: value.clone(),
                    printed: printed.clone(),
                };
                match side {
                    IndicatorSide::Target => cell.targets.push(stated),
                    IndicatorSide::Result => cell.results.push(stated),
                }
            }
            Detail::Departments { .. } | Detail::Category { .. } | Detail::DeclaredChange { .. } => {}
        }
    }
    for (year, side, dash) in listing.dashes(row) {
        let cell = cells.entry(year).or_insert_with(|| YearCell::empty(year));
        match side {
            YearSide::Planned if cell.planned.is_none() => cell.planned_printed = Some(dash.to_owned()),
            YearSide::Actual if cell.actual.is_none() => cell.actual_printed = Some(dash.to_owned()),
            YearSide::Planned | YearSide::Actual => {}
        }
    }
    cells
}

/// The year that a detail speaks of.
fn year_of(detail: &Detail) -> Option<FiscalYear> {
    match detail {
        Detail::Year { year, .. } | Detail::Indicator { year, .. } => Some(*year),
        Detail::Departments { .. } | Detail::Category { .. } | Detail::DeclaredChange { .. } => None,
    }
}

impl YearCell {
    const fn empty(year: FiscalYear) -> Self {
        Self {
            year,
            planned: None,
            actual: None,
            planned_printed: None,
            actual_printed: None,
            targets: Vec::new(),
            results: Vec::new(),
        }
    }

    /// Whether nothing is stated of the year, nor printed.
    pub fn is_empty(&self) -> bool {
        let sides = [self.planned.is_some(), self.actual.is_some()];
        let printed = [self.planned_printed.is_some(), self.actual_printed.is_some()];
        let indicators = [!self.targets.is_empty(), !self.results.is_empty()];
        ![sides, printed, indicators].as_flattened().contains(&true)
    }
}
