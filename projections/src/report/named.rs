//! How reports name what they speak about: plans, editions, cycles, items, decisions, and what changed in them.

use domain::event::{Authority, CycleOrigin, NodeKind, Outcome, StatusDecided};
use domain::id::{CycleId, DecisionId, EditionId, NodeId, PlanId};
use domain::plan::cycle::Adoption;
use domain::plan::edition::Withdrawal;
use domain::plan::node::Decided;
use domain::plan::{Cycle, CycleState, Edition, EditionOrigin, Head, Node, Plan};
use domain::value::{
    Certainty, Evidence, PrintedDate, Reason, ReasonCode, Seen, Status, Text, VocabularyKind,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// A plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlanRef {
    /// Its id; none before it is opened.
    pub id: Option<PlanId>,
    /// Its title.
    pub title: Text,
    /// Whose plan it is.
    pub organisation: Text,
    /// The sequence of the last event that the report knows of.
    pub version: u64,
}

/// How an edition came about, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EditionKind {
    /// Taken over from a printed document.
    Transcribed,
    /// 推定: worked out from a later edition.
    Inferred,
    /// Adopted here.
    Adopted,
}

/// An edition.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EditionRef {
    /// Its id.
    pub id: EditionId,
    /// What its owners call it.
    pub label: Text,
    /// Its date.
    pub date: PrintedDate,
    /// How it came about.
    pub kind: EditionKind,
    /// The document or the table's digest that it rests on.
    pub origin: EditionOrigin,
    /// The cycle that it reports.
    pub cycle: Option<CycleId>,
    /// How many rows it has.
    pub rows: u32,
    /// How many corrections it has.
    pub corrections: u32,
    /// Its permanent address, once it is published.
    pub published: Option<Text>,
    /// Set when it is withdrawn.
    pub withdrawn: Option<Withdrawal>,
    /// The sequence of its first event.
    pub sequence: u64,
}

/// A review cycle.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CycleRef {
    /// Its id.
    pub id: CycleId,
    /// What its owners call it.
    pub label: Text,
    /// When.
    pub date: PrintedDate,
    /// Live, transcribed or inferred.
    pub origin: CycleOrigin,
    /// Where it stands.
    pub state: CycleState,
    /// The body's resolution.
    pub adoption: Option<Adoption>,
    /// The edition that it became or that reports it.
    pub edition: Option<EditionId>,
}

/// A heading or an item.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ItemRef {
    /// Its id.
    pub node: NodeId,
    /// Heading, item or term.
    pub kind: NodeKind,
    /// The whole number: `1-1-1①`.
    pub full_label: Option<String>,
    /// Its title.
    pub title: Text,
}

/// The class of a reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Code {
    /// The code.
    pub code: ReasonCode,
    /// What the plan calls it, where it is one of its own.
    pub wording: Option<String>,
}

/// A decision about an item that counts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DecisionRef {
    /// Its id.
    pub decision: DecisionId,
    /// The cycle, with the body's resolution.
    pub cycle: CycleRef,
    /// Changed, unchanged or revived.
    pub outcome: Outcome,
    /// The status that it gave.
    pub status: Option<Status>,
    /// From when it holds.
    pub effective: Option<PrintedDate>,
    /// 見直し時期 as the row prints it since.
    pub review: Option<PrintedDate>,
    /// The classes of the reason, as classified since.
    pub codes: Vec<Code>,
    /// Why.
    pub reason: Option<Reason>,
    /// Which body: of the decision, else of the cycle's resolution.
    pub body: Option<Text>,
    /// On which day: of the decision, else of the cycle's resolution.
    pub decided_on: Option<Date>,
    /// On what evidence: of the decision, then of the cycle's resolution.
    pub evidence: Vec<Evidence>,
    /// What its author saw.
    pub seen: Seen,
    /// Stated, or inferred from a later edition.
    pub certainty: Certainty,
    /// The printed edition whose row says so; none where it was recorded in a live cycle.
    pub edition: Option<EditionId>,
    /// The decision that it replaces.
    pub supersedes: Option<DecisionId>,
    /// The sequence of its event.
    pub sequence: u64,
}

/// Which part of a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    /// The whole number.
    Number,
    /// The title.
    Title,
    /// What it stands under.
    Parent,
    /// 実施時期.
    Schedule,
    /// 状況.
    Status,
    /// From when the status holds.
    Effective,
    /// 見直し時期.
    Review,
    /// 備考.
    Remark,
    /// 本文.
    Body,
    /// The reason of a decision.
    Reason,
    /// The classes of the reason.
    Codes,
    /// Another column, by its heading.
    Column(String),
}

/// What one part of a row said before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Change {
    /// Which part.
    pub field: FieldName,
    /// Before; none where nothing stood there or nothing is known.
    pub before: Option<String>,
    /// After; none where nothing stands there.
    pub after: Option<String>,
}

impl PlanRef {
    /// The plan's name.
    pub fn of(plan: &Plan) -> Self {
        let head = &plan.head;
        Self {
            id: head.id,
            title: head.title.clone(),
            organisation: head.organisation.clone(),
            version: head.version,
        }
    }
}

