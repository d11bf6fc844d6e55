//! An item's time line: how it stood from when to when, what each edition printed, and the decisions in between (P9).
//!
//! Only what holds is told: decisions of a cycle that has not resolved are no part of it. What a later edition alone
//! says of an earlier day is inferred (推定), and before anything is known the item's state is unknown.

use super::named::{DecisionRef, EditionRef, ItemRef, PlanRef, is_pending};
use super::numbers::Numbers;
use super::standing::Standing;
use domain::event::CycleOrigin;
use domain::id::{DecisionId, NodeId};
use domain::plan::node::Decided;
use domain::plan::{Cycle, Edition, Lens, Node, Plan};
use domain::refusal::Refusal;
use domain::value::{Basis, Certainty, Precision, PrintedDate, Status};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// A stretch of days in which the item stood the same.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Span {
    /// Its first day; none for the first stretch: before anything is known, or where an edition without a date says so.
    pub from: Option<Date>,
    /// The day on which the next one begins; none for the last one.
    pub until: Option<Date>,
    /// How the item stood.
    pub standing: Standing,
    /// The status in words.
    pub status: Option<Status>,
    /// From when it holds, as printed; 頃 where that is coarser than a day.
    pub since: Option<PrintedDate>,
    /// Stated, confirmed, or inferred (推定) from a later edition.
    pub certainty: Certainty,
    /// The decision that it comes from, where there is one.
    pub decision: Option<DecisionId>,
}

/// What an edition printed of the item.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TimelineEdition {
    /// The edition.
    pub edition: EditionRef,
    /// How the item stands there.
    pub standing: Standing,
    /// The status as printed, corrections included.
    pub status: Option<Status>,
}

/// A decision on the time line.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TimelineDecision {
    /// The day of its cycle, of the edition that it became where it was run here; none where that is not known.
    pub day: Option<Date>,
    /// The decision with its reasons, its body and from when it holds.
    pub decision: DecisionRef,
}

/// An item's time line.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TimelineReport {
    /// The plan.
    pub plan: PlanRef,
    /// The item as it is named now.
    pub item: ItemRef,
    /// 実施時期 as it is now: what was planned, which proves nothing about what happened.
    pub schedule: Option<PrintedDate>,
    /// How it stood, the oldest first, without gaps; the first one is mostly before anything is known.
    pub spans: Vec<Span>,
    /// Every edition at hand, the oldest first.
    pub editions: Vec<TimelineEdition>,
    /// The decisions that hold, the oldest first.
    pub decisions: Vec<TimelineDecision>,
}

/// The time line of a node.
///
/// # Errors
/// [`Refusal::UnknownNode`].
pub fn timeline(plan: &Plan, node: NodeId) -> Result<TimelineReport, Refusal> {
    let kept = plan.node(node)?;
    let item = Numbers::of(plan).item(plan, node).ok_or(Refusal::UnknownNode { node })?;
    let teller = Teller { plan, node: kept, editions: plan.editions_at_hand() };
    Ok(TimelineReport {
        plan: PlanRef::of(plan),
        item,
        schedule: Lens::Current.view(&plan.head, kept).schedule,
        spans: teller.spans(),
        editions: teller.editions.iter().map(|edition| teller.printed(edition)).collect(),
        decisions: teller.decisions(),
    })
}

struct Teller<'p> {
    plan: &'p Plan,
    node: &'p Node,
    editions: Vec<&'p Edition>,
}

