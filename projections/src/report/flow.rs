//! From which state to which the items went between two tables of a plan, new and no longer listed ones too (P9).

use super::compare::ComparedSide;
use super::named::{ItemRef, PlanRef};
use super::overview::count;
use super::standing::Standing;
use super::table::{TableOf, TableReport, TableRow, table};
use domain::event::NodeKind;
use domain::id::NodeId;
use domain::plan::Plan;
use domain::refusal::Refusal;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The items that went the same way.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "FlowWay")]
pub struct Flow {
    /// How they stood in the earlier table; not listed for new ones.
    pub from: Standing,
    /// How they stand in the later table; not listed for those that are gone.
    pub to: Standing,
    /// How many, each once.
    pub count: u32,
    /// Which, in the order of the later table; those that are gone in the order of the earlier one.
    pub items: Vec<ItemRef>,
}

/// From which state to which the items went.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FlowReport {
    /// The plan.
    pub plan: PlanRef,
    /// The table that is taken as the earlier one.
    pub from: ComparedSide,
    /// The table that is taken as the later one.
    pub to: ComparedSide,
    /// Every way that an item went, by the state before, then by the state after, in canonical order.
    pub flows: Vec<Flow>,
    /// How many items there are in either table, each once.
    pub items: u32,
    /// How many stand otherwise in the later table.
    pub changed: u32,
    /// How many stand as before.
    pub unchanged: u32,
    /// How many only the later one lists.
    pub added: u32,
    /// How many only the earlier one lists.
    pub removed: u32,
}

/// The flow between two tables of a plan.
///
/// # Errors
/// Those of [`table`].
pub fn flow(plan: &Plan, from: TableOf, to: TableOf) -> Result<FlowReport, Refusal> {
    Ok(flow_tables(plan, &table(plan, from)?, &table(plan, to)?))
}

/// The flow between two tables at hand; these may have been made of two versions of the plan.
pub fn flow_tables(plan: &Plan, from: &TableReport, to: &TableReport) -> FlowReport {
    let before: BTreeMap<NodeId, &TableRow> = items(from).map(|row| (row.node, row)).collect();
    let after: BTreeMap<NodeId, &TableRow> = items(to).map(|row| (row.node, row)).collect();
    let gone = items(from).filter(|row| !after.contains_key(&row.node));
    let mut ways: BTreeMap<(Standing, Standing), Vec<ItemRef>> = BTreeMap::new();
    for row in items(to).chain(gone) {
        let standing = |table: &BTreeMap<NodeId, &TableRow>| Standing::of(table.get(&row.node).copied());
        ways.entry((standing(&before), standing(&after))).or_default().push(ItemRef {
            node: row.node,
            kind: row.kind,
            full_label: row.full_label.clone(),
            title: row.title.clone(),
        });
    }
    let ways = ways.into_iter();
    let flows: Vec<Flow> =
        ways.map(|((from, to), items)| Flow { from, to, count: count(items.len()), items }).collect();
    let sum = |of: fn(&Flow) -> bool| flows.iter().filter(|flow| of(flow)).map(|flow| flow.count).sum();
    FlowReport {
        plan: PlanRef::of(plan),
        from: ComparedSide::of(from),
        to: ComparedSide::of(to),
        items: sum(|_| true),
        changed: sum(|flow| flow.from != flow.to && !flow.is_new() && !flow.is_gone()),
        unchanged: sum(|flow| flow.from == flow.to),
        added: sum(Flow::is_new),
        removed: sum(Flow::is_gone),
        flows,
    }
}

/// The items of a table, each once.
fn items(table: &TableReport) -> impl Iterator<Item = &TableRow> {
    table.rows.iter().filter(|row| row.kind == NodeKind::Item && !row.relisted)
}

impl Flow {
    /// Whether only the later table lists them.
    pub fn is_new(&self) -> bool {
        self.from == Standing::NotListed
    }

    /// Whether only the earlier table lists them.
    pub fn is_gone(&self) -> bool {
        self.to == Standing::NotListed
    }
}

impl FlowReport {
    /// How many items stood so in the earlier table.
    pub fn left(&self, standing: Standing) -> u32 {
        self.flows.iter().filter(|flow| flow.from == standing).map(|flow| flow.count).sum()
    }

    /// How many items stand so in the later table.
    pub fn right(&self, standing: Standing) -> u32 {
        self.flows.iter().filter(|flow| flow.to == standing).map(|flow| flow.count).sum()
    }
}
