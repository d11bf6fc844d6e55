//! Trace (S8): what reasons lead from a concept over an issue to a policy, row by row as their tables print them.

use super::named::PlanRef;
use super::table::TableColumn;
use domain::event::{NodeKind, TextField};
use domain::id::{ColumnId, LinkId, NodeId, ProfileId};
use domain::plan::{Lens, Plan};
use domain::value::{Profile, Text, TraceLevel};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A term of the trace; or an item of the plan that somebody linked with one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TermRef {
    /// Its id.
    pub node: NodeId,
    /// Its level; none of an item.
    pub level: Option<TraceLevel>,
    /// What it says.
    pub title: Text,
}

/// A link that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TraceLink {
    /// Its id.
    pub link: LinkId,
    /// What answers.
    pub from: TermRef,
    /// What is answered to.
    pub to: TermRef,
    /// In which relation, as printed.
    pub relation: Option<Text>,
}

/// A row of a table of the trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TraceRow {
    /// The issue or the policy that the row is.
    pub node: NodeId,
    /// As printed, one cell for each column.
    pub cells: Vec<String>,
    /// What it is linked with, over any number of links, by level.
    pub linked: Vec<TermRef>,
    /// The levels that it has nothing of although its table or the policies have them.
    pub missing: Vec<TraceLevel>,
}

/// A table of the trace with the columns of its owner.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TraceTable {
    /// The level of which each row is one: an issue, or a policy.
    pub anchor: TraceLevel,
    /// The columns from the left.
    pub columns: Vec<TableColumn>,
    /// The rows in their order.
    pub rows: Vec<TraceRow>,
}

/// The whole trace of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TraceReport {
    /// The plan.
    pub plan: PlanRef,
    /// Its tables: issues first, policies last.
    pub tables: Vec<TraceTable>,
    /// The links that hold, in the order in which they were stated.
    pub links: Vec<TraceLink>,
}

impl TraceReport {
    /// The table whose rows are of that level.
    pub fn table(&self, anchor: TraceLevel) -> Option<&TraceTable> {
        self.tables.iter().find(|table| table.anchor == anchor)
    }
}

/// The whole trace of a plan as it is now.
pub fn trace(plan: &Plan) -> TraceReport {
    let terms = Terms::of(plan);
    let mut tables: Vec<TraceTable> =
        terms.profiles.iter().filter_map(|profile| terms.table(profile)).collect();
    tables.sort_by_key(|table| table.anchor);
    TraceReport { plan: PlanRef::of(plan), tables, links: terms.links() }
}

/// A term and where its tables have it.
#[derive(Debug, Clone)]
pub struct Term {
    /// The node.
    pub node: NodeId,
    /// Its level.
    pub level: TraceLevel,
    /// What it says.
    pub title: Text,
    /// The heading of its column.
    pub heading: String,
    /// Whether its column is the narrowest of its level: a policy line, not what it stands under.
    pub narrow: bool,
    /// The table that it is a row of.
    pub row_of: Option<ProfileId>,
    /// Where it stands among the rows: its rank, and when it arrived.
    pub stands: (u32, u64),
    /// Its texts by column, as printed.
    pub cells: BTreeMap<ColumnId, Text>,
}

/// The terms of a plan and the links between them.
#[derive(Debug)]
pub struct Terms<'p> {
    plan: &'p Plan,
    /// The latest columns of each table, those of issues first.
    profiles: Vec<&'p Profile>,
    /// In the order of the tables.
    pub terms: Vec<Term>,
    /// Where each stands among them.
    places: BTreeMap<NodeId, usize>,
    /// What answers to a node.
    below: BTreeMap<NodeId, Vec<NodeId>>,
    /// What a node answers to.
    above: BTreeMap<NodeId, Vec<NodeId>>,
}

