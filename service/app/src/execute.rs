//! One command to the store, and what became of it.

use crate::error::AppError;
use crate::{App, Caller, SOFTWARE};
use domain::command::Action;
use domain::digest::Digest;
use domain::id::{CommandId, NodeId, PlanId};
use domain::plan::Lens;
use domain::value::{Basis, SeenRow};
use domain::{Command, Plan, Refusal};
use jiff::Timestamp;
use serde::Serialize;
use storage::{ExecuteError, Origin, Projected};
use uuid::Uuid;

/// A request that is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Done {
    /// The plan.
    pub plan: PlanId,
    /// The caller's id: the command's, and that of the thing which it made.
    pub id: Uuid,
    /// The plan's version after it.
    pub version: u64,
    /// It had been recorded before.
    pub already: bool,
    /// The read models show it; else they follow.
    pub shown: bool,
}

/// Which request for which plan: the caller's id, and the digest of what the caller sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Order {
    pub(crate) plan: PlanId,
    pub(crate) id: Uuid,
    pub(crate) content: Digest,
}

impl Order {
    /// The order of a verb with its request.
    pub(crate) fn new<T: Serialize>(plan: PlanId, id: Uuid, verb: &str, request: &T) -> Self {
        Self { plan, id, content: Digest::of_value(&(verb, request)) }
    }
}

/// Now, to the millisecond that is stored.
pub(crate) fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

impl App {
    /// Records what follows from an action, and waits until the read models show it.
    pub(crate) async fn execute(
        &self,
        caller: &Caller,
        order: Order,
        action: Action,
    ) -> Result<Done, AppError> {
        let Order { plan, id, content } = order;
        let lens = lens_of(&action);
        let command = Command { id: CommandId::new(id), actor: caller.actor.id, content, action };
        let origin = Origin {
            recorded_at: now(),
            actor: caller.actor.clone(),
            channel: caller.channel.clone(),
            software: SOFTWARE.to_owned(),
        };
        match self.store.execute(plan, command, origin).await {
            Ok(executed) => {
                let shown = self.store.show(plan, &executed, self.settings.shown_within).await;
                if let Err(error) = &shown {
                    tracing::warn!(%plan, %error, "the read models do not follow");
                }
                Ok(Done {
                    plan,
                    id,
                    version: executed.version,
                    already: executed.already,
                    shown: matches!(shown, Ok(Projected::Current)),
                })
            }
            Err(ExecuteError::Refused(Refusal::Stale { node, seen, now })) => {
                let seen = self.reading_at(plan, node, seen, lens).await?;
                Err(AppError::Stale { node, seen: Box::new(seen), now })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Executes an action that was parsed. Where it could not be parsed because of what happened since, the same
    /// request may have been recorded before: a cycle that is adopted is no longer the live one.
    pub(crate) async fn settle(
        &self,
        caller: &Caller,
        order: Order,
        action: Result<Action, AppError>,
    ) -> Result<Done, AppError> {
        match action {
            Ok(action) => self.execute(caller, order, action).await,
            Err(error) => self.recorded(caller, order).await?.ok_or(error),
        }
    }

    /// What was answered to the same request before, when it is recorded.
    pub(crate) async fn recorded(&self, caller: &Caller, order: Order) -> Result<Option<Done>, AppError> {
        // Nothing at all is refused, unless it is recorded under that id.
        match self.execute(caller, order, Action::Together(Vec::new())).await {
            Ok(done) => Ok(Some(done)),
            Err(AppError::Refused(Refusal::NothingChanges)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The row as somebody saw it: the fold of the stream up to that revision.
    async fn reading_at(
        &self,
        plan: PlanId,
        node: NodeId,
        revision: u64,
        lens: Lens,
    ) -> Result<SeenRow, AppError> {
        let state = self.state_at(plan, |recorded| recorded.sequence <= revision).await?;
        let seen = state.nodes.get(&node).map(|node| lens.view(&state.head, node).as_seen());
        Ok(SeenRow { revision, ..seen.unwrap_or_default() })
    }

    /// The fold of the stream as far as it satisfies a condition.
    pub(crate) async fn state_at(
        &self,
        plan: PlanId,
        up_to: impl Fn(&domain::event::Recorded) -> bool,
    ) -> Result<Plan, AppError> {
        let mut state = Plan::default();
        for recorded in self.store.events(plan, 0).await?.iter().take_while(|recorded| up_to(recorded)) {
            state.apply(&recorded.event);
        }
        Ok(state)
    }
}

/// Through which lens the author of a statement saw the row: the cycle's where it is made in one.
fn lens_of(action: &Action) -> Lens {
    let basis = match action {
        Action::Decide(decide) => Basis::Cycle(decide.cycle),
        Action::StateText(state) => state.basis,
        Action::StateSchedule(state) => state.basis,
        Action::MoveNode(to) => to.basis,
        Action::EndNode(end) => end.basis,
        Action::Together(actions) => return actions.first().map_or(Lens::Current, lens_of),
        // The others carry no revision.
        Action::OpenPlan(_)
        | Action::DescribePlan(_)
        | Action::LinkPlan(_)
        | Action::ClosePlan(_)
        | Action::DefineProfile(_)
        | Action::DefineVocabulary(_)
        | Action::DefineUnit(_)
        | Action::RegisterSource(_)
        | Action::TranscribeEdition(_)
        | Action::RecordImport(_)
        | Action::PublishEdition(_)
        | Action::WithdrawEdition(_)
        | Action::CorrectEdition(_)
        | Action::AddNode(_)
        | Action::StateExecution(_)
        | Action::StateDetail(_)
        | Action::RelistNode(_)
        | Action::DeclareTotal(_)
        | Action::StateLineage(_)
        | Action::LinkTrace(_)
        | Action::RetractLink(_)
        | Action::RecordConsultation(_)
        | Action::RecordOpinion(_)
        | Action::AnswerOpinion(_)
        | Action::ReportProgress(_)
        | Action::OpenCycle(_)
        | Action::WithdrawDecision(_)
        | Action::SubmitCycle(_)
        | Action::ReviewCycle(_)
        | Action::AdoptCycle(_)
        | Action::AbandonCycle(_)
        | Action::ClassifyReason(_) => return Lens::Current,
    };
    match basis {
        Basis::Cycle(cycle) => Lens::Cycle(cycle),
        Basis::Edition(_) | Basis::Progress(_) => Lens::Current,
    }
}
