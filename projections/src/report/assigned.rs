//! The departments that answer for an item (担当部署), as stated or as printed, and what they have become.

use super::listing::details;
use super::table::{TableReport, TableRow};
use domain::event::Assignment;
use domain::id::{NodeId, UnitId};
use domain::plan::{Detail, Lens, Node, Plan, View};
use domain::value::search_key::search_key;
use domain::value::{Meaning, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// One of the departments of an item.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Department {
    /// The department in the register, where it is one of those.
    pub unit: Option<UnitId>,
    /// What it is called: by the register as it was last defined, else as printed.
    pub name: String,
    /// As printed.
    pub printed: String,
    /// Such as （全所属）.
    pub qualifier: Option<String>,
    /// What it has become by a reorganisation, where it no longer is; it counts under these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub now: Vec<DepartmentName>,
}

/// A department of the register.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DepartmentName {
    /// The department.
    pub unit: UnitId,
    /// What it is called.
    pub name: String,
}

/// The departments that are stated of a node, as the event names them.
pub(super) fn assignments(plan: &Plan, lens: Lens, node: NodeId) -> Option<&[Assignment]> {
    details(plan, lens, node).into_iter().find_map(|detail| match detail {
        Detail::Departments { departments, .. } => Some(departments.as_slice()),
        Detail::Category { .. }
        | Detail::Year { .. }
        | Detail::Indicator { .. }
        | Detail::DeclaredChange { .. } => None,
    })
}

/// The departments that are stated of a node.
pub(super) fn stated_departments(plan: &Plan, lens: Lens, node: NodeId) -> Option<Vec<Department>> {
    let stated = assignments(plan, lens, node)?.iter();
    Some(stated.map(|assignment| Department::of(plan, lens, assignment)).collect())
}

/// The departments of a row: those that are stated of its node, else what its column prints.
pub(super) fn departments(plan: &Plan, lens: Lens, table: &TableReport, row: &TableRow) -> Vec<Department> {
    let printed = || table.cell(row, Meaning::Department).map(Department::printed);
    stated_departments(plan, lens, row.node).unwrap_or_else(|| printed().into_iter().collect())
}

/// The departments of a node wherever it stands: those that are stated, else what its column says.
pub(super) fn departments_of(plan: &Plan, lens: Lens, node: &Node) -> Vec<Department> {
    let printed = || {
        printed_department(plan, &lens.view(&plan.head, node)).map(|cell| Department::printed(cell.as_str()))
    };
    stated_departments(plan, lens, node.id).unwrap_or_else(|| printed().into_iter().collect())
}

/// What the plan's column of departments says of a node.
pub(super) fn printed_department(plan: &Plan, view: &View) -> Option<Text> {
    let profile = plan.head.current_edition().and_then(|edition| plan.head.profile(edition.profile));
    let column = profile.or_else(|| plan.head.latest_profile())?.column(Meaning::Department)?;
    view.others.get(&column.id).cloned()
}

/// Under which names departments count, each once, in the order of the names.
pub fn department_names<'d>(departments: impl Iterator<Item = &'d Department>) -> Vec<String> {
    let names = departments.flat_map(Department::counted).map(|(_, name)| name.to_owned());
    names.collect::<BTreeSet<String>>().into_iter().collect()
}

/// Whether one of the departments is called so; a part of its name is enough.
pub(super) fn any_is_called(departments: &[Department], wanted: &str) -> bool {
    departments.iter().any(|known| known.is_called(wanted))
}

/// Departments in one line, as councils print them; none where there is none.
pub(super) fn joined(departments: &[Department]) -> Option<String> {
    let printed: Vec<String> = departments.iter().map(Department::to_string).collect();
    (!printed.is_empty()).then(|| printed.join("、"))
}

/// As printed, with what qualifies it.
impl fmt::Display for Department {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let qualifier = self.qualifier.as_deref().unwrap_or_default();
        let said = self.printed.contains(qualifier);
        write!(f, "{}{}", self.printed, if said { "" } else { qualifier })
    }
}

impl Department {
    pub(super) fn of(plan: &Plan, lens: Lens, assignment: &Assignment) -> Self {
        let head = &plan.head;
        // Of how things are now every reorganisation counts that is recorded: reports know no clock.
        let day = match lens {
            Lens::AsOf(day) => day,
            Lens::Current | Lens::Cycle(_) => Date::MAX,
        };
        let name = |unit| head.unit_on(unit, day).map(|named| named.name.to_string());
        let printed = assignment.printed.to_string();
        let became = assignment.unit.map(|unit| head.units_on(unit, day)).unwrap_or_default();
        let now: Vec<DepartmentName> =
            became.into_iter().filter_map(|unit| Some(DepartmentName { unit, name: name(unit)? })).collect();
        let goes_on = now.iter().map(|named| named.unit).eq(assignment.unit);
        Self {
            unit: assignment.unit,
            name: assignment.unit.and_then(name).unwrap_or_else(|| printed.clone()),
            printed,
            qualifier: assignment.qualifier.as_ref().map(ToString::to_string),
            now: if goes_on { Vec::new() } else { now },
        }
    }

    fn printed(cell: &str) -> Self {
        Self { unit: None, name: cell.to_owned(), printed: cell.to_owned(), qualifier: None, now: Vec::new() }
    }

    /// Under which names it counts.
    pub fn counted(&self) -> Vec<(Option<UnitId>, &str)> {
        if self.now.is_empty() {
            return vec![(self.unit, &self.name)];
        }
        self.now.iter().map(|named| (Some(named.unit), named.name.as_str())).collect()
    }

    /// Whether a part of its name is that text.
    pub fn is_called(&self, wanted: &str) -> bool {
        let wanted = search_key(wanted);
        let now = self.now.iter().map(|named| &named.name);
        [&self.name, &self.printed].into_iter().chain(now).any(|name| search_key(name).contains(&wanted))
    }
}