impl<'p> Terms<'p> {
    /// The terms of a plan as it is now.
    pub fn of(plan: &'p Plan) -> Self {
        let mut profiles: Vec<&Profile> = Vec::new();
        for profile in plan.head.profiles.iter().filter(|profile| profile.is_of_trace()) {
            profiles.retain(|known| known.id != profile.id);
            profiles.push(profile);
        }
        profiles.sort_by_key(|profile| anchor(profile));
        let mut terms: Vec<Term> = Vec::new();
        let is_term = |node: &&domain::plan::Node| node.kind == NodeKind::Term;
        for node in plan.nodes.values().filter(is_term) {
            let Some(place) = Lens::Current.place(&plan.head, node, node.primary) else { continue };
            let view = Lens::Current.view(&plan.head, node);
            let arrived = node.placements[&node.primary].places.first().map_or(0, |said| said.sequence);
            let found = profiles.iter().find_map(|profile| term(profile, node, &view));
            terms.extend(found.map(|term| Term { stands: (place.rank, arrived), ..term }));
        }
        terms.sort_by_key(|term| (term.level, term.stands));
        let (mut below, mut above) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for link in plan.head.traces() {
            below.entry(link.to).or_default().push(link.from);
            above.entry(link.from).or_default().push(link.to);
        }
        let places = terms.iter().enumerate().map(|(at, term)| (term.node, at)).collect();
        Self { plan, profiles, terms, places, below, above }
    }

    /// The narrow terms of a level, in the order of their table.
    pub fn of_level(&self, level: TraceLevel) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.level == level && term.narrow)
    }

    /// Whether any table has that level.
    pub fn has(&self, level: TraceLevel) -> bool {
        self.profiles.iter().flat_map(|profile| &profile.columns).any(|column| column.trace() == Some(level))
    }

    /// The columns of the trace with their levels, from left to right, those of issues first.
    pub fn columns(&self) -> Vec<(TraceLevel, &'p str)> {
        let mut columns: Vec<(TraceLevel, &str)> = Vec::new();
        for column in self.profiles.iter().flat_map(|profile| profile.in_order()) {
            if let Some(level) = column.trace()
                && !columns.contains(&(level, &column.heading))
            {
                columns.push((level, &column.heading));
            }
        }
        columns
    }

    /// The term of a node.
    pub fn term(&self, node: NodeId) -> Option<&Term> {
        self.terms.get(*self.places.get(&node)?)
    }

    /// What answers to a node, in the order in which it was stated.
    pub fn answers(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        self.below.get(&node).into_iter().flatten().copied()
    }

    /// What a node answers to.
    pub fn answered(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        self.above.get(&node).into_iter().flatten().copied()
    }

    /// The policies that answer to an issue, over its classes and countermeasures or at once.
    pub fn policies_of(&self, issue: NodeId) -> Vec<&Term> {
        self.narrow(reached(&self.below, issue), TraceLevel::Policy)
    }

    /// The issues that a policy answers to.
    pub fn issues_of(&self, policy: NodeId) -> Vec<&Term> {
        self.narrow(reached(&self.above, policy), TraceLevel::Issue)
    }

    fn narrow(&self, nodes: BTreeSet<NodeId>, level: TraceLevel) -> Vec<&Term> {
        let terms = nodes.into_iter().filter_map(|node| self.term(node));
        terms.filter(|term| term.level == level && term.narrow).collect()
    }

    /// How a report names a node.
    pub fn name(&self, node: NodeId) -> TermRef {
        match self.term(node) {
            Some(term) => term.name(),
            None => {
                let known = self.plan.nodes.get(&node);
                let title = known.map(|known| Lens::Current.view(&self.plan.head, known).title);
                TermRef { node, level: None, title: title.unwrap_or_default() }
            }
        }
    }

    /// The links that hold.
    fn links(&self) -> Vec<TraceLink> {
        let told = self.plan.head.traces().into_iter().map(|link| TraceLink {
            link: link.link,
            from: self.name(link.from),
            to: self.name(link.to),
            relation: link.relation.clone(),
        });
        told.collect()
    }

    fn table(&self, profile: &Profile) -> Option<TraceTable> {
        let (anchor, _) = anchor(profile)?;
        let columns = profile.in_order();
        let mut own: Vec<&Term> = self.terms.iter().filter(|term| term.row_of == Some(profile.id)).collect();
        own.sort_by_key(|term| term.stands);
        let rows: Vec<TraceRow> = own
            .into_iter()
            .map(|term| {
                let cell = |column: &&domain::value::Column| {
                    term.cells.get(&column.id).map(ToString::to_string).unwrap_or_default()
                };
                let both = [&self.below, &self.above];
                let nodes: BTreeSet<NodeId> =
                    both.into_iter().flat_map(|way| reached(way, term.node)).collect();
                let mut linked: Vec<TermRef> = nodes.into_iter().map(|node| self.name(node)).collect();
                linked.sort_by_key(|other| (other.level, self.places.get(&other.node).copied()));
                TraceRow {
                    node: term.node,
                    cells: columns.iter().map(cell).collect(),
                    missing: self.missing(anchor, &linked, term),
                    linked,
                }
            })
            .collect();
        let columns = columns.into_iter().map(|column| TableColumn {
            id: column.id,
            heading: column.heading.clone(),
            meaning: column.meaning,
            width: column.width,
        });
        Some(TraceTable { anchor, columns: columns.collect(), rows })
    }

    fn missing(&self, anchor: TraceLevel, linked: &[TermRef], term: &Term) -> Vec<TraceLevel> {
        let wanted: &[TraceLevel] = match anchor {
            TraceLevel::Policy => &[TraceLevel::Issue],
            TraceLevel::Concept
            | TraceLevel::Function
            | TraceLevel::Opportunity
            | TraceLevel::Issue
            | TraceLevel::Class
            | TraceLevel::Countermeasure => {
                &[TraceLevel::Issue, TraceLevel::Class, TraceLevel::Countermeasure, TraceLevel::Policy]
            }
        };
        let is_there = |level: TraceLevel| {
            term.level == level
                || linked.iter().any(|other| {
                    other.level == Some(level) && self.term(other.node).is_some_and(|term| term.narrow)
                })
        };
        wanted.iter().copied().filter(|level| self.has(*level) && !is_there(*level)).collect()
    }
}

