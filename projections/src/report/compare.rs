//! 新旧対照: what differs between any two tables of a plan, and why (A3).

use super::assigned::{Department, any_is_called};
use super::lineage::{self, LineageCount, LineageRef};
use super::named::{
    Change, CycleRef, DecisionRef, EditionRef, FieldName, ItemRef, PlanRef, changes, counted, is_pending,
};
use super::numbers::Numbers;
use super::overview::count;
use super::reasons::{ReasonReferences, in_reasons};
use super::table::{TableColumn, TableOf, TableReport, TableRow, table};
use domain::event::{CycleOrigin, NodeKind};
use domain::id::NodeId;
use domain::plan::{Cycle, Plan};
use domain::refusal::Refusal;
use domain::value::{Basis, CanonicalState, Meaning};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One of the two tables.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ComparedSide {
    /// Which table.
    pub of: TableOf,
    /// The plan's version that it was made of.
    pub version: u64,
    /// The edition, where it is one.
    pub edition: Option<EditionRef>,
    /// The edition in force, where it is none.
    pub in_force: Option<EditionRef>,
    /// The cycle, where it is its proposal.
    pub cycle: Option<CycleRef>,
}

/// How a row differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// Both tables list it, in other words.
    Changed,
    /// Only the later table lists it.
    Added,
    /// Only the earlier table lists it.
    Removed,
}

/// A row that differs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CompareRow {
    /// The row as the later table names it; a removed one as the earlier table does.
    pub item: ItemRef,
    /// How it differs.
    pub difference: Difference,
    /// Its number before, where it was listed.
    pub number_before: Option<String>,
    /// Whether its number changed.
    pub renumbered: bool,
    /// Whether its title changed.
    pub retitled: bool,
    /// Whether it stands under another heading.
    pub moved: bool,
    /// What its status meant before.
    pub state_before: Option<CanonicalState>,
    /// What its status means after.
    pub state_after: Option<CanonicalState>,
    /// Every part that differs, before and after in words.
    pub changes: Vec<Change>,
    /// The decisions of the cycles between the two tables that changed the item, with reasons and codes.
    pub decisions: Vec<DecisionRef>,
    /// How it belongs to what was before, where the two tables are editions and that is stated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lineage: Vec<LineageRef>,
    /// 担当部署: those of the later table, then those that only the earlier one has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Department>,
}

/// What differs between two tables.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CompareReport {
    /// The plan.
    pub plan: PlanRef,
    /// The table that is taken as the earlier one.
    pub from: ComparedSide,
    /// The table that is taken as the later one.
    pub to: ComparedSide,
    /// The rows that differ, in the order of the later table; removed ones last.
    pub rows: Vec<CompareRow>,
    /// How many rows both tables list in other words.
    pub changed: u32,
    /// How many only the later one lists.
    pub added: u32,
    /// How many only the earlier one lists.
    pub removed: u32,
    /// How many have another number.
    pub renumbered: u32,
    /// How many rows are the same in both.
    pub unchanged: u32,
    /// The items that reasons name by number, by decision, with their places in the reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reason_references: ReasonReferences,
    /// How many links of each kind are stated between the two editions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lineage: Vec<LineageCount>,
}

/// What differs between two tables of a plan.
///
/// # Errors
/// Those of [`table`].
pub fn compare(plan: &Plan, from: TableOf, to: TableOf) -> Result<CompareReport, Refusal> {
    Ok(compare_tables(plan, &table(plan, from)?, &table(plan, to)?))
}

/// What differs between two tables at hand; these may have been made of two versions of the plan, so that any two
/// recorded times can be compared. Reasons are taken from `plan`.
pub fn compare_tables(plan: &Plan, from: &TableReport, to: &TableReport) -> CompareReport {
    let before: BTreeMap<NodeId, &TableRow> = primary(from).map(|row| (row.node, row)).collect();
    let after: BTreeSet<NodeId> = primary(to).map(|row| row.node).collect();
    let numbers = Numbers::of(plan);
    let links = match (from.of, to.of) {
        (TableOf::Edition(from), TableOf::Edition(to)) => lineage::between(plan, &numbers, from, to),
        (TableOf::Edition(_) | TableOf::Current | TableOf::AsOf(_) | TableOf::Cycle(_), _) => Vec::new(),
    };
    let pair = Pair { plan, from, to, numbers, cycles: cycles_between(plan, from, to), links: &links };
    let listed = primary(to).filter_map(|row| pair.row(before.get(&row.node).copied(), Some(row)));
    let gone = primary(from).filter(|row| !after.contains(&row.node));
    let rows: Vec<CompareRow> = listed.chain(gone.filter_map(|row| pair.row(Some(row), None))).collect();
    let differing = |difference| count(rows.iter().filter(|row| row.difference == difference).count());
    let changed = differing(Difference::Changed);
    CompareReport {
        plan: PlanRef::of(plan),
        from: ComparedSide::of(from),
        to: ComparedSide::of(to),
        changed,
        added: differing(Difference::Added),
        removed: differing(Difference::Removed),
        renumbered: count(rows.iter().filter(|row| row.renumbered).count()),
        unchanged: count(after.iter().filter(|node| before.contains_key(node)).count())
            .saturating_sub(changed),
        lineage: lineage::counts(&links),
        reason_references: in_reasons(plan, &pair.numbers, rows.iter().flat_map(|row| &row.decisions)),
        rows,
    }
}

