//! Nodes outside decisions: texts, dates, execution, new nodes, progress.

use crate::desk::Desk;
use crate::error::{AppError, Thing};
use crate::execute::{Done, Order};
use crate::parse::{self, any, day, filled, optional, optional_date};
use crate::permission::Operation;
use crate::{App, Caller, request};
use domain::command::{Action, AddNode, EndNode, MoveNode, StateExecution, StateSchedule, StateText};
use domain::event::{NodeKind, ProgressReported, TextChange, TextField};
use domain::id::{ColumnId, NodeId, PlacementId, ReportId};
use domain::plan::Lens;
use domain::value::{Basis, Field};
use projections::report::rewrites;
use uuid::Uuid;

impl App {
    /// States whether an item ever ran.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn state_execution(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::StateExecution,
    ) -> Result<Done, AppError> {
        let (plan, action) =
            self.at_desk(caller, Operation::Edit, plan, |desk| execution(desk, request)).await?;
        self.settle(caller, Order::new(plan, id, "state_execution", request), action).await
    }

    /// States a text or 実施時期 of a node, in the live cycle or between cycles.
    ///
    /// # Errors
    /// See [`AppError`]; [`AppError::Stale`] with both readings when the row has moved on.
    pub async fn edit_node(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::Edit,
    ) -> Result<Done, AppError> {
        let (plan, action) = self.at_desk(caller, Operation::Edit, plan, |desk| edit(desk, request)).await?;
        self.settle(caller, Order::new(plan, id, "edit_node", request), action).await
    }

    /// Adds a heading or an item to the live cycle; the caller's id is the node's.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn add_node(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::AddNode,
    ) -> Result<Done, AppError> {
        let (plan, action) =
            self.at_desk(caller, Operation::Edit, plan, |desk| added(desk, id, request)).await?;
        self.settle(caller, Order::new(plan, id, "add_node", request), action).await
    }

    /// Puts a heading or an item at another place or under another number.
    ///
    /// # Errors
    /// See [`AppError`]; [`AppError::Stale`] with both readings when the row has moved on.
    pub async fn move_node(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::MoveNode,
    ) -> Result<Done, AppError> {
        let (plan, action) = self.at_desk(caller, Operation::Edit, plan, |desk| moved(desk, request)).await?;
        self.settle(caller, Order::new(plan, id, "move_node", request), action).await
    }

    /// No longer lists a heading or an item; nothing of it is deleted.
    ///
    /// # Errors
    /// See [`AppError`]; [`AppError::Stale`] with both readings when the row has moved on.
    pub async fn end_node(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::EndNode,
    ) -> Result<Done, AppError> {
        let (plan, action) = self.at_desk(caller, Operation::Edit, plan, |desk| ended(desk, request)).await?;
        self.settle(caller, Order::new(plan, id, "end_node", request), action).await
    }

    /// 表記統一: rewrites the numbers that the live cycle's renumbering left behind, in one commit. What a person must say
    /// anew stays as it is.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn rewrite_references(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::RewriteReferences,
    ) -> Result<Done, AppError> {
        let (plan, action) =
            self.at_desk(caller, Operation::Edit, plan, |desk| rewritten(desk, request)).await?;
        self.settle(caller, Order::new(plan, id, "rewrite_references", request), action).await
    }

    /// Reports progress of an item between cycles; the caller's id is the report's.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn report_progress(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::ReportProgress,
    ) -> Result<Done, AppError> {
        let (plan, action) =
            self.at_desk(caller, Operation::Edit, plan, |desk| progress(desk, id, request)).await?;
        self.settle(caller, Order::new(plan, id, "report_progress", request), action).await
    }
}

fn execution(desk: &Desk, request: &request::StateExecution) -> Result<Action, AppError> {
    Ok(Action::StateExecution(StateExecution {
        node: desk.item(&request.item, None)?,
        extent: parse::extent(&request.extent)?,
        grounds: filled("grounds", Field::Remark, &request.grounds)?,
        evidence: desk.evidence(&request.evidence)?,
    }))
}

fn progress(desk: &Desk, id: Uuid, request: &request::ReportProgress) -> Result<Action, AppError> {
    let bullets = request.bullets.iter().map(|bullet| filled("bullets", Field::Remark, bullet));
    Ok(Action::ReportProgress(ProgressReported {
        report: ReportId::new(id),
        node: desk.item(&request.item, None)?,
        period: optional_date("period", request.period.as_deref())?,
        bullets: bullets.collect::<Result<_, _>>()?,
        reported_on: day("reported_on", &request.reported_on)?,
        unit: None,
    }))
}

fn edit(desk: &Desk, request: &request::Edit) -> Result<Action, AppError> {
    let node = desk.item(&request.item, None)?;
    let basis = occasion(desk, request.on.as_deref())?;
    let seen = request.seen.unwrap_or(desk.plan.node(node)?.revision);
    if request.field == "schedule" {
        let date = optional_date("text", Some(&request.text))?;
        return Ok(Action::StateSchedule(StateSchedule { node, date, basis, seen }));
    }
    let field = field(desk, &request.field)?;
    let text = match field {
        TextField::Title => filled("text", Field::Title, &request.text)?,
        TextField::Body => any("text", Field::Body, &request.text)?,
        TextField::Remark | TextField::Column(_) => any("text", Field::Remark, &request.text)?,
    };
    let change = request.kind.as_deref().map_or(Ok(TextChange::Substance), parse::change)?;
    Ok(Action::StateText(StateText { node, field, text, change, basis, seen }))
}

