//! The rows of a table of a trace: which terms they name, what their cells say, and what answers to what.

use super::Pass;
use crate::error::AppError;
use crate::parse::any;
use ::import::{Finding, Place, Problem, TraceFinding, TraceTable};
use domain::command::{Action, AddNode, StateText};
use domain::event::{NodeKind, TextChange, TextField, TraceLinked};
use domain::id::{ColumnId, LinkId, NodeId, PlacementId};
use domain::plan::{Lens, Linked};
use domain::value::{Basis, Field, Profile, Text, TraceLevel};
use projections::report::trace::Terms;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What a class and a policy of one name are to each other, as the link says.
const SAME_NAME: &str = "同名";

/// A table that is gone through.
pub(super) struct On<'t> {
    pub(super) table: &'t TraceTable,
    pub(super) profile: &'t Profile,
    pub(super) basis: Basis,
    pub(super) warnings: Vec<Problem>,
}

impl On<'_> {
    fn warn(&mut self, line: Option<u32>, finding: TraceFinding) {
        let place =
            Place { file: self.table.file.clone(), sheet: self.table.sheet.clone(), row: line, column: None };
        self.warnings.push(Problem { place, finding: Finding::Trace(finding) });
    }

    fn columns(&self) -> Vec<ColumnId> {
        self.profile.in_order().into_iter().map(|column| column.id).collect()
    }

    /// Whether a column is the last of its level.
    fn is_narrow(&self, at: usize) -> bool {
        let columns = &self.table.columns;
        columns.iter().rposition(|column| column.level == columns[at].level) == Some(at)
    }
}

/// The terms that the plan has, by what they say.
pub(super) struct Known {
    /// Whether the column is the narrowest of its level stands beside the level.
    terms: BTreeMap<(TraceLevel, bool, String), NodeId>,
    rows: BTreeMap<(TraceLevel, String), Vec<NodeId>>,
    /// How often the words of a row came already.
    taken: BTreeSet<NodeId>,
    rank: u32,
    /// Which terms are or were linked, and whether a link of them stands.
    linked: BTreeMap<(NodeId, NodeId), bool>,
}

impl Known {
    pub(super) fn of(pass: &Pass) -> Self {
        let of = Terms::of(&pass.desk.plan);
        let (mut terms, mut rows) = (BTreeMap::new(), BTreeMap::<_, Vec<NodeId>>::new());
        for term in &of.terms {
            let words = term.title.to_string();
            if term.row_of.is_some() {
                rows.entry((term.level, words.clone())).or_default().push(term.node);
            }
            terms.entry((term.level, term.narrow, words)).or_insert(term.node);
        }
        let rank = u32::try_from(of.terms.len()).unwrap_or(u32::MAX);
        let mut linked = BTreeMap::new();
        for link in pass.desk.plan.head.links.values() {
            if let Linked::Trace(trace) = &link.says {
                *linked.entry((trace.from, trace.to)).or_default() |= link.retracted.is_none();
            }
        }
        Self { terms, rows, taken: BTreeSet::new(), rank, linked }
    }

    /// The next row of those words; a term that was none yet becomes one.
    fn row(&mut self, level: TraceLevel, words: &str) -> Option<NodeId> {
        let rows = self.rows.get(&(level, words.to_owned()));
        let free = rows.and_then(|rows| rows.iter().copied().find(|node| !self.taken.contains(node)));
        let bare = || {
            let term = self.terms.get(&(level, true, words.to_owned())).copied();
            term.filter(|node| !self.taken.contains(node) && rows.is_none())
        };
        let found = free.or_else(bare);
        self.taken.extend(found);
        found
    }
}

