//! A node of the outline with everything that was said about it.

use super::{Detail, Edition, Head};
use crate::event::{ExecutionStated, NodeKind, Outcome, StatusDecided, TextField};
use crate::id::{ColumnId, CycleId, DecisionId, EditionId, NodeId, PlacementId};
use crate::value::{Basis, Label, PrintedDate, Status, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Something said on an occasion; which one holds is decided by the day of its basis, then by sequence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Said<T> {
    /// What was said.
    pub value: T,
    /// On which occasion.
    pub basis: Basis,
    /// When it arrived.
    pub sequence: u64,
}

impl<T> Said<T> {
    /// Adds what is said now; what was said on the same occasion is replaced, so that the list stays as short
    /// as there are occasions.
    pub(super) fn say(list: &mut Vec<Self>, value: T, basis: Basis, sequence: u64) {
        list.retain(|said| said.basis != basis);
        list.push(Self { value, basis, sequence });
    }
}

/// A text of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct FieldText {
    /// Which text.
    pub field: TextField,
    /// The text.
    pub text: Text,
}

/// A place in the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Place {
    /// What it stands under.
    pub parent: Option<NodeId>,
    /// Its order among its siblings.
    pub rank: u32,
    /// Its number.
    pub label: Option<Label>,
}

/// A place of a node through time; none in the list says that it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Placement {
    /// The placement.
    pub id: PlacementId,
    /// （再掲） as printed, for a further place.
    pub marker: Option<Text>,
    /// What was said about the place.
    pub places: Vec<Said<Option<Place>>>,
}

/// A node as one edition lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Listed {
    /// The row.
    pub row: u32,
    /// The number there.
    pub label: Option<Label>,
    /// The title there.
    pub title: Text,
    /// 実施時期 there.
    pub schedule: Option<PrintedDate>,
    /// 状況 there.
    pub status: Option<Status>,
    /// 見直し時期 there.
    pub review: Option<PrintedDate>,
    /// 備考 there.
    pub remark: Option<Text>,
    /// 本文 there.
    pub body: Option<Text>,
    /// The columns that have no meaning for the rules.
    pub others: BTreeMap<ColumnId, Text>,
    /// Whether its status or review was corrected, so that it holds against the decision that it reported.
    pub corrected: bool,
    /// When the edition said so.
    pub sequence: u64,
}

/// A decision of a cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Decided {
    /// The decision as recorded, with its codes as classified since.
    pub decision: StatusDecided,
    /// When it arrived.
    pub sequence: u64,
}

impl Decided {
    /// Whether the edition that reports it was voided.
    fn is_void(&self, head: &Head) -> bool {
        self.decision.edition.and_then(|edition| head.editions.get(&edition)).is_some_and(Edition::is_void)
    }
}

/// The decisions of one cycle about a node, in order: the last one not withdrawn counts, and one that it replaced counts
/// again when it is taken back or its edition is voided. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
#[serde(transparent)]
pub struct Decisions(Vec<Decided>);

impl Decisions {
    /// The first decision.
    pub(super) fn new(first: Decided) -> Self {
        Self(vec![first])
    }

    /// The decision that was recorded last and not withdrawn.
    pub fn last(&self) -> &Decided {
        self.0.last().expect("a list of decisions begins with one and is dropped with its last")
    }

    /// Those that it replaced, the first of all first.
    pub fn replaced(&self) -> &[Decided] {
        &self.0[..self.0.len() - 1]
    }

    /// All of them, the first of all first.
    pub fn every(&self) -> impl Iterator<Item = &Decided> {
        self.0.iter()
    }

    /// The last one that still counts: those of voided editions do not.
    pub fn counted(&self, head: &Head) -> Option<&Decided> {
        self.0.iter().rev().find(|decided| !decided.is_void(head))
    }

    /// Adds a decision that replaces those before.
    pub(super) fn replace(&mut self, decided: Decided) {
        self.0.push(decided);
    }

    /// Takes the last one back; none is left of a list of one.
    pub(super) fn without_last(mut self) -> Option<Self> {
        self.0.pop();
        if self.0.is_empty() { None } else { Some(self) }
    }

    /// The last one that a condition holds for, without those that it replaced.
    pub(super) fn only_last(self, holds: impl Fn(&StatusDecided) -> bool) -> Option<Self> {
        self.0.into_iter().rev().find(|decided| holds(&decided.decision)).map(Self::new)
    }

    /// The last one names no decision that it replaces but one that a condition holds for.
    pub(super) fn forget_replaced(&mut self, known: impl Fn(DecisionId) -> bool) {
        if let Some(last) = self.0.last_mut() {
            last.decision.supersedes = last.decision.supersedes.filter(|older| known(*older));
        }
    }

    /// The decision of that id, where it is the last.
    pub(super) fn last_mut(&mut self, id: DecisionId) -> Option<&mut StatusDecided> {
        self.0.last_mut().map(|decided| &mut decided.decision).filter(|decision| decision.decision == id)
    }
}

/// A node with everything that was said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Node {
    /// The node.
    pub id: NodeId,
    /// Heading, item or term.
    pub kind: NodeKind,
    /// Its primary place.
    pub primary: PlacementId,
    /// All of its places.
    pub placements: BTreeMap<PlacementId, Placement>,
    /// The title that it was added with.
    pub title: Text,
    /// Its rows, by edition; a re-listed node keeps the row of its primary place.
    pub listed: BTreeMap<EditionId, Listed>,
    /// Its texts outside printed rows.
    pub texts: Vec<Said<FieldText>>,
    /// Its dates outside printed rows.
    pub schedules: Vec<Said<Option<PrintedDate>>>,
    /// What is stated of it beside its rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Said<Detail>>,
    /// Its decisions, by cycle.
    pub decisions: BTreeMap<CycleId, Decisions>,
    /// The cycles in which it had a decision that was taken back and left none.
    pub taken_back: BTreeSet<CycleId>,
    /// Whether it ever ran, as a person stated it last.
    pub execution: Option<ExecutionStated>,
    /// How many progress reports there are.
    pub reports: u32,
    /// The sequence of the last event that touched it.
    pub revision: u64,
}

impl Node {
    /// Takes a text; the same field on the same occasion is replaced.
    pub(super) fn say_text(&mut self, field: TextField, text: Text, basis: Basis, sequence: u64) {
        self.texts.retain(|said| said.basis != basis || said.value.field != field);
        self.texts.push(Said { value: FieldText { field, text }, basis, sequence });
    }

    /// The decisions that count, one for each cycle: those of voided editions do not.
    pub fn counted<'n>(&'n self, head: &'n Head) -> impl Iterator<Item = &'n Decided> {
        self.decisions.values().filter_map(|decisions| decisions.counted(head))
    }

    /// The decision that was recorded last in a cycle and not withdrawn.
    pub fn decision(&self, cycle: CycleId) -> Option<&StatusDecided> {
        self.decisions.get(&cycle).map(|decisions| &decisions.last().decision)
    }

    /// Whether the node's decision in that cycle changes anything.
    pub fn is_changed_in(&self, cycle: CycleId) -> bool {
        self.decision(cycle).is_some_and(|decision| match decision.outcome {
            Outcome::Changed | Outcome::Revived => true,
            Outcome::Unchanged => false,
        })
    }
}
