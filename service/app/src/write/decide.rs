//! Decisions of the live cycle, and their reasons.

use crate::desk::Desk;
use crate::error::{AppError, Thing};
use crate::execute::{Done, Order};
use crate::parse::{codes, date, day, filled, optional, optional_date};
use crate::permission::Operation;
use crate::{App, Caller, request};
use domain::command::{Action, ClassifyReason, Decide, WithdrawDecision};
use domain::event::Outcome;
use domain::id::{CycleId, DecisionId, NodeId};
use domain::plan::Lens;
use domain::value::{Field, Reason, Status};
use uuid::Uuid;

/// How often the rows are read for a request that names no revision.
const READINGS: u32 = 8;

impl App {
    /// Decides about an item in the live cycle; the caller's id is the decision's.
    ///
    /// # Errors
    /// See [`AppError`]; [`AppError::Stale`] with both readings when the row has moved on.
    pub async fn decide(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::Decide,
    ) -> Result<Done, AppError> {
        let (plan, action) = self
            .at_desk(caller, Operation::Decide, plan, |desk| {
                decision(desk, id, request).map(|decide| Action::Decide(Box::new(decide)))
            })
            .await?;
        self.settle(caller, Order::new(plan, id, "decide", request), action).await
    }

    /// 「変更なし」 for every item of the live cycle that has no decision yet, all or none. The caller names no revision,
    /// so rows that move on meanwhile are read again.
    ///
    /// # Errors
    /// See [`AppError`]; [`AppError::Stale`] when rows move on faster than they are read.
    pub async fn decide_rest(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::DecideRest,
    ) -> Result<Done, AppError> {
        let mut again = READINGS;
        loop {
            match self.decide_rest_as_read(caller, plan, id, request).await {
                Err(AppError::Stale { .. }) if again > 1 => again -= 1,
                answer => return answer,
            }
        }
    }

    async fn decide_rest_as_read(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::DecideRest,
    ) -> Result<Done, AppError> {
        let (plan, action) = self
            .at_desk(caller, Operation::Decide, plan, |desk| {
                desk.cycle(None).map(|cycle| {
                    let undecided = desk.plan.undecided(cycle.id).into_iter();
                    Action::Together(
                        undecided
                            .map(|node| unchanged(cycle.id, node, desk.plan.nodes[&node].revision))
                            .collect(),
                    )
                })
            })
            .await?;
        self.settle(caller, Order::new(plan, id, "decide_rest", request), action).await
    }

    /// Takes a decision of the live cycle back.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn withdraw_decision(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::WithdrawDecision,
    ) -> Result<Done, AppError> {
        let named = |desk: &Desk| withdrawn(desk, request);
        let (plan, named) = self.at_desk(caller, Operation::Decide, plan, named).await?;
        let reason = filled("reason", Field::Remark, &request.reason)?;
        let action = named
            .map(|(node, decision)| Action::WithdrawDecision(WithdrawDecision { decision, node, reason }));
        self.settle(caller, Order::new(plan, id, "withdraw_decision", request), action).await
    }

    /// Classifies the reason of a decision, in whatever cycle it was.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn classify_reason(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::Classify,
    ) -> Result<Done, AppError> {
        let (plan, action) =
            self.at_desk(caller, Operation::Edit, plan, |desk| classification(desk, request)).await?;
        self.settle(caller, Order::new(plan, id, "classify_reason", request), action).await
    }
}