/// Leaves in two tables the rows for which that department answers in either of them, a part of its name is enough, and
/// what stands above them: so an item that went to another department is among those of both.
pub fn narrow_pair(from: &mut TableReport, to: &mut TableReport, department: &str) {
    let called = |table: &TableReport| -> Vec<NodeId> {
        let rows = table.rows.iter().filter(|row| any_is_called(&row.departments, department));
        rows.map(|row| row.node).collect()
    };
    let wanted: BTreeSet<NodeId> = called(from).into_iter().chain(called(to)).collect();
    for table in [from, to] {
        table.narrow_to(|row| wanted.contains(&row.node));
    }
}

fn either(after: Option<&TableRow>, before: Option<&TableRow>) -> Vec<Department> {
    let of = |row: Option<&TableRow>| row.map(|row| row.departments.clone()).unwrap_or_default();
    let mut departments = of(after);
    let gone: Vec<Department> = of(before).into_iter().filter(|known| !departments.contains(known)).collect();
    departments.extend(gone);
    departments
}

fn primary(table: &TableReport) -> impl Iterator<Item = &TableRow> {
    table.rows.iter().filter(|row| !row.relisted)
}

struct Pair<'p> {
    plan: &'p Plan,
    from: &'p TableReport,
    to: &'p TableReport,
    numbers: Numbers,
    cycles: Vec<&'p Cycle>,
    links: &'p [LineageRef],
}

impl Pair<'_> {
    fn row(&self, before: Option<&TableRow>, after: Option<&TableRow>) -> Option<CompareRow> {
        let row = after.or(before)?;
        let difference = match (before, after) {
            (Some(_), Some(_)) => Difference::Changed,
            (None, _) => Difference::Added,
            (Some(_), None) => Difference::Removed,
        };
        let mut says_before = before.map(|row| parts(self.from, row)).unwrap_or_default();
        let mut says_after = after.map(|row| parts(self.to, row)).unwrap_or_default();
        if before.is_some() && after.is_some() {
            says_before.retain(|field, _| self.is_in(self.to, field));
            says_after.retain(|field, _| self.is_in(self.from, field));
        }
        let mut changes: Vec<Change> = Vec::new();
        let both = before.is_some() && after.is_some();
        let parent = |row: Option<&TableRow>| row.and_then(|row| row.parent);
        let moved = both && parent(before) != parent(after);
        let fields: BTreeSet<&FieldName> = says_before.keys().chain(says_after.keys()).collect();
        for field in fields {
            let says = |parts: &BTreeMap<FieldName, String>| parts.get(field).cloned().unwrap_or_default();
            changes.extend(Change::between(field.clone(), &says(&says_before), &says(&says_after)));
        }
        if moved {
            let name = |row| parent(row).map(|node| self.name(node)).unwrap_or_default();
            changes.extend(Change::between(FieldName::Parent, &name(before), &name(after)));
        }
        if changes.is_empty() && both {
            return None;
        }
        let differs = |field| both && changes.iter().any(|change| change.field == field);
        Some(CompareRow {
            item: ItemRef {
                node: row.node,
                kind: row.kind,
                full_label: row.full_label.clone(),
                title: row.title.clone(),
            },
            difference,
            number_before: before.and_then(|row| row.full_label.clone()),
            // Who has ended may have lost its number with that.
            renumbered: differs(FieldName::Number) && after.is_some_and(|row| row.full_label.is_some()),
            retitled: differs(FieldName::Title),
            moved,
            state_before: before.and_then(|row| row.state),
            state_after: after.and_then(|row| row.state),
            changes,
            decisions: self.decisions(row.node),
            lineage: self.lineage(row.node),
            departments: either(after, before),
        })
    }

    /// Whether a table has that part at all: a column that only one of two tables has says nothing of a row's change.
    fn is_in(&self, table: &TableReport, field: &FieldName) -> bool {
        match field {
            FieldName::Number
            | FieldName::Title
            | FieldName::Parent
            | FieldName::Effective
            | FieldName::Reason
            | FieldName::Codes => true,
            FieldName::Schedule
            | FieldName::Status
            | FieldName::Review
            | FieldName::Remark
            | FieldName::Body
            | FieldName::Column(_) => {
                table.columns.iter().any(|column| field_of(column) == Some(field.clone()))
            }
        }
    }

    fn lineage(&self, node: NodeId) -> Vec<LineageRef> {
        let names_it = |link: &&LineageRef| link.from.iter().chain(&link.to).any(|end| end.node == node);
        self.links.iter().filter(names_it).cloned().collect()
    }

    fn name(&self, node: NodeId) -> String {
        let Some(item) = self.numbers.item(self.plan, node) else { return String::new() };
        format!("{} {}", item.full_label.unwrap_or_default(), item.title).trim().to_owned()
    }

    /// What the cycles between the two tables decided about the node.
    fn decisions(&self, node: NodeId) -> Vec<DecisionRef> {
        let Some(node) = self.plan.nodes.get(&node) else { return Vec::new() };
        let head = &self.plan.head;
        let decided = self.cycles.iter().filter_map(|cycle| counted(head, node, cycle.id));
        decided
            .filter(|decided| changes(&decided.decision))
            .filter_map(|decided| DecisionRef::of(head, &decided.decision, decided.sequence))
            .collect()
    }
}

