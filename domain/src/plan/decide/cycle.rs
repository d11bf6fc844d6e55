//! Rules of review cycles: open, decide, submit, review, adopt, abandon.

use super::fresh;
use crate::command::{
    AbandonCycle, AdoptCycle, ClassifyReason, Decide, OpenCycle, ReviewCycle, SubmitCycle, WithdrawDecision,
};
use crate::digest::Digest;
use crate::event::{
    CycleAbandoned, CycleAdopted, CycleOpened, CycleOrigin, CycleSubmitted, DecisionWithdrawn, Fact,
    NodeKind, Outcome, ReasonClassified, ReviewGiven, Reviewed, ScheduleStated, StatusDecided, TextChange,
    TextField, TextStated, Verdict,
};
use crate::id::{ActorId, CycleId, DecisionId, EditionId, NodeId};
use crate::plan::{Cycle, CycleState, Lens, Node, Plan, View, table};
use crate::refusal::Refusal;
use crate::value::{Basis, CanonicalState, Certainty, PrintedDate, Status, Text, VocabularyKind};

impl Plan {
    pub(super) fn open(&self, open: &OpenCycle) -> Result<Vec<Fact>, Refusal> {
        fresh(self.head.cycles.contains_key(&open.cycle), open.cycle)?;
        if let Some(cycle) = self.head.live_cycle() {
            return Err(Refusal::LiveCycleExists { cycle: cycle.id, label: cycle.label.clone() });
        }
        dated(&open.date)?;
        // What the cycle will be adopted as must not exist yet.
        self.new_edition(EditionId::new(open.cycle.uuid()), &open.label, &open.date)?;
        let opened = CycleOpened {
            cycle: open.cycle,
            origin: CycleOrigin::Live,
            label: open.label.clone(),
            date: open.date.clone(),
            baseline: self.head.current_edition().map(|edition| edition.id),
        };
        Ok(vec![opened.into()])
    }

    pub(super) fn decide_item(&self, decide: &Decide) -> Result<Vec<Fact>, Refusal> {
        let basis = Basis::Cycle(decide.cycle);
        self.may_state(basis, Some(decide.node))?;
        let node = self.item(decide.node, decide.cycle)?;
        fresh(self.holds_decision(node, decide.decision), decide.decision)?;
        let seen = self.seen(decide.node, decide.seen, basis)?;
        let cycle = self.cycle(decide.cycle)?;
        let before = Lens::Current.view(&self.head, node);
        let status = self.decided_status(decide, &before)?;
        let (review, effective) = match decide.outcome {
            Outcome::Changed | Outcome::Revived => (Some(cycle.date.clone()), decide.effective.clone()),
            // 「変更なし」 keeps since when the status holds, and when it was reviewed.
            Outcome::Unchanged => {
                (before.review.clone(), decide.effective.clone().or(before.effective.clone()))
            }
        };
        let decided = StatusDecided {
            decision: decide.decision,
            cycle: decide.cycle,
            node: decide.node,
            outcome: decide.outcome,
            status,
            effective,
            review,
            codes: decide.codes.clone(),
            reason: decide.reason.clone(),
            body: decide.body.clone(),
            decided_on: decide.decided_on,
            evidence: decide.evidence.clone(),
            seen: seen.clone(),
            certainty: Certainty::Stated,
            edition: None,
            supersedes: node.decision(decide.cycle).map(|decision| decision.decision),
        };
        let mut facts = vec![Fact::from(decided)];
        let now = Lens::Cycle(decide.cycle).view(&self.head, node);
        if let Some(remark) = &decide.remark
            && now.remark.as_ref() != Some(remark)
        {
            let field = TextField::Remark;
            let change = if now.remark.is_some() { TextChange::Substance } else { TextChange::Initial };
            let (node, text, seen) = (decide.node, remark.clone(), seen.clone());
            facts.push(TextStated { node, field, text, change, basis, seen }.into());
        }
        if let Some(date) = &decide.schedule
            && now.schedule.as_ref() != Some(date)
        {
            facts.push(ScheduleStated { node: decide.node, date: Some(date.clone()), basis, seen }.into());
        }
        Ok(facts)
    }