impl Term {
    /// How a report names it.
    pub fn name(&self) -> TermRef {
        TermRef { node: self.node, level: Some(self.level), title: self.title.clone() }
    }
}

/// The nodes that links of one direction lead to from a node, over any number of them, itself apart.
fn reached(links: &BTreeMap<NodeId, Vec<NodeId>>, node: NodeId) -> BTreeSet<NodeId> {
    let mut all = BTreeSet::new();
    let mut open = vec![node];
    while let Some(at) = open.pop() {
        open.extend(links.get(&at).into_iter().flatten().copied().filter(|next| all.insert(*next)));
    }
    all.remove(&node);
    all
}

/// The level of which each row is one, and the column that has it: the last of its level.
pub fn anchor(profile: &Profile) -> Option<(TraceLevel, ColumnId)> {
    let columns = profile.in_order();
    let last = |wanted| columns.iter().rev().find(|column| column.trace() == Some(wanted));
    [TraceLevel::Issue, TraceLevel::Policy]
        .into_iter()
        .find_map(|level| last(level).map(|column| (level, column.id)))
}

/// What a node is in a table: a row of it where it has the text that makes rows, else what its own column is. A row without
/// that text says so: the text was stated, and it is empty.
fn term(profile: &Profile, node: &domain::plan::Node, view: &domain::plan::View) -> Option<Term> {
    let (level, column) = anchor(profile)?;
    let columns = profile.in_order();
    let says = |id: &ColumnId| view.others.get(id).filter(|text| !text.as_str().trim().is_empty());
    let made = |level, heading: &str, narrow, row_of| Term {
        node: view.node,
        level,
        title: view.title.clone(),
        heading: heading.to_owned(),
        narrow,
        row_of,
        stands: (0, 0),
        cells: view.others.clone(),
    };
    if says(&column).is_some() {
        let heading = columns.iter().find(|other| other.id == column)?;
        return Some(made(level, &heading.heading, true, Some(profile.id)));
    }
    let is_own = |column: &&&domain::value::Column| {
        column.trace().is_some()
            && says(&column.id).is_some_and(|text| text.as_str().trim() == node.title.as_str())
    };
    let own = columns.iter().rev().find(is_own)?;
    let level = own.trace()?;
    let last = columns.iter().rev().find(|other| other.trace() == Some(level));
    let is_row = node.texts.iter().any(|said| said.value.field == TextField::Column(column));
    let row_of = is_row.then_some(profile.id);
    Some(made(level, &own.heading, last.is_some_and(|last| last.id == own.id), row_of))
}
