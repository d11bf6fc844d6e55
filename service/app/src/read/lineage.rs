//! What belongs together across plans, as far as the caller may see those plans.

use crate::desk::Desk;
use crate::error::AppError;
use crate::permission::Operation;
use crate::{App, Caller};
use domain::Plan;
use domain::event::PlanRelation;
use domain::id::PlanId;
use projections::report::{self, HistoryReport, LineageRef, LineageReport, PlanOverview};
use std::collections::BTreeSet;

impl App {
    /// The lineage of a plan. What merely looks likely is for those who may state it: it is told to who may read drafts.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn lineage(&self, caller: &Caller, plan: &str) -> Result<LineageReport, AppError> {
        let desk = self.reading(caller, plan).await?;
        let mut lineage = report::lineage(&desk.plan);
        self.name_elsewhere(caller, desk.id, &mut lineage.links).await?;
        if desk.inside {
            for before in predecessors(&desk.plan) {
                let Some(before) = self.readable(caller, before).await? else { continue };
                lineage.suggestions.extend(report::continued(&before.plan, &desk.plan));
            }
        } else {
            lineage.suggestions.clear();
        }
        Ok(lineage)
    }

    /// Which items of a plan look as if items of another one continued them, for who may state it.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn suggested_lineage(
        &self,
        caller: &Caller,
        plan: &str,
        before: &str,
    ) -> Result<LineageReport, AppError> {
        self.permitted(caller, Operation::ReadDraft, plan).await?;
        let (desk, before) = (self.reading(caller, plan).await?, self.reading(caller, before).await?);
        let suggestions = report::continued(&before.plan, &desk.plan);
        Ok(LineageReport {
            links: Vec::new(),
            counts: Vec::new(),
            suggestions,
            ..report::lineage(&desk.plan)
        })
    }

    /// Adds what the caller may see of other plans to a history: what the item continues there, and the names of what it
    /// is linked to.
    pub(super) async fn told_of_other_plans(
        &self,
        caller: &Caller,
        mut history: HistoryReport,
        plan: &Plan,
    ) -> Result<HistoryReport, AppError> {
        let mut open = report::continued_elsewhere(plan, history.item.node);
        let mut seen = BTreeSet::new();
        while !open.is_empty() {
            let (of, node) = open.remove(0);
            if !seen.insert((of, node)) {
                continue;
            }
            let Some(other) = self.readable(caller, of).await? else { continue };
            history.predecessors.extend(report::told_elsewhere(&other.plan, node));
            open.extend(report::continued_elsewhere(&other.plan, node));
        }
        if let Some(own) = history.plan.id {
            self.name_elsewhere(caller, own, &mut history.lineage).await?;
        }
        Ok(history)
    }

    /// Names the plans that stand to a plan; those that the caller may not see are left out.
    pub(super) async fn tied(
        &self,
        caller: &Caller,
        mut overview: PlanOverview,
    ) -> Result<PlanOverview, AppError> {
        let mut ties = Vec::new();
        for mut tie in std::mem::take(&mut overview.ties) {
            if let Some(plan) = tie.plan {
                let Some(other) = self.readable(caller, plan).await? else { continue };
                tie.title = Some(other.plan.head.title.clone());
            }
            ties.push(tie);
        }
        Ok(PlanOverview { ties, ..overview })
    }

    /// Names the ends of links in other plans, as far as the caller may see those.
    pub(super) async fn name_elsewhere(
        &self,
        caller: &Caller,
        own: PlanId,
        links: &mut [LineageRef],
    ) -> Result<(), AppError> {
        for plan in report::other_plans(links, own) {
            if let Some(other) = self.readable(caller, plan).await? {
                report::name_ends(links, &other.plan);
            }
        }
        Ok(())
    }

    /// Another plan, where it is there and the caller may see it.
    async fn readable(&self, caller: &Caller, plan: PlanId) -> Result<Option<Desk<'static>>, AppError> {
        match self.reading(caller, &plan.to_string()).await {
            Ok(desk) => Ok(Some(desk)),
            Err(AppError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The plans before it, as it says.
fn predecessors(plan: &Plan) -> Vec<PlanId> {
    let links = plan.head.plan_links.values();
    let before = links.filter(|link| link.relation == PlanRelation::Predecessor);
    before.filter_map(|link| link.target.plan()).collect()
}
