//! 会議資料: what a committee is handed out about two tables of a plan, and the sums that its report tells (P5).
//!
//! Everything is taken from the models that are printed beside it, so that a number in the text is a number in a table.

use super::cancelled::{CancelledReport, CodeCount, count_codes, ended_in};
use super::compare::{CompareReport, Difference, compare_tables};
use super::counts::{Count, CountsReport, counts_of};
use super::flow::{Flow, FlowReport, flow_tables};
use super::listing::Listing;
use super::named::{CycleRef, PlanRef};
use super::overdue::{OverdueReport, overdue_in};
use super::overview::{CycleSummary, count};
use super::planned_actual::{PlannedActual, SidesDiffer, planned_actual};
use super::standing::Standing;
use super::states::{StatesReport, states};
use super::table::{TableOf, TableReport, table};
use domain::event::{CycleOrigin, NodeKind};
use domain::id::NodeId;
use domain::plan::{Cycle, Plan};
use domain::refusal::Refusal;
use domain::value::CanonicalState;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// A part of what is handed out: 資料1 to 資料5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PackPart {
    /// 変更のあった事業.
    Changes,
    /// 実施計画一覧.
    Table,
    /// 中止一覧.
    Ended,
    /// 集計.
    Counts,
    /// 報告文.
    Narrative,
}

/// The review by which the later table came about.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PackReview {
    /// The cycle, with the body's resolution.
    pub cycle: CycleRef,
    /// How many items it has to decide upon; for a cycle that was not run here, how many it decided.
    pub items: u32,
    /// How many of these are decided.
    pub decided: u32,
    /// How many are not.
    pub undecided: u32,
    /// How many of the decisions change something.
    pub changed: u32,
    /// How many are inferred from a later edition.
    pub inferred: u32,
}

/// What the report tells in numbers; each item once.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PackSums {
    /// How many items the later table lists.
    pub items: Count,
    /// How many items the earlier table lists.
    pub items_before: Count,
    /// How many items both tables list in other words.
    pub changed: u32,
    /// How many of these stand in another state.
    pub state_changed: u32,
    /// How many items both tables list in the same words.
    pub unchanged: u32,
    /// How many of these the review has still to decide upon: nobody has left them as they were.
    pub undecided: u32,
    /// How many items only the later one lists.
    pub added: u32,
    /// How many items only the earlier one lists.
    pub removed: u32,
    /// How many headings differ in any way.
    pub headings: u32,
    /// How many items the later table lists as ended.
    pub ended: u32,
    /// How many of these the earlier one does not.
    pub newly_ended: u32,
    /// These by class of reason; an item with two classes counts in both.
    pub newly_ended_by_code: Vec<CodeCount>,
    /// How many items are overdue.
    pub overdue: u32,
    /// By how many days the one that is latest.
    pub most_overdue: Option<u32>,
    /// Of how many items both the plan and the result of a year are stated.
    pub planned_and_actual: u32,
    /// How many of these stand otherwise than planned.
    pub not_as_planned: u32,
}

/// What a committee is handed out.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PackReport {
    /// The plan.
    pub plan: PlanRef,
    /// The review by which the later table came about, where one is known.
    pub review: Option<PackReview>,
    /// For which meeting it is handed out, in the words of whoever asks for it.
    pub meeting: Option<String>,
    /// 資料1: what differs.
    pub changes: CompareReport,
    /// 資料2: the later table.
    pub table: TableReport,
    /// 資料3: the items that it lists as ended.
    pub ended: CancelledReport,
    /// 資料4: how the items of the later table stand.
    pub counts: CountsReport,
    /// How those of the earlier one stood.
    pub counts_before: CountsReport,
    /// From which state to which they went.
    pub flow: FlowReport,
    /// How the items of every edition stand.
    pub states: StatesReport,
    /// 計画と実施状況 of the newest year that states both.
    pub planned_actual: PlannedActual,
    /// The items that are overdue, on the day of the later table; none where it has no day.
    pub overdue: Option<OverdueReport>,
    /// 資料5: what the report tells in numbers.
    pub sums: PackSums,
}

impl PackPart {
    /// All of them, in their order.
    pub const ALL: [Self; 5] = [Self::Changes, Self::Table, Self::Ended, Self::Counts, Self::Narrative];

    /// Its number, from 1.
    pub const fn number(self) -> u32 {
        match self {
            Self::Changes => 1,
            Self::Table => 2,
            Self::Ended => 3,
            Self::Counts => 4,
            Self::Narrative => 5,
        }
    }
}

/// What is handed out about two tables; `on` is the day on which items are overdue, that of the later table unless given.
///
/// # Errors
/// Those of [`table`].
pub fn pack(plan: &Plan, from: TableOf, to: TableOf, on: Option<Date>) -> Result<PackReport, Refusal> {
    let (earlier, listing) = (table(plan, from)?, Listing::of(plan, to)?);
    let later = &listing.table;
    let cycle = cycle_of(plan, later);
    let on = on.or_else(|| day_of(later, cycle));
    let changes = compare_tables(plan, &earlier, later);
    let flow = flow_tables(plan, &earlier, later);
    let ended = ended_in(plan, later);
    let planned_actual = planned_actual(&listing, None);
    let overdue = on.map(|on| overdue_in(later, on));
    let (counts_before, counts) = (counts_of(&earlier), counts_of(later));
    let sums = PackSums {
        items: counts.items,
        items_before: counts_before.items,
        undecided: cycle.map_or(0, |cycle| undecided(plan, cycle, &changes)),
        ..PackSums::of(&changes, &flow, &ended).with(overdue.as_ref(), &planned_actual)
    };
    Ok(PackReport {
        plan: PlanRef::of(plan),
        review: cycle.map(|cycle| PackReview::of(plan, cycle)),
        meeting: None,
        states: states(plan)?,
        table: listing.table,
        changes,
        ended,
        counts,
        counts_before,
        flow,
        planned_actual,
        overdue,
        sums,
    })
}