impl Teller<'_> {
    fn printed(&self, edition: &Edition) -> TimelineEdition {
        let listed = self.node.listed.get(&edition.id);
        let status = listed.and_then(|row| row.status.clone());
        let state = status.as_ref().map(|status| status.state);
        TimelineEdition {
            edition: EditionRef::of(edition),
            standing: listed.map_or(Standing::NotListed, |_| Standing::stated(state)),
            status,
        }
    }

    /// The decisions of cycles that have resolved.
    fn held(&self) -> impl Iterator<Item = (&Cycle, &Decided)> {
        let cycles = &self.plan.head.cycles;
        let decided = self.node.counted(&self.plan.head);
        decided
            .filter_map(|decided| Some((cycles.get(&decided.decision.cycle)?, decided)))
            .filter(|(cycle, _)| !is_pending(cycle))
    }

    fn decisions(&self) -> Vec<TimelineDecision> {
        let mut held: Vec<_> = self.held().map(|(cycle, decided)| (self.day(cycle), decided)).collect();
        held.sort_by_key(|(day, decided)| (day.unwrap_or(Date::MIN), decided.sequence));
        let held = held.into_iter();
        held.filter_map(|(day, decided)| {
            let decision = DecisionRef::of(&self.plan.head, &decided.decision, decided.sequence)?;
            Some(TimelineDecision { day, decision })
        })
        .collect()
    }

    /// The day from which the decisions of a cycle hold.
    fn day(&self, cycle: &Cycle) -> Option<Date> {
        match cycle.origin {
            CycleOrigin::Live => self.plan.head.basis_day(Basis::Cycle(cycle.id)),
            CycleOrigin::Transcribed | CycleOrigin::Inferred => cycle.date.start,
        }
    }

    /// Every day on which the item may have begun to stand otherwise.
    fn days(&self) -> BTreeSet<Date> {
        let rows = self.node.listed.values();
        let printed = rows.filter_map(|row| row.status.as_ref()?.date.as_ref()?.start);
        let decided = self.held().flat_map(|(cycle, decided)| {
            let effective = decided.decision.effective.as_ref().and_then(|date| date.start);
            let status = decided.decision.status.as_ref().and_then(|status| status.date.as_ref()?.start);
            [self.day(cycle), effective, status]
        });
        let editions = self.editions.iter().map(|edition| edition.day());
        editions.chain(printed).chain(decided.flatten()).collect()
    }

    fn spans(&self) -> Vec<Span> {
        let mut spans = vec![Span {
            from: None,
            until: None,
            standing: Standing::Unknown,
            status: None,
            since: None,
            certainty: Certainty::Stated,
            decision: None,
        }];
        for day in self.days() {
            let next = self.on(day);
            if day == Date::MIN {
                spans = vec![Span { from: None, ..next }];
                continue;
            }
            let Some(last) = spans.last_mut() else { continue };
            let same = last.standing == next.standing && last.status == next.status;
            if !same || last.certainty != next.certainty {
                last.until = Some(day);
                spans.push(next);
            }
        }
        spans
    }

    /// How the item stands from that day.
    fn on(&self, day: Date) -> Span {
        let view = Lens::AsOf(day).view(&self.plan.head, self.node);
        let in_force = self.editions.iter().rev().find(|edition| edition.day() <= day);
        let row = in_force.and_then(|edition| self.node.listed.get(&edition.id));
        let state = view.status.as_ref().map(|status| status.state);
        let standing = match (in_force, row) {
            (Some(_), None) => Standing::NotListed,
            (None, _) if state.is_none() => Standing::Unknown,
            (None | Some(_), _) => Standing::stated(state),
        };
        let decided = self.held().map(|(_, decided)| &decided.decision);
        let decided = decided.into_iter().find(|decision| Some(decision.decision) == view.decision);
        let printed = in_force.filter(|_| row.is_some_and(|row| row.status == view.status));
        let certainty = match (printed, decided) {
            (Some(edition), _) => certainty(edition),
            (None, Some(decision)) => decision.certainty,
            (None, None) => in_force.map_or(Certainty::Stated, |edition| certainty(edition)),
        };
        let from_cycle = || self.plan.head.cycles.get(&decided?.cycle).map(|cycle| cycle.date.clone());
        let stated = view.effective.clone().or_else(|| view.status.as_ref()?.date.clone());
        Span {
            from: Some(day),
            until: None,
            standing,
            since: stated.or_else(from_cycle).or_else(|| printed.map(|edition| edition.date.clone())),
            status: view.status,
            certainty,
            decision: view.decision,
        }
    }
}

impl Span {
    /// Whether it is inferred from a later edition.
    pub fn is_inferred(&self) -> bool {
        match self.certainty {
            Certainty::Inferred => true,
            Certainty::Stated | Certainty::Confirmed => false,
        }
    }

    /// Whether the day on which it began is known only to the month or the year.
    pub fn is_approximate(&self) -> bool {
        self.since.as_ref().is_some_and(|since| match since.precision {
            Precision::Month | Precision::FiscalYear | Precision::Year => true,
            Precision::Day | Precision::Undecided => false,
        })
    }
}

/// How sure what an edition says is.
fn certainty(edition: &Edition) -> Certainty {
    match EditionRef::of(edition).kind {
        super::EditionKind::Inferred => Certainty::Inferred,
        super::EditionKind::Transcribed | super::EditionKind::Adopted => Certainty::Stated,
    }
}
