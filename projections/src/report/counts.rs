//! How many items stand how: by canonical state and by the words of the plan, each item once (distinct) and each
//! row (のべ, re-listed ones too).

use super::named::{CycleRef, EditionRef, PlanRef};
use super::table::{TableOf, TableReport, TableRow, table};
use domain::event::NodeKind;
use domain::plan::Plan;
use domain::refusal::Refusal;
use domain::value::CanonicalState;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::AddAssign;

/// A number of items, both ways (S4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Count {
    /// Each item once.
    pub distinct: u32,
    /// のべ: each row, re-listed ones too.
    pub listed: u32,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.distinct += other.distinct;
        self.listed += other.listed;
    }
}

/// How many items are in a canonical state.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StateCount {
    /// The state; none for items of which the table does not say how they stand.
    pub state: Option<CanonicalState>,
    /// How many.
    pub count: Count,
}

/// How many items have a status in these words.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WordingCount {
    /// As printed; none for items without a status.
    pub wording: Option<String>,
    /// What it means.
    pub state: Option<CanonicalState>,
    /// How many.
    pub count: Count,
}

/// How many items stand how in a table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CountsReport {
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
    /// All items.
    pub items: Count,
    /// All headings.
    pub headings: Count,
    /// By canonical state, in canonical order, those without items left out; without a status last.
    pub by_state: Vec<StateCount>,
    /// By wording: in canonical order of the state, then as the table lists them.
    pub by_wording: Vec<WordingCount>,
}

/// Counts the items of a table.
///
/// # Errors
/// Those of [`table`].
pub fn counts(plan: &Plan, of: TableOf) -> Result<CountsReport, Refusal> {
    Ok(counts_of(&table(plan, of)?))
}

/// The counts of a table.
pub(super) fn counts_of(table: &TableReport) -> CountsReport {
    let firsts = table.firsts();
    let count = |kind, counts: &dyn Fn(&TableRow) -> bool| count(table, &firsts, kind, counts);
    let mut report = CountsReport {
        items: count(NodeKind::Item, &|_| true),
        headings: count(NodeKind::Heading, &|_| true),
        by_state: Vec::new(),
        by_wording: Vec::new(),
        plan: table.plan.clone(),
        of: table.of,
        edition: table.edition.clone(),
        in_force: table.in_force.clone(),
        cycle: table.cycle.clone(),
    };
    for state in CanonicalState::ALL.into_iter().map(Some).chain([None]) {
        let counted = count(NodeKind::Item, &|row| row.state == state);
        if counted.listed > 0 {
            report.by_state.push(StateCount { state, count: counted });
        }
        let mut wordings: Vec<Option<&str>> = Vec::new();
        for row in table.rows.iter().filter(|row| row.kind == NodeKind::Item && row.state == state) {
            if !wordings.contains(&wording(row)) {
                wordings.push(wording(row));
            }
        }
        for said in wordings {
            let counted = count(NodeKind::Item, &|row| row.state == state && wording(row) == said);
            report.by_wording.push(WordingCount { wording: said.map(str::to_owned), state, count: counted });
        }
    }
    report
}

fn wording(row: &TableRow) -> Option<&str> {
    row.status.as_ref().map(|status| status.wording.as_str())
}

fn count(
    table: &TableReport,
    firsts: &BTreeSet<u32>,
    kind: NodeKind,
    counts: &dyn Fn(&TableRow) -> bool,
) -> Count {
    let mut count = Count::default();
    for row in table.rows.iter().filter(|row| row.kind == kind && counts(row)) {
        count.listed += 1;
        count.distinct += u32::from(firsts.contains(&row.row));
    }
    count
}
