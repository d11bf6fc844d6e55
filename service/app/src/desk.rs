//! A plan on the desk of a caller: found by slug or id, checked for permission, loaded, and its parts found by the
//! names that people use.

use crate::error::{AppError, Thing};
use crate::permission::{Answer, Operation};
use crate::shelf::{Kept, Made, Sight};
use crate::{App, Caller, Glance};
use domain::Plan;
use domain::id::{CycleId, EditionId, NodeId, PlanId, SourceId};
use domain::plan::{Cycle, Edition, Head, Lens};
use domain::value::PrintedDate;
use domain::value::label::canonical;
use projections::fold::{Kind, assemble};
use projections::report::{self, CancelledFilter, CancelledReport};
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;
use storage::Stamp;

/// A plan and how the caller may see it.
pub(crate) struct Desk<'p> {
    pub(crate) id: PlanId,
    pub(crate) plan: Held<'p>,
    /// The caller sees drafts, proposals and persons.
    pub(crate) inside: bool,
    /// The kept files that may be had by who sees so much of the plan.
    open: Arc<BTreeSet<SourceId>>,
    made: Arc<Made>,
}

/// A plan that belongs to others too.
pub(crate) enum Held<'p> {
    /// For the time of a look.
    Lent(&'p Plan),
    /// For as long as anybody wants.
    Shared(Arc<Plan>),
}

impl Deref for Held<'_> {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        match self {
            Self::Lent(plan) => plan,
            Self::Shared(plan) => plan,
        }
    }
}

impl Held<'_> {
    /// The plan for changing; a copy where others have it.
    pub(crate) fn to_mut(&mut self) -> &mut Plan {
        if let Self::Lent(plan) = self {
            *self = Self::Shared(Arc::new(plan.clone()));
        }
        match self {
            Self::Lent(_) => unreachable!("it was copied"),
            Self::Shared(plan) => Arc::make_mut(plan),
        }
    }
}

impl App {
    /// The plan that a slug or an id names.
    pub(crate) async fn find_plan(&self, name: &str) -> Result<PlanId, AppError> {
        // No slug looks like an id, so an id need not be looked up.
        if let Ok(plan) = PlanId::parse(name) {
            return Ok(plan);
        }
        self.store.plan_of_slug(name).await?.ok_or_else(|| AppError::not_found(Thing::Plan, name))
    }

    /// The plan that a name means, when the caller may do that on it. A role that never may is refused whatever it
    /// names, so that a refusal does not tell what is there.
    pub(crate) async fn permitted(
        &self,
        caller: &Caller,
        operation: Operation,
        name: &str,
    ) -> Result<PlanId, AppError> {
        if caller.may(operation, None) == Answer::Refused {
            return Err(AppError::Forbidden(operation));
        }
        let plan = self.find_plan(name).await?;
        match caller.may(operation, Some(plan)) {
            Answer::Yes => Ok(plan),
            Answer::Refused => Err(AppError::Forbidden(operation)),
            Answer::Hidden => Err(AppError::not_found(Thing::Plan, name)),
        }
    }

