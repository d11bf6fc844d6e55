//! The numbers of items in the reasons of decisions, each as the edition has it that reports the decision.

use super::named::DecisionRef;
use super::numbers::Numbers;
use super::references::{Known, Reference, references};
use domain::id::{DecisionId, EditionId};
use domain::plan::Plan;
use domain::value::Reason;
use std::collections::BTreeMap;

/// Which items the reasons of decisions name, with their places in them; reasons that name none are left out.
pub type ReasonReferences = BTreeMap<DecisionId, Vec<Reference>>;

/// What the reasons of these decisions name.
pub(super) fn in_reasons<'d>(
    plan: &Plan,
    numbers: &Numbers,
    decisions: impl IntoIterator<Item = &'d DecisionRef>,
) -> ReasonReferences {
    let mut known: BTreeMap<Option<EditionId>, Known> = BTreeMap::new();
    let mut found = ReasonReferences::new();
    for decision in decisions {
        let Some(Reason::Stated(reason)) = &decision.reason else { continue };
        let edition = decision.edition.or(decision.cycle.edition);
        let known = known.entry(edition).or_insert_with(|| match edition {
            Some(edition) => Known::of_edition(plan, edition),
            None => Known::of(plan, numbers),
        });
        let named = references(reason.as_str(), known);
        if !named.is_empty() {
            found.insert(decision.decision, named);
        }
    }
    found
}
