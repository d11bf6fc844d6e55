//! Links between items: lineage within a plan and across plans, and what does not hold any more.

use crate::desk::Desk;
use crate::error::{AppError, Thing};
use crate::execute::{Done, Order};
use crate::parse::{self, filled, optional};
use crate::permission::Operation;
use crate::request::LineageEnd;
use crate::{App, Caller, request};
use domain::command::Action;
use domain::event::{LineageStated, LinkRetracted, NodeRef};
use domain::id::LinkId;
use domain::value::{Certainty, Field};
use projections::report::{LineageSuggestion, continued};
use uuid::Uuid;

impl App {
    /// States how items of two editions, or of two plans, belong together; the caller's id is the link's.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn state_lineage(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::StateLineage,
    ) -> Result<Done, AppError> {
        self.permitted(caller, Operation::Edit, plan).await?;
        let from = self.elsewhere(caller, &request.from).await?;
        let to = self.elsewhere(caller, &request.to).await?;
        let state = |desk: &Desk<'_>| {
            Ok(Action::StateLineage(LineageStated {
                link: LinkId::new(id),
                kind: parse::lineage(&request.kind)?,
                from: ends(desk, from, &request.from)?,
                to: ends(desk, to, &request.to)?,
                certainty: request.certainty.as_deref().map_or(Ok(Certainty::Stated), parse::certainty)?,
                note: optional("note", Field::Remark, request.note.as_deref())?,
            }))
        };
        let (plan, action) = self.at_desk(caller, Operation::Edit, plan, state).await?;
        self.settle(caller, Order::new(plan, id, "state_lineage", request), action).await
    }

    /// Confirms a lineage that was inferred: the link is retracted and stated again as confirmed, in one commit. The
    /// caller's id is the new link's.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn confirm_lineage(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::ConfirmLineage,
    ) -> Result<Done, AppError> {
        let confirm = |desk: &Desk<'_>| {
            let link = link(&request.link)?;
            let inferred = desk.plan.head.links.get(&link).and_then(|link| link.lineage());
            let inferred = inferred.ok_or_else(|| AppError::not_found(Thing::Link, &request.link))?;
            let note = optional("note", Field::Remark, request.note.as_deref())?;
            let reason = match &note {
                Some(note) => note.clone(),
                None => filled("note", Field::Remark, "確認済みとして記録し直すため")?,
            };
            Ok(Action::Together(vec![
                Action::RetractLink(LinkRetracted { link, reason }),
                Action::StateLineage(LineageStated {
                    link: LinkId::new(id),
                    certainty: Certainty::Confirmed,
                    note: note.or_else(|| inferred.note.clone()),
                    ..inferred.clone()
                }),
            ]))
        };
        let (plan, action) = self.at_desk(caller, Operation::Edit, plan, confirm).await?;
        self.settle(caller, Order::new(plan, id, "confirm_lineage", request), action).await
    }

    /// States as inferred (推定) which items continue those of the plan before: those whose title says the same, where
    /// exactly one item of either plan has it. What is merely alike stays a suggestion.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn infer_lineage(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::InferLineage,
    ) -> Result<Done, AppError> {
        self.permitted(caller, Operation::Edit, plan).await?;
        let before = self.other_plan(caller, "from", &request.from).await?;
        let edition = |desk: &Desk<'_>| desk.plan.head.current_edition().map(|edition| edition.id);
        let infer = |desk: &Desk<'_>| {
            let suggestions = continued(&before.plan, &desk.plan);
            let certain = suggestions.iter().filter(|one| is_certain(one, &suggestions));
            let state = certain.map(|one| {
                Action::StateLineage(LineageStated {
                    link: LinkId::new(Uuid::now_v7()),
                    kind: one.kind,
                    from: one
                        .from
                        .iter()
                        .map(|likely| NodeRef {
                            plan: before.id,
                            edition: edition(&before),
                            node: likely.item.node,
                        })
                        .collect(),
                    to: vec![NodeRef { plan: desk.id, edition: edition(desk), node: one.to.node }],
                    certainty: Certainty::Inferred,
                    note: None,
                })
            });
            Ok(Action::Together(state.collect()))
        };
        let (plan, action) = self.at_desk(caller, Operation::Edit, plan, infer).await?;
        self.settle(caller, Order::new(plan, id, "infer_lineage", request), action).await
    }

    /// Retracts a link between items, with the reason; it stays in the history.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn retract_link(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::RetractLink,
    ) -> Result<Done, AppError> {
        let retract = || {
            let reason = filled("reason", Field::Remark, &request.reason)?;
            Ok(Action::RetractLink(LinkRetracted { link: link(&request.link)?, reason }))
        };
        let (plan, action) = self.at_desk(caller, Operation::Edit, plan, |_| retract()).await?;
        self.settle(caller, Order::new(plan, id, "retract_link", request), action).await
    }

    /// The ends that are of other plans, in their places; the caller must be able to see those plans.
    async fn elsewhere(
        &self,
        caller: &Caller,
        ends: &[LineageEnd],
    ) -> Result<Vec<Option<NodeRef>>, AppError> {
        let mut found = Vec::new();
        for end in ends {
            found.push(match &end.plan {
                Some(plan) => Some(named(&self.other_plan(caller, "plan", plan).await?, end)?),
                None => None,
            });
        }
        Ok(found)
    }
}

/// The ends with those of this plan named by the desk.
fn ends(
    desk: &Desk<'_>,
    elsewhere: Vec<Option<NodeRef>>,
    given: &[LineageEnd],
) -> Result<Vec<NodeRef>, AppError> {
    elsewhere.into_iter().zip(given).map(|(found, end)| found.map_or_else(|| named(desk, end), Ok)).collect()
}

fn named(desk: &Desk<'_>, end: &LineageEnd) -> Result<NodeRef, AppError> {
    let edition = end.edition.as_deref().map(|edition| desk.edition(edition)).transpose()?;
    let node = desk.item(&end.item, end.edition.as_deref())?;
    Ok(NodeRef { plan: desk.id, edition: edition.map(|edition| edition.id), node })
}

fn link(text: &str) -> Result<LinkId, AppError> {
    LinkId::parse(text).map_err(|_| AppError::not_found(Thing::Link, text))
}

/// Whether titles say the same, and no other suggestion names either item.
fn is_certain(one: &LineageSuggestion, all: &[LineageSuggestion]) -> bool {
    let [only] = one.from.as_slice() else { return false };
    let taken = |other: &&LineageSuggestion| {
        other.from.iter().any(|likely| likely.likeness == 100 && likely.item.node == only.item.node)
    };
    only.likeness == 100 && all.iter().filter(taken).count() == 1
}
