//! Through a lens a node shows one row: as it is now, as a cycle proposes it, as it was on a day.
//!
//! What holds is the greatest by (day of the edition, start of effect, sequence), never by arrival alone, so that
//! an older edition that arrives later changes nothing newer (invariant 9).

use super::node::{Listed, Place};
use super::{CycleState, Head, Node};
use crate::event::{CycleOrigin, NodeKind, StatusDecided, TextField};
use crate::id::{ColumnId, CycleId, DecisionId, EditionId, NodeId, PlacementId};
use crate::value::{Basis, Label, PrintedDate, SeenRow, Status, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// From where a plan is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lens {
    /// What holds now: everything but what an open cycle proposes.
    Current,
    /// What holds now, and what this cycle proposes.
    Cycle(CycleId),
    /// What held on that day, by the start of effect.
    AsOf(Date),
}

/// A node through a lens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct View {
    /// The node.
    pub node: NodeId,
    /// Heading, item or term.
    pub kind: NodeKind,
    /// The title.
    pub title: Text,
    /// 実施時期.
    pub schedule: Option<PrintedDate>,
    /// 状況; none where the plan does not say.
    pub status: Option<Status>,
    /// From when the status holds, where that is stated.
    pub effective: Option<PrintedDate>,
    /// The decision that the status comes from, where there is one.
    pub decision: Option<DecisionId>,
    /// 見直し時期.
    pub review: Option<PrintedDate>,
    /// 備考.
    pub remark: Option<Text>,
    /// 本文.
    pub body: Option<Text>,
    /// The columns that have no meaning for the rules.
    pub others: BTreeMap<ColumnId, Text>,
    /// The node's revision.
    pub revision: u64,
}

impl View {
    /// The row as a person sees it, for a decision to keep.
    pub fn as_seen(&self) -> SeenRow {
        let text =
            |text: &str| Text::parse(crate::value::Field::Body, text).ok().filter(|text| !text.is_empty());
        SeenRow {
            revision: self.revision,
            title: Some(self.title.clone()),
            schedule: self.schedule.as_ref().and_then(|date| text(&date.text)),
            status: self.status.as_ref().and_then(|status| text(&status.wording)),
            review: self.review.as_ref().and_then(|date| text(&date.text)),
            remark: self.remark.clone(),
        }
    }
}

type Rank = (Date, Date, u64);

/// A status and where it comes from.
#[derive(Default)]
struct StatusSource {
    status: Option<Status>,
    effective: Option<PrintedDate>,
    decision: Option<DecisionId>,
    review: Option<PrintedDate>,
}

impl Lens {
    /// The day of a basis under this lens; none where it does not count.
    pub(super) fn day(self, head: &Head, basis: Basis) -> Option<Date> {
        match self {
            Self::Current => head.basis_day(basis),
            Self::Cycle(cycle) if basis == Basis::Cycle(cycle) => Some(Date::MAX),
            Self::Cycle(_) => head.basis_day(basis),
            Self::AsOf(day) => head.basis_day(basis).filter(|from| *from <= day),
        }
    }

    /// The rank of a decision under this lens; none where it does not count.
    fn rank(self, head: &Head, decision: &StatusDecided, sequence: u64) -> Option<Rank> {
        let cycle = head.cycles.get(&decision.cycle)?;
        let start = decision.effective.as_ref().and_then(|date| date.start);
        let day = match cycle.origin {
            CycleOrigin::Live => self.day(head, Basis::Cycle(cycle.id)).or_else(|| {
                // What a cycle adopted later decided may have taken effect before its edition's date.
                head.basis_day(Basis::Cycle(cycle.id)).filter(|_| cycle.state == CycleState::Adopted)
            })?,
            CycleOrigin::Transcribed | CycleOrigin::Inferred => cycle.date.start?,
        };
        let from = start.unwrap_or(day);
        match self {
            Self::AsOf(on) if from > on => None,
            Self::AsOf(_) | Self::Current | Self::Cycle(_) => {
                Some((day, start.unwrap_or(Date::MIN), sequence))
            }
        }
    }

    /// The node's status.
    pub fn status_of(self, head: &Head, node: &Node) -> Option<Status> {
        self.status(head, node).status
    }

    /// The node's row.
    pub fn view(self, head: &Head, node: &Node) -> View {
        let listed = self.listed(head, node);
        let source = self.status(head, node);
        View {
            node: node.id,
            kind: node.kind,
            title: self
                .text(head, node, TextField::Title, listed.map(|(rank, row)| (rank, Some(&row.title))))
                .unwrap_or_else(|| node.title.clone()),
            schedule: self.schedule(head, node, listed).cloned(),
            status: source.status,
            effective: source.effective,
            decision: source.decision,
            review: source.review,
            remark: self.text(
                head,
                node,
                TextField::Remark,
                listed.map(|(rank, row)| (rank, row.remark.as_ref())),
            ),
            body: self.text(head, node, TextField::Body, listed.map(|(rank, row)| (rank, row.body.as_ref()))),
            others: self.others(head, node, listed),
            revision: node.revision,
        }
    }

    /// Where a placement stands; none when it is not listed.
    pub fn place(self, head: &Head, node: &Node, placement: PlacementId) -> Option<Place> {
        let places = &node.placements.get(&placement)?.places;
        places
            .iter()
            .filter_map(|said| Some(((self.day(head, said.basis)?, said.sequence), &said.value)))
            .max_by_key(|(rank, _)| *rank)
            .and_then(|(_, place)| place.clone())
    }

    /// The number at the primary place.
    pub fn label(self, head: &Head, node: &Node) -> Option<Label> {
        self.place(head, node, node.primary).and_then(|place| place.label)
    }

