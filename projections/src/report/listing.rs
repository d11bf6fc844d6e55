//! The items of a table with what is stated of each beside its row: what counts, cross-tables, grids and cards begin with.

use super::counts::Count;
use super::named::ItemRef;
use super::table::{TableOf, TableReport, TableRow, table};
use domain::event::{Assignment, NodeKind, YearSide};
use domain::id::{NodeId, TermId, UnitId, VocabularyId};
use domain::plan::{Detail, Lens, Plan};
use domain::refusal::Refusal;
use domain::value::search_key::search_key;
use domain::value::{FiscalYear, Meaning, Status};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A table and what is stated of its nodes.
pub(super) struct Listing<'p> {
    pub(super) plan: &'p Plan,
    pub(super) table: TableReport,
    details: BTreeMap<NodeId, Vec<&'p Detail>>,
    firsts: BTreeSet<u32>,
    places: BTreeMap<NodeId, usize>,
}

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

/// An axis of categories.
pub(super) struct CategoryAxis {
    /// None where it is only a column of words.
    pub(super) vocabulary: Option<VocabularyId>,
    /// The heading of its column; empty where that is not known.
    pub(super) name: String,
    pub(super) terms: Vec<(Option<TermId>, String)>,
}

/// Through what the details of a table are seen: those of an older edition as of its day, of the newest as they are now.
pub(super) fn lens_of(plan: &Plan, of: TableOf) -> Lens {
    match of {
        TableOf::Edition(id) => {
            let newest = plan.editions_at_hand().pop();
            let edition = plan.head.editions.get(&id);
            match edition.filter(|_| newest.is_none_or(|newest| newest.id != id)) {
                Some(older) => Lens::AsOf(older.day()),
                None => Lens::Current,
            }
        }
        TableOf::Current => Lens::Current,
        TableOf::Cycle(cycle) => Lens::Cycle(cycle),
        TableOf::AsOf(day) => Lens::AsOf(day),
    }
}