fn decision(desk: &Desk, id: Uuid, request: &request::Decide) -> Result<Decide, AppError> {
    let node = desk.item(&request.item, None)?;
    let cycle = desk.cycle(None)?.id;
    let before = Lens::Current.view(&desk.plan.head, desk.plan.node(node)?).status;
    let status = request.status.as_deref().map(|word| desk.status("status", word)).transpose()?;
    let reason =
        match (optional("reason", Field::Remark, request.reason.as_deref())?, request.no_reason_in_source) {
            (Some(reason), false) => Some(Reason::Stated(reason)),
            (None, true) => Some(Reason::NotInSource),
            (None, false) => None,
            (Some(reason), true) => {
                return Err(AppError::invalid(
                    "reason",
                    reason.as_str(),
                    "either a reason or no_reason_in_source",
                ));
            }
        };
    let ends = status.as_ref().is_some_and(|status| status.state.is_ending());
    let remark = optional("remark", Field::Remark, request.remark.as_deref())?.or_else(|| match &reason {
        // 備考 holds the reasons of endings; a person who gives only the reason means it to be printed there.
        Some(Reason::Stated(reason)) if ends => Some(reason.clone()),
        Some(Reason::Stated(_) | Reason::NotInSource) | None => None,
    });
    Ok(Decide {
        decision: DecisionId::new(id),
        cycle,
        node,
        outcome: outcome(request, before.as_ref(), status.as_ref()),
        status,
        effective: optional_date("effective", request.effective.as_deref())?,
        codes: codes(&request.codes)?,
        reason,
        body: optional("body", Field::Title, request.body.as_deref())?,
        decided_on: request.decided_on.as_deref().map(|text| day("decided_on", text)).transpose()?,
        evidence: desk.evidence(&request.evidence)?,
        remark,
        schedule: request.schedule.as_deref().map(|text| date("schedule", text)).transpose()?,
        seen: request.seen.or_else(|| desk.plan.nodes.get(&node).map(|node| node.revision)),
    })
}

/// The item that a request names, and its decision that is taken back.
fn withdrawn(desk: &Desk, request: &request::WithdrawDecision) -> Result<(NodeId, DecisionId), AppError> {
    let node = desk.item(&request.item, None)?;
    let missing = |name: &str| AppError::not_found(Thing::Decision, name);
    let decision = match &request.decision {
        Some(id) => DecisionId::parse(id).map_err(|_| missing(id))?,
        None => {
            let cycle = desk.cycle(None)?.id;
            let decision = desk.plan.node(node)?.decision(cycle);
            decision.ok_or_else(|| missing(&request.item))?.decision
        }
    };
    Ok((node, decision))
}

fn classification(desk: &Desk, request: &request::Classify) -> Result<Action, AppError> {
    let node = desk.item(&request.item, None)?;
    let missing = |name: &str| AppError::not_found(Thing::Decision, name);
    let decision = match &request.decision {
        Some(text) => DecisionId::parse(text).map_err(|_| missing(text))?,
        None => deciding(desk, node).ok_or_else(|| missing(&request.item))?,
    };
    Ok(Action::ClassifyReason(ClassifyReason { decision, node, codes: codes(&request.codes)? }))
}

/// A status that is not an ending takes an ended item up again.
fn outcome(request: &request::Decide, before: Option<&Status>, status: Option<&Status>) -> Outcome {
    let ended = before.is_some_and(|status| status.state.is_ending());
    let goes_on = status.is_some_and(|status| !status.state.is_ending());
    match request.unchanged {
        true => Outcome::Unchanged,
        false if ended && goes_on => Outcome::Revived,
        false => Outcome::Changed,
    }
}

/// 「変更なし」 for one item as it was seen.
fn unchanged(cycle: CycleId, node: NodeId, revision: u64) -> Action {
    Action::Decide(Box::new(Decide {
        decision: DecisionId::new(Uuid::now_v7()),
        cycle,
        node,
        outcome: Outcome::Unchanged,
        status: None,
        effective: None,
        codes: Vec::new(),
        reason: None,
        body: None,
        decided_on: None,
        evidence: Vec::new(),
        remark: None,
        schedule: None,
        seen: Some(revision),
    }))
}

/// The decision that an item's status comes from: now, or as it ended when the current edition only repeats it.
fn deciding(desk: &Desk, node: NodeId) -> Option<DecisionId> {
    let node = desk.plan.nodes.get(&node)?;
    let view = Lens::Current.view(&desk.plan.head, node);
    view.decision.or_else(|| {
        let decisions = node.counted(&desk.plan.head).map(|decided| &decided.decision);
        decisions
            .filter(|decision| decision.status == view.status)
            .max_by_key(|decision| {
                desk.plan.head.cycles.get(&decision.cycle).and_then(|cycle| cycle.date.start)
            })
            .map(|decision| decision.decision)
    })
}