    /// The status that the decision gives, checked against what its outcome says.
    fn decided_status(&self, decide: &Decide, before: &View) -> Result<Option<Status>, Refusal> {
        let node = decide.node;
        if let Some(status) = &decide.status {
            self.known_term(status)?;
        }
        let ended = before.status.as_ref().map(|status| status.state).filter(|state| state.is_ending());
        match decide.outcome {
            Outcome::Unchanged => match &decide.status {
                Some(status) if Some(status) != before.status.as_ref() => {
                    Err(Refusal::StatusChanged { node })
                }
                Some(_) | None => Ok(before.status.clone()),
            },
            Outcome::Changed => {
                let status = decide
                    .status
                    .clone()
                    .or_else(|| before.status.clone())
                    .ok_or(Refusal::StatusMissing { node })?;
                if let Some(state) = ended.filter(|_| !status.state.is_ending()) {
                    return Err(Refusal::Ended { node, state });
                }
                if status.state.is_ending() {
                    reasoned(decide, status.state)?;
                }
                Ok(Some(status))
            }
            Outcome::Revived => {
                let status = decide.status.clone().ok_or(Refusal::StatusMissing { node })?;
                if ended.is_none() || status.state.is_ending() {
                    return Err(Refusal::NotEnded { node });
                }
                reasoned(decide, status.state)?;
                Ok(Some(status))
            }
        }
    }

    fn known_term(&self, status: &Status) -> Result<(), Refusal> {
        self.head
            .latest_vocabulary(VocabularyKind::Status)
            .and_then(|vocabulary| vocabulary.terms.iter().find(|term| term.id == status.term))
            .filter(|term| term.state == Some(status.state))
            .map(|_| ())
            .ok_or(Refusal::UnknownTerm { term: status.term, state: status.state })
    }

    /// A listed item, seen from the cycle.
    fn item(&self, id: NodeId, cycle: CycleId) -> Result<&Node, Refusal> {
        let node = self.node(id)?;
        if node.kind != NodeKind::Item {
            return Err(Refusal::NotAnItem { node: id });
        }
        if Lens::Cycle(cycle).place(&self.head, node, node.primary).is_none() {
            return Err(Refusal::NotListed { node: id });
        }
        Ok(node)
    }

    fn holds_decision(&self, node: &Node, decision: DecisionId) -> bool {
        node.decisions.values().any(|decisions| decisions.last().decision.decision == decision)
    }

    pub(super) fn withdraw_decision(&self, withdraw: &WithdrawDecision) -> Result<Vec<Fact>, Refusal> {
        let node = self.node(withdraw.node)?;
        let decision = find_decision(node, withdraw.decision)?;
        self.may_state(Basis::Cycle(decision.cycle), Some(withdraw.node))?;
        let withdrawn = DecisionWithdrawn {
            decision: withdraw.decision,
            cycle: decision.cycle,
            node: withdraw.node,
            reason: withdraw.reason.clone(),
        };
        Ok(vec![withdrawn.into()])
    }

    /// The items that a cycle has to decide upon, in the order of the table.
    pub fn items_to_decide(&self, cycle: CycleId) -> Vec<NodeId> {
        self.outline(Lens::Cycle(cycle))
            .into_iter()
            .filter(|line| line.view.kind == NodeKind::Item && !line.relisted)
            .map(|line| line.view.node)
            .collect()
    }

    /// The items without a decision, in the order of the table.
    pub fn undecided(&self, cycle: CycleId) -> Vec<NodeId> {
        let mut items = self.items_to_decide(cycle);
        items.retain(|node| self.nodes[node].decision(cycle).is_none());
        items
    }

    /// What a submission and its approval speak about: every decision of the cycle and the table that it makes.
    pub fn cycle_digest(&self, cycle: CycleId) -> Digest {
        let decisions: Vec<&StatusDecided> =
            self.nodes.values().filter_map(|node| node.decision(cycle)).collect();
        Digest::of_value(&(
            decisions,
            self.outline(Lens::Cycle(cycle)).iter().map(Printed::of).collect::<Vec<_>>(),
        ))
    }

