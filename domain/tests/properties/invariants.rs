//! What holds of every plan, whatever was recorded.

use domain::digest::Digest;
use domain::event::{CycleOrigin, NodeKind, Outcome, Verdict};
use domain::id::{DecisionId, NodeId};
use domain::plan::{CycleState, EditionOrigin, Lens, Plan, table};
use domain::value::Basis;
use std::collections::{BTreeMap, BTreeSet};

/// Checks the invariants of the catalogue that a state can show.
#[track_caller]
pub(crate) fn invariants(plan: &Plan) {
    let live: Vec<_> = plan.head.cycles.values().filter(|cycle| cycle.origin == CycleOrigin::Live).collect();
    let mut lenses = vec![Lens::Current];
    lenses.extend(live.iter().map(|cycle| Lens::Cycle(cycle.id)));
    lenses.extend(["2019-01-01", "2025-01-01"].map(|on| Lens::AsOf(on.parse().unwrap())));
    for lens in lenses {
        forest(plan, lens);
    }
    at_most_one_live_cycle(plan);
    cycles(plan);
    decisions(plan);
    editions(plan);
}

/// 1: every listed place is in the outline once, under something that stands above it.
fn forest(plan: &Plan, lens: Lens) {
    let outline = plan.outline(lens);
    let mut above: BTreeSet<NodeId> = BTreeSet::new();
    let mut primary = BTreeSet::new();
    for line in &outline {
        if let Some(parent) = line.parent {
            assert!(above.contains(&parent), "{lens:?}: {parent} does not stand above {}", line.view.node);
        }
        if !line.relisted {
            assert!(primary.insert(line.view.node), "{lens:?}: {} twice", line.view.node);
            above.insert(line.view.node);
        }
    }
    for node in plan.nodes.values() {
        assert!(node.placements.contains_key(&node.primary));
        let listed = lens.place(&plan.head, node, node.primary).is_some();
        assert_eq!(listed, primary.contains(&node.id), "{lens:?}: {}", node.title);
    }
}

/// 2: no other node has the number of a node that was added or moved, neither now nor in the live cycle.
pub(crate) fn number_is_its_own(plan: &Plan, node: NodeId, basis: Basis) {
    let mut lenses: Vec<_> = plan.head.live_cycle().map(|cycle| Lens::Cycle(cycle.id)).into_iter().collect();
    if !matches!(basis, Basis::Cycle(_)) {
        lenses.push(Lens::Current);
    }
    for lens in lenses {
        let number = |node: &domain::plan::Node| {
            let place = lens.place(&plan.head, node, node.primary)?;
            Some((place.parent, place.label?.text))
        };
        let Some(own) = number(&plan.nodes[&node]) else { continue };
        let stated = lens.place(&plan.head, &plan.nodes[&node], plan.nodes[&node].primary);
        let twin = plan.nodes.values().find(|other| other.id != node && number(other).as_ref() == Some(&own));
        assert_eq!(twin.map(|other| other.id), None, "{lens:?}: {own:?} {stated:?}");
    }
}

/// 3.
fn at_most_one_live_cycle(plan: &Plan) {
    let open =
        |cycle: &&domain::plan::Cycle| !matches!(cycle.state, CycleState::Adopted | CycleState::Abandoned);
    let all: Vec<_> = plan.head.cycles.values().filter(open).collect();
    assert!(all.len() <= 1);
    assert!(all.iter().all(|cycle| cycle.origin == CycleOrigin::Live), "a transcribed cycle is never open");
}

/// 6 and 7: what is adopted was approved as it was submitted, and has its resolution.
fn cycles(plan: &Plan) {
    for cycle in plan.head.cycles.values().filter(|cycle| cycle.origin == CycleOrigin::Live) {
        let decided = plan.nodes.values().filter(|node| node.decision(cycle.id).is_some()).count();
        assert_eq!(usize::try_from(cycle.decided).unwrap(), decided);
        let approved = cycle.reviews.last().is_some_and(|review| review.verdict == Verdict::Approved);
        match cycle.state {
            CycleState::Adopted => {
                assert!(approved && cycle.adoption.is_some() && cycle.adopted_as.is_some());
                let approver = cycle.reviews.last().unwrap().actor;
                assert!(!cycle.recorders.contains_key(&approver), "four eyes");
            }
            CycleState::Approved => {
                assert!(approved && cycle.submitted.is_some() && cycle.adoption.is_none())
            }
            CycleState::Submitted => assert!(cycle.submitted.is_some() && cycle.round > 0),
            CycleState::Returned => assert!(!approved),
            CycleState::Open | CycleState::Abandoned => assert!(cycle.adopted_as.is_none()),
        }
    }
}

/// 4, 5 and 10: ids once, reasons where they are owed, endings and revivals in turn.
fn decisions(plan: &Plan) {
    let mut ids: BTreeSet<DecisionId> = BTreeSet::new();
    for node in plan.nodes.values() {
        for (cycle, all) in &node.decisions {
            assert_eq!(node.kind, NodeKind::Item);
            let mut replaces = false;
            for one in all.replaced().iter().chain([all.last()]) {
                let decision = &one.decision;
                assert!(ids.insert(decision.decision), "{} twice", decision.decision);
                assert_eq!((decision.cycle, decision.node), (*cycle, node.id));
                let ending = decision.status.as_ref().is_some_and(|status| status.state.is_ending());
                let owed =
                    decision.outcome == Outcome::Revived || ending && decision.outcome == Outcome::Changed;
                assert!(!owed || decision.reason.is_some(), "{}", node.title);
                assert!(!(ending && decision.outcome == Outcome::Revived));
                assert!(!replaces || decision.supersedes.is_some(), "{}", node.title);
                let void = |id| plan.head.editions.get(&id).is_some_and(domain::plan::Edition::is_void);
                replaces |= !decision.edition.is_some_and(void);
            }
        }
    }
}

/// 8: an adopted edition is what was adopted, cell for cell.
fn editions(plan: &Plan) {
    for edition in plan.head.editions.values() {
        let rows: Vec<_> = plan.rows[&edition.id].values().cloned().collect();
        assert_eq!(usize::try_from(edition.rows).unwrap(), rows.len());
        assert!(rows.iter().zip(1..).all(|(row, place)| row.row == place && row.edition == edition.id));
        let profile = plan.head.profile(edition.profile).unwrap();
        if let EditionOrigin::Adopted { table, .. } = edition.origin {
            assert_eq!(table::digest(&edition.title_lines, profile, &rows), table);
        }
    }
}

/// A digest of every cell that editions of that day or later print, for comparing before and after.
pub(crate) fn cells(plan: &Plan) -> BTreeMap<domain::id::EditionId, Digest> {
    plan.rows
        .iter()
        .map(|(edition, rows)| {
            let cells: Vec<_> = rows.values().map(|row| &row.cells).collect();
            (*edition, Digest::of_value(&cells))
        })
        .collect()
}