/// Between cycles where a day is given, else in the live cycle.
fn occasion(desk: &Desk, on: Option<&str>) -> Result<Basis, AppError> {
    match on {
        Some(on) => Ok(Basis::Progress(day("on", on)?)),
        None => Ok(Basis::Cycle(desk.cycle(None)?.id)),
    }
}

fn moved(desk: &Desk, request: &request::MoveNode) -> Result<Action, AppError> {
    let id = desk.item(&request.item, None)?;
    let node = desk.plan.node(id)?;
    let basis = occasion(desk, request.on.as_deref())?;
    let lens = match basis {
        Basis::Cycle(cycle) => Lens::Cycle(cycle),
        Basis::Edition(_) | Basis::Progress(_) => Lens::Current,
    };
    let place = lens
        .place(&desk.plan.head, node, node.primary)
        .ok_or_else(|| AppError::not_found(Thing::Item, &request.item))?;
    let parent = match request.parent.as_deref() {
        None => place.parent,
        Some("") => None,
        Some(parent) => Some(desk.item(parent, None)?),
    };
    let rank = match request.rank {
        Some(rank) => rank,
        None if parent == place.parent => place.rank,
        None => last_rank(desk, lens, parent) + 1,
    };
    let label = match request.label.as_deref() {
        None => place.label,
        Some(label) => optional("label", Field::Short, Some(label))?
            .map(|label| parse::label(label.as_str()))
            .transpose()?,
    };
    let seen = request.seen.unwrap_or(node.revision);
    Ok(Action::MoveNode(MoveNode { node: id, placement: None, parent, rank, label, basis, seen }))
}

fn ended(desk: &Desk, request: &request::EndNode) -> Result<Action, AppError> {
    let node = desk.item(&request.item, None)?;
    Ok(Action::EndNode(EndNode {
        node,
        basis: occasion(desk, request.on.as_deref())?,
        reason: filled("reason", Field::Remark, &request.reason)?,
        seen: request.seen.unwrap_or(desk.plan.node(node)?.revision),
    }))
}

fn rewritten(desk: &Desk, request: &request::RewriteReferences) -> Result<Action, AppError> {
    let cycle = desk.cycle(None)?.id;
    let wanted = request.items.iter().map(|item| desk.item(item, None)).collect::<Result<Vec<_>, _>>()?;
    let report = rewrites(&desk.plan, cycle)?;
    let offered = report.rewrites.into_iter();
    let offered = offered.filter(|one| wanted.is_empty() || wanted.contains(&one.item.node));
    let changed = offered.filter(|one| one.before != one.after);
    let states = changed.map(|one| {
        Ok(Action::StateText(StateText {
            node: one.item.node,
            field: one.text_field,
            text: any("text", Field::Body, &one.after)?,
            change: TextChange::Wording,
            basis: Basis::Cycle(cycle),
            seen: one.revision,
        }))
    });
    Ok(Action::Together(states.collect::<Result<_, AppError>>()?))
}

/// The order of the last node under a parent; 0 where there is none.
fn last_rank(desk: &Desk, lens: Lens, parent: Option<NodeId>) -> u32 {
    let ranks = desk.plan.nodes.values().filter_map(|node| {
        let place = lens.place(&desk.plan.head, node, node.primary)?;
        (place.parent == parent).then_some(place.rank)
    });
    ranks.max().unwrap_or(0)
}

fn field(desk: &Desk, name: &str) -> Result<TextField, AppError> {
    match name {
        "title" => Ok(TextField::Title),
        "body" => Ok(TextField::Body),
        "remark" => Ok(TextField::Remark),
        other => {
            let columns = desk.plan.head.latest_profile().map(|p| p.columns.as_slice()).unwrap_or_default();
            let id = ColumnId::parse(other).ok();
            columns
                .iter()
                .find(|column| Some(column.id) == id || column.heading == other)
                .map(|column| TextField::Column(column.id))
                .ok_or_else(|| {
                    AppError::invalid("field", other, "title, body, remark, schedule, or a column's heading")
                })
        }
    }
}

fn added(desk: &Desk, id: Uuid, request: &request::AddNode) -> Result<Action, AppError> {
    let cycle = desk.cycle(None)?.id;
    let parent = request.parent.as_deref().map(|parent| desk.item(parent, None)).transpose()?;
    let kind = match request.kind.as_str() {
        "heading" | "見出し" => NodeKind::Heading,
        "item" | "実施事業" => NodeKind::Item,
        other => return Err(AppError::invalid("kind", other, "heading, item")),
    };
    Ok(Action::AddNode(AddNode {
        node: NodeId::new(id),
        placement: PlacementId::new(Uuid::now_v7()),
        kind,
        parent,
        rank: last_rank(desk, Lens::Cycle(cycle), parent) + 1,
        label: optional("label", Field::Short, request.label.as_deref())?
            .map(|label| parse::label(label.as_str()))
            .transpose()?,
        title: filled("title", Field::Title, &request.title)?,
        basis: Basis::Cycle(cycle),
    }))
}
