//! What a plan is made of: its editions, its cycles, its files.

use super::named::{CycleRef, EditionRef, PlanRef, changes, counted};
use domain::digest::Digest;
use domain::event::{
    CycleOrigin, FiscalYears, NodeKind, Period, PlanLinked, PlanRelation, PlanTarget, SourceRegistered,
};
use domain::id::{ActorId, CycleId, ImportId, LinkId, PlanId, SourceId};
use domain::plan::cycle::Review;
use domain::plan::head::Closed;
use domain::plan::{Cycle, Lens, Plan};
use domain::value::{LocalGovernmentCode, Text};
use schemars::JsonSchema;
use serde::Serialize;

/// A cycle in figures.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CycleSummary {
    /// The cycle, with the body's resolution.
    pub cycle: CycleRef,
    /// How many items have a decision in it.
    pub decided: u32,
    /// How many of these change something.
    pub changed: u32,
    /// How many of these are inferred from a later edition.
    pub inferred: u32,
    /// How many items it has to decide upon; for a cycle that was not run here, how many it decided.
    pub items: u32,
    /// How often it was submitted.
    pub round: u32,
    /// The digest that was submitted last.
    pub submitted: Option<Digest>,
    /// Its reviews, in order, each with who gave it.
    pub reviews: Vec<Review>,
    /// Who recorded its decisions, and how many.
    pub recorders: Vec<(ActorId, u32)>,
    /// Why it was abandoned.
    pub abandoned: Option<Text>,
}

/// A file that was kept.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SourceRef {
    /// Its id.
    pub source: SourceId,
    /// Its name when it was handed in.
    pub name: Text,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// How many bytes.
    pub bytes: u64,
    /// Its media type.
    pub media_type: Text,
    /// Where it came from, in words.
    pub origin: Option<Text>,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ImportRef {
    /// Its id.
    pub import: ImportId,
    /// What was read.
    pub source: SourceId,
    /// How many rows became nodes.
    pub rows: u32,
    /// How many warnings there were.
    pub warnings: u32,
    /// Its sequence.
    pub sequence: u64,
}

/// How another plan stands to it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlanTie {
    /// The link.
    pub link: LinkId,
    /// In which relation.
    pub relation: PlanRelation,
    /// The plan, where it is one of this register.
    pub plan: Option<PlanId>,
    /// What it is called; none of a plan of this register until who may see it names it.
    pub title: Option<Text>,
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlanOverview {
    /// The plan.
    pub plan: PlanRef,
    /// The organisation's code.
    pub code: Option<LocalGovernmentCode>,
    /// The years that it covers.
    pub fiscal_years: Option<FiscalYears>,
    /// Its periods.
    pub periods: Vec<Period>,
    /// How other plans stand to it: 上位計画, the plan before, the plan after.
    pub ties: Vec<PlanTie>,
    /// Set when it is closed.
    pub closed: Option<Closed>,
    /// How many items are listed now.
    pub items: u32,
    /// How many headings are listed now.
    pub headings: u32,
    /// Its editions by date, the oldest first; voided ones too.
    pub editions: Vec<EditionRef>,
    /// The newest edition, voided ones apart; as the public sees it, the newest of those that are public.
    pub current: Option<EditionRef>,
    /// Its cycles by date, the oldest first.
    pub cycles: Vec<CycleSummary>,
    /// The live cycle that is neither adopted nor abandoned.
    pub live_cycle: Option<CycleId>,
    /// The files that were kept.
    pub sources: Vec<SourceRef>,
    /// The imports, in order.
    pub imports: Vec<ImportRef>,
    /// How many links its trace has.
    #[serde(skip_serializing_if = "is_none")]
    pub traces: u32,
    /// How many public consultations there were.
    #[serde(skip_serializing_if = "is_none")]
    pub consultations: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
const fn is_none(number: &u32) -> bool {
    *number == 0
}

/// What a plan is made of.
pub fn overview(plan: &Plan) -> PlanOverview {
    let head = &plan.head;
    let outline = plan.outline(Lens::Current);
    let listed = |kind| count(outline.iter().filter(|line| line.view.kind == kind && !line.relisted).count());
    let mut editions: Vec<_> = head.editions.values().collect();
    editions.sort_by_key(|edition| (edition.day(), edition.sequence));
    let mut cycles: Vec<_> = head.cycles.values().collect();
    cycles.sort_by_key(|cycle| (cycle.date.rank(), cycle.sequence));
    let mut imports: Vec<ImportRef> = head
        .imports
        .iter()
        .map(|(import, summary)| ImportRef {
            import: *import,
            source: summary.source,
            rows: summary.rows,
            warnings: summary.warnings,
            sequence: summary.sequence,
        })
        .collect();
    imports.sort_by_key(|import| import.sequence);
    PlanOverview {
        plan: PlanRef::of(plan),
        code: head.code.clone(),
        fiscal_years: head.fiscal_years.clone(),
        periods: head.periods.clone(),
        ties: head.plan_links.values().map(PlanTie::of).collect(),
        closed: head.closed.clone(),
        items: listed(NodeKind::Item),
        headings: listed(NodeKind::Heading),
        editions: editions.into_iter().map(EditionRef::of).collect(),
        current: plan.editions_at_hand().pop().map(EditionRef::of),
        cycles: cycles.into_iter().map(|cycle| CycleSummary::of(plan, cycle)).collect(),
        live_cycle: head.live_cycle().map(|cycle| cycle.id),
        sources: head.sources.values().map(SourceRef::of).collect(),
        imports,
        traces: count(head.traces().len()),
        consultations: count(head.consultations.len()),
    }
}

impl PlanTie {
    fn of(linked: &PlanLinked) -> Self {
        let title = match &linked.target {
            PlanTarget::Plan(_) => None,
            PlanTarget::Citation(title) => Some(title.clone()),
        };
        Self { link: linked.link, relation: linked.relation, plan: linked.target.plan(), title }
    }
}

impl CycleSummary {
    /// The cycle in figures.
    pub fn of(plan: &Plan, cycle: &Cycle) -> Self {
        let decisions: Vec<_> = plan
            .nodes
            .values()
            .filter_map(|node| counted(&plan.head, node, cycle.id))
            .map(|decided| &decided.decision)
            .collect();
        let changed = decisions.iter().filter(|decision| changes(decision)).count();
        let inferred = decisions.iter().filter(|d| d.certainty == domain::value::Certainty::Inferred).count();
        let items = match cycle.origin {
            CycleOrigin::Live => plan.items_to_decide(cycle.id).len(),
            CycleOrigin::Transcribed | CycleOrigin::Inferred => decisions.len(),
        };
        Self {
            cycle: CycleRef::of(cycle),
            decided: count(decisions.len()),
            changed: count(changed),
            inferred: count(inferred),
            items: count(items),
            round: cycle.round,
            submitted: cycle.submitted,
            reviews: cycle.reviews.clone(),
            recorders: cycle.recorders.iter().map(|(actor, decisions)| (*actor, *decisions)).collect(),
            abandoned: cycle.abandoned.clone(),
        }
    }
}

impl SourceRef {
    fn of(source: &SourceRegistered) -> Self {
        Self {
            source: source.source,
            name: source.name.clone(),
            sha256: source.sha256,
            bytes: source.bytes,
            media_type: source.media_type.clone(),
            origin: source.origin.clone(),
        }
    }
}

/// A length as reports count.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