impl Pass<'_> {
    /// The nodes of all rows, and how many cells say something else than before.
    pub(super) fn rows_of_trace(
        &mut self,
        on: &mut On,
        known: &mut Known,
    ) -> Result<(Vec<NodeId>, u32), AppError> {
        let (mut rows, mut changed) = (Vec::new(), 0);
        let anchor = on.table.anchor_column();
        let before: Vec<(NodeId, String)> = known
            .rows
            .iter()
            .filter(|((level, _), _)| *level == on.table.anchor)
            .flat_map(|((_, words), nodes)| nodes.iter().map(|node| (*node, words.clone())))
            .collect();
        let mut stands = None;
        for row in &on.table.rows {
            // What comes in between stands behind the row above it.
            // A row without the text that makes rows is that of its narrowest level.
            let filled = |at: &usize| on.table.columns[*at].level.is_some() && !row.read[*at].is_empty();
            let makes = Some(anchor).filter(filled).or_else(|| (0..row.read.len()).rev().find(filled));
            let Some(makes) = makes else { continue };
            let level = on.table.columns[makes].level.expect("only columns of a level make a row");
            let own = known.row(level, &row.read[makes]);
            let is_new = own.is_none();
            let node = match own {
                Some(node) => node,
                None => self.add_term(on, known, &row.read[makes], stands)?,
            };
            if !before.is_empty() && (!is_new || stands.is_some()) {
                stands = self.rank_of(node);
            }
            known.terms.entry((level, on.is_narrow(makes), row.read[makes].clone())).or_insert(node);
            known.taken.insert(node);
            if makes != anchor {
                self.mark_row(on, node, on.columns()[anchor])?;
            }
            let cells = self.state_cells(on, node, &row.cells)?;
            changed += if is_new { 0 } else { cells };
            rows.push(node);
            self.link_row(on, known, (row, makes, node))?;
        }
        for (node, words) in before.into_iter().filter(|(node, _)| !known.taken.contains(node)) {
            if self.is_row_of(on.profile, node) {
                on.warn(None, TraceFinding::Gone { text: words });
            }
        }
        Ok((rows, changed))
    }

    fn is_row_of(&self, profile: &Profile, node: NodeId) -> bool {
        let Some(node) = self.desk.plan.nodes.get(&node) else { return false };
        let view = Lens::Current.view(&self.desk.plan.head, node);
        profile.columns.iter().any(|column| view.others.contains_key(&column.id))
    }

    fn rank_of(&self, node: NodeId) -> Option<u32> {
        let plan = &self.desk.plan;
        let node = plan.nodes.get(&node)?;
        Lens::Current.place(&plan.head, node, node.primary).map(|place| place.rank)
    }

    /// Adds a term of that rank, else behind all others.
    fn add_term(
        &mut self,
        on: &On,
        known: &mut Known,
        words: &str,
        rank: Option<u32>,
    ) -> Result<NodeId, AppError> {
        known.rank += 1;
        let node = NodeId::new(Uuid::now_v7());
        self.take(Action::AddNode(AddNode {
            node,
            placement: PlacementId::new(Uuid::now_v7()),
            kind: NodeKind::Term,
            parent: None,
            rank: rank.unwrap_or(known.rank),
            label: None,
            title: any("trace", Field::Body, words)?,
            basis: on.basis,
        }))?;
        Ok(node)
    }

    /// States what the cells of a row say, where that is not known; how many cells that was.
    fn state_cells(&mut self, on: &On, node: NodeId, cells: &[String]) -> Result<u32, AppError> {
        let mut stated = 0;
        for (column, cell) in on.columns().into_iter().zip(cells) {
            stated += u32::from(self.state_cell(on, node, column, cell)?);
        }
        Ok(stated)
    }

    /// States that a term without the text that makes rows is one of them all the same.
    fn mark_row(&mut self, on: &On, node: NodeId, column: ColumnId) -> Result<(), AppError> {
        let known = self.desk.plan.node(node)?;
        let field = TextField::Column(column);
        if known.texts.iter().any(|said| said.value.field == field) {
            return Ok(());
        }
        let (text, change, basis, seen) = (Text::default(), TextChange::Initial, on.basis, known.revision);
        self.take(Action::StateText(StateText { node, field, text, change, basis, seen }))
    }

    fn state_cell(&mut self, on: &On, node: NodeId, column: ColumnId, cell: &str) -> Result<bool, AppError> {
        let view = Lens::Current.view(&self.desk.plan.head, self.desk.plan.node(node)?);
        let text = any("trace", Field::Body, cell)?;
        let before = view.others.get(&column);
        if before.map_or("", Text::as_str) == text.as_str() {
            return Ok(false);
        }
        let change = if before.is_none() { TextChange::Initial } else { TextChange::Substance };
        let (field, basis, seen) = (TextField::Column(column), on.basis, view.revision);
        self.take(Action::StateText(StateText { node, field, text, change, basis, seen }))?;
        Ok(true)
    }

    /// Links the terms of a row: what is narrower to what is broader, each level to the nearest that it answers to.
    fn link_row(
        &mut self,
        on: &mut On,
        known: &mut Known,
        (row, makes, node): (&::import::TraceRow, usize, NodeId),
    ) -> Result<(), AppError> {
        let ids = on.columns();
        let mut nodes: Vec<Option<(TraceLevel, NodeId)>> = Vec::new();
        for (at, words) in row.read.iter().enumerate() {
            let level = on.table.columns[at].level.filter(|_| !words.is_empty());
            nodes.push(match level {
                Some(level) if at == makes => Some((level, node)),
                Some(level) => {
                    let key = (level, on.is_narrow(at), words.clone());
                    let term = match known.terms.get(&key) {
                        Some(term) => *term,
                        None => {
                            let term = self.add_term(on, known, words, None)?;
                            self.state_cell(on, term, ids[at], words)?;
                            known.terms.insert(key, term);
                            term
                        }
                    };
                    Some((level, term))
                }
                None => None,
            });
        }
        let narrowest = |level| nodes.iter().flatten().rev().find(|(of, _)| *of == level);
        let broadest = |level| nodes.iter().flatten().find(|(of, _)| *of == level);
        let mut links = Vec::new();
        for (at, (level, term)) in nodes.iter().enumerate().filter_map(|(at, node)| Some((at, (*node)?))) {
            let broader = nodes[..at].iter().flatten().rev().find(|(of, _)| *of == level);
            links.extend(broader.map(|(_, broader)| (at, term, *broader)));
            let speaks = match level {
                // A policy answers by what it says, not by what it stands under.
                TraceLevel::Policy => narrowest(level),
                TraceLevel::Concept
                | TraceLevel::Function
                | TraceLevel::Opportunity
                | TraceLevel::Issue
                | TraceLevel::Class
                | TraceLevel::Countermeasure => broadest(level),
            };
            if speaks == Some(&(level, term)) {
                let target = level.answers_to().iter().find_map(|level| narrowest(*level));
                links.extend(target.map(|(_, target)| (at, term, *target)));
            }
        }
        for (at, from, to) in links {
            let heading = &on.table.columns[at].heading;
            if let Some(finding) = self.link(known, on.basis, (from, to), heading)? {
                on.warn(Some(row.line), finding);
            }
        }
        Ok(())
    }

    /// Links two terms, unless they are linked; a link that a person has taken back is not made again.
    fn link(
        &mut self,
        known: &mut Known,
        basis: Basis,
        (from, to): (NodeId, NodeId),
        relation: &str,
    ) -> Result<Option<TraceFinding>, AppError> {
        match known.linked.get(&(from, to)) {
            Some(true) => return Ok(None),
            Some(false) => {
                let nodes = &self.desk.plan.nodes;
                let title = |node| nodes.get(&node).map(|node| node.title.to_string()).unwrap_or_default();
                return Ok(Some(TraceFinding::LinkRetracted { from: title(from), to: title(to) }));
            }
            None => {}
        }
        let relation = Some(any("relation", Field::Body, relation)?).filter(|text| !text.is_empty());
        let link = LinkId::new(Uuid::now_v7());
        self.take(Action::LinkTrace(TraceLinked { link, from, to, relation, basis }))?;
        known.linked.insert((from, to), true);
        Ok(None)
    }

    /// Links the policies to the classes of the same name; to no other.
    pub(super) fn link_same_names(
        &mut self,
        known: &mut Known,
        basis: Basis,
        warnings: &mut Vec<TraceFinding>,
    ) -> Result<(), AppError> {
        let terms = Terms::of(&self.desk.plan);
        let classes: Vec<_> = terms.of_level(TraceLevel::Class).map(|c| (c.node, c.title.clone())).collect();
        let policies: Vec<_> =
            terms.of_level(TraceLevel::Policy).map(|p| (p.node, p.title.clone())).collect();
        for (policy, called) in &policies {
            for (class, _) in classes.iter().filter(|(_, title)| title == called) {
                warnings.extend(self.link(known, basis, (*policy, *class), SAME_NAME)?);
            }
        }
        Ok(())
    }
}
