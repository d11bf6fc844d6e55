//! 担当部署: which departments there are on a day, what each continues, and which items it has.

use super::assigned::assignments;
use super::named::{ItemRef, PlanRef};
use super::numbers::Numbers;
use domain::event::{Assignment, NodeKind, UnitKind};
use domain::id::UnitId;
use domain::plan::{Head, Lens, Plan};
use domain::value::Text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The departments of a plan on a day.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DepartmentsReport {
    /// The plan.
    pub plan: PlanRef,
    /// The day.
    pub on: Date,
    /// Those that go on that day, by name; those that ended before are named by what continues them.
    pub departments: Vec<DepartmentOnDay>,
}

/// A department on a day.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DepartmentOnDay {
    /// Its id; none where it is only printed and never was defined.
    pub unit: Option<UnitId>,
    /// What it is called that day.
    pub name: Text,
    /// From when, where that is stated.
    pub from: Option<Date>,
    /// When others continued it, where they have.
    pub until: Option<Date>,
    /// What it continues, as that was called.
    pub continues: Vec<Text>,
    /// What continues it later, as that is called.
    pub continued_by: Vec<Text>,
    /// Its items in the order of the table.
    pub items: Vec<DepartmentItem>,
}

/// An item of a department.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DepartmentItem {
    /// The item.
    pub item: ItemRef,
    /// The department as the table prints it, which may be what was there before a reorganisation.
    pub printed: Text,
    /// Such as （全所属）.
    pub qualifier: Option<Text>,
}

/// The departments of a plan on a day.
pub fn departments(plan: &Plan, on: Date) -> DepartmentsReport {
    let head = &plan.head;
    let mut found: BTreeMap<(Text, Option<UnitId>), DepartmentOnDay> = BTreeMap::new();
    let going_on = head.units.keys().filter(|unit| head.units_on(**unit, on) == [**unit]);
    for department in going_on.filter_map(|unit| DepartmentOnDay::of(head, *unit, on)) {
        found.insert((department.name.clone(), department.unit), department);
    }
    let numbers = Numbers::of(plan);
    for (item, assignment) in assigned(plan, &numbers, on) {
        let units = assignment.unit.map(|unit| head.units_on(unit, on)).unwrap_or_default();
        let named = units.into_iter().filter_map(|unit| DepartmentOnDay::of(head, unit, on));
        let mut named: Vec<DepartmentOnDay> = named.collect();
        if named.is_empty() {
            named.push(DepartmentOnDay::printed(&assignment.printed));
        }
        for department in named {
            let key = (department.name.clone(), department.unit);
            found.entry(key).or_insert(department).items.push(DepartmentItem {
                item: item.clone(),
                printed: assignment.printed.clone(),
                qualifier: assignment.qualifier.clone(),
            });
        }
    }
    DepartmentsReport { plan: PlanRef::of(plan), on, departments: found.into_values().collect() }
}

/// Every assignment of the items that are listed on a day.
fn assigned<'p>(plan: &'p Plan, numbers: &Numbers, on: Date) -> Vec<(ItemRef, &'p Assignment)> {
    let lens = Lens::AsOf(on);
    let lines = plan.outline(lens).into_iter();
    let items = lines.filter(|line| line.view.kind == NodeKind::Item && !line.relisted);
    let assigned = items.flat_map(|line| {
        let item = ItemRef {
            node: line.view.node,
            kind: line.view.kind,
            full_label: line.full_label.or_else(|| numbers.full(line.view.node).map(str::to_owned)),
            title: line.view.title,
        };
        let stated = assignments(plan, lens, item.node).unwrap_or_default();
        stated.iter().map(move |assignment| (item.clone(), assignment))
    });
    assigned.collect()
}

impl DepartmentOnDay {
    fn of(head: &Head, unit: UnitId, on: Date) -> Option<Self> {
        let named = head.unit_on(unit, on).filter(|named| named.kind == UnitKind::Department)?;
        if named.from.is_some_and(|from| from > on) {
            return None;
        }
        let definitions = head.units.get(&unit)?;
        let from = definitions.iter().filter_map(|named| named.from).min();
        let before = from.unwrap_or(on).yesterday().unwrap_or(on);
        let name_before = |unit: &UnitId| head.unit_on(*unit, before).map(|named| named.name.clone());
        let until = head.unit_ended(unit);
        let after = until.into_iter().flat_map(|day| {
            let next = head.units_on(unit, day).into_iter();
            next.filter_map(move |unit| head.unit_on(unit, day).map(|named| named.name.clone()))
        });
        Some(Self {
            unit: Some(unit),
            name: named.name.clone(),
            from,
            until,
            continues: definitions
                .iter()
                .flat_map(|named| &named.predecessors)
                .filter_map(name_before)
                .collect(),
            continued_by: after.collect(),
            items: Vec::new(),
        })
    }

    fn printed(name: &Text) -> Self {
        Self {
            unit: None,
            name: name.clone(),
            from: None,
            until: None,
            continues: Vec::new(),
            continued_by: Vec::new(),
            items: Vec::new(),
        }
    }
}