    pub(super) fn submit(&self, submit: &SubmitCycle) -> Result<Vec<Fact>, Refusal> {
        let cycle = self.live(submit.cycle)?;
        let digest = self.cycle_digest(submit.cycle);
        match cycle.state {
            CycleState::Open | CycleState::Returned => {}
            // What was submitted is no longer what would be adopted: a progress report or a correction came between.
            CycleState::Submitted | CycleState::Approved if cycle.submitted != Some(digest) => {}
            CycleState::Submitted | CycleState::Approved | CycleState::Adopted | CycleState::Abandoned => {
                return Err(not_ready(cycle));
            }
        }
        let nodes = self.undecided(submit.cycle);
        if !nodes.is_empty() {
            return Err(Refusal::Undecided { nodes });
        }
        Ok(vec![CycleSubmitted { cycle: submit.cycle, round: cycle.round + 1, digest }.into()])
    }

    pub(super) fn review_cycle(&self, review: &ReviewCycle, actor: ActorId) -> Result<Vec<Fact>, Refusal> {
        let cycle = self.live(review.cycle)?;
        let submitted = match (cycle.state, cycle.submitted) {
            (CycleState::Submitted, Some(submitted)) => submitted,
            (
                CycleState::Open
                | CycleState::Submitted
                | CycleState::Returned
                | CycleState::Approved
                | CycleState::Adopted
                | CycleState::Abandoned,
                _,
            ) => return Err(not_ready(cycle)),
        };
        if cycle.reviews.iter().any(|given| given.id == review.review) {
            return Err(Refusal::IdTaken { id: review.review.to_string() });
        }
        if review.four_eyes && cycle.recorders.contains_key(&actor) {
            return Err(Refusal::OwnDecision { cycle: cycle.id });
        }
        if review.digest != submitted {
            return Err(Refusal::DigestDiffers { seen: review.digest, submitted });
        }
        match (&review.reviewed, review.verdict, &review.comment) {
            (_, Verdict::Returned, None) => return Err(Refusal::CommentMissing),
            (Reviewed::Decisions(decisions), _, _) => {
                for decision in decisions {
                    if !self.nodes.values().any(|node| {
                        node.decision(cycle.id).is_some_and(|recorded| recorded.decision == *decision)
                    }) {
                        return Err(Refusal::UnknownDecision { decision: *decision });
                    }
                }
            }
            (Reviewed::All, _, _) => {}
        }
        let given = ReviewGiven {
            review: review.review,
            cycle: review.cycle,
            reviewed: review.reviewed.clone(),
            verdict: review.verdict,
            comment: review.comment.clone(),
            four_eyes: review.four_eyes,
            digest: review.digest,
        };
        Ok(vec![given.into()])
    }

    pub(super) fn adopt_cycle(&self, adopt: &AdoptCycle) -> Result<Vec<Fact>, Refusal> {
        let cycle = self.live(adopt.cycle)?;
        if cycle.state != CycleState::Approved {
            return Err(not_ready(cycle));
        }
        let seen = self.cycle_digest(adopt.cycle);
        if let Some(submitted) = cycle.submitted.filter(|submitted| *submitted != seen) {
            return Err(Refusal::DigestDiffers { seen, submitted });
        }
        let label = adopt.label.clone().unwrap_or_else(|| cycle.label.clone());
        let date = adopt.date.clone().unwrap_or_else(|| cycle.date.clone());
        self.new_edition(adopt.edition, &label, &date)?;
        let profile = self.head.latest_profile().ok_or(Refusal::NoProfile)?;
        let title_lines = adopt.title_lines.clone().unwrap_or_else(|| self.next_title_lines(cycle, &label));
        let rows = self.table(Lens::Cycle(adopt.cycle), adopt.edition, profile);
        if rows.is_empty() {
            return Err(Refusal::NoRows);
        }
        let adopted = CycleAdopted {
            cycle: adopt.cycle,
            edition: adopt.edition,
            table: table::digest(&title_lines, profile, &rows),
            label,
            date,
            title_lines,
            body: adopt.body.clone(),
            meeting: adopt.meeting.clone(),
            resolved_on: adopt.resolved_on,
            result: adopt.result.clone(),
            evidence: adopt.evidence.clone(),
            at_sequence: self.head.version,
            profile: crate::value::ProfileVersion { profile: profile.id, version: profile.version },
            vocabularies: self.head.vocabulary_versions(),
        };
        Ok(vec![adopted.into()])
    }