/// The cycle that the table proposes or reports.
fn cycle_of<'p>(plan: &'p Plan, table: &TableReport) -> Option<&'p Cycle> {
    let proposed = table.cycle.as_ref().map(|cycle| cycle.id);
    let reported = table.edition.as_ref().and_then(|edition| edition.cycle);
    plan.head.cycles.get(&proposed.or(reported)?)
}

/// How many items stand as they did because a review that is run here has not decided upon them.
fn undecided(plan: &Plan, cycle: &Cycle, changes: &CompareReport) -> u32 {
    let open = match cycle.origin {
        CycleOrigin::Live => plan.undecided(cycle.id),
        CycleOrigin::Transcribed | CycleOrigin::Inferred => Vec::new(),
    };
    let differing: BTreeSet<NodeId> = changes.rows.iter().map(|row| row.item.node).collect();
    count(open.iter().filter(|node| !differing.contains(node)).count())
}

/// The day of a table: that of the resolution, else its own.
fn day_of(table: &TableReport, cycle: Option<&Cycle>) -> Option<Date> {
    let own = match table.of {
        TableOf::AsOf(day) => return Some(day),
        TableOf::Edition(_) => table.edition.as_ref().and_then(|edition| edition.date.start),
        TableOf::Cycle(_) => table.cycle.as_ref().and_then(|cycle| cycle.date.start),
        TableOf::Current => table.in_force.as_ref().and_then(|edition| edition.date.start),
    };
    cycle.and_then(|cycle| cycle.adoption.as_ref()).map(|adoption| adoption.resolved_on).or(own)
}

impl PackReview {
    fn of(plan: &Plan, cycle: &Cycle) -> Self {
        let CycleSummary { cycle, decided, changed, inferred, items, .. } = CycleSummary::of(plan, cycle);
        Self { cycle, items, decided, undecided: items.saturating_sub(decided), changed, inferred }
    }
}

impl PackSums {
    fn of(changes: &CompareReport, flow: &FlowReport, ended: &CancelledReport) -> Self {
        let items = |difference| {
            let rows = changes.rows.iter().filter(|row| row.is_item() && row.difference == difference);
            count(rows.count())
        };
        let changed = items(Difference::Changed);
        let ways = flow.flows.iter().filter(|flow| is_ending(flow.to) && !is_ending(flow.from));
        let newly: BTreeSet<NodeId> = ways.flat_map(|flow| &flow.items).map(|item| item.node).collect();
        let newly_ended = ended.rows.iter().filter(|row| newly.contains(&row.item.node));
        Self {
            items: Count::default(),
            items_before: Count::default(),
            changed,
            state_changed: flow.changed,
            unchanged: (flow.items - flow.added - flow.removed).saturating_sub(changed),
            undecided: 0,
            added: items(Difference::Added),
            removed: items(Difference::Removed),
            headings: count(changes.rows.iter().filter(|row| row.item.kind == NodeKind::Heading).count()),
            ended: count(ended.rows.len()),
            newly_ended: count(newly.len()),
            newly_ended_by_code: count_codes(newly_ended),
            overdue: 0,
            most_overdue: None,
            planned_and_actual: 0,
            not_as_planned: 0,
        }
    }

    fn with(self, overdue: Option<&OverdueReport>, years: &PlannedActual) -> Self {
        let late = overdue.into_iter().flat_map(|overdue| &overdue.rows);
        let differ = |wanted: &[SidesDiffer]| {
            count(years.rows.iter().filter(|row| wanted.contains(&row.differ)).count())
        };
        Self {
            overdue: count(late.clone().count()),
            most_overdue: late.filter_map(|row| u32::try_from(row.days).ok()).max(),
            planned_and_actual: differ(&[SidesDiffer::Nowhere, SidesDiffer::InWords, SidesDiffer::InState]),
            not_as_planned: differ(&[SidesDiffer::InState]),
            ..self
        }
    }
}

impl PackSums {
    /// How many items stand as they did because that was decided; of a table without decisions, all that do.
    pub const fn left_as_before(&self) -> u32 {
        self.unchanged.saturating_sub(self.undecided)
    }
}

impl PackReport {
    /// The ways that items went which stand otherwise now, those that many went first.
    pub fn moves(&self) -> Vec<&Flow> {
        let moved = |flow: &&Flow| flow.from != flow.to && !flow.is_new() && !flow.is_gone();
        let mut ways: Vec<&Flow> = self.flow.flows.iter().filter(moved).collect();
        ways.sort_by_key(|flow| std::cmp::Reverse(flow.count));
        ways
    }
}

/// Whether an item that stands so has ended.
fn is_ending(standing: Standing) -> bool {
    standing.state().is_some_and(CanonicalState::is_ending)
}
