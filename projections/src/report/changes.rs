//! What became public and when: publications with the resolution that they rest on, withdrawals, corrections (P8).

use super::named::{EditionRef, ItemRef, PlanRef};
use super::numbers::Numbers;
use super::table::Erratum;
use crate::fold::Entry;
use domain::event::Fact;
use domain::id::EditionId;
use domain::plan::cycle::Adoption;
use domain::plan::edition::Withdrawal;
use domain::plan::{Edition, Plan};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// What became public.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Published {
    /// An edition, with the body's resolution where it was adopted here.
    Edition(Option<Box<Adoption>>),
    /// That an edition is withdrawn.
    Withdrawal(Box<Withdrawal>),
    /// A correction of a cell of a public edition.
    Correction(Box<Corrected>),
}

/// A correction and the row that it is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Corrected {
    /// The row's item or heading.
    pub item: ItemRef,
    /// The heading of the cell's column.
    pub column: String,
    /// The correction with both readings.
    pub erratum: Erratum,
}

/// One change of what is public.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicChange {
    /// The edition.
    pub edition: EditionRef,
    /// What became public.
    pub what: Published,
    /// When it was recorded, which is when it became public.
    pub at: Timestamp,
    /// The sequence of its event.
    pub sequence: u64,
}

/// What became public of a plan, the newest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangesReport {
    /// The plan.
    pub plan: PlanRef,
    /// The changes.
    pub changes: Vec<PublicChange>,
}

/// What became public. The plan is as anyone may see it; of the entries those of the plan itself and those of
/// corrected rows are read, and of these no person.
pub fn changes(plan: &Plan, entries: &[Entry]) -> ChangesReport {
    let numbers = Numbers::of(plan);
    let public_since: BTreeMap<EditionId, u64> = entries.iter().filter_map(publication).collect();
    let mut changes: Vec<PublicChange> =
        entries.iter().filter_map(|entry| change(plan, &numbers, &public_since, entry)).collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.sequence));
    changes.dedup_by_key(|change| change.sequence);
    ChangesReport { plan: PlanRef::of(plan), changes }
}

fn publication(entry: &Entry) -> Option<(EditionId, u64)> {
    if let Fact::EditionPublished(f) = &entry.fact { Some((f.edition, entry.sequence)) } else { None }
}

fn change(
    plan: &Plan,
    numbers: &Numbers,
    public_since: &BTreeMap<EditionId, u64>,
    entry: &Entry,
) -> Option<PublicChange> {
    let (id, what) = if let Fact::EditionPublished(f) = &entry.fact {
        let edition = plan.head.editions.get(&f.edition)?;
        (f.edition, Published::Edition(adoption(plan, edition).map(Box::new)))
    } else if let Fact::EditionWithdrawn(f) = &entry.fact {
        let withdrawal = plan.head.editions.get(&f.edition)?.withdrawn.clone()?;
        // Taken from the public first and voided later: the last is what stands.
        (f.edition, Published::Withdrawal(Box::new(Withdrawal { sequence: entry.sequence, ..withdrawal })))
    } else if let Fact::EditionCorrected(f) = &entry.fact {
        let row = plan.rows.get(&f.edition)?.get(&f.row)?;
        let correction = row.corrections.iter().find(|correction| correction.correction == f.correction)?;
        let profile = plan.head.profile(plan.head.editions.get(&f.edition)?.profile);
        let column = profile.and_then(|profile| profile.by_id(f.column));
        let corrected = Corrected {
            item: numbers.item(plan, f.node)?,
            column: column.map(|column| column.heading.clone()).unwrap_or_default(),
            erratum: Erratum::of(correction),
        };
        (f.edition, Published::Correction(Box::new(corrected)))
    } else {
        return None;
    };
    // What was corrected before an edition was public came out with it.
    let since = public_since.get(&id)?;
    let at = entry.metadata.get("recorded_at")?.parse().ok()?;
    (entry.sequence >= *since).then(|| PublicChange {
        edition: EditionRef::of(&plan.head.editions[&id]),
        what,
        at,
        sequence: entry.sequence,
    })
}

/// The body's resolution by which the edition was adopted.
fn adoption(plan: &Plan, edition: &Edition) -> Option<Adoption> {
    plan.head.cycles.get(&edition.cycle?)?.adoption.clone()
}
