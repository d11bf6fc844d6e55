//! How many items there are by department, by category, by section, and how they stand.

use super::assigned::Department;
use super::counts::{Count, StateCount};
use super::listing::Listing;
use super::named::ItemRef;
use super::table::TableRow;
use domain::id::{TermId, UnitId, VocabularyId};
use domain::value::search_key::search_key;
use domain::value::{CanonicalState, Meaning};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// By what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountAxis {
    /// 担当部署: an item with three of them is counted under each.
    Department,
    /// 区分: one axis of categories; none where it is only a column of words.
    Category(Option<VocabularyId>),
    /// The headings of the table.
    Section,
}

/// How many items belong to one department, category or section.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AxisCount {
    /// What it is called; none for items of which nothing is stated.
    pub name: Option<String>,
    /// The department in the register.
    pub unit: Option<UnitId>,
    /// The category.
    pub term: Option<TermId>,
    /// The heading.
    pub heading: Option<ItemRef>,
    /// How many.
    pub count: Count,
    /// How these stand, in canonical order; without a status last.
    pub by_state: Vec<StateCount>,
}

/// How many items there are along one axis.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AxisCounts {
    /// By what is counted.
    pub axis: CountAxis,
    /// The heading of the column; none where the table has none.
    pub name: Option<String>,
    /// In the order in which the table names them, categories in that of their vocabulary; the rest last.
    pub entries: Vec<AxisCount>,
    /// All items, each once, so that the entries may add up to more.
    pub total: Count,
}

/// The counts along every axis of which anything is stated.
pub(super) fn axes(listing: &Listing<'_>) -> Vec<AxisCounts> {
    let departments = Some(by_department(listing)).filter(|counts| counts.says_anything());
    let categories = by_category(listing).into_iter().filter(AxisCounts::says_anything);
    let sections = Some(by_section(listing)).filter(|counts| counts.entries.len() > 1);
    departments.into_iter().chain(categories).chain(sections).collect()
}

fn by_department(listing: &Listing<'_>) -> AxisCounts {
    let mut known: BTreeMap<(Option<UnitId>, String), usize> = BTreeMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut rest = Group::default();
    for row in listing.rows() {
        let departments = &row.departments;
        if departments.is_empty() {
            rest.rows.push(row);
        }
        let mut of_row = BTreeSet::new();
        for (unit, name) in departments.iter().flat_map(Department::counted) {
            let key = if unit.is_some() { String::new() } else { search_key(name) };
            let at = *known.entry((unit, key)).or_insert_with(|| {
                groups.push(Group { name: Some(name.to_owned()), unit, ..Group::default() });
                groups.len() - 1
            });
            if of_row.insert(at) {
                groups[at].rows.push(row);
            }
        }
    }
    let name = listing.table.column(Meaning::Department);
    let name = name.map(|at| listing.table.columns[at].heading.clone());
    AxisCounts::of(listing, CountAxis::Department, name, groups.into_iter().chain([rest]))
}

fn by_category(listing: &Listing<'_>) -> Vec<AxisCounts> {
    let axes = listing.axes().into_iter().map(|axis| {
        let group = |(term, wording): &(Option<TermId>, String)| Group {
            name: Some(wording.clone()),
            term: *term,
            ..Group::default()
        };
        let mut groups: Vec<Group<'_>> = axis.terms.iter().map(group).chain([Group::default()]).collect();
        for row in listing.rows() {
            let at = listing.category(row, &axis).unwrap_or(axis.terms.len());
            groups[at].rows.push(row);
        }
        let name = Some(axis.name).filter(|name| !name.is_empty());
        AxisCounts::of(listing, CountAxis::Category(axis.vocabulary), name, groups.into_iter())
    });
    axes.collect()
}

fn by_section(listing: &Listing<'_>) -> AxisCounts {
    let sections = listing.sections();
    let group = |section: &&TableRow| Group {
        name: Some(section.title.to_string()),
        heading: Some(section.item()),
        ..Group::default()
    };
    let mut groups: Vec<Group<'_>> = sections.iter().map(group).chain([Group::default()]).collect();
    for row in listing.rows() {
        let at = listing.section(&sections, row).unwrap_or(sections.len());
        groups[at].rows.push(row);
    }
    AxisCounts::of(listing, CountAxis::Section, None, groups.into_iter())
}

/// The rows that belong to one entry.
#[derive(Default)]
struct Group<'t> {
    name: Option<String>,
    unit: Option<UnitId>,
    term: Option<TermId>,
    heading: Option<ItemRef>,
    rows: Vec<&'t TableRow>,
}

impl AxisCounts {
    fn of<'t>(
        listing: &Listing<'_>,
        axis: CountAxis,
        name: Option<String>,
        groups: impl Iterator<Item = Group<'t>>,
    ) -> Self {
        let groups = groups.filter(|group| group.name.is_some() || !group.rows.is_empty());
        let entries = groups.map(|group| AxisCount::of(listing, group)).collect();
        Self { axis, name, entries, total: listing.count(|_| true) }
    }

    /// Whether it says more than that nothing is stated.
    fn says_anything(&self) -> bool {
        self.entries.iter().any(|entry| entry.name.is_some() && entry.count.listed > 0)
    }
}

impl AxisCount {
    fn of(listing: &Listing<'_>, group: Group<'_>) -> Self {
        let Group { name, unit, term, heading, rows } = group;
        let count = |wanted: &dyn Fn(&TableRow) -> bool| {
            rows.iter().filter(|row| wanted(row)).fold(Count::default(), |mut count, row| {
                count += listing.weight(row);
                count
            })
        };
        let states = CanonicalState::ALL.into_iter().map(Some).chain([None]);
        let states = states.map(|state| StateCount { state, count: count(&|row| row.state == state) });
        let by_state = states.filter(|counted| counted.count.listed > 0).collect();
        Self { count: count(&|_| true), by_state, name, unit, term, heading }
    }
}