    /// A whole plan as the read model has it, for a change that takes its time, when the caller may make it.
    pub(crate) async fn desk(
        &self,
        caller: &Caller,
        operation: Operation,
        name: &str,
    ) -> Result<Desk<'static>, AppError> {
        let id = self.permitted(caller, operation, name).await?;
        let kept = self.shelf.plan(&self.store, id, Sight::Whole).await?;
        Ok(Desk::of(id, kept.ok_or_else(|| AppError::not_found(Thing::Plan, name))?, true))
    }

    /// What a change is about, read from the plan in memory on which it is decided right after, when the caller may make
    /// it: nothing of the plan is loaded or copied, so that what a change costs does not grow with it.
    pub(crate) async fn at_desk<T: Send>(
        &self,
        caller: &Caller,
        operation: Operation,
        name: &str,
        read: impl FnOnce(&Desk<'_>) -> T + Send,
    ) -> Result<(PlanId, T), AppError> {
        let id = self.permitted(caller, operation, name).await?;
        let at = |plan: &Plan| {
            read(&Desk {
                id,
                plan: Held::Lent(plan),
                inside: true,
                open: Arc::default(),
                made: Arc::default(),
            })
        };
        let found = self.store.look(id, at).await?;
        Ok((id, found.ok_or_else(|| AppError::not_found(Thing::Plan, name))?))
    }

    /// A plan for reading: whole where the caller may see drafts, else what is published of it.
    pub(crate) async fn reading(&self, caller: &Caller, name: &str) -> Result<Desk<'static>, AppError> {
        let id = self.find_plan(name).await?;
        let kept = self.shelf.plan(&self.store, id, sight_of(caller, id)).await?;
        self.seen(caller, id, kept).ok_or_else(|| AppError::not_found(Thing::Plan, name))
    }

    /// A plan that a field of a request names beside the one that it changes; whether a plan is there is not told to who
    /// may not see it.
    pub(crate) async fn other_plan(
        &self,
        caller: &Caller,
        field: &'static str,
        name: &str,
    ) -> Result<Desk<'static>, AppError> {
        match self.reading(caller, name).await {
            Err(AppError::NotFound { .. }) => Err(AppError::invalid(
                field,
                name,
                "a plan that you may see, by its name in addresses or its id",
            )),
            desk => desk,
        }
    }

    /// A plan of which the caller may see something, with everything, for questions that need more than what is
    /// answered.
    pub(crate) async fn whole(&self, caller: &Caller, name: &str) -> Result<Desk<'static>, AppError> {
        let id = self.find_plan(name).await?;
        let kept = self.shelf.plan(&self.store, id, Sight::Whole).await?;
        let mut desk = self.seen(caller, id, kept).ok_or_else(|| AppError::not_found(Thing::Plan, name))?;
        if !desk.inside {
            // Questions are answered from it, files are not handed out.
            desk.open = Arc::default();
        }
        Ok(desk)
    }

    /// What the caller may see of a plan whose documents had a stamp a moment ago; none where that is nothing.
    pub(crate) async fn desk_at(
        &self,
        caller: &Caller,
        (id, stamp): (PlanId, Stamp),
    ) -> Result<Option<Desk<'static>>, AppError> {
        let kept = self.shelf.plan_at(&self.store, id, sight_of(caller, id), stamp).await?;
        Ok(self.seen(caller, id, kept))
    }

    /// What was kept, on the caller's desk, where the caller may see anything of it.
    fn seen(&self, caller: &Caller, id: PlanId, kept: Option<Kept>) -> Option<Desk<'static>> {
        let inside = sight_of(caller, id) == Sight::Whole;
        let kept = kept.filter(|kept| inside || kept.plan.was_published())?;
        Some(Desk::of(id, kept, inside))
    }

    pub(crate) async fn load_head(&self, plan: PlanId) -> Result<Option<Head>, AppError> {
        let documents = self.store.documents(plan, Kind::Plan).await?;
        Ok(assemble(&documents)?.map(|plan| plan.head))
    }
}

/// How much of a plan the caller sees.
fn sight_of(caller: &Caller, plan: PlanId) -> Sight {
    match caller.may(Operation::ReadDraft, Some(plan)) {
        Answer::Yes => Sight::Whole,
        Answer::Refused | Answer::Hidden => Sight::Published,
    }
}

impl Desk<'static> {
    /// A plan that is not there yet.
    pub(crate) fn empty(id: PlanId) -> Self {
        Self {
            id,
            plan: Held::Shared(Arc::default()),
            inside: true,
            open: Arc::default(),
            made: Arc::default(),
        }
    }

    fn of(id: PlanId, kept: Kept, inside: bool) -> Self {
        Self { id, plan: Held::Shared(kept.plan), inside, open: kept.open, made: kept.made }
    }
}

