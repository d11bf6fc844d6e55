//! 期限超過: items whose 実施時期 has passed and that are still 未着手 or under study, as of a day (A8).

use super::assigned::{Department, any_is_called, joined};
use super::named::{ItemRef, PlanRef};
use super::table::{TableOf, TableReport, table};
use domain::event::NodeKind;
use domain::id::DecisionId;
use domain::plan::Plan;
use domain::refusal::Refusal;
use domain::value::{CanonicalState, Meaning, PrintedDate, Status};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// An item that is overdue.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OverdueRow {
    /// The item.
    pub item: ItemRef,
    /// 実施時期.
    pub schedule: PrintedDate,
    /// Its last day.
    pub due: Date,
    /// How many whole days have passed since then.
    pub days: i32,
    /// 状況.
    pub status: Status,
    /// What it means.
    pub state: CanonicalState,
    /// 見直し時期.
    pub review: Option<PrintedDate>,
    /// 備考.
    pub remark: Option<String>,
    /// 担当部署 as the table prints it, else those that are stated.
    pub department: Option<String>,
    /// The same, one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Department>,
    /// The decision that the status comes from.
    pub decision: Option<DecisionId>,
}

/// The items that are overdue.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OverdueReport {
    /// The plan.
    pub plan: PlanRef,
    /// As of which day.
    pub on: Date,
    /// The items in the order of the table.
    pub rows: Vec<OverdueRow>,
}

impl OverdueReport {
    /// Leaves the items for which that department answers; a part of its name is enough.
    pub fn narrow(&mut self, department: &str) {
        self.rows.retain(|row| any_is_called(&row.departments, department));
    }
}

/// The items that are overdue on a day, by what is known of that day. 未定 is never overdue.
///
/// # Errors
/// Those of [`table`].
pub fn overdue(plan: &Plan, on: Date) -> Result<OverdueReport, Refusal> {
    Ok(overdue_in(&table(plan, TableOf::AsOf(on))?, on))
}

/// The items of a table at hand that are overdue on a day, by what that table says.
pub(super) fn overdue_in(table: &TableReport, on: Date) -> OverdueReport {
    let firsts = table.firsts();
    let late = table.rows.iter().filter(|row| row.kind == NodeKind::Item && firsts.contains(&row.row));
    let rows = late.filter_map(|row| {
        let schedule = row.schedule.clone().filter(|schedule| schedule.is_past(on))?;
        let status = row.status.clone().filter(|status| status.state.is_unstarted())?;
        let due = schedule.end?;
        let text = |meaning| table.cell(row, meaning).map(str::to_owned);
        Some(OverdueRow {
            item: ItemRef {
                node: row.node,
                kind: row.kind,
                full_label: row.full_label.clone(),
                title: row.title.clone(),
            },
            due,
            days: (on - due).get_days(),
            schedule,
            state: status.state,
            status,
            review: row.review.clone(),
            remark: text(Meaning::Remark),
            department: text(Meaning::Department).or_else(|| joined(&row.departments)),
            departments: row.departments.clone(),
            decision: row.decision,
        })
    });
    OverdueReport { rows: rows.collect(), plan: table.plan.clone(), on }
}