/// What is stated of a node through a lens.
pub(super) fn details(plan: &Plan, lens: Lens, node: NodeId) -> Vec<&Detail> {
    let known = plan.nodes.get(&node).filter(|node| !node.details.is_empty());
    known.map(|node| lens.details(&plan.head, node)).unwrap_or_default()
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

/// Departments in one line, as councils print them; none where there is none.
pub(super) fn joined(departments: &[Department]) -> Option<String> {
    let printed: Vec<String> = departments.iter().map(Department::to_string).collect();
    (!printed.is_empty()).then(|| printed.join("、"))
}

impl<'p> Listing<'p> {
    /// # Errors
    /// Those of [`table`].
    pub(super) fn of(plan: &'p Plan, of: TableOf) -> Result<Self, Refusal> {
        let table = table(plan, of)?;
        let lens = lens_of(plan, of);
        let nodes: BTreeSet<NodeId> = table.rows.iter().map(|row| row.node).collect();
        let details = nodes.into_iter().map(|node| (node, details(plan, lens, node))).collect();
        let places = table.rows.iter().enumerate().filter(|(_, row)| !row.relisted);
        Ok(Self {
            firsts: table.firsts(),
            places: places.map(|(at, row)| (row.node, at)).collect(),
            plan,
            details,
            table,
        })
    }

    /// The rows of items, further places too.
    pub(super) fn rows(&self) -> impl Iterator<Item = &TableRow> {
        self.table.rows.iter().filter(|row| row.kind == NodeKind::Item)
    }

    /// The rows of items, each item once.
    pub(super) fn items(&self) -> impl Iterator<Item = &TableRow> {
        self.rows().filter(|row| self.is_first(row))
    }

    /// Whether the item is counted in that row.
    pub(super) fn is_first(&self, row: &TableRow) -> bool {
        self.firsts.contains(&row.row)
    }

    /// What a row adds to a count.
    pub(super) fn weight(&self, row: &TableRow) -> Count {
        Count { distinct: u32::from(self.is_first(row)), listed: 1 }
    }

    /// How many items are so.
    pub(super) fn count(&self, is_so: impl Fn(&TableRow) -> bool) -> Count {
        let mut count = Count::default();
        self.rows().filter(|row| is_so(row)).for_each(|row| count += self.weight(row));
        count
    }

    /// What is stated of a node.
    pub(super) fn details(&self, node: NodeId) -> &[&'p Detail] {
        self.details.get(&node).map(Vec::as_slice).unwrap_or_default()
    }

    /// Everything that is stated of the items of the table.
    pub(super) fn every_detail(&self) -> impl Iterator<Item = &'p Detail> {
        self.details.values().flatten().copied()
    }

    /// The status of a year.
    pub(super) fn status(&self, node: NodeId, of: FiscalYear, wanted: YearSide) -> Option<&'p Status> {
        self.details(node).iter().find_map(|detail| match detail {
            Detail::Year { year, side, status } if *year == of && *side == wanted => Some(status),
            Detail::Departments { .. }
            | Detail::Category { .. }
            | Detail::Year { .. }
            | Detail::Indicator { .. }
            | Detail::DeclaredChange { .. } => None,
        })
    }

    /// The axes of categories, in the order in which they were defined; a column of words where there is none.
    pub(super) fn axes(&self) -> Vec<CategoryAxis> {
        let columns = self.table.columns.iter().filter(|column| column.meaning == Meaning::Category);
        let names: Vec<&str> = columns.map(|column| column.heading.as_str()).collect();
        let latest = self.plan.head.axes();
        if latest.is_empty() {
            return self.printed_axis(names.first().copied()).into_iter().collect();
        }
        let named = |at: usize| names.get(at).filter(|_| names.len() == latest.len());
        let named = |at: usize, axis: VocabularyId| self.plan.head.axis_name(axis).or(named(at).copied());
        let axes = latest.iter().enumerate().map(|(at, vocabulary)| CategoryAxis {
            vocabulary: Some(vocabulary.id),
            name: named(at, vocabulary.id).unwrap_or_default().to_owned(),
            terms: vocabulary.terms.iter().map(|term| (Some(term.id), term.wording.clone())).collect(),
        });
        axes.collect()
    }

    fn printed_axis(&self, name: Option<&str>) -> Option<CategoryAxis> {
        let mut terms: Vec<(Option<TermId>, String)> = Vec::new();
        for cell in self.rows().filter_map(|row| self.table.cell(row, Meaning::Category)) {
            if terms.iter().all(|(_, known)| known != cell) {
                terms.push((None, cell.to_owned()));
            }
        }
        Some(CategoryAxis { vocabulary: None, name: name?.to_owned(), terms })
    }

    /// Which term of an axis a row has.
    pub(super) fn category(&self, row: &TableRow, axis: &CategoryAxis) -> Option<usize> {
        let Some(vocabulary) = axis.vocabulary else {
            let cell = self.table.cell(row, Meaning::Category)?;
            return axis.terms.iter().position(|(_, wording)| wording == cell);
        };
        let stated = self.details(row.node).iter().find_map(|detail| match detail {
            Detail::Category { axis, term } if *axis == vocabulary => *term,
            Detail::Departments { .. }
            | Detail::Category { .. }
            | Detail::Year { .. }
            | Detail::Indicator { .. }
            | Detail::DeclaredChange { .. } => None,
        })?;
        axis.terms.iter().position(|(term, _)| *term == Some(stated))
    }

    /// What stands above a row, from the top: headings, and items that have items under them.
    pub(super) fn above(&self, row: &TableRow) -> Vec<&TableRow> {
        let mut above: Vec<&TableRow> = Vec::new();
        let mut parent = row.parent;
        while let Some(at) = parent.and_then(|node| self.places.get(&node)) {
            let found = &self.table.rows[*at];
            // The outline is a forest; a table that is none must not keep anybody here for ever.
            if above.iter().any(|other| other.node == found.node) {
                break;
            }
            above.push(found);
            parent = found.parent;
        }
        above.reverse();
        above
    }
}

impl TableReport {
    /// The rows in which each node is counted once: where it stands itself, else at its first further place (再掲).
    pub fn firsts(&self) -> BTreeSet<u32> {
        let mut firsts: BTreeMap<NodeId, (bool, u32)> = BTreeMap::new();
        for row in &self.rows {
            let first = firsts.entry(row.node).or_insert((row.relisted, row.row));
            *first = (*first).min((row.relisted, row.row));
        }
        firsts.into_values().map(|(_, row)| row).collect()
    }
}

impl TableRow {
    /// The item or the heading, by the number of this place.
    pub fn item(&self) -> ItemRef {
        ItemRef {
            node: self.node,
            kind: self.kind,
            full_label: self.full_label.clone(),
            title: self.title.clone(),
        }
    }
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