impl EditionRef {
    /// The edition's name.
    pub fn of(edition: &Edition) -> Self {
        let kind = match &edition.origin {
            EditionOrigin::Transcribed { authority: Authority::Printed, .. } => EditionKind::Transcribed,
            EditionOrigin::Transcribed { authority: Authority::Inferred, .. } => EditionKind::Inferred,
            EditionOrigin::Adopted { .. } => EditionKind::Adopted,
        };
        Self {
            id: edition.id,
            label: edition.label.clone(),
            date: edition.date.clone(),
            kind,
            origin: edition.origin.clone(),
            cycle: edition.cycle,
            rows: edition.rows,
            corrections: edition.corrections,
            published: edition.published.clone(),
            withdrawn: edition.withdrawn.clone(),
            sequence: edition.sequence,
        }
    }
}

impl CycleRef {
    /// The cycle's name.
    pub fn of(cycle: &Cycle) -> Self {
        Self {
            id: cycle.id,
            label: cycle.label.clone(),
            date: cycle.date.clone(),
            origin: cycle.origin,
            state: cycle.state,
            adoption: cycle.adoption.clone(),
            edition: cycle.adopted_as,
        }
    }
}

impl Code {
    /// The code with what the plan calls it.
    pub fn of(head: &Head, code: ReasonCode) -> Self {
        let wording = match code {
            ReasonCode::Own(term) => head
                .vocabularies
                .iter()
                .rev()
                .filter(|vocabulary| vocabulary.kind == VocabularyKind::Reason)
                .find_map(|vocabulary| vocabulary.term(term))
                .map(|term| term.wording.clone()),
            ReasonCode::Cost
            | ReasonCode::Workload
            | ReasonCode::UnclearEffect
            | ReasonCode::PrivacyOrSafety
            | ReasonCode::Alternative
            | ReasonCode::OutsideRemit
            | ReasonCode::Legislation
            | ReasonCode::UnfitForPublication
            | ReasonCode::Merged
            | ReasonCode::Other => None,
        };
        Self { code, wording }
    }

    /// Several codes.
    pub fn all(head: &Head, codes: &[ReasonCode]) -> Vec<Self> {
        codes.iter().map(|code| Self::of(head, *code)).collect()
    }
}

/// The decision of a cycle that counts.
pub(super) fn counted<'n>(head: &'n Head, node: &'n Node, cycle: CycleId) -> Option<&'n Decided> {
    node.decisions.get(&cycle)?.counted(head)
}

/// Whether a decision changes anything; 「変更なし」 does not.
pub(super) const fn changes(decision: &StatusDecided) -> bool {
    match decision.outcome {
        Outcome::Changed | Outcome::Revived => true,
        Outcome::Unchanged => false,
    }
}

/// The decision that gave the node the status that it shows on a day: 「変更なし」 and a later edition only repeat it,
/// so the last one until then that changed something and gave this status. None where no decision is known.
pub(super) fn origin<'n>(
    head: &'n Head,
    node: &'n Node,
    shown: Option<DecisionId>,
    status: Option<&Status>,
    until: Date,
) -> Option<&'n Decided> {
    let shown = node.counted(head).find(|decided| Some(decided.decision.decision) == shown);
    if let Some(shown) = shown.filter(|shown| changes(&shown.decision)) {
        return Some(shown);
    }
    let day = |decided: &Decided| head.cycles.get(&decided.decision.cycle).and_then(|cycle| cycle.date.start);
    let holds = |decided: &&Decided| {
        let cycle = head.cycles.get(&decided.decision.cycle);
        changes(&decided.decision)
            && cycle.is_some_and(|cycle| !is_pending(cycle))
            && day(decided).is_some_and(|day| day <= until)
            && decided.decision.status.as_ref() == status
    };
    node.counted(head).filter(holds).max_by_key(|decided| (day(decided), decided.sequence))
}

/// Whether the cycle has not resolved (yet), so that its decisions do not hold.
pub(super) const fn is_pending(cycle: &Cycle) -> bool {
    match cycle.state {
        CycleState::Open
        | CycleState::Submitted
        | CycleState::Returned
        | CycleState::Approved
        | CycleState::Abandoned => true,
        CycleState::Adopted => false,
    }
}

impl DecisionRef {
    /// The decision with what its cycle resolved; none where the cycle is not known.
    pub fn of(head: &Head, decision: &StatusDecided, sequence: u64) -> Option<Self> {
        let cycle = head.cycles.get(&decision.cycle)?;
        let adoption = cycle.adoption.as_ref();
        let evidence =
            decision.evidence.iter().chain(adoption.iter().flat_map(|adoption| &adoption.evidence));
        Some(Self {
            decision: decision.decision,
            cycle: CycleRef::of(cycle),
            outcome: decision.outcome,
            status: decision.status.clone(),
            effective: decision.effective.clone(),
            review: decision.review.clone(),
            codes: Code::all(head, &decision.codes),
            reason: decision.reason.clone(),
            body: decision.body.clone().or_else(|| adoption.map(|adoption| adoption.body.clone())),
            decided_on: decision.decided_on.or_else(|| adoption.map(|adoption| adoption.resolved_on)),
            evidence: evidence.cloned().collect(),
            seen: decision.seen.clone(),
            certainty: decision.certainty,
            edition: decision.edition,
            supersedes: decision.supersedes,
            sequence,
        })
    }
}

impl Change {
    /// What changed in a part, or none where both say the same.
    pub fn between(field: FieldName, before: &str, after: &str) -> Option<Self> {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (before != after).then(|| Self { field, before: filled(before), after: filled(after) })
    }
}