    /// The baseline's title lines with its label replaced by the new one.
    fn next_title_lines(&self, cycle: &Cycle, label: &Text) -> Vec<Text> {
        let Some(baseline) = cycle.baseline.and_then(|edition| self.head.editions.get(&edition)) else {
            return self.head.title_lines.clone();
        };
        let lines = baseline.title_lines.iter().map(|line| {
            let next = line.as_str().replace(baseline.label.as_str(), label.as_str());
            Text::parse(crate::value::Field::Body, &next).unwrap_or_else(|_| line.clone())
        });
        lines.collect()
    }

    pub(super) fn abandon(&self, abandon: &AbandonCycle) -> Result<Vec<Fact>, Refusal> {
        let cycle = self.live(abandon.cycle)?;
        match cycle.state {
            CycleState::Open | CycleState::Submitted | CycleState::Returned | CycleState::Approved => {}
            CycleState::Adopted | CycleState::Abandoned => return Err(not_ready(cycle)),
        }
        Ok(vec![CycleAbandoned { cycle: abandon.cycle, reason: abandon.reason.clone() }.into()])
    }

    pub(super) fn classify(&self, classify: &ClassifyReason) -> Result<Vec<Fact>, Refusal> {
        let node = self.node(classify.node)?;
        let decision = find_decision(node, classify.decision)?;
        let cycle = self.cycle(decision.cycle)?;
        // Until a live cycle is adopted its codes are part of what is approved; afterwards anyone may classify.
        if cycle.origin == CycleOrigin::Live && cycle.state != CycleState::Adopted {
            self.may_state(Basis::Cycle(cycle.id), Some(classify.node))?;
        }
        let replaces = decision.codes.clone();
        if replaces == classify.codes {
            return Err(Refusal::NothingChanges);
        }
        let classified = ReasonClassified {
            decision: classify.decision,
            node: classify.node,
            codes: classify.codes.clone(),
            replaces,
        };
        Ok(vec![classified.into()])
    }

    fn live(&self, id: CycleId) -> Result<&Cycle, Refusal> {
        let cycle = self.cycle(id)?;
        match cycle.origin {
            CycleOrigin::Live => Ok(cycle),
            CycleOrigin::Transcribed | CycleOrigin::Inferred => Err(not_ready(cycle)),
        }
    }
}

/// A line as far as an approval speaks about it; its revision, which moves for other reasons, is left out.
#[derive(serde::Serialize)]
struct Printed {
    node: NodeId,
    label: Option<String>,
    title: Text,
    schedule: Option<String>,
    status: Option<String>,
    review: Option<String>,
    remark: Option<Text>,
    body: Option<Text>,
    others: std::collections::BTreeMap<crate::id::ColumnId, Text>,
}

impl Printed {
    fn of(line: &crate::plan::outline::Line) -> Self {
        let view = line.view.clone();
        Self {
            node: view.node,
            label: line.full_label.clone(),
            title: view.title,
            schedule: view.schedule.map(|date| date.text),
            status: view.status.map(|status| status.wording),
            review: view.review.map(|date| date.text),
            remark: view.remark,
            body: view.body,
            others: view.others,
        }
    }
}

fn reasoned(decide: &Decide, state: CanonicalState) -> Result<(), Refusal> {
    if decide.reason.is_some() { Ok(()) } else { Err(Refusal::ReasonMissing { node: decide.node, state }) }
}

fn find_decision(node: &Node, decision: DecisionId) -> Result<&StatusDecided, Refusal> {
    node.decisions
        .values()
        .map(|decisions| &decisions.last().decision)
        .find(|recorded| recorded.decision == decision)
        .ok_or(Refusal::UnknownDecision { decision })
}

fn not_ready(cycle: &Cycle) -> Refusal {
    Refusal::CycleNotReady { cycle: cycle.id, state: cycle.state }
}

pub(super) fn dated(date: &PrintedDate) -> Result<(), Refusal> {
    if date.start.is_some() { Ok(()) } else { Err(Refusal::DateMissing { date: date.text.clone() }) }
}
