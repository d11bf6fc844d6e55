//! Everything that is counted of one table, in one model: how items stand, by department, category and section, plan
//! beside result, declared changes, 項目数 and printed totals, the grid of years; and what is counted of the plan:
//! lineage, public comments and the coverage of its trace.

use super::axes::{AxisCounts, axes};
use super::comments::{CommentsReport, comments};
use super::counts::{CountsReport, counts_of};
use super::coverage::{CoverageReport, coverage};
use super::declared::{DeclaredChanges, declared};
use super::grid::Grid;
use super::lineage::{self, LineageCount};
use super::listing::Listing;
use super::planned_actual::{PlannedActual, planned_actual};
use super::sections::{SectionCounts, sections};
use super::table::TableOf;
use super::totals::{TotalCheck, totals};
use domain::plan::Plan;
use domain::refusal::Refusal;
use domain::value::FiscalYear;
use schemars::JsonSchema;
use serde::Serialize;

/// Everything that is counted of one table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlanReport {
    /// How many items stand how.
    #[serde(flatten)]
    pub counts: CountsReport,
    /// By department, by each axis of categories, by section; those of which nothing is stated left out.
    pub axes: Vec<AxisCounts>,
    /// 計画と実施状況 of one year.
    pub planned_actual: PlannedActual,
    /// 計画に変更が生じた事業.
    pub declared_changes: DeclaredChanges,
    /// 項目数: sections and categories.
    pub sections: Vec<SectionCounts>,
    /// Totals that the edition prints, reconciled.
    pub totals: Vec<TotalCheck>,
    /// Items and years.
    pub grid: Grid,
    /// How items of its editions, and of other plans, belong together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lineage: Vec<LineageCount>,
    /// Public comments on the plan.
    pub comments: CommentsReport,
    /// How far its policies answer to its issues.
    pub coverage: CoverageReport,
}

/// The report of a table; `year` is the one of which plan and result are held against each other, the newest that states
/// both unless it is given.
///
/// # Errors
/// Those of [`super::table()`].
pub fn plan_report(plan: &Plan, of: TableOf, year: Option<FiscalYear>) -> Result<PlanReport, Refusal> {
    let listing = Listing::of(plan, of)?;
    let planned_actual = planned_actual(&listing, year);
    Ok(PlanReport {
        counts: counts_of(&listing.table),
        axes: axes(&listing),
        declared_changes: declared(&listing, &planned_actual),
        sections: sections(&listing),
        totals: totals(&listing, planned_actual.year),
        grid: Grid::of(&listing),
        lineage: lineage::counts_of(plan),
        comments: comments(plan, false),
        coverage: coverage(plan),
        planned_actual,
    })
}