impl Desk<'_> {
    /// Puts another state of the plan here, of which nothing is made yet.
    pub(crate) fn put(&mut self, plan: Plan) {
        self.plan = Held::Shared(Arc::new(plan));
        self.made = Arc::default();
    }

    /// The plan at a glance, made once.
    pub(crate) fn glance(&self) -> Result<Glance, AppError> {
        if let Some(glance) = self.made.glance.get() {
            return Ok(glance.clone());
        }
        let glance = Glance::of(&self.plan)?;
        Ok(self.made.glance.get_or_init(|| glance).clone())
    }

    /// Everything that has ended in the plan, made once.
    pub(crate) fn cancelled(&self) -> &CancelledReport {
        self.made.cancelled.get_or_init(|| report::cancelled(&self.plan, &CancelledFilter::default()))
    }

    /// The kept files that the caller may have.
    pub(crate) fn sources(&self) -> BTreeSet<SourceId> {
        (*self.open).clone()
    }

    /// The node that an id or a number names: in the edition where one is given, else in the live cycle, else now.
    pub(crate) fn item(&self, name: &str, edition: Option<&str>) -> Result<NodeId, AppError> {
        let missing = || AppError::not_found(Thing::Item, name);
        match edition {
            Some(edition) if NodeId::parse(name).is_err() => {
                let edition = self.edition(edition)?.id;
                self.plan.numbers_of(edition).get(&canonical(name)).copied().ok_or_else(missing)
            }
            Some(_) | None => named(&self.plan, name).ok_or_else(missing),
        }
    }

    /// The edition that an id, a label or a date names; a voided one only where no other has that name.
    pub(crate) fn edition(&self, name: &str) -> Result<&Edition, AppError> {
        let editions = &self.plan.head.editions;
        if let Ok(id) = EditionId::parse(name) {
            return editions.get(&id).ok_or_else(|| AppError::not_found(Thing::Edition, name));
        }
        let date = PrintedDate::parse(name).ok();
        editions
            .values()
            .filter(|edition| edition.label.as_str() == name || is_date(date.as_ref(), &edition.date))
            .max_by_key(|edition| (!edition.is_void(), edition.sequence))
            .ok_or_else(|| AppError::not_found(Thing::Edition, name))
    }

    /// The cycle that an id, a label or a date names; the live one where there is no name.
    pub(crate) fn cycle(&self, name: Option<&str>) -> Result<&Cycle, AppError> {
        let cycles = &self.plan.head.cycles;
        let Some(name) = name else {
            return self.plan.head.live_cycle().ok_or_else(|| AppError::not_found(Thing::Cycle, "live"));
        };
        let missing = || AppError::not_found(Thing::Cycle, name);
        if let Ok(id) = CycleId::parse(name) {
            return cycles.get(&id).ok_or_else(missing);
        }
        let date = PrintedDate::parse(name).ok();
        cycles
            .values()
            .filter(|cycle| cycle.abandoned.is_none())
            .find(|cycle| cycle.label.as_str() == name || is_date(date.as_ref(), &cycle.date))
            .ok_or_else(missing)
    }
}

/// Whether a name that is a date means that date.
fn is_date(name: Option<&PrintedDate>, date: &PrintedDate) -> bool {
    name.is_some_and(|name| name.start.is_some() && name.is_same_time(date))
}

/// The node that an id or a number names: in the live cycle, else now.
fn named(plan: &Plan, name: &str) -> Option<NodeId> {
    if let Ok(id) = NodeId::parse(name) {
        return plan.nodes.contains_key(&id).then_some(id);
    }
    let number = canonical(name);
    let lens = plan.head.live_cycle().map_or(Lens::Current, |cycle| Lens::Cycle(cycle.id));
    let mut outline = plan.outline(lens).into_iter();
    outline.find(|line| line.full_label.as_ref() == Some(&number)).map(|line| line.view.node)
}
