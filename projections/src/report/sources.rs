//! Which kept files of a plan everyone may have: what is public cites them, or was taken over from them (R11).

use domain::event::StatusDecided;
use domain::id::SourceId;
use domain::plan::node::Decisions;
use domain::plan::{Edition, EditionOrigin, Plan};
use domain::value::Evidence;
use std::collections::BTreeSet;

/// The plan as anyone may see it, with the kept files that anyone may have.
///
/// A file is public when a decision, a body's resolution or a correction that is public cites it, or when public editions
/// were taken over from it and none that was withdrawn. It never is while an edition that nobody published was taken over
/// from it: a workbook may hold the sheet of a draft.
pub fn published(whole: Plan) -> (Plan, BTreeSet<SourceId>) {
    let documents = |wanted: fn(&Edition) -> bool| -> BTreeSet<SourceId> {
        whole.head.editions.values().filter(|edition| wanted(edition)).filter_map(document).collect()
    };
    let drafts = documents(|edition| edition.published.is_none() && !edition.is_void());
    let withdrawn = documents(|edition| edition.published.is_some() && !edition.is_public());
    let mut sources = documents(Edition::is_public);
    sources.retain(|source| !withdrawn.contains(source));
    sources.extend(reported(&whole).filter_map(kept));
    let kept_files: BTreeSet<SourceId> = whole.head.sources.keys().copied().collect();
    let seen = whole.published();
    sources.extend(cited(&seen).filter_map(kept));
    sources.retain(|source| kept_files.contains(source) && !drafts.contains(source));
    (seen, sources)
}

/// What the decisions rest on that public editions report, those too that another edition reports anew: they keep their
/// addresses.
fn reported(whole: &Plan) -> impl Iterator<Item = &Evidence> {
    let decided = whole.nodes.values().flat_map(|node| node.decisions.values()).flat_map(Decisions::every);
    let is_public = |decision: &&StatusDecided| {
        let edition = decision.edition.and_then(|edition| whole.head.editions.get(&edition));
        edition.is_some_and(Edition::is_public)
    };
    decided.map(|decided| &decided.decision).filter(is_public).flat_map(|decision| &decision.evidence)
}

/// What the decisions, resolutions and corrections of a published plan rest on.
fn cited(seen: &Plan) -> impl Iterator<Item = &Evidence> {
    let decisions = seen.nodes.values().flat_map(|node| node.decisions.values());
    let adoptions = seen.head.cycles.values().filter_map(|cycle| cycle.adoption.as_ref());
    let corrections = seen.rows.values().flat_map(|rows| rows.values()).flat_map(|row| &row.corrections);
    decisions
        .flat_map(|decisions| &decisions.last().decision.evidence)
        .chain(adoptions.flat_map(|adoption| &adoption.evidence))
        .chain(corrections.flat_map(|correction| &correction.evidence))
}

fn kept(evidence: &Evidence) -> Option<SourceId> {
    match evidence {
        Evidence::File { source, .. } => Some(*source),
        Evidence::Citation { .. } => None,
    }
}

fn document(edition: &Edition) -> Option<SourceId> {
    match &edition.origin {
        EditionOrigin::Transcribed { source, .. } => Some(*source),
        EditionOrigin::Adopted { .. } => None,
    }
}
