//! The workflow of a live cycle: open, submit, review, adopt, abandon.

use crate::desk::Desk;
use crate::error::AppError;
use crate::execute::{Done, Order};
use crate::parse::{self, date, day, filled, optional};
use crate::permission::Operation;
use crate::{App, Caller, Thing, request};
use domain::command::{AbandonCycle, Action, AdoptCycle, OpenCycle, ReviewCycle, SubmitCycle};
use domain::digest::Digest;
use domain::event::Reviewed;
use domain::id::{CycleId, EditionId, ReviewId};
use domain::value::Field;
use uuid::Uuid;

impl App {
    /// Opens a live cycle; the caller's id is the cycle's.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn open_cycle(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::OpenCycle,
    ) -> Result<Done, AppError> {
        let (plan, ()) = self.at_desk(caller, Operation::Decide, plan, |_| ()).await?;
        let open = OpenCycle {
            cycle: CycleId::new(id),
            label: filled("label", Field::Short, &request.label)?,
            date: match &request.date {
                Some(text) => date("date", text)?,
                None => date("label", &request.label)?,
            },
        };
        self.execute(caller, Order::new(plan, id, "open_cycle", request), Action::OpenCycle(open)).await
    }

    /// 付議: puts the live cycle before those who approve.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn submit_cycle(&self, caller: &Caller, plan: &str, id: Uuid) -> Result<Done, AppError> {
        let (plan, action) = self
            .at_desk(caller, Operation::Decide, plan, |desk| {
                desk.cycle(None).map(|cycle| Action::SubmitCycle(SubmitCycle { cycle: cycle.id }))
            })
            .await?;
        self.settle(caller, Order::new(plan, id, "submit_cycle", &()), action).await
    }

    /// Approves or returns what was submitted; the caller's id is the review's.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn review_cycle(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::Review,
    ) -> Result<Done, AppError> {
        let (plan, action) =
            self.at_desk(caller, Operation::Review, plan, |desk| self.review(desk, id, request)).await?;
        self.settle(caller, Order::new(plan, id, "review_cycle", request), action).await
    }

    fn review(&self, desk: &Desk, id: Uuid, request: &request::Review) -> Result<Action, AppError> {
        let cycle = desk.cycle(None)?;
        let decisions = request.items.iter().map(|item| {
            let node = desk.item(item, None)?;
            let decision = desk.plan.node(node)?.decision(cycle.id);
            decision.map(|d| d.decision).ok_or_else(|| AppError::not_found(Thing::Decision, item))
        });
        let decisions = decisions.collect::<Result<Vec<_>, _>>()?;
        let digest = match &request.digest {
            Some(digest) => Some(Digest::parse(digest).map_err(|e| AppError::invalid("digest", digest, e))?),
            None => cycle.submitted,
        };
        Ok(Action::ReviewCycle(ReviewCycle {
            review: ReviewId::new(id),
            cycle: cycle.id,
            reviewed: if decisions.is_empty() { Reviewed::All } else { Reviewed::Decisions(decisions) },
            verdict: parse::verdict(&request.verdict)?,
            comment: optional("comment", Field::Remark, request.comment.as_deref())?,
            // Before any submission the domain answers that nothing waits for a review.
            digest: digest.unwrap_or_else(|| Digest::of_bytes(&[])),
            four_eyes: self.settings.four_eyes,
        }))
    }

    /// Records the body's resolution; the caller's id is the edition's.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn adopt_cycle(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::Adopt,
    ) -> Result<Done, AppError> {
        let (plan, action) =
            self.at_desk(caller, Operation::Adopt, plan, |desk| adoption(desk, id, request)).await?;
        self.settle(caller, Order::new(plan, id, "adopt_cycle", request), action).await
    }

    /// Ends the live cycle without a resolution.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn abandon_cycle(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::Abandon,
    ) -> Result<Done, AppError> {
        let live = |desk: &Desk| desk.cycle(None).map(|cycle| cycle.id);
        let (plan, cycle) = self.at_desk(caller, Operation::Decide, plan, live).await?;
        let reason = filled("reason", Field::Remark, &request.reason)?;
        let action = cycle.map(|cycle| Action::AbandonCycle(AbandonCycle { cycle, reason }));
        self.settle(caller, Order::new(plan, id, "abandon_cycle", request), action).await
    }
}

fn adoption(desk: &Desk, id: Uuid, request: &request::Adopt) -> Result<Action, AppError> {
    Ok(Action::AdoptCycle(AdoptCycle {
        cycle: desk.cycle(None)?.id,
        edition: EditionId::new(id),
        label: optional("label", Field::Short, request.label.as_deref())?,
        date: request.label.as_deref().and_then(|label| date("label", label).ok()),
        title_lines: None,
        body: filled("body", Field::Title, &request.body)?,
        meeting: filled("meeting", Field::Title, &request.meeting)?,
        resolved_on: day("resolved_on", &request.resolved_on)?,
        result: parse::resolution(&request.result)?,
        evidence: desk.evidence(&request.evidence)?,
    }))
}