    /// The newest edition that lists a node, and its day.
    pub(super) fn listed_in(self, head: &Head, node: &Node) -> Option<(Date, EditionId)> {
        self.newest(head, node).map(|((day, _), edition, _)| (day, edition))
    }

    fn listed<'n>(self, head: &Head, node: &'n Node) -> Option<((Date, u64), &'n Listed)> {
        self.newest(head, node).map(|(rank, _, row)| (rank, row))
    }

    /// The newest row of a node, the edition that prints it, and its rank.
    fn newest<'n>(self, head: &Head, node: &'n Node) -> Option<((Date, u64), EditionId, &'n Listed)> {
        let ranked = node.listed.iter().filter_map(|(edition, row)| {
            Some(((self.day(head, Basis::Edition(*edition))?, row.sequence), *edition, row))
        });
        ranked.max_by_key(|(rank, ..)| *rank)
    }

    fn schedule<'n>(
        self,
        head: &Head,
        node: &'n Node,
        listed: Option<((Date, u64), &'n Listed)>,
    ) -> Option<&'n PrintedDate> {
        node.schedules
            .iter()
            .filter_map(|said| Some(((self.day(head, said.basis)?, said.sequence), said.value.as_ref())))
            .chain(listed.map(|(rank, row)| (rank, row.schedule.as_ref())))
            .max_by_key(|(rank, _)| *rank)
            .and_then(|(_, date)| date)
    }

    fn text(
        self,
        head: &Head,
        node: &Node,
        field: TextField,
        listed: Option<((Date, u64), Option<&Text>)>,
    ) -> Option<Text> {
        node.texts
            .iter()
            .filter(|said| said.value.field == field)
            .filter_map(|said| Some(((self.day(head, said.basis)?, said.sequence), Some(&said.value.text))))
            .chain(listed)
            .max_by_key(|(rank, _)| *rank)
            .and_then(|(_, text)| text.cloned())
            .filter(|text| !text.is_empty())
    }

    fn others(
        self,
        head: &Head,
        node: &Node,
        listed: Option<((Date, u64), &Listed)>,
    ) -> BTreeMap<ColumnId, Text> {
        let stated = node.texts.iter().filter_map(|said| match said.value.field {
            TextField::Column(column) => Some(column),
            TextField::Title | TextField::Body | TextField::Remark => None,
        });
        let printed = listed.iter().flat_map(|(_, row)| row.others.keys().copied());
        let columns: std::collections::BTreeSet<ColumnId> = stated.chain(printed).collect();
        columns
            .into_iter()
            .filter_map(|column| {
                let printed = listed.map(|(rank, row)| (rank, row.others.get(&column)));
                Some((column, self.text(head, node, TextField::Column(column), printed)?))
            })
            .collect()
    }

    fn status(self, head: &Head, node: &Node) -> StatusSource {
        let printed = node.listed.iter().filter_map(|(edition, row)| {
            let day = self.day(head, Basis::Edition(*edition))?;
            let start = if row.corrected { Date::MAX } else { Date::MIN };
            Some(((day, start, row.sequence), Stated::Printed(row)))
        });
        let decided = node.counted(head).filter_map(|decided| {
            let rank = self.rank(head, &decided.decision, decided.sequence)?;
            Some((rank, Stated::Decided(&decided.decision)))
        });
        let mut stated: Vec<(Rank, Stated<'_>)> = printed.chain(decided).collect();
        // Of equal rank the later in the list holds: a decision before a row.
        stated.sort_by_key(|(rank, _)| *rank);
        let mut sources = stated.into_iter().rev().map(|(_, stated)| match stated {
            Stated::Printed(row) => StatusSource::printed(row, reported(head, node, row)),
            Stated::Decided(decision) => StatusSource::decided(decision),
        });
        // The table prints what takes effect later; until that day it does not hold. A decision's rank has seen to that.
        sources.find(|source| self.is_in_effect(source)).unwrap_or_default()
    }

    fn is_in_effect(self, source: &StatusSource) -> bool {
        match (self, source.effective.as_ref().and_then(|date| date.start)) {
            (Self::AsOf(on), Some(from)) => from <= on,
            (Self::AsOf(_), None) | (Self::Current | Self::Cycle(_), _) => true,
        }
    }
}

/// What states a status.
enum Stated<'n> {
    Printed(&'n Listed),
    Decided(&'n StatusDecided),
}

impl StatusSource {
    fn printed(row: &Listed, reported: Option<&StatusDecided>) -> Self {
        let effective = match reported {
            Some(decision) => decision.effective.clone(),
            None => row.status.as_ref().and_then(|status| status.date.clone()),
        };
        Self {
            status: row.status.clone(),
            effective,
            decision: reported.map(|decision| decision.decision),
            review: row.review.clone(),
        }
    }

    fn decided(decision: &StatusDecided) -> Self {
        Self {
            status: decision.status.clone(),
            effective: decision.effective.clone(),
            decision: Some(decision.decision),
            review: decision.review.clone(),
        }
    }
}

/// The decision whose status and 見直し時期 a printed row repeats.
fn reported<'n>(head: &'n Head, node: &'n Node, row: &Listed) -> Option<&'n StatusDecided> {
    let review = row.review.as_ref()?;
    let decisions = node.counted(head).map(|decided| &decided.decision);
    decisions.filter(|decision| decision.status == row.status).find(|decision| {
        let cycle = head.cycles.get(&decision.cycle);
        cycle.is_some_and(|cycle| cycle.date.is_same_time(review))
    })
}