/// What a row says, by part, as printed.
fn parts(table: &TableReport, row: &TableRow) -> BTreeMap<FieldName, String> {
    let mut parts = BTreeMap::from([(FieldName::Title, row.title.to_string())]);
    if let Some(label) = &row.full_label {
        parts.insert(FieldName::Number, label.clone());
    }
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        if let Some(field) = field_of(column) {
            parts.insert(field, cell.clone());
        }
    }
    parts
}

/// What a column says; none where number and title say it.
fn field_of(column: &TableColumn) -> Option<FieldName> {
    match column.meaning {
        Meaning::Number | Meaning::Title => None,
        Meaning::Schedule => Some(FieldName::Schedule),
        Meaning::Status => Some(FieldName::Status),
        Meaning::Review => Some(FieldName::Review),
        Meaning::Remark => Some(FieldName::Remark),
        Meaning::Body => Some(FieldName::Body),
        Meaning::PlannedStatus
        | Meaning::Department
        | Meaning::Category
        | Meaning::YearPlanned(_)
        | Meaning::YearActual(_)
        | Meaning::Indicator
        | Meaning::Trace(_)
        | Meaning::Other => Some(FieldName::Column(column.heading.clone())),
    }
}

/// The cycles by which the later table differs from the earlier one, the oldest first.
fn cycles_between<'p>(plan: &'p Plan, from: &TableReport, to: &TableReport) -> Vec<&'p Cycle> {
    let (from_day, to_day) = (day(from), day(to));
    let (first, last) = (from_day.min(to_day), from_day.max(to_day));
    let proposed = [from.of, to.of].map(|of| match of {
        TableOf::Cycle(cycle) => Some(cycle),
        TableOf::Edition(_) | TableOf::Current | TableOf::AsOf(_) => None,
    });
    let mut cycles: Vec<&Cycle> = plan
        .head
        .cycles
        .values()
        .filter(|cycle| {
            let held = !is_pending(cycle);
            proposed.contains(&Some(cycle.id))
                || held && cycle_day(plan, cycle).is_some_and(|day| first < day && day <= last)
        })
        .collect();
    cycles.sort_by_key(|cycle| (cycle.date.rank(), cycle.sequence));
    cycles
}

/// The day from which a cycle's decisions hold: of the edition that it became, else its own.
fn cycle_day(plan: &Plan, cycle: &Cycle) -> Option<Date> {
    match cycle.origin {
        CycleOrigin::Live => plan.head.basis_day(Basis::Cycle(cycle.id)),
        CycleOrigin::Transcribed | CycleOrigin::Inferred => cycle.date.start,
    }
}

fn day(table: &TableReport) -> Date {
    match (table.of, &table.edition) {
        (TableOf::Edition(_), Some(edition)) => edition.date.start.unwrap_or(Date::MIN),
        (TableOf::AsOf(day), _) => day,
        (TableOf::Cycle(_), _) => {
            let date = table.cycle.as_ref().and_then(|cycle| cycle.date.start);
            date.unwrap_or(Date::MAX)
        }
        (TableOf::Edition(_) | TableOf::Current, _) => Date::MAX,
    }
}

impl ComparedSide {
    /// How a table is named.
    pub fn of(table: &TableReport) -> Self {
        Self {
            of: table.of,
            version: table.plan.version,
            edition: table.edition.clone(),
            in_force: table.in_force.clone(),
            cycle: table.cycle.clone(),
        }
    }
}

impl CompareRow {
    /// Whether it is an item, not a heading.
    pub fn is_item(&self) -> bool {
        self.item.kind == NodeKind::Item
    }
}
