//! Trace: that a term answers to another.

use crate::desk::Desk;
use crate::error::{AppError, Thing};
use crate::execute::{Done, Order};
use crate::parse::optional;
use crate::permission::Operation;
use crate::{App, Caller, request};
use domain::command::Action;
use domain::event::{NodeKind, TraceLinked};
use domain::id::{LinkId, NodeId};
use domain::plan::Lens;
use domain::value::{Basis, Field};
use uuid::Uuid;

impl App {
    /// States that a term of the trace, or an item, answers to another; the caller's id is the link's.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn link_trace(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::LinkTrace,
    ) -> Result<Done, AppError> {
        let (plan, action) =
            self.at_desk(caller, Operation::Edit, plan, |desk| linked(desk, id, request)).await?;
        self.settle(caller, Order::new(plan, id, "link_trace", request), action).await
    }
}

fn linked(desk: &Desk, id: Uuid, request: &request::LinkTrace) -> Result<Action, AppError> {
    let edition = match &request.edition {
        Some(edition) => desk.edition(edition)?,
        None => {
            let current = desk.plan.head.current_edition();
            current.ok_or_else(|| AppError::not_found(Thing::Edition, "current"))?
        }
    };
    Ok(Action::LinkTrace(TraceLinked {
        link: LinkId::new(id),
        from: end(desk, "from", &request.from)?,
        to: end(desk, "to", &request.to)?,
        relation: optional("relation", Field::Short, request.relation.as_deref())?,
        basis: Basis::Edition(edition.id),
    }))
}

/// A term by its words, where only one says them; else an item or a term by number or id.
fn end(desk: &Desk, field: &'static str, name: &str) -> Result<NodeId, AppError> {
    let is_term = |node: &&domain::plan::Node| {
        node.kind == NodeKind::Term
            && Lens::Current.view(&desk.plan.head, node).title.as_str() == name.trim()
            && Lens::Current.place(&desk.plan.head, node, node.primary).is_some()
    };
    let named: Vec<NodeId> = desk.plan.nodes.values().filter(is_term).map(|node| node.id).collect();
    match named.as_slice() {
        [] => desk.item(name, None),
        [only] => Ok(*only),
        several => {
            let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
            let accepted = format!("one id of those that say so: {}", ids.join(", "));
            Err(AppError::invalid(field, name, accepted))
        }
    }
}
